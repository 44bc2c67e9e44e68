//! Nothing typed is lost: what stands in a form is kept in the register and offered again, whatever ended the program.

#[cfg(unix)]
mod ended;

use std::time::Duration;

use tugi::{
    app::App,
    demo,
    domain::{Act, Change, Id, Person, Signature},
    i18n::Lang,
    session::{Asked, Session},
    store::{Collation, Draft, Store},
    ui::{Input, Layer, Message},
};

use crate::keys::pressed;

const AT_ONCE: Duration = Duration::ZERO;

/// The training register on its day.
fn register() -> Store {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    store
}

/// The program over a register, in the hands of somebody.
fn at_work(store: Store, user: &str, lang: Lang) -> App {
    let asked =
        Asked { lang: Some(lang), today: Some("2013-07-05".parse().unwrap()), user: user.into(), ..Asked::default() };
    App::new(Session::over(store, &asked).unwrap(), (80, 24)).unwrap()
}

fn keys(app: &mut App, keys: &str) {
    for key in pressed(keys) {
        app.send(Message::Input(Input::Key(key)));
    }
}

/// What the screen shows, without frames and gaps.
fn screen(app: &App) -> String {
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| tugi::ui::view(&app.model, frame)).unwrap();
    terminal.backend().to_string()
}

fn drafts(app: &App, user: &str) -> Vec<(Id, Draft)> {
    app.session.store.drafts_of(user, None).unwrap()
}

/// The program is gone without having said anything, and somebody begins anew: the process that typed no longer runs.
fn begun_again(app: App, user: &str, lang: Lang) -> App {
    let store = app.session.store;
    for (id, draft) in store.drafts_of("ann", None).unwrap() {
        store.keep_draft(Some(id), &Draft { process: "0:gone".into(), ..draft }, AT_ONCE).unwrap();
    }
    at_work(store, user, lang)
}

/// Ann corrects the telephone number of a participant, and Tugi is gone.
fn typed() -> App {
    let mut app = at_work(register(), "ann", Lang::En);
    keys(&mut app, "2/hõbepaas<Enter>e<Tab><Tab><Tab><Tab><Tab><Tab><C-u>5551 1111<Tab>");
    assert_eq!(drafts(&app, "ann").len(), 1, "{}", screen(&app));
    app
}

/// Somebody else saves another telephone number of the same participant.
fn saved_by_another(app: &mut App, change: impl FnOnce(&mut Person)) {
    let people = app.session.store.all::<Person>().unwrap();
    let mut found = people.into_iter().find(|row| row.record.surname == "Hõbepaas").unwrap();
    change(&mut found.record);
    let by = Signature { who: "tonis".into(), at: "2013-07-05T11:00:00".parse().unwrap() };
    let change = Change::Update(found.id, found.version, found.record.into());
    app.session.store.commit(Act::Registration, &[change], &by).unwrap();
}

#[test]
fn a_field_that_was_left_is_kept_and_the_form_says_so() {
    let app = typed();

    assert!(screen(&app).contains("* not saved | draft kept 12:00"), "{}", screen(&app));
    let (_, draft) = &drafts(&app, "ann")[0];
    assert_eq!((draft.form.as_str(), draft.about.as_str()), ("registration", "Hõbepaas, Merike"));
}

#[test]
fn the_next_start_offers_the_draft_and_opens_every_field_as_it_was() {
    let app = typed();
    let was = app.model.form().unwrap().clone();

    let mut app = begun_again(app, "ann", Lang::En);
    assert!(screen(&app).contains("Hõbepaas, Merike, typed 12:00"), "{}", screen(&app));
    keys(&mut app, "<Enter>");

    let form = app.model.form().unwrap();
    assert_eq!((&form.entries, &form.first, &form.base, form.focus), (&was.entries, &was.first, &was.base, was.focus));
    assert!(screen(&app).contains("The draft of 12:00 is open"), "{}", screen(&app));
    assert!(screen(&app).contains("* not saved | draft kept 12:00"), "{}", screen(&app));
}

