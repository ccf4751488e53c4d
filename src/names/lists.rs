//! The lists of `src/data/names` with their columns.

use std::sync::LazyLock;

use crate::actor::Gender;
use crate::lexicon::{Entry, Lexicon, lexicon};

/// ISO 3166-1 code of a country, two capital letters.
pub(crate) type CountryCode = [u8; 2];

/// A name of a country.
pub(crate) struct Country {
    pub(crate) code: Option<CountryCode>,
    pub(crate) name: Box<str>,
    /// The spellings of its capital, joined by `|`.
    pub(crate) capitals: Box<str>,
    pub(crate) ambiguous: bool,
}

/// A name of an organisation or place. An empty `name` says that the surface is the name.
pub(crate) struct Named {
    pub(crate) name: Box<str>,
    pub(crate) kind: Box<str>,
    pub(crate) country: Option<CountryCode>,
    /// More often an ordinary word or part of another name.
    pub(crate) ambiguous: bool,
}

impl Named {
    /// An agency, a newspaper, a channel.
    pub(crate) fn is_medium(&self) -> bool {
        matches!(&*self.kind, "agency" | "newspaper" | "channel" | "website" | "magazine" | "radio")
    }
}

/// A name of a person. An empty `name` says that the surface is the name.
pub(crate) struct KnownPerson {
    pub(crate) name: Box<str>,
    pub(crate) gender: Option<Gender>,
    pub(crate) country: Option<CountryCode>,
    /// More often an ordinary word or part of another name.
    pub(crate) ambiguous: bool,
}

/// A first name.
pub(crate) struct GivenName {
    pub(crate) gender: Option<Gender>,
    /// Whether it is common enough that two such names are never spellings of one.
    pub(crate) common: bool,
    /// Whether it helps to find names; else only its gender counts.
    pub(crate) clue: bool,
    /// Hardly ever an ordinary word.
    pub(crate) sure: bool,
}

/// What the list says of a folded word as a first name, if it helps to find names.
pub(crate) fn given_name(folded: &str) -> Option<&'static GivenName> {
    GIVEN_NAMES.get(folded).first().filter(|given| given.clue)
}

/// A later name.
pub(crate) struct FamilyName {
    /// Hardly ever an ordinary word.
    pub(crate) sure: bool,
}

/// An adjective of a country; regions have no code.
pub(crate) struct Nisba {
    pub(crate) country: Option<CountryCode>,
    pub(crate) gender: Option<Gender>,
    pub(crate) singular: bool,
}

/// The first word of the name of an organisation, and what makes a name of it.
pub(crate) struct OrgHead {
    pub(crate) kind: Box<str>,
    /// How often a word after it makes it a name: 3 mostly, 2 now and then, 1 seldom.
    pub(crate) strength: u8,
    takes: Box<str>,
}

impl OrgHead {
    /// Definite nouns and adjectives complete it.
    pub(crate) fn takes_definite(&self) -> bool {
        self.takes.contains('d')
    }

    /// An adjective of a country completes it by itself.
    pub(crate) fn takes_nisba(&self) -> bool {
        self.takes.contains('c')
    }

    /// The name of a place completes it.
    pub(crate) fn takes_place(&self) -> bool {
        self.takes.contains('p')
    }

    /// Any name completes it.
    pub(crate) fn takes_name(&self) -> bool {
        self.takes.contains('n')
    }

    /// It can be called after a person.
    pub(crate) fn honours(&self) -> bool {
        self.takes.contains('h')
    }

    /// It stands before names of which it is no part.
    pub(crate) fn introduces(&self) -> bool {
        self.takes.contains('q')
    }
}

/// A word that continues the name of an organisation.
pub(crate) struct OrgWord {
    /// A head noun and this word mostly make a name already.
    pub(crate) starts: bool,
}

/// A noun before the name of a place.
pub(crate) struct PlaceHead {
    /// Whether it is part of the name.
    pub(crate) inside: bool,
    /// Whether it is part of the name even where another place gives the name.
    pub(crate) named_after_place: bool,
    /// Whether a word after it that no list knows is mostly a name.
    pub(crate) strong: bool,
    honours: Box<str>,
}

impl PlaceHead {
    /// It can be called after a person, with or without a title before the name.
    pub(crate) fn honours(&self, titled: bool) -> bool {
        matches!((&*self.honours, titled), ("person", _) | ("title", true))
    }
}

/// A word of sport.
pub(crate) struct SportWord {
    /// A team's name often follows at once.
    pub(crate) asks: bool,
}

/// A word that makes the name of a club together with its city.
pub(crate) struct ClubHead {
    /// It stands behind the city.
    pub(crate) follows: bool,
}

/// A sports club.
pub(crate) struct Club {
    pub(crate) country: Option<CountryCode>,
}

