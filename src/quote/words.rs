//! The word lists of this layer: which words report, and how they take what they report.

use std::sync::LazyLock;

use super::Stance;
use crate::actor::Gender;
use crate::lexicon::{Entry, Lexicon, lexicon};

/// Inflected verbs and adverbial participles.
pub(super) static FORMS: LazyLock<Lexicon<FormEntry>> = LazyLock::new(|| lexicon!("cue_forms"));
/// What each verb says about attitude and content.
pub(super) static LEMMAS: LazyLock<Lexicon<LemmaEntry>> = LazyLock::new(|| lexicon!("cue_lemmas"));
/// Nouns that report.
pub(super) static NOUNS: LazyLock<Lexicon<NounEntry>> = LazyLock::new(|| lexicon!("cue_nouns"));
/// Phrases that name a source outside the statement.
pub(super) static ATTRIBUTIONS: LazyLock<Lexicon<AttributionEntry>> =
    LazyLock::new(|| lexicon!("attributions"));
/// Fixed phrases around reports.
pub(super) static PHRASES: LazyLock<Lexicon<PhraseKind>> = LazyLock::new(|| lexicon!("report_phrases"));
/// Nouns that head the words for a source.
pub(super) static SOURCE_NOUNS: LazyLock<Lexicon<SourceNoun>> = LazyLock::new(|| lexicon!("source_nouns"));
/// Words between verb and content that are neither.
pub(super) static ADJUNCTS: LazyLock<Lexicon<Adjunct>> = LazyLock::new(|| lexicon!("adjuncts"));
/// Whether a folded word is a verb or noun of saying.
pub(crate) fn reports(word: &str) -> bool {
    FORMS.contains(word) || NOUNS.contains(word)
}

/// Nouns for occasions and documents by which something is said.
pub(super) static MEDIA: LazyLock<Lexicon<MediumKind>> = LazyLock::new(|| lexicon!("media"));
/// Nouns of acts and states.
pub(super) static ACT_NOUNS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("act_nouns"));

/// Number of a subject, as the verb shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Dual,
    Plural,
}

/// The grammatical person of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person {
    /// "I said", "we said": only somebody whose words are given speaks so.
    First,
    Third,
}

/// Gender and number of a verb or a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    pub(super) gender: Gender,
    pub(super) number: Number,
}

/// What sort of word reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueForm {
    Perfect,
    Imperfect,
    Participle,
    Noun,
}

#[derive(Clone, Debug)]
pub(super) struct FormEntry {
    pub(super) lemma: String,
    pub(super) form: CueForm,
    pub(super) person: Person,
    pub(super) agreement: Agreement,
    /// What tells it from another word that is written alike.
    pub(super) told_by: Option<ToldBy>,
}

/// What tells a form of a verb from another word that is written alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToldBy {
    /// It begins a clause: "made clear", not "between".
    Clause,
    /// A speaker stands behind it: "commented", not "after".
    Speaker,
    /// "An" stands behind it: "expressed", not "by way of".
    An,
    /// The last letter has its hamza: "congratulated", not "here".
    Hamza,
}

/// How much else has to speak for a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    Weak,
    Medium,
    Strong,
}

/// The ways in which a cue takes content; see the head of `cue_lemmas.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u32);

macro_rules! frames {
    ($($constant:ident = $name:literal @ $bit:literal;)*) => {
        impl Frames {
            $(pub(super) const $constant: Self = Self(1 << $bit);)*

            fn named(name: &str) -> Self {
                match name {
                    $($name => Self::$constant,)*
                    _ => unreachable!("the frames of the lists are tested"),
                }
            }
        }
    };
}

frames! {
    CLAUSE = "clause" @ 0;
    DIRECT = "direct" @ 1;
    OBJECT = "object" @ 2;
    ANY = "any" @ 3;
    BI = "bi" @ 4;
    LI = "li" @ 5;
    ILA = "ila" @ 6;
    ALA = "ala" @ 7;
    AN = "an" @ 8;
    MIN = "min" @ 9;
    FI = "fi" @ 10;
    NAMING = "naming" @ 11;
    DOUBLE = "double" @ 12;
    BLAME = "blame" @ 13;
    QUESTION = "question" @ 14;
    DOCUMENT = "document" @ 15;
    RELAY = "relay" @ 16;
    TELLS = "tells" @ 17;
    PLEDGE = "pledge" @ 18;
}

impl Frames {
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn read(names: &str) -> Self {
        names.split(' ').map(Self::named).fold(Self::default(), Self::and)
    }
}

#[derive(Clone, Debug)]
pub(super) struct LemmaEntry {
    pub(super) stance: Stance,
    pub(super) tier: Tier,
    /// Goes on with a speech: "he added".
    pub(super) adds: bool,
    pub(super) frames: Frames,
}

