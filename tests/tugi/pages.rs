//! What an office prints, signs and hands on: pages that need nothing beside them, workbooks that a spreadsheet reads as meant,
//! and reports with small numbers and names left out.
//!
//! `UPDATE=1 cargo test --test tugi printed_sample` writes the samples in `screenshots/` anew, and draws their first sheet where
//! there is chromium.

use std::process::Command;

use tugi::{
    demo,
    domain::{Act, Change, Id},
    i18n::Lang,
    report::{render_text, sheet},
    session::{Asked, Session},
    store::{Collation, Store},
};

use crate::{documents::current, shell::Shell, source::project};

/// The pages that are kept with the project as they are printed: a name, and what is asked for.
const SAMPLES: &[(&str, &[&str])] = &[("interim", &["interim"]), ("plan", &["plan", "12"]), ("yearly", &["yearly"])];
/// The reports and sheets of the training register.
const ALL: &[&[&str]] = &[
    &["interim"],
    &["yearly"],
    &["figures"],
    &["proof"],
    &["indicators"],
    &["pace"],
    &["caseload"],
    &["places"],
    &["before-after"],
    &["service"],
    &["retention"],
    &["today"],
    &["plan", "12"],
    &["hours"],
    &["minutes", "1"],
    &["handover", "--worker", "kaja"],
];

fn page(shell: &Shell, report: &[&str], lang: Lang) -> String {
    shell.stdout(&[&["report"], report, &["--format", "html", "--lang", lang.code()]].concat())
}

#[test]
fn a_page_needs_nothing_beside_it_and_runs_nothing() {
    let shell = Shell::with_demo();
    for report in ALL {
        let page = page(&shell, report, Lang::Lt);
        for outside in ["<script", "src=", "href=", "url(", "@import", "http:", "https:", "javascript"] {
            assert!(!page.to_lowercase().contains(outside), "{report:?}: {outside}");
        }
        assert!(page.contains("<html lang=\"lt\">") && page.contains("default-src 'none'"), "{report:?}");
        assert_eq!(page.matches("<h1>").count(), 1, "{report:?}");
        assert!(page.contains("Rapla vald") && page.contains("counter(page)"), "{report:?}");
    }
}

#[test]
fn what_somebody_typed_marks_nothing_on_a_page() {
    let shell = Shell::with_demo();
    shell.write(
        "people.csv",
        "Perekonnanimi;Eesnimi;Avalduse kuupäev\n<script>alert(1)</script>;\"\"\"&=1+1\";05.07.2013\n",
    );
    shell.stdout(&["import", "people", "people.csv"]);

    let page = page(&shell, &["places"], Lang::Et);

    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    assert!(!page.contains("<script"), "{page}");
}

#[test]
fn no_page_has_a_heading_of_another_language() {
    let shell = Shell::with_demo();
    for report in ALL {
        let all = Lang::ALL.map(|lang| labels(&page(&shell, report, lang)));
        for (place, labels) in all.iter().enumerate() {
            // This programme has no indicators.
            assert!(report == &["indicators"] || !labels.is_empty(), "{report:?}");
            for other in &all[place + 1..] {
                // In English and in Swedish it is one word.
                let one_word = |label: &&String| *label == "Situation";
                let shared = labels.iter().filter(|label| other.contains(label)).filter(|label| !one_word(label));
                let shared: Vec<&String> = shared.collect();
                assert!(shared.is_empty(), "{report:?}: {shared:?}");
            }
        }
    }
}

/// The labels of a page that have a word in them which is no name: heads of columns, headings of fields, roles that sign.
fn labels(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (open, close) in [("<dt>", "</dt>"), ("<b>", "</b>"), ("<figcaption>", "</figcaption>")] {
        found.extend(page.split(open).skip(1).filter_map(|rest| rest.split(close).next()).map(String::from));
    }
    let heads = page.split("<th scope=\"col\"").skip(1).filter_map(|rest| rest.split('>').nth(1));
    found.extend(heads.filter_map(|rest| rest.split('<').next()).map(String::from));
    let word = |label: &String| label.chars().filter(|sign| sign.is_alphabetic()).count() > 5;
    // Names of workers are heads of columns too.
    found.into_iter().filter(word).filter(|label| !label.contains(", ")).collect()
}

