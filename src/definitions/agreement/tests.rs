//! Each way in which a definition can be wrong, with the line that is named.

use super::*;
use crate::definitions::{parse, read};
use crate::domain::definition::DefinitionProblem;

const RAPLA: &str = include_str!("../../../data/programmes/rapla-2013.toml");

/// What is wrong with Rapla's definition after a change, and what stands on the line that is named.
fn wrong(from: &str, to: &str) -> (String, Flaw) {
    assert!(RAPLA.contains(from), "{from}");
    let text = RAPLA.replacen(from, to, 1);
    let DefinitionProblem { line, flaw } = parse(&text).unwrap_err();
    (text.lines().nth(line.unwrap() - 1).unwrap().to_owned(), flaw)
}

#[test]
fn a_text_missing_in_a_language_is_shown_in_the_programmes_own() {
    let text = RAPLA.replace("sv = \"Rapla kommun\"\n", "");

    let carrier = parse(&text).unwrap().carrier;

    assert_eq!((carrier.get("lt"), carrier.get("sv")), ("Raplos savivaldybė", "Rapla vald"));
}

#[test]
fn a_text_missing_in_the_programmes_own_language_is_refused_with_its_place() {
    let (line, flaw) = wrong("et = \"Rapla vald\"\n", "");

    assert_eq!((line.as_str(), flaw), ("[carrier]", Flaw::NotInOwnLanguage("carrier".to_owned())));
}

#[test]
fn a_language_that_nobody_speaks_here_is_refused() {
    let (line, flaw) = wrong("language = \"et\"", "language = \"fi\"");

    assert_eq!((line.as_str(), flaw), ("language = \"fi\"", Flaw::UnknownLanguage("fi".to_owned())));
}

#[test]
fn a_misspelt_name_is_refused_with_its_line() {
    let (line, flaw) = wrong("code =", "kode =");

    assert_eq!(line, "kode = \"rapla-2013\"");
    assert!(matches!(flaw, Flaw::Unreadable(said) if said.contains("kode")));
}

#[test]
fn two_promises_of_one_id_are_refused() {
    let (line, flaw) = wrong("id = \"found-work-share\"", "id = \"found-work\"");

    assert_eq!((line.as_str(), flaw), ("id = \"found-work\"", Flaw::SameId("found-work".to_owned())));
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let (line, flaw) = wrong("from = \"2013-01-01\"", "from = \"2013-01-01\"\nto = \"2012-12-31\"");

    assert_eq!(line, "to = \"2012-12-31\"");
    assert!(matches!(flaw, Flaw::EndsBeforeBeginning { .. }));
}

#[test]
fn a_band_must_have_a_bound_and_hold_a_number() {
    let (line, none) = wrong("value = { at_least = 5 }", "value = {}");
    let (_, empty) = wrong("value = { at_least = 5 }", "value = { at_least = 8, at_most = 5 }");

    assert_eq!((line.as_str(), none), ("value = {}", Flaw::NoBound));
    assert_eq!(empty, Flaw::EmptyBand { at_least: 8, at_most: 5 });
}

#[test]
fn a_deadline_from_the_limit_of_stay_needs_a_limit() {
    let (before, rest) = RAPLA.split_once("[limit_of_stay]").unwrap();
    let (_, after) = rest.split_once("[open_cases]").unwrap();
    let text = format!("{before}[open_cases]{after}");

    assert_eq!(parse(&text).unwrap_err().flaw, Flaw::NoLimit("stay-limit".to_owned()));
}

#[test]
fn a_deadline_names_what_is_there_and_its_parts_fit() {
    let anchor = "anchor = \"last-meeting\"";
    let task = "task = \"meeting\"";
    let unknown = |id: &str, list| Flaw::UnknownId { id: id.to_owned(), list };

    assert_eq!(wrong(anchor, "anchor = { step = \"practice\" }").1, unknown("practice", "step"));
    assert_eq!(wrong(anchor, "anchor = { previous = \"nothing\" }").1, unknown("nothing", "deadline"));
    assert_eq!(wrong(anchor, "anchor = { previous = \"contact\" }").1, Flaw::Circle("contact".to_owned()));
    let lacks = |key| Flaw::Lacks { id: "contact".to_owned(), key };
    assert_eq!(wrong(task, "task = \"assessment\"").1, lacks("scale"));
    assert_eq!(wrong(task, "task = \"step\"").1, lacks("step"));
    assert_eq!(wrong(task, "task = \"report\"").1, Flaw::Unfit("contact".to_owned()));
    assert_eq!(wrong(anchor, "anchor = \"month\"").1, Flaw::Unfit("contact".to_owned()));
}

