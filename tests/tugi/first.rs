//! The first start, in a terminal in which there is nothing yet.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use tugi::i18n::{Lang, words};

use crate::pty::Session;

fn first(locale: &str) -> Session {
    Session::start(&[], &[("LANG", locale), ("USER", "kaja")], 24, 80)
}

fn register(session: &Session) -> PathBuf {
    session.home().join(".local/share/tugi/register.tugi")
}

#[test]
fn the_first_start_asks_in_four_languages_and_opens_a_new_register() {
    for (locale, lang) in
        [("en_GB.UTF-8", Lang::En), ("et_EE.UTF-8", Lang::Et), ("lt_LT.UTF-8", Lang::Lt), ("sv_SE.UTF-8", Lang::Sv)]
    {
        let mut session = first(locale);
        session.wait("Language / Keel / Kalba / Språk").send("\r");
        session.wait(&words(lang).first.begin).send("2\r");
        session.wait(&words(lang).first.programme).send("\r");
        session.wait(&words(lang).first.office).send("Proovi vald\r");
        session.wait("Proovi vald").wait("F10");
        assert_eq!(session.keys("<F10>").exit_code(), 0);

        let file = register(&session);
        let rights = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((rights(&file), rights(file.parent().unwrap())), (0o600, 0o700));
        let store = tugi::store::Store::open(&file, tugi::session::collation(None)).unwrap();
        let own = store.get::<tugi::domain::Register>(tugi::domain::Id(1)).unwrap().unwrap().record;
        assert_eq!((own.office.as_str(), own.language.as_str()), ("Proovi vald", lang.code()));
    }
}

#[test]
fn a_programme_of_the_country_is_offered_first_and_training_leaves_nothing() {
    let mut session = first("C.UTF-8");
    session.wait("Svenska").send("sv\r");
    session.wait("Övningsregister").send("\r");
    session.wait("Vilket projekt?").wait("[7] >").send("\r");
    session.wait("Torsås").wait("F10");
    assert_eq!(session.keys("<F10>").exit_code(), 0);
    assert!(!register(&session).exists());
}

#[test]
fn whoever_ends_the_questions_has_made_nothing() {
    let mut session = first("et_EE.UTF-8");
    session.wait("Språk").send("\x04");
    assert_eq!(session.wait("Midagi ei loodud").exit_code(), 0);
    assert!(!session.home().join(".local").exists());
}

#[test]
fn a_register_that_was_named_and_is_not_there_is_not_asked_about() {
    let mut session = Session::start(&["rapla.tugi"], &[], 24, 80);
    assert_eq!(session.wait("rapla.tugi").exit_code(), 1);
    assert!(!session.screen().contains("Keel"));
}
