//! What the lists of names say of each token, as bits that the tagger reads.

use crate::names::EntityKind;
use crate::names::candidate::Candidate;
use crate::names::gazetteer::Words;

/// Number of bits.
pub(super) const N_CLUES: u32 = N_CLASSES + 6;

/// Bits of the classes of single words.
const N_CLASSES: u32 = 17;

/// The clues of all tokens: the classes of the word under any reading, and of each kind of name
/// whether a listed phrase starts or goes on here.
pub(crate) fn clues(words: &Words<'_>, listed: &[Candidate]) -> Vec<u32> {
    let mut clues: Vec<u32> = (0..words.len()).map(|idx| words.any(idx).bits()).collect();
    for candidate in listed {
        let kind = match candidate.kind {
            EntityKind::Person => 0,
            EntityKind::Organisation => 1,
            EntityKind::Place => 2,
        };
        for idx in candidate.tokens.clone() {
            let goes_on = u32::from(idx > candidate.tokens.start);
            if let Some(clues) = clues.get_mut(idx) {
                *clues |= 1 << (N_CLASSES + 2 * kind + goes_on);
            }
        }
    }
    clues
}
