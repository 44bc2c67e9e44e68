//! Reports: each is built once, as a document of headings, sentences and figures with their records, and rendered in any form.
//!
//! Knows the questions of `domain` and the words; knows no screen and no second way of counting. Only what is held on one
//! person is read from the file itself.

mod access;
mod anonymous;
mod before;
mod before_after;
mod caseload;
mod dated;
mod document;
mod figures;
mod guides;
mod handover;
mod hours;
mod indicators;
mod interim;
mod listed;
mod microdata;
mod minutes;
mod named;
mod pace;
mod page;
mod places;
mod plan;
mod retention;
mod sealed;
mod service;
mod sheet;
mod small;
mod text;
mod today;
mod yearly;

pub use access::access;
use anonymous::{anonymous, said_anonymous};
pub use dated::{dated, signed};
use document::in_one;
pub use document::{Align, Bar, Block, Chart, Column, Document, Field, FigureRow, Holds, Span};
pub use figures::{FigureProof, Figures, Proof, ProofLine, document as figures_document, figures};
pub use guides::{guide, guide_document, guide_of, guides, names as guide_names};
pub use listed::listed;
pub use microdata::{ParticipantTable, ToldFault, participant_table, span_said};
pub use page::{Letterhead, render as render_page};
pub(crate) use retention::said as keeping_said;
pub use sealed::{
    Because, Compared, Explained, Why, can_be_sealed, compared_document, nameless, sealed_document, sealed_list,
    sealed_when, title as title_of,
};
pub use sheet::{About, SHEETS, Sheet, sheet, told_of};
use small::without_small;
pub use small::{SMALL, counts_only};
pub use text::{render as render_text, render_lines};
pub use today::{Task, Today, document as today_document, today};

use crate::{
    domain::{Facts, Id, Register},
    env::Env,
    i18n::Label,
    store::{Result, Store},
};

/// A report: its name for links and commands, what it is called, and how it is built.
pub struct Report {
    /// The name after `tugi report`.
    pub name: &'static str,
    /// What it is called.
    pub title: Label,
    /// Builds it from the facts, as of the day of the surroundings.
    pub build: fn(&Facts, &Env) -> Document,
}

/// What is left out of a report that leaves the office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Names, and texts that may name somebody.
    pub names: bool,
    /// Numbers of people below this one; only where [`counts_only`] says that they can be.
    pub below: Option<usize>,
}

impl Report {
    /// Builds it; one of another day than today says so in its heading.
    pub fn document(&self, facts: &Facts, env: &Env) -> Document {
        dated((self.build)(facts, env), env)
    }

    /// Builds it without what is to be left out, and says in it that it was.
    pub fn without(&self, left_out: LeftOut, facts: &Facts, env: &Env) -> Document {
        let nameless = left_out.names.then(|| anonymous(facts, env));
        let mut document = self.document(nameless.as_ref().unwrap_or(facts), env);
        if let Some(least) = left_out.below {
            document = without_small(document, least, env);
        }
        if left_out.names { said_anonymous(document, env) } else { document }
    }
}

/// All reports, in the order in which they are offered.
pub static REPORTS: &[Report] = &[
    Report { name: "interim", title: |w| &w.report.interim, build: interim::document },
    Report { name: "yearly", title: |w| &w.yearly.title, build: yearly::document },
    Report {
        name: "figures",
        title: |w| &w.report.figures,
        build: |facts, env| figures_document(facts, env, None, false),
    },
    Report { name: "proof", title: |w| &w.report.proof, build: |facts, env| figures_document(facts, env, None, true) },
    Report { name: "indicators", title: |w| &w.report.indicators, build: indicators::document },
    Report { name: "pace", title: |w| &w.pace.title, build: pace::document },
    Report { name: "caseload", title: |w| &w.caseload.title, build: caseload::document },
    Report { name: "places", title: |w| &w.report.places_over_time, build: places::document },
    Report { name: "before-after", title: |w| &w.before_after.title, build: before_after::document },
    Report { name: "service", title: |w| &w.service.title, build: service::document },
    Report { name: "guides", title: |w| &w.guide.title, build: guides::document },
    Report { name: "retention", title: |w| &w.retention.title, build: retention::document },
    Report {
        name: "today",
        title: |w| &w.report.today,
        build: |facts, env| today_document(facts, env, None, Some(DAYS_AHEAD)),
    },
];

/// The office whose register it is.
fn office(store: &Store) -> Result<String> {
    Ok(store.get::<Register>(Id(1))?.map(|stored| stored.record.office).unwrap_or_default())
}

/// How many days the worklist looks ahead where nobody says otherwise.
pub const DAYS_AHEAD: u32 = 14;

/// Whether a report tells of people, so that it can be asked for without their names; guides are texts of the office.
pub fn tells_of_people(name: &str) -> bool {
    report(name).is_some() && name != "guides"
}

/// The report with this name.
pub fn report(name: &str) -> Option<&'static Report> {
    REPORTS.iter().find(|report| report.name == name)
}
