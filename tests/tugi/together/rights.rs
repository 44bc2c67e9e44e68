//! Who may do what: auditors read, workers do the daily work, leads the rest; the same on the screen and in the shell.

use std::process::Command;

use tugi::{
    domain::{Access, Act, Change, Id, Kind, Participation, Signature, Stored, Worker},
    forms::removal,
    i18n::Lang,
    session::{Asked, Session},
    store::{Error, Store},
    ui::{Action, Message, bindings},
};

use crate::screen::Screen;

/// Gives the first workers of the training office these logins and rights, and the screen's user the first of them.
fn office(given: &[(&str, Option<Access>)]) -> Screen {
    let mut screen = Screen::sized(80, 24, Lang::En);
    let by = screen.app.session.signature();
    let store = &mut screen.app.session.store;
    let workers: Vec<Stored<Worker>> = store.all().unwrap();
    let change = |(row, (login, access)): (&Stored<Worker>, &(&str, Option<Access>))| {
        let record = Worker { login: (*login).into(), access: *access, active_to: None, ..row.record.clone() };
        Change::Update(row.id, row.version, record.into())
    };
    let changes: Vec<Change> = workers.iter().zip(given).map(change).collect();
    store.commit(Act::Worker, &changes, &by).unwrap();
    let rights = screen.app.session.look_up_rights().clone();
    screen.app.send(Message::Rights(rights));
    screen
}

/// What the status line says.
fn said(screen: &Screen) -> &str {
    screen.app.model.notice.as_ref().map_or("", |notice| &notice.text)
}

/// Whether a key of the screen in front is offered for this.
fn offered(screen: &Screen, action: Action) -> bool {
    let model = &screen.app.model;
    bindings(model.scope()).any(|binding| binding.action == action && model.offers(binding))
}

const LEAD: (&str, Option<Access>) = ("lea", Some(Access::Lead));
const AUDITOR: (&str, Option<Access>) = ("kaja", Some(Access::Auditor));
const WORKER: (&str, Option<Access>) = ("kaja", None);

#[test]
fn an_auditor_sees_everything_is_offered_nothing_that_changes_and_is_told_who_may() {
    let screen = office(&[AUDITOR, LEAD]).keys("2/merike<Enter>");
    insta::assert_snapshot!("an_auditor_on_the_participants", screen.shown());

    let screen = screen.keys("<F4>");

    assert!(
        said(&screen).starts_with("Nothing was saved. Your rights here (auditor, reads only)"),
        "{}",
        said(&screen)
    );
    assert!(said(&screen).contains("A lead can do this: "), "{}", said(&screen));
    assert!(screen.app.model.form().is_none());
}

#[test]
fn a_form_that_an_auditor_opens_from_a_card_can_be_read_and_not_filled() {
    let screen = office(&[AUDITOR, LEAD]).keys("4<Enter><F4>");
    assert!(screen.app.model.form().is_none(), "{}", screen.shown());
    let screen = office(&[AUDITOR, LEAD]).keys("2/merike<Enter><Enter><Enter>x");
    let dirty = screen.app.model.form().is_some_and(tugi::ui::FormState::is_dirty);
    assert!(!dirty, "{}", screen.shown());
}

#[test]
fn a_worker_does_the_daily_work_and_removes_nobody() {
    let screen = office(&[WORKER, LEAD]).keys("2/merike<Enter><F8>");
    assert!(
        said(&screen).contains("(daily work)") && said(&screen).contains("removing a participant"),
        "{}",
        said(&screen)
    );
    assert!(!offered(&screen, Action::Remove) && offered(&screen, Action::Edit), "{}", screen.shown());

    let screen = screen.keys("<F4><Tab><Tab><Tab><Tab><Tab><Tab><C-u>5550 8888<F2>");

    assert!(said(&screen).starts_with("Saved: registration"), "{}", said(&screen));
}

