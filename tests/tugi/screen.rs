//! The program's screen without a terminal: keys in, text out.

use std::{fs, sync::OnceLock};

use chrono::NaiveDate;
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use tempfile::TempDir;
use tugi::{
    app::App,
    definitions, demo,
    domain::Signature,
    i18n::Lang,
    session::{Asked, Session, collation},
    setup::{self, Plan},
    store::Store,
    ui::{self, Input, Key, Message},
};

use crate::keys::pressed;

/// The day on which the training register stands still.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2013, 7, 5).unwrap()
}

/// The training register as a file, written once for all tests.
fn training() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("training.tugi");
        drop(demo::create(&path, "rapla-2013", collation(None)).unwrap());
        fs::read(path).unwrap()
    })
}

/// The program over a register of its own, in a window.
pub(crate) struct Screen {
    pub(crate) app: App,
    /// Where the program writes files, so that no test leaves any behind.
    folder: TempDir,
}

impl Screen {
    /// The training register in a window of so many columns and rows, in this language.
    pub(crate) fn sized(columns: u16, rows: u16, lang: Lang) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("training.tugi");
        tugi::store::new_private_file(&path).unwrap();
        fs::write(&path, training()).unwrap();
        Self::over(Store::open(&path, collation(Some(lang))).unwrap(), folder, (columns, rows), lang)
    }

    /// The training register of a programme, on its training day, in a window of this size.
    pub(crate) fn of(programme: &str, size: (u16, u16), lang: Lang) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = demo::create(&folder.path().join("training.tugi"), programme, collation(Some(lang))).unwrap();
        Self::on(store, folder, size, &Asked { lang: Some(lang), user: "kaja".into(), ..Asked::default() })
    }

    /// A new register with nobody in it.
    pub(crate) fn empty(columns: u16, rows: u16, lang: Lang) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan { editions: definitions::editions("rapla-2013"), ..Plan::default() };
        let by = Signature { who: "kaja".into(), at: day().and_hms_opt(9, 0, 0).unwrap() };
        let store = setup::create(&folder.path().join("office.tugi"), &plan, &by).unwrap();
        Self::over(store, folder, (columns, rows), lang)
    }

    /// A new register of a programme on its first day, with nobody in it.
    pub(crate) fn begun(programme: &str, size: (u16, u16), lang: Lang) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan { editions: definitions::editions(programme), ..Plan::default() };
        let first = definitions::parse(&plan.editions[0]).unwrap().period.from;
        let by = Signature { who: "kaja".into(), at: first.and_hms_opt(9, 0, 0).unwrap() };
        let store = setup::create(&folder.path().join("office.tugi"), &plan, &by).unwrap();
        let asked = Asked { lang: Some(lang), today: Some(first), user: "kaja".into(), ..Asked::default() };
        Self::on(store, folder, size, &asked)
    }

    fn over(store: Store, folder: TempDir, size: (u16, u16), lang: Lang) -> Self {
        let asked = Asked { lang: Some(lang), today: Some(day()), user: "kaja".into(), ..Asked::default() };
        Self::on(store, folder, size, &asked)
    }

    fn on(store: Store, folder: TempDir, size: (u16, u16), asked: &Asked) -> Self {
        // A draft waits for it only a moment; a test that depends on that would depend on the machine.
        assert_eq!(store.soundness().wait(), []);
        let mut app = App::new(Session::over(store, asked).unwrap(), size).unwrap();
        folder.path().clone_into(&mut app.folder);
        Self { app, folder }
    }

    /// The files that the program has written, each with its name.
    pub(crate) fn written(&self) -> Vec<(String, Vec<u8>)> {
        let names = crate::shell::files_in(self.folder.path());
        let read = |name: String| fs::read(self.folder.path().join(&name)).ok().map(|bytes| (name, bytes));
        names.into_iter().filter_map(read).collect()
    }

    /// Presses keys, written as `"2<Down><Enter>"`.
    pub(crate) fn keys(mut self, keys: &str) -> Self {
        for key in pressed(keys) {
            self.press(key);
        }
        self
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.app.send(Message::Input(Input::Key(key)));
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.app.send(Message::Input(Input::Resize(columns, rows)));
    }

    /// What is on the screen, cell by cell.
    pub(crate) fn drawn(&self) -> Buffer {
        let (columns, rows) = self.app.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| ui::view(&self.app.model, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The text on the screen, line by line.
    pub(crate) fn shown(&self) -> String {
        let buffer = self.drawn();
        let lines = (0..buffer.area.height).map(|row| {
            let mut line = String::new();
            let mut covered = 0;
            for column in 0..buffer.area.width {
                // The second cell of a wide letter holds nothing of its own.
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                let symbol = buffer[(column, row)].symbol();
                covered = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
                line.push_str(symbol);
            }
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}
