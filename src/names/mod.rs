//! Names: persons, organisations and places, wherever the text names them.

pub(crate) mod tagger;

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
pub(crate) fn find(article: &Article<'_>) -> Vec<NameMention> {
    let tokens = &article.tokens;
    tagger::tag(tokens, &article.sentences)
        .into_iter()
        .filter_map(|tagged| {
            let kind = match tagged.label {
                tagger::Label::Person => EntityKind::Person,
                tagger::Label::Organisation => EntityKind::Organisation,
                tagger::Label::Place => EntityKind::Place,
                tagger::Label::Title => return None,
            };
            let start = tokens.offset_of_folded(tagged.tokens.start, tagged.stem);
            let end = tokens.cover(tagged.tokens).end();
            let span = CleanSpan::new(start, end);
            Some(NameMention { span, kind, confidence: tagged.confidence, rule: "tagger" })
        })
        .collect()
}
