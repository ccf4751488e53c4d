//! The network: vectors of a sentence's tokens to scores of their labels.
//!
//! Each token's vector is the sum of those of its features. A convolution over three tokens gives
//! it its neighbours, a light recurrence in both directions (gates that read the input only) the
//! rest of the sentence. Products are exact (see `matrix`), other sums are made in one fixed order
//! and only from operations that IEEE 754 rounds exactly, so the scores are the same bits on every
//! machine.
//!
//! What a token says to its neighbours depends on the token alone, so for equal tokens it is
//! computed once, and kept from text to text.

use std::ops::Range;

use wide::f32x4;

use super::clues::N_CLUES;
use super::features::{adjoins, identity, rows_of};
use super::matrix::Rounded;
use super::model::Model;
use crate::hash::WordMap;
use crate::segment::Tokens;

/// Room for one sentence, used again for the next, and what is known of the tokens so far.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    rows: Vec<u32>,
    vector: Vec<f32>,
    rounded: Rounded,
    /// Of the forms that the keys name.
    edition: u32,
    /// Number of each different token.
    known: WordMap<Key, u32>,
    /// By number, after one for the border of the sentence: what the token says to the one after
    /// it, to itself and to the one before it.
    views: Vec<f32>,
    /// By number: [`identity`].
    words: Vec<u32>,
    /// Numbers of the sentence's tokens, with a border before and behind.
    numbers: Vec<u32>,
    hidden: Vec<f32>,
    gates: Vec<f32>,
    state: Vec<f32x4>,
    /// `N_OUT` for each token.
    pub(super) scores: Vec<f32>,
}

/// All that a token's rows depend on: its form, and the first and last letter as printed; its clues,
/// its kind and whether it adjoins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key(u32, char, char, u32);

impl Key {
    fn of(tokens: &Tokens<'_>, idx: usize, clues: u32) -> Option<Self> {
        const { assert!(N_CLUES <= 24, "the bits above are taken") };
        let form = tokens.form(idx)?;
        let surface = tokens.surface(idx);
        let kind = tokens.kind(idx)? as u32;
        let rest = clues | kind << 24 | u32::from(adjoins(tokens, idx)) << 31;
        Some(Self(form, surface.chars().next()?, surface.chars().next_back()?, rest))
    }
}

/// So many different tokens are kept, with 576 bytes each: more than articles have, and no more than
/// a processor holds at hand.
const MAX_KNOWN: usize = 1 << 11;

impl Workspace {
    /// Computes the scores of the tokens of `range`.
    pub(super) fn score(&mut self, model: &Model, tokens: &Tokens<'_>, clues: &[u32], range: Range<usize>) {
        let n = range.len();
        let width = model.convolution_bias.len();
        let n_states = model.recurrence.bias.len() / 4;
        let n_hidden = width + 2 * n_states;

        let edition = tokens.edition();
        if self.words.is_empty() || self.words.len() > MAX_KNOWN || self.edition != edition {
            self.edition = edition;
            self.known.clear();
            self.words.clear();
            self.words.push(0);
            self.views.clear();
            self.views.resize(3 * width, 0.0);
        }
        self.numbers.clear();
        self.numbers.push(0);
        for idx in range {
            let number = self.number(model, tokens, idx, clues.get(idx).copied().unwrap_or(0));
            self.numbers.push(number);
        }
        self.numbers.push(0);

        // All of it is written over.
        self.hidden.resize(n * n_hidden, 0.0);
        self.gates.clear();
        self.gates.reserve(n * 4 * n_states);
        for (t, hidden) in self.hidden.chunks_exact_mut(n_hidden).enumerate() {
            let view =
                |t: usize, part: usize| &self.views[(3 * self.numbers[t] as usize + part) * width..][..width];
            let seen = &mut hidden[..width];
            let bias = model.convolution_bias.as_slice();
            let [bias, before, own, behind] =
                [bias, view(t, 0), view(t + 1, 1), view(t + 2, 2)].map(|part| part.as_chunks::<4>().0);
            let parts = bias.iter().zip(before).zip(own).zip(behind);
            for (seen, (((bias, before), own), behind)) in seen.as_chunks_mut::<4>().0.iter_mut().zip(parts) {
                let sum = f32x4::new(*bias) + f32x4::new(*before) + f32x4::new(*own) + f32x4::new(*behind);
                *seen = sum.fast_max(f32x4::ZERO).to_array();
            }
            self.rounded.set(seen);
            let start = self.gates.len();
            self.gates.extend_from_slice(&model.recurrence.bias);
            model.recurrence.weights.multiply(&self.rounded, &mut self.gates[start..]);
            for x in &mut self.gates[start..] {
                *x = squash(*x);
            }
        }
        self.recur(n, width, n_states);

        self.scores.clear();
        for hidden in self.hidden.chunks_exact(n_hidden) {
            self.rounded.set(hidden);
            let start = self.scores.len();
            self.scores.extend_from_slice(&model.output.bias);
            model.output.weights.multiply(&self.rounded, &mut self.scores[start..]);
        }
    }

    /// The [`identity`] of each token that was scored last.
    pub(super) fn identities(&self) -> impl Iterator<Item = u32> {
        let numbers = self.numbers.get(1..self.numbers.len().max(2) - 1).unwrap_or(&[]);
        numbers.iter().map(|&number| self.words[number as usize])
    }

    /// The number of token `idx` among the different ones.
    fn number(&mut self, model: &Model, tokens: &Tokens<'_>, idx: usize, clues: u32) -> u32 {
        let next = self.words.len() as u32;
        let number = Key::of(tokens, idx, clues).map_or(next, |key| *self.known.entry(key).or_insert(next));
        if number == next {
            rows_of(tokens, idx, clues, &model.vocabulary, &mut self.rows);
            self.vector.resize(model.table.dim, 0.0);
            model.table.add_up(&self.rows, &mut self.vector);
            self.rounded.set(&self.vector);
            let start = self.views.len();
            self.views.resize(start + model.views.width(), 0.0);
            model.views.multiply(&self.rounded, &mut self.views[start..]);
            self.words.push(identity(tokens, idx, &model.vocabulary));
        }
        number
    }

    /// Writes the states of both directions behind what the convolution gave.
    fn recur(&mut self, n: usize, width: usize, n_states: usize) {
        let n_hidden = width + 2 * n_states;
        let half = f32x4::splat(0.5);
        for side in [0, 1] {
            self.state.clear();
            self.state.resize(n_states / 4, f32x4::ZERO);
            for step in 0..n {
                let t = if side == 0 { step } else { n - 1 - step };
                let gates = &self.gates[(t * 4 + side * 2) * n_states..][..2 * n_states];
                let (gates, candidates) = gates.as_chunks::<4>().0.split_at(n_states / 4);
                let at = t * n_hidden + width + side * n_states;
                let states = self.hidden[at..at + n_states].as_chunks_mut::<4>().0;
                let inputs = gates.iter().zip(candidates);
                for ((state, written), (gate, candidate)) in self.state.iter_mut().zip(states).zip(inputs) {
                    let share = half + half * f32x4::new(*gate);
                    *state += share * (f32x4::new(*candidate) - *state);
                    *written = state.to_array();
                }
            }
        }
    }
}

/// From any number to between -1 and 1, without a function whose last bit differs by platform.
fn squash(x: f32) -> f32 {
    x / (1.0 + x.abs())
}
