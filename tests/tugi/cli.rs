//! The program in the shell: what it prints, in which language, and with which exit status it ends.

use std::io::Read;

use insta::assert_snapshot;

use crate::shell::{Shell, files_in};

#[test]
fn a_training_register_is_written_once_and_never_over_another_file() {
    let shell = Shell::empty();
    assert_snapshot!(shell.run(&["demo", "--to", "demo.tugi"]), @r"
    The training register is in demo.tugi.
    Open it with: tugi demo.tugi
    (exit status 0)
    ");
    let before = shell.read("demo.tugi");
    assert_snapshot!(shell.run(&["demo", "--to", "demo.tugi"]), @r"
    ! error: demo.tugi exists already and was left as it is.
    ! hint: Choose another name, or move that file away first.
    (exit status 1)
    ");
    assert_eq!(shell.read("demo.tugi"), before);
    assert_snapshot!(shell.run(&["demo", "--programme", "kose-2012"]), @r"
    ! error: There is no training register for kose-2012.
    ! hint: There are: rapla-2013
    (exit status 1)
    ");
    assert_eq!(shell.files(), ["demo.tugi"]);
}

#[test]
fn a_new_register_takes_the_programmes_language_unless_told_otherwise() {
    let shell = Shell::empty();
    assert_snapshot!(shell.run(&["init", "rapla.tugi", "--programme", "rapla-2013", "--today", "2013-01-02"]), @r"
    The new register is in rapla.tugi.
    Open it with: tugi rapla.tugi
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["log", "register:1", "--file", "rapla.tugi"]), @r"
    Nr  Millal            Kes   Mida        Muudatus
    1   02.01.2013 12:00  kaja  sisseseade  language: - -> et
                                            office: - -> Rapla vald
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["init", "sv.tugi", "--programme", "rapla-2013", "--office", "Torsås", "--lang", "sv"]), @r"
    Det nya registret finns i sv.tugi.
    Öppna det med: tugi sv.tugi
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["figures", "participants", "--file", "sv.tugi", "--today", "2013-07-05"]), @r"
    Åtaganden och resultat
    ======================

    Införande av stödpersonstjänsten i Rapla kommun

    Läget 2013-07-05

    Deltagare totalt  0
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["init", "x.tugi", "--programme", "nope"]), @r"
    ! error: There is no programme nope.
    ! hint: There are: rapla-2013
    (exit status 1)
    ");
    assert_eq!(shell.files(), ["rapla.tugi", "sv.tugi"]);
}

#[test]
fn the_language_asked_for_wins_over_the_registers_and_that_over_the_shells() {
    let shell = Shell::with_demo();
    let first_line = |lang: &[&str], locale: &str| {
        let args: Vec<&str> = ["today"].iter().chain(lang).copied().collect();
        let output = shell.command(&args).env("LANG", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first_line(&["--lang", "lt"], "sv_SE.UTF-8"), "Darbų sąrašas");
    assert_eq!(first_line(&[], "sv_SE.UTF-8"), "Tööleht");
    let missing = shell.command(&["log", "--file", "none.tugi"]).env("LANG", "sv_SE.UTF-8").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&missing.stderr).lines().next(), Some("fel: Det finns ingen fil none.tugi."));
}

