//! Title nouns: what `titles.tsv` says of them, and where one starts a description.

use std::sync::LazyLock;

use super::scene::Scene;
use super::word_class::is_definite;
use super::{Gender, Number, RoleClass};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::{Remembered, Split, TokenKind, Tokens};

/// The noun that a description is built on.
#[derive(Debug)]
pub(crate) struct Title {
    pub(super) class: RoleClass,
    pub(super) gender: Option<Gender>,
    pub(super) number: Number,
    /// The office in one word.
    pub(super) office: Box<str>,
    pub(super) takes: Takes,
}

/// What may follow a title noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Takes(u16);

impl Takes {
    pub(super) const BODY: Self = Self(1);
    pub(super) const PORTFOLIO: Self = Self(1 << 1);
    pub(super) const COUNTRY: Self = Self(1 << 2);
    pub(super) const ROLE: Self = Self(1 << 3);
    pub(super) const PERSON: Self = Self(1 << 4);
    pub(super) const BEHALF: Self = Self(1 << 5);
    pub(super) const NAME: Self = Self(1 << 6);
    pub(super) const ITSELF: Self = Self(1 << 7);
    pub(super) const STOP: Self = Self(1 << 8);
    pub(super) const CONSTRUCT: Self = Self(1 << 9);

    /// Whether at least one of `other` is among them.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn read(column: &str) -> Self {
        column.split(',').fold(Self::default(), |takes, word| {
            takes.or(match word {
                "body" => Self::BODY,
                "portfolio" => Self::PORTFOLIO,
                "country" => Self::COUNTRY,
                "role" => Self::ROLE,
                "person" => Self::PERSON,
                "behalf" => Self::BEHALF,
                "name" => Self::NAME,
                "self" => Self::ITSELF,
                "stop" => Self::STOP,
                "construct" => Self::CONSTRUCT,
                _ => Self::default(),
            })
        })
    }

    const fn count(self) -> u32 {
        self.0.count_ones()
    }
}

impl Title {
    /// Whether the name of the holder can follow at once.
    pub(crate) fn before_name(&self) -> bool {
        self.takes.any(Takes::NAME)
    }

    /// Whether it stands before names without the article: "Dr", "general".
    pub(crate) fn is_prefix(&self) -> bool {
        matches!(self.class, RoleClass::Honorific | RoleClass::Rank)
    }

    pub(crate) fn is_singular(&self) -> bool {
        self.number == Number::Singular
    }
}

impl Entry for Title {
    fn read(columns: &[&str]) -> Self {
        let column = |n: usize| columns.get(n).copied().unwrap_or("");
        Self {
            class: match column(0) {
                "honorific" => RoleClass::Honorific,
                "rank" => RoleClass::Rank,
                "office" => RoleClass::Office,
                "profession" => RoleClass::Profession,
                "family" => RoleClass::Family,
                "relation" => RoleClass::Relation,
                "group" => RoleClass::Group,
                "source" => RoleClass::Source,
                "modifier" => RoleClass::Modifier,
                _ => RoleClass::Status,
            },
            gender: read_gender(column(1)),
            number: read_number(column(2)),
            office: column(3).into(),
            takes: Takes::read(column(4)),
        }
    }
}

pub(super) fn read_gender(column: &str) -> Option<Gender> {
    match column {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    }
}

fn read_number(column: &str) -> Number {
    match column {
        "d" => Number::Dual,
        "p" => Number::Plural,
        _ => Number::Singular,
    }
}

pub(crate) static TITLES: LazyLock<Lexicon<Title>> = LazyLock::new(|| lexicon!("titles"));

/// A title noun in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Its first token.
    pub(super) start: usize,
    /// The token after it.
    pub(super) end: usize,
    pub(super) split: Split,
    /// All readings of the noun, in the order of the list.
    pub(super) readings: &'static [Title],
    pub(super) definite: bool,
    /// The gender of the person that a suffix on the noun means: "his deputy".
    pub(super) possessor: Option<Possessor>,
}

/// A suffix on a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Possessor {
    /// "his".
    Masculine,
    /// "her"; also of things and groups.
    Feminine,
    /// "their", "our", "my".
    Other,
}

impl Head {
    /// The reading that fits what follows: the first one that takes all of it, or, where nothing
    /// follows, the one that needs least.
    pub(super) fn reading(&self, complement: Takes) -> Option<&'static Title> {
        if complement == Takes::default() {
            let bare = self.readings.iter().filter(|title| title.takes.any(Takes::NAME));
            return bare.min_by_key(|title| title.takes.count()).or_else(|| self.readings.first());
        }
        self.readings.iter().find(|title| title.takes.any(complement)).or_else(|| self.readings.first())
    }

    /// Whether any reading takes at least one of `complement`.
    pub(super) fn takes(&self, complement: Takes) -> bool {
        self.readings.iter().any(|title| title.takes.any(complement))
    }
}

