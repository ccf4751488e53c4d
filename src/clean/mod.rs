//! Cleaning: from what was pasted to the article.
//!
//! Reads the source text and decides, stretch by stretch, what is not part of the article and
//! which words were broken on their way. Nothing is lost: every removal and repair is recorded
//! with its kind and its place in the source.

use crate::text::{CleanSpan, CleanText, SourceSpan};

/// Why a stretch was removed; the names are those of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RemovalKind {
    Crumb,
    Byline,
    DateLine,
    ReadAlso,
    Share,
    Caption,
    Promo,
    Tags,
    Comments,
    Copyright,
    BackToTop,
    Markup,
    Other,
}

/// What was wrong with a repaired word; the names are those of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RepairKind {
    Broken,
    Spaced,
    Presentation,
    Tatweel,
    Control,
    Mojibake,
    Entity,
}

/// A stretch that does not belong to the article.
#[derive(Clone, Debug)]
pub(crate) struct Removed {
    pub(crate) span: SourceSpan,
    pub(crate) kind: RemovalKind,
}

/// A stretch that stands for other characters.
#[derive(Clone, Debug)]
pub(crate) struct Repaired {
    pub(crate) span: SourceSpan,
    pub(crate) plain: String,
    pub(crate) kind: RepairKind,
}

/// The outlet or agency that the article is credited to.
#[derive(Clone, Debug)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) span: SourceSpan,
}

/// The result of cleaning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cleaned {
    pub(crate) text: CleanText,
    /// Sorted, without overlaps among themselves or with `repairs`.
    pub(crate) removed: Vec<Removed>,
    /// Sorted, see `removed`.
    pub(crate) repairs: Vec<Repaired>,
    pub(crate) title: Option<CleanSpan>,
    pub(crate) outlet: Option<Outlet>,
    pub(crate) notes: Vec<String>,
}

/// Cleans `source`.
pub(crate) fn clean(source: &str) -> Cleaned {
    Cleaned { text: CleanText::new(source, &[]), ..Cleaned::default() }
}
