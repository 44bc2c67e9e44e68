//! The rules of the product, pure: what the records are, and the questions asked of them.
//!
//! Nothing here knows SQL, a terminal, a word on the screen or today's date; the day is always a parameter.

mod gender;

pub use gender::Gender;
