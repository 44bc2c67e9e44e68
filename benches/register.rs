//! How long the things take that people wait for, in a register of 100 and of 100 000 participants with ten meetings each, each
//! beside a floor: the least that a program could do for it. Only the ratio of the two says anything about Tugi; single times are the machine's.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop where it is")]

use std::{fs, path::PathBuf, time::Duration};

use chrono::{Days, NaiveDate};
use divan::{Bencher, black_box};
use rusqlite::Connection;
use serde_json::json;
use tugi::{
    cards, definitions,
    domain::{Act, Change, Id, Kind, Programme, Record, Register, Signature, Worker, WorkerRole, figures, still_due},
    lists::{Query, Target, list},
    session::{Asked, Session, collation},
    store::{Store, Window},
};

const SIZES: [usize; 2] = [100, 100_000];
/// How many rows a window of 80x24 shows.
const ROWS: usize = 15;
/// Goes into the name of the files; raise it when the register below changes.
const EDITION: u32 = 3;
/// How many meetings everybody has.
const MEETINGS: usize = 10;
/// How many participants are saved at once.
const AT_ONCE: usize = 1_000;

fn main() {
    divan::Divan::from_args().max_time(Duration::from_secs(4)).main();
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The file of the register with so many participants, made once.
fn file(size: usize) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let ready = folder.join(format!("register-{EDITION}-{size}.tugi"));
    if !ready.exists() {
        let unfinished = ready.with_extension("unfinished");
        let _ = fs::remove_file(&unfinished);
        fill(Store::create(&unfinished, collation(None)).unwrap(), size);
        fs::rename(unfinished, &ready).unwrap();
    }
    ready
}

fn session(size: usize) -> Session {
    let asked = Asked { today: Some(day("2013-07-05")), ..Asked::default() };
    Session::open(&file(size), &asked).unwrap()
}

fn sql(size: usize) -> Connection {
    Connection::open(file(size)).unwrap()
}

/// Writes an office with so many participants: a worker for every twenty-five of them, and for everybody a stay, a plan, ten meetings and more. Meetings are
/// entered as they take place, everybody's first before anybody's second.
fn fill(mut store: Store, size: usize) {
    let by = Signature { who: "ann".into(), at: day("2013-07-05").and_hms_opt(9, 0, 0).unwrap() };
    let definition = definitions::embedded("rapla-2013").unwrap().to_owned();
    let register = Register { office: "Rapla".into(), language: "et".into(), ..Register::default() };
    let programme = Programme { code: "rapla-2013".into(), edition: 1, definition, ..Programme::default() };
    let mut changes = vec![Change::Create(Id(-1), register.into()), Change::Create(Id(-1), programme.into())];
    changes.extend((1..=workers(size)).map(|number| {
        let role = Some(WorkerRole::Support);
        let worker = Worker { surname: format!("Tugi{number}"), given: "Ann".into(), role, ..Worker::default() };
        Change::Create(Id(-(number as i64)), worker.into())
    }));
    store.commit(Act::SetUp, &changes, &by).unwrap();
    let mut save = |changes: &dyn Fn(usize) -> Vec<Change>| {
        for from in (0..size).step_by(AT_ONCE) {
            let changes: Vec<Change> = (from..size.min(from + AT_ONCE)).flat_map(changes).collect();
            store.commit(Act::Import, &changes, &by).unwrap();
        }
    };
    save(&|place| participant(place, workers(size)));
    for number in 1..=MEETINGS {
        save(&|place| meeting(place, number));
    }
}

/// How many support so many participants.
const fn workers(size: usize) -> usize {
    size.div_ceil(25)
}

/// A fixed multiplier spreads places, so that every run sees the same people.
fn spread(place: usize) -> usize {
    place.wrapping_mul(2_654_435_761) >> 7
}

/// The day on which somebody enters.
fn entry(place: usize) -> NaiveDate {
    day("2011-01-03") + Days::new((spread(place) % 820) as u64)
}

fn creations(rows: Vec<(Kind, i64, serde_json::Value)>) -> Vec<Change> {
    rows.into_iter().map(|(kind, id, row)| Change::Create(Id(id), Record::read(kind, row).unwrap())).collect()
}

