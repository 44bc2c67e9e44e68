//! The form of the file: one append-only list of steps, each its own SQL file and its own transaction.

use rusqlite::{Connection, TransactionBehavior};

use super::{
    chain,
    error::{Error, Result},
    state,
};

/// `TUGI` in ASCII: stands in the header of every register and of nothing else.
pub(super) const APPLICATION_ID: i64 = 0x5455_4749;

/// The steps from an empty file to today's form. Only ever add at the end; a step that was released is never edited.
const MIGRATIONS: &[&str] = &[
    // After it: all records of the first version, the change log, the index of people.
    include_str!("../../data/migrations/0001_initial.sql"),
    // After it: decisions, offers, assessments, steps, teams, relations, referrals, flags, what was handed in.
    include_str!("../../data/migrations/0002_facts_of_eight_programmes.sql"),
    // After it: meetings can be read in brief, by day and by participation, without their notes.
    include_str!("../../data/migrations/0003_meetings_in_brief.sql"),
    // After it: the log is chained and its images can be replaced, each table knows its state; drafts, sealed reports.
    include_str!("../../data/migrations/0004_whole_and_chained.sql"),
    // After it: what was said of the columns of sheets is known again.
    include_str!("../../data/migrations/0005_columns_of_sheets.sql"),
    // After it: a register can be a copy for audit; guides for support persons.
    include_str!("../../data/migrations/0006_copies_for_audit_and_guides.sql"),
];

/// The format this program writes: the number of steps.
pub(super) const FORMAT: i64 = MIGRATIONS.len() as i64;

/// The format of an open file; 0 for an empty one.
pub(super) fn format(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Whether an open file says of itself that it is a register.
pub(super) fn is_register(connection: &Connection) -> Result<bool> {
    let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(id == APPLICATION_ID)
}

/// Brings the file to today's form; refuses a newer one untouched.
pub(super) fn upgrade(connection: &mut Connection) -> Result<()> {
    let found = format(connection)?;
    if found > FORMAT {
        return Err(Error::TooNew { found, known: FORMAT });
    }
    for (step, sql) in (1..).zip(MIGRATIONS).skip(found as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Somebody else may have taken the step while this program waited for the lock.
        if format(&transaction)? < step {
            state::stand_aside(&transaction)?;
            transaction.execute_batch(sql)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", step)?;
            if step == FORMAT {
                chain::extend(&transaction)?;
                state::account(&transaction)?;
            }
        }
        transaction.commit()?;
    }
    Ok(())
}
