//! Persons by the shape of their names: rows of words that lists of first and later names hold,
//! the small words between them, and what stands before them.
//!
//! Arabic has no capitals, and most names are ordinary words as well. So a row needs evidence: a
//! title or a verb of saying before it, a first name that is hardly anything else, or a first and
//! a later name together. Words that no list knows may take part where their neighbours vouch for
//! them; foreign names are found so.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::lists::{GIVEN_NAMES, PERSON_CUES, TITLES};
use crate::actor::Gender;

/// No name has more words than this.
const MAX_WORDS: usize = 8;
/// A title's complements are looked through so far for the name behind them.
const MAX_COMPLEMENT: usize = 9;

/// What stands before a word, as far as names of persons are concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    #[default]
    Nothing,
    /// A verb of saying or a like word.
    Cue,
    /// A title with complements, of which the name may be one.
    TitlePhrase,
    /// A title.
    Title,
}

/// Adds the names of persons that rules can see.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    let before = contexts(words);
    for idx in 0..words.len() {
        if !words.is_word(idx) {
            continue;
        }
        let before = before.get(idx).copied().unwrap_or_default();
        for (n, reading) in words.readings(idx).iter().enumerate() {
            let before = if n == 0 { before } else { Before::Nothing };
            if let Some(candidate) = at(words, idx, *reading, before) {
                found.push(candidate);
                break;
            }
        }
    }
}

/// A row of words that may be a name.
#[derive(Default)]
struct Row {
    end: usize,
    n_words: usize,
    /// Words that a list of names holds and that are hardly ever anything else.
    n_sure: usize,
    /// Words that a list of names holds.
    n_listed: usize,
    n_unknown: usize,
}

impl Row {
    fn take(&mut self, classes: Classes, end: usize) {
        self.n_words += 1;
        self.n_sure += usize::from(classes.has(Classes::NAME_SURE));
        self.n_listed += usize::from(classes.has(Classes::NAME));
        self.n_unknown += usize::from(!classes.has(Classes::NAME));
        self.end = end;
    }
}

fn at(words: &Words<'_>, idx: usize, reading: Reading, before: Before) -> Option<Candidate> {
    let classes = reading.classes;
    let bare = reading.split.stem == 0;
    let first = opening(words, idx, reading)?;
    let listed = first.classes.has(Classes::NAME);
    let row = row(words, first);
    // "the sheikh X": the title is no part of the name, though it can be one.
    if classes.has(Classes::TITLE) && classes.has(Classes::DEFINITE) && row.n_words > 1 {
        return None;
    }
    let vouched = first.compound && row.n_words > 1;
    let rule = match before {
        Before::Title if bare && (listed || vouched || !classes.has(Classes::DEFINITE)) => Rule::AfterTitle,
        Before::TitlePhrase if row.n_sure > 0 && (listed || vouched) || row.n_listed > 1 => {
            Rule::AfterTitlePhrase
        }
        Before::Cue if row.n_sure > 0 && listed || row.n_words > 1 && row.n_listed > 0 => Rule::AfterCue,
        _ if row.n_words < 2 => return None,
        _ if vouched => Rule::NameRow,
        _ if classes.has(Classes::GIVEN_SURE) && (bare || row.n_listed > 1) => Rule::NameRow,
        _ if row.n_listed > 1 && row.n_sure > 0 && bare && listed => Rule::NameRow,
        _ if !listed && bare && words.whole(idx + 1).has(Classes::FAMILY_SURE) => Rule::NameRow,
        _ => return None,
    };
    let mut candidate = Candidate::new(idx..row.end, reading.split, EntityKind::Person, rule);
    candidate.gender = gender(&words.stem(idx, reading));
    Some(candidate)
}

/// The first word of a row, or the two that make one: "Abu X", "Abd al-X".
#[derive(Clone, Copy)]
struct Opening {
    end: usize,
    classes: Classes,
    compound: bool,
}

