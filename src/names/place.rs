//! Places by the noun before them: "city of X", "airport of X".

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::listed;
use super::lists::{PLACE_HEADS, PLACE_WORDS};

/// Adds the places that a noun of place starts or introduces.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for idx in 0..words.len() {
        for reading in words.readings(idx).iter().filter(|reading| reading.classes.has(Classes::PLACE_HEAD)) {
            let folded = words.tokens.folded(idx).get(reading.split.stem..).unwrap_or("");
            let Some(head) = PLACE_HEADS.get(folded).first() else { continue };
            let candidate = if head.inside { headed(words, idx, *reading) } else { introduced(words, idx) };
            if let Some(candidate) = candidate {
                found.push(candidate);
                break;
            }
        }
    }
}

fn introduced(words: &Words<'_>, head: usize) -> Option<Candidate> {
    let in_marks = words.is_mark(head + 1);
    let start = head + 1 + usize::from(in_marks);
    let whole = words.readings(start).first()?;
    if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Place, true) {
        return Some(Candidate { rule: Rule::PlaceIntroduced, ..listed });
    }
    let explained = Classes::COMMON
        .with(Classes::NISBA)
        .with(Classes::TITLE)
        .with(Classes::ORG_HEAD)
        .with(Classes::PLACE_HEAD);
    (words.is_word(start) && !words.any(start).has(explained))
        .then(|| Candidate::new(start..start + 1, whole.split, EntityKind::Place, Rule::PlaceIntroduced))
}

fn headed(words: &Words<'_>, idx: usize, reading: Reading) -> Option<Candidate> {
    let start = idx + 1;
    let whole = words.readings(start).first()?;
    let mut end = start;
    if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Place, true) {
        end = listed.tokens.end;
    } else if words.is_word(start) && !words.any(start).has(Classes::COMMON.with(Classes::NISBA)) {
        end = start + 1;
    }
    if end == start {
        return None;
    }
    while end < idx + 6 && words.is_word(end) && PLACE_WORDS.contains(words.tokens.folded(end)) {
        end += 1;
    }
    Some(Candidate::new(idx..end, reading.split, EntityKind::Place, Rule::PlaceHead))
}
