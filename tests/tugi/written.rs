//! What goes into files of its own, from the screen: the same bytes as from the shell, never over a file that is there; figures over
//! two registers; guides read and taken in.

use std::fs;

use tugi::{
    domain::{Access, Act, Change, Guide, Kind, Stored, Worker},
    i18n::{Lang, words},
    store::Store,
    ui::{Layer, Message},
};

use crate::{pty::Session, screen::Screen, shell::Shell};

/// What the status line says.
fn said(screen: &Screen) -> &str {
    screen.app.model.notice.as_ref().map_or("", |notice| &notice.text)
}

/// The program in a terminal over the training register of a shell.
fn in_a_terminal(shell: &Shell, lang: &str) -> Session {
    let register = shell.path("demo.tugi");
    let mut session = Session::start(&["--file", &register.display().to_string(), "--lang", lang], &[], 24, 80);
    session.wait("F10");
    session
}

/// The line of the menu that is called so, taken.
fn from_the_menu(session: &mut Session, line: &str) {
    session.keys("<F9>").wait(words(Lang::En).title.type_to_search.as_str());
    session.send(line).keys("<Enter>");
}

#[test]
fn the_calendar_and_the_whole_register_are_the_bytes_that_the_shell_writes() {
    let shell = Shell::with_demo();
    let mut session = in_a_terminal(&shell, "en");

    from_the_menu(&mut session, "calendar");
    session.wait("With names").keys("<F2>").wait("events written to");
    from_the_menu(&mut session, "register as text");
    session.wait("Everything is in it").keys("<F2>").wait("The whole register");

    let written = |name: &str| fs::read_to_string(session.home().join(name)).unwrap();
    assert_eq!(written("calendar-2013-07-05.ics"), shell.stdout(&["export", "calendar", "--lang", "en"]));
    assert_eq!(written("register-2013-07-05.txt"), shell.stdout(&["export", "register"]));
    assert_eq!(session.keys("<F10>").exit_code(), 0);
}

#[test]
fn a_calendar_of_one_worker_with_names_is_asked_for_on_the_card_of_the_worker() {
    let screen = Screen::sized(80, 24, Lang::En).keys("3<Enter>");
    let name = screen.app.session.store.all::<Worker>().unwrap().into_iter().map(|row| row.record.name());
    let shown = screen.shown();
    let worker = name.into_iter().find(|name| shown.contains(name.as_str())).unwrap();
    let screen = screen.keys("<F9>calendar<Enter>");
    insta::assert_snapshot!("a_calendar_is_asked_for", screen.shown());

    let screen = screen.keys("<Down>yes<Enter><C-u>own.ics<F2>");

    assert!(said(&screen).contains("events written to") && said(&screen).contains("own.ics"), "{}", said(&screen));
    let folder = &screen.app.folder;
    let own = fs::read_to_string(folder.join("own.ics")).unwrap();
    let register = folder.join("training.tugi").display().to_string();
    let line = ["export", "calendar", "--worker", &worker, "--names", "--lang", "en", "--file", &register];
    assert_eq!(own, Shell::empty().stdout(&line));
}

#[test]
fn a_file_that_is_there_is_left_as_it_is_and_another_name_is_offered_and_asked_for() {
    let screen = Screen::sized(80, 24, Lang::En);
    fs::write(screen.app.folder.join("register-2013-07-05.txt"), "mine").unwrap();
    let screen = screen.keys("<F9>register as text<Enter>");
    assert!(screen.shown().contains("register-2013-07-05-2.txt"), "{}", screen.shown());

    let screen = screen.keys("<C-u>register-2013-07-05.txt<F2>");

    assert!(said(&screen).contains("exists already and was left as it is"), "{}", said(&screen));
    assert!(matches!(screen.app.model.layers.last(), Some(Layer::Form(_))), "{}", screen.shown());
    assert_eq!(fs::read(screen.app.folder.join("register-2013-07-05.txt")).unwrap(), b"mine");
    let screen = screen.keys("<C-u>other.txt<F2>");
    assert!(said(&screen).contains("other.txt") && screen.app.model.layers.is_empty(), "{}", said(&screen));
}

#[test]
fn esc_writes_nothing_and_asks_nothing() {
    let screen = Screen::sized(80, 24, Lang::En).keys("<F9>copy for audit<Enter>x<Esc>");
    assert!(screen.app.model.layers.is_empty(), "{}", screen.shown());
    assert!(!fs::exists(screen.app.folder.join("audit-2013-07-05.tugi")).unwrap());
}