fn opening(words: &Words<'_>, idx: usize, reading: Reading) -> Option<Opening> {
    let next = words.whole(idx + 1);
    let follows = words.is_word(idx + 1) && adjoins(words, idx + 1);
    let compound = follows
        && match &*words.stem(idx, reading) {
            // "servant of the …": any of the names of God.
            "عبد" => next.has(Classes::DEFINITE) || words.tokens.folded(idx + 1) == "الله",
            // "father of", "son of", "family of".
            "ابو" | "ابي" | "ابن" | "بن" | "ال" | "ولد" | "بنت" => next.has(Classes::NAME),
            // "mother of" is also the word "or".
            "ام" => next.has(Classes::NAME) && !next.has(Classes::COMMON),
            _ => false,
        };
    if compound {
        return Some(Opening { end: idx + 2, classes: next.with(Classes::GIVEN_WEAK), compound });
    }
    let known = reading.classes.has(Classes::NAME) && !reading.classes.has(Classes::PARTICLE);
    let unknown = reading.split.stem == 0 && is_unknown(words, idx);
    (known || unknown).then_some(Opening { end: idx + 1, classes: reading.classes, compound })
}

/// Follows the row that `first` opens.
fn row(words: &Words<'_>, first: Opening) -> Row {
    let mut row = Row::default();
    row.take(first.classes, first.end);
    while row.n_words < MAX_WORDS && adjoins(words, row.end) {
        let at = row.end;
        // "Nasr Allah", "Salah al-Din": the second half of a first name.
        if matches!(words.tokens.folded(at), "الله" | "الدين") {
            row.end += 1;
            continue;
        }
        // "Jean-Claude" and the underscores of hashtags.
        let joined =
            matches!(words.tokens.surface(at), "-" | "_") && touches(words, at) && touches(words, at + 1);
        let next = if joined { at + 1 } else { at };
        let classes = words.whole(next);
        if !words.is_word(next) {
            break;
        }
        if classes.has(Classes::PARTICLE) && continues_after_particle(words, next + 1) {
            row.take(words.whole(next + 1).with(Classes::FAMILY_WEAK), next + 2);
            continue;
        }
        let goes_on = if classes.has(Classes::NAME_SURE) {
            !classes.has(Classes::NISBA) || row.n_words == 1
        } else if classes.has(Classes::NAME) {
            row.n_words == 1 || !classes.has(Classes::NISBA)
        } else {
            row.n_unknown < 2 && row.n_words < 4 && is_unknown(words, next)
        };
        if !goes_on && !(joined && words.tokens.surface(at) == "_") || is_conjoined(words, next) {
            break;
        }
        row.take(classes, next + 1);
    }
    row
}

/// Whether the word is "and" written on to another name or ordinary word.
fn is_conjoined(words: &Words<'_>, idx: usize) -> bool {
    let whole = words.whole(idx);
    if !words.tokens.folded(idx).starts_with('و') || whole.has(Classes::GIVEN_SURE) {
        return false;
    }
    !whole.has(Classes::NAME)
        || words
            .readings(idx)
            .iter()
            .skip(1)
            .any(|reading| reading.classes.has(Classes::NAME.with(Classes::COMMON)))
}

/// Whether nothing but a space stands between token `idx` and the one before it.
fn adjoins(words: &Words<'_>, idx: usize) -> bool {
    let [Some(before), Some(token)] = [words.tokens.get(idx - 1), words.tokens.get(idx)] else {
        return false;
    };
    let between = before.span.end() as usize..token.span.start() as usize;
    words.tokens.text().get(between).is_some_and(|gap| !gap.contains('\n'))
}

fn touches(words: &Words<'_>, idx: usize) -> bool {
    idx > 0
        && matches!((words.tokens.get(idx - 1), words.tokens.get(idx)), (Some(a), Some(b)) if a.span.end() == b.span.start())
}

