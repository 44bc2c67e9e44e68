//! The guides for support persons that come with the program, by the programme that asks for them.

/// A guide that comes with the program: its name, its language and its text in Markdown.
pub type GivenGuide = (&'static str, &'static str, &'static str);

/// The guides of each programme, in the order in which they are shown.
#[rustfmt::skip]
const GUIDES: &[(&str, GivenGuide)] = &[
    ("rapla-2013", ("low-coping", "et", include_str!("../../data/guides/low-coping.et.md"))),
    ("rapla-2013", ("low-coping", "en", include_str!("../../data/guides/low-coping.en.md"))),
    ("rapla-2013", ("after-prison", "et", include_str!("../../data/guides/after-prison.et.md"))),
    ("rapla-2013", ("after-prison", "en", include_str!("../../data/guides/after-prison.en.md"))),
];

/// The guides that come with the program for the programme with this code.
pub fn guides(code: &str) -> impl Iterator<Item = GivenGuide> {
    GUIDES.iter().filter(move |(known, _)| *known == code).map(|(_, guide)| *guide)
}
