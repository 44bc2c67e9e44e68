//! The update alone: what a key asks for, without a file, a terminal or a clock.

use std::sync::Arc;

use tugi::{
    definitions,
    domain::{Act, Change, Editions, Id, Kind, Record, Rights},
    env::{Env, Past},
    forms::{Entry, Filled, Opening, form},
    i18n::{Lang, words},
    lists::{Cell, Page, Row, Target},
    store::{Collation, Store},
    ui::{Code, Effect, Input, KEYMAP, Key, Layer, Message, Model, Scope, update},
};

fn env() -> Env {
    let definition = definitions::parse(definitions::embedded("rapla-2013").unwrap()).unwrap();
    Env {
        today: "2013-07-05".parse().unwrap(),
        words: words(Lang::En),
        user: "ann".into(),
        rights: Rights::default(),
        programme: Id(1),
        definition: Arc::new(Editions::single(definition)),
        past: None,
        on_screen: true,
    }
}

/// A model whose first lists have three participants.
fn model() -> Model {
    let mut model = Model::new(env(), "Rapla".into(), true, (80, 24));
    let row = |id| Row {
        target: Target::Record(Kind::Participation, Id(id)),
        cells: vec![Cell::Number(id), Cell::text(format!("Person, {id}"))],
        attention: false,
        hint: String::new(),
    };
    for tab in 0..model.lists.len() {
        let page = Page { total: 3, offset: 0, rows: (1..=3).map(row).collect(), summary: String::new() };
        update(&mut model, Message::Listed(tab, page));
    }
    model
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    update(model, Message::Input(Input::Key(key)))
}

fn type_in(model: &mut Model, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|letter| press(model, Key::char(letter))).collect()
}

/// Opens an empty form of a worker, which needs nothing but names and a role.
fn open_worker(model: &mut Model) {
    let store = Store::in_memory(Collation::plain()).unwrap();
    let filled: Filled = form("worker").unwrap().open(&store, &Opening::default(), &model.env).unwrap();
    update(model, Message::Opened("worker", Opening::default(), filled));
}

/// Puts a value into a field of the form in front, as a pick list would.
fn put(model: &mut Model, place: usize, value: &str) {
    let Some(Layer::Form(form)) = model.layers.last_mut() else { panic!("no form") };
    form.entries[place] = Entry::typed(value);
}

#[test]
fn enter_on_a_row_asks_for_its_card() {
    let mut model = model();
    press(&mut model, Key::plain(Code::Down));

    let effects = press(&mut model, Key::plain(Code::Enter));

    assert_eq!(effects, [Effect::Card(Target::Record(Kind::Participation, Id(2)))]);
}

#[test]
fn saving_a_form_asks_for_one_commit() {
    let mut model = model();
    open_worker(&mut model);
    type_in(&mut model, "Kask");
    press(&mut model, Key::plain(Code::Tab));
    type_in(&mut model, "Ann");
    press(&mut model, Key::plain(Code::Tab));
    put(&mut model, 2, "support worker");

    let effects = press(&mut model, Key::f(2));

    let [Effect::Commit("worker", _, _, changes)] = &effects[..] else { panic!("{effects:?}") };
    let [Change::Create(_, Record::Worker(worker))] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!(worker.name(), "Kask, Ann");
    assert!(matches!(model.layers.last(), Some(Layer::Form(_))), "the form stays until the file has answered");
}

#[test]
fn a_save_that_failed_leaves_the_form_with_everything_in_it() {
    let mut model = model();
    open_worker(&mut model);
    type_in(&mut model, "Kask");

    update(&mut model, Message::Failed("The disk is full.".into()));

    assert_eq!(model.form().unwrap().editor.as_ref().unwrap().text(), "Kask");
    assert_eq!(model.notice.unwrap().text, "The disk is full.");
}

#[test]
fn a_form_with_faults_asks_for_nothing_and_goes_to_the_first_of_them() {
    let mut model = model();
    open_worker(&mut model);

    let effects = press(&mut model, Key::f(2));

    assert_eq!(effects, []);
    let form = model.form().unwrap();
    assert_eq!((form.focus, form.problems.len()), (0, 3));
    press(&mut model, Key::f(2));
    assert_eq!(model.form().unwrap().focus, 1, "asked again, to the next");
}

