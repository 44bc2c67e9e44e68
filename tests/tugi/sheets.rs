//! Any sheet at all: a hostile one does no harm, and what went out comes back as it was.

use chrono::NaiveDate;
use proptest::prelude::*;
use tugi::{
    definitions, demo,
    domain::{Act, Change, Id, Kind, Participation, Person, Programme, Register, Signature},
    env::Env,
    exchange::{self, Encoding, Reading, Source, What},
    session::{Asked, Session, collation},
    store::Store,
};

thread_local! {
    static REGISTER: Session = in_memory();
}

/// A register without people.
pub(crate) fn empty() -> Session {
    let mut store = Store::in_memory(collation(None)).unwrap();
    let definition = definitions::embedded("rapla-2013").unwrap().to_owned();
    let register = Register { language: "et".into(), ..Register::default() };
    let programme = Programme { code: "rapla-2013".into(), edition: 1, holds_from: None, definition };
    let changes = [Change::Create(Id(-1), register.into()), Change::Create(Id(-1), programme.into())];
    let today = NaiveDate::from_ymd_opt(2013, 7, 5);
    let by = Signature { who: "kaja".into(), at: today.unwrap().and_hms_opt(9, 0, 0).unwrap() };
    store.commit(Act::SetUp, &changes, &by).unwrap();
    Session::over(store, &Asked { today, user: "kaja".into(), ..Asked::default() }).unwrap()
}

/// The training register in memory.
fn in_memory() -> Session {
    let mut store = Store::in_memory(collation(None)).unwrap();
    demo::fill(&mut store, "rapla-2013").unwrap();
    Session::over(store, &Asked { user: "kaja".into(), ..Asked::default() }).unwrap()
}

fn read(store: &Store, env: &Env, what: What, bytes: &[u8]) -> Option<exchange::Import> {
    exchange::import(store, what, bytes, &Reading::default(), env).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is in a sheet, nothing panics, nothing is written, and no sentence carries a control character.
    #[test]
    fn a_hostile_sheet_is_only_told_about(
        rows in prop::collection::vec(prop::collection::vec("[=+@'\"\\\\\u{1b}\u{9b}\u{202e}a-zõ0-9./:;,-]{0,12}|.{0,20}|[0-9./-]{6,12}|47903149916", 0..9), 0..8),
        end in prop::collection::vec(any::<u8>(), 0..6),
        what in 0..6_usize,
    ) {
        let headings = [
            "Perekonnanimi;Eesnimi;Isikukood;Sünniaeg;Sugu;Avaldus;Vanglast vabanenu;x",
            "Nimi;Roll;Alates;Kuni;Telefon;Kasutajanimi;x;y",
            "Kuupäev;Kell;Kestus;Liik;Osalejad;Töötajad;Tulemus;Märkmed",
            "Osaleja;entered-on;Töötaja;labour;x",
            "Osaleja;kind;from;to;percent;supported;evidence",
            "Osaleja;date;scale;value;by;note",
        ];
        let body: String = rows.iter().map(|row| row.join(";") + "\n").collect();
        let mut bytes = format!("{}\n{body}", headings[what]).into_bytes();
        bytes.extend(end);
        let sorts = [What::People, What::Workers, What::Meetings, What::Entries, What::Spells, What::Assessments];
        let what = sorts[what];
        // Nothing is written, so that one register serves all sheets.
        REGISTER.with(|session| {
            let before = session.store.log_position().unwrap();
            let import = read(&session.store, &session.env, what, &bytes);
            for trouble in import.iter().flat_map(|import| &import.troubles) {
                let sentence = trouble.sentence(&session.env);
                prop_assert!(!sentence.chars().any(char::is_control), "{sentence:?}");
                prop_assert!(!sentence.contains("{said}"), "{sentence}");
            }
            prop_assert_eq!(session.store.log_position().unwrap(), before);
            Ok(())
        })?;
    }

    /// Names that look like formulas, codes or quotation marks come back from a sheet as they went out.
    #[test]
    fn any_name_survives_the_way_out_and_back(names in prop::collection::vec(("[=+@'\";, a-zõš-]{1,10}", "[=+@'\";\\ta-zõš-]{1,10}"), 1..6)) {
        let mut session = empty();
        for (surname, given) in names {
            let person = Person { surname: tugi::domain::clean(&surname), given: tugi::domain::clean(&given), ..Person::default() };
            if person.surname.is_empty() || person.given.is_empty() {
                continue;
            }
            let applied_on = NaiveDate::from_ymd_opt(2013, 7, 1);
            let participation =
                Participation { programme: session.env.programme, person: Id(-1), applied_on, ..Participation::default() };
            let changes = [Change::Create(Id(-1), person.into()), Change::Create(Id(-1), participation.into())];
            let at = session.clock.now();
            session.store.commit(Act::Registration, &changes, &Signature { who: "kaja".into(), at }).unwrap();
        }
        let all = session.store.count(Kind::Participation).unwrap() as usize;
        let sheet = exchange::list(&session.store, "participants", &session.env).unwrap();
        let csv = sheet.csv(session.env.words.lang);
        let import = read(&session.store, &session.env, What::People, csv.as_bytes()).unwrap();
        prop_assert_eq!(import.troubles.iter().map(|trouble| trouble.sentence(&session.env)).collect::<Vec<_>>(), Vec::<String>::new());
        prop_assert_eq!(import.source, Source::Text(Encoding::Utf8, ';'));
        prop_assert_eq!((import.new, import.there, import.changes.len()), (0, all, 0));
    }
}
