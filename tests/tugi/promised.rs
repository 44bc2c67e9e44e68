//! What the texts of the programmes state, number by number: beside each the text's own words, and what the definition and the
//! training register answer.

mod estonian;
mod everywhere;
mod kazlu_ruda;
mod torsas;
mod trakai;

use chrono::NaiveDate;
use tugi::{
    definitions, demo,
    domain::{Definition, Facts, FigureValue, Id, Register, count},
    store::{Collation, Store},
};

/// A day as it is written.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The definition that comes with the program.
fn definition(code: &str) -> Definition {
    definitions::parse(definitions::embedded(code).unwrap()).unwrap()
}

/// A programme's training register on its day.
struct Trained {
    store: Store,
    facts: Facts,
    definition: Definition,
    today: NaiveDate,
}

/// The training register of this programme.
fn trained(code: &str) -> Trained {
    let mut store = Store::in_memory(Collation::plain()).unwrap();
    demo::fill(&mut store, code).unwrap();
    let today = store.all::<Register>().unwrap()[0].record.training_day.unwrap();
    Trained { facts: store.facts(Id(1)).unwrap(), definition: definition(code), store, today }
}

impl Trained {
    /// The figure of a promise on the training day.
    fn value(&self, promise: &str) -> FigureValue {
        let promise = self.definition.promise(promise).unwrap_or_else(|| panic!("no promise {promise}"));
        count(promise, &self.facts, &self.definition, self.today).value
    }
}

/// What the register of a programme says of what its text states: the text's words, the figure that answers them, its value.
fn says(code: &str, table: &[(&str, &str, FigureValue)]) {
    let trained = trained(code);
    for (words, promise, value) in table {
        stated(code, words);
        assert_eq!(trained.value(promise), *value, "{code}: {promise}: „{words}“");
    }
}

/// The words of the text stand in the definition as they stand in the text.
fn stated(code: &str, words: &str) {
    let text = definitions::embedded(code).unwrap();
    assert!(words.split(" … ").all(|part| text.contains(part)), "{code} does not say: {words}");
}

/// So many of so many.
const fn share(counted: usize, base: usize) -> FigureValue {
    FigureValue::Share { counted, base }
}
