//! What the full names of an article say of the findings of the tagger, which reads each sentence
//! by itself.
//!
//! A surname whose bearer the article names in full is no place and no organisation; two surnames
//! side by side are two persons ("(a goal by) Son against Buffon"); a verb or noun that was taken
//! for the other half of a name is none where the rest is a known surname.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Words};
use super::listed;
use crate::actor::Gender;
use crate::hash::WordMap;
use crate::segment::Split;

/// A surname and who bears it.
struct Bearer {
    /// The first token of the full name, and its last.
    start: usize,
    last: usize,
    gender: Option<Gender>,
}

/// Corrects the findings of the tagger among `candidates` by the full names of persons in `known`.
pub(super) fn correct(words: &Words<'_>, known: &[Candidate], candidates: &mut Vec<Candidate>) {
    let bearers = bearers(words, known);
    if bearers.is_empty() {
        return;
    }
    let mut parts = Vec::new();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.rule == Rule::Tagger) {
        let (start, stem) = (candidate.tokens.start, candidate.stem);
        let bearer = |idx: usize| {
            let skip = if idx == start { stem } else { 0 };
            let word = words.tokens.folded(idx).get(skip..).unwrap_or("");
            bearers.get(word).filter(|bearer| bearer.start != start)
        };
        match (candidate.kind, candidate.tokens.len()) {
            (EntityKind::Organisation | EntityKind::Place, 1) => {
                if let Some(bearer) = bearer(start).filter(|_| !is_headed(words, start)) {
                    candidate.gender = bearer.gender;
                    candidate.kind = EntityKind::Person;
                    candidate.rule = Rule::Repeat;
                    candidate.confidence = Rule::Repeat.confidence(EntityKind::Person);
                }
            }
            (EntityKind::Person, 2) => {
                let (one, two) = (bearer(start), bearer(start + 1));
                let given = words.any(start).has(Classes::GIVEN);
                // The same full name elsewhere.
                let word = |idx: usize| words.tokens.folded(idx);
                let two = two.filter(|two| word(two.last - 1) != word(start).get(stem..).unwrap_or(""));
                if let (Some(one), Some(two)) = (one, two)
                    && one.start != two.start
                    && !given
                {
                    parts.push(Candidate { gender: two.gender, ..surname(start + 1) });
                    candidate.gender = one.gender;
                    candidate.tokens.end = start + 1;
                } else if one.is_some() && is_word_behind(words, start + 1) {
                    candidate.tokens.end = start + 1;
                } else if two.is_some() && is_word_before(words, start) {
                    candidate.tokens.start = start + 1;
                    candidate.stem = 0;
                }
            }
            _ => {}
        }
    }
    candidates.extend(parts);
}

/// Parts listed organisations from the full names of their people, where nothing stands between: "(a member
/// of) the movement Amal Khalil Hamdan".
pub(super) fn part_members(words: &Words<'_>, candidates: &mut Vec<Candidate>) {
    let mut people = Vec::new();
    for candidate in candidates.iter_mut() {
        let tokens = candidate.tokens.clone();
        if candidate.rule != Rule::Tagger || candidate.kind != EntityKind::Organisation || tokens.len() < 4 {
            continue;
        }
        let split = words.readings(tokens.start).iter().find(|reading| reading.split.stem == candidate.stem);
        let Some(split) = split.map(|reading| reading.split) else { continue };
        let listed = listed::longest(words, tokens.start, split, EntityKind::Organisation, true);
        let Some(end) = listed.map(|listed| listed.tokens.end) else { continue };
        let is_full_name = end > tokens.start + 1
            && tokens.end == end + 2
            && words.whole(end).has(Classes::GIVEN)
            && words.whole(end + 1).has(Classes::NAME);
        if is_full_name {
            candidate.tokens.end = end;
            people.push(Candidate::new(end..tokens.end, Split::WHOLE, EntityKind::Person, Rule::Repeat));
        }
    }
    candidates.extend(people);
}

fn surname(idx: usize) -> Candidate {
    Candidate::new(idx..idx + 1, Split::WHOLE, EntityKind::Person, Rule::Repeat)
}

