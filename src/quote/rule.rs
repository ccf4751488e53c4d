//! What found a statement; the name of its rule stands in the output as evidence.

use super::complement::Opening;
use super::speaker::Path;
use crate::enumerated::enumerated;

/// What found a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// A cue, by what opens the content and how the speaker was found.
    Report(Opening, Path),
    /// The shape of the text.
    Shape(Shape),
}

enumerated! {
    /// Shapes of text that hold a statement.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Shape {
        /// "According to" before the statement.
        AttributionBefore,
        /// "According to" behind the statement.
        AttributionAfter,
        /// A line of the form "speaker: words".
        Line,
        /// An answer in an interview.
        Answer,
    }
}

impl Rule {
    /// The name of the rule in the output.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Report(opening, path) => of_report(opening, path),
            Self::Shape(Shape::AttributionBefore) => "attribution-before",
            Self::Shape(Shape::AttributionAfter) => "attribution-after",
            Self::Shape(Shape::Line) => "line",
            Self::Shape(Shape::Answer) => "answer",
        }
    }

    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let reports = Opening::ALL
            .iter()
            .flat_map(|&opening| Path::ALL.iter().map(move |&path| Self::Report(opening, path)));
        reports.chain(Shape::ALL.iter().map(|&shape| Self::Shape(shape)))
    }
}

/// Names the way that was taken: what opened the content and how the speaker was found.
const fn of_report(opening: Opening, path: Path) -> &'static str {
    macro_rules! paths {
        ($opening:literal) => {
            match path {
                Path::Subject => concat!($opening, "/subject"),
                Path::Participle => concat!($opening, "/participle"),
                Path::Coordinated => concat!($opening, "/coordinated"),
                Path::Carried => concat!($opening, "/carried"),
                Path::Possessive => concat!($opening, "/possessive"),
                Path::Again => concat!($opening, "/again"),
                Path::Unclear => concat!($opening, "/unclear"),
            }
        };
    }
    match opening {
        Opening::Clause => paths!("clause"),
        Opening::Marks => paths!("marks"),
        Opening::Colon => paths!("colon"),
        Opening::Phrase => paths!("phrase"),
        Opening::Object => paths!("object"),
        Opening::Question => paths!("question"),
    }
}
