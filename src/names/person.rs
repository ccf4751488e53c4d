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
use super::lists::{GIVEN_NAMES, PERSON_CUES};
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

fn at(words: &Words<'_>, idx: usize, reading: Reading, before: Before) -> Option<Candidate> {
    let classes = reading.classes;
    let bare = reading.split.stem == 0;
    let listed = classes.has(Classes::NAME);
    let kunya = classes.has(Classes::PARTICLE) && opens_name(words, idx, reading);
    if classes.has(Classes::COMMON) && !listed && !kunya {
        return None;
    }
    if !(listed || kunya || before >= Before::Cue && bare && is_unknown(words, idx)) {
        return None;
    }
    let row = row(words, idx, classes, kunya);
    let rule = match before {
        Before::Title if row.n_words > 0 => Rule::AfterTitle,
        Before::TitlePhrase if row.n_sure > 0 || row.n_listed > 1 => Rule::AfterTitlePhrase,
        Before::Cue if row.n_sure > 0 || row.n_words > 1 && row.n_listed > 0 => Rule::AfterCue,
        _ if row.n_words < 2 => {
            if !(bare && classes.has(Classes::NAME_SURE)) {
                return None;
            }
            Rule::SingleName
        }
        _ if kunya && row.n_listed > 0 => Rule::NameRow,
        _ if classes.has(Classes::GIVEN_SURE) && (bare || row.n_listed > 1) => Rule::NameRow,
        _ if row.n_listed > 1 && row.n_sure > 0 && bare => Rule::NameRow,
        _ => return None,
    };
    let mut candidate = Candidate::new(idx..row.end, reading.split, EntityKind::Person, rule);
    candidate.gender = gender(words, idx, reading);
    Some(candidate)
}

/// Follows the row that starts with token `idx`.
fn row(words: &Words<'_>, idx: usize, first: Classes, kunya: bool) -> Row {
    let mut row = Row { end: idx, ..Row::default() };
    let mut classes = first;
    let mut at = idx;
    if kunya {
        at += 1;
        classes = words.whole(at);
    }
    loop {
        row.n_words += 1;
        if classes.has(Classes::NAME_SURE) {
            row.n_sure += 1;
        }
        if classes.has(Classes::NAME) {
            row.n_listed += 1;
        } else {
            row.n_unknown += 1;
        }
        at += 1;
        row.end = at;
        if row.n_words == MAX_WORDS || !adjoins(words, at) {
            break;
        }
        // "Nasr Allah", "Salah al-Din": the second half of a first name.
        if matches!(words.tokens.folded(at), "الله" | "الدين") {
            classes = Classes::FAMILY_SURE;
            continue;
        }
        let hyphen = words.tokens.surface(at) == "-" && touches(words, at) && touches(words, at + 1);
        let next = if hyphen { at + 1 } else { at };
        let next_classes = words.whole(next);
        if next_classes.has(Classes::PARTICLE) && continues_after_particle(words, next + 1) {
            at = next + 1;
            classes = words.whole(at);
            if !classes.has(Classes::NAME) {
                classes = Classes::FAMILY_WEAK;
            }
            continue;
        }
        let goes_on = next_classes.has(Classes::NAME_SURE)
            || next_classes.has(Classes::NAME) && !next_classes.has(Classes::TITLE.with(Classes::NISBA))
            || row.n_unknown < 2 && row.n_words < 3 && is_unknown(words, next);
        if !goes_on || !words.is_word(next) {
            break;
        }
        at = next;
        classes = next_classes;
    }
    row
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

/// Whether a particle at `idx` opens a name: "Abu X", "Ibn X", "Abd al-X".
fn opens_name(words: &Words<'_>, idx: usize, reading: Reading) -> bool {
    let folded = words.tokens.folded(idx).get(reading.split.stem..).unwrap_or("");
    matches!(folded, "ابو" | "ابي" | "ابن" | "بن" | "عبد" | "ام" | "ال" | "ولد" | "بنت")
        && adjoins(words, idx + 1)
        && {
            let next = words.whole(idx + 1);
            words.is_word(idx + 1)
                && (next.has(Classes::NAME) || folded == "عبد" && next.has(Classes::DEFINITE))
                && !(folded == "ام" && next.has(Classes::COMMON))
        }
}

fn continues_after_particle(words: &Words<'_>, idx: usize) -> bool {
    let classes = words.whole(idx);
    words.is_word(idx)
        && adjoins(words, idx)
        && (classes.has(Classes::NAME) || classes.has(Classes::DEFINITE) || is_unknown(words, idx))
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
        if !words.any(idx).has(Classes::TITLE) {
            continue;
        }
        let mut direct = true;
        let mut at = idx + 1;
        while at <= idx + MAX_COMPLEMENT {
            if words.tokens.surface(at) == "." && words.tokens.folded(idx).chars().count() == 1 {
                at += 1;
            }
            at = skip_mark(words, at);
            mark(at, if direct { Before::Title } else { Before::TitlePhrase });
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

fn gender(words: &Words<'_>, idx: usize, reading: Reading) -> Option<Gender> {
    let stem = words.tokens.folded(idx).get(reading.split.stem..).unwrap_or("");
    match stem {
        "ابو" | "ابن" | "بن" | "عبد" | "ولد" => Some(Gender::Masculine),
        "ام" | "بنت" => Some(Gender::Feminine),
        _ => GIVEN_NAMES.get(stem).first().and_then(|given| given.gender),
    }
}
