//! What the lists know of the words of a text: the classes of each word under each way to take
//! its proclitics off, and the listed phrases that start at a word.
//!
//! Nothing here decides. A class says that a list holds the word, not that the text means a name:
//! most lists of names hold ordinary words too. The rules, and the tagger, weigh the classes.

use std::borrow::Cow;
use std::ops::Range;

use super::candidate::Candidate;
use super::lists::{
    COMMON, COUNTRIES, FAMILY_NAMES, GIVEN_NAMES, NISBAS, ORG_HEADS, ORG_WORDS, ORGANISATIONS, PARTICLES,
    PERSONS, PLACE_HEADS, PLACES,
};
use crate::actor::{TITLES, Title};
use crate::hash::WordMap;
use crate::lexicon::Found;
use crate::segment::{Remembered, Split, TokenKind, Tokens};

/// A set of classes of words, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Classes { $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)* }
    };
}

classes! {
    /// A first name that is hardly ever an ordinary word.
    GIVEN_SURE = 0,
    /// A first name that is an ordinary word as well.
    GIVEN_WEAK = 1,
    /// A later name that is hardly ever an ordinary word.
    FAMILY_SURE = 2,
    /// A later name that is an ordinary word as well.
    FAMILY_WEAK = 3,
    /// A small word between the parts of a name: "son of", "father of", "de".
    PARTICLE = 4,
    /// An adjective of a country or region.
    NISBA = 5,
    /// Begins with the article.
    DEFINITE = 6,
    /// Begins the names of organisations: "ministry".
    ORG_HEAD = 7,
    /// Stands before the names of places: "city".
    PLACE_HEAD = 8,
    /// Stands before the names of persons: "president".
    TITLE = 9,
    /// Continues the names of organisations.
    ORG_INNER = 10,
    /// Makes the name of an organisation together with the head noun before it.
    ORG_START = 16,
    /// A frequent word that is hardly ever part of a name.
    COMMON = 11,
    /// The whole name of a country.
    COUNTRY = 12,
    /// The whole name of another place.
    PLACE = 13,
    /// The whole name of an organisation.
    ORG = 14,
    /// The whole name of a known person.
    PERSON = 15,
}

impl Classes {
    /// Any sign that the word is part of a person's name.
    pub(crate) const NAME: Self = Self(0b1111);
    /// A strong sign that the word is part of a person's name.
    pub(crate) const NAME_SURE: Self = Self(Self::GIVEN_SURE.0 | Self::FAMILY_SURE.0);
    /// A first name, sure or not.
    pub(crate) const GIVEN: Self = Self(Self::GIVEN_SURE.0 | Self::GIVEN_WEAK.0);
    /// A later name, sure or not.
    pub(crate) const FAMILY: Self = Self(Self::FAMILY_SURE.0 | Self::FAMILY_WEAK.0);

    /// Whether at least one of `classes` is among them.
    pub(crate) const fn has(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// The members of both sets.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set as bits, the class of bit 0 lowest.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }
}

/// A word without some of its proclitics, and what the lists say of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) split: Split,
    pub(crate) classes: Classes,
}

/// All words of a text with their readings.
///
/// Equal words are looked up once: an article repeats most of them.
pub(crate) struct Words<'t> {
    pub(crate) tokens: &'t Tokens<'t>,
    readings: Vec<Reading>,
    of_token: Vec<Range<u32>>,
}

impl<'t> Words<'t> {
    /// Looks up every word of `tokens`.
    pub(crate) fn new(tokens: &'t Tokens<'t>) -> Self {
        let mut words = Self { tokens, readings: Vec::new(), of_token: Vec::with_capacity(tokens.len()) };
        let mut seen: WordMap<u32, Range<u32>> = WordMap::default();
        let count = |word| (0..tokens.len()).filter(|&idx| tokens.surface(idx) == word).count();
        let tells_ali = count("على") > 0 && count("على") >= count("علي");
        for idx in 0..tokens.len() {
            let range = match tokens.kind(idx) {
                Some(TokenKind::Arabic | TokenKind::Foreign) => {
                    let folded = tokens.folded(idx);
                    if tells_ali && folded.ends_with("علي") && tokens.surface(idx).ends_with('ي') {
                        words.look_up(idx, true)
                    } else if let Some(form) = tokens.form(idx) {
                        seen.entry(form).or_insert_with(|| words.look_up(idx, false)).clone()
                    } else {
                        words.look_up(idx, false)
                    }
                }
                _ => 0..0,
            };
            words.of_token.push(range);
        }
        words
    }

