//! A write as a value: what would change, by whom, and as what act it is remembered.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Id, Kind, Record, choice::choice};

/// One write to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new record. The number is a negative stand-in; other changes of the same batch may link to it.
    /// On undo, the record is removed.
    Create(Id, Record),
    /// New facts for a record that was read at this version. On undo, the old facts return.
    Update(Id, i64, Record),
    /// Removes a record that was read at this version. On undo, it returns under its number.
    Delete(Id, i64, Kind),
}

impl Change {
    /// The sort of the record.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Create(_, record) | Self::Update(_, _, record) => record.kind(),
            Self::Delete(_, _, kind) => *kind,
        }
    }
}

choice! {
    /// What the user did, as the change log and undo name it.
    Act "act" {
        /// Set the register up.
        SetUp "set-up",
        /// Took in a programme, or a later edition of one.
        Programme "programme",
        /// Registered or corrected a participant.
        Registration "registration",
        /// Recorded an entry.
        Entry "entry",
        /// Recorded an exit.
        Exit "exit",
        /// Recorded or corrected a pause.
        Pause "pause",
        /// Recorded or corrected a meeting.
        Meeting "meeting",
        /// Recorded or corrected a decision.
        Action "action",
        /// Made or corrected a plan.
        Plan "plan",
        /// Recorded or corrected a spell.
        Spell "spell",
        /// Recorded or corrected a status.
        Status "status",
        /// Recorded a follow-up.
        FollowUp "follow-up",
        /// Recorded or corrected a decision about a stay.
        Decision "decision",
        /// Offered a place, or noted the answer.
        Offer "offer",
        /// Noted or corrected an assessment.
        Assessment "assessment",
        /// Noted or corrected a step of the programme's way.
        PathStep "path-step",
        /// Recorded or corrected a part in a team.
        TeamMember "team-member",
        /// Recorded or corrected what a person is to another.
        Relation "relation",
        /// Recorded a referral, or its answer.
        Referral "referral",
        /// Raised or closed a flag.
        Flag "flag",
        /// Noted that a report was handed in.
        HandIn "hand-in",
        /// Recorded or corrected a circumstance.
        Circumstance "circumstance",
        /// Registered or corrected a worker.
        Worker "worker",
        /// Handed a participant over.
        Assignment "assignment",
        /// Took in a guide for support persons.
        Guide "guide",
        /// Removed a record.
        Removal "removal",
        /// Made two records of one person one.
        Merging "merging",
        /// Imported a sheet.
        Import "import",
        /// Took out of the register who somebody was.
        Erasure "erasure",
        /// Printed everything that is held on somebody.
        Access "access",
        /// Handed out a table of participants for the funder.
        HandOut "hand-out",
        /// Opened somebody's card, in a register that notes it.
        Reading "reading",
        /// Sealed a report.
        Seal "seal",
        /// Put the register back to an earlier copy.
        Restore "restore",
        /// Took an act back.
        Undo "undo",
        /// Did an undone act again.
        Redo "redo",
    }
}

/// Who writes, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The user's name.
    pub who: String,
    /// The moment, in local time.
    pub at: NaiveDateTime,
}