/// Somebody's meeting of this number, held unless it is still to come.
fn meeting(place: usize, number: usize) -> Vec<Change> {
    const NOTES: &str = "Räägiti tööst ja sellest, mis seda takistab: lasteaiakoht, sõit linna ja võlad. Lepiti kokku, et \
        järgmiseks korraks on elulooline kiri valmis ja töötukassas käidud.";
    let id = -(place as i64) - 1;
    let date = entry(place) + Days::new(number as u64 * 11);
    let result = (date <= day("2013-07-05")).then_some("held");
    creations(vec![
        (
            Kind::Meeting,
            id,
            json!({ "programme": 1, "date": date, "kind": "talk", "minutes": 45, "result": result, "notes": NOTES,
                    "component": "counselling" }),
        ),
        (Kind::Attendance, id, json!({ "meeting": id, "participation": place + 1 })),
    ])
}

/// Everything about one participant but the meetings: six records or seven.
fn participant(place: usize, workers: usize) -> Vec<Change> {
    const SURNAMES: [&str; 12] =
        ["Tamm", "Saar", "Mägi", "Sepp", "Kask", "Õunapuu", "Žukova", "Šein", "Ülemõis", "Kukk", "Põder", "Järv"];
    const GIVEN: [&str; 10] = ["Anna", "Õnne", "Jüri", "Märt", "Külli", "Tiiu", "Rein", "Ülo", "Siim", "Evelin"];
    let spread = spread(place);
    let id = -(place as i64) - 1;
    let entered = entry(place);
    let after = |days| entered + Days::new(days);
    let left = (spread.is_multiple_of(3)).then(|| after(120));
    let surname = format!("{}-{}", SURNAMES[spread % 12], place % 977);
    let born = day("1960-01-01") + Days::new((spread % 12_000) as u64);
    let mut rows = vec![
        (
            Kind::Person,
            id,
            json!({ "surname": surname, "given": GIVEN[spread / 12 % 10], "born": born, "phone": format!("5{place:07}") }),
        ),
        (Kind::Participation, id, json!({ "programme": 1, "person": id, "number": place + 1, "applied_on": entered })),
        (
            Kind::Stay,
            id,
            json!({ "participation": id, "entered_on": entered, "exited_on": left, "exit_reason": left.map(|_| "work") }),
        ),
        (
            Kind::Assignment,
            id,
            json!({ "participation": id, "worker": spread % workers + 1, "from": entered, "to": left }),
        ),
        (Kind::Plan, id, json!({ "participation": id, "made_on": after(7), "situation": "Otsib tööd." })),
        (Kind::Status, id, json!({ "participation": id, "date": entered, "moment": "entry", "labour": "unemployed" })),
    ];
    if spread.is_multiple_of(4) {
        rows.push((
            Kind::Spell,
            id,
            json!({ "participation": id, "kind": "work", "from": after(60), "employer": "OÜ Rukis" }),
        ));
    }
    creations(rows)
}

/// A page of the participants, drawn from what the list brings.
fn page(session: &Session, query: &Query) -> usize {
    let page = list("participants").unwrap().page(&session.store, query, &session.env).unwrap();
    assert!(!page.rows.is_empty());
    page.rows.len()
}

fn window(offset: usize) -> Window {
    Window { offset, limit: ROWS }
}

/// The names that a bare statement brings.
fn bare(connection: &Connection, tail: &str) -> usize {
    let mut statement =
        connection.prepare_cached(&format!("SELECT surname, given, born, phone FROM person {tail}")).unwrap();
    let names = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    names.map(|name| name.unwrap().len()).sum()
}

#[divan::bench(args = SIZES)]
fn first_page(bencher: Bencher, size: usize) {
    let session = session(size);
    bencher.bench_local(|| page(&session, &Query { window: window(0), ..Query::default() }));
}

#[divan::bench(args = SIZES)]
fn first_page_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    bencher.bench_local(|| bare(&connection, "ORDER BY id LIMIT 15"));
}

#[divan::bench(args = SIZES)]
fn last_page(bencher: Bencher, size: usize) {
    let session = session(size);
    bencher.bench_local(|| page(&session, &Query { window: window(size - ROWS), ..Query::default() }));
}

#[divan::bench(args = SIZES)]
fn last_page_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    bencher.bench_local(|| bare(&connection, &format!("ORDER BY id LIMIT 15 OFFSET {}", size - ROWS)));
}

#[divan::bench(args = SIZES)]
fn find_a_name(bencher: Bencher, size: usize) {
    let session = session(size);
    let query = Query { find: "kask õn".into(), window: window(0), ..Query::default() };
    bencher.bench_local(|| page(&session, &query));
}

