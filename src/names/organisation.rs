//! Organisations by their head noun: "ministry of the interior", "party of justice", "the
//! Lebanese government", "newspaper X".

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::listed;
use super::lists::{CountryCode, NISBAS, ORG_HEADS, OrgHead};

/// No name has more words than this.
const MAX_WORDS: usize = 9;

/// Adds the organisations that a head noun starts or introduces.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for idx in 0..words.len() {
        for reading in words.readings(idx).iter().filter(|reading| reading.classes.has(Classes::ORG_HEAD)) {
            let stem = stem(words, idx, *reading);
            let Some(head) = ORG_HEADS.get(&stem).first() else { continue };
            let candidate =
                if head.introduces { introduced(words, idx) } else { headed(words, idx, *reading, head) };
            if let Some(candidate) = candidate {
                found.push(candidate);
                break;
            }
        }
    }
}

fn stem(words: &Words<'_>, idx: usize, reading: Reading) -> String {
    let stem = words.tokens.folded(idx).get(reading.split.stem..).unwrap_or("");
    format!("{}{stem}", if reading.split.restore_alef { "ا" } else { "" })
}

/// "newspaper X", "party «X»": the name without its head.
fn introduced(words: &Words<'_>, head: usize) -> Option<Candidate> {
    let in_marks = words.is_mark(head + 1);
    let start = head + 1 + usize::from(in_marks);
    let whole = words.readings(start).first()?;
    if in_marks {
        return in_marks_at(words, start);
    }
    if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Organisation, true) {
        return Some(listed);
    }
    let classes = whole.classes;
    let name = classes.has(Classes::DEFINITE) && !classes.has(Classes::NISBA.with(Classes::TITLE))
        || words.is_word(start)
            && !words
                .any(start)
                .has(Classes::COMMON.with(Classes::NISBA).with(Classes::PLACE).with(Classes::COUNTRY));
    name.then(|| Candidate::new(start..start + 1, whole.split, EntityKind::Organisation, Rule::OrgIntroduced))
}

/// The words up to the closing mark, if it comes soon.
fn in_marks_at(words: &Words<'_>, start: usize) -> Option<Candidate> {
    let end = (start + 1..=start + 5).find(|&end| words.is_mark(end))?;
    let whole = words.readings(start).first()?;
    Some(Candidate::new(start..end, whole.split, EntityKind::Organisation, Rule::OrgIntroduced))
}

fn headed(words: &Words<'_>, idx: usize, reading: Reading, head: &OrgHead) -> Option<Candidate> {
    let mut at = idx + 1;
    if words.is_mark(at) {
        return (head.takes_name).then(|| in_marks_at(words, at + 1)).flatten();
    }
    let mut country = None;
    let mut complete = false;
    while at < idx + MAX_WORDS && words.is_word(at) {
        let classes = words.whole(at);
        if classes.has(Classes::NISBA) && classes.has(Classes::DEFINITE) {
            complete |= head.takes_nisba || at > idx + 1 || head.takes_name;
            country = country.or_else(|| country_of(words, at));
        } else if classes.has(Classes::ORG_INNER) {
            complete |= head.takes_definite || head.takes_name;
        } else if at == idx + 1
            && head.takes_definite
            && classes.has(Classes::DEFINITE)
            && !classes.has(Classes::COMMON)
        {
            complete = true;
        } else if head.takes_place && classes.has(Classes::COUNTRY.with(Classes::PLACE)) {
            complete = true;
            at += 1;
            break;
        } else if head.takes_name
            && at == idx + 1
            && (classes.has(Classes::DEFINITE) || !words.any(at).has(Classes::COMMON))
        {
            complete = true;
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

fn country_of(words: &Words<'_>, idx: usize) -> Option<CountryCode> {
    NISBAS.get(words.tokens.folded(idx)).first().and_then(|nisba| nisba.country)
}
