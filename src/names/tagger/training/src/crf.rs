//! A chain of labels: loss with gradient, and the best path.

use crate::math::Param;
use crate::random::Random;

const NEVER: f32 = -1e4;
/// What pulls a score back, for each of its units. Probabilities that were rounded, averaged and changed
/// by the other places of a word need not be those of any chain of labels; without this, scores that
/// imitate them grow without end.
const BRAKE: f32 = 1e-3;
/// The least share of the best label's weight that another one keeps.
const LEAST: f32 = 1e-12;

/// Scores of label following label.
#[derive(Clone)]
pub struct Crf {
    pub n: usize,
    /// `n + 1` rows: from each label, then from the start; `n + 1` columns: to each label, then
    /// to the end.
    pub moves: Param,
}

struct Sums {
    table: Vec<f32>,
    alpha: Vec<f32>,
    beta: Vec<f32>,
    emit: Vec<f32>,
    scales: Vec<f32>,
    log_z: f64,
}

/// Whether `to` may follow `from` (`n` is the border of the sentence): O, then groups of first,
/// inner, last, only.
pub fn allowed(from: usize, to: usize, n: usize) -> bool {
    let open = |label: usize| label != 0 && label != n && matches!((label - 1) % 4, 0 | 1);
    let inner = |label: usize| label != 0 && label != n && matches!((label - 1) % 4, 1 | 2);
    if open(from) || inner(to) { open(from) && inner(to) && (from - 1) / 4 == (to - 1) / 4 } else { true }
}

impl Crf {
    pub fn new(n: usize, random: &mut Random) -> Self {
        Self { n, moves: Param::new((n + 1) * (n + 1), 0.01, random) }
    }

    fn score(&self, from: usize, to: usize) -> f32 {
        if allowed(from, to, self.n) { self.moves.value[from * (self.n + 1) + to] } else { NEVER }
    }

    fn table(&self) -> Vec<f32> {
        let n = self.n;
        (0..(n + 1) * (n + 1)).map(|i| self.score(i / (n + 1), i % (n + 1))).collect()
    }

    /// Sums over all paths.
    fn sum(&self, scores: &[f32], stride: usize, t_max: usize) -> Sums {
        let n = self.n;
        let table: Vec<f32> = self.table().iter().map(|s| s.exp()).collect();
        let mut alpha = vec![0.0f32; t_max * n];
        let mut beta = vec![0.0f32; t_max * n];
        let mut emit = vec![0.0f32; t_max * n];
        let mut log_z = 0.0f64;
        for t in 0..t_max {
            let row = &scores[t * stride..t * stride + n];
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            log_z += f64::from(top);
            for (e, s) in emit[t * n..(t + 1) * n].iter_mut().zip(row) {
                // Where the best label may not stand here, the others must not vanish beside it.
                *e = (s - top).exp().max(LEAST);
            }
        }
        let mut scales = vec![0.0f32; t_max];
        for t in 0..t_max {
            let mut total = 0.0;
            for to in 0..n {
                let sum = if t == 0 {
                    table[n * (n + 1) + to]
                } else {
                    (0..n).map(|from| alpha[(t - 1) * n + from] * table[from * (n + 1) + to]).sum()
                };
                alpha[t * n + to] = sum * emit[t * n + to];
                total += alpha[t * n + to];
            }
            scales[t] = total.max(1e-30);
            log_z += f64::from(scales[t].ln());
            alpha[t * n..(t + 1) * n].iter_mut().for_each(|a| *a /= scales[t]);
        }
        let mut end = 0.0;
        for from in 0..n {
            beta[(t_max - 1) * n + from] = table[from * (n + 1) + n];
            end += alpha[(t_max - 1) * n + from] * table[from * (n + 1) + n];
        }
        let end = end.max(1e-30);
        log_z += f64::from(end.ln());
        beta[(t_max - 1) * n..].iter_mut().for_each(|b| *b /= end);
        for t in (0..t_max - 1).rev() {
            for from in 0..n {
                let sum: f32 = (0..n)
                    .map(|to| table[from * (n + 1) + to] * emit[(t + 1) * n + to] * beta[(t + 1) * n + to])
                    .sum();
                beta[t * n + from] = sum / scales[t + 1];
            }
        }
        Sums { table, alpha, beta, emit, scales, log_z }
    }

    /// The probability of each label of each token.
    pub fn marginals(&self, scores: &[f32], stride: usize, t_max: usize) -> Vec<f32> {
        let sums = self.sum(scores, stride, t_max);
        sums.alpha.iter().zip(&sums.beta).map(|(a, b)| a * b).collect()
    }

