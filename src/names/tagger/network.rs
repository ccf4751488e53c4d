//! The network: vectors of a sentence's tokens to scores of their labels.
//!
//! Each token's vector is the sum of those of its features. A convolution over three tokens gives
//! it its neighbours, a light recurrence in both directions (gates that read the input only) the
//! rest of the sentence. Sums are made in one fixed order and only from operations that IEEE 754
//! rounds exactly, so the scores are the same bits on every machine.

use super::features::rows_of;
use super::model::{Layer, Model, N_OUT};
use crate::segment::Tokens;

/// Room for one sentence, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    rows: Vec<u32>,
    inputs: Vec<f32>,
    hidden: Vec<f32>,
    gates: Vec<f32>,
    /// [`N_OUT`] for each token.
    pub(super) scores: Vec<f32>,
}

impl Workspace {
    /// Computes the scores of the tokens of `range`.
    pub(super) fn score(
        &mut self,
        model: &Model,
        tokens: &Tokens<'_>,
        clues: &[u32],
        range: std::ops::Range<usize>,
    ) {
        let n = range.len();
        let dim = model.table.dim;
        let width = model.convolution.bias.len();
        let state = model.recurrence.bias.len() / 4;
        let n_hidden = width + 2 * state;

        // One empty vector before and one behind the sentence.
        self.inputs.clear();
        self.inputs.resize((n + 2) * dim, 0.0);
        for (idx, input) in range.zip(self.inputs[dim..].chunks_exact_mut(dim)) {
            let clues = clues.get(idx).copied().unwrap_or(0);
            rows_of(tokens, idx, clues, &model.vocabulary, &mut self.rows);
            for &row in &self.rows {
                model.table.add(row, input);
            }
        }

        self.hidden.clear();
        self.hidden.resize(n * n_hidden, 0.0);
        self.gates.clear();
        self.gates.resize(n * 4 * state, 0.0);
        for (t, hidden) in self.hidden.chunks_exact_mut(n_hidden).enumerate() {
            let seen = &mut hidden[..width];
            model.convolution.apply(&self.inputs[t * dim..(t + 3) * dim], seen);
            for x in seen.iter_mut() {
                *x = x.max(0.0);
            }
            let gates = &mut self.gates[t * 4 * state..(t + 1) * 4 * state];
            model.recurrence.apply(seen, gates);
            for x in gates.iter_mut() {
                *x = squash(*x);
            }
        }
        self.recur(n, width, state);

        self.scores.clear();
        self.scores.resize(n * N_OUT, 0.0);
        for (hidden, scores) in self.hidden.chunks_exact(n_hidden).zip(self.scores.chunks_exact_mut(N_OUT)) {
            model.output.apply(hidden, scores);
        }
    }

    /// Writes the states of both directions behind what the convolution gave.
    fn recur(&mut self, n: usize, width: usize, state: usize) {
        let n_hidden = width + 2 * state;
        for backwards in [false, true] {
            let side = usize::from(backwards);
            let mut before: Option<usize> = None;
            for step in 0..n {
                let t = if backwards { n - 1 - step } else { step };
                let at = t * n_hidden + width + side * state;
                let gates = &self.gates[(t * 4 + side * 2) * state..][..2 * state];
                for j in 0..state {
                    let old = before.map_or(0.0, |before| self.hidden[before + j]);
                    let open = 0.5 + 0.5 * gates[j];
                    self.hidden[at + j] = old + open * (gates[state + j] - old);
                }
                before = Some(at);
            }
        }
    }
}

/// From any number to between -1 and 1, without a function whose last bit differs by platform.
fn squash(x: f32) -> f32 {
    x / (1.0 + x.abs())
}

impl Layer {
    /// The bias plus `input` times the weights.
    fn apply(&self, input: &[f32], output: &mut [f32]) {
        let n = self.bias.len();
        output.copy_from_slice(&self.bias);
        for (inputs, rows) in input.chunks(4).zip(self.weights.chunks(4 * n)) {
            if let &[a, b, c, d] = inputs {
                if a == 0.0 && b == 0.0 && c == 0.0 && d == 0.0 {
                    continue;
                }
                let (row_a, rest) = rows.split_at(n);
                let (row_b, rest) = rest.split_at(n);
                let (row_c, row_d) = rest.split_at(n);
                let rows = row_a.iter().zip(row_b).zip(row_c.iter().zip(row_d));
                for (out, ((wa, wb), (wc, wd))) in output.iter_mut().zip(rows) {
                    *out += a * wa + b * wb + (c * wc + d * wd);
                }
            } else {
                for (&x, row) in inputs.iter().zip(rows.chunks_exact(n)) {
                    output.iter_mut().zip(row).for_each(|(out, weight)| *out += x * weight);
                }
            }
        }
    }
}