#[test]
fn the_file_itself_refuses_whatever_door_it_came_through() {
    let mut screen = office(&[WORKER, LEAD, ("eve", Some(Access::Auditor))]);
    let store = &mut screen.app.session.store;
    let by = |who: &str| Signature { who: who.into(), at: "2013-07-05T12:00:00".parse().unwrap() };
    let id = store.all::<Participation>().unwrap().last().unwrap().id;
    let removed = removal(store, "", Kind::Participation, id).unwrap();
    let worker = store.all::<Worker>().unwrap().remove(0);
    let promoted = Worker { access: Some(Access::Lead), ..worker.record.clone() };
    let promoted = [Change::Update(worker.id, worker.version, promoted.into())];
    let called = Worker { phone: "1".into(), ..worker.record };
    let called = [Change::Update(worker.id, worker.version, called.into())];

    let refused = |done: tugi::store::Result<_>| matches!(done, Err(Error::NotAllowed { .. }));
    assert!(refused(store.commit(Act::Removal, &removed, &by("kaja")).map(drop)));
    assert!(refused(store.commit(Act::Import, &called, &by("kaja")).map(drop)));
    assert!(refused(store.commit(Act::Worker, &promoted, &by("kaja")).map(drop)), "nobody makes themselves a lead");
    assert!(refused(store.commit(Act::Worker, &called, &by("eve")).map(drop)), "an auditor saves nothing");
    assert!(refused(store.commit(Act::Worker, &called, &by("root")).map(drop)), "nor does a login of no worker");
    assert!(refused(store.undo_batch(2, &by("eve")).map(drop)));
    assert!(store.note(Act::Reading, "", &by("eve")).is_ok(), "that somebody has read is noted");
    assert!(store.commit(Act::Worker, &called, &by("kaja")).is_ok());
    store.log_in(Some("eve".into()));
    assert!(refused(store.commit(Act::Worker, &promoted, &by("lea")).map(drop)), "whatever name an auditor signs with");
}

#[test]
fn the_last_lead_stays_one_and_an_auditor_needs_a_lead() {
    let mut screen = office(&[LEAD, ("ann", None)]);
    let store = &mut screen.app.session.store;
    let at = "2013-07-05T12:00:00".parse().unwrap();
    let by = Signature { who: "lea".into(), at };
    let set = |store: &mut Store, row: usize, access| {
        let worker = store.all::<Worker>().unwrap().remove(row);
        let changed = Worker { access, ..worker.record };
        store.commit(Act::Worker, &[Change::Update(worker.id, worker.version, changed.into())], &by).map(drop)
    };
    assert!(matches!(set(store, 0, None), Err(Error::NoLead)));
    set(store, 1, Some(Access::Lead)).unwrap();
    assert!(set(store, 0, None).is_ok(), "another lead is there");

    let mut screen = Screen::sized(80, 24, Lang::En);
    assert!(matches!(set(&mut screen.app.session.store, 0, Some(Access::Auditor)), Err(Error::NoLead)));
}

#[test]
fn in_the_shell_a_worker_takes_no_sheet_over_and_reads_who_may() {
    let screen = office(&[WORKER, LEAD]);
    let file = screen.app.session.store.path().unwrap();
    let sheet = file.with_extension("csv");
    std::fs::write(&sheet, "Perekonnanimi;Eesnimi;Avaldus\nKask;Õnne;02.01.2013\n").unwrap();
    let import = |user: &str| {
        let mut tugi = Command::new(env!("CARGO_BIN_EXE_tugi"));
        let tugi = tugi.args(["import", "people", "--lang", "en", "--user", user]).arg(&sheet).arg("--file").arg(file);
        tugi.output().unwrap()
    };

    let refused = import("kaja");

    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("Your rights here (daily work) do not cover this: taking a sheet over."), "{said}");
    assert!(said.contains("A lead can do this: "), "{said}");
    assert!(import("lea").status.success());
}

#[test]
fn a_right_that_is_given_meanwhile_is_there_at_once() {
    let mut screen = office(&[WORKER, LEAD]);
    let asked = Asked { user: "lea".into(), today: Some(screen.app.session.env.today), ..Asked::default() };
    let mut lea = Session::open(screen.app.session.store.path().unwrap(), &asked).unwrap();
    let (worker, by) = (lea.store.get::<Worker>(Id(1)).unwrap().unwrap(), lea.signature());
    let promoted = Worker { access: Some(Access::Lead), ..worker.record };
    lea.store.commit(Act::Worker, &[Change::Update(worker.id, worker.version, promoted.into())], &by).unwrap();

    screen.app.look_elsewhere();

    let screen = screen.keys("2/merike<Enter>");
    assert!(offered(&screen, Action::Remove), "{}", screen.shown());
}
