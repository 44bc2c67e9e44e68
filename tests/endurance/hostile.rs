//! Hostile sheets: none makes the program panic, hang, grow or write what a terminal would obey; and what of them got in
//! neither commands the screen nor is run by a spreadsheet.

mod dice;
mod families;
mod good;
mod old;
mod signs;
mod spreadsheet;
mod watched;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::{
    pty::Session,
    scale::{full, rounds, say},
};
use dice::Dice;
use families::{FAMILIES, Family};
use good::Good;
use signs::{is_strange, outside_sequences};
use watched::{Run, run};

/// What this test is called where it says its figures.
const TEST: &str = "hostile";
/// The longest that one sheet may take of a processor.
const LONGEST: Duration = Duration::from_secs(10);
/// The most memory that one sheet may take, in kB.
const MOST_MEMORY: u64 = 512 * 1024;
/// How long a key may take to show on a busy machine before the next one is pressed.
const STEP: Duration = Duration::from_millis(150);
/// All lists that can be written.
const LISTS: &[&str] = &["participants", "workers", "meetings", "outcomes", "today"];

/// What the runs came to.
#[derive(Default)]
struct Figures {
    files: usize,
    taken: usize,
    refused: usize,
    slowest: (Duration, &'static str),
    hardest: (Duration, &'static str),
    largest: (u64, &'static str),
    failures: Vec<String>,
}

#[test]
fn hostile_sheets_do_no_harm_and_what_got_in_commands_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("hostile.tugi");
    let made = run(folder.path(), &["demo", "--to", "hostile.tugi"]);
    assert_eq!(made.code, Some(0), "{}", made.said());
    let mut figures = Figures::default();
    for number in 0..rounds(FAMILIES.len(), 1_000) {
        let family = &FAMILIES[number % FAMILIES.len()];
        // In a quick run only some of the large ones, which take a second or more each.
        if full() || !family.large || family.name == "a million columns" {
            figures.take(number, family, folder.path(), &register);
        }
    }
    old::put_into(&register);
    figures.look(&register);
    figures.write_lists(folder.path());
    let Figures { files, taken, refused, slowest, hardest, largest, failures } = figures;
    say(TEST, format!("{files} files of {} families: {taken} taken over, {refused} refused", FAMILIES.len()));
    say(
        TEST,
        format!("slowest {:?} ({}), of that a processor at most {:?} ({})", slowest.0, slowest.1, hardest.0, hardest.1),
    );
    say(TEST, format!("most memory {} MB ({})", largest.0 / 1024, largest.1));
    say(
        TEST,
        format!(
            "{} panics, refusals that wrote, raw control signs or cells that a spreadsheet would run",
            failures.len()
        ),
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

impl Figures {
    /// Imports one hostile sheet, first only to be told, then really; in a quick run most of them only really.
    fn take(&mut self, number: usize, family: &'static Family, folder: &Path, register: &Path) {
        let mut dice = Dice::new(number as u64);
        let good = Good::new(number / 2, &mut dice);
        let what = good.what;
        // Every seventh file has a name that is hostile itself.
        let name = if number % 7 == 3 { format!("b\x1b[2J\u{202e}vsc.\n{number}") } else { format!("{number}.csv") };
        std::fs::write(folder.join(&name), (family.make)(&mut dice, good)).unwrap();
        let before = std::fs::read(register).unwrap();
        let json: &[&str] = if number.is_multiple_of(5) { &["--json"] } else { &[] };
        let lang = ["en", "et", "lt", "sv"][number % 4];
        let base = ["--lang", lang, "import", what, &name];
        let asked = full() || number.is_multiple_of(4);
        let check = asked.then(|| run(folder, &[&base[..], &["--check"], json].concat()));
        if let Some(check) = &check {
            self.judge(number, family, check);
        }
        let unchanged = std::fs::read(register).unwrap() == before;
        let real = run(folder, &[&base[..], json].concat());
        self.judge(number, family, &real);
        let refused = real.code == Some(1);
        let wrote = refused && std::fs::read(register).unwrap() != before;
        // A sheet that cannot be read at all is no answer but a failure, with or without `--check`.
        let foretold = check.as_ref().is_none_or(|check| matches!(check.code, Some(1 | 3)) == refused);
        if wrote || !unchanged || !foretold {
            let code = check.map(|check| check.code);
            self.failures.push(format!("{number} {}: {code:?} {:?} {}", family.name, real.code, real.said()));
        }
        self.files += 1;
        *(if refused { &mut self.refused } else { &mut self.taken }) += 1;
        std::fs::remove_file(folder.join(&name)).unwrap();
    }

    fn judge(&mut self, number: usize, family: &'static Family, run: &Run) {
        if run.took > self.slowest.0 {
            self.slowest = (run.took, family.name);
        }
        if run.worked > self.hardest.0 {
            self.hardest = (run.worked, family.name);
        }
        if run.peak > self.largest.0 {
            self.largest = (run.peak, family.name);
        }
        let strange = run.said().chars().filter(|sign| is_strange(*sign)).collect::<String>();
        let panicked = !matches!(run.code, Some(0 | 1 | 3)) || run.said().contains("panicked");
        if panicked || !strange.is_empty() || run.worked > LONGEST || run.peak > MOST_MEMORY {
            let (code, took, peak) = (run.code, run.worked, run.peak);
            let said: String = run.said().chars().take(400).collect();
            self.failures.push(format!("{number} {}: {code:?} {took:?} {peak} kB {strange:?} {said:?}", family.name));
        }
    }

    /// Looks at everything that got in, on a real terminal: lists, cards and forms.
    fn look(&mut self, register: &Path) {
        let begun = Instant::now();
        let mut session = Session::start(&[&register.display().to_string(), "--lang", "et"], &[], 40, 120);
        session.wait("F10");
        for list in ["1", "2", "3", "4", "5"] {
            for _ in 0..rounds(1, 40) {
                for key in [list, "<Down>", "<Enter>", "<F4>", "<Esc>", "<Esc>"] {
                    session.keys(key).output_within(STEP);
                }
            }
            for key in ["<PgDn>", "<End>", "<PgUp>"] {
                session.keys(key).output_within(STEP);
            }
        }
        session.keys("2/vanad<Enter>").settle();
        session.keys("<Enter>").settle();
        session.keys("<F4>").settle();
        let shown = session.bytes_so_far();
        session.keys("<C-c>").settle();
        let strange = outside_sequences(&shown);
        say(
            TEST,
            format!(
                "{} bytes drawn in {:?}, {} raw control signs",
                shown.len(),
                begun.elapsed(),
                strange.chars().count()
            ),
        );
        if !strange.is_empty() {
            self.failures.push(format!("drawn: {strange:?}"));
        }
    }

    /// Writes every list, to the shell and into files, and has a spreadsheet open them.
    fn write_lists(&mut self, folder: &Path) {
        let mut written: Vec<PathBuf> = Vec::new();
        for list in LISTS {
            let name = format!("{list}.csv");
            for format in [&["--json"][..], &[], &["--out", &name]] {
                let run = run(folder, &[&["export", list][..], format].concat());
                let said = run.said();
                let said = said.strip_prefix('\u{feff}').unwrap_or(&said).replace("\r\n", "\n");
                let strange: String = said.chars().filter(|sign| is_strange(*sign)).collect();
                if run.code != Some(0) || !strange.is_empty() {
                    self.failures.push(format!("export {list} {format:?}: {:?} {strange:?}", run.code));
                }
            }
            written.push(folder.join(name));
        }
        for shown in [&["log"][..], &["report", "figures"], &["today"], &["figures", "--proof"]] {
            let strange: String = run(folder, shown).said().chars().filter(|sign| is_strange(*sign)).collect();
            if !strange.is_empty() {
                self.failures.push(format!("{shown:?}: {strange:?}"));
            }
        }
        self.failures.extend(spreadsheet::run_as_formula(&written));
    }
}
