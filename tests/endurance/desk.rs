//! A folder with a register in it for tests of what can go wrong around it, the program run in it as this user or as another, and
//! what a crash leaves behind.

use std::{
    fs,
    io::Read,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::office::given_name;

/// A user of the computer other than the one who runs the tests: the numbers need not be known to it.
pub(crate) const KAJA: u32 = 4101;
/// Another one.
pub(crate) const PIRET: u32 = 4102;
/// The group of both.
pub(crate) const OFFICE: u32 = 4200;

/// Whether the tests may take on other users and mount a small disk.
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A folder with the training register `demo.tugi` in it, closed to everybody else.
pub(crate) struct Office {
    folder: tempfile::TempDir,
}

/// The bytes of the training register, made once.
fn training() -> &'static [u8] {
    static TRAINING: OnceLock<Vec<u8>> = OnceLock::new();
    TRAINING.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.tugi");
        let made = Command::new(program()).args(["demo", "--to"]).arg(&file).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        fs::read(file).unwrap()
    })
}

/// The program, where every user can get at it.
pub(crate) fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let built = Path::new(env!("CARGO_BIN_EXE_tugi"));
    PROGRAM.get_or_init(|| {
        let passable = |folder: &Path| fs::metadata(folder).is_ok_and(|facts| facts.permissions().mode() & 0o001 != 0);
        if !is_root() || built.ancestors().skip(1).all(passable) {
            return built.to_owned();
        }
        let folder = tempfile::tempdir().unwrap().keep();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        fs::copy(built, folder.join("tugi")).unwrap();
        folder.join("tugi")
    })
}

impl Office {
    pub(crate) fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        set_mode(office.folder(), 0o700);
        office.write("demo.tugi", training());
        set_mode(&office.file(), 0o600);
        office
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The register.
    pub(crate) fn file(&self) -> PathBuf {
        self.path("demo.tugi")
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Gives the folder and all in it to a user.
    pub(crate) fn give_to(&self, user: u32) {
        let within = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().path());
        within.chain([self.folder().to_owned()]).for_each(|path| chown(path, Some(user), Some(user)).unwrap());
    }

    /// The program in this folder, ready to run.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        self.prepared(Command::new(program()), args)
    }

    /// The program in this folder as a user of the group with that mask for new files; only root can do that.
    pub(crate) fn command_as(&self, user: u32, mask: &str, args: &[&str]) -> Command {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", &user.to_string(), "--regid", &user.to_string(), "--groups", &OFFICE.to_string()]);
        command.args(["sh", "-c", &format!("umask {mask}; exec \"$0\" \"$@\"")]).arg(program());
        self.prepared(command, args)
    }

    fn prepared(&self, mut command: Command, args: &[&str]) -> Command {
        command.args(args).args(["--lang", "en"]).current_dir(self.folder()).env_clear().stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.folder());
        command.env("USER", "kaja").env("TUGI_FILE", "demo.tugi").env("LANG", "en_GB.UTF-8");
        command
    }

    /// Runs the program in this folder.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Whether the register is whole.
    pub(crate) fn is_whole(&self) -> bool {
        self.run(&["verify", "demo.tugi"]).status.success()
    }

    /// Writes a sheet of so many people whom nobody has seen before.
    pub(crate) fn sheet(&self, name: &str, round: usize, people: usize) {
        let rows = (0..people).map(|place| format!("Ring{round};{};01.03.2013\n", given_name(round * 10_000 + place)));
        self.write(name, format!("Perekonnanimi;Eesnimi;Avaldus\n{}", rows.collect::<String>()));
    }

    /// Lays beside the register, and into it, what a save leaves that was broken off in the middle.
    pub(crate) fn break_off(&self) {
        let elsewhere = tempfile::tempdir().unwrap();
        let copy = elsewhere.path().join("demo.tugi");
        fs::copy(self.file(), &copy).unwrap();
        let connection = Connection::open(&copy).unwrap();
        connection
            .execute_batch("PRAGMA cache_size = 5; PRAGMA cache_spill = ON; PRAGMA synchronous = FULL; BEGIN IMMEDIATE")
            .unwrap();
        let triggers: Vec<String> = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for name in &triggers {
            connection.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap();
        }
        let changed = "UPDATE image SET after = after || ' '; UPDATE meeting SET notes = notes || hex(randomblob(200));
                       UPDATE person SET phone = 'half';";
        connection.execute_batch(changed).unwrap();
        fs::copy(&copy, self.file()).unwrap();
        fs::copy(elsewhere.path().join("demo.tugi-journal"), self.path("demo.tugi-journal")).unwrap();
        set_mode(&self.path("demo.tugi-journal"), 0o600);
    }
}

/// Kills the program after a part of the time its save takes; answers whether the save left something behind that counts.
pub(crate) fn killed_while_saving(mut child: Child, journal: &Path, after: Duration) -> bool {
    let begun = |journal: &Path| {
        let mut first = [0];
        fs::File::open(journal).and_then(|mut file| file.read(&mut first)).is_ok_and(|_| first[0] != 0)
    };
    while !begun(journal) && child.try_wait().unwrap().is_none() {}
    let from = Instant::now();
    while from.elapsed() < after && child.try_wait().unwrap().is_none() {}
    child.kill().unwrap();
    child.wait().unwrap();
    begun(journal)
}

pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A small disk of its own under a folder, for as long as this lives; none where that may not be mounted.
pub(crate) struct SmallDisk(PathBuf);

impl SmallDisk {
    pub(crate) fn mounted_on(folder: &Path, megabytes: u32) -> Option<Self> {
        let size = format!("size={megabytes}m,mode=700");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).output().ok()?;
        mounted.status.success().then(|| Self(folder.to_owned()))
    }

    /// Fills all that is left of it.
    pub(crate) fn fill(&self) {
        let mut ballast = fs::File::create(self.0.join("ballast")).unwrap();
        while std::io::Write::write(&mut ballast, &[0; 1024]).is_ok() {}
    }

    pub(crate) fn make_room(&self) {
        fs::remove_file(self.0.join("ballast")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}