#[test]
fn all_problems_are_found_at_once_in_the_order_of_their_lines() {
    let text =
        RAPLA.replace("value = { at_least = 5 }", "value = {}").replace("id = \"plans\"", "id = \"within-limit\"");

    let found: Vec<_> = read(&text, &text).unwrap_err().into_iter().map(|problem| problem.flaw).collect();

    assert_eq!(found, [Flaw::NoBound, Flaw::SameId("within-limit".to_owned())]);
}
#[test]
fn budget_lines_must_come_to_the_total() {
    let budget = |own| {
        format!(
            "[budget]\ncurrency = \"EUR\"\ntotal = \"382600.00\"\n[[budget.line]]\nname = \"a\"\namount = \"{own}\"\n[[budget.line]]\nname = \"b\"\namount = \"286950\"\n\n[roles]"
        )
    };
    let (line, flaw) = wrong("[roles]", &budget("95650.01"));

    assert_eq!(line, "total = \"382600.00\"");
    assert_eq!(flaw, Flaw::BudgetSum { sum: "382600.01".to_owned(), total: "382600.00".to_owned() });
    assert!(parse(&RAPLA.replacen("[roles]", &budget("95 650,00"), 1)).is_ok());
}

#[test]
fn an_extension_lengthens_the_period() {
    let period =
        "from = \"2013-01-01\"\nto = \"2013-12-31\"\nextension = [{ to = \"2014-12-31\" }, { to = \"2014-12-31\" }]";
    let (line, flaw) = wrong("from = \"2013-01-01\"", period);
    let end = "2014-12-31".parse().unwrap();

    assert!(line.starts_with("extension ="), "{line}");
    assert_eq!(flaw, Flaw::ExtensionNotLater { to: end, end });
}

#[test]
fn a_later_edition_holds_from_a_day_inside_the_period() {
    let later = |holds_from| format!("language = \"et\"\nedition = 2\n{holds_from}");
    let from = "2013-01-01".parse().unwrap();

    for holds_from in ["", "holds_from = \"2013-01-01\""] {
        let text = RAPLA.replacen("language = \"et\"", &later(holds_from), 1);
        assert_eq!(parse(&text).unwrap_err().flaw, Flaw::HoldsOutside { from, to: None });
    }
    assert!(parse(&RAPLA.replacen("language = \"et\"", &later("holds_from = \"2013-06-01\""), 1)).is_ok());
    assert_eq!(wrong("language = \"et\"", "language = \"et\"\nedition = 0").1, Flaw::BadEdition(0));
}

#[test]
fn an_id_has_small_letters_digits_and_hyphens() {
    let (line, flaw) = wrong("id = \"plans\"", "id = \"Plaan õ\"");

    assert_eq!((line.as_str(), flaw), ("id = \"Plaan õ\"", Flaw::BadId("Plaan õ".to_owned())));
}

#[test]
fn ids_are_unique_in_every_list() {
    for list in ["step", "component", "barrier", "referral_source", "case_team"] {
        let twice = format!("[[{list}]]\nid = \"a\"\nname = \"A\"\n[[{list}]]\nid = \"a\"\nname = \"B\"\n\n[roles]");
        let (line, flaw) = wrong("[roles]", &twice);
        assert_eq!((line.as_str(), flaw), ("id = \"a\"", Flaw::SameId("a".to_owned())), "{list}");
    }
}

#[test]
fn a_deadline_cannot_bear_an_id_that_every_programme_has() {
    let (_, flaw) = wrong("id = \"contact\"", "id = \"write-up\"");

    assert_eq!(flaw, Flaw::SameId("write-up".to_owned()));
}

#[test]
fn a_share_cannot_be_more_than_the_whole() {
    let (line, flaw) = wrong("target = { at_least = 100 }", "target = { at_least = 101 }");

    assert_eq!((line.as_str(), flaw), ("target = { at_least = 101 }", Flaw::OverHundred(101)));
}

#[test]
fn a_span_in_which_something_is_counted_does_not_end_before_it_begins() {
    let counted = "counted = [{ not = { entered-within = { from = \"2013-02-01\", to = \"2013-01-01\" } } }]";
    let (line, flaw) = wrong("counted = [\"within-limit\"]", counted);

    assert_eq!(line, counted);
    assert!(matches!(flaw, Flaw::EndsBeforeBeginning { .. }));
}
