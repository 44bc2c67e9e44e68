//! The first start, where there is no register yet: a few questions, line by line, which any terminal can ask and anybody can answer.

use std::{
    io::{self, BufRead, Write},
    path::Path,
};

use super::{
    Call,
    answer::{Answer, Failure, Outcome},
    registers, screen, variable,
};
use crate::{
    config, definitions, demo,
    domain::{Definition, clean, fold, one_line},
    i18n::{Lang, Words, fill, words},
    setup::{self, Plan},
    store::Error,
};

/// Whether nobody has said which register to open, there is none where it would lie, and somebody can be asked.
pub(super) fn is_first(call: &Call, asked_for: Option<&Path>) -> bool {
    let unsaid = asked_for.is_none() && variable(config::FILE_VARIABLE).is_none_or(|path| path.is_empty());
    unsaid && call.path.as_deref().is_some_and(|path| !path.exists()) && screen::usable(call, call.words).is_ok()
}

/// Asks what to begin with, and opens that on the screen. Whoever ends the questions has made nothing.
pub(super) fn start(mut call: Call) -> (Outcome, &'static Words) {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let chosen = Asking { input: &mut input, output: &mut output, words: call.words }.all(&call);
    drop((input, output));
    match chosen {
        Err(error) => (Err(Error::Io(error).into()), call.words),
        Ok((words, None)) => (Ok(Answer::done(format!("{}\n", words.first.nothing))), words),
        Ok((words, Some(Begin::Training(code)))) => {
            (call.words, call.asked.lang) = (words, Some(words.lang));
            (registers::demo(&call, code, None), words)
        }
        Ok((words, Some(Begin::New(plan)))) => {
            call.words = words;
            match create(&call, &plan) {
                Ok(()) => call.with_register(|session| screen::open(session, &call, true)),
                Err(failure) => (Err(failure), words),
            }
        }
    }
}

/// What somebody begins with.
enum Begin {
    /// The training register of the programme with this code.
    Training(&'static str),
    New(Plan),
}

/// Makes the new register, and the folder in which it lies.
fn create(call: &Call, plan: &Plan) -> Result<(), Failure> {
    let Some(path) = &call.path else {
        return Err(Failure::said(&*call.words.cli.no_home, &*call.words.cli.no_home_hint));
    };
    if let Some(folder) = path.parent() {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder).map_err(Error::Io)?;
    }
    setup::create(path, plan, &call.signature())?;
    Ok(())
}

/// Questions, and the answers to them; where the input ends, there is none.
struct Asking<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    words: &'static Words,
}

