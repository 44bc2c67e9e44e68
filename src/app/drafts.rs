//! What is typed is kept as drafts in the register: a few seconds after the first key, when a field is left, and when the
//! program has to end. Typing never waits for it: where somebody else saves just now, the next occasion will do.

use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{App, alive};
use crate::{
    clock::Clock,
    domain::Id,
    env::Env,
    exchange::Known,
    failures,
    forms::{self, AnyForm, Input, Kept, KeptField, Opening},
    i18n::{Lang, fill, words},
    report::{Block, Document},
    store::{Draft, Error, Result},
    ui::{DraftLine, FormState, KeptDraft, Layer, Message, PageOf, Paper, PaperAsked, PaperOf},
};

/// How long what was typed may stay unkept.
const PAUSE: Duration = Duration::from_secs(4);

/// How long typing may be held up for it, which nobody notices.
const WHILE_TYPING: Duration = Duration::from_millis(30);

/// How long it may take when the program has to end; the signals leave it a second and a half.
const AT_THE_END: Duration = Duration::from_millis(600);

/// For how many days drafts are kept.
const DAYS: u64 = 30;

/// What the program has still to do about drafts.
#[derive(Debug, Default)]
pub(super) struct Unkept {
    /// When it is to be done.
    pub(super) by: Option<Instant>,
    /// What was typed and is not kept yet, as it stood before the last key: what a panic leaves to be kept.
    newest: Vec<(Option<Id>, Draft)>,
    /// Drafts that were thrown away, or saved, while somebody else saved.
    removed: Vec<Id>,
    /// Set where the file cannot take a draft now; the next key tries again.
    hopeless: bool,
    /// Whether the user was told so.
    told: bool,
}

impl App {
    /// Looks whether something typed is unkept: keeps it if it is time, and else says when that will be.
    pub(super) fn mind_drafts(&mut self, now: Instant) {
        self.unkept.newest = self.newest();
        if !self.something_unkept() {
            self.unkept.by = None;
            return;
        }
        if self.unkept.by.is_some_and(|by| by <= now) {
            self.keep_drafts(WHILE_TYPING);
            self.unkept.by = None;
        }
        let again = self.something_unkept() && !self.unkept.hopeless;
        self.unkept.by = self.unkept.by.or(again.then(|| now + PAUSE));
    }

    fn something_unkept(&self) -> bool {
        !self.unkept.removed.is_empty() || self.forms().any(|(_, form)| form.is_unkept())
    }

    /// After a key it is worth trying again.
    pub(super) const fn hope_again(&mut self) {
        self.unkept.hopeless = false;
    }

    /// Keeps everything that is typed, while the user goes on typing.
    pub(super) fn keep_while_typing(&mut self) {
        self.keep_drafts(WHILE_TYPING);
    }

    /// Keeps everything that is typed, since the program has to end.
    pub(super) fn keep_at_the_end(&mut self) {
        self.keep_drafts(AT_THE_END);
    }

    /// Keeps what was typed before a panic, from what was noted then and not from a model that may be half changed. Says whether
    /// there was anything, and whether all of it is kept.
    pub(super) fn keep_after_a_panic(&mut self) -> (bool, bool) {
        let newest = std::mem::take(&mut self.unkept.newest);
        let keep = |(id, draft): &(Option<Id>, Draft)| self.session.store.keep_draft(*id, draft, AT_THE_END).is_ok();
        let kept = newest.iter().filter(|draft| !keep(draft)).count() == 0;
        (!newest.is_empty() || self.forms().any(|(_, form)| form.kept.is_some()), kept)
    }

    fn forms(&self) -> impl Iterator<Item = (usize, &FormState)> {
        self.model.layers.iter().enumerate().filter_map(|(place, layer)| match layer {
            Layer::Form(form) => Some((place, &**form)),
            _ => None,
        })
    }

    fn newest(&self) -> Vec<(Option<Id>, Draft)> {
        let unkept = self.forms().filter(|(_, form)| form.is_unkept() && form.is_dirty());
        unkept.map(|(_, form)| (form.kept.as_ref().map(|kept| kept.id), self.draft_of(form))).collect()
    }