#[test]
fn neither_esc_nor_leaving_throws_typed_text_away() {
    for key in [Key::plain(Code::Esc), Key::f(12), Key::f(10)] {
        let mut model = model();
        open_worker(&mut model);
        type_in(&mut model, "K");

        press(&mut model, key);

        assert!(matches!(model.layers.last(), Some(Layer::Question(_))), "{key:?}");
        press(&mut model, Key::plain(Code::Enter));
        assert_eq!(model.form().unwrap().editor.as_ref().unwrap().text(), "K", "the safe answer stands first");
        assert!(!model.ended);
    }
}

#[test]
fn letters_typed_by_mistake_change_nothing() {
    for tab in 0..6 {
        let mut model = model();
        model.tab = tab;

        let effects = type_in(&mut model, "delete all my data");

        let harmless = |effect: &Effect| {
            matches!(effect, Effect::List(_) | Effect::Card(_) | Effect::Form(..) | Effect::Options(..))
        };
        assert!(effects.iter().all(harmless), "{effects:?}");
    }
}

#[test]
fn after_an_esc_that_did_nothing_a_digit_is_a_function_key() {
    let mut model = model();
    press(&mut model, Key::plain(Code::Esc));

    press(&mut model, Key::char('9'));

    assert!(matches!(model.layers.last(), Some(Layer::Pick(_))), "the menu of F9");
}

#[test]
fn the_lithuanian_row_of_digits_opens_the_tabs() {
    let mut model = model();

    assert_eq!(press(&mut model, Key::char('č')), [Effect::List(1)]);
    assert_eq!(model.tab, 1);
}

#[test]
fn an_undone_act_is_named() {
    let mut model = model();

    update(&mut model, Message::Undone(Act::Exit, "Kask, Ann".into(), false));

    assert_eq!(model.notice.unwrap().text, "Taken back: exit, Kask, Ann.");
}

#[test]
fn where_the_window_is_too_small_only_leaving_works() {
    let mut model = model();
    update(&mut model, Message::Input(Input::Resize(40, 10)));

    assert_eq!(press(&mut model, Key::plain(Code::Enter)), []);
    press(&mut model, Key::f(10));

    assert!(model.ended);
}

/// A model that looks at the end of May.
fn looking_back() -> Model {
    let mut model = model();
    let as_of = "2013-05-31".parse().unwrap();
    let env = Env { today: as_of, past: Some(Past { as_of, known_on: None }), ..env() };
    update(&mut model, Message::Looked(Box::new(env)));
    model
}

#[test]
fn while_another_day_is_looked_at_no_key_changes_anything() {
    let harmless = |effect: &Effect| {
        matches!(effect, Effect::List(_) | Effect::Card(_) | Effect::Paper(_) | Effect::Redraw | Effect::LookAt(..))
    };
    for binding in KEYMAP.iter().filter(|binding| binding.scope == Scope::List) {
        for key in binding.keys {
            let mut model = looking_back();
            model.tab = 1;
            if !model.allows(binding.when) {
                continue;
            }

            let effects = press(&mut model, *key);

            assert!(effects.iter().all(harmless), "{key:?}: {effects:?}");
            assert_eq!(model.notice.is_some(), binding.action.changes(), "{key:?}");
        }
    }
}

#[test]
fn a_form_that_is_open_on_another_day_can_only_be_read() {
    let mut model = looking_back();
    open_worker(&mut model);

    type_in(&mut model, "Kask");
    update(&mut model, Message::Input(Input::Paste("Kask".into())));
    press(&mut model, Key::f(2));

    assert_eq!(model.form().unwrap().editor.as_ref().unwrap().text(), "");
    assert!(model.notice.unwrap().text.contains("can only be looked at"));
}

#[test]
fn the_same_key_and_esc_go_back_to_today() {
    for key in [Key::char('a'), Key::plain(Code::Esc)] {
        assert_eq!(press(&mut looking_back(), key), [Effect::LookAt(None, None)], "{key:?}");
    }
    assert_eq!(press(&mut model(), Key::char('a')), [Effect::Form("look-at", Opening::default())]);
}

#[test]
fn the_next_morning_does_not_end_looking_at_another_day() {
    let mut model = looking_back();
    assert_eq!(model.env.today.to_string(), "2013-05-31");

    update(&mut model, Message::Looked(Box::new(env())));

    assert_eq!((model.env.today.to_string().as_str(), model.env.past), ("2013-07-05", None));
}
