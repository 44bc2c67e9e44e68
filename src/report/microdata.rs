//! A table of participants for the funder before it is handed in: what it would be refused for, person by person, and who is not in it.

use serde::Serialize;

use super::{Block, Column, Document, named::named};
use crate::{
    domain::{
        Facts, Since, Who,
        microdata::{Fact, Fault, Layout, LayoutColumn, Microdata, Row, Span, Wrong, microdata as table},
    },
    env::Env,
    forms::id_sentence,
    i18n::fill,
};

/// A table of participants with what it is made of.
#[derive(Clone, Debug)]
pub struct ParticipantTable {
    /// How the funder takes it.
    pub layout: Layout,
    /// Which quarter or year it is about.
    pub span: Span,
    /// What stands in it.
    pub data: Microdata,
    facts: Facts,
}

/// Something for which a row would be refused, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ToldFault {
    /// The number that the office gives the participation.
    pub number: Option<i64>,
    /// The name; none for who is not named.
    pub name: Option<String>,
    /// The field.
    pub field: String,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}

/// The table of a span with the facts of its last day; none at the ends of the calendar.
pub fn participant_table(layout: Layout, span: Span, mut facts: Facts, env: &Env) -> Option<ParticipantTable> {
    let last = span.days()?.to;
    let then = if last < env.today {
        Since { after: last, until: env.today }.take_from(&mut facts);
        env.on(last)
    } else {
        env.clone()
    };
    let data = table(&layout, span, &facts, &then.definition, then.today)?;
    Some(ParticipantTable { layout, span, data, facts })
}

/// The quarter or the year in words.
pub fn span_said(span: Span, env: &Env) -> String {
    let (words, year) = (&env.words.microdata, span.year().to_string());
    match span.quarter() {
        Some(number) => fill(&words.quarter, &[("n", &number.to_string()), ("year", &year)]),
        None => fill(&words.year, &[("year", &year)]),
    }
}

impl ParticipantTable {
    /// How many rows nothing would be refused for, of how many.
    pub fn complete(&self) -> (usize, usize) {
        (self.data.complete().count(), self.data.rows.len())
    }

    /// The table before it is handed in: what would be refused and why, and who is not in it.
    pub fn document(&self, env: &Env) -> Document {
        let words = &env.words.microdata;
        let faults = self.faults(env);
        let mut blocks = vec![
            Block::paragraph_of(env.definition.name.get(env.words.lang.code())),
            Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(self.data.days.to.min(env.today)))])),
            Block::paragraph(&[format!("{}.", span_said(self.span, env)), self.counted(env)]),
        ];
        if self.data.days.to > env.today {
            blocks.push(Block::paragraph_of(fill(&words.not_over, &[("day", &env.date(self.data.days.to))])));
        }
        blocks.push(Block::heading(fill(&words.faults, &[("n", &faults.len().to_string())])));
        if faults.is_empty() {
            blocks.push(Block::paragraph_of(&words.no_faults));
        }
        blocks.extend(shown(&faults, env));
        blocks.extend(self.not_named(env));
        if let Some(why) = &self.layout.chosen {
            let said = [&env.words.programme.chosen, why.get(env.words.lang.code())].map(str::to_owned);
            blocks.push(Block::paragraph(&said));
        }
        let name = self.layout.name.get(env.words.lang.code()).to_owned();
        Document { report: self.layout.code.clone(), title: name, day: env.today, blocks, log: None }
    }

    /// How many rows there are, and how many of them would be taken, in a sentence.
    pub fn counted(&self, env: &Env) -> String {
        let (complete, all) = self.complete();
        let numbers = [all, complete, all - complete, self.data.unnamed.len()].map(|n| env.words.lang.number(n as i64));
        let names = ["all", "complete", "faulty", "unnamed"];
        let values: Vec<(&str, &str)> = names.into_iter().zip(numbers.iter().map(String::as_str)).collect();
        fill(&env.words.microdata.counted, &values)
    }

    /// What rows would be refused for, in their order.
    pub fn faults(&self, env: &Env) -> Vec<ToldFault> {
        let of = |row: &'_ Row| row.faults.iter().map(|fault| self.told(row.who, fault, env)).collect::<Vec<_>>();
        self.data.rows.iter().flat_map(of).collect()
    }

    /// Who is not in the table because they are not named: number and why.
    pub fn unnamed(&self, env: &Env) -> Vec<(i64, String)> {
        let of = |(who, why): &(Who, crate::domain::Unnamed)| {
            let number = named(*who, &self.facts, env).number.unwrap_or_default();
            (number, env.words.name(*why).to_owned())
        };
        self.data.unnamed.iter().map(of).collect()
    }

    fn told(&self, who: Who, fault: &Fault, env: &Env) -> ToldFault {
        let named = named(who, &self.facts, env);
        let column = fault.column.and_then(|place| self.layout.columns.get(place));
        let field = column.map_or_else(|| env.words.microdata.record.clone(), |it| name_of(it, env).to_owned());
        ToldFault {
            number: named.number,
            name: named.name,
            field,
            wrong: self.wrong(&fault.wrong, env),
            remedy: remedy(&fault.wrong, column.map(|column| column.fact), env).to_owned(),
        }
    }

    fn wrong(&self, wrong: &Wrong, env: &Env) -> String {
        let words = &env.words.microdata;
        match wrong {
            Wrong::Missing => words.missing.clone(),
            Wrong::NotAsked => words.not_asked.clone(),
            Wrong::Declined => words.declined.clone(),
            Wrong::NotInList(set, code) => fill(&words.not_in_list, &[("value", env.words.code_name(set, code))]),
            Wrong::NoCode(problem) => id_sentence(problem, env),
            Wrong::OtherBirth(born) => fill(&words.other_birth, &[("day", &env.date(*born))]),
            Wrong::OtherGender => words.other_gender.clone(),
            Wrong::Twice(who) => {
                let other = named(*who, &self.facts, env);
                let said = format!("{} {}", other.number.unwrap_or_default(), other.shown(env));
                fill(&words.twice, &[("who", &said)])
            }
            Wrong::ExitBeforeEntry(entry, exit) => {
                fill(&words.exit_before_entry, &[("entry", &env.date(*entry)), ("exit", &env.date(*exit))])
            }
            Wrong::OutsideProgramme(entry) => fill(&words.outside_programme, &[("day", &env.date(*entry))]),
            Wrong::BornLater(born) => fill(&words.born_later, &[("day", &env.date(*born))]),
            Wrong::NoConsent => words.no_consent.clone(),
        }
    }

    fn not_named(&self, env: &Env) -> Vec<Block> {
        let words = &env.words.microdata;
        if self.data.unnamed.is_empty() {
            return Vec::new();
        }
        let rows = self.unnamed(env).into_iter().map(|(number, why)| vec![number.to_string(), why]).collect();
        let columns = vec![Column::numbers(&env.words.column.number), Column::words(&env.words.column.why)];
        vec![
            Block::heading(fill(&words.not_in_it, &[("n", &self.data.unnamed.len().to_string())])),
            Block::paragraph_of(&words.not_in_it_why),
            Block::Table { columns, rows },
        ]
    }
}

