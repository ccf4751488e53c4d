//! Places by the noun before them: "city of X", "airport of X".

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::listed;
use super::lists::{PLACE_HEADS, PLACE_WORDS, PlaceHead};

/// No name has more words than this.
const MAX_WORDS: usize = 6;

/// Adds the places that a noun of place starts or introduces.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for idx in 0..words.len() {
        for reading in words.readings(idx).iter().filter(|reading| reading.classes.has(Classes::PLACE_HEAD)) {
            let Some(head) = PLACE_HEADS.get(&words.stem(idx, *reading)).first() else { continue };
            let candidate =
                if head.inside { headed(words, idx, *reading, head) } else { introduced(words, idx, head) };
            if let Some(candidate) = candidate {
                found.push(candidate);
                break;
            }
        }
    }
}

/// "city of X", "city of «X»": the name without its head.
fn introduced(words: &Words<'_>, idx: usize, head: &PlaceHead) -> Option<Candidate> {
    let start = idx + 1 + usize::from(words.is_mark(idx + 1));
    let whole = words.readings(start).first()?;
    if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Place, true) {
        return Some(Candidate { rule: Rule::PlaceIntroduced, ..listed });
    }
    let explained = Classes::COMMON
        .with(Classes::NISBA)
        .with(Classes::TITLE)
        .with(Classes::ORG_HEAD)
        .with(Classes::PLACE_HEAD);
    (head.strong && words.is_word(start) && !words.any(start).has(explained))
        .then(|| Candidate::new(start..start + 1, whole.split, EntityKind::Place, Rule::PlaceIntroduced))
}

/// "airport of X", "airport of X the international": the name with its head.
fn headed(words: &Words<'_>, idx: usize, reading: Reading, head: &PlaceHead) -> Option<Candidate> {
    let start = idx + 1;
    let whole = words.readings(start).first()?;
    let continues = |at: usize| words.is_word(at) && PLACE_WORDS.contains(words.tokens.folded(at));
    let explained = Classes::COMMON.with(Classes::NISBA).with(Classes::TITLE);
    let mut end = if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Place, true) {
        listed.tokens.end
    } else if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Person, true) {
        listed.tokens.end
    } else if head.strong && words.is_word(start) && (continues(start) || !words.any(start).has(explained)) {
        start + 1
    } else {
        return None;
    };
    while end < idx + MAX_WORDS && continues(end) {
        end += 1;
    }
    Some(Candidate::new(idx..end, reading.split, EntityKind::Place, Rule::PlaceHead))
}