    /// The first word of a name, folded and without its proclitics.
    pub(super) fn first_of(&self, name: &Candidate) -> &str {
        self.tokens.folded(name.tokens.start).get(name.stem..).unwrap_or("")
    }

    /// Adds the readings of the word of token `idx`. The name "Ali" and the word "on" fold to the same; with
    /// `is_ali` the text is known to write them apart and the word ends in a dotted ya.
    fn look_up(&mut self, idx: usize, is_ali: bool) -> Range<u32> {
        thread_local!(static CLASSES: Remembered<[Classes; Split::MOST]> = const { Remembered::new() });
        let tokens = self.tokens;
        let folded = tokens.folded(idx);
        let classes = CLASSES.with(|known| {
            known.of_splits(tokens, idx, |split| {
                classes_of(&stem_of(folded, split), Found::token(tokens, idx, split))
            })
        });
        let start = self.readings.len() as u32;
        self.readings.extend(tokens.splits(idx).zip(classes).map(|(split, classes)| {
            let is_name = is_ali && stem_of(folded, split) == "علي";
            Reading { split, classes: if is_name { Classes::GIVEN_SURE } else { classes } }
        }));
        start..self.readings.len() as u32
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.of_token.len()
    }

    /// The ways to read token `idx`, the whole word first; none for numbers and signs.
    pub(crate) fn readings(&self, idx: usize) -> &[Reading] {
        self.of_token
            .get(idx)
            .and_then(|range| self.readings.get(range.start as usize..range.end as usize))
            .unwrap_or(&[])
    }

    /// The classes of token `idx` with all its letters.
    pub(crate) fn whole(&self, idx: usize) -> Classes {
        self.readings(idx).first().map_or(Classes::default(), |reading| reading.classes)
    }

    /// The classes of token `idx` under any reading.
    pub(crate) fn any(&self, idx: usize) -> Classes {
        self.readings(idx).iter().fold(Classes::default(), |all, reading| all.with(reading.classes))
    }

    /// The folded form of token `idx` without the proclitics of `reading`.
    pub(crate) fn stem(&self, idx: usize, reading: Reading) -> Cow<'_, str> {
        stem_of(self.tokens.folded(idx), reading.split)
    }

    /// The same as the lists know it.
    pub(crate) fn found(&self, idx: usize, reading: Reading) -> Found {
        Found::token(self.tokens, idx, reading.split)
    }

    /// Whether token `idx` is a word in Arabic letters.
    pub(crate) fn is_word(&self, idx: usize) -> bool {
        self.tokens.kind(idx) == Some(TokenKind::Arabic)
    }

    /// Whether no list explains token `idx`, neither as it is nor without proclitics: a foreign or
    /// rare name, or a rare word.
    pub(crate) fn is_unknown(&self, idx: usize) -> bool {
        const EXPLAINED: Classes = Classes::COMMON
            .with(Classes::NISBA)
            .with(Classes::ORG_HEAD)
            .with(Classes::PLACE_HEAD)
            .with(Classes::TITLE)
            .with(Classes::COUNTRY)
            .with(Classes::PLACE)
            .with(Classes::ORG)
            .with(Classes::ORG_INNER);
        self.is_word(idx)
            && self.tokens.folded(idx).chars().nth(2).is_some()
            && !self.any(idx).has(EXPLAINED)
            && !self.readings(idx).iter().skip(1).any(|reading| reading.classes.has(Classes::NAME))
    }

    /// Whether nothing but space stands between token `idx` and the one before it.
    pub(crate) fn adjoins(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1).and_then(|before| self.tokens.get(before)) else {
            return false;
        };
        let Some(token) = self.tokens.get(idx) else { return false };
        let gap = before.span.end() as usize..token.span.start() as usize;
        self.tokens.text().get(gap).is_some_and(|gap| !gap.bytes().any(|byte| byte == b'\n'))
    }

    /// Whether token `idx` begins with a proclitic and a hamza on its alef: no name does, so what
    /// stands before the alef is glued on ("and Asmara").
    pub(crate) fn is_glued(&self, idx: usize) -> bool {
        let mut letters = self.tokens.surface(idx).chars();
        matches!(letters.next(), Some('و' | 'ب' | 'ل' | 'ف'))
            && matches!(letters.next(), Some('أ' | 'إ'))
            && letters.next().is_some()
    }

    /// Whether token `idx` has the printed ending of an indefinite accusative, which most names go without.
    pub(crate) fn has_tanwin(&self, idx: usize) -> bool {
        let surface = self.tokens.surface(idx);
        surface.ends_with("\u{64B}ا") || surface.ends_with("ا\u{64B}")
    }

    /// The ways in which token `idx` can begin a name, the likeliest first.
    pub(crate) fn openings(&self, idx: usize) -> &[Reading] {
        let readings = self.readings(idx);
        readings.get(usize::from(self.is_glued(idx))..).unwrap_or(readings)
    }

    /// Whether token `idx` is a quotation mark.
    pub(crate) fn is_mark(&self, idx: usize) -> bool {
        self.tokens.kind(idx) == Some(TokenKind::Quote)
    }
}

