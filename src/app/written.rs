//! Files of their own, written from the screen with the same bytes as from the shell; figures over two registers; guides.

use std::path::Path;

use super::{App, files, perform::dated_name};
use crate::{
    domain::{Act, Deed},
    exchange::{
        self, NoImport,
        calendar::{Wanted, calendar},
        joint::{NotCounted, count},
        whole::{self, NotRead},
    },
    failures::Told,
    forms::{Filled, ToWrite, file_of},
    i18n::fill,
    report,
    store::Result,
    ui::{Message, PageOf, Paper, PaperAsked, PaperOf},
};

/// How wide the lines of a text are on the screen.
const TEXT_COLUMNS: usize = 76;

impl App {
    /// Puts a name that is not taken yet into a form that asks for a file.
    pub(super) fn name_file(&self, form: &str, filled: &mut Filled) {
        if let (Some((stem, ending)), Some(last)) = (file_of(form), filled.entries.last_mut()) {
            let stem = dated_name(stem, self.session.seen().1, true);
            last.text = files::free_name(&self.folder, &stem, ending);
        }
    }

    /// Writes a file that is not there yet, and says what was written where.
    pub(super) fn write_out(&self, what: &ToWrite, file: &str) -> Result<Message> {
        let (session, path) = (&self.session, self.folder.join(file));
        let (words, shown) = (session.env.words, path.display().to_string());
        let said = |sentence: &str, name: &str, count: String| {
            Ok(Message::Written(fill(sentence, &[(name, count.as_str()), ("path", &shown)])))
        };
        match what {
            ToWrite::Calendar(worker, names) => {
                let wanted = Wanted { worker: *worker, names: *names };
                let (text, events) = calendar(&session.store, &session.env, wanted)?;
                files::write_as(&path, text.as_bytes())?;
                said(&words.calendar.written, "events", words.counted(events, &words.plural.events))
            }
            ToWrite::Whole => {
                session.store.allow(Deed::Extract, &session.signature())?;
                let text = whole::text(session.seen().0)?;
                files::write_as(&path, text.as_bytes())?;
                said(&words.whole.written, "lines", words.counted(text.lines().count(), &words.plural.lines))
            }
            ToWrite::AuditCopy => {
                session.audit_copy(&path)?;
                let sentence = format!("{} {}", words.audit.written, words.audit.next);
                said(&sentence, "records", String::new())
            }
            ToWrite::NewRegister(text) => {
                let text = Path::new(text);
                let bytes = match files::bytes_of(text, words) {
                    Ok(bytes) => bytes,
                    Err(NoImport::Store(error)) => return Err(error),
                    Err(NoImport::Sheet(told)) => return Ok(failed(&told)),
                };
                match whole::make(bytes, Some(&path), &session.signature()) {
                    Ok(records) => {
                        let sentence = format!("{} {}", words.whole.made, words.audit.next);
                        said(&sentence, "records", words.counted(records, &words.plural.records))
                    }
                    Err(NotRead::Store(error)) => Err(error),
                    Err(NotRead::Lines(bad)) => {
                        let (lines, sentence) = whole::bad_lines(text, &bad, words);
                        let all: Vec<String> = [sentence, words.whole.not_read_hint.clone(), String::new()]
                            .into_iter()
                            .chain(lines)
                            .collect();
                        let text = report::render_lines(&words.whole.make, &all, TEXT_COLUMNS);
                        Ok(Message::Text(words.whole.make.clone(), text))
                    }
                }
            }
        }
    }

    /// The figures over this register and another office's, with everybody behind them, as a page; neither file is changed.
    pub(super) fn joint(&self, other: &Path) -> Result<Message> {
        let env = self.session.seen().1;
        let words = env.words;
        let Some(own) = self.session.store.path() else { return Ok(Message::Failed(words.notice.no_meaning.clone())) };
        let looked = env.past.map(|past| past.as_of);
        let known_on = env.past.and_then(|past| past.known_on);
        let mut counted = match count([own, other], &self.session.asked(), looked, known_on) {
            Ok(counted) => counted,
            Err(NotCounted::Store(error)) => return Err(error),
            Err(NotCounted::Apart(told)) => return Ok(failed(&told)),
        };
        let names = [own, other].map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        if names[0] != names[1] {
            // Two names tell them apart as well as two paths, and leave room for the figures.
            counted.files = names;
        }
        let Some(document) = counted.document(None, true)? else {
            return Ok(Message::Failed(words.notice.no_meaning.clone()));
        };
        let title = words.joint.action.clone();
        let asked = PaperAsked::plain(PaperOf::Joint, words.lang);
        let told = counted.told(None, true)?.map(|told| exchange::json(&told)).transpose()?;
        let paper = Paper { told, ..self.paper(document, asked, dated_name("joint-figures", env, true))? };
        Ok(Message::Paper(PageOf::Text, title, Box::new(paper)))
    }

    /// The guides that can be read: of each the name, and what it is called in the language of the session.
    pub(super) fn guides(&self) -> Result<Message> {
        let (store, env) = self.session.seen();
        let facts = store.facts(env.programme)?;
        let names = report::guide_names(&facts, env);
        let line = |name: String| report::guide(&name, &facts, env).map(|guide| (name, guide.title));
        Ok(Message::Guides(names.into_iter().filter_map(line).collect()))
    }

    /// A guide as a page.
    pub(super) fn guide(&self, name: &str) -> Result<Option<Message>> {
        let (store, env) = self.session.seen();
        let Some(guide) = report::guide(name, &store.facts(env.programme)?, env) else { return Ok(None) };
        let document = report::guide_document(&guide, env);
        let lang = guide.language.parse().unwrap_or(env.words.lang);
        let file = format!("guide-{}-{}", guide.name, guide.language);
        let told = Some(exchange::json(&guide)?);
        let paper = Paper { told, ..self.paper(document, PaperAsked::plain(PaperOf::Guide, lang), file)? };
        Ok(Some(Message::Paper(PageOf::Text, guide.title, Box::new(paper))))
    }

    /// Takes a guide of the office's own in.
    pub(super) fn add_guide(&mut self, file: &Path) -> Result<Message> {
        let bytes = match files::bytes_of(file, self.session.env.words) {
            Ok(bytes) => bytes,
            Err(NoImport::Store(error)) => return Err(error),
            Err(NoImport::Sheet(told)) => return Ok(failed(&told)),
        };
        match exchange::new_guide(&self.session.store, &self.session.env, file, bytes)? {
            Ok(new) => self.save(Act::Guide, new.title, &[new.change], None),
            Err(told) => Ok(failed(&told)),
        }
    }
}

/// What could not be done, and what to do.
fn failed(told: &Told) -> Message {
    Message::Failed(format!("{} {}", told.sentence, told.hint))
}
