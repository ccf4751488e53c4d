//! What found a mention; the name of its rule stands in the output as evidence.

use crate::enumerated::enumerated;
use crate::names;

/// What found a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MentionRule {
    /// It is a name.
    Name(names::Rule),
    /// It is a description or a pronoun, and this tells whose.
    Reference(Rule),
}

impl MentionRule {
    /// The name of the rule in the output.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Name(rule) => rule.name(),
            Self::Reference(rule) => rule.name(),
        }
    }

    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let names = names::Rule::ALL.iter().map(|&rule| Self::Name(rule));
        names.chain(Rule::ALL.iter().map(|&rule| Self::Reference(rule)))
    }
}

enumerated! {
    /// What tells who is meant by a description or a pronoun.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Rule {
        /// The name stands right behind the title.
        TitleName,
        /// A relative clause between title and name.
        TitleClauseName,
        /// A remark between title and name.
        TitleRemarkName,
        /// Another title between title and name.
        TitleTitleName,
        /// Two titles joined by "and", then the name.
        TitleAndTitleName,
        /// A comma between title and name.
        TitleCommaName,
        /// A description, a comma, a title, the name.
        TitleCommaTitleName,
        /// The name stands before the title.
        NameTitle,
        /// A comma between name and title.
        NameCommaTitle,
        /// A second title of one who has the first beside his name.
        SecondTitle,
        /// One title for several names.
        SharedTitle,
        /// A title whose noun stands before, with another name.
        EllipticalTitle,
        /// "In his capacity as" behind the name.
        InCapacity,
        /// "Who holds the post of" behind the name.
        HoldsPost,
        /// The same words stand with the name elsewhere.
        SameWords,
        /// The same office in other words.
        SameOffice,
        /// A part of a title that stands with the name.
        ShorterTitle,
        /// A title that stands with the name, and more.
        LongerTitle,
        /// A title for the one who was named last.
        TitleOfLatest,
        /// An honorific for the one who was named last.
        HonorificOfLatest,
        /// Who held the office at the date of the article.
        OfficeHolderList,
        /// A title of the country's monarch.
        HisMajesty,
        /// The wife in the one couple of the article.
        FirstLady,
        /// "Her husband" of one who is named.
        Spouse,
        /// "His counterpart" with a nationality.
        Counterpart,
        /// A dual or plural, each with a country of his own.
        TitleOfEach,
        /// A dual or plural for those who were named together with it.
        SharedTitleAgain,
        /// A dual or plural for all who are named with it.
        AllOfTitle,
        /// A dual with the nationality of each.
        NationalityOfEach,
        /// The countries of the two who are named.
        CountriesOfTwo,
        /// The only two that are named.
        OnlyTwo,
        /// The two that are named behind "between".
        BetweenTwo,
        /// A general word for a body that was named before.
        GenericNoun,
        /// A general word for a body that is named after it.
        GenericNounAhead,
        /// A general word for one that the lists know as of that kind.
        GenericKind,
        /// A general word right before the name of the place.
        GenericName,
        /// "The forces" of a country or its regime.
        ArmyOf,
        /// The side or the territory of a country.
        OfCountry,
        /// The country that was named last.
        ThisCountry,
        /// The country that is named most.
        TheCountry,
        /// The capital of the country.
        TheCapital,
        /// The country of the speaker.
        HisCountry,
        /// A pronoun for one who is named in the sentence.
        SuffixOfSentence,
    }
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::TitleName => "title-name",
            Self::TitleClauseName => "title-clause-name",
            Self::TitleRemarkName => "title-remark-name",
            Self::TitleTitleName => "title-title-name",
            Self::TitleAndTitleName => "title-and-title-name",
            Self::TitleCommaName => "title-comma-name",
            Self::TitleCommaTitleName => "title-comma-title-name",
            Self::NameTitle => "name-title",
            Self::NameCommaTitle => "name-comma-title",
            Self::SecondTitle => "second-title",
            Self::SharedTitle => "shared-title",
            Self::EllipticalTitle => "elliptical-title",
            Self::InCapacity => "in-capacity",
            Self::HoldsPost => "holds-post",
            Self::SameWords => "same-words",
            Self::SameOffice => "same-office",
            Self::ShorterTitle => "shorter-title",
            Self::LongerTitle => "longer-title",
            Self::TitleOfLatest => "title-of-latest",
            Self::HonorificOfLatest => "honorific-of-latest",
            Self::OfficeHolderList => "office-holder-list",
            Self::HisMajesty => "his-majesty",
            Self::FirstLady => "first-lady",
            Self::Spouse => "spouse",
            Self::Counterpart => "counterpart",
            Self::TitleOfEach => "title-of-each",
            Self::SharedTitleAgain => "shared-title-again",
            Self::AllOfTitle => "all-of-title",
            Self::NationalityOfEach => "nationality-of-each",
            Self::CountriesOfTwo => "countries-of-two",
            Self::OnlyTwo => "only-two",
            Self::BetweenTwo => "between-two",
            Self::GenericNoun => "generic-noun",
            Self::GenericNounAhead => "generic-noun-ahead",
            Self::GenericKind => "generic-kind",
            Self::GenericName => "generic-name",
            Self::ArmyOf => "army-of",
            Self::OfCountry => "of-country",
            Self::ThisCountry => "this-country",
            Self::TheCountry => "the-country",
            Self::TheCapital => "the-capital",
            Self::HisCountry => "his-country",
            Self::SuffixOfSentence => "suffix-of-sentence",
        }
    }
}
