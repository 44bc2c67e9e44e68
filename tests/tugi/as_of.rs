//! As of a past day: what has happened since is left out, wherever it would show.

use chrono::NaiveDate;
use tugi::{
    demo,
    domain::{Id, add_days},
    env::Env,
    exchange,
    report::{self, FigureProof},
    session::{Asked, Session, collation},
    store::Store,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The training office, on its training day.
fn rapla() -> Session {
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    let asked = Asked { lang: Some(tugi::i18n::Lang::En), user: "kaja".into(), ..Asked::default() };
    Session::over(store, &asked).unwrap()
}

/// The days of the programme so far, week by week.
fn weeks() -> impl Iterator<Item = NaiveDate> {
    (0..27).map(|week| add_days(day("2013-01-01"), 7 * week))
}

/// The session, looking at a day.
fn looking(session: &mut Session, day: NaiveDate) -> (&Store, &Env) {
    session.look_at(Some(day), None).unwrap();
    session.seen()
}

#[test]
fn no_figure_of_a_past_day_counts_what_has_happened_since() {
    let mut session = rapla();
    for day in weeks() {
        let whole = session.store.facts(Id(1)).unwrap();
        let (store, env) = looking(&mut session, day);
        let then = store.facts(Id(1)).unwrap();

        let figures = report::figures(&then, env, None, true).unwrap().figures;

        // The rules look at the day themselves; taking out what came later changes none of their answers.
        for (figure, same) in figures.iter().zip(report::figures(&whole, env, None, true).unwrap().figures) {
            let base = |figure: &FigureProof| figure.share.then_some(figure.base);
            assert_eq!(
                (&figure.promise, figure.counted, base(figure)),
                (&same.promise, same.counted, base(&same)),
                "{day}"
            );
            let counted = |figure: &FigureProof| {
                figure
                    .proof
                    .as_ref()
                    .unwrap()
                    .counted
                    .iter()
                    .map(|line| (line.record, line.said.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(counted(figure), counted(&same), "{day}, {}", figure.promise);
        }
        session.look_at(None, None).unwrap();
    }
}

#[test]
fn of_the_meetings_only_those_that_had_been_held_and_those_still_ahead_are_listed() {
    let mut session = rapla();
    let (store, env) = looking(&mut session, day("2013-05-31"));

    let sheet = exchange::list(store, "meetings", env).unwrap().json();

    let dates: Vec<NaiveDate> =
        sheet.as_array().unwrap().iter().map(|row| day(row["date"].as_str().unwrap())).collect();
    let (ahead, held): (Vec<_>, Vec<_>) = dates.into_iter().partition(|date| *date > day("2013-05-31"));
    assert_eq!(ahead, ["2013-07-11", "2013-07-09", "2013-07-08"].map(day));
    assert!(held.len() > 40 && held[0] > day("2013-05-20"), "{held:?}");
}

#[test]
fn of_what_is_to_do_only_what_was_agreed_by_then_is_listed() {
    let mut session = rapla();
    let (store, env) = looking(&mut session, day("2013-01-02"));

    let list = report::today(&store.facts(Id(1)).unwrap(), env, None, None);

    let all = [list.late, list.today, list.this_week, list.later].concat();
    assert!(all.iter().all(|task| task.rule != "action"), "nobody had met yet: {all:#?}");
}

#[test]
fn back_at_today_everything_is_there_again() {
    let mut session = rapla();
    let before = session.store.facts(Id(1)).unwrap();

    let (store, _) = looking(&mut session, day("2013-05-31"));
    assert_ne!(store.facts(Id(1)).unwrap().cases, before.cases);
    session.look_at(None, None).unwrap();

    assert_eq!(session.seen().0.facts(Id(1)).unwrap().cases, before.cases);
}
