//! A save over somebody else's: what does not collide is put together, the rest is asked about, and typed text stays.

use tugi::{
    domain::{Act, Change, CircumstanceKind, Id, Kind, Person, Stay},
    forms::{Entry, Opening, form, removal},
    i18n::Lang,
    session::{Asked, Session},
    ui::{Layer, Message},
};

use crate::screen::Screen;

/// The screen of bob, on the form of a participation whose name is sought.
fn editing(name: &str) -> Screen {
    Screen::sized(80, 24, Lang::En).keys("2/").keys(name).keys("<Enter><F4>")
}

/// Ann, at work on the same file.
fn ann(screen: &Screen) -> Session {
    let today = Some(screen.app.session.env.today);
    let asked = Asked { lang: Some(Lang::En), today, user: "ann".into(), ..Asked::default() };
    Session::open(screen.app.session.store.path().unwrap(), &asked).unwrap()
}

/// The participation on the screen.
fn participation(screen: &Screen) -> Id {
    screen.app.model.form().unwrap().opening.existing.unwrap()
}

/// Ann fills these fields of a form and saves it.
fn saves(ann: &mut Session, name: &str, opening: &Opening, values: &[(&str, &str)]) {
    let form = form(name).unwrap();
    let mut filled = form.open(&ann.store, opening, &ann.env).unwrap();
    for (field, text) in values {
        let place = form.fields().iter().position(|known| known.name == *field).unwrap();
        filled.entries[place] = Entry::typed(*text);
    }
    let changes = form.submit(&filled.base, &filled.entries, &ann.env).unwrap();
    let by = ann.signature();
    ann.store.commit(form.act(), &changes, &by).unwrap();
}

fn existing(id: Id) -> Opening {
    Opening { existing: Some(id), ..Opening::default() }
}

/// The person of a participation, as the file has it.
fn person(screen: &Screen, participation: Id) -> Person {
    screen.app.session.store.case(participation).unwrap().unwrap().person.record
}

/// What the status line says.
fn said(screen: &Screen) -> &str {
    screen.app.model.notice.as_ref().map_or("", |notice| &notice.text)
}

const TO_PHONE: &str = "<Tab><Tab><Tab><Tab><Tab><Tab>";

#[test]
fn fields_that_only_one_of_us_changed_are_put_together_without_a_question() {
    let screen = editing("merike");
    let id = participation(&screen);
    saves(&mut ann(&screen), "registration", &existing(id), &[("phone", "5550 7777")]);

    let screen = screen.keys(TO_PHONE).keys("<Tab><C-u>m@example.org<F2>");

    assert!(said(&screen).ends_with("Merged with what ann saved: Phone."), "{}", screen.shown());
    let saved = person(&screen, id);
    assert_eq!((saved.phone.as_str(), saved.email.as_str()), ("5550 7777", "m@example.org"));
}

#[test]
fn only_the_field_that_both_changed_is_asked_about() {
    let screen = editing("merike");
    let id = participation(&screen);
    let values = [("phone", "5550 7777"), ("address", "Viljandi mnt 17")];
    saves(&mut ann(&screen), "registration", &existing(id), &values);

    let screen = screen.keys(TO_PHONE).keys("<C-u>5550 8888<F2>");

    insta::assert_snapshot!("both_changed_a_field", screen.shown());
    let screen = screen.keys("<Left><F2>");
    assert!(said(&screen).contains("what ann saved stands"), "{}", said(&screen));
    let saved = person(&screen, id);
    assert_eq!((saved.phone.as_str(), saved.address.as_str()), ("5550 7777", "Viljandi mnt 17"));
}

#[test]
fn circumstances_that_each_of_us_noted_are_put_together_and_the_same_one_is_noted_once() {
    let screen = editing("merike");
    let id = participation(&screen);
    saves(&mut ann(&screen), "registration", &existing(id), &[("homeless", "yes"), ("carer", "yes")]);

    let mut screen = screen;
    fill(&mut screen, &[("homeless", "yes"), ("rural", "yes")]);
    let screen = screen.keys("<F2>");

    assert!(screen.app.model.form().is_none(), "{}", screen.shown());
    let noted = screen.app.session.store.case(id).unwrap().unwrap().circumstances;
    let count = |kind| noted.iter().filter(|row| row.record.kind == kind).count();
    let counts = [CircumstanceKind::Homeless, CircumstanceKind::Carer, CircumstanceKind::Rural].map(count);
    assert_eq!(counts, [1, 1, 1]);
}

