//! Persons who are named in full once and by a part of their name elsewhere.

use std::collections::HashMap;

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Words};

/// Adds every place that repeats the end of a name of two words or more among `known`.
pub(super) fn find(words: &Words<'_>, known: &[Candidate], found: &mut Vec<Candidate>) {
    let mut endings: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, person) in known.iter().enumerate() {
        if person.kind != EntityKind::Person || person.tokens.len() < 2 {
            continue;
        }
        let start = person.tokens.end - 1;
        let after_particle = words.whole(start - 1).has(Classes::PARTICLE);
        let start = if after_particle && start > person.tokens.start + 1 { start - 1 } else { start };
        let entry = endings.entry(words.tokens.folded(start)).or_default();
        if !entry.iter().any(|&other| tail(words, known, other) == tail(words, known, n)) {
            entry.push(n);
        }
    }
    for idx in 0..words.len() {
        for reading in words.readings(idx) {
            let stem = words.tokens.folded(idx).get(reading.split.stem..).unwrap_or("");
            let Some(persons) = endings.get(stem) else { continue };
            let Some(&n) = persons.iter().find(|&&n| continues(words, known, n, idx)) else { continue };
            let len = tail_len(words, &known[n]);
            if len == 1
                && words.whole(idx).has(Classes::COMMON)
                && !(words.is_mark(idx + 1) && idx > 0 && words.is_mark(idx - 1))
            {
                continue;
            }
            let mut candidate =
                Candidate::new(idx..idx + len, reading.split, EntityKind::Person, Rule::Repeat);
            candidate.gender = known[n].gender;
            found.push(candidate);
            break;
        }
    }
}

fn tail_len(words: &Words<'_>, person: &Candidate) -> usize {
    let last = person.tokens.end - 1;
    let after_particle = words.whole(last - 1).has(Classes::PARTICLE);
    if after_particle && last > person.tokens.start + 1 { 2 } else { 1 }
}

fn tail<'w>(words: &'w Words<'_>, known: &[Candidate], n: usize) -> (&'w str, &'w str) {
    let person = &known[n];
    let last = words.tokens.folded(person.tokens.end - 1);
    if tail_len(words, person) == 2 { (words.tokens.folded(person.tokens.end - 2), last) } else { (last, "") }
}

fn continues(words: &Words<'_>, known: &[Candidate], n: usize, idx: usize) -> bool {
    let (_, second) = tail(words, known, n);
    second.is_empty() || words.tokens.folded(idx + 1) == second
}
