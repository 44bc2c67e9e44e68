//! Effects: what the update asks for, done. Each answers with at most one message.

use super::{
    App,
    beside::Long,
    files, list_name, options,
    sheets::{self, Job},
};
use crate::{
    cards,
    domain::Act,
    env::Env,
    exchange, failures,
    forms::{self, Opening},
    i18n::fill,
    lists::{LISTS, Target},
    report,
    store::{Error, Result, Saved},
    ui::{Effect, Message},
};

/// How wide a text is set on the screen.
const TEXT_COLUMNS: usize = 76;

impl App {
    /// Does what an effect asks for; what fails is said, and changes nothing.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Message> {
        if self.listens && (sheets::job(&effect).is_some() || self.takes_back_much(&effect)) {
            self.long = Some(Long::of(effect));
            return None;
        }
        let done = self.try_to(effect.clone());
        self.answer(effect, done)
    }

    /// What the screen is told of an effect that was done, or could not be.
    pub(super) fn answer(&mut self, effect: Effect, done: Result<Option<Message>>) -> Option<Message> {
        let saves = effect.saves();
        match done {
            Ok(message) => {
                if matches!(effect, Effect::TakeOver(_)) {
                    self.look_up_rights();
                }
                if matches!(message, Some(Message::Saved(..) | Message::Undone(..))) {
                    self.renew_the_copy(Saved::Here);
                }
                message
            }
            Err(Error::Busy) if saves => self.wait_with(effect),
            // Whoever has stopped it knows how to begin it again.
            Err(Error::Stopped) => Some(Message::Warned(self.session.env.words.failure.stopped.clone())),
            Err(error) => {
                let told = failures::tell(&error, self.session.env.words);
                // Looking goes on without a question; only a save must know which file it goes to.
                Some(if matches!(error, Error::Moved | Error::Overwritten) && saves {
                    Message::Lost(told.sentence)
                } else {
                    Message::Failed(format!("{} {}", told.sentence, told.hint).trim().to_owned())
                })
            }
        }
    }

    fn try_to(&mut self, effect: Effect) -> Result<Option<Message>> {
        if matches!(effect, Effect::List(_)) {
            self.read = None;
        }
        let (store, env) = self.session.seen();
        Ok(match effect {
            Effect::List(tab) => {
                let query = self.model.lists[tab].query.clone();
                LISTS
                    .get(tab)
                    .map(|list| list.page(store, &query, env))
                    .transpose()?
                    .map(|page| Message::Listed(tab, page))
            }
            Effect::Card(target) => {
                // What is looked at as it was known on another day has no log of its own.
                let store = if matches!(target, Target::History(..)) { &self.session.store } else { store };
                let card = cards::open(store, &target, env)?.map(Box::new);
                self.note_reading(&target)?;
                Some(Message::Carded(card))
            }
            Effect::Logged(seq) => {
                let (title, lines) = cards::in_full(&self.session.store, seq, env)?;
                let text = report::render_lines(&title, &lines, TEXT_COLUMNS);
                Some(Message::Text(title, text))
            }
            Effect::Form(name, opening) => self.open(name, opening)?,
            Effect::Compare(name, opening) => self.compare(name, &opening),
            Effect::Options(kind, typed) => Some(Message::Options(options::find(store, kind, &typed, env)?)),
            Effect::Commit(name, opening, about, changes) => Some(self.commit(name, &opening, about, &changes)?),
            Effect::Remove(form, kind, id) => {
                let changes = forms::removal(store, form, kind, id)?;
                Some(self.save(Act::Removal, String::new(), &changes, None)?)
            }
            Effect::Folder(sought, path) => Some(self.folder(sought, path)?),
            Effect::WriteOut(what, file) => Some(self.write_out(&what, &file)?),
            Effect::Joint(other) => Some(self.joint(&other)?),
            Effect::Guides => Some(self.guides()?),
            Effect::Guide(name) => self.guide(&name)?,
            Effect::AddGuide(file) => Some(self.add_guide(&file)?),
            Effect::LookInto(asked) => Some(self.at_once(Job::LookInto, &asked)?),
            Effect::WriteRefused(asked) => Some(self.at_once(Job::WriteRefused, &asked)?),
            Effect::TakeOver(asked) => Some(self.at_once(Job::TakeOver, &asked)?),
            Effect::Twins(participation, other) => Some(self.twins(participation, other)?),
            Effect::Merge(persons, take) => Some(self.merge(persons, &take)?),
            Effect::Keep => {
                self.keep_while_typing();
                None
            }
            Effect::Drafts(at_start) => Some(Message::Drafts(self.drafts()?, at_start)),
            Effect::OpenDraft(id) => Some(self.open_draft(id)?),
            Effect::ThrowDraftAway(id) => {
                self.throw_draft_away(id);
                None
            }
            Effect::Undo | Effect::TakeBack(_) | Effect::Redo => self.take_back_at_once(&effect)?,
            Effect::Paper(asked) => self.paper_asked(asked)?,
            Effect::Forget(id, reason, withdrawn) => Some(self.forget(id, &reason, withdrawn)?),
            Effect::Seal(name) => Some(self.seal(name)?),
            Effect::Sealed(id) => Some(self.sealed(id)?),
            Effect::CompareSealed(id) => Some(self.sealed_and_now(id)?),
            Effect::Export(tab, form) => {
                let (name, lang) = (list_name(tab), env.words.lang);
                let title = LISTS.get(tab).map_or("", |list| (list.title())(env.words));
                let bytes = exchange::list(store, name, env)?.write(form, title, env.today, lang)?;
                Some(self.write(&format!("{}.{}", dated_name(name, env, false), form.ending()), &bytes)?)
            }
            Effect::LookAt(as_of, known_on) => {
                self.session.look_at(as_of, known_on)?;
                Some(Message::Looked(Box::new(self.session.seen().1.clone())))
            }
            Effect::Write(paper, form) => {
                let bytes = self.bytes_of(&paper, form)?;
                Some(self.write(&format!("{}.{}", paper.file, form.ending()), &bytes)?)
            }
            Effect::HandOut(layout, form) => Some(self.hand_out(layout, form)?),
            Effect::Reopen => {
                self.reopen()?;
                Some(Message::Reopened)
            }
            Effect::Redraw => {
                self.redraw = true;
                None
            }
        })
    }

    fn open(&self, name: &'static str, opening: Opening) -> Result<Option<Message>> {
        let (store, env) = self.session.seen();
        let Some(form) = forms::form(name) else { return Ok(None) };
        let mut filled = form.open(store, &opening, env)?;
        form.look_ahead(store, &mut filled)?;
        self.name_file(name, &mut filled);
        // Leaving and pausing need somebody who is there.
        if filled.base.get("stay").is_some_and(serde_json::Value::is_null) {
            return Ok(Some(Message::Failed(env.words.notice.not_in_programme.clone())));
        }
        Ok(Some(Message::Opened(name, opening, filled)))
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<Message> {
        let path = files::write_new(&self.folder, name, bytes)?;
        let file = path.display().to_string();
        Ok(Message::Told(fill(&self.session.env.words.notice.written, &[("file", &file)])))
    }
}

/// The name of a file: of a report with its day, of anything with the day whose knowledge it tells.
pub(super) fn dated_name(name: &str, env: &Env, always: bool) -> String {
    let day = if always || env.past.is_some() { format!("-{}", env.today) } else { String::new() };
    let known = env.past.and_then(|past| past.known_on).map(|known| format!("-known-{known}"));
    format!("{name}{day}{}", known.unwrap_or_default())
}
