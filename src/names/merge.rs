//! Which candidates become mentions.
//!
//! Candidates overlap: a list knows the city inside the name of its university. The tagger, which
//! reads the whole sentence and the lists, goes first, but behind names that hold one of its persons
//! (`called_after`) and the media between marks; then more words before fewer, the surer candidate,
//! the earlier one. Whatever overlaps one that is already taken falls away. Rules that
//! are wrong more often than not where the tagger sees nothing do not stand alone.

use std::cmp::Reverse;

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use crate::confidence::Confidence;
use crate::hash::WordMap;
use crate::sort;

/// The candidates that stand, sorted by place, without overlaps.
pub(super) fn resolve(mut candidates: Vec<Candidate>, n_tokens: usize) -> Vec<Candidate> {
    let known: WordMap<_, _> = candidates
        .iter()
        .rev()
        .filter(|candidate| candidate.rule != Rule::Tagger)
        .map(|candidate| (place(candidate), candidate.clone()))
        .collect();
    let mut doubtful = vec![false; n_tokens];
    for candidate in &candidates {
        if candidate.rule == Rule::Tagger && !is_sure(candidate) {
            doubtful[candidate.tokens.clone()].fill(true);
        }
    }
    candidates.retain(|candidate| {
        candidate.confidence >= floor(candidate.kind)
            && (stands_alone(candidate) || doubtful[candidate.tokens.clone()].contains(&true))
    });
    // A listed person, or one whom the article names in full, of whose name the tagger sees the first
    // words.
    let mut begun = vec![0; n_tokens];
    for candidate in candidates.iter().filter(|candidate| candidate.kind == EntityKind::Person) {
        if candidate.rule == Rule::Tagger {
            begun[candidate.tokens.start] = candidate.tokens.len();
        }
    }
    let completes = |candidate: &Candidate| {
        let begun = begun[candidate.tokens.start];
        matches!(candidate.rule, Rule::List | Rule::Repeat)
            && candidate.kind == EntityKind::Person
            && begun > 0
            && candidate.tokens.len() > begun
    };
    sort::by(&mut candidates, |candidate| {
        (
            !candidate.rule.comes_first() && !completes(candidate),
            !is_sure(candidate),
            Reverse(candidate.tokens.len()),
            Reverse(candidate.confidence),
            candidate.tokens.start,
        )
    });
    let mut taken = vec![false; n_tokens];
    candidates.retain(|candidate| {
        let Some(stretch) = taken.get_mut(candidate.tokens.clone()) else { return false };
        if stretch.contains(&true) {
            return false;
        }
        stretch.fill(true);
        true
    });
    sort::by(&mut candidates, |candidate| candidate.tokens.start);
    for candidate in &mut candidates {
        if let Some(known) = known.get(&place(candidate)) {
            candidate.country = candidate.country.or(known.country);
            candidate.canonical = candidate.canonical.or(known.canonical);
            candidate.gender = candidate.gender.or(known.gender);
            // The list has the name without what the tagger took for its first letter, or with what it
            // took for a preposition ("and Las Vegas").
            if known.rule == Rule::List && known.stem > 0 {
                candidate.stem = known.stem;
            }
        }
    }
    candidates
}

/// What the tagger is less sure of is left to the rules, where they have something to say.
const SURE: Confidence = Confidence::new(60);

/// Below this a finding is not worth showing. Places that are wrong by a word are still places.
fn floor(kind: EntityKind) -> Confidence {
    Confidence::new(if kind == EntityKind::Place { 40 } else { 50 })
}

fn is_sure(candidate: &Candidate) -> bool {
    candidate.rule == Rule::Tagger && candidate.confidence >= SURE
}

fn place(candidate: &Candidate) -> (usize, usize, EntityKind) {
    (candidate.tokens.start, candidate.tokens.end, candidate.kind)
}

/// Whether what the rule finds is a name more often than not where the tagger sees none.
fn stands_alone(candidate: &Candidate) -> bool {
    match candidate.rule {
        Rule::OrgHead | Rule::NameRow | Rule::PlaceHead => false,
        // "the governor of Deir al-Zor, Samir al-Abd": two names are no complement of the title.
        Rule::AfterTitlePhrase => candidate.tokens.len() > 1,
        _ => true,
    }
}