    /// Adds the gradient of the scores towards the wanted probabilities of labels, in 255ths or so, and
    /// gives the squared distance to them. Moves are not learnt from these.
    pub fn imitate(
        &self,
        scores: &[f32],
        stride: usize,
        wanted: &[u8],
        wanted_stride: usize,
        grads: &mut [f32],
        weight: f32,
    ) -> f32 {
        let n = self.n;
        let t_max = wanted.len().div_ceil(wanted_stride);
        let marginals = self.marginals(scores, stride, t_max);
        let mut loss = 0.0;
        for t in 0..t_max {
            // Labels that cannot stand at the borders of a text, as of one that was cut, are not wanted
            // there: no score would ever be high enough for them. Nor are rounded probabilities one
            // together: what is missing would drive all scores one way, without end.
            let can_be = |k: usize| (t > 0 || allowed(n, k, n)) && (t + 1 < t_max || allowed(k, n, n));
            let wanted = &wanted[t * wanted_stride..t * wanted_stride + n];
            let whole: f32 = (0..n).filter(|&k| can_be(k)).map(|k| f32::from(wanted[k])).sum();
            for k in (0..n).filter(|&k| can_be(k) && whole > 0.0) {
                let gap =
                    marginals[t * n + k] - f32::from(wanted[k]) / whole + BRAKE * scores[t * stride + k];
                grads[t * stride + k] += weight * gap;
                loss += weight * gap * gap;
            }
        }
        loss
    }

    /// Negative log likelihood of `gold`; adds its gradient to `grads` (stride `stride`).
    pub fn loss(
        &mut self,
        scores: &[f32],
        stride: usize,
        gold: &[u8],
        grads: &mut [f32],
        weight: f32,
    ) -> f32 {
        let n = self.n;
        let t_max = gold.len();
        let Sums { table, alpha, beta, emit, scales, log_z } = self.sum(scores, stride, t_max);
        let mut gold_score = 0.0f64;
        for t in 0..t_max {
            for k in 0..n {
                let p = alpha[t * n + k] * beta[t * n + k];
                grads[t * stride + k] += weight * p;
            }
            let g = gold[t] as usize;
            grads[t * stride + g] -= weight;
            gold_score += f64::from(scores[t * stride + g]);
            let from = if t == 0 { n } else { gold[t - 1] as usize };
            gold_score += f64::from(self.score(from, g));
            self.moves.grad[from * (n + 1) + g] -= weight;
            if t == 0 {
                for to in 0..n {
                    self.moves.grad[n * (n + 1) + to] += weight * alpha[to] * beta[to];
                }
            } else {
                for from in 0..n {
                    let a = alpha[(t - 1) * n + from] / scales[t] * weight;
                    for to in 0..n {
                        self.moves.grad[from * (n + 1) + to] +=
                            a * table[from * (n + 1) + to] * emit[t * n + to] * beta[t * n + to];
                    }
                }
            }
        }
        let last = gold[t_max - 1] as usize;
        gold_score += f64::from(self.score(last, n));
        self.moves.grad[last * (n + 1) + n] -= weight;
        for from in 0..n {
            let i = (t_max - 1) * n + from;
            self.moves.grad[from * (n + 1) + n] += weight * alpha[i] * beta[i];
        }
        (log_z - gold_score) as f32 * weight
    }

    /// The best path.
    pub fn decode(&self, scores: &[f32], stride: usize, t_max: usize) -> Vec<u8> {
        let n = self.n;
        let table = self.table();
        let mut best: Vec<f32> = (0..n).map(|to| table[n * (n + 1) + to] + scores[to]).collect();
        let mut back = vec![0u8; t_max * n];
        for t in 1..t_max {
            let mut next = vec![0.0; n];
            for to in 0..n {
                let (mut top, mut arg) = (f32::MIN, 0);
                for (from, score) in best.iter().enumerate() {
                    let score = score + table[from * (n + 1) + to];
                    if score > top {
                        (top, arg) = (score, from);
                    }
                }
                back[t * n + to] = arg as u8;
                next[to] = top + scores[t * stride + to];
            }
            best = next;
        }
        let mut last = (0..n)
            .max_by(|&a, &b| {
                (best[a] + table[a * (n + 1) + n]).total_cmp(&(best[b] + table[b * (n + 1) + n]))
            })
            .unwrap_or(0);
        let mut path = vec![0; t_max];
        for t in (0..t_max).rev() {
            path[t] = last as u8;
            last = back[t * n + last] as usize;
        }
        path
    }
}