fn name_of<'a>(column: &'a LayoutColumn, env: &Env) -> &'a str {
    column.name.get(env.words.lang.code())
}

/// The field at fault, and what to do about it.
type FieldAndRemedy<'a> = (&'a str, &'a str);

/// Field by field, in the order in which they first stand: what is wrong with whom, after what to do about it.
fn shown(faults: &[ToldFault], env: &Env) -> Vec<Block> {
    let column = &env.words.column;
    let mut groups: Vec<(FieldAndRemedy, Vec<Vec<String>>)> = Vec::new();
    for fault in faults {
        let about = (fault.field.as_str(), fault.remedy.as_str());
        let number = fault.number.map(|number| number.to_string()).unwrap_or_default();
        let row = vec![number, fault.name.clone().unwrap_or_default(), fault.wrong.clone()];
        match groups.iter_mut().find(|(known, _)| *known == about) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((about, vec![row])),
        }
    }
    let blocks = groups.into_iter().flat_map(|((field, remedy), rows)| {
        let said = format!("{field} ({}). {remedy}", rows.len());
        let columns = vec![
            Column::numbers(&column.number),
            Column::words(&column.name),
            Column::words(&env.words.microdata.wrong),
        ];
        [Block::paragraph_of(said.trim_end()), Block::Table { columns, rows }]
    });
    blocks.collect()
}

/// What to do about a fault.
fn remedy<'a>(wrong: &Wrong, fact: Option<Fact>, env: &'a Env) -> &'a str {
    let words = &env.words.microdata;
    match wrong {
        // The sentence says it already.
        Wrong::NoCode(_) => "",
        Wrong::OtherBirth(_) | Wrong::OtherGender => &words.do_code,
        Wrong::Twice(_) => &words.do_twice,
        Wrong::NotInList(..) => &words.do_list,
        Wrong::Declined => &words.do_declined,
        Wrong::ExitBeforeEntry(..) => &words.do_exit,
        Wrong::OutsideProgramme(_) => &words.do_entry,
        Wrong::BornLater(_) | Wrong::NoConsent => &words.do_person,
        Wrong::Missing | Wrong::NotAsked => match fact {
            Some(Fact::ProjectNumber) => &words.do_project,
            Some(Fact::LabourAfter | Fact::LivelihoodAfter | Fact::PublicSupportAfter | Fact::ExitReason) => {
                &words.do_after
            }
            Some(Fact::Labour | Fact::Education | Fact::Livelihood | Fact::PublicSupport | Fact::EnteredOn) => {
                &words.do_entry
            }
            _ => &words.do_person,
        },
    }
}
