//! What a user does at the screen, from key to file: the program without a terminal.

use tugi::{
    app::App,
    demo,
    domain::Kind,
    i18n::Lang,
    session::{Asked, Session},
    store::{Collation, Store},
    ui::{Code, Input, Key, Layer, Message},
};

/// The training register on its day, in a window of this size.
fn app(size: (u16, u16)) -> App {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    let asked = Asked {
        lang: Some(Lang::En),
        today: Some("2013-07-05".parse().unwrap()),
        user: "ann".into(),
        ..Asked::default()
    };
    App::new(Session::over(store, &asked).unwrap(), size).unwrap()
}

fn press(app: &mut App, keys: &[Key]) {
    for key in keys {
        app.send(Message::Input(Input::Key(*key)));
    }
}

fn type_in(app: &mut App, text: &str) {
    text.chars().for_each(|letter| press(app, &[Key::char(letter)]));
}

const ENTER: Key = Key::plain(Code::Enter);
const RIGHT: Key = Key::plain(Code::Right);

/// The screen as text.
fn screen(app: &App) -> String {
    let (columns, rows) = app.model.size;
    let backend = ratatui::backend::TestBackend::new(columns, rows);
    let mut terminal = ratatui::Terminal::new(backend).unwrap();
    terminal.draw(|frame| tugi::ui::view(&app.model, frame)).unwrap();
    terminal.backend().to_string()
}

/// Opens the card of the participant whose name is sought.
fn open_card(app: &mut App, name: &str) {
    press(app, &[Key::char('2'), Key::char('/')]);
    type_in(app, name);
    press(app, &[ENTER, ENTER]);
}

fn count(app: &App, kind: Kind) -> i64 {
    app.session.store.count(kind).unwrap()
}

#[test]
fn removing_on_a_card_removes_the_row_under_the_cursor_and_not_the_person() {
    let mut app = app((80, 24));
    open_card(&mut app, "kätlin");
    let (people, meetings) = (count(&app, Kind::Participation), count(&app, Kind::Meeting));

    press(&mut app, &[Key::f(8)]);
    assert!(screen(&app).contains("2013-07-04 · Meeting"), "{}", screen(&app));
    press(&mut app, &[RIGHT, ENTER]);

    assert_eq!(count(&app, Kind::Participation), people);
    assert_eq!(count(&app, Kind::Meeting), meetings - 1);
}

#[test]
fn an_exit_that_is_removed_leaves_the_stay_as_it_was_before() {
    let mut app = app((80, 24));
    open_card(&mut app, "kätlin");
    let ended = |app: &App| {
        let stays = app.session.store.all::<tugi::domain::Stay>().unwrap();
        let open = app.session.store.all::<tugi::domain::Assignment>().unwrap();
        let stays = stays.iter().filter(|row| row.record.exited_on.is_some()).count();
        (stays, open.iter().filter(|row| row.record.to.is_some()).count(), count(app, Kind::Status))
    };
    let before = ended(&app);

    press(&mut app, &[Key::char('x')]);
    type_in(&mut app, "work");
    press(&mut app, &[ENTER]);
    type_in(&mut app, "employed");
    press(&mut app, &[ENTER, Key::f(2)]);
    assert_eq!(ended(&app), (before.0 + 1, before.1 + 1, before.2 + 1), "{}", screen(&app));

    let Some(Layer::Card(card)) = app.model.layers.last_mut() else { panic!("no card") };
    let exit = |row: &tugi::lists::Row| matches!(row.target, tugi::lists::Target::Form("exit", ..));
    card.selected = card.card.rows.iter().position(exit).unwrap();
    press(&mut app, &[Key::f(8), RIGHT, ENTER]);
    assert_eq!(ended(&app), before, "{}", screen(&app));
}

#[test]
fn a_flag_is_raised_seen_first_and_closed_with_a_note() {
    let mut app = app((80, 24));
    open_card(&mut app, "kätlin");
    press(&mut app, &[Key::f(6)]);
    type_in(&mut app, "flag");
    press(&mut app, &[ENTER]);
    type_in(&mut app, "Never alone");
    press(&mut app, &[Key::f(2)]);
    assert!(screen(&app).contains("! Flag since 2013-07-05:"), "{}", screen(&app));

    let Some(Layer::Card(card)) = app.model.layers.last_mut() else { panic!("no card") };
    let flag = |row: &tugi::lists::Row| matches!(row.target, tugi::lists::Target::Form("flag", ..));
    card.selected = card.card.rows.iter().position(flag).unwrap();
    press(&mut app, &[ENTER, ENTER, ENTER]);
    type_in(&mut app, "t");
    press(&mut app, &[ENTER]);
    type_in(&mut app, "Settled");
    press(&mut app, &[Key::f(2)]);

    assert!(!screen(&app).contains("! Flag since"), "{}", screen(&app));
    assert!(screen(&app).contains("closed: Settled"), "{}", screen(&app));
}