#[test]
fn help_is_in_the_language_of_the_shell() {
    let shell = Shell::empty();
    assert_snapshot!(shell.run(&["--help", "--lang", "et"]), @r"
    Peab tugiisikuprogrammi registrit ühes failis. Ilma käsuta avab registri ekraanil.

    Kasutus: tugi [FAIL]
           tugi KÄSK [VALIKUD]

    Käsud:
      demo         Avab värske õpperegistri või kirjutab selle faili
      init         Loob uue registri
      import       Võtab tabeli registrisse üle, tervikuna või üldse mitte
      export       Kirjutab nimekirja tabelarvutuse või programmi jaoks
      report       Trükib aruande; report list loetleb kõik
      figures      Näitab iga lubaduse arvu
      today        Näitab, mille tähtaeg on käes või möödas
      log          Näitab, mida viimati tehti või mis on ühe kirjega juhtunud
      undo         Võtab toimingu tagasi: nimetatud või Teie viimase
      verify       Ütleb, kas register või selle koopia on terve
      backup       Kirjutab kontrollitud koopia ka siis, kui teised salvestavad
      completions  Väljastab käsurea lõpetused
      man          Väljastab juhendilehe

    Argumendid:
      [FAIL]  Register, mis ekraanil avada

    Valikud:
      -V, --version          Näidata versiooni
          --color <KUIDAS>   Värvid ekraanil: auto, 16, 8 või none
          --file <FAIL>      Register, millega töötada; muidu TUGI_FILE, muidu Teie andmekaustas olev
          --glyphs <KUIDAS>  Märgid ekraanil: auto, unicode või ascii
      -h, --help             Näidata seda abi
          --json             Väljund programmile lugemiseks
          --lang <KEEL>      Keel: en, et, lt või sv; muidu registri oma
          --today <KUUPÄEV>  Päev, mida tänaseks lugeda, näiteks 05.07.2013
          --user <NIMI>      Kes töötab; muidu sisselogimise nimi

    Väljumisolek: 0 tehtud; 1 ebaõnnestus, koos selgituse ja nõuandega; 2 käsureast ei saadud aru; 3 kontroll ei pidanud paika.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["import", "--help", "--lang", "en"]), @r"
    Takes a sheet over into the register, all of it or nothing

    Usage: tugi import WHAT SHEET [OPTIONS]

    Arguments:
      <WHAT>   The sheet holds: people, workers or meetings
      <SHEET>  The sheet, as CSV

    Options:
          --check           Say what would happen and write nothing
          --dates <HOW>     day-first, month-first or year-first; else found out
          --encoding <HOW>  utf-8, utf-16, windows-1257 or windows-1252; else found out
          --color <HOW>     Colours on the screen: auto, 16, 8 or none
          --file <FILE>     The register to work on; else TUGI_FILE, else the one in your data folder
          --glyphs <HOW>    Signs on the screen: auto, unicode or ascii
      -h, --help            Print this help
          --json            Print for a program to read
          --lang <LANG>     The language: en, et, lt or sv; else the register's own
          --today <DATE>    The day to take for today, such as 2013-07-05
          --user <NAME>     Who works; else the name you logged in with
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
    ! error: "peple" cannot stand for <WHAT>.
    ! hint: Possible are: participants, workers, meetings, outcomes, today
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
    ! klaida: „2013-02-30“ netinka vietoje --today <DATA>.
    ! patarimas: Diena rašoma kaip 2013-07-05, skaičius – skaitmenimis.
    (exit status 2)
    ");
    assert_snapshot!(shell.run(&["figures", "--as-of"]), @r#"
    ! error: "--as-of <DATE>" needs a value.
    ! hint: Everything that is possible: tugi --help
    (exit status 2)
    "#);
    assert_snapshot!(shell.run(&["--lang", "fi"]), @r#"
    ! error: "fi" cannot stand for --lang <LANG>.
    ! hint: Possible are: en, et, lt, sv
    (exit status 2)
    "#);
}

#[test]
fn the_figures_are_those_of_the_training_day_and_open_into_the_people_behind_them() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["figures", "--lang", "en"]), @r"
    Promises and figures
    ====================

    The support-person service in Rapla municipality

    As of 2013-07-05

    Participants ever enrolled                           23
    Participants now                                     20
    Support persons                                       3
    Support persons with at least 5 open cases       3 of 3  100 %  all: reached
    Work meetings held                                    9
    Found work, passed probation and left                 3
    Found work and passed probation, of             3 of 23   13 %
    participants
    Found work and passed probation, of those who    3 of 3  100 %
    left
    Stayed at most 1 year                          23 of 23  100 %  all: reached
    Case plan made                                 20 of 23   87 %  all: not reached
    Lone parents on subsistence benefit             8 of 23   35 %
    People released from prison                     4 of 23   17 %
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["figures", "found-work", "--proof", "--lang", "en"]), @r"
    The figures and who is behind them
    ==================================

    The support-person service in Rapla municipality

    As of 2013-07-05

    Found work, passed probation and left  3

    Found work, passed probation and left
    -------------------------------------

    3. 3 counted, 20 not counted, 4 outside the base: 27 in all.

    In the text: „Kolm projektis osalejat on juba leidnud sobiva töö, läbinud
    katseaja ja soovinud projektis osalemise lõpetada“

    Probation is passed when the job went on after its last day. A job whose
    probation is not known is not counted.

    Counted: 3

    No  Name              Reason
    --  ----------------  ------------------------------
     1  Käbiraba, Õnne    probation passed on 2013-05-27
     4  Süvaluht, Andrus  probation passed on 2013-05-03
     8  Uduväli, Taavi    probation passed on 2013-05-17

    In the base, not counted: 20

    No  Name                                     Reason
    --  ---------------------------------------  -----------------------------------
     2  Jõhvikaru, Märt                          entered on 2013-01-07
     3  Vihmaraba, Tiiu                          entered on 2013-01-08
     5  Äikesoo, Kätlin                          entered on 2013-01-14
     6  Ümarsaar, Šarlott                        entered on 2013-01-15
     7  Pihlamurd, Jüri                          entered on 2013-01-21
     9  Sõstrakivi-Põdrametsa, Maarja-Elisabeth  entered on 2013-01-28
    10  Užvald, Raivo                            entered on 2013-02-04
    11  Nõmmetuul, Nataša                        entered on 2013-02-06
    12  Hõbepaas, Merike                         entered on 2013-02-11
    13  Loodvärav, Külli                         entered on 2013-02-18
    14  Mürkvald, Rein                           entered on 2013-02-25
    15  Rabavõsa, Evelin                         entered on 2013-03-04
    16  Virmalaid, Tõnu                          entered on 2013-03-06
    17  Läätspuu, Ahti                           pause from 2013-06-10 to 2013-07-21
    18  Tuulemõtus, Riina                        entered on 2013-04-03
    19  (protected identity)                     entered on 2013-04-08
    20  Sinilaugas, Ott                          entered on 2013-04-15
    21  Öölaulik, Heli                           entered on 2013-05-13
    22  Härmaluht, Ülle                          entered on 2013-06-03
    23  Põldvarik, Kristjan                      entered on 2013-06-17

    Outside the base: 4

    No  Name              Reason
    --  ----------------  ---------------------
    24  Jääraik, Anneli   applied on 2013-05-27
    25  Laukasoo, Peeter  applied on 2013-06-10
    26  Haabniit, Kaarel  applied on 2013-06-25
    27  Aovalge, Silva    applied on 2013-07-02
    (exit status 0)
    ");
    let figures = shell.json(&["figures", "found-work-share", "--proof", "--json"]);
    let figure = &figures["figures"][0];
    assert_eq!((figure["counted"].as_i64(), figure["base"].as_i64()), (Some(3), Some(23)));
    assert_eq!(figure["proof"]["not_counted"].as_array().unwrap().len(), 20);
}

