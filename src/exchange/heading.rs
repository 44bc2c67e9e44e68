//! Which column of a sheet is for which field: by the field's words in any language, its name, and what else people call it.

use std::collections::HashMap;

use super::{
    cues::{self, plain},
    intake::WHOSE,
    layout::letters,
    names::NameOrder,
    refused,
};
use crate::{
    domain::clean,
    forms::{Entry, FieldInfo, Input},
    i18n::{Lang, words},
};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The field in this place of the form.
    Field(usize),
    /// The same in hours, where the field in this place counts minutes.
    Hours(usize),
    /// `Surname, Given` in one cell, or without a comma in the order that the heading says.
    Name(Option<NameOrder>),
    /// Nothing that is taken over.
    Unknown,
}

/// What the columns of a sheet are for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) columns: Vec<Column>,
    /// What was said of such a sheet before, and holds here.
    pub(super) remembered: Vec<Said>,
}

/// What a user says of columns: the heading, and the field it is for, `-` where it is for none.
pub(super) type Said = (String, String);

/// What says of a column that it is left out.
pub(super) const LEFT_OUT: &str = "-";

/// Why a heading cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoHeading {
    /// Two columns are for the same field.
    Twice(String, String),
    /// No column is for these fields, by their places.
    Missing(Vec<usize>),
    /// Something was said of a column that is not there.
    NoColumn(String),
    /// A column was said to be for a field that is not there.
    NoField(String),
}

/// What the headings of a sort of sheet mean.
pub(super) struct Headings<'a> {
    pub(super) fields: &'a [FieldInfo],
    /// What the form begins with, so that a column may lack where it says enough.
    blank: &'a [Entry],
    /// By the plain words of a heading.
    meant: HashMap<String, Column>,
    /// What the user says of this sheet.
    said: Vec<Said>,
    /// What was said of other sheets, by their headings.
    remembered: HashMap<String, Vec<Said>>,
}

impl<'a> Headings<'a> {
    /// All that is known of these fields; `of_people` when one column of whole names may stand for two.
    pub(super) fn of(fields: &'a [FieldInfo], blank: &'a [Entry], of_people: bool) -> Self {
        let mut meant = HashMap::new();
        for (place, field) in fields.iter().enumerate() {
            for written in written_over(field) {
                meant.entry(written).or_insert(Column::Field(place));
            }
        }
        if let Some(place) = fields.iter().position(|field| matches!(field.input, Input::Minutes)) {
            for written in cues::of_hours() {
                meant.entry(written.clone()).or_insert(Column::Hours(place));
            }
        }
        if of_people {
            for (written, order) in cues::of_names() {
                meant.entry(written.clone()).or_insert(Column::Name(order));
            }
            for written in Lang::ALL.map(|lang| plain(&words(lang).column.name)) {
                meant.entry(written).or_insert(Column::Name(None));
            }
        }
        Self { fields, blank, meant, said: Vec::new(), remembered: HashMap::new() }
    }

    /// With what the user says of this sheet, and what was said of others by the key of their headings.
    pub(super) fn with(self, said: &[Said], remembered: HashMap<String, Vec<Said>>) -> Self {
        Self { said: said.to_vec(), remembered, ..self }
    }

    /// What a heading means.
    fn column(&self, text: &str) -> Column {
        self.meant.get(&plain(text)).copied().unwrap_or(Column::Unknown)
    }

    /// Whether it means anything.
    pub(super) fn is_known(&self, text: &str) -> bool {
        let said = self.said.iter().find(|(column, _)| plain(column) == plain(text));
        self.column(said.map_or(text, |(_, field)| field)) != Column::Unknown
    }

    /// What each column is for, whether or not the sheet can be taken over so.
    pub(super) fn meant(&self, heading: &[String]) -> Vec<Column> {
        let remembered =
            self.remembered.get(&key(heading)).filter(|_| self.said.is_empty()).cloned().unwrap_or_default();
        let said = if self.said.is_empty() { &remembered } else { &self.said };
        let meant =
            (0..heading.len()).map(|place| self.column(said_of(said, heading, place).unwrap_or(&heading[place])));
        self.weighed(meant.collect(), heading)
    }

    /// The same with what a column means beside the others: one that says less gives way, and a number is whose it is where
    /// nothing else in the sheet can be.
    fn weighed(&self, mut columns: Vec<Column>, heading: &[String]) -> Vec<Column> {
        let place = |name: &str| self.fields.iter().position(|field| field.name == name);
        let has = |column: Option<Column>, columns: &[Column]| column.is_some_and(|column| columns.contains(&column));
        let field = |name: &str| place(name).map(Column::Field);
        let gives_way = |weak: Column| match weak {
            Column::Hours(minutes) => Some(Column::Field(minutes)),
            // The day of the application is the start only where the sheet does not say it.
            _ if Some(weak) == field("entered-on") => field("applied-on"),
            _ => None,
        };
        let all = columns.clone();
        for column in &mut columns {
            if has(gives_way(*column), &all) {
                *column = Column::Unknown;
            }
        }
        let is_number = |text: &String| cues::is_number(text);
        let others_are_known = all.iter().zip(heading).all(|(column, text)| {
            *column != Column::Unknown || text.trim().is_empty() || refused::is_own(text) || is_number(text)
        });
        if let Some(whose) = field(WHOSE).filter(|whose| !all.contains(whose) && others_are_known)
            && heading.iter().filter(|text| is_number(text)).count() == 1
            && self.said.is_empty()
            && let Some(number) = heading.iter().position(is_number)
        {
            columns[number] = whose;
        }
        columns
    }