pub(crate) static COUNTRIES: LazyLock<Lexicon<Country>> = LazyLock::new(|| lexicon!("countries"));
pub(crate) static NISBAS: LazyLock<Lexicon<Nisba>> = LazyLock::new(|| lexicon!("nisbas"));
pub(crate) static ORGANISATIONS: LazyLock<Lexicon<Named>> = LazyLock::new(|| lexicon!("organisations"));
pub(crate) static PLACES: LazyLock<Lexicon<Named>> = LazyLock::new(|| lexicon!("places"));
pub(crate) static PERSONS: LazyLock<Lexicon<KnownPerson>> = LazyLock::new(|| lexicon!("persons"));
pub(crate) static GIVEN_NAMES: LazyLock<Lexicon<GivenName>> = LazyLock::new(|| lexicon!("given_names"));
pub(crate) static FAMILY_NAMES: LazyLock<Lexicon<FamilyName>> = LazyLock::new(|| lexicon!("family_names"));
pub(crate) static PARTICLES: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("name_particles"));
pub(crate) static ORG_HEADS: LazyLock<Lexicon<OrgHead>> = LazyLock::new(|| lexicon!("org_heads"));
pub(crate) static ORG_WORDS: LazyLock<Lexicon<OrgWord>> = LazyLock::new(|| lexicon!("org_words"));
pub(crate) static PLACE_HEADS: LazyLock<Lexicon<PlaceHead>> = LazyLock::new(|| lexicon!("place_heads"));
pub(crate) static SPORT_WORDS: LazyLock<Lexicon<SportWord>> = LazyLock::new(|| lexicon!("sport_words"));
pub(crate) static CLUB_HEADS: LazyLock<Lexicon<ClubHead>> = LazyLock::new(|| lexicon!("club_heads"));
pub(crate) static CLUBS: LazyLock<Lexicon<Club>> = LazyLock::new(|| lexicon!("clubs"));
pub(crate) static COMMON: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("common_words"));

/// Whether a folded name is that of a medium: an agency, a newspaper, a channel.
pub(crate) fn is_medium(folded: &str) -> bool {
    ORGANISATIONS.get(folded).iter().any(Named::is_medium)
}

/// Reads the columns of a row by number; a missing one reads as empty.
fn column<'c>(columns: &[&'c str], n: usize) -> &'c str {
    columns.get(n).copied().unwrap_or("")
}

fn country(column: &str) -> Option<CountryCode> {
    column.as_bytes().try_into().ok()
}

fn gender(column: &str) -> Option<Gender> {
    match column {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    }
}

impl Entry for Country {
    fn read(columns: &[&str]) -> Self {
        Self {
            code: country(column(columns, 0)),
            name: column(columns, 1).into(),
            capitals: column(columns, 2).into(),
            ambiguous: column(columns, 3) == "1",
        }
    }
}

impl Entry for Named {
    fn read(columns: &[&str]) -> Self {
        Self {
            name: column(columns, 0).into(),
            kind: column(columns, 1).into(),
            country: country(column(columns, 2)),
            ambiguous: column(columns, 3) == "1",
        }
    }
}

impl Entry for KnownPerson {
    fn read(columns: &[&str]) -> Self {
        Self {
            name: column(columns, 0).into(),
            gender: gender(column(columns, 1)),
            country: country(column(columns, 2)),
            ambiguous: column(columns, 3) == "1",
        }
    }
}

impl Entry for GivenName {
    fn read(columns: &[&str]) -> Self {
        Self {
            gender: gender(column(columns, 0)),
            common: column(columns, 0) != "-",
            clue: column(columns, 1) != "-",
            sure: column(columns, 1) == "1",
        }
    }
}

impl Entry for FamilyName {
    fn read(columns: &[&str]) -> Self {
        Self { sure: column(columns, 0) == "1" }
    }
}

impl Entry for Nisba {
    fn read(columns: &[&str]) -> Self {
        Self {
            country: country(column(columns, 0)),
            gender: gender(column(columns, 1)),
            singular: column(columns, 2) == "s",
        }
    }
}

impl Entry for OrgHead {
    fn read(columns: &[&str]) -> Self {
        Self {
            kind: column(columns, 0).into(),
            takes: column(columns, 1).into(),
            strength: column(columns, 2).parse().unwrap_or(1),
        }
    }
}

impl Entry for OrgWord {
    fn read(columns: &[&str]) -> Self {
        Self { starts: column(columns, 0) == "1" }
    }
}

impl Entry for PlaceHead {
    fn read(columns: &[&str]) -> Self {
        Self {
            inside: column(columns, 1) != "out",
            named_after_place: column(columns, 1) == "in",
            strong: column(columns, 2) == "2",
            honours: column(columns, 3).into(),
        }
    }
}

impl Entry for SportWord {
    fn read(columns: &[&str]) -> Self {
        Self { asks: column(columns, 0) == "1" }
    }
}

impl Entry for ClubHead {
    fn read(columns: &[&str]) -> Self {
        Self { follows: column(columns, 0) == "1" }
    }
}

impl Entry for Club {
    fn read(columns: &[&str]) -> Self {
        Self { country: country(column(columns, 0)) }
    }
}
