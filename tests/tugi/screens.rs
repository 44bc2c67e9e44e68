//! What the user sees: every screen at 80x24 in the four languages, and that no size and no key breaks one.
//!
//! A snapshot holds one screen in all languages, so that whoever translates sees them side by side.

use std::collections::HashSet;

use proptest::prelude::*;
use tugi::{
    domain::{Act, Change, Person, Signature},
    i18n::Lang,
    ui::{Action, Binding, Footer, KEYMAP, Key, Model, bindings, key_name, packed_keys},
};

use crate::{keys::pressed, screen::Screen};

/// Compares a screen in all languages with its snapshot.
fn same_as_before(name: &str, screen: impl Fn(Lang) -> Screen) {
    let shown = Lang::ALL.map(|lang| format!("[{lang}]\n{}", screen(lang).shown()));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots/screens" }, {
        insta::assert_snapshot!(name, shown.join("\n\n"));
    });
}

/// Declares screens: a name, and the keys that lead there in the training register.
macro_rules! screens {
    ($($name:ident: $keys:expr),+ $(,)?) => {
        /// The keys that lead to each screen.
        const SCREENS: &[(&str, &str)] = &[$((stringify!($name), $keys)),+];

        $(#[test]
        fn $name() {
            same_as_before(stringify!($name), |lang| Screen::sized(80, 24, lang).keys($keys));
        })+
    };
}

screens! {
    tab_today: "",
    tab_today_mine: "v<Down><Enter>",
    tab_participants: "2",
    tab_participants_sorted: "2s<Enter>",
    tab_participants_waiting: "2v<Down><Down><Down><Enter>",
    tab_participants_found: "2/õn<Enter>",
    tab_participants_finding_nobody: "2/xyz",
    tab_workers: "3",
    tab_meetings: "4",
    tab_outcomes: "5",
    tab_programme: "6",

    card_participant: "2/hõbepaas<Enter><Enter>",
    card_participant_finding: "2/hõbepaas<Enter><Enter>/cv",
    card_participant_waiting: "2/aovalge<Enter><Enter>",
    card_participant_left: "2/käbiraba<Enter><Enter>",
    card_worker: "3<Down><Enter>",
    card_meeting: "4<Down><Down><Down><Down><Enter>",
    card_promise: "5<Down><Enter>",
    card_promise_of_a_share: "5<Down><Down><Down><Down><Down><Down><Down><Enter>",
    card_section: "6<Down><Down><Enter>",
    card_of_the_places: "6<End><Enter>",

    form_registration: "2n",
    form_registration_with_everything_missing: "2n<F2>",
    form_registration_corrected: "2/hõbepaas<Enter><Enter>e",
    form_registration_with_a_wrong_code: "2n<Down><Down>37605030298<Down>",
    form_entry: "2/aovalge<Enter><Enter>n<Enter>",
    form_exit: "2/hõbepaas<Enter>x",
    form_pause: "2/hõbepaas<Enter><Enter>n<Down><Down><Down><Down><Down><Enter>",
    form_meeting: "2/hõbepaas<Enter>m",
    form_decision: "2/hõbepaas<Enter><Enter>n<Down><Enter>",
    form_plan: "2/hõbepaas<Enter><Enter>n<Down><Down><Enter>",
    form_spell: "2/hõbepaas<Enter>o",
    form_status: "2/hõbepaas<Enter><Enter>n<Down><Down><Down><Down><Enter>",
    form_hand_over: "2/hõbepaas<Enter><Enter>h",
    form_worker: "3n",
    form_notes: "4n<Tab><Tab><Tab><Tab><Tab>Tere.<Enter>Kõik on hästi.",

    another_day_asked: "a",
    another_day_on_a_tab: "5a31.5<Tab>3.7<F2>",
    another_day_printed: "a31.5<Tab>3.7<F2>pinterim<Enter>",
    another_day_without_the_person: "2/hõbepaas<Enter><Enter>a<Tab>1.7<F2>",
    another_day_refusing_a_change: "2/hõbepaas<Enter><Enter>a31.5<F2>m",

    pick_of_a_choice: "4n<F4>",
    pick_of_several_people: "4n<S-Tab><S-Tab><S-Tab><S-Tab><F4><Ins><Down><Ins>",
    pick_of_people_found: "4n<S-Tab><S-Tab><S-Tab><S-Tab><F4>jõ",
    pick_of_a_view: "2v",
    pick_of_an_order: "2s",
    pick_of_what_is_new: "2/hõbepaas<Enter><Enter>n",
    pick_of_what_is_printed: "2p",
    menu_of_a_list: "2:",
    menu_found: "2:un",
    menu_of_a_form: "2n<F9>",
    help_of_a_list: "2?",
    help_of_a_card: "2<Enter>?",
    help_of_a_field: "2n<F1>",

    page_of_a_report: "2pinterim<Enter>",
    page_of_a_report_found: "5pproof<Enter>/ra<Enter><Enter>",
    pick_of_how_it_is_written: "5pfigures<Enter>p<PgDn><Up><Up><Up><Up><Up><Enter>",
    page_of_a_report_further_on: "2pinterim<Enter><PgDn><PgDn>",
    question_of_removing: "2/hõbepaas<Enter>d",
    question_of_unsaved_text: "2nAnna<Esc>",
    notice_of_a_key_without_meaning: "2y",
    notice_of_how_to_leave: "2<Esc>",
    notice_of_a_save: "2/hõbepaas<Enter>x<F4><Enter><F2>",
    notice_of_an_undo: "2/hõbepaas<Enter>x<F4><Enter><F2>u",
}

