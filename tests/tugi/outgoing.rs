//! What goes out, walked through on the screen in all four languages, over a training register and over one that was just begun:
//! every report and sheet, its pages, its forms, the charts, and what is written from the menu. Nothing on the way may be cut, be in
//! another language, lead nowhere, or keep a key from the foot.

use std::{collections::BTreeSet, fs};

use tugi::{
    i18n::{Lang, Words, words},
    lists::{LISTS, Target},
    report::{REPORTS, SHEETS},
    ui::{Layer, Model, PaperChoice, PaperOf, Picked, Scope, Tone},
};
use unicode_width::UnicodeWidthStr;

use crate::{
    screen::Screen,
    shell::Shell,
    source::{files, read},
};

/// A language with a programme of its country; English, in which none is written, with an Estonian one.
const OFFICES: [(Lang, &str); 4] = [
    (Lang::En, "rapla-2013"),
    (Lang::Et, "kose-raasiku-2022"),
    (Lang::Lt, "kazlu-ruda-2020"),
    (Lang::Sv, "torsas-2013"),
];
/// What the shell calls things by stands beside them on the screen too; so do the names of the languages, of programs and of files.
const SAME_EVERYWHERE: &str = "english eesti lietuvių svenska keys tugi excel libreoffice markdown icalendar json html xlsx kaja training office \
     calendar register audit joint figures access guide low coping after prison";
/// How many of the lowest lines are no content: status, hint and two lines of keys.
const FOOT: usize = 4;

/// The words of a text in small letters that are long enough to be told apart by.
fn tokens(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|letter: char| !letter.is_alphabetic());
    parts.filter(|part| part.chars().count() > 3).map(str::to_lowercase)
}

/// The texts in a file of data in one language; what has no language is in all of them.
fn texts(value: &toml::Value, lang: Lang, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            let is_local = !table.is_empty() && table.keys().all(|key| Lang::ALL.iter().any(|lang| lang.code() == key));
            let kept = table.iter().filter(|(key, _)| !is_local || *key == lang.code());
            kept.for_each(|(_, value)| texts(value, lang, found));
        }
        toml::Value::Array(all) => all.iter().for_each(|value| texts(value, lang, found)),
        toml::Value::String(text) => found.extend(tokens(text)),
        _ => {}
    }
}

/// The words that a language has, in its file and in the data of a programme; and those of the other languages' files that it has not.
struct Vocabulary {
    foreign: BTreeSet<String>,
}

impl Vocabulary {
    fn of(lang: Lang, programme: &str) -> Self {
        let in_file = |path: &str, lang: Lang| {
            let mut found = BTreeSet::new();
            texts(&toml::Value::Table(read(path).parse().unwrap()), lang, &mut found);
            found
        };
        let mut own = in_file(&format!("data/lang/{lang}.toml"), lang);
        let of_programme = [format!("data/programmes/{programme}.toml"), format!("data/demo/{programme}.toml")];
        let shared = files("data/frameworks").into_iter().chain(files("data/layouts"));
        own.extend(of_programme.into_iter().chain(shared).flat_map(|path| in_file(&path, lang)));
        let guides = files("data/guides").into_iter().filter(|path| path.ends_with(&format!(".{lang}.md")));
        own.extend(guides.flat_map(|path| tokens(&read(&path)).collect::<Vec<_>>()));
        let names = REPORTS.iter().map(|report| report.name).chain(SHEETS.iter().map(|sheet| sheet.name));
        let names = names.chain(LISTS.iter().map(|list| list.name())).chain([SAME_EVERYWHERE]);
        own.extend(names.flat_map(|name| tokens(name).collect::<Vec<_>>()));
        let others = Lang::ALL.into_iter().filter(|other| *other != lang);
        let foreign = others.flat_map(|other| in_file(&format!("data/lang/{other}.toml"), other));
        Self { foreign: foreign.filter(|word| !own.contains(word)).collect() }
    }
}

