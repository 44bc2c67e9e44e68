//! What can be printed from here, and in which forms a report or a list can be written.

use super::super::{
    KEY_CARD,
    model::{
        Effect, Layer, Model, PageOf, PageState, Paper, PaperAsked, PaperChoice, PaperOf, PickOption, Picked, Purpose,
    },
};
use super::pick::{open, plain};
use crate::{
    definitions::{LAYOUTS, layout},
    domain::{Id, Kind, shorten},
    exchange::Form,
    i18n::{Label, Lang, Words, fill, words},
    lists::{LISTS, Target},
    report::{About, REPORTS, SHEETS, SMALL, Sheet, counts_only},
};

/// The participant whose card is in front.
pub(super) fn participant(model: &Model) -> Option<Id> {
    match model.layers.last() {
        Some(Layer::Card(card)) => card.card.about.participation.filter(|_| card.card.about.meeting.is_none()),
        _ => None,
    }
}

/// Which reports, and sheets on the programme, fit the list of a tab; they are offered before the others.
const FITTING: &[(&str, &[&str])] = &[
    ("today", &["today"]),
    ("participants", &["places", "retention"]),
    ("workers", &["caseload", "hours"]),
    ("meetings", &["hours"]),
    ("outcomes", &["figures", "proof", "pace", "indicators", "yearly", "interim"]),
    ("programme", &["interim", "yearly", "places", "guides"]),
];

/// The record that sheets on this target are about.
fn about(target: &Target) -> Option<(About, Id)> {
    match target {
        Target::Record(Kind::Participation, id) | Target::FollowUp(id, ..) => Some((About::Participant, *id)),
        Target::Record(Kind::Worker, id) => Some((About::Worker, *id)),
        Target::Record(Kind::Meeting, id) => Some((About::Meeting, *id)),
        _ => None,
    }
}

/// What stands under the cursor: the record of the card first, then that of the row; each with what it is called.
fn under_cursor(model: &Model) -> Vec<((About, Id), String)> {
    /// How much of a name tells which record it is.
    const NAME: usize = 30;
    let card = match model.layers.last() {
        Some(Layer::Card(card)) => about(&card.card.target).map(|of| (of, card.card.title.clone())),
        _ => None,
    };
    let row = model.row().and_then(|row| Some((about(&row.target)?, model.whom_or_what(row))));
    let row = row.filter(|(of, _)| card.as_ref().is_none_or(|(known, _)| known != of));
    let name = |(of, name): ((About, Id), String)| (of, shorten(&name, NAME));
    card.into_iter().chain(row).map(name).collect()
}

/// What can be printed or exported: first what fits what is under the cursor, then what fits the tab, then everything else.
pub(super) fn print(model: &mut Model) -> Vec<Effect> {
    let words = model.env.words;
    let mut options: Vec<PickOption> = Vec::new();
    for ((about, id), name) in under_cursor(model) {
        let own = SHEETS.iter().filter(|sheet| sheet.about == about);
        let sheet = |sheet: &Sheet| plain(Picked::Paper(PaperOf::Sheet(sheet.name, id)), (sheet.title)(words), &name);
        options.extend(own.map(sheet));
        if about == About::Participant {
            options.push(plain(Picked::Paper(PaperOf::Held(id)), &words.person.held, &name));
        }
    }
    let list = (LISTS[model.tab].title())(words);
    if model.layers.is_empty() {
        options.push(plain(Picked::Paper(PaperOf::List(model.tab)), &words.page.this_list, LISTS[model.tab].name()));
    }
    options.push(plain(Picked::Place(model.tab), list, &words.notice.as_sheet));
    let reports = REPORTS.iter().map(|report| (PaperOf::Report(report.name), report.name, report.title));
    let of_programme = SHEETS.iter().filter(|sheet| sheet.about == About::Programme);
    let sheets = of_programme.map(|sheet| (PaperOf::Sheet(sheet.name, model.env.programme), sheet.name, sheet.title));
    let card: (PaperOf, &str, Label) = (PaperOf::Report(KEY_CARD), KEY_CARD, |words| &words.key_card.title);
    let mut all: Vec<_> = reports.chain(sheets).chain([card]).collect();
    let fitting = FITTING.iter().find(|(tab, _)| *tab == LISTS[model.tab].name()).map_or(&[][..], |(_, names)| names);
    all.sort_by_key(|(_, name, _)| fitting.iter().position(|known| known == name).unwrap_or(fitting.len()));
    options.extend(all.into_iter().map(|(of, name, title)| plain(Picked::Paper(of), title(words), name)));
    options.extend(tables(model));
    open(model, Purpose::Print, words.action.print.clone(), options)
}