#[derive(Clone, Debug)]
pub(super) struct NounEntry {
    pub(super) lemma: String,
    pub(super) stance: Stance,
    pub(super) frames: Frames,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AttributionKind {
    /// A noun phrase follows.
    Source,
    /// A verb of saying follows.
    Verb,
    /// Only marks the words as the speaker's.
    Tail,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct AttributionEntry {
    pub(super) kind: AttributionKind,
    pub(super) stance: Stance,
}

/// Fixed phrases; see the head of `report_phrases.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    Formula,
    Turn,
    Reset,
    Gloss,
    Afterword,
    Again,
    Wording,
    Scare,
    Connector,
    Relative,
    Title,
    Occasion,
    Anonymity,
    Silence,
    Binder,
    Quantifier,
    Label,
    MasculinePlace,
    OutletName,
    Interview,
    Pledge,
    Speech,
    Fresh,
    Purpose,
    Supposition,
    Crowd,
}

/// By what sort of occasion or document something is said; the names are those of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediumKind {
    PressConference,
    Interview,
    Statement,
    Remarks,
    Speech,
    Post,
    Call,
    Broadcast,
    Letter,
    Article,
    Report,
    Meeting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SourceNoun {
    Outlet,
    Document,
    Anonymous,
    Collective,
    Body,
    Honorific,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adjunct {
    Phrase,
    Root,
    Time,
    Adverb,
    Preposition,
    Adjective,
}

impl Entry for FormEntry {
    fn read(columns: &[&str]) -> Self {
        let (form, told_by) = columns[1].split_once(',').unwrap_or((columns[1], ""));
        let (form, agreement) = form.split_once('.').unwrap_or((form, ""));
        Self {
            lemma: columns[0].to_owned(),
            form: match form {
                "pf" => CueForm::Perfect,
                "im" => CueForm::Imperfect,
                _ => CueForm::Participle,
            },
            person: if agreement.starts_with('1') { Person::First } else { Person::Third },
            agreement: Agreement {
                gender: if agreement.contains('f') { Gender::Feminine } else { Gender::Masculine },
                number: match agreement.chars().last() {
                    Some('d') => Number::Dual,
                    Some('p') => Number::Plural,
                    _ => Number::Singular,
                },
            },
            told_by: match told_by {
                "clause" => Some(ToldBy::Clause),
                "speaker" => Some(ToldBy::Speaker),
                "an" => Some(ToldBy::An),
                "hamza" => Some(ToldBy::Hamza),
                _ => None,
            },
        }
    }
}

impl Entry for LemmaEntry {
    fn read(columns: &[&str]) -> Self {
        let (tier, flags) = columns[1].split_once(',').unwrap_or((columns[1], ""));
        Self {
            stance: Stance::named(columns[0]),
            tier: match tier {
                "strong" => Tier::Strong,
                "medium" => Tier::Medium,
                _ => Tier::Weak,
            },
            adds: flags == "add",
            frames: Frames::read(columns[2]),
        }
    }
}

impl Entry for NounEntry {
    fn read(columns: &[&str]) -> Self {
        Self {
            lemma: columns[0].to_owned(),
            stance: Stance::named(columns[1]),
            frames: Frames::read(columns[2]),
        }
    }
}

impl Entry for AttributionEntry {
    fn read(columns: &[&str]) -> Self {
        Self {
            kind: match columns[0] {
                "source" => AttributionKind::Source,
                "verb" => AttributionKind::Verb,
                _ => AttributionKind::Tail,
            },
            stance: Stance::named(columns[1]),
        }
    }
}

impl Entry for PhraseKind {
    fn read(columns: &[&str]) -> Self {
        match columns[0] {
            "formula" => Self::Formula,
            "turn" => Self::Turn,
            "reset" => Self::Reset,
            "gloss" => Self::Gloss,
            "afterword" => Self::Afterword,
            "again" => Self::Again,
            "wording" => Self::Wording,
            "connector" => Self::Connector,
            "relative" => Self::Relative,
            "title" => Self::Title,
            "occasion" => Self::Occasion,
            "anonymity" => Self::Anonymity,
            "silence" => Self::Silence,
            "binder" => Self::Binder,
            "quantifier" => Self::Quantifier,
            "label" => Self::Label,
            "masculine" => Self::MasculinePlace,
            "outlet" => Self::OutletName,
            "interview" => Self::Interview,
            "pledge" => Self::Pledge,
            "speech" => Self::Speech,
            "fresh" => Self::Fresh,
            "purpose" => Self::Purpose,
            "supposition" => Self::Supposition,
            "crowd" => Self::Crowd,
            _ => Self::Scare,
        }
    }
}

impl Entry for MediumKind {
    fn read(columns: &[&str]) -> Self {
        match columns[0] {
            "press_conference" => Self::PressConference,
            "interview" => Self::Interview,
            "statement" => Self::Statement,
            "speech" => Self::Speech,
            "post" => Self::Post,
            "call" => Self::Call,
            "broadcast" => Self::Broadcast,
            "letter" => Self::Letter,
            "article" => Self::Article,
            "report" => Self::Report,
            "meeting" => Self::Meeting,
            _ => Self::Remarks,
        }
    }
}

impl Entry for SourceNoun {
    fn read(columns: &[&str]) -> Self {
        match columns[0] {
            "outlet" => Self::Outlet,
            "document" => Self::Document,
            "anonymous" => Self::Anonymous,
            "collective" => Self::Collective,
            "body" => Self::Body,
            _ => Self::Honorific,
        }
    }
}

impl Entry for Adjunct {
    fn read(columns: &[&str]) -> Self {
        match columns[0] {
            "adjunct" => Self::Phrase,
            "root" => Self::Root,
            "time" => Self::Time,
            "preposition" => Self::Preposition,
            "adjective" => Self::Adjective,
            _ => Self::Adverb,
        }
    }
}
