//! Where the record with a number stands in a list.

use std::collections::HashMap;

use crate::domain::Id;

/// The position of each number in a list.
pub(super) enum Positions {
    /// Numbers follow one another in a register, so that nearly always a table of them is small and quick.
    Table { first: i64, positions: Vec<u32> },
    /// For numbers far apart, which would make a table long.
    Map(HashMap<i64, u32>),
}

/// What a table says where there is no such number.
const NONE: u32 = u32::MAX;

impl Positions {
    /// The position of each number with its number; of one that comes twice, the last.
    pub(super) fn new(numbered: impl Iterator<Item = (Id, usize)> + Clone) -> Self {
        let (mut first, mut last, mut count) = (i64::MAX, i64::MIN, 0);
        for (id, _) in numbered.clone() {
            (first, last, count) = (first.min(id.0), last.max(id.0), count + 1);
        }
        let span = last.checked_sub(first).and_then(|span| usize::try_from(span).ok());
        match span.filter(|span| *span < 4 * count + 1_000) {
            Some(span) => {
                let mut positions = vec![NONE; span + 1];
                for (id, position) in numbered {
                    positions[(id.0 - first) as usize] = position as u32;
                }
                Self::Table { first, positions }
            }
            None => Self::Map(numbered.map(|(id, position)| (id.0, position as u32)).collect()),
        }
    }

    /// Where the record with this number stands.
    pub(super) fn of(&self, id: Id) -> Option<usize> {
        let position = match self {
            Self::Table { first, positions } => {
                let place = usize::try_from(id.0.checked_sub(*first)?).ok()?;
                positions.get(place).copied().filter(|position| *position != NONE)
            }
            Self::Map(positions) => positions.get(&id.0).copied(),
        };
        position.map(|position| position as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_close_together_far_apart_and_none_at_all_are_found_where_they_stand() {
        for ids in [&[3, 5, 4][..], &[1, i64::MAX, -7], &[i64::MIN, i64::MAX], &[]] {
            let positions = Positions::new(ids.iter().map(|id| Id(*id)).zip(0..));

            for (id, position) in ids.iter().zip(0..) {
                assert_eq!(positions.of(Id(*id)), Some(position), "{id} of {ids:?}");
            }
            for id in [2, 6, i64::MAX - 1, 0] {
                assert_eq!(positions.of(Id(id)), None, "{id} of {ids:?}");
            }
        }
    }
}
