//! The command line itself: its languages, its help, what is wrong with it, and where there is no terminal.

use std::io::Read;

use insta::assert_snapshot;

use crate::shell::{Shell, files_in};

#[test]
fn the_language_asked_for_wins_over_the_registers_and_that_over_the_shells() {
    let shell = Shell::with_demo();
    let first_line = |lang: &[&str], locale: &str| {
        let args: Vec<&str> = ["today"].iter().chain(lang).copied().collect();
        let output = shell.command(&args).env("LANG", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first_line(&["--lang", "lt"], "sv_SE.UTF-8"), "Darbų sąrašas");
    assert_eq!(first_line(&[], "sv_SE.UTF-8"), "Tööde nimekiri");
    let missing = shell.command(&["log", "--file", "none.tugi"]).env("LANG", "sv_SE.UTF-8").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&missing.stderr).lines().next(), Some("fel: Det finns ingen fil none.tugi."));
}

#[test]
fn help_is_in_the_language_of_the_shell() {
    let shell = Shell::empty();
    assert_snapshot!(shell.run(&["--help", "--lang", "et"]), @r"
    Peab tugiisikuprojekti registrit ühes failis. Ilma käsuta avab registri ekraanil.

    Kasutus: tugi [FAIL]
           tugi KÄSK [VALIKUD]

    Käsud:
      demo         Avab uue õpperegistri või kirjutab selle faili
      init         Loob uue registri
      import       Impordib tabeli registrisse, kas tervikuna või üldse mitte
      export       Kirjutab nimekirja tabelarvutuse või programmi jaoks
      report       Väljastab aruande; report list loetleb kõik, report sealed kinnitatud aruanded
      figures      Näitab iga lubaduse arvu
      today        Näitab, mille tähtaeg on käes või möödas
      log          Näitab, mida viimati tehti või mis on ühe kirjega juhtunud
      undo         Võtab toimingu tagasi: nimetatud või teie viimase
      programme    Loetleb, näitab, kontrollib, lisab ja väljastab projektide kirjeldusi
      person       Andmekaitse: mida kellegi kohta hoitakse ja tema andmete kustutamine
      guide        Juhendid tugiisikutele: loetleb, näitab ja lisab
      verify       Ütleb, kas register või selle koopia on terve ja kas koopia on värske
      backup       Kirjutab kontrollitud koopia uude faili või kausta ka siis, kui teised salvestavad
      restore      Taastab registri koopiast, ka siis, kui teistel on see avatud; senine sisu jääb alles
      completions  Väljastab käsurea lõpetused
      man          Väljastab juhendilehe

    Argumendid:
      [FAIL]  Register, mis ekraanil avada

    Valikud:
      -V, --version             Näidata versiooni
          --color <KUIDAS>      Värvid ekraanil: auto, 16, 8 või none
          --file <FAIL>         Register, millega töötada; muidu TUGI_FILE, muidu teie andmekaustas olev
          --glyphs <KUIDAS>     Märgid ekraanil: auto, unicode või ascii
      -h, --help                Näidata seda abi
          --json                Väljund, mida loeb teine programm
          --lang <KEEL>         Keel: en, et, lt või sv; muidu registri oma
          --programme <TUNNUS>  Projekt, näiteks rapla-2013; muidu viimati lisatu
          --today <KUUPÄEV>     Päev, mida tänaseks lugeda, näiteks 05.07.2013
          --user <NIMI>         Kes töötab; muidu sisselogimise nimi

    Väljumiskood: 0 tehtud; 1 ebaõnnestus, koos selgituse ja nõuandega; 2 käsureast ei saadud aru; 3 kontroll leidis vea; 101 Tugi enda viga, mille kohta on koostatud aruanne.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["import", "--help", "--lang", "en"]), @r"
    Imports a sheet into the register, all of it or nothing

    Usage: tugi import WHAT SHEET [OPTIONS]

    Arguments:
      <WHAT>   The sheet holds: people, workers, meetings, entries, exits, spells, assessments or
               relations; or register: the text of a whole register
      <SHEET>  The sheet, as XLSX, ODS or CSV

    Options:
          --check               Say what would happen and write nothing
          --dates <HOW>         day-first, month-first or year-first; else found out
          --encoding <HOW>      utf-8, utf-16, windows-1257, windows-1252, iso-8859-13 or iso-8859-15;
                                else found out
          --map <COLUMN=FIELD>  What a column is for, where its heading does not say it; remembered for
                                such sheets; - leaves it out
          --names <HOW>         surname-first or given-first, where both stand in one column without a
                                comma
          --new <ROWS>          The rows that are about other people than those they look like, such as
                                12,15
          --proper-names        Put names right that are all in capital letters
          --refused <FILE>      Import what can be, and write the other rows to this new file
          --sheet <NAME>        Which sheet of the file; else the only one that fits
          --to <FILE>           The new register to write (only for a whole register)
          --update              Let the sheet win where the register says something else
          --color <HOW>         Colours on the screen: auto, 16, 8 or none
          --file <FILE>         The register to work on; else TUGI_FILE, else the one in your data
                                folder
          --glyphs <HOW>        Signs on the screen: auto, unicode or ascii
      -h, --help                Print this help
          --json                Print for a program to read
          --lang <LANG>         The language: en, et, lt or sv; else the register's own
          --programme <ID>      The programme, such as rapla-2013; else the one added last
          --today <DATE>        The day to take for today, such as 2013-07-05
          --user <NAME>         Who works; else the name you logged in with
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["--version"]), @r"
    tugi 0.1.0
    (exit status 0)
    ");
}