impl Asking<'_> {
    /// All questions; the answer is in which words it is gone on, and with what.
    fn all(&mut self, call: &Call) -> io::Result<(&'static Words, Option<Begin>)> {
        let begin = self.begin(call)?;
        Ok((self.words, begin))
    }

    fn begin(&mut self, call: &Call) -> io::Result<Option<Begin>> {
        if call.asked.lang.is_none() {
            let own: Vec<String> = Lang::ALL.iter().map(|lang| words(*lang).first.own_name.clone()).collect();
            let usual = Lang::ALL.iter().position(|lang| *lang == self.words.lang).unwrap_or_default();
            let together: Vec<&str> = Lang::ALL.iter().map(|lang| words(*lang).first.language.as_str()).collect();
            let Some(place) = self.choose(&together.join(" / "), &own, usual)? else { return Ok(None) };
            self.words = words(Lang::ALL[place]);
        }
        let said = &self.words.first;
        let path =
            call.path.as_ref().map(|path| one_line(&path.display().to_string()).into_owned()).unwrap_or_default();
        writeln!(self.output, "\n{}\n{}", fill(&said.none_yet, &[("path", &path)]), said.how)?;
        let Some(what) = self.choose(&said.begin, &[said.training.clone(), said.new.clone()], 0)? else {
            return Ok(None);
        };
        let lang = self.words.lang;
        let come_with_it = if what == 0 { demo::REGISTERS } else { definitions::EMBEDDED };
        let there: Vec<(&'static str, Definition)> = come_with_it.iter().filter_map(|(code, _)| first(code)).collect();
        let name = |(code, definition): &(&str, Definition)| format!("{} ({code})", definition.name.get(lang.code()));
        let names: Vec<String> = there.iter().map(name).collect();
        // Somebody who works in a language most likely works where it is spoken.
        let usual = there.iter().position(|(_, definition)| definition.language == lang.code()).unwrap_or_default();
        let Some(place) = self.choose(&said.programme, &names, usual)? else { return Ok(None) };
        let (code, definition) = &there[place];
        if what == 0 {
            return Ok(Some(Begin::Training(code)));
        }
        let Some(office) = self.line(&said.office, definition.carrier.get(lang.code()))? else { return Ok(None) };
        let plan = Plan { editions: definitions::editions(code), office: Some(office), lang: Some(lang) };
        Ok(Some(Begin::New(plan)))
    }

    /// Has one of several chosen, by its number or by how it begins; an empty line takes the usual one.
    fn choose(&mut self, question: &str, choices: &[String], usual: usize) -> io::Result<Option<usize>> {
        writeln!(self.output, "\n{question}")?;
        for (number, choice) in (1..).zip(choices) {
            writeln!(self.output, "  {number}  {choice}")?;
        }
        loop {
            let Some(typed) = self.line("", &(usual + 1).to_string())? else { return Ok(None) };
            if let Some(place) = understood(&typed, choices) {
                return Ok(Some(place));
            }
            writeln!(self.output, "{}", self.words.first.none_of_them)?;
        }
    }

    /// Has a line typed; an empty one means the usual answer.
    fn line(&mut self, question: &str, usual: &str) -> io::Result<Option<String>> {
        if !question.is_empty() {
            writeln!(self.output, "\n{question}")?;
        }
        write!(self.output, "[{usual}] > ")?;
        self.output.flush()?;
        let mut typed = Vec::new();
        if self.input.read_until(b'\n', &mut typed)? == 0 {
            writeln!(self.output)?;
            return Ok(None);
        }
        let typed = clean(&String::from_utf8_lossy(&typed));
        Ok(Some(if typed.is_empty() { usual.to_owned() } else { typed }))
    }
}

/// The place that was meant: by its number, or by how exactly one begins.
fn understood(typed: &str, choices: &[String]) -> Option<usize> {
    if let Ok(number) = typed.parse::<usize>() {
        return number.checked_sub(1).filter(|place| *place < choices.len());
    }
    let typed = fold(typed);
    let mut begun = (0..choices.len()).filter(|place| fold(&choices[*place]).starts_with(&typed));
    begun.next().filter(|_| begun.next().is_none())
}

/// A programme that comes with Tugi, as it began.
fn first(code: &'static str) -> Option<(&'static str, Definition)> {
    let text = definitions::editions(code).into_iter().next()?;
    definitions::parse(&text).ok().map(|definition| (code, definition))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> [String; 3] {
        ["Eesti", "English", "Svenska"].map(str::to_owned)
    }

    fn asked(typed: &str) -> (Option<usize>, String) {
        let (mut input, mut output) = (typed.as_bytes(), Vec::new());
        let mut asking = Asking { input: &mut input, output: &mut output, words: words(Lang::En) };
        let place = asking.choose("Which?", &choices(), 1).unwrap();
        (place, String::from_utf8(output).unwrap())
    }

    #[test]
    fn a_choice_is_meant_by_its_number_or_by_how_only_one_begins() {
        for (typed, place) in [("3", Some(2)), ("sv", Some(2)), ("EE", Some(0)), ("e", None), ("4", None), ("0", None)]
        {
            assert_eq!(understood(typed, &choices()), place, "{typed}");
        }
    }

    #[test]
    fn an_empty_line_takes_the_usual_and_the_end_of_the_input_nothing() {
        assert_eq!(asked("\n").0, Some(1));
        assert_eq!(asked("").0, None);
    }

    #[test]
    fn what_is_none_of_them_is_said_and_asked_again() {
        let (place, shown) = asked("7\n\u{1b}[2J\n2\n");
        assert_eq!(place, Some(1));
        assert_eq!(shown.matches(&words(Lang::En).first.none_of_them).count(), 2, "{shown}");
        assert!(shown.contains("  3  Svenska\n[2] > "), "{shown}");
    }
}
