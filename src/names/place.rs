//! Places by the noun before them: "city of X", "airport of X".

use std::ops::Range;

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::listed;
use super::lists::{PLACE_HEADS, PlaceHead};
use super::person;

/// No name has more words than this.
const MAX_WORDS: usize = 6;

/// Adds the places that a noun of place starts or introduces.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for idx in 0..words.len() {
        for reading in words.openings(idx).iter().filter(|reading| reading.classes.has(Classes::PLACE_HEAD)) {
            let Some(head) = PLACE_HEADS.get(&words.stem(idx, *reading)).first() else { continue };
            let candidate = if words.is_mark(idx + 1) {
                in_marks(words, idx)
            } else if head.inside {
                headed(words, idx, *reading, head)
            } else {
                introduced(words, idx, head)
            };
            if let Some(candidate) = candidate {
                found.push(candidate);
                break;
            }
        }
    }
}

/// Whether a noun of place that is no part of the name opens what holds a listed place: "state of
/// Qatar".
pub(super) fn is_introduced(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    let start = tokens.start + 1;
    let listed = |reading: &Reading| listed::longest(words, start, reading.split, EntityKind::Place, true);
    let is_listed = match tokens.len() {
        0 | 1 => false,
        2 => words.whole(start).has(Classes::COUNTRY.with(Classes::PLACE)),
        _ => words.readings(start).first().and_then(listed).is_some_and(|all| all.tokens.end == tokens.end),
    };
    is_listed
        && words.readings(tokens.start).iter().any(|reading| {
            let head = PLACE_HEADS.get(&words.stem(tokens.start, *reading)).first();
            head.is_some_and(|head| !head.inside)
        })
}

/// Whether the words describe a noun before them: "(the weapons) the North Korean".
pub(super) fn is_adjective(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    let first = words.whole(tokens.start);
    let place = Classes::COUNTRY.with(Classes::PLACE);
    tokens.len() > 1 && first.has(Classes::NISBA) && first.has(Classes::DEFINITE) && !first.has(place)
}

/// "city of «X»": the name between the marks.
fn in_marks(words: &Words<'_>, head: usize) -> Option<Candidate> {
    // "his country «can bear no more»".
    if words.tokens.surface(head).ends_with('ه') {
        return None;
    }
    let start = head + 2;
    let end = (start + 1..=start + 4).find(|&end| words.is_mark(end))?;
    let whole = words.readings(start).first()?;
    if whole.classes.has(Classes::COMMON) && !whole.classes.has(Classes::DEFINITE) {
        return None;
    }
    Some(Candidate::new(start..end, whole.split, EntityKind::Place, Rule::PlaceInMarks))
}

/// "city of X": the name without its head.
fn introduced(words: &Words<'_>, idx: usize, head: &PlaceHead) -> Option<Candidate> {
    let start = idx + 1;
    let whole = words.readings(start).first()?;
    if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Place, true) {
        return Some(Candidate { rule: Rule::PlaceIntroduced, ..listed });
    }
    // "to spend his holiday", "a conservative (body) and supporters".
    let inflected = person::looks_inflected(words, start)
        || words.tokens.folded(start).ends_with("ين")
        || words.tokens.folded(start).starts_with('و');
    // "a just judiciary", printed like "the district Adil".
    let judiciary = words.tokens.folded(idx).ends_with("قضاء") && !whole.classes.has(Classes::DEFINITE);
    // Capitals are all listed.
    let capital = words.tokens.folded(idx).ends_with("عاصمه");
    if !head.strong || !words.is_unknown(start) || inflected || judiciary || capital {
        return None;
    }
    let end = start + 1 + usize::from(words.is_unknown(start + 1) && words.adjoins(start + 1));
    Some(Candidate::new(start..end, whole.split, EntityKind::Place, Rule::PlaceIntroduced))
}

/// Adjectives that belong to the name of a building: international, central, main, national.
pub(super) fn ends_name(word: &str) -> bool {
    matches!(word, "الدولي" | "الدوليه" | "المركزي" | "المركزيه" | "الرئيسي" | "الوطني")
}

/// "airport of X", "airport of X the international": the name with its head.
fn headed(words: &Words<'_>, idx: usize, reading: Reading, head: &PlaceHead) -> Option<Candidate> {
    let start = idx + 1;
    let whole = words.readings(start).first()?;
    let continues = |at: usize| words.is_word(at) && ends_name(words.tokens.folded(at));
    let mut end = if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Place, true) {
        // "port of Eritrea", "island of Sicily": only buildings carry the name of another place.
        if !head.named_after_place {
            return Some(Candidate { rule: Rule::PlaceIntroduced, ..listed });
        }
        listed.tokens.end
    } else if let Some(end) = person::row_at(words, start) {
        end
    } else if head.strong && words.is_unknown(start) {
        start + 1
    } else {
        return None;
    };
    while end < idx + MAX_WORDS && continues(end) {
        end += 1;
    }
    Some(Candidate::new(idx..end, reading.split, EntityKind::Place, Rule::PlaceHead))
}

#[cfg(test)]
mod tests {
    use super::super::tests::outermost;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(outermost(text, super::find), expected);
    }

    #[test]
    fn heads_inside_and_outside() {
        check("مدينة حلب القديمة", &["حلب"]); // the old city of Aleppo
        check("مدينة كبيرة", &[]); // a big city
        check("مطار بيروت الدولي", &["مطار بيروت الدولي"]); // Beirut international airport
        check("جزيرة صقلية", &["صقلية"]); // island of Sicily
        check("شارع الحبيب بورقيبة", &["شارع الحبيب بورقيبة"]); // street called after somebody
        check("قاعة كبيرة", &[]); // a big hall
    }
}
