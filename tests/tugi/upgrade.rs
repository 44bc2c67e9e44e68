//! Files of every past version open and keep their rows; what is no register of ours is refused and left as it is.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use tempfile::TempDir;
use tugi::{
    domain::{Act, Change, Id, Kind, Person, Register, Signature},
    store::{Collation, Error, Store, Verdict},
};

/// The first form of the file, as it was released.
const FIRST: &str = include_str!("../../data/migrations/0001_initial.sql");
/// `TUGI` in ASCII, in the header of every register.
const APPLICATION_ID: i64 = 0x5455_4749;

/// What the first version wrote for an office with one person. The log's image of the person lacks a field, as an image does
/// that is older than the field.
const ROWS: &str = r#"
INSERT INTO batch VALUES (1, '2013-07-05T09:30:00', 'ann', 'set-up', NULL);
INSERT INTO register VALUES (1, 1, 'Rapla', 'et', NULL);
INSERT INTO change VALUES (1, 1, 'register', 1, 1, NULL, '{"office":"Rapla","language":"et","training_day":null}');
INSERT INTO batch VALUES (2, '2013-07-05T09:31:00', 'ann', 'registration', NULL);
INSERT INTO person VALUES (1, 1, 'Õunapuu', 'Ülle', '', '1970-02-28', 'woman', '', '', '', 0);
INSERT INTO change VALUES (2, 2, 'person', 1, 1, NULL, '{"surname":"Õunapuu","given":"Ülle","national_id":"","born":"1970-02-28","gender":"woman","phone":"","email":"","address":""}');
INSERT INTO person_index VALUES (1, 'ounapuu ulle', x'00');
"#;

/// A participant of that person as the first version wrote one: every kind that has got more fields since, with the images in
/// the log that lack them.
const PARTICIPANT: &str = r#"
INSERT INTO batch VALUES (3, '2013-07-05T09:40:00', 'ann', 'import', NULL);
INSERT INTO programme VALUES (1, 1, 'rapla-2013', 1, '2013-01-02', '');
INSERT INTO change VALUES (3, 3, 'programme', 1, 1, NULL, '{"code":"rapla-2013","edition":1,"holds_from":"2013-01-02","definition":""}');
INSERT INTO participation VALUES (1, 1, 1, 1, 1, NULL, '2013-01-10', 'accepted', '2013-01-12', NULL);
INSERT INTO change VALUES (4, 3, 'participation', 1, 1, NULL, '{"programme":1,"person":1,"number":1,"source":null,"applied_on":"2013-01-10","ruling":"accepted","ruled_on":"2013-01-12","consent_on":null}');
INSERT INTO meeting VALUES (1, 1, 1, '2013-02-01', NULL, 45, 'talk', 'held', '', '');
INSERT INTO change VALUES (5, 3, 'meeting', 1, 1, NULL, '{"programme":1,"date":"2013-02-01","time":null,"minutes":45,"kind":"talk","result":"held","place":"","notes":""}');
INSERT INTO spell VALUES (1, 1, 1, 'work', 'Rapla Leib', '2013-05-01', NULL, NULL, '');
INSERT INTO change VALUES (6, 3, 'spell', 1, 1, NULL, '{"participation":1,"kind":"work","employer":"Rapla Leib","from":"2013-05-01","to":null,"probation_ends_on":null,"evidence":""}');
INSERT INTO status VALUES (1, 1, 1, '2013-01-14', 'entry', 'unemployed', NULL);
INSERT INTO change VALUES (7, 3, 'status', 1, 1, NULL, '{"participation":1,"date":"2013-01-14","moment":"entry","labour":"unemployed","livelihood":null}');
INSERT INTO follow_up VALUES (1, 1, 1, 'six-months', 1, '2013-06-01', NULL, 'made', 'employed', '');
INSERT INTO change VALUES (8, 3, 'follow_up', 1, 1, NULL, '{"participation":1,"rule":"six-months","occurrence":1,"date":"2013-06-01","contact":null,"result":"made","labour":"employed","notes":""}');
"#;

/// A folder with one file in it.
struct Place {
    folder: TempDir,
    file: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.tugi");
        Self { folder, file }
    }

    fn holding(bytes: &[u8]) -> Self {
        let place = Self::new();
        fs::write(&place.file, bytes).unwrap();
        place
    }

    fn of_the_first_version(rows: &str) -> Self {
        let place = Self::new();
        let connection = Connection::open(&place.file).unwrap();
        connection.execute_batch(FIRST).unwrap();
        connection.execute_batch(rows).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        place
    }

    fn open(&self) -> Result<Store, Error> {
        Store::open(&self.file, Collation::plain())
    }

    /// The error with which the file is refused, after which it is as it was and nothing lies beside it.
    fn refused(&self) -> Error {
        let before = fs::read(&self.file).unwrap();
        let error = self.open().expect_err("it is no register");
        assert_eq!(fs::read(&self.file).unwrap(), before, "the file was changed");
        assert_eq!(fs::read_dir(self.folder.path()).unwrap().count(), 1, "something was left beside the file");
        error
    }
}

/// The tables, indexes and triggers of a file.
fn form(file: &Path) -> Vec<String> {
    let connection = Connection::open(file).unwrap();
    let mut statement =
        connection.prepare("SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema ORDER BY 1").unwrap();
    let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
    rows.filter_map(Result::unwrap).collect()
}

