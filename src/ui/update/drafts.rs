//! Drafts: offered when the program begins, shown from the menu, opened again with everything as it was typed.

use super::super::{
    drafts::{DraftLine, KeptDraft},
    model::{Answer, Effect, Layer, Model, PickOption, Picked, Purpose, QuestionState, Tone},
};
use super::{form, pick};
use crate::{
    domain::{Id, shorten},
    forms::{Filled, Opening, Restored},
    i18n::fill,
};

/// Takes down that a form is kept, or no longer.
pub(super) fn kept(model: &mut Model, place: usize, kept: Option<KeptDraft>) {
    if let Some(Layer::Form(form)) = model.layers.get_mut(place) {
        form.kept = kept;
    }
}

/// Offers the drafts: asks about one or several when the program has begun, and lists them when that was wanted.
pub(super) fn offer(model: &mut Model, drafts: Vec<DraftLine>, at_start: bool) {
    if !at_start {
        return list(model, &drafts);
    }
    let here: Vec<DraftLine> = drafts.into_iter().filter(|draft| !draft.elsewhere).collect();
    match &here[..] {
        [] => {}
        [only] => ask(model, only.id, only.label.clone()),
        several => {
            let words = &model.env.words.draft;
            let mut lines = vec![words.offered.clone(), String::new()];
            lines.extend(several.iter().take(MOST).map(|draft| draft.label.clone()));
            lines.extend((several.len() > MOST).then(|| "…".to_owned()));
            lines.extend([String::new(), words.limit.clone()]);
            let answers = vec![(words.choose.clone(), Answer::ChooseDraft), (words.later.clone(), Answer::Stay)];
            model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
        }
    }
}

/// How many drafts a question lists.
const MOST: usize = 6;

/// Asks what is to become of a draft.
pub(super) fn ask(model: &mut Model, id: Id, label: String) {
    let words = &model.env.words.draft;
    let lines = vec![words.offered.clone(), String::new(), label, String::new(), words.limit.clone()];
    let answers = vec![
        (words.open.clone(), Answer::OpenDraft(id)),
        (words.later.clone(), Answer::Stay),
        (words.throw_away.clone(), Answer::ThrowDraftAway(id)),
    ];
    model.layers.push(Layer::Question(QuestionState { lines, answers, selected: 0 }));
}

fn list(model: &mut Model, drafts: &[DraftLine]) {
    let words = &model.env.words;
    if drafts.is_empty() {
        let text = words.draft.none.clone();
        return model.say(Tone::Done, text);
    }
    let option = |draft: &DraftLine| match (draft.elsewhere, Picked::Record(draft.id)) {
        (false, here) => pick::plain(here, &draft.label, ""),
        (true, _) => pick::plain(Picked::Nothing, &draft.label, &words.draft.open_elsewhere),
    };
    let options: Vec<PickOption> = drafts.iter().map(option).collect();
    pick::open(model, Purpose::Draft, words.action.drafts.clone(), options);
}

/// Opens a form with everything as it was typed, and says what has happened since.
pub(super) fn show(
    model: &mut Model,
    name: &'static str,
    opening: Opening,
    restored: Restored,
    kept: KeptDraft,
) -> Vec<Effect> {
    let filled = Filled { base: restored.base.clone(), entries: restored.first.clone(), about: restored.about.clone() };
    let Some(mut state) = form::state(name, opening.clone(), filled, &model.env) else { return Vec::new() };
    let text = sentence(model, &restored, &kept, &state.fields.iter().map(|field| field.label).collect::<Vec<_>>());
    let tone = if restored.changed.is_empty() && !restored.renewed { Tone::Done } else { Tone::Attention };
    state.entries = restored.entries;
    state.kept = Some(kept);
    state.focus = restored.focus;
    state.enter();
    state.foresee(&model.env);
    model.layers.push(Layer::Form(Box::new(state)));
    model.say(tone, text);
    // Who it was, and when, stands over the form.
    vec![Effect::Compare(name, opening)]
}

/// That the draft is open, and what somebody else, or a new version of the form, has changed since.
fn sentence(model: &Model, restored: &Restored, kept: &KeptDraft, labels: &[crate::i18n::Label]) -> String {
    /// How much of a value is said; the whole of it is seen when both versions are shown.
    const LONGEST: usize = 24;
    let words = model.env.words;
    if !restored.changed.is_empty() {
        let change = |(place, now): &(usize, crate::forms::Entry)| {
            let values =
                [&restored.first[*place].text, &now.text].map(|text| shorten(&text.replace('\n', " "), LONGEST));
            format!("{} {} → {}", labels[*place](words), values[0], values[1])
        };
        let fields: Vec<String> = restored.changed.iter().map(change).collect();
        return fill(&words.draft.changed, &[("fields", &fields.join("; "))]);
    }
    if restored.renewed {
        let left_over = restored.left_over.join("; ");
        return format!("{} {left_over}", words.draft.renewed).trim_end().to_owned();
    }
    fill(&words.draft.restored, &[("time", &kept.at)])
}
