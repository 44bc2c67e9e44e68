//! A folder of its own for the program, and what it says there: everything printed and the exit status, as one text.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tugi::{
    domain::{Entity, Stored},
    session::collation,
    store::Store,
};

/// A folder in which the program runs with nothing of this computer around it.
pub(crate) struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let shell = Self { folder: tempfile::tempdir().unwrap() };
        // What is written here is not open to everybody, which would be said.
        #[cfg(unix)]
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        #[cfg(unix)]
        std::fs::set_permissions(shell.folder.path(), private).unwrap();
        shell
    }

    /// A folder with the training register `demo.tugi` in it.
    pub(crate) fn with_demo() -> Self {
        let shell = Self::empty();
        assert_eq!(shell.output(&["demo", "--to", "demo.tugi"]).status.code(), Some(0));
        shell
    }

    /// A folder with the training register of a programme in it, as `demo.tugi`.
    pub(crate) fn with_demo_of(programme: &str) -> Self {
        let shell = Self::empty();
        shell.stdout(&["demo", "--programme", programme, "--to", "demo.tugi"]);
        shell
    }

    /// All records of a kind in `demo.tugi`.
    pub(crate) fn all<T: Entity>(&self) -> Vec<Stored<T>> {
        Store::open(&self.path("demo.tugi"), collation(None)).unwrap().all().unwrap()
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// The bytes of a file in the folder.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// The command, ready to run: the user is kaja, the register is `demo.tugi`, the shell speaks no language of Tugi.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tugi"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("USER", "kaja").env("TUGI_FILE", "demo.tugi");
        command.stdin(std::process::Stdio::null());
        command
    }

    /// Runs a command line.
    pub(crate) fn output(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What a command line prints, its errors marked by `! `, and its exit status.
    pub(crate) fn run(&self, args: &[&str]) -> String {
        transcript(&self.output(args))
    }

    /// What a command line prints that has to succeed.
    pub(crate) fn stdout(&self, args: &[&str]) -> String {
        let output = self.output(args);
        assert_eq!(output.status.code(), Some(0), "{}", transcript(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command line prints as JSON.
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        let output = self.output(args);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", transcript(&output)))
    }

    /// How many entries the change log of `demo.tugi` has: the same number before and after means that nothing was saved.
    pub(crate) fn log_position(&self) -> i64 {
        self.json(&["verify", "demo.tugi", "--json"])["log-position"].as_i64().unwrap()
    }

    /// The names of the files in the folder.
    pub(crate) fn files(&self) -> Vec<String> {
        files_in(self.folder.path())
    }
}

/// The names of the files in a folder, in order.
pub(crate) fn files_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The text without its last line where that says where the change log stands.
fn without_head(text: &str) -> String {
    let is_head = |line: &str| {
        let word = line.rsplit([' ', '\u{a0}']).next().unwrap_or_default().trim_end_matches('.');
        word.split_once('-').is_some_and(|(batch, digest)| batch.parse::<i64>().is_ok() && digest.len() == 16)
    };
    match text.trim_end().rsplit_once("\n\n") {
        Some((before, last)) if !last.contains('\n') && is_head(last) => format!("{before}\n"),
        _ => text.to_owned(),
    }
}

fn transcript(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    let errors: Vec<String> = errors.lines().map(|line| format!("! {line}\n")).collect();
    let code = output.status.code().map_or("no exit status".to_owned(), |code| format!("exit status {code}"));
    let output = without_head(&String::from_utf8_lossy(&output.stdout));
    without_digests(&format!("{output}{}({code})", errors.concat()))
}

/// The text with the digests in it, which are other ones each time, made one.
fn without_digests(text: &str) -> String {
    let mut parts = text.split('-');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.find(|letter: char| !matches!(letter, '0'..='9' | 'a'..='f')).unwrap_or(part.len());
        plain += if digits == 16 { "-0f1e2d3c4b5a6978" } else { "-" };
        plain += if digits == 16 { &part[16..] } else { part };
    }
    plain
}