/// Whether the word behind a particle belongs to the name; small words do not.
fn continues_after_particle(words: &Words<'_>, idx: usize) -> bool {
    words.is_word(idx)
        && adjoins(words, idx)
        && (!words.whole(idx).has(Classes::COMMON)
            || words.whole(idx).has(Classes::NAME.with(Classes::DEFINITE)))
}

/// Whether no list explains the word: neither an ordinary word nor anything else.
fn is_unknown(words: &Words<'_>, idx: usize) -> bool {
    const EXPLAINED: Classes = Classes::COMMON
        .with(Classes::NISBA)
        .with(Classes::ORG_HEAD)
        .with(Classes::PLACE_HEAD)
        .with(Classes::TITLE)
        .with(Classes::COUNTRY)
        .with(Classes::PLACE)
        .with(Classes::ORG)
        .with(Classes::ORG_INNER);
    words.is_word(idx) && !words.any(idx).has(EXPLAINED) && words.tokens.folded(idx).chars().nth(2).is_some()
}

/// What stands before each token.
fn contexts(words: &Words<'_>) -> Vec<Before> {
    let mut before = vec![Before::Nothing; words.len()];
    let mut mark = |idx: usize, what: Before| {
        if let Some(slot) = before.get_mut(idx) {
            *slot = what.max(*slot);
        }
    };
    for idx in 0..words.len() {
        if PERSON_CUES.contains(words.tokens.folded(idx)) {
            mark(skip_mark(words, idx + 1), Before::Cue);
        }
        let Some(title) = title_at(words, idx) else { continue };
        let mut direct = true;
        let mut at = idx + 1;
        while at <= idx + MAX_COMPLEMENT {
            if words.tokens.surface(at) == "." && words.tokens.folded(idx).chars().count() == 1 {
                at += 1;
            }
            at = skip_mark(words, at);
            mark(at, if direct && title.definite { Before::Title } else { Before::TitlePhrase });
            let classes = words.any(at);
            let complement = Classes::NISBA
                .with(Classes::DEFINITE)
                .with(Classes::ORG_INNER)
                .with(Classes::ORG_HEAD)
                .with(Classes::PLACE_HEAD)
                .with(Classes::TITLE)
                .with(Classes::COUNTRY)
                .with(Classes::PLACE)
                .with(Classes::ORG);
            let apposition = words.tokens.surface(at) == "\u{60C}" && !direct;
            if !(classes.has(complement) || matches!(words.tokens.folded(at), "باسم" | "في") || apposition)
            {
                break;
            }
            direct = direct && classes.has(Classes::NISBA.with(Classes::TITLE));
            at += 1;
        }
    }
    before
}

fn skip_mark(words: &Words<'_>, idx: usize) -> usize {
    if words.is_mark(idx) { idx + 1 } else { idx }
}

struct Title {
    definite: bool,
}

/// The title at token `idx` that one person can bear and that is no head noun of something else.
fn title_at(words: &Words<'_>, idx: usize) -> Option<Title> {
    let reading = words.readings(idx).iter().find(|reading| reading.classes.has(Classes::TITLE))?;
    let title =
        TITLES.get(&words.stem(idx, *reading)).iter().find(|title| title.before_name && !title.plural)?;
    let other = Classes::ORG_HEAD.with(Classes::PLACE_HEAD);
    let definite = reading.classes.has(Classes::DEFINITE) || title.is_prefix;
    (!reading.classes.has(other) || definite).then_some(Title { definite })
}

fn gender(first: &str) -> Option<Gender> {
    match first {
        "ابو" | "ابن" | "بن" | "عبد" | "ولد" => Some(Gender::Masculine), // father, son, servant
        "ام" | "بنت" => Some(Gender::Feminine),                          // mother, daughter
        _ => GIVEN_NAMES.get(first).first().and_then(|given| given.gender),
    }
}
