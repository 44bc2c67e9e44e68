//! What people type, as values: dates, times, lengths, numbers and amounts, in the short forms that people use.
//!
//! Holds no words: names of weekdays come from whoever asks. What cannot be read is answered by what exactly is wrong with it.

mod date;
mod digits;
mod figures;
mod number;
mod time;
mod weekday;

pub use date::{DateProblem, Leaning, parse_date};
pub use digits::digit_row;
pub(super) use figures::exact_date;
pub use number::{NumberProblem, parse_money, parse_number};
pub use time::{MinutesProblem, TimeProblem, parse_minutes, parse_time};
