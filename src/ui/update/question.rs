//! Questions: only what undo cannot bring back, or what would lose typed text, is asked about; the safe answer stands first.

use super::super::{
    Action,
    model::{Answer, Effect, Layer, Model, QuestionState, Tone},
};
use super::{form, sheets};
use crate::{i18n::fill, ui::scope::Removal};

/// Does what an action means in a question.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Layer::Question(question)) = model.layers.last_mut() else { return Vec::new() };
    let count = question.answers.len();
    match action {
        Action::Left => question.selected = (question.selected + count - 1) % count,
        Action::Right => question.selected = (question.selected + 1) % count,
        Action::Back => drop(model.layers.pop()),
        Action::Take => {
            let answer = question.answers[question.selected].1;
            model.layers.pop();
            return take(model, answer);
        }
        _ => {}
    }
    Vec::new()
}

fn take(model: &mut Model, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Stay => Vec::new(),
        Answer::TakeOver => sheets::take_over(model),
        Answer::Save => form::act(model, Action::Save),
        Answer::ThrowAway { leave } => {
            let mut effects = Vec::new();
            while let Some(layer) = model.layers.pop() {
                match layer {
                    Layer::Form(form) => {
                        effects.extend(form.kept.map(|kept| Effect::ThrowDraftAway(kept.id)));
                        break;
                    }
                    Layer::Sheet(_) => break,
                    _ => {}
                }
            }
            model.ended = leave;
            effects
        }
        Answer::Remove(form, kind, id) => vec![Effect::Remove(form, kind, id)],
        Answer::OpenDraft(id) => vec![Effect::OpenDraft(id)],
        Answer::ThrowDraftAway(id) => {
            let text = model.env.words.draft.thrown_away.clone();
            model.say(Tone::Done, text);
            vec![Effect::ThrowDraftAway(id)]
        }
        Answer::ChooseDraft => vec![Effect::Drafts(false)],
        Answer::Reopen => vec![Effect::Reopen],
        Answer::TakeBack(batch) => vec![Effect::TakeBack(batch)],
        Answer::Seal(name) => vec![Effect::Seal(name)],
    }
}

/// Asks what to do with a form that was changed.
pub(super) fn guard(model: &mut Model, leave: bool) {
    let words = &model.env.words.question;
    let answers = vec![
        (words.keep_editing.clone(), Answer::Stay),
        (words.save.clone(), Answer::Save),
        (words.throw_away.clone(), Answer::ThrowAway { leave }),
    ];
    let lines = vec![words.unsaved.clone()];
    model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
}

/// Asks whether a sheet of which something was said is to be left without taking it over.
pub(super) fn guard_sheet(model: &mut Model, leave: bool) {
    let words = model.env.words;
    let lines = vec![words.sheet.leave.clone()];
    let answers =
        vec![(words.sheet.go_on.clone(), Answer::Stay), (words.sheet.do_leave.clone(), Answer::ThrowAway { leave })];
    model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
}

/// Asks whether the file is to be opened anew that lies in the place of the register; what was typed stays.
pub(super) fn lost(model: &mut Model, sentence: String) {
    let words = &model.env.words.question;
    let lines = vec![sentence, words.lost.clone()];
    let answers = vec![(words.leave_it.clone(), Answer::Stay), (words.reopen.clone(), Answer::Reopen)];
    model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
}

/// Asks whether a record is to be removed.
pub(super) fn removal(model: &mut Model, removal: Removal) {
    let words = &model.env.words.question;
    let Removal { form, kind, id, what } = removal;
    let lines = vec![fill(&words.remove, &[("what", &what)]), words.remove_undo.clone()];
    let answers = vec![(words.keep.clone(), Answer::Stay), (words.do_remove.clone(), Answer::Remove(form, kind, id))];
    model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
}

/// Asks whether an act is to be taken back but what somebody has built upon.
pub(super) fn partly(model: &mut Model, batch: i64, (parts, all): (usize, usize), left: &[String]) {
    let words = &model.env.words.question;
    let (parts, all) = (parts.to_string(), all.to_string());
    let mut lines = vec![fill(&words.undo_partly, &[("n", &parts), ("all", &all)])];
    lines.extend(left.iter().map(|line| format!("- {line}")));
    let take_back = fill(&words.do_undo_partly, &[("n", &parts)]);
    let answers = vec![(words.keep.clone(), Answer::Stay), (take_back, Answer::TakeBack(batch))];
    model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
}

/// Asks whether a report is to be sealed, since nothing takes that back.
pub(super) fn seal(model: &mut Model, name: &'static str) {
    let words = model.env.words;
    let report = crate::report::title_of(name, &model.env);
    let values = [("report", &*report), ("day", &model.env.date(model.env.today))];
    let lines = vec![fill(&words.sealed.ask, &values), words.sealed.for_ever.clone()];
    let answers =
        vec![(words.sealed.not_yet.clone(), Answer::Stay), (words.sealed.do_seal.clone(), Answer::Seal(name))];
    model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
}
