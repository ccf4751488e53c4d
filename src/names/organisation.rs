//! Organisations by their head noun: "ministry of the interior", "party of justice", "the
//! Lebanese government", "newspaper X".
//!
//! What completes a head to a name depends on the head; the list of heads says what each takes
//! and how much it needs. Which words continue a name, and which beginnings are mostly none ("the
//! security forces"), was counted in a pile of news.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::listed;
use super::lists::{NISBAS, Nisba, ORG_GENERIC, ORG_HEADS, OrgHead};
use crate::actor::Gender;

/// No name has more words than this.
const MAX_WORDS: usize = 10;
/// A name between quotation marks has no more words than this.
const MAX_IN_MARKS: usize = 6;

/// Adds the organisations that a head noun starts or introduces.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for idx in 0..words.len() {
        for reading in words.readings(idx).iter().filter(|reading| reading.classes.has(Classes::ORG_HEAD)) {
            let stem = words.stem(idx, *reading);
            let Some(head) = ORG_HEADS.get(&stem).first() else { continue };
            let candidate = if head.introduces {
                introduced(words, idx)
            } else if words.is_mark(idx + 1) {
                head.takes_name.then(|| in_marks(words, idx + 2)).flatten()
            } else {
                headed(words, idx, *reading, &stem, head)
            };
            if let Some(candidate) = candidate {
                found.push(candidate);
                break;
            }
        }
    }
}

/// "newspaper X", "newspaper «X»": the name without its head.
fn introduced(words: &Words<'_>, head: usize) -> Option<Candidate> {
    if words.is_mark(head + 1) {
        return in_marks(words, head + 2);
    }
    let start = head + 1;
    let whole = words.readings(start).first()?;
    if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Organisation, true) {
        return Some(listed);
    }
    let explained = Classes::COMMON
        .with(Classes::NISBA)
        .with(Classes::TITLE)
        .with(Classes::COUNTRY)
        .with(Classes::PLACE)
        .with(Classes::ORG_HEAD)
        .with(Classes::PLACE_HEAD);
    (words.is_word(start) && !words.any(start).has(explained))
        .then(|| Candidate::new(start..start + 1, whole.split, EntityKind::Organisation, Rule::OrgIntroduced))
}

/// The words up to the closing mark, if it comes soon.
fn in_marks(words: &Words<'_>, start: usize) -> Option<Candidate> {
    let end = (start + 1..=start + MAX_IN_MARKS).find(|&end| words.is_mark(end))?;
    let whole = words.readings(start).first()?;
    Some(Candidate::new(start..end, whole.split, EntityKind::Organisation, Rule::OrgIntroduced))
}

/// A head with what completes it to a name.
fn headed(words: &Words<'_>, idx: usize, reading: Reading, stem: &str, head: &OrgHead) -> Option<Candidate> {
    let first = idx + 1;
    let generic = ORG_GENERIC.contains(&format!("{stem} {}", words.tokens.folded(first)));
    let mut complete = false;
    let mut country = None;
    let mut at = first;
    while at < idx + MAX_WORDS && words.is_word(at) {
        let classes = words.whole(at);
        if let Some(nisba) = definite_nisba(words, at, classes) {
            let alone = at == first;
            if alone && !agrees(stem, nisba) {
                break;
            }
            complete |=
                if alone { head.takes_nisba && !generic } else { head.strength > 1 || head.takes_nisba };
            country = country.or(nisba.country);
        } else if classes.has(Classes::ORG_INNER) {
            let starts = at == first && classes.has(Classes::ORG_START);
            complete |= at == first
                && !generic
                && (head.strength > 2 || starts)
                && (head.takes_definite || head.takes_name);
        } else if at == first && classes.has(Classes::COUNTRY.with(Classes::PLACE)) {
            if !head.takes_place {
                break;
            }
            complete = true;
            at += 1;
            break;
        } else if at == first && head.takes_definite && head.strength > 2 && classes.has(Classes::DEFINITE) {
            complete |= !generic && !classes.has(Classes::COMMON);
        } else if at == first && head.takes_name && !words.any(at).has(Classes::COMMON) {
            complete |= head.strength > 1;
        } else {
            break;
        }
        at += 1;
    }
    complete.then(|| Candidate {
        country,
        ..Candidate::new(idx..at, reading.split, EntityKind::Organisation, Rule::OrgHead)
    })
}

fn definite_nisba(words: &Words<'_>, idx: usize, classes: Classes) -> Option<&'static Nisba> {
    if !(classes.has(Classes::NISBA) && classes.has(Classes::DEFINITE)) {
        return None;
    }
    NISBAS.get(words.tokens.folded(idx)).iter().find(|nisba| nisba.singular)
}

/// Whether an adjective right after the head can describe it: "the minister of the interior the
/// Syrian" is about the minister. Broken plurals are feminine for the grammar.
fn agrees(head: &str, nisba: &Nisba) -> bool {
    let feminine = head.ends_with(['ه', 'ت']) || head.ends_with("قوي");
    nisba.gender == Some(if feminine { Gender::Feminine } else { Gender::Masculine })
}
