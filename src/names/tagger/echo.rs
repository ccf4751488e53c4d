//! What an article takes a word for in one place speaks for its other places.
//!
//! A surname that a title gives away once is a person wherever it stands again. So the scores of a
//! word's labels rise by the mean probability that its other occurrences give to each kind of
//! name, and to none. The weight was found on held-back articles (F1 +0.3).

use std::ops::Range;

use wide::f32x4;

use super::chain::Lattice;
use super::model::{Model, N_NAMES, N_OUT};
use crate::hash::WordMap;

/// How much certain other occurrences raise a score.
const WEIGHT: f32 = 2.0;
/// How little a single other occurrence counts: one in one and a half.
const PRIOR: f32 = 0.5;

/// Adds to the name scores of `sentences`, which lie behind each other in `scores`. `words` tells
/// equal tokens by equal numbers, 0 for what is no word.
pub(super) fn add(
    model: &Model,
    words: &[u32],
    sentences: &[Range<usize>],
    scores: &mut [f32],
    lattice: &mut Lattice,
) {
    // Of each token the probabilities of the three kinds of name, and of none.
    let mut kinds: Vec<f32x4> = Vec::with_capacity(scores.len() / N_OUT);
    for sentence in sentences {
        let start = kinds.len() * N_OUT;
        let scores = &scores[start..start + sentence.len() * N_OUT];
        model.names.probabilities(scores, N_OUT, lattice, |own| kinds.push(own));
    }

    let mut totals: WordMap<u32, (f32x4, f32)> = WordMap::default();
    for (word, own) in words.iter().zip(&kinds).filter(|(word, _)| **word != 0) {
        let (sums, n) = totals.entry(*word).or_default();
        *sums += *own;
        *n += 1.0;
    }
    for ((word, own), scores) in words.iter().zip(&kinds).zip(scores.chunks_exact_mut(N_OUT)) {
        let Some((sums, n)) = totals.get(word) else { continue };
        let others = n - 1.0;
        if others < 1.0 {
            continue;
        }
        let strength = f32x4::splat(WEIGHT * others / (others + PRIOR));
        let raise = (strength * (*sums - *own) / f32x4::splat(others)).to_array();
        let (none, kinds) = scores[..N_NAMES].split_at_mut(1);
        none[0] += raise[3];
        for (labels, raise) in kinds.as_chunks_mut::<4>().0.iter_mut().zip(raise) {
            for score in labels {
                *score += raise;
            }
        }
    }
}
