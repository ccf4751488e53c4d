//! What an article takes a word for in one place speaks for its other places.
//!
//! A surname that a title gives away once is a person wherever it stands again. So the scores of a
//! word's labels rise by the mean probability that its other occurrences give to each kind of
//! name, and to none. The weight was found on held-back articles (F1 +0.3).

use std::collections::HashMap;
use std::ops::Range;

use super::chain::Lattice;
use super::model::{Model, N_NAMES, N_OUT};

/// How much certain other occurrences raise a score.
const WEIGHT: f32 = 2.0;
/// How little a single other occurrence counts: one in one and a half.
const PRIOR: f32 = 0.5;
/// No kind of name, and the three kinds.
const N_KINDS: usize = 4;

/// Adds to the name scores of `sentences`, which lie behind each other in `scores`. `words` tells
/// equal tokens by equal numbers, 0 for what is no word.
pub(super) fn add(
    model: &Model,
    words: &[u32],
    sentences: &[Range<usize>],
    scores: &mut [f32],
    lattice: &mut Lattice<16>,
) {
    let mut kinds: Vec<[f32; N_KINDS]> = Vec::with_capacity(scores.len() / N_OUT);
    for sentence in sentences {
        let start = kinds.len() * N_OUT;
        let scores = &scores[start..start + sentence.len() * N_OUT];
        model.names.probabilities(scores, N_OUT, lattice, |labels| {
            let mut sums = [0.0; N_KINDS];
            for (label, probability) in labels.iter().enumerate() {
                sums[kind(label)] += probability;
            }
            kinds.push(sums);
        });
    }

    let mut totals: HashMap<u32, ([f32; N_KINDS], f32)> = HashMap::new();
    for (word, own) in words.iter().zip(&kinds).filter(|(word, _)| **word != 0) {
        let (sums, n) = totals.entry(*word).or_default();
        sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        *n += 1.0;
    }
    for ((word, own), scores) in words.iter().zip(&kinds).zip(scores.chunks_exact_mut(N_OUT)) {
        let Some((sums, n)) = totals.get(word) else { continue };
        let others = n - 1.0;
        if others < 1.0 {
            continue;
        }
        let strength = WEIGHT * others / (others + PRIOR);
        for (label, score) in scores[..N_NAMES].iter_mut().enumerate() {
            let kind = kind(label);
            *score += strength * (sums[kind] - own[kind]) / others;
        }
    }
}

/// The kind of name of a label, after none.
fn kind(label: usize) -> usize {
    label.div_ceil(4)
}