/// What is on the screen, without what a list in front covers in part: a word that is cut by its edge may be any word.
fn in_front(shown: &str) -> String {
    let mut edges = None;
    let lines = shown.lines().map(|line| {
        let signs: Vec<char> = line.chars().collect();
        if let Some(from) = signs.iter().position(|sign| *sign == '┌') {
            edges = Some((from, signs.iter().rposition(|sign| *sign == '┐').unwrap_or(signs.len() - 1)));
        }
        let Some((from, to)) = edges else { return line.to_owned() };
        if signs.get(from) == Some(&'└') {
            edges = None;
        }
        signs.iter().skip(from).take(to + 1 - from).collect()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A walk through the screens of one language.
struct Walk {
    screen: Screen,
    lang: Lang,
    words: &'static Words,
    vocabulary: Vocabulary,
    /// How many screens were looked at.
    seen: usize,
}

impl Walk {
    fn new(screen: Screen, lang: Lang, programme: &str) -> Self {
        Self { screen, lang, words: words(lang), vocabulary: Vocabulary::of(lang, programme), seen: 0 }
    }

    fn model(&self) -> &Model {
        &self.screen.app.model
    }

    /// Presses keys, and looks at the screen after each of them that is not typed into something.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in crate::keys::pressed(keys) {
            self.screen.press(key);
        }
        self.looked_at(keys)
    }

    /// Holds what is on the screen to what holds everywhere.
    fn looked_at(&mut self, after: &str) -> &mut Self {
        self.seen += 1;
        let shown = self.screen.shown();
        let lines: Vec<&str> = shown.lines().collect();
        let place = || format!("[{}] after {after}\n{shown}", self.lang);
        assert!(lines.iter().all(|line| line.width() <= 80), "too wide: {}", place());
        assert!(!shown.contains("─~"), "a rule is cut: {}", place());
        let foreign: Vec<String> =
            tokens(&in_front(&shown)).filter(|word| self.vocabulary.foreign.contains(word)).collect();
        assert_eq!(foreign, [""; 0], "of another language: {}", place());
        let foot = &lines[lines.len() - FOOT..];
        assert!(foot[3].contains("F10"), "{}", place());
        // What is under the cursor of a list may be long; what the program itself says is said in full.
        if let Some(notice) = &self.model().notice {
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let all = squeezed(&shown.replace(&format!("u {}", self.words.action.undo), ""));
            assert!(all.contains(&squeezed(&notice.text)), "cut: {}\n{}", notice.text, place());
            assert!(self.model().scope() != Scope::Page || !foot[1].ends_with('~'), "a hint is cut: {}", place());
        } else if !matches!(self.model().layers.last(), None | Some(Layer::Card(_))) {
            assert!(foot[..2].iter().all(|line| !line.ends_with('~')), "a hint is cut: {}", place());
        }
        if matches!(self.model().scope(), Scope::List | Scope::Card | Scope::Page) {
            assert!(foot[2].contains("F7") || foot[3].contains("F7"), "no F7 at the foot: {}", place());
        }
        self
    }

    /// Back to the tab, one step at a time.
    fn back(&mut self) -> &mut Self {
        for _ in 0..4 {
            let deep = self.model().layers.len();
            if deep == 0 {
                return self;
            }
            self.keys("<Esc>");
            assert!(self.model().layers.len() < deep, "Esc leads nowhere: {}", self.screen.shown());
        }
        panic!("no way back: {}", self.screen.shown());
    }

    /// Reads the report in front to its end, seeks in it, writes it in every form, and has it as it can be had.
    fn read_and_write(&mut self, name: &str) {
        let Some(Layer::Page(page)) = self.model().layers.last() else {
            panic!("[{}] {name}: no report\n{}", self.lang, self.screen.shown())
        };
        let cut: Vec<&String> = page.lines.iter().filter(|line| line.ends_with('~') || line.width() > 78).collect();
        assert!(cut.is_empty(), "[{}] {name}: {cut:#?}", self.lang);
        let pages = page.starts.len();
        self.no_table_without_rows(name);
        for _ in 0..pages.min(2) {
            self.keys("<PgDn>");
        }
        self.keys("<End>").keys("<Home>").keys("/zzz").keys("<Enter>").keys("<BS>");
        let (written, mut asked) = (self.screen.written().len(), 0);
        for (place, option) in self.keys("p").options().into_iter().enumerate() {
            if !matches!(self.model().layers.last(), Some(Layer::Pick(_))) {
                self.keys("p");
            }
            match option {
                Picked::Choice(PaperChoice::Lang(lang)) if lang != self.lang => {}
                // Chosen, and left again.
                Picked::Choice(_) => {
                    let there = format!("<Home>{}<Enter>", "<Down>".repeat(place));
                    self.keys(&there).keys(&there);
                }
                _ => {
                    asked += 1;
                    self.keys(&format!("{}<Enter>", "<Down>".repeat(place)));
                }
            }
        }
        let all = self.screen.written().len();
        assert!(asked > 1 && all == written + asked, "{name}: {asked} asked for\n{}", self.screen.shown());
        self.back();
    }

    /// What the list in front offers.
    fn options(&self) -> Vec<Picked> {
        match self.model().layers.last() {
            Some(Layer::Pick(pick)) => pick.options.iter().map(|option| option.value.clone()).collect(),
            _ => panic!("nothing is offered: {}", self.screen.shown()),
        }
    }

    /// A table says by its rows what it says; one without any should have been a sentence.
    fn no_table_without_rows(&self, name: &str) {
        let Some(Layer::Page(page)) = self.model().layers.last() else { return };
        let Some(paper) = &page.paper else { return };
        for block in serde_json::to_value(&paper.document).unwrap()["blocks"].as_array().unwrap() {
            let empty = block["rows"].as_array().is_some_and(Vec::is_empty);
            assert!(!empty, "[{}] {name}: {block:#}", self.lang);
        }
    }
}

/// Opens what is offered to be printed in this place, as far as it is wanted, and goes through it.
fn through_what_is_offered(walk: &mut Walk, there: &str, wanted: fn(&PaperOf) -> bool) -> usize {
    let offered = walk.back().keys(there).keys("p").options();
    walk.keys("<PgDn>").keys("<PgDn>").keys("<Esc>");
    let mut opened = 0;
    for (place, option) in offered.iter().enumerate() {
        let is_wanted = match option {
            Picked::Paper(what) => wanted(what),
            _ => true,
        };
        if !is_wanted {
            continue;
        }
        walk.back().keys(there).keys(&format!("p<Home>{}", "<Down>".repeat(place))).keys("<Enter>");
        // Whose identity is protected is not opened, and that is said.
        let is_refused = walk.model().notice.as_ref().is_some_and(|notice| notice.tone == Tone::Failed);
        if let Picked::Paper(what) = option
            && !is_refused
        {
            walk.read_and_write(&format!("{what:?}"));
            opened += 1;
        }
    }
    walk.back();
    opened
}

/// Whether it is about the record under the cursor, or the list as it is shown.
fn is_of_what_is_here(what: &PaperOf) -> bool {
    matches!(what, PaperOf::Sheet(name, _) if *name != "hours") || matches!(what, PaperOf::Held(_) | PaperOf::List(_))
}

/// Takes a line of the menu by what it is called.
fn from_the_menu<'a>(walk: &'a mut Walk, line: &str) -> &'a mut Walk {
    walk.back().keys("<F9>").keys(&format!("{line}<Enter>"))
}

