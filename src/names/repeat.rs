//! Names that the article gives in full or with an explanation once, and shorter or bare elsewhere:
//! "Hassan Rouhani … Rouhani", "the newspaper al-Watan … al-Watan".

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::lists::{ORG_HEADS, ORGANISATIONS};
use crate::hash::WordMap;

/// A short form that stands for a name of the article.
struct Short<'w> {
    /// Folded words, without proclitics.
    words: Vec<&'w str>,
    kind: EntityKind,
    rule: Rule,
    /// The name that it is short for, in the list of known ones.
    of: usize,
}

/// Adds every place where a short form of one of the names in `known` stands.
pub(super) fn find(words: &Words<'_>, known: &[Candidate], found: &mut Vec<Candidate>) {
    let mut by_first: WordMap<&str, Vec<Short<'_>>> = WordMap::default();
    for (of, name) in known.iter().enumerate() {
        let forms = match name.kind {
            EntityKind::Person => person_forms(words, name),
            EntityKind::Organisation | EntityKind::Place => bare_forms(words, name),
        };
        for (form, rule) in forms {
            let Some(first) = form.first() else { continue };
            let shorts = by_first.entry(first).or_default();
            if shorts.len() < MAX_SHORTS && shorts.iter().all(|short| short.words != form) {
                shorts.push(Short { words: form, kind: name.kind, rule, of });
            }
        }
    }
    let mut persons_end = vec![false; words.len() + 1];
    for name in known.iter().filter(|name| name.kind == EntityKind::Person) {
        persons_end[name.tokens.end] = true;
    }
    for idx in 0..words.len() {
        // "in favour of" is no "for Salih": frequent words are not taken apart.
        let n_readings = if words.whole(idx).has(Classes::COMMON) { 1 } else { usize::MAX };
        for reading in words.readings(idx).iter().take(n_readings) {
            let stem = words.tokens.folded(idx).get(reading.split.stem..).unwrap_or("");
            let Some(short) = by_first.get(stem).and_then(|shorts| longest(words, idx, shorts)) else {
                continue;
            };
            let end = idx + short.words.len();
            let in_marks = idx > 0 && words.is_mark(idx - 1) && words.is_mark(end);
            // A surname that is an ordinary word needs the marks, or a place where the word does not
            // fit.
            if short.words.len() == 1
                && reading.classes.has(Classes::COMMON)
                && !in_marks
                && !(short.kind == EntityKind::Person && must_be_person(words, idx, *reading, &persons_end))
            {
                continue;
            }
            if short.rule == Rule::FirstName && !stands_alone(words, idx, *reading) {
                continue;
            }
            let name = &known[short.of];
            found.push(Candidate {
                gender: name.gender,
                country: name.country,
                canonical: name.canonical,
                ..Candidate::new(idx..end, reading.split, short.kind, short.rule)
            });
            break;
        }
    }
}

/// Whether an indefinite adjective that is a surname in this article ("Raisi", principal) can only
/// be the surname here: behind a feminine noun or a preposition it would describe nothing, and so
/// it would behind "and" beside another person.
fn must_be_person(words: &Words<'_>, idx: usize, reading: Reading, persons_end: &[bool]) -> bool {
    const PREPOSITIONS: [&str; 3] = ["عن", "مع", "الي"]; // of, with, to
    let stem = words.tokens.folded(idx).get(reading.split.stem..).unwrap_or("");
    // "on" is printed like the name Ali.
    let long = stem.chars().nth(3).is_some();
    if !stem.ends_with('ي') || !long || reading.classes.has(Classes::DEFINITE) || idx == 0 {
        return false;
    }
    if reading.split.stem > 0 {
        return reading.split.conjunction && !reading.split.preposition && persons_end[idx];
    }
    let before = words.tokens.folded(idx - 1);
    words.adjoins(idx)
        && (PREPOSITIONS.contains(&before.strip_prefix('و').unwrap_or(before))
            || words.tokens.surface(idx - 1).ends_with('ة'))
}

/// So many short forms with the same first word are kept; more are no news article.
const MAX_SHORTS: usize = 16;

/// Whether a first name is one here, and no other name follows it.
fn stands_alone(words: &Words<'_>, idx: usize, reading: Reading) -> bool {
    let next = words.whole(idx + 1);
    let goes_on = words.is_unknown(idx + 1) || next.has(Classes::NAME.with(Classes::PARTICLE));
    reading.classes.has(Classes::GIVEN_SURE) && !(goes_on && words.adjoins(idx + 1))
}