#[test]
fn a_report_is_written_for_its_owner_alone_and_over_another_file_only_when_told() {
    let shell = Shell::with_demo();
    for name in ["interim.html", "interim.xlsx", "interim.csv", "interim.json", "interim.txt"] {
        shell.stdout(&["report", "interim", "--out", name]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(shell.path(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
    assert!(shell.read("interim.html").starts_with(b"<!DOCTYPE html>"));
    assert!(shell.read("interim.xlsx").starts_with(b"PK"));

    let before = shell.read("interim.txt");
    assert_eq!(shell.output(&["report", "figures", "--out", "interim.txt"]).status.code(), Some(1));
    assert_eq!(shell.read("interim.txt"), before);
    shell.stdout(&["report", "figures", "--out", "interim.txt", "--overwrite"]);
    assert_ne!(shell.read("interim.txt"), before);
    assert_eq!(shell.output(&["report", "figures", "--format", "xlsx"]).status.code(), Some(1));
}

#[test]
fn what_a_spreadsheet_opens_has_numbers_days_and_the_letters_of_each_language() {
    let shell = Shell::with_demo();
    shell.write("people.csv", "Perekonnanimi;Eesnimi;Avalduse kuupäev\n=1+1;+Ąžuolė Škėmaitė;05.07.2013\n");
    shell.stdout(&["import", "people", "people.csv"]);
    for (lang, letters) in [("et", "Mürkvald"), ("lt", "Pavardė"), ("sv", "Förnamn")] {
        let name = format!("{lang}.xlsx");
        shell.stdout(&["export", "people", "--format", "xlsx", "--out", &name, "--lang", lang]);
        let Some(sheet) = opened(&shell, &name) else { return };
        assert!(sheet.contains(letters), "{sheet}");
        // Text stands between quotation marks, numbers and days do not.
        assert!(sheet.contains("\"=1+1\"") && sheet.contains("\"+Ąžuolė Škėmaitė\""), "{sheet}");
        let row = sheet.lines().find(|line| line.contains("Aovalge, Silva")).unwrap();
        assert!(row.starts_with("27;\"Aovalge, Silva\""), "{row}");
        assert!(row.contains(";01/23/1984;") || row.contains(";1984-01-23;") || row.contains(";23.01.1984;"), "{row}");
    }
    shell.stdout(&["report", "proof", "--out", "proof.xlsx", "--lang", "en"]);
    let sheet = opened(&shell, "proof.xlsx").unwrap();
    assert!(sheet.contains("\"Participants ever enrolled\";23;"), "{sheet}");
    assert!(sheet.contains("of participants\";3;23;13"), "{sheet}");
}

/// The sheets of a workbook as a spreadsheet without a screen reads them, one after another; none where there is no such program.
fn opened(shell: &Shell, name: &str) -> Option<String> {
    let folder = shell.path(&format!("{name}.sheets"));
    let profile = format!("-env:UserInstallation=file://{}", shell.path("profile").display());
    let all = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true,true,false,false,false,-1";
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", all, "--outdir"]).arg(&folder).arg(shell.path(name));
    let Ok(output) = command.output() else {
        println!("skipped: there is no LibreOffice here");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{said}")).flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    Some(files.iter().map(|file| std::fs::read_to_string(file.path()).unwrap()).collect())
}

#[test]
fn small_numbers_are_left_out_where_that_was_asked_for_and_only_where_it_can_be() {
    let shell = Shell::with_demo();
    let figures = shell.stdout(&["report", "figures", "--small", "5", "--lang", "en"]);
    assert!(figures.contains("Numbers of people below 5 stand as <5."), "{figures}");
    let line = |name: &str| figures.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(line("Found work, passed probation and left").ends_with("<5"), "{figures}");
    assert!(line("Participants ever enrolled").ends_with("23"), "{figures}");
    assert!(line("Case plan made").contains('–'), "{figures}");
    assert!(line("Support workers  ").ends_with('3'), "workers are no participants: {figures}");

    assert_eq!(shell.output(&["report", "interim", "--small", "5"]).status.code(), Some(1));
    assert_eq!(shell.output(&["report", "plan", "12", "--small", "5"]).status.code(), Some(1));
}

#[test]
fn without_names_no_name_and_no_text_that_somebody_typed_is_left() {
    let shell = Shell::with_demo();
    let people = shell.json(&["export", "people", "--format", "json"]);
    let surnames: Vec<&str> = people.as_array().unwrap().iter().filter_map(|row| row["surname"].as_str()).collect();
    assert!(surnames.len() > 20);
    for report in ["interim", "proof", "indicators", "places", "caseload", "retention", "today"] {
        let text = shell.stdout(&["report", report, "--anonymous", "--lang", "sv"]);
        for surname in surnames.iter().filter(|surname| !surname.is_empty()) {
            assert!(!text.contains(surname), "{report}: {surname}");
        }
        assert!(!text.contains("Riina"), "{report}: what was agreed names people");
    }
    assert!(shell.stdout(&["report", "proof", "--anonymous", "--lang", "sv"]).contains("Nr 17"));
}

#[test]
fn a_case_plan_is_not_printed_by_whom_the_participant_is_protected_from() {
    let shell = Shell::with_demo();
    let plan = shell.stdout(&["report", "plan", "12", "--lang", "en"]);
    for field in
        ["Economic situation: ", "Housing and living environment", "Recommendations for further action", "Obstacles"]
    {
        assert!(plan.contains(field), "{field}\n{plan}");
    }
    assert!(plan.contains("Hõbepaas, Merike"), "{plan}");
    for wrong in
        [&["plan"][..], &["plan", "99"], &["handover"], &["handover", "--worker", "nobody"], &["minutes", "9999"]]
    {
        let output = shell.output(&[&["report"], wrong].concat());
        assert_eq!(output.status.code(), Some(1), "{wrong:?}");
        assert!(!output.stderr.is_empty(), "{wrong:?}");
    }
}

#[test]
fn a_case_plan_tells_the_situation_of_its_own_day_and_who_was_responsible_then() {
    let shell = Shell::with_demo();
    let plan = |number: &str| shell.stdout(&["report", "plan", number, "--lang", "en"]);
    // The job began two weeks after the plan, and the wage with it.
    let twelfth = plan("12");
    for said in [
        "  unemployed, 2013-02-11\n",
        "  out of work, 2011-11-30\n",
        "Economic situation: unemployment benefit, 2013-02-11\n",
    ] {
        assert!(twelfth.contains(said), "{said}: {twelfth}");
    }
    for later in ["külakauplus", "working", "own work"] {
        assert!(!twelfth.contains(later), "{later}: {twelfth}");
    }
    // They have left, and the assignment has ended with that.
    for (number, who) in [("1", "Sirelmets, Kaja"), ("4", "Kõrkjalaid, Tõnis")] {
        let plan = plan(number);
        assert!(plan.contains(&format!("Responsible specialist: {who}, Rapla vald\n")), "{plan}");
        assert!(!plan.contains("own work"), "{plan}");
    }
    // Of two spells without work the one that lasts.
    let sixteenth = plan("16");
    assert!(sixteenth.contains("out of work, 2013-05-18") && !sixteenth.contains("2010-02-28"), "{sixteenth}");
    for (programme, number) in [("kazlu-ruda-2020", "3"), ("torsas-2013", "3")] {
        let shell = Shell::with_demo_of(programme);
        let plan = shell.stdout(&["report", "plan", number, "--lang", "en"]);
        assert!(!plan.contains("Responsible specialist: _"), "{plan}");
    }
}

#[test]
fn being_out_of_work_does_not_stand_beside_the_job_that_ended_it() {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    let asked = Asked { lang: Some(Lang::En), today: Some("2013-07-05".parse().unwrap()), ..Asked::default() };
    let mut session = Session::over(store, &asked).unwrap();
    let case = session.store.numbered(Id(1), 12).unwrap().unwrap().id;
    let mut plan = session.store.case(case).unwrap().unwrap().plans.remove(0).plan;
    // Drawn up when the job had begun, and before the new status was noted; and after that.
    for (on, said) in [("2013-03-05", "  work, külakauplus, 2013-03-04\n"), ("2013-04-05", "  working, 2013-03-19\n")]
    {
        plan.record.made_on = on.parse().unwrap();
        let (change, by) = (Change::Update(plan.id, plan.version, plan.record.clone().into()), session.signature());
        session.to_save().unwrap().commit(Act::Plan, &[change], &by).unwrap();
        plan.version += 1;
        let document = (sheet("plan").unwrap().build)(&session.store, case, &session.env).unwrap().unwrap();
        let text = render_text(&document, 80);
        assert!(text.contains(said) && text.contains("külakauplus"), "{on}: {text}");
        assert!(!text.contains("unemployed, ") && !text.contains("out of work"), "{on}: {text}");
    }
}

#[test]
fn whoever_signs_sees_what_is_signed_on_the_same_sheet_and_every_further_sheet_says_to_what_it_belongs() {
    let shell = Shell::with_demo();
    shell.stdout(&["demo", "--programme", "trakai-2024", "--to", "trakai.tugi"]);
    for (lang, args, to_sign, signed, title) in [
        ("et", &["plan", "12", "--file", "demo.tugi"][..], "Allkiri", "Soovitused edasiseks", "Juhtumiplaan nr 12/1"),
        ("lt", &["interim", "--file", "trakai.tugi"], "Parašas", "Pradėjo mokytis", "Užimtumo skatinimo"),
    ] {
        shell.stdout(&[&["report"], args, &["--lang", lang, "--out", "page.html", "--overwrite"]].concat());
        let Some(sheets) = sheets(&shell, "page.html") else { return };
        assert!(sheets.len() > 1, "{args:?}: {sheets:#?}");
        let last = sheets.iter().find(|sheet| sheet.contains(to_sign)).unwrap_or_else(|| panic!("{sheets:#?}"));
        assert!(last.contains(signed), "{args:?}: {last}");
        let whole = |sheet: &String| sheet.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(sheets.iter().all(|sheet| whole(sheet).contains(title)), "{sheets:#?}");
        for (number, sheet) in (1..).zip(&sheets) {
            let close: String = sheet.split_whitespace().collect();
            assert!(close.contains(&format!("{number}/{}", sheets.len())), "{args:?}: {sheet}");
        }
    }
}

/// What stands on each sheet of paper as a browser prints a page; none where there is no browser.
fn sheets(shell: &Shell, name: &str) -> Option<Vec<String>> {
    let paper = shell.path("page.pdf");
    let print = format!("--print-to-pdf={}", paper.display());
    let quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
    let printed = Command::new("chromium").args(quiet).arg(print).arg(shell.path(name)).output();
    let text = printed.ok().and_then(|_| Command::new("pdftotext").arg("-layout").arg(&paper).arg("-").output().ok());
    let Some(text) = text else {
        println!("skipped: there is no chromium or no pdftotext here");
        return None;
    };
    let text = String::from_utf8(text.stdout).unwrap();
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(String::from).collect())
}

#[test]
fn every_printed_sample_is_current() {
    let shell = Shell::with_demo();
    for (name, report) in SAMPLES {
        let page = page(&shell, report, Lang::Et);
        let (start, rest) = page.split_once("<footer>").unwrap();
        let known = rest.split_once("</footer>").unwrap().0.rsplit(' ').next().unwrap().to_owned();
        // The head of the log is another one each time.
        let plain = |text: &str| {
            text.replace(&known, "4-0f1e2d3c4b5a6978").replace(&quoted(&known), &quoted("4-0f1e2d3c4b5a6978"))
        };
        current(&format!("screenshots/{name}.html"), &plain(&format!("{start}<footer>{rest}")));
        if std::env::var_os("UPDATE").is_some() && draw(&shell, name).is_none() {
            println!("skipped: no picture of {name} without chromium and pdftoppm");
        }
    }
}

/// Draws the first sheet of paper as a browser prints it, beside the page; none where there is no browser.
fn draw(shell: &Shell, name: &str) -> Option<()> {
    let (html, paper) = (project(&format!("screenshots/{name}.html")), shell.path(&format!("{name}.pdf")));
    let print = format!("--print-to-pdf={}", paper.display());
    let quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
    Command::new("chromium").args(quiet).arg(print).arg(html).output().ok()?;
    let to_picture = ["-r", "80", "-png", "-singlefile"];
    let picture = project(&format!("screenshots/{name}"));
    Command::new("pdftoppm").args(to_picture).arg(paper).arg(picture).status().ok().map(drop)
}

/// As it stands in a style sheet.
fn quoted(head: &str) -> String {
    head.replace('-', "\\00002d")
}