/// Puts values into fields of the form in front, as a pick list would.
fn fill(screen: &mut Screen, values: &[(&str, &str)]) {
    let Some(Layer::Form(form)) = screen.app.model.layers.last_mut() else { panic!("no form") };
    for (field, text) in values {
        let place = form.fields.iter().position(|known| known.name == *field).unwrap();
        form.entries[place] = Entry::typed(*text);
    }
}

#[test]
fn a_person_who_was_removed_meanwhile_is_said_and_the_text_stays() {
    let screen = Screen::sized(80, 24, Lang::En).keys("2<F6>Qvist<Tab>Anna<F2><Esc>2/qvist<Enter><F4>");
    let id = participation(&screen);
    let mut ann = ann(&screen);
    let (changes, by) = (removal(&ann.store, "", Kind::Participation, id).unwrap(), ann.signature());
    ann.store.commit(Act::Removal, &changes, &by).unwrap();

    let screen = screen.keys(TO_PHONE).keys("<C-u>5550 8888<F2>");

    assert!(said(&screen).starts_with("Not saved: ann removed or ended this"), "{}", screen.shown());
    assert!(screen.shown().contains("[5550 8888"), "{}", screen.shown());
    ann.store.undo_last(&by).unwrap();
    let screen = screen.keys("<F2>");
    assert_eq!(person(&screen, id).phone, "5550 8888");
}

#[test]
fn an_exit_that_somebody_else_has_recorded_is_not_recorded_again() {
    let screen = Screen::sized(80, 24, Lang::En).keys("2/merike<Enter>x");
    let stay = |screen: &Screen| screen.app.session.store.all::<Stay>().unwrap();
    let before = stay(&screen);
    let opening = screen.app.model.form().unwrap().opening.clone();
    saves(&mut ann(&screen), "exit", &opening, &[("exited-on", "5.7.2013"), ("exit-reason", "work")]);

    let screen = screen.keys("<F2>");

    let changed = stay(&screen).iter().zip(&before).filter(|(now, then)| now.version != then.version).count();
    assert_eq!(changed, 1, "{}", screen.shown());
}

#[test]
fn what_others_save_appears_and_nothing_that_is_typed_moves() {
    let screen = Screen::sized(80, 24, Lang::En).keys("2/merike<Enter><Enter><F4>");
    let mut screen = screen.keys(TO_PHONE).keys("<C-u>5550 8<Left>");
    let id = participation(&screen);
    let before = screen.app.model.form().unwrap().clone();
    let mut ann = ann(&screen);
    saves(&mut ann, "registration", &existing(id), &[("surname", "Hõbe")]);

    screen.app.send(Message::Elsewhere);

    let form = screen.app.model.form().unwrap();
    assert_eq!((form.focus, &form.entries), (before.focus, &before.entries));
    assert_eq!(format!("{:?}", form.editor), format!("{:?}", before.editor), "the text and the cursor in it");
    assert!(screen.shown().contains("! ann saved this record ("), "{}", screen.shown());
    assert!(format!("{:?}", screen.app.model.list().page).contains("Hõbe, Merike"), "the list below is read anew");
    let Layer::Card(card) = &screen.app.model.layers[0] else { panic!("a card lies below") };
    assert!(card.card.title.contains("Hõbe, Merike"), "{}", card.card.title);

    let by = ann.signature();
    ann.store.undo_last(&by).unwrap();
    screen.app.send(Message::Elsewhere);
    assert!(!screen.shown().contains("saved this record"), "taken back, nothing is newer: {}", screen.shown());
}

#[test]
fn somebody_s_save_of_another_record_says_nothing_beside_the_form() {
    let mut screen = editing("merike");
    let mut ann = ann(&screen);
    let other = ann.store.all::<Person>().unwrap().into_iter().find(|row| row.record.given != "Merike").unwrap();
    let changed = Person { phone: "1".into(), ..other.record };
    let by = ann.signature();
    ann.store.commit(Act::Registration, &[Change::Update(other.id, other.version, changed.into())], &by).unwrap();

    screen.app.send(Message::Elsewhere);

    assert!(!screen.shown().contains("saved this record"), "{}", screen.shown());
}