#[test]
fn the_copy_for_audit_is_the_one_that_the_shell_writes() {
    let screen = Screen::sized(80, 24, Lang::En).keys("<F9>copy for audit<Enter><F2>");
    assert!(said(&screen).contains("A copy for audit is written to"), "{}", said(&screen));
    assert!(said(&screen).contains("Open it with: tugi "), "{}", said(&screen));

    let shell = Shell::empty();
    let path = |name: &str| screen.app.folder.join(name).display().to_string();
    shell.stdout(&["export", "audit", "--out", "shell.tugi", "--file", &path("training.tugi"), "--lang", "en"]);
    let text = |file: &str| shell.stdout(&["export", "register", "--file", file]);
    // A copy for audit gives nobody the text of everything, so its records are held against each other.
    let records = |path: &std::path::Path| {
        let mut records = Vec::new();
        let store = Store::open(path, tugi::session::collation(None)).unwrap();
        store.every_record(|stored| records.push((stored.id, stored.record))).unwrap();
        records
    };
    assert!(shell.run(&["export", "register", "--file", "shell.tugi"]).contains("exit status 1"));
    assert_eq!(records(&screen.app.folder.join("audit-2013-07-05.tugi")), records(&shell.path("shell.tugi")));
    assert!(text(&path("training.tugi")).len() > 1000);
}

#[test]
fn an_auditor_takes_a_calendar_along_and_neither_the_register_nor_a_copy_of_it() {
    let mut screen = Screen::sized(80, 24, Lang::En);
    let by = screen.app.session.signature();
    let store = &mut screen.app.session.store;
    let workers: Vec<Stored<Worker>> = store.all().unwrap();
    let given = [("kaja", Access::Auditor), ("lea", Access::Lead)];
    let change = |(row, (login, access)): (&Stored<Worker>, &(&str, Access))| {
        let record = Worker { login: (*login).into(), access: Some(*access), active_to: None, ..row.record.clone() };
        Change::Update(row.id, row.version, record.into())
    };
    let changes: Vec<Change> = workers.iter().zip(&given).map(change).collect();
    store.commit(Act::Worker, &changes, &by).unwrap();
    let rights = screen.app.session.look_up_rights().clone();
    screen.app.send(Message::Rights(rights));

    for line in ["register as text", "copy for audit"] {
        screen = screen.keys("<F9>").keys(line).keys("<Enter>");
        assert!(said(&screen).contains("(auditor, reads only)"), "{line}: {}", said(&screen));
        assert!(screen.app.model.layers.is_empty(), "{}", screen.shown());
    }
    let screen = screen.keys("<F9>calendar<Enter><End><Down><Down><C-u>mine.ics<F2>");
    assert!(said(&screen).contains("mine.ics"), "{}", screen.shown());
    // Whoever only reads looks at other days too.
    let screen = screen.keys("a31.05.2013<F2>");
    assert_eq!(screen.app.model.env.today.to_string(), "2013-05-31", "{}", screen.shown());
    let screen = screen.keys("a<F9>guides<Enter>");
    assert!(!screen.shown().contains("Take in a guide"), "{}", screen.shown());
}

#[test]
fn a_register_is_made_of_a_text_and_its_text_is_the_same() {
    let shell = Shell::with_demo();
    let mut session = in_a_terminal(&shell, "en");
    let text = shell.stdout(&["export", "register"]);
    fs::write(session.home().join("whole.txt"), &text).unwrap();

    from_the_menu(&mut session, "made of a text");
    session
        .wait("whole.txt")
        .send("whole")
        .keys("<Enter>")
        .wait("stays as it is")
        .keys("<F2>")
        .wait("records written to");

    let made = session.home().join("register-2013-07-05.tugi");
    assert_eq!(shell.stdout(&["export", "register", "--file", &made.display().to_string()]), text);
    assert_eq!(session.keys("<F10>").exit_code(), 0);
}

#[test]
fn a_text_that_is_no_register_is_told_line_by_line_and_leaves_nothing() {
    let screen = Screen::sized(80, 24, Lang::En);
    fs::write(screen.app.folder.join("bad.txt"), "tugi register 1\nperson Kask nonsense\nend\n").unwrap();

    let screen = screen.keys("<F9>made of a text<Enter>bad<Enter><F2>");

    let shown = screen.shown();
    assert!(shown.contains("Nothing was written") && shown.contains("line 2"), "{shown}");
    assert!(!fs::exists(screen.app.folder.join("register-2013-07-05.tugi")).unwrap());
}