#[test]
fn an_undefined_figure_that_was_asked_for_does_not_hold() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["figures", "found-work-share", "--as-of", "2013-01-01", "--lang", "en"]), @r"
    Promises and figures
    ====================

    The support-person service in Rapla municipality

    As of 2013-01-01

    Found work and passed probation, of participants  undefined
    (exit status 3)
    ");
    assert_eq!(shell.output(&["figures", "--as-of", "2013-01-01"]).status.code(), Some(0));
    assert_snapshot!(shell.run(&["figures", "nope", "--lang", "en"]), @r"
    ! error: The programme makes no promise nope.
    ! hint: There are: participants, open-now, support-workers, caseload, work-meetings, found-work, found-work-share, found-work-of-ended, within-limit, plans, lone-parents, released-from-prison
    (exit status 1)
    ");
}

#[test]
fn the_worklist_can_be_one_workers() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["today", "--worker", "kaja", "--days", "3", "--lang", "en"]), @r"
    To do
    =====

    As of 2013-07-05

    LATE (8)
    --------

    When        Who                   What                           Worker
    ----------  --------------------  -----------------------------  ---------------
    2013-05-03  18 Tuulemõtus, Riina  Case plan: no plan made,       Sirelmets, Kaja
                                      entered on 2013-04-03
    2013-06-20  18 Tuulemõtus, Riina  Teha Riinaga juhtumiplaan      Sirelmets, Kaja
    2013-06-27  3 Vihmaraba, Tiiu     Meeting with the participant:  Sirelmets, Kaja
                                      last met on 2013-05-28
    2013-06-28  3 Vihmaraba, Tiiu     Evaluate the plan: plan of     Sirelmets, Kaja
                                      2013-01-24
    2013-06-28  3 Vihmaraba, Tiiu     Saata igal nädalal üks         Sirelmets, Kaja
                                      avaldus
    2013-06-28  13 Loodvärav, Külli   Leida õmbluskursus juuliks     Sirelmets, Kaja
    2013-07-03  12 Hõbepaas, Merike   End of probation: probation    Sirelmets, Kaja
                                      ended on 2013-07-03, outcome
                                      not noted
    2013-07-03  22 Härmaluht, Ülle    Case plan: no plan made,       Sirelmets, Kaja
                                      entered on 2013-06-03
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["today", "--worker", "nobody", "--lang", "en"]), @r#"
    ! error: No worker, or more than one, is called "nobody".
    ! hint: There are: Sirelmets, Kaja; Kõrkjalaid, Tõnis; Äärmaa, Liivika; Kuldkadakas, Piret; Rännuvälja, Eneli; Üleniidu, Žanna
    (exit status 1)
    "#);
    assert_snapshot!(shell.run(&["report", "list", "--lang", "lt"]), @r"
    VARDAS   ATASKAITA
    interim  Tarpinė ataskaita
    figures  Įsipareigojimai ir rodikliai
    proof    Rodikliai ir kas už jų slypi
    today    Darbų sąrašas
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["report", "nope", "--lang", "lt"]), @r"
    ! klaida: Ataskaitos nope nėra.
    ! patarimas: Yra: interim, figures, proof, today
    (exit status 1)
    ");
}

