//! Before and after: where those who have left stood at entry, at the exit and at each follow-up, by gender, with everybody behind it;
//! all of them, and beside that those of whom both points are known.

mod measure;
mod scores;

use super::{Block, Column, Document, named::named};
use crate::{
    domain::{
        BeforeAfter, DueStatus, Facts, Gender, Line, Point, Reason, before_after,
        definition::{LocalText, Unit},
    },
    env::Env,
    i18n::fill,
};

/// The report.
pub(super) fn document(facts: &Facts, env: &Env) -> Document {
    let words = &env.words.before_after;
    let told = before_after(facts, &env.definition, env.today);
    let mut blocks = vec![
        Block::paragraph_of(env.definition.name.get(env.words.lang.code())),
        Block::paragraph_of(fill(&env.words.report.as_of, &[("day", &env.date(env.today))])),
        Block::paragraph(&about(&told, env)),
    ];
    if told.lines.is_empty() {
        blocks.push(Block::paragraph_of(&words.nobody_left));
    } else {
        let view = View { told: &told, facts, env };
        blocks.extend(measure::blocks(&view));
        blocks.extend(scores::blocks(&view));
        blocks.extend(view.follow_ups());
    }
    Document { report: "before-after".to_owned(), title: words.title.clone(), day: env.today, blocks, log: None }
}

/// Who is looked at, and at which points.
fn about(told: &BeforeAfter, env: &Env) -> Vec<String> {
    let words = &env.words.before_after;
    let numbers = [("n", told.lines.len().to_string()), ("open", told.going_on.to_string())];
    let values: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let looked = if told.unit == Unit::Stays { &words.of_stays } else { &words.of_participants };
    let asks = told.points.iter().any(|point| matches!(point, Point::FollowUp(_)));
    let mut said = vec![fill(looked, &values), words.directly.clone()];
    said.push(if asks { words.at_follow_up.clone() } else { words.no_follow_ups.clone() });
    said
}

/// Of whom a line tells: of all, or of those who stated this gender, or none.
#[derive(Clone, Copy)]
enum Of {
    All,
    Stated(Option<Gender>),
}

impl Of {
    fn holds(self, gender: Option<Gender>) -> bool {
        match self {
            Self::All => true,
            Self::Stated(wanted) => wanted == gender,
        }
    }
}

/// What every part of the report looks at.
struct View<'a> {
    told: &'a BeforeAfter,
    facts: &'a Facts,
    env: &'a Env,
}

impl View<'_> {
    /// What a point is called.
    fn point(&self, point: &Point) -> String {
        let words = &self.env.words.before_after;
        match point {
            Point::Entry => words.at_entry.clone(),
            Point::Exit => words.at_exit.clone(),
            Point::FollowUp(id) => {
                self.env.definition.deadline(id).map_or_else(|| id.clone(), |it| self.text(&it.name))
            }
        }
    }

    fn text(&self, text: &LocalText) -> String {
        text.get(self.env.words.lang.code()).to_owned()
    }

    /// A column of numbers for each point.
    fn points(&self) -> Vec<Column> {
        self.told.points.iter().map(|point| Column::numbers(self.point(point))).collect()
    }

    /// In all, and the genders that were stated; others only where somebody is.
    fn genders(&self) -> Vec<(String, Of)> {
        let words = &self.env.words.report;
        let other = self.told.lines.iter().any(|line| line.gender == Some(Gender::Other));
        let unknown = self.told.lines.iter().any(|line| line.gender.is_none());
        let mut genders = vec![
            (words.in_all.clone(), Of::All),
            (words.women.clone(), Of::Stated(Some(Gender::Woman))),
            (words.men.clone(), Of::Stated(Some(Gender::Man))),
        ];
        genders.extend(other.then(|| (words.other_gender.clone(), Of::Stated(Some(Gender::Other)))));
        genders.extend(unknown.then(|| (self.env.words.before_after.no_gender.clone(), Of::Stated(None))));
        genders
    }

    /// The number and the name of somebody.
    fn who(&self, line: &Line) -> [String; 2] {
        let named = named(line.who, self.facts, self.env);
        [named.number.map(|number| number.to_string()).unwrap_or_default(), named.shown(self.env)]
    }

    /// Everybody for whom there is something to say, with a cell for each point.
    fn people(&self, cell: impl Fn(&Line, usize) -> Option<String>) -> Block {
        let column = &self.env.words.column;
        let mut columns = vec![Column::numbers(&column.number), Column::words(&column.name)];
        columns.extend(self.told.points.iter().map(|point| Column::words(self.point(point))));
        let mut rows = Vec::new();
        for line in &self.told.lines {
            let cells: Vec<Option<String>> = (0..self.told.points.len()).map(|place| cell(line, place)).collect();
            if cells.iter().any(Option::is_some) {
                let shown = cells.into_iter().map(|cell| cell.unwrap_or_else(|| "–".to_owned()));
                rows.push(self.who(line).into_iter().chain(shown).collect());
            }
        }
        Block::Table { columns, rows }
    }

    /// How each follow-up stands, and who could not be reached.
    fn follow_ups(&self) -> Vec<Block> {
        let (words, column) = (&self.env.words.before_after, &self.env.words.column);
        let (mut rows, mut unreached) = (Vec::new(), Vec::new());
        for point in &self.told.points {
            let Point::FollowUp(id) = point else { continue };
            let mut counts = [0_usize; 6];
            for line in &self.told.lines {
                let due = line.follow_ups.iter().find(|due| due.rule == *id);
                let reason = due.and_then(|due| due.reasons.first());
                let place = match due.map(|due| due.status) {
                    Some(DueStatus::Done(_)) if matches!(reason, Some(Reason::FollowUpDeclined { .. })) => 1,
                    Some(DueStatus::Done(_)) => 0,
                    Some(DueStatus::Missed | DueStatus::GivenUp(_)) => 2,
                    Some(DueStatus::Overdue) => 3,
                    Some(DueStatus::Open) => 4,
                    None => 5,
                };
                counts[place] += 1;
                let in_vain = place == 2 || (place == 3 && due.is_some_and(|due| due.tries > 0));
                if let Some(reason) = reason.filter(|_| in_vain) {
                    let said = [self.point(point), self.env.words.reason(reason)];
                    unreached.push(self.who(line).into_iter().chain(said).collect::<Vec<_>>());
                }
            }
            rows.push(std::iter::once(self.point(point)).chain(counts.map(|n| n.to_string())).collect());
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let titles = [&words.made, &words.declined, &words.not_reached, &words.late, &words.to_come, &words.not_asked];
        let columns = std::iter::once(Column::words("")).chain(titles.map(Column::numbers)).collect();
        let mut blocks = vec![Block::heading(&words.follow_ups), Block::Table { columns, rows }];
        let said = fill(&words.unreached, &[("n", &unreached.len().to_string())]);
        blocks.push(Block::caption(said, &words.people));
        if !unreached.is_empty() {
            let columns = vec![
                Column::numbers(&column.number),
                Column::words(&column.name),
                Column::words(&words.follow_up),
                Column::words(&column.why),
            ];
            blocks.push(Block::Table { columns, rows: unreached });
        }
        blocks
    }
}