#[test]
fn saving_takes_the_draft_away_in_the_same_act() {
    let mut app = begun_again(typed(), "ann", Lang::En);
    keys(&mut app, "<Enter><F2>");

    assert!(screen(&app).contains("Saved"), "{}", screen(&app));
    assert!(drafts(&app, "ann").is_empty());
    let people = app.session.store.all::<Person>().unwrap();
    assert!(people.iter().any(|row| row.record.phone == "5551 1111"));
    let fresh = begun_again(app, "ann", Lang::En);
    assert!(fresh.model.layers.is_empty());
}

#[test]
fn a_form_that_is_thrown_away_takes_its_draft_with_it() {
    let mut app = typed();
    keys(&mut app, "<Esc><Right><Right><Enter>");

    assert!(app.model.form().is_none() && drafts(&app, "ann").is_empty(), "{}", screen(&app));
}

#[test]
fn a_form_that_stands_again_as_it_was_opened_leaves_no_draft() {
    let mut app = typed();
    keys(&mut app, "<S-Tab><C-u>5550 0112<Tab>");

    assert!(drafts(&app, "ann").is_empty(), "{}", screen(&app));
    assert!(!screen(&app).contains("not saved"), "{}", screen(&app));
}

#[test]
fn later_leaves_the_draft_for_the_menu_where_it_can_be_thrown_away() {
    let mut app = begun_again(typed(), "ann", Lang::En);
    keys(&mut app, "<Right><Enter>");
    assert!(app.model.layers.is_empty() && drafts(&app, "ann").len() == 1);

    keys(&mut app, ":drafts<Enter><Enter><Right><Right><Enter>");

    assert!(drafts(&app, "ann").is_empty() && app.model.layers.is_empty(), "{}", screen(&app));
    assert!(screen(&app).contains("The draft was thrown away"), "{}", screen(&app));
    keys(&mut app, ":drafts<Enter>");
    assert!(screen(&app).contains("You have no drafts"), "{}", screen(&app));
}

