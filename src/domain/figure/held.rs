//! Whether a condition holds: yes, no, or nobody can say; each with the fact that decides it.

use crate::domain::Reason;

/// Whether a condition holds, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Held<T = Reason> {
    /// It holds.
    Yes(T),
    /// It does not.
    No(Reason),
    /// Nobody can say, and the reason says what to ask or to wait for.
    Unknown(Reason),
}

impl Held {
    /// Holds when the statement is true; the reason is the same either way.
    pub(super) fn when(holds: bool, reason: Reason) -> Self {
        if holds { Self::Yes(reason) } else { Self::No(reason) }
    }

    /// The opposite; what nobody can say stays so.
    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Yes(reason) => Self::No(reason),
            Self::No(reason) => Self::Yes(reason),
            Self::Unknown(reason) => Self::Unknown(reason),
        }
    }

    /// Holds when all of them do; the first that does not decides.
    pub(super) fn all(all: impl Iterator<Item = Self>) -> Self {
        let mut last = Self::Yes(Reason::NothingAsked);
        for next in all {
            match next {
                Self::Yes(_) => last = next,
                Self::No(_) | Self::Unknown(_) => return next,
            }
        }
        last
    }

    /// Holds when one of them does; as long as one may still hold, nobody can say.
    pub(super) fn any(all: impl Iterator<Item = Self>) -> Self {
        let mut so_far = Self::No(Reason::NothingAsked);
        for next in all {
            match next {
                Self::Yes(reason) => return Self::Yes(reason),
                Self::Unknown(_) if !matches!(so_far, Self::Unknown(_)) => so_far = next,
                Self::No(_) if matches!(so_far, Self::No(_)) => so_far = next,
                Self::No(_) | Self::Unknown(_) => {}
            }
        }
        so_far
    }
}
