//! Which column of a sheet is for which field: by the field's words in any language, its name, and what else people call it.

use crate::{
    domain::{clean, fold},
    forms::{Entry, FieldInfo},
    i18n::{Label, Lang, words},
};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The field in this place of the form.
    Field(usize),
    /// `Surname, Given` in one cell.
    Name,
    /// Nothing that is taken over.
    Unknown,
}

/// What the columns of a sheet are for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) columns: Vec<Column>,
}

/// Why a heading cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoHeading {
    /// Two columns are for the same field.
    Twice(String, String),
    /// No column is for these fields, by their places.
    Missing(Vec<usize>),
}

/// What else people write over a field's column, folded and without signs.
const FURTHER: &[(&str, &[&str])] = &[
    ("surname", &["last name", "family name", "perenimi", "pavardes", "slaktnamn"]),
    ("given", &["first name", "given name", "eesnimed", "vardai", "tilltalsnamn", "fornamnen"]),
    (
        "national-id",
        &["personal code", "id code", "national id", "ik", "a k", "ak", "personkod", "pnr", "samordningsnummer"],
    ),
    ("born", &["date of birth", "birth date", "birthday", "sunnikuupaev", "gimimo diena", "fodd", "fodelsedag"]),
    ("gender", &["sex"]),
    (
        "phone",
        &[
            "telephone",
            "mobile",
            "tel",
            "telefoni number",
            "mobiil",
            "tel nr",
            "telefono numeris",
            "mobil",
            "telefonnummer",
        ],
    ),
    ("email", &["mail", "meil", "e mail", "elektroninis pastas", "epostadress", "mejl"]),
    ("address", &["elukoht", "gyvenamoji vieta", "bostadsadress"]),
    ("source", &["referral", "kes suunas", "kas nukreipe", "anvisad av"]),
    (
        "applied-on",
        &["application date", "applied", "avaldus", "avalduse esitamise kuupaev", "prasymas", "ansokningsdatum"],
    ),
    ("consent-on", &["consent", "nousoleku kuupaev", "sutikimo data", "samtyckesdatum"]),
    ("role", &["position", "amet", "ametikoht", "befattning"]),
    ("organisation", &["employer", "tooandja", "darboviete", "arbetsgivare"]),
    ("login", &["user", "user name", "kasutaja", "prisijungimo vardas", "anvandarnamn"]),
    ("active-from", &["first day", "tool alates", "dirba nuo", "anstalld fran"]),
    ("active-to", &["last day", "tool kuni", "dirba iki", "anstalld till"]),
    ("checked-on", &["background check", "taustakontroll", "patikros data", "registerutdrag"]),
    ("date", &["day", "paev", "diena", "dag"]),
    ("time", &["hour", "kell", "valanda", "tid"]),
    ("minutes", &["length", "duration", "minutid", "kestus min", "minutes", "minutai", "minuter"]),
    ("kind", &["type", "tuup", "tipas", "typ"]),
    ("participants", &["participant", "osaleja", "dalyvis", "klient", "kliendid", "klientas"]),
    ("workers", &["worker", "tugiisik", "tugiisikud", "darbuotojas", "stodperson", "vagledare"]),
    ("place", &["where", "kus", "kur", "var"]),
    ("notes", &["note", "comments", "markus", "kokkuvote", "pastaba", "anteckning", "kommentar"]),
];

/// What people write over a column of whole names.
const NAMES: &[&str] =
    &["name", "full name", "nimi", "taisnimi", "vardas pavarde", "pavarde vardas", "namn", "efternamn fornamn"];

/// Finds out what each column is for. `blank` is what the form begins with, so that a column may lack where it says enough;
/// `of_people` when one column of whole names may stand for two.
pub(super) fn read(
    heading: &[String],
    fields: &[FieldInfo],
    blank: &[Entry],
    of_people: bool,
) -> Result<Heading, NoHeading> {
    let column = |text: &String| match fields.iter().position(|field| is_called(field, text)) {
        Some(place) => Column::Field(place),
        None if of_people && is_name(text) => Column::Name,
        None => Column::Unknown,
    };
    let mut columns: Vec<Column> = heading.iter().map(column).collect();
    for (later, column) in columns.iter().enumerate() {
        let earlier = columns[..later].iter().position(|known| known == column && *column != Column::Unknown);
        if let Some(earlier) = earlier {
            return Err(NoHeading::Twice(clean(&heading[earlier]), clean(&heading[later])));
        }
    }
    let place = |name: &str| fields.iter().position(|field| field.name == name);
    let has = |name: &str, columns: &[Column]| place(name).is_some_and(|place| columns.contains(&Column::Field(place)));
    if has("surname", &columns) && has("given", &columns) {
        // The two say more than the one.
        columns.iter_mut().filter(|column| **column == Column::Name).for_each(|column| *column = Column::Unknown);
    }
    let named = columns.contains(&Column::Name);
    let missing = |place: &usize| {
        let field = &fields[*place];
        let by_name = named && matches!(field.name, "surname" | "given");
        let said = blank.get(*place).is_some_and(|entry| !entry.is_empty());
        field.needed && !by_name && !said && !columns.contains(&Column::Field(*place))
    };
    let missing: Vec<usize> = (0..fields.len()).filter(missing).collect();
    if missing.is_empty() { Ok(Heading { columns }) } else { Err(NoHeading::Missing(missing)) }
}