#[test]
fn what_was_done_is_listed_and_taken_back() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["log", "--lang", "en"]), @r"
    No  When              Who     What    Records
    4   2013-07-04 16:40  haldur  import  work or study 10, status 27
    3   2013-07-04 16:10  haldur  import  meeting 153, attendance 344, case plan 21, goal 28, decision 76
    2   2013-07-02 14:20  haldur  import  person 27, circumstance 73, participation 27, stay 23, pause 1, assignment 24
    1   2013-07-01 09:05  haldur  set-up  register 1, programme 1, worker 6
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["undo", "--lang", "en"]), @r"
    ! error: There is nothing to take back.
    ! hint: What was done, and by whom: tugi log
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["undo", "--user", "haldur", "--lang", "en"]), @r"
    Taken back: import, 37 records. The taking back has number 5.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["undo", "4", "--lang", "en"]), @r"
    ! error: There is nothing to take back.
    ! hint: What was done, and by whom: tugi log
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["undo", "2", "--lang", "en"]), @r"
    ! error: This cannot be taken back: something later builds on it (participation 26).
    ! hint: Take the later act back first: tugi log participation:26 shows it.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["undo", "99", "--lang", "en"]), @r"
    ! error: There is no act 99 in the change log.
    ! hint: The numbers stand in: tugi log
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["log", "--newest", "2", "--lang", "en"]), @r"
    No  When              Who     What                      Records
    5   2013-07-05 12:00  haldur  undo 4                    status 27, work or study 10
    4   2013-07-04 16:40  haldur  import (taken back by 5)  work or study 10, status 27
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["log", "status:1", "--lang", "en"]), @r"
    No  When              Who     What    Change
    5   2013-07-05 12:00  haldur  undo 4  removed
    4   2013-07-04 16:40  haldur  import  date: - -> 2013-01-07
                                          labour: - -> unemployed
                                          livelihood: - -> subsistence-benefit
                                          moment: - -> entry
                                          participation: - -> 1
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["log", "person", "--lang", "en"]), @r#"
    ! error: "person" names no record.
    ! hint: Write a kind and a number, such as person:5. Kinds: register, programme, person, circumstance, worker, participation, stay, pause, assignment, meeting, attendance, plan, goal, action, spell, status, follow_up
    (exit status 1)
    "#);
    assert_snapshot!(shell.run(&["log", "person:999", "--lang", "en"]), @r"
    ! error: The change log knows no record person:999.
    ! hint: See what was done last: tugi log
    (exit status 1)
    ");
}

#[test]
fn a_copy_is_checked_and_a_damaged_one_is_told() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["backup", "copy.tugi", "--lang", "en"]), @r"
    The copy is in copy.tugi and was checked: 842 records, change log up to 842.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["verify", "copy.tugi"]), @r"
    copy.tugi is whole: 842 records, change log up to 842.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["backup", "copy.tugi", "--lang", "en"]), @r"
    ! error: copy.tugi exists already and was left as it is.
    ! hint: Choose another name, or move that file away first.
    (exit status 1)
    ");
    let bytes = shell.read("copy.tugi");
    shell.write("cut.tugi", &bytes[..bytes.len() / 2]);
    assert_eq!(shell.output(&["verify", "cut.tugi"]).status.code(), Some(3));
    let place = bytes.windows(8).position(|window| window == "Kadakaru".as_bytes()).unwrap();
    let mut changed = bytes;
    changed[place..place + 8].copy_from_slice(b"Kadakara");
    shell.write("changed.tugi", &changed);
    assert_snapshot!(shell.run(&["verify", "changed.tugi"]), @r"
    A record is not what the change log says: person 19
    Somebody cannot be found as they should be: person 19
    ! error: changed.tugi is not whole.
    ! hint: Change nothing in it. Check your last copy with tugi verify FILE and go on with that one.
    (exit status 3)
    ");
}

