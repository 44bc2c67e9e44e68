//! As of a past day: what has happened since is left out, wherever it would show.

use chrono::NaiveDate;
use tugi::{
    demo,
    domain::{Id, Who, add_days},
    env::Env,
    exchange,
    report::{self, FigureProof},
    session::{Asked, Session, collation},
    store::Store,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The training office of a programme, on its training day.
fn office(code: &str) -> Session {
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, code).unwrap();
    let asked = Asked { lang: Some(tugi::i18n::Lang::En), user: "kaja".into(), ..Asked::default() };
    Session::over(store, &asked).unwrap()
}

/// The days of a programme so far, fortnight by fortnight.
fn fortnights(session: &Session) -> Vec<NaiveDate> {
    let first = session.env.definition.period.from;
    let days = (session.env.today - first).num_days();
    (0..=days).step_by(14).map(|number| add_days(first, number)).collect()
}

/// The session, looking at a day.
fn looking(session: &mut Session, day: NaiveDate) -> (&Store, &Env) {
    session.look_at(Some(day), None).unwrap();
    session.seen()
}

/// Everybody whom a figure counts, each with what is said of it.
fn counted(figure: &FigureProof) -> Vec<(Who, String)> {
    let proof = figure.proof.as_ref().unwrap();
    proof.counted.iter().map(|line| (line.record, line.said.clone())).collect()
}

#[test]
fn no_figure_of_a_past_day_counts_what_has_happened_since() {
    for (code, _) in demo::REGISTERS {
        let mut session = office(code);
        let programme = session.env.programme;
        let whole = session.store.facts(programme).unwrap();
        for day in fortnights(&session) {
            let (store, env) = looking(&mut session, day);
            let then = store.facts(programme).unwrap();

            let figures = |facts| report::figures(facts, env, None, true).unwrap().figures;

            // The rules look at the day themselves; taking out what came later changes none of their answers.
            for (figure, same) in figures(&then).iter().zip(&figures(&whole)) {
                let shown = |figure: &FigureProof| (figure.counted, figure.percent, figure.verdict, counted(figure));
                assert_eq!(shown(figure), shown(same), "{code} on {day}: {}", figure.promise);
            }
        }
    }
}

#[test]
fn of_the_meetings_only_those_that_had_been_held_and_those_still_ahead_are_listed() {
    let mut session = office("rapla-2013");
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
    let mut session = office("rapla-2013");
    let (store, env) = looking(&mut session, day("2013-01-02"));

    let list = report::today(&store.facts(Id(1)).unwrap(), env, None, None);

    let all = [list.late, list.today, list.this_week, list.later].concat();
    assert!(all.iter().all(|task| task.rule != "action"), "nobody had met yet: {all:#?}");
}

#[test]
fn back_at_today_everything_is_there_again() {
    let mut session = office("rapla-2013");
    let before = session.store.facts(Id(1)).unwrap();

    let (store, _) = looking(&mut session, day("2013-05-31"));
    assert_ne!(store.facts(Id(1)).unwrap().cases, before.cases);
    session.look_at(None, None).unwrap();

    assert_eq!(session.seen().0.facts(Id(1)).unwrap().cases, before.cases);
}