/// The last words of the full names of persons, where they are hardly anything else.
fn bearers<'w>(words: &'w Words<'_>, known: &[Candidate]) -> WordMap<&'w str, Bearer> {
    let other = Classes::COMMON
        .with(Classes::PLACE)
        .with(Classes::COUNTRY)
        .with(Classes::ORG)
        .with(Classes::NISBA)
        .with(Classes::PARTICLE)
        .with(Classes::ORG_HEAD)
        .with(Classes::PLACE_HEAD)
        .with(Classes::TITLE);
    let mut bearers = WordMap::default();
    for name in known.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1) {
        let last = name.tokens.end - 1;
        if !words.whole(last).has(other) {
            let bearer = Bearer { start: name.tokens.start, last, gender: name.gender };
            bearers.entry(words.tokens.folded(last)).or_insert(bearer);
        }
    }
    bearers
}

/// Whether a noun before the word says what it is: "city of X", "club X".
fn is_headed(words: &Words<'_>, idx: usize) -> bool {
    idx > 0 && words.adjoins(idx) && words.any(idx - 1).has(Classes::PLACE_HEAD.with(Classes::ORG_HEAD))
}

/// Whether the word behind a surname is none of its name: "(Lemar) wears", "(told Moon) to the
/// reporters", "(Souza) laughing".
fn is_word_behind(words: &Words<'_>, idx: usize) -> bool {
    let folded = words.tokens.folded(idx);
    !words.any(idx).has(Classes::NAME)
        && (words.whole(idx).has(Classes::COMMON) || folded.starts_with("لل") || words.has_tanwin(idx))
}

/// Whether the word before a surname is none of its name: "(the olives of) Burin".
fn is_word_before(words: &Words<'_>, idx: usize) -> bool {
    words.whole(idx).has(Classes::COMMON) && !words.any(idx).has(Classes::NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confidence::Confidence;
    use crate::segment::Tokens;

    /// The last finding of the tagger in `text`, its last `len` words, after it was corrected by the
    /// persons whose full names are the stretches `full` of its words.
    #[track_caller]
    fn check(text: &str, full: &[(usize, usize)], len: usize, kind: EntityKind, expected: &[&str]) {
        let tokens = Tokens::new(text);
        let words = Words::new(&tokens);
        let tagged = |range: std::ops::Range<usize>, kind| Candidate {
            confidence: Confidence::new(80),
            ..Candidate::new(range, Split::WHOLE, kind, Rule::Tagger)
        };
        let known: Vec<_> = full.iter().map(|&(start, end)| tagged(start..end, EntityKind::Person)).collect();
        let mut candidates = vec![tagged(tokens.len() - len..tokens.len(), kind)];
        correct(&words, &known, &mut candidates);
        let persons = candidates.iter().filter(|name| name.kind == EntityKind::Person);
        let persons: Vec<_> = persons.map(|name| tokens.cover(name.tokens.clone()).of(text)).collect();
        assert_eq!(persons, expected);
    }

    #[test]
    fn surnames_are_persons() {
        let name = [(0, 2)];
        check("جاكوب باركر قال باركر", &name, 1, EntityKind::Place, &["باركر"]); // Jacob Parker said, Parker …
        check("جاكوب باركر قال شيتس", &name, 1, EntityKind::Place, &[]); // nobody's surname
        check("جاكوب باركر في مدينة باركر", &name, 1, EntityKind::Place, &[]); // the city of Parker
        check("جاكوب بغداد زار بغداد", &name, 1, EntityKind::Place, &[]); // a surname that is a city
    }

    #[test]
    fn two_surnames_are_two_persons() {
        let names = [(0, 2), (2, 4)];
        // "Mark Sonberg, Luca Buffini: Sonberg (stopped) Buffini"
        let text = "مارك سونبرغ لوكا بوفيني سونبرغ بوفيني";
        check(text, &names, 2, EntityKind::Person, &["سونبرغ", "بوفيني"]);
    }

    #[test]
    fn words_beside_surnames() {
        let name = [(0, 2)];
        check("مارك سونبرغ سونبرغ للصحافيين", &name, 2, EntityKind::Person, &["سونبرغ"]); // to reporters
        check("مارك سونبرغ هدف سونبرغ", &name, 2, EntityKind::Person, &["سونبرغ"]); // the goal of
        check("مارك سونبرغ ليزا سونبرغ", &name, 2, EntityKind::Person, &["ليزا سونبرغ"]); // another one
    }
}
