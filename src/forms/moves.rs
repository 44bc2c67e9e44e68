//! What saving a form would do to the deadlines of its participant, in sentences.

use crate::{
    domain::{Case, Change, Due, Move, due_of, moves},
    env::Env,
    i18n::fill,
};

/// The most deadlines that are named one by one.
const MOST: usize = 5;

/// The deadlines that these changes would move, make, end or leave as done.
pub(super) fn what_moves(case: &Case, changes: &[Change], env: &Env) -> Vec<String> {
    if changes.is_empty() {
        return Vec::new();
    }
    let dues = |case: &Case| due_of(case, env.rules(case), env.today);
    let found = moves(&dues(case), dues(&case.with(changes)));
    let mut lines: Vec<String> = found.iter().take(MOST).map(|it| sentence(it, case, env)).collect();
    if let Some(more) = found.len().checked_sub(MOST).filter(|more| *more > 0) {
        lines.push(fill(&env.words.moves.more, &[("n", &more.to_string())]));
    }
    lines
}

fn sentence(it: &Move, case: &Case, env: &Env) -> String {
    let words = &env.words.moves;
    let name = |due: &Due| env.words.due_title(due, env.rules(case));
    let on = |sentence: &str, due: &Due| fill(sentence, &[("name", &name(due)), ("day", &env.date(due.due_on))]);
    match it {
        Move::Moved(due, from) => fill(&on(&words.moved, due), &[("from", &env.date(*from))]),
        Move::StaysDone(due, done) => fill(&on(&words.stays_done, due), &[("done", &env.date(*done))]),
        Move::New(due) => on(&words.new, due),
        Move::Gone(due) => on(&words.gone, due),
        Move::Again(due) => on(&words.again, due),
    }
}