/// The funder's tables of participants that the programme is asked for.
fn tables(model: &Model) -> impl Iterator<Item = PickOption> {
    let framework = model.env.definition.framework.as_ref().map(|framework| framework.value);
    let lang = model.env.words.lang.code();
    LAYOUTS.iter().filter_map(move |(code, _)| {
        let layout = layout(code).filter(|layout| layout.framework.is_some() && layout.framework == framework)?;
        Some(plain(Picked::Paper(PaperOf::Participants(code)), layout.name.get(lang), ""))
    })
}

/// The forms in which the report in front can be written, and what can be chosen of it.
pub(super) fn written_as(model: &mut Model) -> Vec<Effect> {
    let words = model.env.words;
    let Some(Layer::Page(PageState { paper: Some(paper), .. })) = model.layers.last() else { return Vec::new() };
    let options = [with_rows(forms(&Form::ALL, words), model), choices(&paper.asked, words)].concat();
    open(model, Purpose::WriteAs, words.action.write.clone(), options)
}

/// What can be chosen of a report beside its form.
fn choices(asked: &PaperAsked, said: &Words) -> Vec<PickOption> {
    let option = |choice, label: &str, ticked| PickOption { ticked, ..plain(Picked::Choice(choice), label, "") };
    let mut options = Vec::new();
    if let PaperOf::Report(name) = asked.what
        && asked.what.can_be_without_names()
    {
        options.push(option(PaperChoice::Names, &said.page.without_names, asked.left_out.names));
        if counts_only(name) {
            let label = fill(&said.page.without_small, &[("n", &SMALL.to_string())]);
            options.push(option(PaperChoice::Small, &label, asked.left_out.below.is_some()));
        }
    }
    if asked.what.can_be_in_any_language() {
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

/// Says with each form of a list how many rows of the table of participants in front would be written; where none would, only its
/// tests are.
fn with_rows(mut options: Vec<PickOption>, model: &Model) -> Vec<PickOption> {
    let Some(Layer::Page(PageState { of: PageOf::Participants { complete, all }, .. })) = model.layers.last() else {
        return options;
    };
    for (option, form) in options.iter_mut().zip(Form::ALL).filter(|(_, form)| Form::OF_LISTS.contains(form)) {
        let numbers = [("n", &*complete.to_string()), ("all", &all.to_string()), ("ending", form.ending())];
        option.detail = fill(&model.env.words.microdata.rows_of, &numbers);
    }
    let is_list = |option: &PickOption| match option.value {
        Picked::Place(place) => Form::ALL.get(place).is_some_and(|form| Form::OF_LISTS.contains(form)),
        _ => false,
    };
    options.retain(|option| *complete > 0 || !is_list(option));
    options
}

/// What writes the page in front in this form: of a table of participants its rows, where the form is one of lists.
pub(super) fn write(model: &Model, form: Form) -> Vec<Effect> {
    let Some(Layer::Page(PageState { paper: Some(paper), .. })) = model.layers.last() else { return Vec::new() };
    match paper.asked.what {
        PaperOf::Participants(layout) if Form::OF_LISTS.contains(&form) => vec![Effect::HandOut(layout, form)],
        _ => vec![Effect::Write(paper.clone(), form)],
    }
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
