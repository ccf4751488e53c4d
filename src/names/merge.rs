//! Which candidates become mentions.
//!
//! Candidates overlap: a list knows the city inside the name of its university. The order in
//! which they are taken is: more words first, then the surer one, then the earlier one; whatever
//! overlaps one that is already taken falls away. A tagger's spans enter here as candidates like
//! all others.

use super::candidate::{Candidate, Rule};

/// The candidates that stand, sorted by place, without overlaps.
pub(super) fn resolve(mut candidates: Vec<Candidate>, n_tokens: usize) -> Vec<Candidate> {
    candidates.retain(|candidate| {
        !matches!(
            candidate.rule,
            Rule::OrgHead | Rule::AfterTitle | Rule::AfterTitlePhrase | Rule::NameRow | Rule::PlaceHead
        )
    });
    candidates.sort_by_key(|candidate| {
        (
            candidate.rule != Rule::Tagger,
            std::cmp::Reverse(candidate.tokens.len()),
            std::cmp::Reverse(candidate.confidence),
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
    candidates.sort_by_key(|candidate| candidate.tokens.start);
    candidates
}