#[test]
fn figures_with_another_register_are_those_of_the_shell_with_everybody_behind_them() {
    let shell = Shell::with_demo();
    let mut session = in_a_terminal(&shell, "en");
    fs::copy(shell.path("demo.tugi"), session.home().join("other.tugi")).unwrap();
    let before = (shell.read("demo.tugi"), fs::read(session.home().join("other.tugi")).unwrap());

    from_the_menu(&mut session, "with another register");
    session.wait("other.tugi").send("other").keys("<Enter>").wait("Counted over demo.tugi and other.tugi");
    session.keys("<F7>").wait("Plain text").send("plain").keys("<Enter>").wait("Written to");

    let page = fs::read_to_string(session.home().join("joint-figures-2013-07-05.txt")).unwrap();
    fs::copy(session.home().join("other.tugi"), shell.path("other.tugi")).unwrap();
    let told = shell.stdout(&["figures", "--proof", "--join", "other.tugi", "--lang", "en"]);
    assert_eq!(page, told);
    assert!(page.contains("From which register everybody comes"), "{page}");
    assert_eq!(before, (shell.read("demo.tugi"), fs::read(session.home().join("other.tugi")).unwrap()));
    assert_eq!(session.keys("<F10>").exit_code(), 0);
}

#[test]
fn a_register_of_another_programme_is_refused_with_a_sentence() {
    let screen = Screen::sized(80, 24, Lang::En);
    let shell = Shell::empty();
    let other = screen.app.folder.join("other.tugi").display().to_string();
    shell.stdout(&["demo", "--programme", "torsas-2013", "--to", &other]);

    let screen = screen.keys("<F9>with another register<Enter>other<Enter>");

    assert!(said(&screen).contains("does not hold the programme rapla-2013"), "{}", said(&screen));
    assert!(screen.app.model.layers.is_empty(), "{}", screen.shown());
}

#[test]
fn a_guide_is_read_printed_taken_in_and_taken_back() {
    let screen = Screen::sized(80, 24, Lang::En).keys("<F9>guides<Enter>");
    insta::assert_snapshot!("the_guides", screen.shown());
    let screen = screen.keys("prison<Enter>");
    assert!(screen.shown().contains("Supporting somebody who comes out"), "{}", screen.shown());
    let screen = screen.keys("<F7>plain<Enter>");
    let page = fs::read_to_string(screen.app.folder.join("guide-after-prison-en.txt")).unwrap();
    let register = screen.app.folder.join("training.tugi").display().to_string();
    let line = ["guide", "show", "after-prison", "--file", &register, "--lang", "en"];
    assert_eq!(page, Shell::empty().stdout(&line));

    fs::write(screen.app.folder.join("first-week.en.md"), "# The first week\n\n- Ring\n").unwrap();
    let screen = screen.keys("<Esc><F9>guides<Enter>take in<Enter>first<Enter>");

    assert!(said(&screen).contains("Saved: guide taken in, The first week"), "{}", said(&screen));
    let screen = screen.keys("<F9>guides<Enter>first<Enter>");
    assert!(screen.shown().contains("- Ring"), "{}", screen.shown());
    let screen = screen.keys("<Esc>u");
    assert_eq!(screen.app.session.store.count(Kind::Guide).unwrap(), 0, "{}", screen.shown());
    assert_eq!(screen.app.session.store.all::<Guide>().unwrap(), []);
}

#[test]
fn where_there_are_no_guides_and_no_files_the_screen_says_so_in_every_language() {
    for lang in Lang::ALL {
        let words = words(lang);
        let screen = Screen::sized(80, 24, lang);
        let screen = screen.keys("<F9>").keys(&words.joint.action).keys("<Enter>");
        assert!(screen.shown().contains("training.tugi"), "{}", screen.shown());
        let screen = screen.keys("<Esc><F9>").keys(&words.whole.make).keys("<Enter>");
        assert!(said(&screen).contains(words.sheet.nothing_here.as_str()), "{}", screen.shown());
        assert!(screen.shown().contains(".."), "{}", screen.shown());
    }
}

#[test]
fn another_day_has_no_calendar_and_what_was_known_then_can_be_written_whole() {
    let offered = |screen: Screen, line: &str| {
        let screen = screen.keys("<F9>").keys(line);
        let there = matches!(screen.app.model.layers.last(), Some(Layer::Pick(pick)) if !pick.shown().is_empty());
        (there, screen.keys("<Esc>"))
    };
    let screen = Screen::sized(80, 24, Lang::En).keys("a31.05.2013<F2>");
    let (calendar, screen) = offered(screen, "calendar of");
    let (whole, screen) = offered(screen, "register as text");
    assert!(!calendar && !whole);
    let screen = screen.keys("aa<Down>05.07.2013<F2>");
    let (whole, screen) = offered(screen, "register as text");
    assert!(whole, "{}", screen.shown());

    let screen = screen.keys("<F9>register as text<Enter><F2>");

    let written = fs::read_to_string(screen.app.folder.join("register-2013-07-05-known-2013-07-05.txt")).unwrap();
    let register = screen.app.folder.join("training.tugi").display().to_string();
    let line = ["export", "register", "--known-on", "2013-07-05", "--file", &register];
    assert_eq!(written, Shell::empty().stdout(&line));
}