#[test]
fn a_household_is_joined_by_finding_somebody_who_is_known() {
    let mut app = app((80, 24));
    open_card(&mut app, "kätlin");
    press(&mut app, &[Key::f(6)]);
    type_in(&mut app, "household");
    press(&mut app, &[ENTER]);
    type_in(&mut app, "household");
    press(&mut app, &[ENTER]);
    type_in(&mut app, "merike");
    press(&mut app, &[ENTER, Key::f(2)]);

    assert_eq!(count(&app, Kind::Relation), 1, "{}", screen(&app));
    let Some(Layer::Card(card)) = app.model.layers.last() else { panic!("no card") };
    assert!(card.card.facts.iter().any(|(_, value)| value == "Hõbepaas, Merike"), "{:?}", card.card.facts);
}

#[test]
fn taking_back_a_new_participant_says_so_and_not_that_something_is_missing() {
    let mut app = app((80, 24));
    press(&mut app, &[Key::char('2'), Key::f(6)]);
    type_in(&mut app, "Newcomer");
    press(&mut app, &[ENTER]);
    type_in(&mut app, "Nora");
    press(&mut app, &[Key::f(2), Key::char('u')]);

    assert!(app.model.layers.is_empty());
    assert!(screen(&app).contains("Taken back"), "{}", screen(&app));
}

#[test]
fn what_was_sought_and_taken_with_enter_joins_those_that_are_ticked() {
    let mut app = app((80, 24));
    press(&mut app, &[Key::char('4'), Key::f(6)]);
    press(&mut app, &[Key::plain(Code::Up); 4]);
    press(&mut app, &[Key::f(4)]);
    type_in(&mut app, "kätlin");
    press(&mut app, &[Key::plain(Code::Insert)]);
    type_in(&mut app, "merike");
    press(&mut app, &[ENTER]);

    let form = app.model.form().unwrap();
    let names: Vec<&str> = form.entries[0].chosen.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Äikesoo, Kätlin", "Hõbepaas, Merike"]);
}

#[test]
fn another_order_or_view_begins_with_its_first_row() {
    let mut app = app((80, 24));
    press(&mut app, &[Key::char('2'), Key::plain(Code::End), Key::char('v'), Key::plain(Code::Down), ENTER]);

    assert_eq!(app.model.list().selected, 0);
}

#[test]
fn after_finding_the_cursor_stays_on_its_record_when_all_are_shown_again() {
    let mut app = app((80, 24));
    press(&mut app, &[Key::char('2'), Key::char('/')]);
    type_in(&mut app, "merike");
    press(&mut app, &[ENTER]);
    let found = app.model.row().unwrap().target.clone();

    press(&mut app, &[Key::plain(Code::Backspace)]);

    assert!(app.model.list().page.total > 20);
    assert_eq!(app.model.row().unwrap().target, found);
}

#[test]
fn words_typed_where_none_are_wanted_change_nothing() {
    let mut app = app((80, 24));
    let before = app.session.store.log_position().unwrap();
    for tab in '1'..='6' {
        press(&mut app, &[Key::char(tab)]);
        type_in(&mut app, "delete all my data");
        press(&mut app, &[ENTER, Key::plain(Code::Esc), Key::plain(Code::Esc), Key::plain(Code::Esc)]);
        app.model.layers.clear();
    }

    assert_eq!(app.session.store.log_position().unwrap(), before);
}

#[test]
fn a_long_hint_is_read_to_its_end_in_every_list() {
    let mut app = app((80, 24));
    press(&mut app, &[Key::char('2')]);
    let hint = app.model.row().unwrap().hint.clone();

    let shown = screen(&app);

    let last = hint.split_whitespace().last().unwrap();
    assert!(shown.contains(last), "{hint}\n{shown}");
}
