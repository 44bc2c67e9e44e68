//! A report without names: participants stand with their numbers, and free texts, which may name anybody, are left out.

use super::{Block, Document};
use crate::{domain::Facts, env::Env};

/// The facts with numbers in the place of names, and without the texts that people typed.
pub(super) fn anonymous(facts: &Facts, env: &Env) -> Facts {
    let mut facts = facts.clone();
    let words = env.words;
    for case in &mut facts.cases {
        let number = format!("{} {}", words.column.number, case.participation.record.number);
        // Somebody protected is no longer to be told apart from the others.
        let person = &mut case.person.record;
        (person.surname, person.protected, person.erased_on) = (number, false, None);
        case.participation.record.anonymous = false;
        for text in
            [&mut person.given, &mut person.national_id, &mut person.phone, &mut person.email, &mut person.address]
        {
            text.clear();
        }
        case.actions.iter_mut().for_each(|row| row.record.text.clone_from(&words.small.text_left_out));
        case.flags.iter_mut().for_each(|row| row.record.text.clone_from(&words.small.text_left_out));
        case.spells.iter_mut().for_each(|row| row.record.employer.clear());
        case.referrals.iter_mut().for_each(|row| row.record.body.clear());
        case.team.iter_mut().for_each(|row| row.record.name.clear());
    }
    facts.actions.iter_mut().for_each(|row| row.record.text.clone_from(&words.small.text_left_out));
    facts
}

/// The report with a line that says that names are left out.
#[must_use]
pub(super) fn said_anonymous(mut document: Document, env: &Env) -> Document {
    document.blocks.insert(0, Block::paragraph_of(&env.words.small.anonymous));
    document
}