    fn keep_drafts(&mut self, patience: Duration) {
        let store = &self.session.store;
        let removed = std::mem::take(&mut self.unkept.removed);
        let left = removed.into_iter().filter(|id| store.remove_draft(*id, patience).is_err());
        self.unkept.removed = left.collect();
        let unkept: Vec<usize> = self.forms().filter(|(_, form)| form.is_unkept()).map(|(place, _)| place).collect();
        for place in unkept {
            match self.keep(place, patience) {
                Ok(kept) => self.send(Message::Kept(place, kept)),
                Err(Error::Busy) => {}
                Err(error) => self.cannot_keep(&error),
            }
        }
    }

    /// Keeps the form at this place, or removes its draft where it stands again as it was opened.
    fn keep(&self, place: usize, patience: Duration) -> Result<Option<KeptDraft>> {
        let Some(Layer::Form(form)) = self.model.layers.get(place) else { return Ok(None) };
        let (store, known) = (&self.session.store, form.kept.as_ref().map(|kept| kept.id));
        if !form.is_dirty() {
            return known.map_or(Ok(()), |id| store.remove_draft(id, patience)).map(|()| None);
        }
        let draft = self.draft_of(form);
        let id = store.keep_draft(known, &draft, patience)?;
        Ok(Some(KeptDraft { id, at: moment(draft.saved_at, &self.session.env), entries: form.entries_now() }))
    }

    /// Says it once where what is typed cannot be kept.
    fn cannot_keep(&mut self, error: &Error) {
        self.unkept.hopeless = true;
        if !std::mem::replace(&mut self.unkept.told, true) {
            let words = self.session.env.words;
            let why = failures::tell(error, words).sentence;
            self.send(Message::Failed(fill(&words.draft.not_kept, &[("why", &why)])));
        }
    }

    fn draft_of(&self, form: &FormState) -> Draft {
        let env = &self.session.env;
        let entries = form.entries_now();
        let fields = form.fields.iter().zip(&form.first).zip(entries);
        let field = |((field, first), now): ((&forms::FieldInfo, &forms::Entry), forms::Entry)| KeptField {
            name: field.name.to_owned(),
            first: first.clone(),
            now,
        };
        let focus = form.fields.get(form.focus).map_or("", |field| field.name).to_owned();
        let kept = Kept { focus, fields: fields.map(field).collect() };
        Draft {
            who: env.user.clone(),
            process: self.process.clone(),
            saved_at: self.session.clock.now(),
            programme: env.definition.code.clone(),
            language: env.words.lang.code().to_owned(),
            form: form.name.to_owned(),
            about: about(form),
            opening: serde_json::to_value(&form.opening).unwrap_or_default(),
            base: form.base.clone(),
            entries: serde_json::to_value(&kept).unwrap_or_default(),
        }
    }

    /// Removes a draft; where that cannot be now, at the next occasion.
    pub(super) fn throw_draft_away(&mut self, id: Id) {
        self.unkept.removed.push(id);
        self.keep_drafts(WHILE_TYPING);
    }

    /// Removes the drafts that have been kept for long enough. A day that does not pass removes nothing.
    pub(super) fn remove_old_drafts(&self) {
        if let Some(day) = self.oldest() {
            // Where it cannot be done now, the next start will do it.
            let _ = self.session.store.remove_drafts_before(day, WHILE_TYPING);
        }
    }

    fn oldest(&self) -> Option<NaiveDate> {
        match self.session.clock {
            Clock::System => self.session.clock.today().checked_sub_days(Days::new(DAYS)),
            Clock::Fixed(_) => None,
        }
    }

    /// The user's drafts but for the forms that are open here.
    pub(super) fn drafts(&self) -> Result<Vec<DraftLine>> {
        let open = |id| self.forms().any(|(_, form)| form.kept.as_ref().is_some_and(|kept| kept.id == id));
        let drafts = self.session.store.drafts_of(&self.session.env.user, self.oldest())?;
        let line = |(id, draft): (Id, Draft)| DraftLine {
            id,
            label: label(&draft, &self.session.env),
            elsewhere: self.is_open_elsewhere(&draft),
        };
        Ok(drafts.into_iter().filter(|(id, _)| !open(*id)).map(line).collect())
    }

    fn is_open_elsewhere(&self, draft: &Draft) -> bool {
        draft.process != self.process && alive::still_runs(&draft.process)
    }