fn longest<'s, 'w>(words: &Words<'_>, idx: usize, shorts: &'s [Short<'w>]) -> Option<&'s Short<'w>> {
    let fits =
        |short: &&Short<'_>| (1..short.words.len()).all(|n| words.tokens.folded(idx + n) == short.words[n]);
    shorts.iter().filter(fits).max_by_key(|short| short.words.len())
}

/// Surname, with the particle before it, and first name of a full name.
fn person_forms<'w>(words: &'w Words<'_>, name: &Candidate) -> Vec<(Vec<&'w str>, Rule)> {
    let range = name.tokens.clone();
    if range.len() < 2 {
        return Vec::new();
    }
    let last = range.end - 1;
    // "bin Salman", "Nasr Allah": two words that only together are a surname.
    let two = words.whole(last - 1).has(Classes::PARTICLE) || words.whole(last).has(Classes::PARTICLE);
    let start = if two && last > range.start + 1 { last - 1 } else { last };
    if two && start == last {
        return Vec::new();
    }
    let form = |start: usize| (start..range.end).map(|idx| words.tokens.folded(idx)).collect();
    let mut forms = vec![(form(start), Rule::Repeat)];
    // All but the first name.
    if range.start + 1 < start && start == last {
        forms.push((form(range.start + 1), Rule::Repeat));
    }
    let first = words.first_of(name);
    if words.readings(range.start).iter().any(|reading| {
        reading.split.stem == name.stem
            && reading.classes.has(Classes::GIVEN_SURE)
            && !reading.classes.has(Classes::PARTICLE)
    }) {
        forms.push((vec![first], Rule::FirstName));
    }
    forms
}

/// The bare name where a head noun or marks explained it.
fn bare_forms<'w>(words: &'w Words<'_>, name: &Candidate) -> Vec<(Vec<&'w str>, Rule)> {
    let range = match name.rule {
        Rule::OrgIntroduced | Rule::OrgInMarks | Rule::PlaceInMarks => name.tokens.clone(),
        // A region may be called after the people that live there.
        Rule::PlaceIntroduced if !is_after_region(words, name) => name.tokens.clone(),
        // "the movement al-Nahda": one word after its head.
        Rule::OrgHead if name.tokens.len() == 2 && is_movement(words, name) => {
            name.tokens.end - 1..name.tokens.end
        }
        _ => return Vec::new(),
    };
    let weak = Classes::NISBA
        .with(Classes::COMMON)
        .with(Classes::COUNTRY)
        .with(Classes::PLACE)
        .with(Classes::PERSON)
        .with(Classes::ORG_HEAD);
    let skip = if range.start == name.tokens.start { name.stem } else { 0 };
    let first = words.tokens.folded(range.start).get(skip..).unwrap_or("");
    if range.len() == 1 {
        let classes = words.whole(range.start);
        let part = classes.has(Classes::ORG_INNER) && !ORGANISATIONS.contains(first);
        if part || classes.has(weak) || first.chars().count() < 3 {
            return Vec::new();
        }
    }
    let rest = (range.start + 1..range.end).map(|idx| words.tokens.folded(idx));
    vec![(std::iter::once(first).chain(rest).collect(), Rule::BareName)]
}

/// Whether "region of" stands before a name.
fn is_after_region(words: &Words<'_>, name: &Candidate) -> bool {
    let before = name.tokens.start.checked_sub(1).map_or("", |before| words.tokens.folded(before));
    before.ends_with("منطقه") || before.ends_with("مناطق")
}

/// Whether the head is a party, an armed group or a club: bodies that go by their bare names.
fn is_movement(words: &Words<'_>, name: &Candidate) -> bool {
    let head = words.first_of(name);
    ORG_HEADS
        .get(head)
        .iter()
        .any(|head| head.takes_name() && matches!(&*head.kind, "party" | "armed_group" | "club"))
}

#[cfg(test)]
mod tests {
    use super::super::{listed, organisation, person};
    use super::*;
    use crate::segment::Tokens;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::new(text);
        let words = Words::new(&tokens);
        let (mut known, mut found) = (Vec::new(), Vec::new());
        listed::find(&words, &mut known);
        person::find(&words, &mut known);
        organisation::find(&words, &mut known);
        find(&words, &known, &mut found);
        let is_new = |place: usize| !known.iter().any(|name| name.tokens.contains(&place));
        let shorts = found.iter().filter(|short| is_new(short.tokens.start));
        let shorts: Vec<_> = shorts.map(|short| tokens.cover(short.tokens.clone()).of(text)).collect();
        assert_eq!(shorts, expected);
    }

    #[test]
    fn surnames() {
        // "said Samir Qaddur … wrote Qaddur", "Samir Jad Allah … Jad Allah, praise be to Allah"
        check("قال سمير قدور. كتب عن قدور", &["قدور"]);
        check("قال سمير جاد الله. عن جاد الله، والحمد الله", &["جاد الله"]);
    }

    #[test]
    fn an_ordinary_word_needs_marks() {
        // "Ibrahim Raisi … a main road … «Raisi»"
        check("قال إبراهيم رئيسي. في شارع رئيسي", &[]);
        check("قال إبراهيم رئيسي. عن “رئيسي” أمس", &["رئيسي"]);
    }

    #[test]
    fn names_in_marks() {
        // "the movement «Nur» … Nur"
        check("في حركة «شمسان» اليوم. وعن شمسان", &["شمسان"]);
    }
}
