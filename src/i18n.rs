//! Languages: the right plurals, the order of letters, and days and amounts as each country writes them.
//!
//! Knows nothing of SQL, files or a terminal. Whatever costs time to set up is set up at its first use.

mod condition;
mod deadline;
mod definition;
mod format;
mod lang;
mod order;
mod person;
mod plural;
mod reason;
mod words;

pub use lang::{Lang, UnknownLang};
pub use order::Order;
pub use plural::{Forms, FormsProblem};
pub use words::{KEYS, Label, Words, capitalised, fill, words};