/// The title noun that starts with token `idx`, if one does.
pub(super) fn head_at(scene: &Scene<'_>, idx: usize) -> Option<Head> {
    let number = scene.heads.binary_search_by_key(&idx, |head| head.start).ok()?;
    scene.heads.get(number).copied()
}

/// Looks for the title noun that starts with token `idx`: the longest, with as few proclitics as
/// possible.
pub(super) fn find_head(scene: &Scene<'_>, idx: usize) -> Option<Head> {
    let tokens = &scene.article.tokens;
    if tokens.kind(idx) != Some(TokenKind::Arabic) || scene.name_at(idx).is_some() {
        return None;
    }
    if !TITLES.set().may_start_at(tokens, idx) {
        return possessed_at(scene, idx);
    }
    // "his counterpart" and "counterpart (f)" fold alike; the letter as it is printed decides.
    let itself = tokens.splits(idx).any(|split| {
        let titles = TITLES.word_at(tokens, idx, split.as_written());
        titles.iter().any(|title| title.takes.any(Takes::ITSELF))
    });
    if !itself
        && tokens.surface(idx).ends_with('\u{647}')
        && let Some(head) = possessed_at(scene, idx)
    {
        return Some(head);
    }
    for split in tokens.splits(idx) {
        // A phrase must not run into a name: in "head of the committee of experts" the committee is
        // one.
        let free = |end: usize| (idx..end).all(|at| scene.name_at(at).is_none());
        let found = TITLES.phrases_at(tokens, idx, split).take_while(|found| free(found.end)).last();
        let Some(found) = found else { continue };
        let stop = found.entries.iter().all(|title| title.takes.any(Takes::STOP));
        if stop && tokens.surface(found.end) != "." {
            continue;
        }
        let end = if stop { found.end + 1 } else { found.end };
        let stem = tokens.folded(idx).get(split.stem..).unwrap_or("");
        let itself = found.entries.iter().any(|title| title.takes.any(Takes::ITSELF));
        let definite = itself || split.restore_alef || is_definite(stem);
        return Some(Head { start: idx, end, split, readings: found.entries, definite, possessor: None });
    }
    possessed_at(scene, idx)
}

/// A title noun with a suffix: "his deputy", "her husband", "their counterpart".
fn possessed_at(scene: &Scene<'_>, idx: usize) -> Option<Head> {
    thread_local!(static MAY_BE: Remembered<bool> = const { Remembered::new() });
    let tokens = &scene.article.tokens;
    // The feminine ending is folded to the letter of "his".
    if tokens.surface(idx).ends_with('\u{629}') {
        return None;
    }
    // "First among them": the word for "presenter" is written like "front".
    let in_front = tokens.folded(idx).starts_with("مقدمت")
        && idx.checked_sub(1).is_some_and(|at| matches!(tokens.folded(at), "في" | "وفي"));
    if in_front || !MAY_BE.with(|may_be| may_be.of(tokens, idx, || possessed(tokens, idx).is_some())) {
        return None;
    }
    let Possessed { split, readings, possessor } = possessed(tokens, idx)?;
    let possessor = Some(possessor);
    Some(Head { start: idx, end: idx + 1, split, readings, definite: true, possessor })
}

/// The form of a title noun with a suffix.
#[derive(Clone, Copy, Debug)]
struct Possessed {
    split: Split,
    readings: &'static [Title],
    possessor: Possessor,
}

fn possessed(tokens: &Tokens<'_>, idx: usize) -> Option<Possessed> {
    const SUFFIXES: [(&str, Possessor); 5] = [
        ("هما", Possessor::Other),
        ("هم", Possessor::Other),
        ("ها", Possessor::Feminine),
        ("نا", Possessor::Other),
        ("ه", Possessor::Masculine),
    ];
    let folded = tokens.folded(idx);
    if !folded.ends_with(['ه', 'م', 'ا']) {
        return None;
    }
    for split in tokens.splits(idx).filter(|split| !split.restore_alef) {
        let word = folded.get(split.stem..)?;
        for (suffix, possessor) in SUFFIXES {
            let Some(stem) = word.strip_suffix(suffix).filter(|stem| stem.chars().count() > 1) else {
                continue;
            };
            // The feminine ending opens before a suffix: "za'imat-uh", his leader (f).
            let opened = stem.strip_suffix('ت').map(|stem| format!("{stem}ه"));
            // "our world" is no scientist of ours.
            if stem == "عالم" {
                continue;
            }
            let known = opened.iter().map(String::as_str).chain([stem]).find_map(|stem| {
                let readings = TITLES.get(stem);
                let fits = readings.iter().any(|title| {
                    title.takes.any(Takes::PERSON.or(Takes::BODY).or(Takes::COUNTRY).or(Takes::ROLE))
                });
                fits.then_some(readings)
            });
            if let Some(readings) = known {
                return Some(Possessed { split, readings, possessor });
            }
        }
    }
    None
}