#[divan::bench(args = SIZES)]
fn find_a_name_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    bencher.bench_local(|| bare(&connection, "WHERE surname LIKE '%kask%' AND given LIKE '%õn%' LIMIT 15"));
}

#[divan::bench(args = SIZES)]
fn sort_by_number(bencher: Bencher, size: usize) {
    let session = session(size);
    let query = Query { sort: Some((0, true)), window: window(0), ..Query::default() };
    bencher.bench_local(|| page(&session, &query));
}

#[divan::bench(args = SIZES)]
fn sort_by_number_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    bencher.bench_local(|| bare(&connection, "ORDER BY phone DESC LIMIT 15"));
}

#[divan::bench(args = SIZES)]
fn those_in_the_programme(bencher: Bencher, size: usize) {
    let session = session(size);
    let query = Query { view: 1, window: window(0), ..Query::default() };
    bencher.bench_local(|| page(&session, &query));
}

#[divan::bench(args = SIZES)]
fn those_in_the_programme_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    let open = "WHERE id IN (SELECT participation FROM stay WHERE exited_on IS NULL) ORDER BY surname LIMIT 15";
    bencher.bench_local(|| bare(&connection, open));
}

#[divan::bench(args = SIZES)]
fn card(bencher: Bencher, size: usize) {
    let session = session(size);
    let target = Target::Record(Kind::Participation, Id(size as i64 / 2));
    bencher.bench_local(|| cards::open(&session.store, &target, &session.env).unwrap().unwrap());
}

#[divan::bench(args = SIZES)]
fn card_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    bencher.bench_local(|| bare(&connection, &format!("WHERE id = {}", size / 2)));
}

#[divan::bench(args = SIZES)]
fn figures_of_the_programme(bencher: Bencher, size: usize) {
    let session = session(size);
    let outcomes = list("outcomes").unwrap();
    bencher.bench_local(|| outcomes.page(&session.store, &Query::default(), &session.env).unwrap());
}

/// Without reading the file.
#[divan::bench(args = SIZES)]
fn figures_of_the_programme_computed(bencher: Bencher, size: usize) {
    let session = session(size);
    let facts = session.store.facts(session.env.programme).unwrap();
    bencher.bench_local(|| figures(&facts, &session.env.definition, session.env.today));
}

#[divan::bench(args = SIZES)]
fn figures_of_the_programme_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    bencher.bench_local(|| everything(&connection));
}

#[divan::bench(args = SIZES)]
fn today(bencher: Bencher, size: usize) {
    let session = session(size);
    let query = Query { window: window(0), ..Query::default() };
    bencher.bench_local(|| list("today").unwrap().page(&session.store, &query, &session.env).unwrap());
}

#[divan::bench(args = SIZES)]
fn today_floor(bencher: Bencher, size: usize) {
    let connection = sql(size);
    bencher.bench_local(|| everything(&connection));
}

/// Without reading the file.
#[divan::bench(args = SIZES)]
fn today_computed(bencher: Bencher, size: usize) {
    let session = session(size);
    let facts = session.store.facts(session.env.programme).unwrap();
    bencher.bench_local(|| still_due(&facts, &session.env.definition, session.env.today));
}

/// The file alone, as both read it.
#[divan::bench(args = SIZES)]
fn facts(bencher: Bencher, size: usize) {
    let session = session(size);
    bencher.bench_local(|| session.store.facts(session.env.programme).unwrap());
}

/// Reads everything that is asked about participants and does nothing with it.
fn everything(connection: &Connection) -> usize {
    let brief = [
        "SELECT id, date, minutes, kind, result, component FROM meeting ORDER BY date",
        "SELECT participation, meeting FROM attendance WHERE participation IS NOT NULL",
    ];
    let whole = ["person", "participation", "stay", "assignment", "plan", "spell", "status"];
    let whole = whole.map(|table| format!("SELECT * FROM {table}"));
    let mut bytes = 0;
    for sql in brief.into_iter().chain(whole.iter().map(String::as_str)) {
        let mut statement = connection.prepare_cached(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            bytes += (0..columns)
                .map(|column| black_box(row.get_ref(column).unwrap()).as_str().map_or(8, str::len))
                .sum::<usize>();
        }
    }
    bytes
}