/// The office of a language, over its training register.
fn office(lang: Lang) -> Walk {
    let programme = OFFICES.iter().find(|(known, _)| *known == lang).unwrap().1;
    Walk::new(Screen::of(programme, (80, 24), lang), lang, programme)
}

#[test]
fn every_report_is_read_chosen_and_written_from_the_screen_without_a_cut_sentence_or_a_word_of_another_language() {
    for lang in Lang::ALL {
        let mut walk = office(lang);
        let opened = through_what_is_offered(&mut walk, "5", |what| !is_of_what_is_here(what));
        assert!(opened > REPORTS.len() && walk.seen > 300, "{lang}: {opened}, {}", walk.seen);
    }
}

#[test]
fn what_is_about_a_record_is_printed_from_its_list_and_from_its_card() {
    for lang in Lang::ALL {
        let mut walk = office(lang);
        for there in ["1<Down>", "2", "2<Enter>", "3", "3<Enter>", "4", "4<Enter>", "5", "6"] {
            let opened = through_what_is_offered(&mut walk, there, is_of_what_is_here);
            assert!(opened > 0, "{lang}, {there}: {opened}");
        }
    }
}

#[test]
fn whom_a_sheet_would_be_about_is_said_by_name_wherever_the_cursor_stands() {
    for lang in Lang::ALL {
        let walk = office(lang);
        let mut screen = walk.screen.keys("1<Down>");
        while !matches!(screen.app.model.row().map(|row| &row.target), Some(Target::FollowUp(..))) {
            screen = screen.keys("<Down>");
        }
        let row = screen.app.model.row().unwrap().clone();
        let name = row.cells[3].show(lang);
        assert!(name.contains(','), "{lang}: {name}");
        let shown = screen.keys("p").shown();
        let first = shown.lines().find(|line| line.contains("│> ")).unwrap();
        assert!(first.contains(&name), "{lang}: {name} is not in {first}");
    }
}