#[test]
fn a_wrong_command_line_is_told_in_the_language_and_ends_with_2() {
    let shell = Shell::empty();
    assert_snapshot!(shell.run(&["export", "peple", "--lang", "en"]), @r#"
    ! error: "peple" does not fit <WHAT>.
    ! hint: Possible are: participants, workers, meetings, outcomes, today, calendar, register, audit, microdata
    (exit status 2)
    "#);
    assert_snapshot!(shell.run(&["verify", "--lang", "sv"]), @r"
    ! fel: Något saknas: <FIL>.
    ! råd: Allt som är möjligt: tugi --help
    (exit status 2)
    ");
    assert_snapshot!(shell.run(&["log", "--newset", "3", "--lang", "et"]), @r"
    ! viga: Tugi ei tunne „--newset“.
    ! nõuanne: Kas mõtlesite --newest?
    (exit status 2)
    ");
    assert_snapshot!(shell.run(&["today", "--today", "2013-02-30", "--lang", "lt"]), @r"
    ! klaida: „2013-02-30“ netinka: --today <DATA>.
    ! patarimas: Diena rašoma kaip 2013-07-05, skaičius – skaitmenimis.
    (exit status 2)
    ");
    assert_snapshot!(shell.run(&["figures", "--as-of"]), @r#"
    ! error: "--as-of <DATE>" needs a value.
    ! hint: Everything that is possible: tugi --help
    (exit status 2)
    "#);
    assert_snapshot!(shell.run(&["--lang", "fi"]), @r#"
    ! error: "fi" does not fit --lang <LANG>.
    ! hint: Possible are: en, et, lt, sv
    (exit status 2)
    "#);
}

#[test]
fn without_a_terminal_the_screen_says_so() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["--lang", "en"]), @r"
    ! error: The screen needs a terminal, but input or output is a file or a pipe.
    ! hint: Everything that needs no screen is a command: tugi --help
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["demo"]), @r"
    ! error: The screen needs a terminal, but input or output is a file or a pipe.
    ! hint: Everything that needs no screen is a command: tugi --help
    (exit status 1)
    ");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let shell = Shell::with_demo();
    let mut child =
        shell.command(&["export", "meetings", "--json"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn the_training_register_of_a_screen_is_gone_when_it_closes() {
    let shell = Shell::empty();
    std::fs::create_dir(shell.path("tmp")).unwrap();
    let folder = shell.path("tmp").to_str().unwrap().to_owned();
    let mut session = crate::terminal::start(&[("TMPDIR", &folder)]);
    let there = files_in(&shell.path("tmp"));
    assert!(matches!(&there[..], [name] if name.starts_with("tugi-demo-")), "{there:?}");
    assert_eq!(session.keys("<F10>").exit_code(), 0);
    assert_eq!(files_in(&shell.path("tmp")), Vec::<String>::new());
}

#[test]
fn a_packager_gets_completions_and_a_manual() {
    let shell = Shell::empty();
    for shell_name in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(shell.stdout(&["completions", shell_name]).contains("verify"), "{shell_name}");
    }
    let manual = shell.stdout(&["man", "--lang", "et"]);
    for word in [".TH", "NIMI", "tugi import", "\\-\\-check", "Kontrollitav fail", "VÄLJUMISKOOD"] {
        assert!(manual.contains(word), "{word}");
    }
    assert_eq!(files_in(shell.path("").as_path()), Vec::<String>::new());
}
