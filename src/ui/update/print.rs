//! What can be printed from here, and in which forms a report or a list can be written.

use super::super::{
    KEY_CARD,
    model::{Effect, Layer, Model, PageState, Paper, PaperAsked, PaperChoice, PaperOf, PickOption, Picked, Purpose},
};
use super::pick::{open, plain};
use crate::{
    domain::{Id, Kind},
    exchange::Form,
    i18n::{Lang, Words, fill, words},
    lists::{LISTS, Target},
    report::{About, REPORTS, SHEETS, SMALL, counts_only, report},
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
    let mut options: Vec<PickOption> = REPORTS
        .iter()
        .map(|report| plain(Picked::Paper(PaperOf::Report(report.name)), (report.title)(words), ""))
        .collect();
    let of = |(about, id): (About, Id)| {
        let about_it = SHEETS.iter().filter(move |sheet| sheet.about == about);
        about_it.map(move |sheet| plain(Picked::Paper(PaperOf::Sheet(sheet.name, id)), (sheet.title)(words), ""))
    };
    options.extend(of((About::Programme, model.env.programme)));
    options.push(plain(Picked::Paper(PaperOf::Report(KEY_CARD)), &words.key_card.title, ""));
    if let Some(id) = participant(model) {
        options.insert(0, plain(Picked::Paper(PaperOf::Held(id)), &words.person.held, ""));
    }
    let own: Vec<PickOption> = on_card(model).into_iter().flat_map(of).collect();
    options.splice(0..0, own);
    let list = (LISTS[model.tab].title())(words);
    options.push(plain(Picked::Place(model.tab), list, &words.notice.as_sheet));
    open(model, Purpose::Print, words.action.print.clone(), options)
}

/// The forms in which the report in front can be written, and what can be chosen of it.
pub(super) fn written_as(model: &mut Model) -> Vec<Effect> {
    let words = model.env.words;
    let Some(Layer::Page(PageState { paper: Some(paper), .. })) = model.layers.last() else { return Vec::new() };
    let options = [forms(&Form::ALL, words), choices(&paper.asked, words)].concat();
    open(model, Purpose::WriteAs, words.action.write.clone(), options)
}

/// What can be chosen of a report beside its form.
fn choices(asked: &PaperAsked, said: &Words) -> Vec<PickOption> {
    let option = |choice, label: &str, ticked| PickOption { ticked, ..plain(Picked::Choice(choice), label, "") };
    let mut options = Vec::new();
    if let PaperOf::Report(name) = asked.what
        && report(name).is_some()
    {
        options.push(option(PaperChoice::Names, &said.page.without_names, asked.left_out.names));
        if counts_only(name) {
            let label = fill(&said.page.without_small, &[("n", &SMALL.to_string())]);
            options.push(option(PaperChoice::Small, &label, asked.left_out.below.is_some()));
        }
    }
    if matches!(asked.what, PaperOf::Report(_) | PaperOf::Sheet(..)) {
        options.extend(Lang::ALL.map(|lang| {
            let label = fill(&said.page.in_language, &[("lang", &words(lang).page.own_language)]);
            option(PaperChoice::Lang(lang), &label, asked.lang == lang)
        }));
    }
    options
}

/// Asks for the report below anew, as it was chosen.
pub(super) fn choose(model: &Model, choice: PaperChoice) -> Vec<Effect> {
    let paper = model.layers.iter().rev().find_map(|layer| match layer {
        Layer::Page(page) => page.paper.as_ref(),
        _ => None,
    });
    let Some(mut asked) = paper.map(|paper| paper.asked) else { return Vec::new() };
    match choice {
        PaperChoice::Names => asked.left_out.names = !asked.left_out.names,
        PaperChoice::Small => {
            asked.left_out.below = if asked.left_out.below.is_some() { None } else { Some(SMALL) };
        }
        PaperChoice::Lang(lang) => asked.lang = lang,
    }
    vec![Effect::Paper(asked)]
}

/// Whether this is the report below the forms, asked for anew from there; what is ticked among them is what it is now.
pub(super) fn is_chosen_anew(model: &mut Model, paper: &Paper) -> bool {
    let said = model.env.words;
    let [.., Layer::Page(page), Layer::Pick(pick)] = &mut model.layers[..] else { return false };
    let same = page.paper.as_ref().is_some_and(|known| known.asked.what == paper.asked.what);
    if pick.purpose != Purpose::WriteAs || !same {
        return false;
    }
    let chosen = choices(&paper.asked, said);
    for option in &mut pick.options {
        if let Some(now) = chosen.iter().find(|now| now.value == option.value) {
            option.ticked = now.ticked;
        }
    }
    true
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