#[test]
fn a_file_of_the_first_version_opens_and_keeps_its_rows() {
    let place = Place::of_the_first_version(ROWS);

    let store = place.open().unwrap();

    let people = store.all::<Person>().unwrap();
    assert_eq!(people.iter().map(|row| row.record.name()).collect::<Vec<_>>(), ["Õunapuu, Ülle"]);
    assert_eq!(store.all::<Register>().unwrap()[0].record.office, "Rapla");
    assert_eq!(store.count(Kind::Participation).unwrap(), 0);
    let Verdict { faults, .. } = store.verify().unwrap();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn what_the_first_version_wrote_is_whole_and_says_nothing_on_what_came_later() {
    let place = Place::of_the_first_version(&format!("{ROWS}{PARTICIPANT}"));

    let store = place.open().unwrap();

    let case = store.case(Id(1)).unwrap().unwrap();
    assert_eq!(case.participation.record.ruled_by, None);
    assert_eq!(case.participation.record.ruling_basis, "");
    assert_eq!(case.spells[0].record.percent, None);
    assert_eq!(case.statuses[0].record.education, None);
    assert_eq!(case.follow_ups[0].record.improved, None);
    assert_eq!(store.meeting(Id(1)).unwrap().unwrap().meeting.record.component, "");
    assert!(case.flags.is_empty() && case.offers.is_empty());
    let Verdict { faults, records, .. } = store.verify().unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(records, 8);
}

#[test]
fn what_an_older_version_saved_can_be_corrected_and_taken_back() {
    let place = Place::of_the_first_version(ROWS);
    let mut store = place.open().unwrap();
    let by = Signature { who: "ann".into(), at: "2013-07-06T09:00:00".parse().unwrap() };
    let person = store.all::<Person>().unwrap().remove(0);
    let corrected = Person { given: "Külli".into(), ..person.record };
    store.commit(Act::Registration, &[Change::Update(person.id, person.version, corrected.into())], &by).unwrap();

    store.undo_last(&by).unwrap();
    store.undo_last(&by).unwrap();

    assert_eq!(store.count(Kind::Person).unwrap(), 0);
    assert!(store.verify().unwrap().faults.is_empty());
}

#[test]
fn a_file_brought_up_to_date_has_the_form_of_a_new_one() {
    let (old, new) = (Place::of_the_first_version(ROWS), Place::new());

    drop(old.open().unwrap());
    drop(Store::create(&new.file, Collation::plain()).unwrap());

    assert_eq!(form(&old.file), form(&new.file));
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_as_it_is() {
    let place = Place::of_the_first_version(ROWS);
    Connection::open(&place.file).unwrap().pragma_update(None, "user_version", 99).unwrap();

    let error = place.refused();

    assert!(matches!(error, Error::TooNew { found: 99, known } if known < 99), "{error:?}");
}

#[test]
fn what_is_no_register_is_refused_and_left_as_it_is() {
    let foreign = Place::new();
    Connection::open(&foreign.file).unwrap().execute_batch("CREATE TABLE person (id INTEGER PRIMARY KEY)").unwrap();
    let texts: [&[u8]; 3] = [b"surname;given\n", b"SQLite format 3\0", &[0; 4096]];

    for place in texts.into_iter().map(Place::holding).chain([foreign]) {
        let error = place.refused();
        assert!(matches!(&error, Error::NotARegister(path) if *path == place.file), "{error:?}");
    }
}

#[test]
fn a_file_with_nothing_in_it_is_called_empty() {
    assert!(matches!(Place::holding(b"").refused(), Error::Empty(_)));
}

#[test]
fn a_register_that_was_cut_short_is_called_so() {
    let place = Place::of_the_first_version(ROWS);
    let whole = fs::read(&place.file).unwrap();
    fs::write(&place.file, &whole[..whole.len() / 2]).unwrap();

    let error = place.refused();

    let there = whole.len() as u64 / 2;
    assert!(matches!(error, Error::CutOff { there: found, .. } if found == there), "{error:?}");
}

#[test]
fn a_folder_and_a_missing_file_are_called_what_they_are() {
    let place = Place::new();

    let folder = Store::open(place.folder.path(), Collation::plain()).unwrap_err();
    let missing = place.open().unwrap_err();

    assert!(matches!(&folder, Error::NotAFile(path) if path == place.folder.path()), "{folder:?}");
    assert!(matches!(&missing, Error::NotThere(path) if *path == place.file), "{missing:?}");
    assert!(!place.file.exists(), "opening made a file");
}

#[test]
fn a_file_of_an_older_form_is_checked_without_being_changed() {
    let place = Place::of_the_first_version(ROWS);
    let bytes = fs::read(&place.file).unwrap();

    let verdict = Store::scratch(&place.file, Collation::plain()).unwrap().verify().unwrap();

    assert_eq!((verdict.faults, verdict.records), (vec![], 2));
    assert_eq!(fs::read(&place.file).unwrap(), bytes);
    assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1);
}

#[test]
fn before_a_file_gets_a_newer_form_a_copy_of_the_old_one_is_kept() {
    let place = Place::of_the_first_version(ROWS);
    let before = Store::scratch(&place.file, Collation::plain()).unwrap().verify().unwrap();
    drop(place.open().unwrap());

    let kept = place.folder.path().join("office.backups/before-upgrade-2013-07-05T09-31.tugi");
    let kept = Connection::open(kept).unwrap();
    assert_eq!(kept.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap(), 1);
    assert_eq!(place.open().unwrap().verify().unwrap().records, before.records);
}