#[test]
fn an_empty_register_says_what_to_do_first() {
    same_as_before("tab_of_an_empty_register", |lang| Screen::empty(80, 24, lang).keys("2"));
}

#[test]
fn two_people_who_saved_the_same_record_see_both_versions() {
    same_as_before("conflict", |lang| {
        let mut screen =
            Screen::sized(80, 24, lang).keys("2/hõbepaas<Enter>e<Tab><Tab><Tab><Tab><Tab><Tab><C-u>5551 1111");
        let people = screen.app.session.store.all::<Person>().unwrap();
        let found = people.into_iter().find(|row| row.record.surname == "Hõbepaas").unwrap();
        let theirs = Person { phone: "5552 2222".into(), ..found.record };
        let by = Signature { who: "tonis".into(), at: "2013-07-05T09:00:00".parse().unwrap() };
        let change = Change::Update(found.id, found.version, theirs.into());
        screen.app.session.store.commit(Act::Registration, &[change], &by).unwrap();
        screen.keys("<F2>")
    });
}

#[test]
fn a_large_window_shows_more_and_a_small_one_says_so() {
    for (name, columns, rows) in [("window_large", 120, 30), ("window_narrow", 60, 18), ("window_too_small", 40, 10)] {
        for (what, keys) in [("list", "2"), ("card", "2/hõbepaas<Enter><Enter>"), ("form", "2n")] {
            same_as_before(&format!("{name}_{what}"), |lang| Screen::sized(columns, rows, lang).keys(keys));
        }
    }
}

#[test]
fn a_screen_can_be_drawn_in_any_window() {
    let sizes =
        [(1, 1), (1, 100), (2, 3), (20, 5), (59, 24), (60, 17), (60, 18), (61, 19), (79, 24), (200, 20), (300, 100)];
    for (place, (_, keys)) in SCREENS.iter().enumerate() {
        let mut screen = Screen::sized(80, 24, Lang::ALL[place % 4]).keys(keys);
        for (columns, rows) in sizes {
            screen.resize(columns, rows);
            screen.drawn();
        }
    }
}

#[test]
fn every_key_at_the_foot_does_something() {
    // Emptying an empty field, moving at the end of a page, and leaving where that is asked already change nothing.
    let moves = [Action::ClearField, Action::Leave, Action::Up, Action::Down, Action::PageUp, Action::PageDown];
    let mut tried = HashSet::new();
    for (name, keys) in SCREENS {
        let screen = Screen::sized(80, 24, Lang::En).keys(keys);
        let (before, model) = (screen.shown(), screen.app.model);
        for binding in shown_at_the_foot(&model) {
            if moves.contains(&binding.action) || !tried.insert((model.tab, binding.scope, binding.action)) {
                continue;
            }
            let mut screen = Screen::sized(80, 24, Lang::En).keys(keys);
            screen.press(binding.keys[0]);
            let done = screen.app.model.ended || screen.shown() != before;
            assert!(done, "{name}: {:?} is at the foot and does nothing\n{before}", binding.action);
        }
    }
}

/// The bindings that the two last lines show.
fn shown_at_the_foot(model: &Model) -> Vec<&'static Binding> {
    let names: Vec<String> = packed_keys(model.scope(), model.env.words, model.size.0, |binding| model.offers(binding))
        .concat()
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    let shown = |binding: &&Binding| {
        binding.footer != Footer::Hidden
            && model.allows(binding.when)
            && names.contains(&key_name(binding.keys[0], model.env.words))
    };
    bindings(model.scope()).filter(shown).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    /// Whatever is typed, the screen can be drawn and says what can be done next.
    #[test]
    fn no_sequence_of_keys_breaks_the_screen(keys in prop::collection::vec(any_key(), 1..40), lang in 0_usize..4) {
        let mut screen = Screen::sized(80, 24, Lang::ALL[lang]);
        for key in keys {
            screen.press(key);
            screen.drawn();
            prop_assert!(!shown_at_the_foot(&screen.app.model).is_empty());
            // The menu has a line for leaving, too.
            if screen.app.model.ended {
                break;
            }
        }
    }
}

/// Any key but those that leave the program; letters more seldom than what moves and opens.
fn any_key() -> impl Strategy<Value = Key> {
    let bound: Vec<Key> = KEYMAP
        .iter()
        .filter(|binding| binding.action != Action::Leave)
        .flat_map(|binding| binding.keys.iter().copied())
        .collect();
    let moves: Vec<Key> = pressed("<Enter><Down><Up><Tab><S-Tab><F2><F4><Esc><PgDn>");
    let letters: Vec<Key> = pressed("aõ1 .ž9<BS><Del><Home><End><Left>");
    prop_oneof![3 => prop::sample::select(bound), 3 => prop::sample::select(moves), 1 => prop::sample::select(letters)]
}
