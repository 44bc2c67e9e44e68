//! What a file is sought for, among files and folders.

/// What a file is sought for, and so which files are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A sheet, to take it over.
    Sheet,
    /// Another office's register, to count over both.
    Register,
    /// The text of a whole register, to make a register of it.
    WholeText,
    /// A guide in Markdown, to take it in.
    Guide,
}

impl Sought {
    /// How the names of such files end.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Sheet => &["csv", "tsv", "txt", "xlsx", "xlsm", "ods", "xls"],
            Self::Register => &["tugi"],
            Self::WholeText => &["txt"],
            Self::Guide => &["md", "markdown"],
        }
    }
}