    /// Finds out what each column is for.
    pub(super) fn read(&self, heading: &[String]) -> Result<Heading, NoHeading> {
        // What is said now wins over what was said before.
        let remembered =
            self.remembered.get(&key(heading)).filter(|_| self.said.is_empty()).cloned().unwrap_or_default();
        for (column, field) in &self.said {
            if (0..heading.len()).all(|place| !is_meant(column, heading, place)) {
                return Err(NoHeading::NoColumn(column.clone()));
            }
            if field != LEFT_OUT && !self.meant.contains_key(&plain(field)) {
                return Err(NoHeading::NoField(field.clone()));
            }
        }
        let mut columns = self.meant(heading);
        for (later, column) in columns.iter().enumerate() {
            let is_same = |known: &Column| match (known, column) {
                (Column::Name(_), Column::Name(_)) => true,
                _ => known == column && *column != Column::Unknown,
            };
            if let Some(earlier) = columns[..later].iter().position(is_same) {
                return Err(NoHeading::Twice(called(heading, earlier), called(heading, later)));
            }
        }
        let place = |name: &str| self.fields.iter().position(|field| field.name == name);
        let has =
            |name: &str, columns: &[Column]| place(name).is_some_and(|place| columns.contains(&Column::Field(place)));
        if has("surname", &columns) && has("given", &columns) {
            // The two say more than the one.
            columns.iter_mut().filter(|column| is_name(column)).for_each(|column| *column = Column::Unknown);
        }
        let named = columns.iter().any(is_name);
        let missing = |place: &usize| {
            let field = &self.fields[*place];
            let by_name = named && matches!(field.name, "surname" | "given");
            let said = self.blank.get(*place).is_some_and(|entry| !entry.is_empty());
            field.needed && !by_name && !said && !columns.contains(&Column::Field(*place))
        };
        let missing: Vec<usize> = (0..self.fields.len()).filter(missing).collect();
        if missing.is_empty() { Ok(Heading { columns, remembered }) } else { Err(NoHeading::Missing(missing)) }
    }
}

/// What was said of the column in this place; what was said of it alone counts before what was said of all of its heading.
fn said_of<'a>(said: &'a [Said], heading: &[String], place: usize) -> Option<&'a str> {
    let is_heading = |column: &str| plain(column) == plain(&heading[place]);
    let meant = || said.iter().filter(|(column, _)| is_meant(column, heading, place));
    let alone = meant().find(|(column, _)| !is_heading(column));
    alone.or_else(|| meant().next()).map(|(_, field)| field.as_str())
}

/// Whether the column in this place is meant: by its heading; where no column has that, by its letter or its number.
fn is_meant(column: &str, heading: &[String], place: usize) -> bool {
    if heading.iter().any(|text| plain(text) == plain(column)) {
        return plain(&heading[place]) == plain(column);
    }
    letters(place).eq_ignore_ascii_case(column.trim()) || (place + 1).to_string() == column.trim()
}

/// How a column is told from the others: by its heading, or by its letter where another has the same.
pub(super) fn own_name(heading: &[String], place: usize) -> String {
    let alike = heading.iter().filter(|text| plain(text) == plain(&heading[place])).count();
    if alike > 1 { letters(place) } else { heading[place].clone() }
}

/// The heading of a column for people, with its letter where another has the same.
pub(super) fn called(heading: &[String], place: usize) -> String {
    let (text, own) = (clean(&heading[place]), own_name(heading, place));
    if own == heading[place] { text } else { format!("{text} ({own})") }
}

/// Whether a column is of whole names.
const fn is_name(column: &Column) -> bool {
    matches!(column, Column::Name(_))
}

/// By which a sheet is known again: its headings without capitals, marks and signs, also where only its refused rows are left.
pub(super) fn key(heading: &[String]) -> String {
    let own = heading.iter().filter(|text| !refused::is_own(text));
    own.map(|text| plain(text)).collect::<Vec<_>>().join("|")
}

/// All that may stand over the column of a field: its name, its label in every language, and what else people write.
fn written_over(field: &FieldInfo) -> impl Iterator<Item = String> {
    let labels = Lang::ALL.into_iter().map(|lang| plain((field.label)(words(lang))));
    std::iter::once(plain(field.name)).chain(labels).chain(cues::of_field(field.name).iter().cloned())
}

