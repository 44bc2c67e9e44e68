//! What can be printed from here, and in which forms a report or a list can be written.

use super::super::{
    KEY_CARD,
    model::{Effect, Layer, Model, PickOption, Picked, Purpose},
};
use super::pick::{open, plain};
use crate::{
    domain::{Id, Kind},
    exchange::Form,
    i18n::Words,
    lists::{LISTS, Target},
    report::{About, REPORTS, SHEETS},
};

/// The participant whose card is in front.
pub(super) fn participant(model: &Model) -> Option<Id> {
    match model.layers.last() {
        Some(Layer::Card(card)) => card.card.about.participation.filter(|_| card.card.about.meeting.is_none()),
        _ => None,
    }
}

/// The record whose card is in front, where there is a sheet on it.
fn on_card(model: &Model) -> Option<(About, Id)> {
    let Some(Layer::Card(card)) = model.layers.last() else { return None };
    match card.card.target {
        Target::Record(Kind::Participation, id) | Target::FollowUp(id, ..) => Some((About::Participant, id)),
        Target::Record(Kind::Worker, id) => Some((About::Worker, id)),
        Target::Record(Kind::Meeting, id) => Some((About::Meeting, id)),
        _ => None,
    }
}

/// What can be printed or exported; on a participant's card first of all what is held on them.
pub(super) fn print(model: &mut Model) -> Vec<Effect> {
    let words = model.env.words;
    let mut options: Vec<PickOption> =
        REPORTS.iter().map(|report| plain(Picked::Report(report.name), (report.title)(words), "")).collect();
    let of = |(about, id): (About, Id)| {
        let about_it = SHEETS.iter().filter(move |sheet| sheet.about == about);
        about_it.map(move |sheet| plain(Picked::Sheet(sheet.name, id), (sheet.title)(words), ""))
    };
    options.extend(of((About::Programme, model.env.programme)));
    options.push(plain(Picked::Report(KEY_CARD), &words.key_card.title, ""));
    if let Some(id) = participant(model) {
        options.insert(0, plain(Picked::Held(id), &words.person.held, ""));
    }
    let own: Vec<PickOption> = on_card(model).into_iter().flat_map(of).collect();
    options.splice(0..0, own);
    let list = (LISTS[model.tab].title())(words);
    options.push(plain(Picked::Place(model.tab), list, &words.notice.as_sheet));
    open(model, Purpose::Print, words.action.print.clone(), options)
}

/// The forms in which the report in front can be written.
pub(super) fn written_as(model: &mut Model) -> Vec<Effect> {
    let words = model.env.words;
    open(model, Purpose::WriteAs, words.action.write.clone(), forms(&Form::ALL, words))
}

/// Each form with how the name of its file ends.
pub(super) fn forms(all: &[Form], words: &Words) -> Vec<PickOption> {
    let label = |form: &Form| match form {
        Form::Text => &words.page.text,
        Form::Page => &words.page.to_print,
        Form::Workbook => &words.page.workbook,
        Form::Csv => &words.page.sheet,
        Form::Json => &words.page.program,
    };
    let option = |(place, form): (usize, &Form)| plain(Picked::Place(place), label(form), form.ending());
    all.iter().enumerate().map(option).collect()
}
