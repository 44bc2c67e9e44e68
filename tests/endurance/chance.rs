//! Chance that can be repeated: the same beginning gives the same numbers.

/// A stream of numbers.
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream that begins so.
    pub(crate) fn new(beginning: u64) -> Self {
        Self(beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(crate) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}