#[test]
fn what_is_no_register_is_refused_with_what_to_do() {
    let shell = Shell::with_demo();
    shell.write("note.txt", "not a register");
    std::fs::create_dir(shell.path("folder")).unwrap();
    assert_snapshot!(shell.run(&["log", "--file", "none.tugi"]), @r"
    ! error: There is no file none.tugi.
    ! hint: Look at the name. A new register: tugi init FILE --programme ID; for trying out: tugi demo
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["log", "--file", "note.txt"]), @r"
    ! error: note.txt is not a register of Tugi.
    ! hint: Look at the name. A register that was copied incompletely also looks like this: take the copy again.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["log", "--file", "folder"]), @r"
    ! error: folder is not a file.
    ! hint: Name the file itself, not its folder.
    (exit status 1)
    ");
    assert_snapshot!(shell.run(&["verify", "note.txt"]), @r"
    ! error: note.txt is not a register of Tugi.
    ! hint: Look at the name. A register that was copied incompletely also looks like this: take the copy again.
    (exit status 3)
    ");
    let mut newer = shell.read("demo.tugi");
    // The format's number lies at byte 60 of an SQLite file, most significant byte first.
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    shell.write("newer.tugi", &newer);
    assert_snapshot!(shell.run(&["log", "--file", "newer.tugi"]), @r"
    ! error: A newer Tugi wrote this register: format 99, and this program knows up to 1.
    ! hint: Install the newer Tugi. The register was left as it is.
    (exit status 1)
    ");
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
    let mut child = shell.command(&["export", "meetings"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn an_exported_list_is_one_file_for_its_owner_only() {
    let shell = Shell::with_demo();
    assert_snapshot!(shell.run(&["export", "outcomes", "--lang", "sv"]), @r"
    ﻿Löfte;Tal;Andel;Mål
    Deltagare totalt;23;;
    Deltagare just nu;20;;
    Stödpersoner;3;;
    Stödpersoner med minst 5 pågående ärenden;3 av 3;100 %;alla
    Hållna arbetsmöten;9;;
    Fått arbete, klarat provanställningen och avslutat;3;;
    Fått arbete och klarat provanställningen, av deltagarna;3 av 23;13 %;
    Fått arbete och klarat provanställningen, av dem som avslutat;3 av 3;100 %;
    Deltagit högst 1 år;23 av 23;100 %;alla
    Genomförandeplan upprättad;20 av 23;87 %;alla
    Ensamstående föräldrar med försörjningsstöd;8 av 23;35 %;
    Frigivna;4 av 23;17 %;
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["export", "workers", "--out", "workers.csv"]), @r"
    workers.csv: kirjutatud 6 rida.
    (exit status 0)
    ");
    assert_snapshot!(shell.run(&["export", "workers", "--out", "workers.csv"]), @r"
    ! viga: workers.csv on juba olemas ja jäi muutmata.
    ! nõuanne: Valige teine nimi või tõstke see fail enne mujale.
    (exit status 1)
    ");
    assert!(shell.read("workers.csv").starts_with("\u{feff}Nimi;Perekonnanimi;Eesnimi;".as_bytes()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(shell.path("workers.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let people = shell.json(&["export", "people", "--format", "json"]);
    assert_eq!(people.as_array().unwrap().len(), 27);
    assert_eq!(people[0]["applied-on"], "2013-07-02");
    assert_eq!(people[0]["number"], 27);
}

#[test]
fn a_packager_gets_completions_and_a_manual() {
    let shell = Shell::empty();
    for shell_name in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(shell.stdout(&["completions", shell_name]).contains("verify"), "{shell_name}");
    }
    let manual = shell.stdout(&["man", "--lang", "et"]);
    for word in [".TH", "NIMI", "tugi import", "\\-\\-check", "Kontrollitav fail", "VÄLJUMISOLEK"] {
        assert!(manual.contains(word), "{word}");
    }
    assert_eq!(files_in(shell.path("").as_path()), Vec::<String>::new());
}
