//! Names: persons, organisations and places, wherever the text names them.

use crate::article::Article;
use crate::confidence::Confidence;
use crate::text::CleanSpan;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum EntityKind {
    Person,
    Organisation,
    Place,
}

/// A name in the text, without proclitics, marks and titles.
#[derive(Clone, Debug)]
pub(crate) struct NameMention {
    pub(crate) span: CleanSpan,
    pub(crate) kind: EntityKind,
    pub(crate) confidence: Confidence,
    /// The rule or list that found it.
    pub(crate) rule: &'static str,
}

/// Finds the names of the article, sorted by place, without overlaps.
pub(crate) fn find(_article: &Article<'_>) -> Vec<NameMention> {
    Vec::new()
}