#[test]
fn a_programme_just_begun_prints_everything_in_sentences_and_leads_back() {
    for (lang, programme) in OFFICES {
        let mut walk = Walk::new(Screen::begun(programme, (80, 24), lang), lang, programme);
        through_what_is_offered(&mut walk, "5", |_| true);
        for tab in 1..=6 {
            walk.keys(&tab.to_string()).keys("p").back();
        }
    }
}

#[test]
fn files_of_their_own_are_written_from_the_menu_and_everything_that_is_said_of_them_can_be_read() {
    for lang in Lang::ALL {
        let mut walk = office(lang);
        let words = walk.words;
        fs::copy(walk.screen.app.folder.join("training.tugi"), walk.screen.app.folder.join("other.tugi")).unwrap();
        // A folder far down makes the path of a file longer than a line.
        let deep = walk.screen.app.folder.join("kaust".repeat(18));
        fs::create_dir(&deep).unwrap();
        for action in [&words.calendar.action, &words.whole.action, &words.audit.action] {
            from_the_menu(&mut walk, action).keys("<F1>").keys("<Esc>").keys("<F2>");
            assert!(walk.model().layers.is_empty(), "{}", walk.screen.shown());
            from_the_menu(&mut walk, action);
            for _ in 0..2 {
                walk.keys("<Down>");
            }
            walk.keys(&format!("<C-u>{}/file<F2>", deep.display()));
        }
        from_the_menu(&mut walk, &words.whole.make).keys("txt<Enter>").keys("<F2>");
        from_the_menu(&mut walk, &words.joint.action).keys("other<Enter>");
        walk.read_and_write("joint");
        for guide in 0..2 {
            from_the_menu(&mut walk, &words.guide.title).keys(&format!("{}<Enter>", "<Down>".repeat(guide)));
            walk.read_and_write("guide");
        }
    }
}

#[test]
fn a_guide_and_joint_figures_are_for_a_program_what_the_shell_tells_it() {
    let mut walk = office(Lang::Et);
    let (words, shell) = (walk.words, Shell::empty());
    for name in ["training.tugi", "other.tugi"] {
        fs::copy(walk.screen.app.folder.join("training.tugi"), shell.path(name)).unwrap();
        fs::copy(shell.path(name), walk.screen.app.folder.join(name)).unwrap();
    }
    from_the_menu(&mut walk, &words.joint.action).keys("other<Enter>").keys("pjson<Enter>");
    from_the_menu(&mut walk, &words.guide.title).keys("after-prison<Enter>").keys("pjson<Enter>");

    let written = walk.screen.written();
    let of = |start: &str| {
        let found = written.iter().find(|(name, _)| name.starts_with(start)).unwrap_or_else(|| panic!("{start}"));
        String::from_utf8(found.1.clone()).unwrap()
    };
    let open = ["--file", "training.tugi", "--lang", "et", "--json"];
    let joint = shell.stdout(&[&["figures", "--join", "other.tugi", "--proof"], &open[..]].concat());
    assert_eq!(of("joint-figures"), joint);
    assert_eq!(of("guide-after-prison"), shell.stdout(&[&["guide", "show", "after-prison"], &open[..]].concat()));
}