#[test]
fn the_drafts_of_others_are_never_shown() {
    let mut app = begun_again(typed(), "tonis", Lang::En);
    assert!(app.model.layers.is_empty(), "{}", screen(&app));

    keys(&mut app, ":drafts<Enter>");

    assert!(screen(&app).contains("You have no drafts"), "{}", screen(&app));
    assert_eq!(drafts(&app, "ann").len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_being_typed_in_another_window_is_not_offered_but_named() {
    let store = typed().session.store;
    for (id, draft) in store.drafts_of("ann", None).unwrap() {
        // The process of the test that runs this one is alive, and not this one.
        let parent = std::os::unix::process::parent_id();
        let process = alive(parent);
        store.keep_draft(Some(id), &Draft { process, ..draft }, AT_ONCE).unwrap();
    }
    let mut app = at_work(store, "ann", Lang::En);
    assert!(app.model.layers.is_empty(), "{}", screen(&app));

    keys(&mut app, ":drafts<Enter>");
    assert!(screen(&app).contains("open in another window"), "{}", screen(&app));
    keys(&mut app, "<Enter>");
    assert!(screen(&app).contains("This form is open in another window of yours"), "{}", screen(&app));
    assert_eq!(drafts(&app, "ann").len(), 1);
}

/// A process as the program names one.
#[cfg(target_os = "linux")]
fn alive(process: u32) -> String {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let begun = stat.rsplit_once(')').unwrap().1.split_whitespace().nth(19).unwrap().to_owned();
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap();
    format!("{process}:{begun}:{}", boot.trim())
}

#[test]
fn what_somebody_else_saved_meanwhile_is_said_and_put_together() {
    let mut app = typed();
    saved_by_another(&mut app, |person| person.address = "Kooli 7".into());

    let mut app = begun_again(app, "ann", Lang::En);
    keys(&mut app, "<Enter>");
    assert!(screen(&app).contains("Somebody has changed since:"), "{}", screen(&app));
    assert!(screen(&app).contains("Kooli 7"), "{}", screen(&app));
    assert!(screen(&app).contains("Tõnis Kõrkjalaid saved this record"), "{}", screen(&app));
    keys(&mut app, "<F2>");

    let people = app.session.store.all::<Person>().unwrap();
    let person = &people.iter().find(|row| row.record.surname == "Hõbepaas").unwrap().record;
    assert_eq!((person.phone.as_str(), person.address.as_str()), ("5551 1111", "Kooli 7"), "{}", screen(&app));
    assert!(drafts(&app, "ann").is_empty());
}

#[test]
fn where_both_changed_the_same_field_the_saved_draft_asks_whose_stands() {
    let mut app = typed();
    saved_by_another(&mut app, |person| person.phone = "5552 2222".into());

    let mut app = begun_again(app, "ann", Lang::En);
    keys(&mut app, "<Enter><F2>");

    assert!(matches!(app.model.layers.last(), Some(Layer::Conflict(_))), "{}", screen(&app));
    assert_eq!(drafts(&app, "ann").len(), 1, "nothing is saved yet");
    keys(&mut app, "<F2>");
    let people = app.session.store.all::<Person>().unwrap();
    assert!(people.iter().any(|row| row.record.phone == "5551 1111"), "{}", screen(&app));
    assert!(drafts(&app, "ann").is_empty());
}

#[test]
fn a_draft_about_something_that_is_gone_can_be_read_and_stays() {
    let mut app = at_work(register(), "ann", Lang::En);
    keys(&mut app, "4<Down><Down><Down>e<S-Tab><S-Tab><S-Tab><S-Tab><Enter>The key lies with the neighbour.<Tab>");
    let form = app.model.form().unwrap();
    let id = form.base["existing"]["id"].as_i64().unwrap();
    let store = &mut app.session.store;
    let by = Signature { who: "tonis".into(), at: "2013-07-05T11:00:00".parse().unwrap() };
    let removal = tugi::forms::removal(store, "", tugi::domain::Kind::Meeting, Id(id)).unwrap();
    store.commit(Act::Removal, &removal, &by).unwrap();

    let mut app = begun_again(app, "ann", Lang::En);
    keys(&mut app, "<Enter>");

    assert!(screen(&app).contains("no longer there"), "{}", screen(&app));
    assert!(screen(&app).contains("The key lies with the neighbour."), "{}", screen(&app));
    assert_eq!(drafts(&app, "ann").len(), 1);
}

#[test]
fn a_draft_typed_in_one_language_opens_in_another() {
    let mut app = at_work(register(), "ann", Lang::Et);
    keys(&mut app, "2/hõbepaas<Enter>m<Tab>4.7.13<Tab><Tab><Tab>kodu<Enter>");
    let et = app.model.form().unwrap().entries.clone();
    assert!(et.iter().any(|entry| entry.text == "04.07.2013"), "{et:?}");

    let mut app = begun_again(app, "ann", Lang::En);
    assert!(screen(&app).contains("Meeting, Hõbepaas, Merike, typed 12:00"), "{}", screen(&app));
    keys(&mut app, "<Enter>");

    let en = &app.model.form().unwrap().entries;
    assert!(en.iter().any(|entry| entry.text == "2013-07-04"), "{en:?}");
    assert!(en.iter().any(|entry| entry.text == "home visit"), "{et:?} {en:?}");
    keys(&mut app, "<F2>");
    assert!(screen(&app).contains("Saved"), "{}", screen(&app));
}

#[test]
fn a_field_that_the_form_has_no_longer_is_said_with_its_text() {
    let store = typed().session.store;
    let (id, mut draft) = store.drafts_of("ann", None).unwrap().remove(0);
    let text = draft.entries.to_string().replace("\"phone\"", "\"fax\"");
    draft.entries = serde_json::from_str(&text).unwrap();
    store.keep_draft(Some(id), &Draft { process: String::new(), ..draft }, AT_ONCE).unwrap();

    let mut app = at_work(store, "ann", Lang::En);
    keys(&mut app, "<Enter>");

    assert!(screen(&app).contains("A new version of Tugi has changed this form"), "{}", screen(&app));
    assert!(screen(&app).contains("5551 1111"), "{}", screen(&app));
}

#[test]
fn a_form_that_no_longer_exists_shows_its_text() {
    let store = typed().session.store;
    let (id, draft) = store.drafts_of("ann", None).unwrap().remove(0);
    let changed = Draft { process: String::new(), form: "fax".into(), ..draft };
    store.remove_draft(id, AT_ONCE).unwrap();
    store.keep_draft(None, &changed, AT_ONCE).unwrap();

    let mut app = at_work(store, "ann", Lang::En);
    keys(&mut app, "<Enter>");

    assert!(screen(&app).contains("This version of Tugi has no such form"), "{}", screen(&app));
    assert!(screen(&app).contains("5551 1111"), "{}", screen(&app));
    assert_eq!(drafts(&app, "ann").len(), 1);
}

#[test]
fn the_first_letter_takes_the_place_of_a_day_that_was_there_and_the_arrows_keep_it() {
    let mut app = at_work(register(), "ann", Lang::En);
    keys(&mut app, "2/hõbepaas<Enter>m<Tab>-1<Tab>");
    assert_eq!(app.model.form().unwrap().entries[1].text, "2013-07-04");

    keys(&mut app, "<S-Tab><Left><Del>3<Tab>");

    assert_eq!(app.model.form().unwrap().entries[1].text, "2013-07-03");
}

#[test]
fn several_drafts_are_one_question_with_a_list() {
    let mut app = typed();
    keys(&mut app, "<F10>");
    let (_, draft) = drafts(&app, "ann").remove(0);
    app.session.store.keep_draft(None, &Draft { about: "Kask, Õnne".into(), ..draft }, AT_ONCE).unwrap();

    let mut app = begun_again(app, "ann", Lang::En);
    let shown = screen(&app);
    assert!(shown.contains("Hõbepaas, Merike, typed") && shown.contains("Kask, Õnne, typed"), "{shown}");
    assert_eq!(app.model.layers.len(), 1);
    keys(&mut app, "<Enter>");
    assert!(matches!(app.model.layers.last(), Some(Layer::Pick(_))), "{}", screen(&app));
}

#[test]
fn drafts_are_no_part_of_the_log_and_the_register_stays_whole() {
    let app = typed();
    let store = &app.session.store;
    let verdict = store.verify().unwrap();

    assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
    let head = store.head().unwrap();
    store.remove_draft(drafts(&app, "ann")[0].0, AT_ONCE).unwrap();
    assert_eq!(store.head().unwrap(), head);
    assert!(store.verify().unwrap().faults.is_empty());
}

#[test]
fn drafts_are_kept_for_so_many_days_and_no_longer() {
    let store = typed().session.store;
    let day = |text: &str| text.parse().unwrap();

    store.remove_drafts_before(day("2013-07-05"), AT_ONCE).unwrap();
    assert_eq!(store.drafts_of("ann", Some(day("2013-07-05"))).unwrap().len(), 1);
    assert!(store.drafts_of("ann", Some(day("2013-07-06"))).unwrap().is_empty());
    store.remove_drafts_before(day("2013-07-06"), AT_ONCE).unwrap();

    assert!(store.drafts_of("ann", None).unwrap().is_empty());
}

#[test]
fn a_draft_can_be_opened_in_one_window_only() {
    let store = typed().session.store;
    let (id, draft) = store.drafts_of("ann", None).unwrap().remove(0);

    assert!(store.take_draft(id, &draft.process, "first").unwrap());
    assert!(!store.take_draft(id, &draft.process, "second").unwrap());
}
