//! What is said about the article beside its text: who wrote it, where, when, under which heading.

use std::ops::Range;

use crate::text::SourceSpan;
use crate::time::Date;

/// A name as it is given, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) text: String,
    pub(crate) span: SourceSpan,
}

impl Stated {
    pub(super) fn new(at: &Range<usize>, text: &str) -> Self {
        Self { text: text.to_owned(), span: SourceSpan::new(at.start as u32, at.end as u32) }
    }
}

/// What is said about the article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata {
    /// The day of publication as the markup states it.
    pub(crate) published: Option<(Date, SourceSpan)>,
    pub(crate) authors: Vec<Stated>,
    /// Where it was written.
    pub(crate) place: Option<Stated>,
    pub(crate) section: Option<Stated>,
    pub(crate) tags: Vec<Stated>,
}

/// The parts of the text, none of them without a letter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    /// What stands between title and body and sums it up.
    pub(crate) deck: Option<SourceSpan>,
    pub(crate) body: Option<SourceSpan>,
    /// What is left behind the body: notes, credits, other stories, whether removed or not.
    pub(crate) tail: Option<SourceSpan>,
}

/// Whether a stated author is a name: no address, no account of a machine.
pub(super) fn is_author(name: &str) -> bool {
    !name.contains(['@', '/', '<', '{', '_'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && (2..=80).contains(&name.chars().count())
        && !["admin", "administrator", "editor", "none", "null"]
            .iter()
            .any(|machine| name.eq_ignore_ascii_case(machine))
}
