//! Short names in brackets behind an organisation: "the North Atlantic Treaty Organisation (NATO)".

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Words};
use crate::segment::TokenKind;

/// An acronym has no more words than this.
const MAX_WORDS: usize = 4;

/// Adds what stands in brackets right behind one of the `known` organisations.
pub(super) fn find(words: &Words<'_>, known: &[Candidate], found: &mut Vec<Candidate>) {
    for name in known {
        let start = name.tokens.end + 1;
        if name.kind != EntityKind::Organisation || words.tokens.surface(start - 1) != "(" {
            continue;
        }
        let Some(end) = (start + 1..=start + MAX_WORDS).find(|&end| words.tokens.surface(end) == ")") else {
            continue;
        };
        let foreign = (start..end).all(|idx| words.tokens.kind(idx) == Some(TokenKind::Foreign));
        let bare = Classes::NISBA
            .with(Classes::COUNTRY)
            .with(Classes::PLACE)
            .with(Classes::TITLE)
            .with(Classes::NAME);
        let short =
            end == start + 1 && words.is_word(start) && !words.any(start).has(bare.with(Classes::COMMON));
        let spelled =
            (start..end).all(|idx| words.tokens.folded(idx).chars().count() <= 3 && words.is_word(idx));
        if (foreign || short || spelled)
            && let Some(whole) = words.readings(start).first()
        {
            found.push(Candidate {
                country: name.country,
                canonical: name.canonical,
                ..Candidate::new(start..end, whole.split, EntityKind::Organisation, Rule::Acronym)
            });
        }
    }
}
