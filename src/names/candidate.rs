//! What the rules hand over: stretches of tokens that may be names.

use std::ops::Range;

use super::EntityKind;
use super::lists::CountryCode;
use crate::actor::Gender;
use crate::confidence::Confidence;
use crate::enumerated::enumerated;
use crate::segment::Split;

enumerated! {
    /// By what means a name was found.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Rule {
        /// A list has the phrase.
        List,
        /// A list has the phrase with its marks, head or title around it; alone it is ambiguous.
        ListInContext,
        /// A newspaper, channel or agency that a list has, between quotation marks.
        MediaInMarks,
        /// What somebody speaks to, between quotation marks.
        ToldMedium,
        /// An organisation's head noun with what completes it.
        OrgHead,
        /// A bare name after the kind of organisation that it is ("newspaper X").
        OrgIntroduced,
        /// A name in quotation marks after the kind of organisation that it is.
        OrgInMarks,
        /// A noun of place that is part of the name, with what completes it.
        PlaceHead,
        /// A name in quotation marks after the kind of place that it is.
        PlaceInMarks,
        /// A name after the kind of place that it is ("city of X").
        PlaceIntroduced,
        /// A name after a title and its complements ("minister of the interior of X").
        AfterTitlePhrase,
        /// Names of persons in a row.
        NameRow,
        /// The surname of a person whom the article names in full.
        Repeat,
        /// The first name of a person whom the article names in full.
        FirstName,
        /// A bare name that the article explains elsewhere by a head noun or marks.
        BareName,
        /// An organisation or place that is called after the person whose name ends it.
        CalledAfter,
        /// A country called by its form of government.
        Realm,
        /// A sports club whose name is an ordinary word.
        Club,
        /// A short name in brackets behind the full one.
        Acronym,
        /// The tagger sees it.
        Tagger,
    }
}

impl Rule {
    /// Whether it knows better than the tagger.
    pub(super) const fn comes_first(self) -> bool {
        matches!(self, Self::CalledAfter | Self::MediaInMarks | Self::ToldMedium)
    }

    /// The name of the rule in the output.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::ListInContext => "list-in-context",
            Self::MediaInMarks => "media-in-marks",
            Self::ToldMedium => "told-medium",
            Self::OrgHead => "organisation-head",
            Self::OrgIntroduced => "organisation-introduced",
            Self::OrgInMarks => "organisation-in-marks",
            Self::PlaceHead => "place-head",
            Self::PlaceInMarks => "place-in-marks",
            Self::PlaceIntroduced => "place-introduced",
            Self::AfterTitlePhrase => "after-title-phrase",
            Self::NameRow => "name-row",
            Self::Repeat => "repeat",
            Self::FirstName => "first-name",
            Self::BareName => "bare-name",
            Self::CalledAfter => "called-after",
            Self::Realm => "realm",
            Self::Club => "club",
            Self::Acronym => "acronym",
            Self::Tagger => "tagger",
        }
    }

    /// How good the rule is beside the tagger: the surer of two candidates wins.
    pub(super) const fn confidence(self, kind: EntityKind) -> Confidence {
        use EntityKind::{Organisation, Person, Place};
        Confidence::new(match (self, kind) {
            (Self::List, Person | Place) => 95,
            (Self::List, Organisation) | (Self::ListInContext | Self::Repeat, _) => 91,
            // It knows that it reads about sport; the list of places does not.
            (Self::Club, _) => 96,
            (Self::Acronym | Self::CalledAfter | Self::Realm | Self::MediaInMarks | Self::ToldMedium, _) => {
                88
            }
            (Self::BareName, Place) | (Self::PlaceIntroduced, _) => 82,
            (Self::AfterTitlePhrase | Self::FirstName, _) => 80,
            (Self::NameRow, _) => 77,
            (Self::PlaceHead, _) => 66,
            (Self::OrgIntroduced | Self::PlaceInMarks, _) => 62,
            (Self::OrgHead, _) => 60,
            (Self::BareName, _) => 50,
            // The tagger says of each name how sure it is.
            (Self::OrgInMarks | Self::Tagger, _) => 90,
        })
    }

    /// The share of mentions of this rule and kind that were right on held-back articles, where the
    /// tagger left room for them; the tagger says itself how sure it is of each name.
    pub(super) const fn precision(self, kind: EntityKind) -> Option<Confidence> {
        use EntityKind::{Organisation, Person};
        Some(Confidence::new(match (self, kind) {
            (Self::Tagger, _) => return None,
            (Self::Repeat | Self::FirstName, _) => 93,
            (Self::CalledAfter | Self::Realm | Self::Club | Self::MediaInMarks | Self::ToldMedium, _) => 88,
            (Self::List, Person) => 81,
            (Self::List, Organisation) | (Self::OrgInMarks, _) => 75,
            (Self::PlaceHead, _) => 73,
            (Self::PlaceIntroduced, _) => 67,
            (Self::Acronym, _) => 62,
            (Self::List | Self::OrgHead | Self::ListInContext, _) => 60,
            (
                Self::OrgIntroduced
                | Self::PlaceInMarks
                | Self::AfterTitlePhrase
                | Self::NameRow
                | Self::BareName,
                _,
            ) => 50,
        }))
    }
}

/// A stretch of tokens that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its tokens; proclitics of the first one are not part of the name.
    pub(super) tokens: Range<usize>,
    /// How many bytes of the first token's folded form are proclitics.
    pub(super) stem: usize,
    pub(super) kind: EntityKind,
    pub(super) rule: Rule,
    pub(super) confidence: Confidence,
    pub(super) country: Option<CountryCode>,
    pub(super) canonical: Option<&'static str>,
    pub(super) gender: Option<Gender>,
}

impl Candidate {
    /// A candidate about which nothing more is known.
    pub(super) fn new(tokens: Range<usize>, split: Split, kind: EntityKind, rule: Rule) -> Self {
        Self {
            tokens,
            stem: split.stem,
            kind,
            rule,
            confidence: rule.confidence(kind),
            country: None,
            canonical: None,
            gender: None,
        }
    }
}