    /// Opens a draft again, or says why that cannot be.
    pub(super) fn open_draft(&self, id: Id) -> Result<Message> {
        let (store, env) = (&self.session.store, &self.session.env);
        let said = &env.words.draft;
        let found = store.drafts_of(&env.user, None)?.into_iter().find(|(known, _)| *known == id);
        let Some((_, draft)) = found else { return Ok(Message::Failed(said.no_longer_there.clone())) };
        if self.is_open_elsewhere(&draft) {
            return Ok(Message::Failed(said.elsewhere.clone()));
        }
        if draft.programme != env.definition.code {
            return Ok(Message::Failed(fill(&said.other_programme, &[("code", &draft.programme)])));
        }
        let kept: Kept = serde_json::from_value(draft.entries.clone()).unwrap_or_default();
        let Some(form) = forms::form(&draft.form) else { return Ok(text(&said.no_form, &kept, None, env)) };
        let opening: Opening = serde_json::from_value(draft.opening.clone()).unwrap_or_default();
        let fresh = form.open(store, &opening, env).and_then(|mut fresh| {
            form.look_ahead(store, &mut fresh)?;
            Ok(fresh)
        });
        let fresh = match fresh {
            Err(Error::Conflict { now: None, .. }) => return Ok(text(&said.gone, &kept, Some(form), env)),
            other => other?,
        };
        let typed_in = typed_in(&draft.language, env);
        let Some(restored) = forms::restore(form, &draft.base, &kept, fresh, (&typed_in, env)) else {
            return Ok(text(&said.gone, &kept, Some(form), env));
        };
        if !store.take_draft(id, &draft.process, &self.process)? {
            return Ok(Message::Failed(said.no_longer_there.clone()));
        }
        let kept = KeptDraft { id, at: moment(draft.saved_at, env), entries: restored.entries.clone() };
        Ok(Message::Restored(form.name(), opening, Box::new(restored), kept))
    }
}

/// The surroundings in whose words a draft was typed.
fn typed_in(language: &str, env: &Env) -> Env {
    let lang: Lang = language.parse().unwrap_or(env.words.lang);
    Env { words: words(lang), ..env.clone() }
}

/// Whom a form is about: as it says itself, or whoever was chosen in it first.
fn about(form: &FormState) -> String {
    let people = |input: &Input| matches!(input, Input::Link(_) | Input::Links(_));
    let chosen = form.fields.iter().zip(&form.entries).find(|(field, entry)| people(&field.input) && !entry.is_empty());
    match chosen {
        Some((_, entry)) if form.about.is_empty() => entry.text.clone(),
        _ => form.about.clone(),
    }
}

/// A draft in one line: the form, whom it is about, when it was typed.
fn label(draft: &Draft, env: &Env) -> String {
    let form = forms::form(&draft.form).map_or(draft.form.as_str(), |form| (form.title())(env.words));
    let words = &env.words.draft;
    let line = if draft.about.is_empty() { &words.line_about_nobody } else { &words.line };
    fill(line, &[("form", form), ("about", &draft.about), ("time", &moment(draft.saved_at, env))])
}

/// The time of day, with the day where that is another one.
fn moment(at: NaiveDateTime, env: &Env) -> String {
    let time = env.words.lang.time(at.time());
    if at.date() == env.today { time } else { format!("{} {time}", env.date(at.date())) }
}

/// What was typed, as a text to read and to write to a file.
fn text(why: &str, kept: &Kept, form: Option<&dyn AnyForm>, env: &Env) -> Message {
    let fields = form.map(AnyForm::fields).unwrap_or_default();
    let label = |name: &str| match fields.iter().find(|field| field.name == name) {
        Some(field) => (field.label)(env.words).to_owned(),
        None => name.to_owned(),
    };
    let typed = kept.fields.iter().filter(|field| field.now != field.first);
    let lines = |text: &str| text.lines().map(Block::paragraph_of).collect::<Vec<_>>();
    let said = |field: &KeptField| [vec![Block::heading(label(&field.name))], lines(&field.now.text)].concat();
    let blocks = [lines(why), typed.flat_map(said).collect()].concat();
    let title = env.words.action.drafts.clone();
    let file = form.map_or("draft", |form| form.name()).to_owned();
    let document = Document { report: "draft".to_owned(), title: title.clone(), day: env.today, blocks, log: None };
    let asked = PaperAsked::plain(PaperOf::Draft, env.words.lang);
    let known = Known::here(env, String::new());
    Message::Paper(PageOf::Text, title, Box::new(Paper { document, asked, known, file, told: None }))
}
