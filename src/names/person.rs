//! Persons by the shape of their names: rows of words that lists of first and later names hold,
//! the small words between them, and what stands before them.
//!
//! Arabic has no capitals, and most names are ordinary words as well. So a row needs evidence: a
//! title or a verb of saying before it, a first name that is hardly anything else, or a first and
//! a later name together. Words that no list knows may take part where their neighbours vouch for
//! them; foreign names are found so.

use std::ops::Range;

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::listed;
use super::lists::GIVEN_NAMES;
use crate::actor::{Gender, TITLES};

/// No name has more words than this.
const MAX_WORDS: usize = 8;
/// A title's complements are looked through so far for the name behind them.
const MAX_COMPLEMENT: usize = 9;

/// Adds the names of persons that rules can see.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for (idx, behind_title) in behind_titles(words).into_iter().enumerate() {
        if !words.is_word(idx) {
            continue;
        }
        // "in favour of" is no "for Salih": frequent words are not taken apart.
        let n_readings = if words.whole(idx).has(Classes::COMMON) { 1 } else { usize::MAX };
        for (n, reading) in words.readings(idx).iter().take(n_readings).enumerate() {
            if let Some(candidate) = at(words, idx, *reading, n == 0 && behind_title) {
                found.push(candidate);
                break;
            }
        }
    }
}

/// Where the name ends before an office whose noun is also a first name: "Salem, secretary (amin) of the
/// council".
pub(super) fn end_before_office(words: &Words<'_>, name: &Range<usize>) -> usize {
    let (last, next) = (name.end - 1, words.tokens.folded(name.end));
    // General, of the secret, or of a body.
    let holds = matches!(next, "عام" | "العام" | "سر")
        || words.whole(name.end).has(Classes::ORG_HEAD) && next.starts_with("ال");
    if name.len() > 1 && words.tokens.folded(last) == "امين" && holds { last } else { name.end }
}

