//! The reports on the training register: what they say in each language, and their figures against a count by hand.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use serde_json::{Value, json};
use tugi::{
    definitions, demo,
    domain::{Definition, Editions, Facts, Id, Programme, Rights, Who},
    env::Env,
    i18n::{Lang, words},
    report::{self, Block, Document},
    store::{Collation, Store},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The facts of the training register, and its surroundings in a language on a day.
fn rapla(lang: Lang, on: &str) -> (Facts, Env) {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    let programme = store.get::<Programme>(Id(1)).unwrap().unwrap();
    let definition = Arc::new(Editions::single(definitions::parse(&programme.record.definition).unwrap()));
    let env = Env {
        today: day(on),
        words: words(lang),
        user: String::new(),
        rights: Rights::default(),
        programme: programme.id,
        definition,
        past: None,
        on_screen: false,
    };
    (store.facts(programme.id).unwrap(), env)
}

fn build(name: &str, facts: &Facts, env: &Env) -> Document {
    (report::report(name).unwrap().build)(facts, env)
}

fn text(name: &str, lang: Lang, on: &str) -> String {
    let (facts, env) = rapla(lang, on);
    report::render_text(&build(name, &facts, &env), 78)
}

/// The surroundings with a definition that was changed.
fn changed(env: Env, change: impl FnOnce(&mut Definition)) -> Env {
    let mut definition = Definition::clone(&env.definition);
    change(&mut definition);
    Env { definition: Arc::new(Editions::single(definition)), ..env }
}

/// The interim summary of a programme whose definition was changed.
fn of_changed(lang: Lang, on: &str, change: impl FnOnce(&mut Definition)) -> String {
    let (facts, env) = rapla(lang, on);
    let env = changed(env, change);
    report::render_text(&build("interim", &facts, &env), 1000)
}

/// Every piece of text of a document that has a word in it.
fn pieces(document: &Document) -> BTreeSet<String> {
    let mut found = vec![document.title.clone()];
    for block in &document.blocks {
        match block {
            Block::Heading { text } => found.push(text.clone()),
            Block::Paragraph { text } | Block::Caption { text, .. } => found.extend(text.split(". ").map(String::from)),
            Block::List { items, .. } => found.extend(items.clone()),
            Block::Stressed { spans } => found.extend(spans.iter().map(|span| span.text.clone())),
            Block::StressedList { items, .. } => found.extend(items.iter().flatten().map(|span| span.text.clone())),
            Block::Table { columns, rows } => {
                found.extend(columns.iter().map(|column| column.title.clone()));
                found.extend(rows.iter().filter_map(|row| row.last().cloned()));
            }
            Block::Chart(chart) => {
                found.push(chart.text.clone());
                found.extend(chart.columns.iter().map(|column| column.title.clone()));
            }
            Block::Fields { fields } => found.extend(fields.iter().map(|field| field.label.clone())),
            Block::Figures { rows } => {
                found.extend(rows.iter().flat_map(|row| [row.label.clone(), row.target.clone()]));
            }
            Block::Signature { role, .. } => found.push(role.clone()),
        }
    }
    found.into_iter().filter(|piece| piece.chars().filter(|sign| sign.is_alphabetic()).count() > 3).collect()
}

#[test]
fn the_interim_summary_says_in_each_language_what_the_project_told_the_public_on_5_july_2013() {
    for lang in Lang::ALL {
        insta::assert_snapshot!(format!("interim_{lang}"), text("interim", lang, "2013-07-05"));
    }
}

#[test]
fn the_interim_summary_has_the_figures_of_the_note_as_the_note_says_them() {
    let text = text("interim", Lang::Et, "2013-07-05").replace('\n', " ");

    for sentence in [
        "Projekt on väldanud pool aastat",
        "Käesolevaks ajaks on projektiga haaratud 23 osalejat.",
        "Projekti tööle on rakendatud 3 tugiisikut.",
        "Ühel tugiisikul on korraga käsil vähemalt 5 juhtumit.",
        "kuni 1 aasta.",
        "Tööturule sisenenud osaleja asemele saab võtta uue abivajaja.",
        "3 projektis osalejat on juba leidnud sobiva töö, läbinud katseaja ja soovinud projektis osalemise lõpetada.",
        "vähemalt kord kuus. Kokku on seni toimunud 9 koosolekut.",
        "Projektijuht, sotsiaalnõunik 05.07.2013",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
}

#[test]
fn no_report_has_a_sentence_of_another_language_and_none_leaves_a_place_open() {
    for name in ["interim", "figures", "proof"] {
        let all = Lang::ALL.map(|lang| {
            let (facts, env) = rapla(lang, "2013-07-05");
            // The programme's own words are quoted as they are, whatever the language.
            let env =
                changed(env, |definition| definition.promises.iter_mut().for_each(|promise| promise.words = None));
            pieces(&build(name, &facts, &env))
        });
        for (place, pieces) in all.iter().enumerate() {
            assert!(pieces.len() > 12, "{name}");
            assert!(pieces.iter().all(|piece| !piece.contains('{')), "{name}: {pieces:#?}");
            for other in &all[place + 1..] {
                assert_eq!(pieces.intersection(other).collect::<Vec<_>>(), Vec::<&String>::new(), "{name}");
            }
        }
    }
}

#[test]
fn the_sentences_take_the_plural_of_their_numbers() {
    let one = text("interim", Lang::Lt, "2013-01-11").replace('\n', " ");
    let seven = text("interim", Lang::Lt, "2013-05-17").replace('\n', " ");
    let twenty_one = text("interim", Lang::Lt, "2013-05-31").replace('\n', " ");

    assert!(one.contains("įvyko 1 pasitarimas") && one.contains("įtraukti 4 asmenys"), "{one}");
    assert!(seven.contains("įvyko 7 pasitarimai") && !seven.contains("pusė metų"), "{seven}");
    assert!(twenty_one.contains("įtrauktas 21 asmuo"), "{twenty_one}");
}

#[test]
fn before_anybody_entered_a_share_is_said_not_to_be_computable() {
    let text = text("interim", Lang::En, "2013-01-02");

    assert!(text.contains("The project has lasted 1 day"), "{text}");
    assert!(text.contains("By now 0 participants"), "{text}");
    assert!(text.contains("Lone parents on subsistence benefit: cannot be computed"), "{text}");
    assert!(text.contains("Nobody has yet found work"), "{text}");
    assert!(!text.contains("of 0"), "{text}");
    assert!(text.contains("Places: 20, free: 20, waiting: 0."), "{text}");
}

#[test]
fn a_programme_that_promises_nobody_work_has_no_sentence_about_it_and_without_participants_the_summary_says_so() {
    let text = of_changed(Lang::En, "2013-07-05", |definition| {
        definition.promises.retain(|promise| promise.id != "found-work");
    });
    assert!(!text.contains("found-work") && !text.contains("found a suitable job"), "{text}");

    let text = of_changed(Lang::En, "2013-07-05", |definition| {
        definition.promises.retain(|promise| promise.id != "participants");
    });
    let said = "The programme's definition has no figure “participants”, so it cannot be computed.";
    assert!(text.replace('\n', " ").contains(said), "{text}");
}

#[test]
fn months_without_their_meeting_are_named_and_a_project_that_ended_says_so() {
    let text = of_changed(Lang::En, "2013-09-02", |definition| definition.period.to = Some(day("2013-08-31")));

    assert!(text.contains("Too few were held in: 2013-07 and 2013-08."), "{text}");
    assert!(
        text.contains("The project has lasted 8 months; it began on 2013-01-01. It ended on 2013-08-31."),
        "{text}"
    );
}

/// Counted by hand in `data/demo/rapla-2013.toml`.
const BY_HAND: &[(&str, usize, usize, usize)] = &[
    ("participants", 23, 23, 4),
    ("open-now", 20, 23, 4),
    ("support-workers", 3, 3, 3),
    ("caseload", 3, 3, 3),
    ("work-meetings", 9, 11, 0),
    ("found-work", 3, 23, 4),
    ("found-work-share", 3, 23, 0),
    ("found-work-of-ended", 3, 3, 20),
    ("within-limit", 23, 23, 0),
    ("plans", 20, 23, 0),
    ("lone-parents", 8, 23, 0),
    ("released-from-prison", 4, 23, 0),
];

#[test]
fn every_figure_is_what_a_count_by_hand_gives_and_its_parts_add_up() {
    let (facts, env) = rapla(Lang::Et, "2013-07-05");

    let found = report::figures(&facts, &env, None, true).unwrap();

    assert_eq!(found.figures.len(), BY_HAND.len());
    for (figure, (promise, counted, base, outside)) in found.figures.iter().zip(BY_HAND) {
        let proof = figure.proof.as_ref().unwrap();
        assert_eq!((figure.promise.as_str(), figure.counted, figure.base), (*promise, *counted, *base));
        let parts = [proof.counted.len(), proof.counted.len() + proof.not_counted.len(), proof.outside.len()];
        assert_eq!(parts, [*counted, *base, *outside], "{promise}");
    }
}

#[test]
fn the_figures_of_an_earlier_day_are_those_of_that_day() {
    let (facts, env) = rapla(Lang::Et, "2013-05-31");

    let of = |promise: &str| report::figures(&facts, &env, Some(promise), false).unwrap().figures[0].counted;

    assert_eq!(["participants", "open-now", "found-work", "work-meetings"].map(of), [21, 19, 2, 7]);
}

#[test]
fn behind_a_figure_stand_the_records_it_counts() {
    let (facts, env) = rapla(Lang::En, "2013-07-05");
    let document = build("figures", &facts, &env);

    let rows = document.blocks.iter().find_map(|block| match block {
        Block::Figures { rows } => Some(rows),
        _ => None,
    });
    let row = rows.unwrap().iter().find(|row| row.promise == "found-work").unwrap();

    assert_eq!(row.behind, [1, 4, 8].map(|id| Who::Participation(Id(id))));
}

#[test]
fn the_proof_names_each_person_with_the_reason_and_a_protected_one_by_number_only() {
    let proof = text("proof", Lang::En, "2013-07-05");

    assert!(proof.contains(" 1  Käbiraba, Õnne"), "{proof}");
    assert!(proof.contains("probation passed on 2013-05-27"), "{proof}");
    assert!(proof.contains("19  (protected)"), "{proof}");
    for name in ["interim", "figures", "proof", "today"] {
        assert!(!text(name, Lang::En, "2013-07-05").contains("Kadakaru"), "{name}");
    }
}

#[test]
fn a_program_reads_the_figures_under_keys_that_stay() {
    let (facts, env) = rapla(Lang::En, "2013-07-05");

    let found = report::figures(&facts, &env, Some("found-work-share"), true).unwrap();
    let mut found = serde_json::to_value(found).unwrap();

    let figure = &mut found["figures"][0];
    let protected =
        figure["proof"]["not_counted"].as_array().unwrap().iter().find(|line| line["number"] == 19).unwrap();
    assert_eq!(protected["name"], Value::Null);
    let first = figure["proof"]["counted"][0].clone();
    figure.as_object_mut().unwrap().remove("proof");
    figure["percent"] = figure["percent"].as_f64().map(f64::round).into();
    let expected = json!({
        "programme": "rapla-2013", "day": "2013-07-05",
        "figures": [{
            "promise": "found-work-share", "name": "Found work and passed probation, of participants",
            "counted": 3, "base": 23, "percent": 13.0, "share": true, "target": null, "verdict": null,
        }],
    });
    assert_eq!(found, expected);
    let expected = json!({
        "record": { "participation": 1 }, "number": 1, "name": "Käbiraba, Õnne",
        "reason": { "reason": "probation-passed", "on": "2013-05-27" }, "said": "probation passed on 2013-05-27",
    });
    assert_eq!(first, expected);
}

#[test]
fn a_figure_that_nobody_promised_is_none() {
    let (facts, env) = rapla(Lang::En, "2013-07-05");

    assert!(report::figures(&facts, &env, Some("happiness"), false).is_none());
}

#[test]
fn the_worklist_is_what_a_count_by_hand_finds_late() {
    let (facts, env) = rapla(Lang::En, "2013-07-05");

    let list = report::today(&facts, &env, None, Some(14));

    let late =
        |rule: &str| list.late.iter().filter(|task| task.rule == rule).map(|task| task.number).collect::<Vec<_>>();
    assert_eq!(late("plan"), [Some(18), Some(22)]);
    assert_eq!(late("contact"), [Some(3), Some(14)]);
    assert_eq!(late("plan-evaluation"), [Some(3)]);
    assert_eq!(late("probation"), [Some(12)]);
    assert_eq!(late("write-up"), [Some(6)]);
    assert_eq!(late("action").len(), 8);
    assert_eq!(list.late.len(), 15);
    assert!(list.later.iter().all(|task| task.due_on <= day("2013-07-19")));
}

#[test]
fn the_worklist_of_one_worker_has_only_what_that_worker_sees_to() {
    let (facts, env) = rapla(Lang::En, "2013-07-05");

    let own = report::today(&facts, &env, Some(Id(3)), None);
    let all = report::today(&facts, &env, None, None);

    let tasks = || own.late.iter().chain(&own.today).chain(&own.this_week).chain(&own.later);
    assert!(tasks().all(|task| task.worker.as_deref() == Some("Äärmaa, Liivika")));
    assert!(tasks().count() > 5 && own.later.len() < all.later.len());
}

#[test]
fn a_day_with_nothing_to_do_says_so() {
    let (_, env) = rapla(Lang::Sv, "2013-07-05");
    let nothing = Facts::default();
    let env = changed(env, |definition| definition.cadences.clear());

    let text = report::render_text(&build("today", &nothing, &env), 78);

    assert!(text.contains(&env.words.empty.today), "{text}");
}

#[test]
fn every_report_fits_the_width_asked_and_reads_as_json() {
    use unicode_width::UnicodeWidthStr;
    let (facts, env) = rapla(Lang::Et, "2013-07-05");

    for report in report::REPORTS {
        let document = (report.build)(&facts, &env);
        assert_eq!(document.report, report.name);
        for width in [60, 78, 120] {
            let text = report::render_text(&document, width);
            assert!(text.lines().all(|line| line.width() <= width), "{} at {width}:\n{text}", report.name);
        }
        let read: Value = serde_json::to_value(&document).unwrap();
        assert!(read["blocks"].as_array().unwrap().iter().all(|block| block["block"].is_string()));
    }
}