/// The folded `word` without its proclitics; the alef that a preposition swallowed comes back.
fn stem_of(word: &str, split: Split) -> Cow<'_, str> {
    let stem = word.get(split.stem..).unwrap_or("");
    if split.restore_alef { Cow::Owned(format!("ا{stem}")) } else { Cow::Borrowed(stem) }
}

/// What the lists say of the folded word `stem`, taken as it is, which they know as `word`.
fn classes_of(stem: &str, word: Found) -> Classes {
    let is_definite = stem.starts_with("ال") && stem.chars().count() > 3;
    let mut classes = if is_definite { Classes::DEFINITE } else { Classes::default() };
    if word.is_unknown() {
        return classes;
    }
    let mut add = |condition: bool, class: Classes| {
        if condition {
            classes = classes.with(class);
        }
    };
    if let Some(given) = GIVEN_NAMES.of(word).first().filter(|given| given.clue) {
        add(true, if given.sure { Classes::GIVEN_SURE } else { Classes::GIVEN_WEAK });
    }
    if let [family, ..] = FAMILY_NAMES.of(word) {
        add(true, if family.sure { Classes::FAMILY_SURE } else { Classes::FAMILY_WEAK });
    }
    add(PARTICLES.has(word), Classes::PARTICLE);
    add(NISBAS.has(word), Classes::NISBA);
    add(ORG_HEADS.has(word), Classes::ORG_HEAD);
    add(PLACE_HEADS.has(word), Classes::PLACE_HEAD);
    add(TITLES.of(word).iter().any(Title::before_name), Classes::TITLE);
    if let [inner, ..] = ORG_WORDS.of(word) {
        add(true, Classes::ORG_INNER);
        add(inner.starts, Classes::ORG_START);
    }
    add(COMMON.has(word), Classes::COMMON);
    add(COUNTRIES.has(word), Classes::COUNTRY);
    add(PLACES.of(word).iter().any(|place| !place.ambiguous), Classes::PLACE);
    add(ORGANISATIONS.of(word).iter().any(|organisation| !organisation.ambiguous), Classes::ORG);
    add(PERSONS.of(word).iter().any(|person| !person.ambiguous), Classes::PERSON);
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ali_where_the_text_tells_him_from_on() {
        let classes = |text| {
            let tokens = Tokens::new(text);
            let words = Words::new(&tokens);
            (0..words.len()).map(|idx| words.whole(idx).has(Classes::GIVEN)).collect::<Vec<_>>()
        };
        assert_eq!(classes("علي على"), [true, false]);
        assert_eq!(classes("علي الطريق"), [false, false]); // "on the road", with a dotted ya
    }

    #[test]
    fn proclitics_give_readings() {
        let tokens = Tokens::new("وللأمم");
        let words = Words::new(&tokens);
        let stems: Vec<_> = words.readings(0).iter().map(|reading| words.stem(0, *reading)).collect();
        assert_eq!(stems, ["وللامم", "للامم", "لامم", "الامم"]);
        assert!(words.readings(1).is_empty());
        assert_eq!(words.whole(7), Classes::default());
    }
}