/// The end of a full name of a person at token `idx`, for the names of things that are called
/// after somebody.
pub(super) fn row_at(words: &Words<'_>, idx: usize) -> Option<usize> {
    let mut idx = idx;
    let mut reading = *words.readings(idx).first()?;
    // "(university of) the sultan Qabus".
    if reading.classes.has(Classes::DEFINITE) && is_title(words, idx) {
        idx += 1;
        reading = *words.readings(idx).first()?;
        if reading.classes.has(Classes::PERSON.with(Classes::GIVEN_SURE)) {
            let first = opening(words, idx, reading)?;
            return Some(row(words, first, None).end);
        }
    }
    if let Some(known) = listed::longest(words, idx, reading.split, EntityKind::Person, true)
        && known.tokens.len() > 1
    {
        return Some(known.tokens.end);
    }
    let first = opening(words, idx, reading)?;
    let row = row(words, first, None);
    (first.classes.has(Classes::GIVEN) && row.n_listed > 1 && row.n_sure > 0).then_some(row.end)
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

fn at(words: &Words<'_>, idx: usize, reading: Reading, behind_title: bool) -> Option<Candidate> {
    let classes = reading.classes;
    let bare = reading.split.stem == 0;
    let first = opening(words, idx, reading)?;
    let listed = first.classes.has(Classes::NAME);
    // What a list knows as a whole is not continued by words that it does not know.
    let known_end = listed::longest(words, idx, reading.split, EntityKind::Person, true)
        .filter(|known| known.tokens.len() > 1)
        .map(|known| known.tokens.end);
    let row = row(words, first, known_end);
    // "the sheikh X": the title is no part of the name, though it can be one.
    if classes.has(Classes::TITLE) && classes.has(Classes::DEFINITE) && row.n_words > 1 {
        return None;
    }
    let vouched = first.compound && row.n_words > 1;
    let plain = bare && !classes.has(Classes::DEFINITE) && (row.n_words > 1 || !looks_inflected(words, idx));
    let is_office = row.n_words == 1 && classes.has(Classes::TITLE);
    // An unknown first name before a surname that is hardly anything else.
    let before_surname = !listed
        && plain
        && !looks_inflected(words, idx)
        && !looks_like_verb(words, idx)
        && words.whole(idx + 1).has(Classes::FAMILY_SURE)
        && !words.whole(idx + 1).has(Classes::PERSON);
    let is_row = vouched
        || classes.has(Classes::GIVEN_SURE) && (bare || row.n_listed > 1)
        || row.n_listed > 1 && row.n_sure > 0 && bare && listed
        || before_surname;
    let rule = if is_office {
        return None;
    } else if behind_title && (row.n_sure > 0 && (listed || vouched) || row.n_listed > 1) {
        Rule::AfterTitlePhrase
    } else if row.n_words > 1 && is_row {
        Rule::NameRow
    } else {
        return None;
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
    /// The word alone is a known person.
    known_person: bool,
}

fn opening(words: &Words<'_>, idx: usize, reading: Reading) -> Option<Opening> {
    let next = words.whole(idx + 1);
    let follows = words.is_word(idx + 1) && words.adjoins(idx + 1);
    let compound = follows
        && match &*words.stem(idx, reading) {
            // "servant of the …": any of the names of God.
            "عبد" => next.has(Classes::DEFINITE) || words.tokens.folded(idx + 1) == "الله",
            // "father of": of anything.
            "ابو" => next.has(Classes::NAME) || words.is_unknown(idx + 1),
            // "father of" in the genitive, "son of", "family of".
            "ابي" | "ابن" | "بن" | "ال" | "ولد" | "بنت" => next.has(Classes::NAME),
            // "mother of" is also the word "or".
            "ام" => next.has(Classes::NAME) && !next.has(Classes::COMMON),
            _ => false,
        };
    // "was born": the verb that looks like the "son of" of Mauritanian names.
    if compound && words.tokens.folded(idx).ends_with("ولد") && next.has(Classes::GIVEN_SURE) {
        return None;
    }
    if compound {
        return Some(Opening {
            end: idx + 2,
            classes: next.with(Classes::GIVEN_WEAK),
            compound,
            known_person: false,
        });
    }
    let known = reading.classes.has(Classes::NAME) && !reading.classes.has(Classes::PARTICLE);
    let unknown = reading.split.stem == 0 && words.is_unknown(idx);
    let known_person = reading.classes.has(Classes::PERSON) && !reading.classes.has(Classes::GIVEN_SURE);
    (known || unknown).then_some(Opening { end: idx + 1, classes: reading.classes, compound, known_person })
}

/// Follows the row that `first` opens.
fn row(words: &Words<'_>, first: Opening, known_end: Option<usize>) -> Row {
    let mut row = Row::default();
    row.take(first.classes, first.end);
    let mut last_is_given = false;
    while row.n_words < MAX_WORDS && words.adjoins(row.end) {
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
        if classes.has(Classes::PARTICLE) {
            // "bin Abd al-X" has two of them.
            let last = if words.whole(next + 1).has(Classes::PARTICLE) { next + 2 } else { next + 1 };
            if continues_after_particle(words, last) && words.adjoins(next + 1) {
                row.take(words.whole(last).with(Classes::FAMILY_WEAK), last + 1);
                continue;
            }
        }
        let place = classes.has(Classes::PLACE.with(Classes::COUNTRY));
        let goes_on = if classes.has(Classes::NAME) {
            (!classes.has(Classes::NISBA) || row.n_words == 1) && (!place || classes.has(Classes::NAME_SURE))
        } else if !words.is_unknown(next) || known_end.is_some_and(|end| end <= next) {
            false
        } else if row.n_listed < 2 || last_is_given && !looks_inflected(words, next) {
            row.n_unknown < 2 && row.n_words < 4 && !(first.known_person && row.n_words == 1)
        } else {
            is_family_like(words, next)
        };
        // "Jean Marc" wants a surname, "Ahmad Muhammad" has one.
        last_is_given = classes.has(Classes::GIVEN) && !classes.has(Classes::FAMILY);
        // Two known persons side by side: "Abbas (told) Putin".
        let two = row.n_words == 1 && first.known_person && classes.has(Classes::PERSON);
        // "Donald Trump (called) Brunson": what is known as a whole and ends with a surname is whole.
        let whole = known_end == Some(next) && !words.whole(next - 1).has(Classes::GIVEN);
        if !goes_on || two || whole || is_conjoined(words, next) {
            break;
        }
        row.take(classes, next + 1);
    }
    row
}

/// Whether an unknown word has the endings of an inflected noun: sound plural, dual of a
/// participle, pronouns.
pub(super) fn looks_inflected(words: &Words<'_>, idx: usize) -> bool {
    const ENDINGS: [&str; 7] = ["ون", "ها", "هم", "هما", "ته", "نا", "يا"]; // they, her, their, …, us, -ly
    let word = words.tokens.folded(idx);
    ENDINGS.iter().any(|ending| word.ends_with(ending)) && !words.whole(idx).has(Classes::NAME)
        || word.starts_with('م') && word.ends_with("ان")
}

/// Whether an unknown word begins like a verb or with "and".
fn looks_like_verb(words: &Words<'_>, idx: usize) -> bool {
    words.tokens.folded(idx).starts_with(['و', 'ف', 'ي', 'ت', 'ن', 'س'])
}

/// Whether an unknown word has the shape of most Arab family names: article and final ya.
fn is_family_like(words: &Words<'_>, idx: usize) -> bool {
    words.whole(idx).has(Classes::DEFINITE) && words.tokens.folded(idx).ends_with('ي')
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

fn touches(words: &Words<'_>, idx: usize) -> bool {
    idx > 0
        && matches!((words.tokens.get(idx - 1), words.tokens.get(idx)), (Some(a), Some(b)) if a.span.end() == b.span.start())
}

/// Whether the word behind a particle belongs to the name; small words do not.
fn continues_after_particle(words: &Words<'_>, idx: usize) -> bool {
    words.is_word(idx)
        && words.adjoins(idx)
        && (!words.whole(idx).has(Classes::COMMON)
            || words.whole(idx).has(Classes::NAME.with(Classes::DEFINITE)))
}

/// The tokens behind a title and its complements, of which each may be one.
fn behind_titles(words: &Words<'_>) -> Vec<bool> {
    let mut behind = vec![false; words.len()];
    for idx in (0..words.len()).filter(|&idx| is_title(words, idx)) {
        for at in idx + 1..=idx + MAX_COMPLEMENT {
            let at = skip_mark(words, at);
            if let Some(slot) = behind.get_mut(at) {
                *slot = true;
            }
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
            if !(classes.has(complement) || matches!(words.tokens.folded(at), "باسم" | "في")) {
                break;
            }
        }
    }
    behind
}

fn skip_mark(words: &Words<'_>, idx: usize) -> usize {
    if words.is_mark(idx) { idx + 1 } else { idx }
}

/// Whether token `idx` is a title that one person can bear and no head noun of something else.
fn is_title(words: &Words<'_>, idx: usize) -> bool {
    let Some(reading) = words.readings(idx).iter().find(|reading| reading.classes.has(Classes::TITLE)) else {
        return false;
    };
    let titles = TITLES.of(words.found(idx, *reading));
    let other = Classes::ORG_HEAD.with(Classes::PLACE_HEAD);
    titles.iter().find(|title| title.before_name() && title.is_singular()).is_some_and(|title| {
        !reading.classes.has(other) || reading.classes.has(Classes::DEFINITE) || title.is_prefix()
    })
}

fn gender(first: &str) -> Option<Gender> {
    match first {
        "ابو" | "ابن" | "بن" | "عبد" | "ولد" => Some(Gender::Masculine), // father, son, servant
        "ام" | "بنت" => Some(Gender::Feminine),                          // mother, daughter
        _ => GIVEN_NAMES.get(first).first().and_then(|given| given.gender),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::outermost;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(outermost(text, super::find), expected);
    }

    #[test]
    fn titles_vouch_for_no_unknown_words() {
        check("الوزراء المستقيلون", &[]); // the resigned ministers
        check("في العالم المتحضر", &[]); // in the civilised world
    }

    #[test]
    fn rows_end_where_names_end() {
        check("قال محمد صلاح أمس", &["محمد صلاح"]); // said … yesterday
        check("زار محمد صلاح القاهرة", &["محمد صلاح"]); // visited Cairo
        check("لقاء محمد صلاح وأحمد فتحي", &["محمد صلاح", "وأحمد فتحي"]); // … and …
        check("محمد بن عبد العزيز بن باز", &["محمد بن عبد العزيز بن باز"]);
    }

    #[test]
    fn frequent_words_are_not_taken_apart() {
        check("انتهت لصالح محمد", &[]); // in favour of Muhammad
    }
}
