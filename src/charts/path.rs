//! The programme's way: how many stand at each of its steps.

use super::{Bar, Chart, Column};
use crate::{
    domain::{Case, Facts, current_step, open},
    env::Env,
    i18n::fill,
};

/// The steps with those in the programme who stand there today; none for a programme without steps, or with nobody in it.
pub fn path(facts: &Facts, env: &Env) -> Option<Chart> {
    let (words, steps) = (&env.words.path, &env.definition.steps);
    let there: Vec<&Case> = facts.cases.iter().filter(|case| open(case, env.today)).collect();
    if steps.is_empty() || there.is_empty() {
        return None;
    }
    let at = |id: Option<&str>| {
        let stands = |case: &&&Case| current_step(case, env.today).map(|step| step.step.as_str()) == id;
        there.iter().filter(stands).count()
    };
    let named = steps.iter().map(|step| (step.name.get(env.words.lang.code()).to_owned(), at(Some(&step.id))));
    let told: Vec<(String, usize)> = named.chain([(words.no_step.clone(), at(None))]).collect();
    Some(Chart {
        text: fill(&words.drawn, &[("n", &there.len().to_string())]),
        over_time: false,
        columns: vec![Column::words(&words.step), Column::people(&words.stand_there)],
        rows: told.iter().map(|(name, n)| vec![name.clone(), n.to_string()]).collect(),
        bars: told.iter().map(|(_, n)| Bar::of(*n, there.len())).collect(),
        line: None,
    })
}
