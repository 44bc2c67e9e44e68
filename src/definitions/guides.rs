//! The guides for support persons that come with the program, for the offices of every programme in their own language.

/// A guide that comes with the program: its name, its language and its text in Markdown.
pub type GivenGuide = (&'static str, &'static str, &'static str);

/// The guides, in the order in which they are shown.
#[rustfmt::skip]
const GUIDES: &[GivenGuide] = &[
    ("low-coping", "et", include_str!("../../data/guides/low-coping.et.md")),
    ("low-coping", "en", include_str!("../../data/guides/low-coping.en.md")),
    ("low-coping", "lt", include_str!("../../data/guides/low-coping.lt.md")),
    ("low-coping", "sv", include_str!("../../data/guides/low-coping.sv.md")),
    ("after-prison", "et", include_str!("../../data/guides/after-prison.et.md")),
    ("after-prison", "en", include_str!("../../data/guides/after-prison.en.md")),
    ("after-prison", "lt", include_str!("../../data/guides/after-prison.lt.md")),
    ("after-prison", "sv", include_str!("../../data/guides/after-prison.sv.md")),
];

/// The guides that come with the program.
pub fn guides() -> impl Iterator<Item = GivenGuide> {
    GUIDES.iter().copied()
}