/// Which fields the sheet has a column for.
pub(super) fn in_sheet(columns: &[Column], fields: &[FieldInfo]) -> Vec<bool> {
    let named = |field: &FieldInfo| columns.iter().any(is_name) && matches!(field.name, "surname" | "given");
    let has = |place| columns.contains(&Column::Field(place)) || columns.contains(&Column::Hours(place));
    fields.iter().enumerate().map(|(place, field)| has(place) || named(field)).collect()
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
        let columns = Headings::of(&fields, &[], form != "meeting").read(&heading).unwrap().columns;
        let name = |column: Column| match column {
            Column::Field(place) => fields[place].name,
            Column::Hours(_) => "hours",
            Column::Name(_) => "name",
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
    fn hours_stand_for_minutes_unless_those_are_there() {
        for hours in ["Hours", "Tunnid", "Valandos", "Timmar", "Kestus (h)"] {
            assert_eq!(found("meeting", &format!("Kuupäev;Liik;{hours}")), ["date", "kind", "hours"], "{hours}");
        }
        assert_eq!(found("meeting", "Kuupäev;Liik;Minutid;Tunnid"), ["date", "kind", "minutes", "-"]);
    }

    #[test]
    fn what_is_missing_and_what_is_there_twice_is_named() {
        let heading = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        let fields = fields("worker");
        let headings = Headings::of(&fields, &[], true);
        assert_eq!(headings.read(&heading("Eesnimi;Märkused")), Err(NoHeading::Missing(vec![0, 2])));
        let twice = Err(NoHeading::Twice("Eesnimi".into(), "Förnamn".into()));
        assert_eq!(headings.read(&heading("Eesnimi;Förnamn;Roll")), twice);
    }

    #[test]
    fn one_of_two_columns_with_one_heading_is_meant_by_its_letter_or_its_number() {
        let fields = fields("worker");
        let heading = ["Nimi", "Roll", "Amet", "Roll"].map(str::to_owned);
        let read = |said: &[(&str, &str)]| {
            let said: Vec<Said> = said.iter().map(|(column, field)| ((*column).into(), (*field).into())).collect();
            Headings::of(&fields, &[], true).with(&said, HashMap::new()).read(&heading).map(|read| read.columns)
        };
        let twice = Err(NoHeading::Twice("Roll (B)".into(), "Roll (D)".into()));
        assert_eq!(read(&[("Amet", "-")]), twice);
        let (name, role) = (Column::Name(None), Column::Field(2));
        for second in ["D", "d", "4"] {
            let columns = read(&[("Amet", "-"), (second, "-")]);
            assert_eq!(columns, Ok(vec![name, role, Column::Unknown, Column::Unknown]), "{second}");
        }
        let columns = read(&[("Amet", "-"), ("Roll", "-"), ("D", "Roll")]);
        assert_eq!(columns, Ok(vec![name, Column::Unknown, Column::Unknown, role]));
        assert_eq!(read(&[("E", "-")]), Err(NoHeading::NoColumn("E".into())));
    }

    #[test]
    fn what_is_said_of_a_column_holds_now_and_for_the_next_sheet_with_the_same_headings() {
        let heading = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        let said = |column: &str, field: &str| (column.to_owned(), field.to_owned());
        let fields = fields("worker");
        let known = || Headings::of(&fields, &[], true);
        let sheet = heading("Klient;Eesnimi;Amet");
        assert_eq!(known().read(&sheet), Err(NoHeading::Missing(vec![0])));
        let map = vec![said("klient", "Surname"), said("Amet", "Roll")];
        let read = known().with(&map, HashMap::new()).read(&sheet).unwrap();
        assert_eq!(read.columns, [Column::Field(0), Column::Field(1), Column::Field(2)]);
        let remembered = || HashMap::from([(key(&sheet), map.clone())]);
        let again = known().with(&[], remembered()).read(&heading("KLIENT;eesnimi;amet")).unwrap();
        assert_eq!((again.columns, again.remembered), (read.columns, map.clone()));
        assert_eq!(known().with(&[], remembered()).read(&heading("Klient;Amet")), Err(NoHeading::Missing(vec![0, 1])));
        let left_out = [said("Klient", "-"), said("Eesnimi", "Nimi")];
        let columns = known().with(&left_out, remembered()).read(&sheet).unwrap().columns;
        assert_eq!(columns, [Column::Unknown, Column::Name(None), Column::Field(2)]);
        let wrong = |column: &str, field: &str| known().with(&[said(column, field)], HashMap::new()).read(&sheet);
        assert_eq!(wrong("Nimi", "Surname"), Err(NoHeading::NoColumn("Nimi".into())));
        assert_eq!(wrong("Klient", "Kingad"), Err(NoHeading::NoField("Kingad".into())));
    }

    #[test]
    fn no_heading_is_for_two_fields_of_one_form() {
        for name in ["registration", "worker", "meeting", "entry", "spell", "assessment", "exit", "relation"] {
            let fields = fields(name);
            for field in &fields {
                for text in written_over(field) {
                    let called = |field: &&FieldInfo| written_over(field).any(|written| written == text);
                    let called: Vec<&str> = fields.iter().filter(called).map(|field| field.name).collect();
                    assert_eq!(called, [field.name], "{name}: {text}");
                }
            }
        }
    }
}