/// Which fields the sheet has a column for.
pub(super) fn in_sheet(columns: &[Column], fields: &[FieldInfo]) -> Vec<bool> {
    let named = |field: &FieldInfo| columns.contains(&Column::Name) && matches!(field.name, "surname" | "given");
    fields.iter().enumerate().map(|(place, field)| columns.contains(&Column::Field(place)) || named(field)).collect()
}

fn is_called(field: &FieldInfo, text: &str) -> bool {
    let written = plain(text);
    let further = FURTHER.iter().find(|(name, _)| *name == field.name).map_or(&[][..], |(_, further)| *further);
    written == plain(field.name) || in_any_language(field.label, &written) || further.contains(&written.as_str())
}

fn is_name(text: &str) -> bool {
    let written = plain(text);
    NAMES.contains(&written.as_str()) || in_any_language(|w| &w.column.name, &written)
}

fn in_any_language(label: Label, written: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| plain(label(words(lang))) == written)
}

/// Folded, with one space for whatever stands between words.
fn plain(text: &str) -> String {
    let folded = fold(super::formula::unmarked(&clean(text)));
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::form;

    fn fields(name: &str) -> Vec<FieldInfo> {
        form(name).unwrap().fields()
    }

    fn found(form: &str, heading: &str) -> Vec<&'static str> {
        let fields = fields(form);
        let heading: Vec<String> = heading.split(';').map(str::to_owned).collect();
        let columns = read(&heading, &fields, &[], form != "meeting").unwrap().columns;
        let name = |column: Column| match column {
            Column::Field(place) => fields[place].name,
            Column::Name => "name",
            Column::Unknown => "-",
        };
        columns.into_iter().map(name).collect()
    }

    #[test]
    fn columns_are_found_by_their_words_in_any_language() {
        let expected = ["surname", "given", "national-id", "applied-on"];
        for heading in [
            "Perekonnanimi;Eesnimi;Isikukood;Avalduse kuupäev",
            "PAVARDĖ;vardas;Asmens  kodas;Prasymo data",
            "Efternamn;Förnamn;Person-nummer;Ansökan",
            "surname;given;national-id;applied-on",
            "Last name;First name;Personal code;Application date",
        ] {
            let heading = heading.replace("Person-nummer", "Personnummer");
            assert_eq!(found("registration", &heading), expected, "{heading}");
        }
    }

    #[test]
    fn one_column_of_names_stands_for_two_unless_both_are_there() {
        assert_eq!(found("worker", "Nimi;Roll"), ["name", "role"]);
        assert_eq!(found("worker", "Nimi;Perekonnanimi;Eesnimi;Roll"), ["-", "surname", "given", "role"]);
    }

    #[test]
    fn what_is_missing_and_what_is_there_twice_is_named() {
        let heading = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        let fields = fields("worker");
        assert_eq!(read(&heading("Eesnimi;Märkused"), &fields, &[], true), Err(NoHeading::Missing(vec![0, 2])));
        let twice = Err(NoHeading::Twice("Eesnimi".into(), "Förnamn".into()));
        assert_eq!(read(&heading("Eesnimi;Förnamn;Roll"), &fields, &[], true), twice);
    }

    #[test]
    fn no_heading_is_for_two_fields_of_one_form() {
        for name in ["registration", "worker", "meeting"] {
            let fields = fields(name);
            for field in &fields {
                let labels = Lang::ALL.map(|lang| (field.label)(words(lang)).to_owned());
                let further =
                    FURTHER.iter().filter(|(known, _)| *known == field.name).flat_map(|(_, further)| *further);
                for text in labels.into_iter().chain(further.map(|text| (*text).to_owned())) {
                    let called: Vec<&str> =
                        fields.iter().filter(|field| is_called(field, &text)).map(|field| field.name).collect();
                    assert_eq!(called, [field.name], "{name}: {text}");
                }
            }
        }
    }
}
