//! Labels in a row: the best path through a sentence's scores, and how probable each of its names
//! is.
//!
//! Labels are O, and of each kind the first, inner, last and only token of a name. The scores of
//! a path are those of its labels and of their moves (a linear-chain conditional random field);
//! probabilities come from the forward-backward algorithm.

use std::ops::Range;

/// A stretch of tokens that the best path calls a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) tokens: Range<usize>,
    /// Number of the kind.
    pub(super) kind: usize,
    /// Probability of exactly this stretch and kind.
    pub(super) probability: f32,
}

/// Moves between `n` labels, prepared for decoding.
#[derive(Debug)]
pub(super) struct Chain {
    n: usize,
    /// By target: the labels it may follow, and the score of the move.
    before: Vec<Vec<(usize, f32)>>,
    start: Vec<f32>,
    end: Vec<f32>,
    /// The same as factors.
    before_factor: Vec<Vec<(usize, f32)>>,
    start_factor: Vec<f32>,
    end_factor: Vec<f32>,
}

/// Room for one sentence, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    best: Vec<f32>,
    back: Vec<u8>,
    emitted: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    scale: Vec<f32>,
}

const NEVER: f32 = -1e4;

impl Chain {
    /// Reads `(n + 1) * (n + 1)` scores: from each label, then the border, to each label, then the
    /// border.
    pub(super) fn new(n: usize, moves: &[f32]) -> Self {
        let score = |from: usize, to: usize| moves[from * (n + 1) + to];
        let allowed = |from: usize, to: usize| if may_follow(from, to, n) { score(from, to) } else { NEVER };
        let before: Vec<Vec<_>> = (0..n)
            .map(|to| {
                (0..n).filter(|&from| may_follow(from, to, n)).map(|from| (from, score(from, to))).collect()
            })
            .collect();
        let start: Vec<f32> = (0..n).map(|to| allowed(n, to)).collect();
        let end: Vec<f32> = (0..n).map(|from| allowed(from, n)).collect();
        Self {
            n,
            before_factor: before
                .iter()
                .map(|moves| moves.iter().map(|&(from, score)| (from, exp(score))).collect())
                .collect(),
            start_factor: start.iter().map(|&score| exp(score)).collect(),
            end_factor: end.iter().map(|&score| exp(score)).collect(),
            before,
            start,
            end,
        }
    }

    /// The names of the best path. `scores` holds `stride` numbers for each token, the first `n`
    /// of them for these labels.
    pub(super) fn decode(&self, scores: &[f32], stride: usize, lattice: &mut Lattice) -> Vec<Stretch> {
        let path = self.best_path(scores, stride, lattice);
        let mut stretches = Vec::new();
        let mut start = 0;
        for (t, &label) in path.iter().enumerate() {
            match Part::of(label) {
                Part::Outside | Part::Inner => continue,
                Part::First => {
                    start = t;
                    continue;
                }
                Part::Only => start = t,
                Part::Last => {}
            }
            stretches.push(Stretch { tokens: start..t + 1, kind: (label - 1) / 4, probability: 0.0 });
        }
        if !stretches.is_empty() {
            self.sum_paths(scores, stride, lattice);
            for stretch in &mut stretches {
                stretch.probability = self.probability(&path, stretch.tokens.clone(), lattice);
            }
        }
        stretches
    }

    /// Hands the probabilities of its labels to `each`, token by token.
    pub(super) fn probabilities(
        &self,
        scores: &[f32],
        stride: usize,
        lattice: &mut Lattice,
        mut each: impl FnMut(&[f32]),
    ) {
        self.sum_paths(scores, stride, lattice);
        let Lattice { forward, backward, .. } = lattice;
        for (forward, backward) in forward.chunks_exact_mut(self.n).zip(backward.chunks_exact(self.n)) {
            forward.iter_mut().zip(backward).for_each(|(a, b)| *a *= b);
            each(forward);
        }
    }

    fn best_path(&self, scores: &[f32], stride: usize, lattice: &mut Lattice) -> Vec<usize> {
        let n = self.n;
        let n_tokens = scores.len().div_ceil(stride);
        lattice.best.clear();
        lattice.best.extend(self.start.iter().zip(scores).map(|(start, score)| start + score));
        lattice.back.clear();
        lattice.back.resize(n_tokens * n, 0);
        for t in 1..n_tokens {
            let old = lattice.best.len() - n;
            for to in 0..n {
                let (mut top, mut arg) = (f32::MIN, 0);
                for &(from, score) in &self.before[to] {
                    let score = lattice.best[old + from] + score;
                    if score > top {
                        (top, arg) = (score, from);
                    }
                }
                lattice.back[t * n + to] = arg as u8;
                lattice.best.push(top + scores[t * stride + to]);
            }
            lattice.best.drain(..n);
        }
        let mut label = 0;
        for other in 1..n {
            if lattice.best[other] + self.end[other] > lattice.best[label] + self.end[label] {
                label = other;
            }
        }
        let mut path = vec![0; n_tokens];
        for t in (0..n_tokens).rev() {
            path[t] = label;
            label = usize::from(lattice.back[t * n + label]);
        }
        path
    }

    /// Fills the lattice with the sums over all paths to and from each label.
    fn sum_paths(&self, scores: &[f32], stride: usize, lattice: &mut Lattice) {
        let n = self.n;
        let n_tokens = scores.len().div_ceil(stride);
        let Lattice { emitted, forward, backward, scale, .. } = lattice;
        emitted.clear();
        for scores in scores.chunks(stride) {
            let top = scores[..n].iter().copied().fold(f32::MIN, f32::max);
            emitted.extend(scores[..n].iter().map(|score| exp(score - top)));
        }
        forward.clear();
        scale.clear();
        for t in 0..n_tokens {
            let mut total = 0.0;
            for to in 0..n {
                let sum = if t == 0 {
                    self.start_factor[to]
                } else {
                    let old = &forward[(t - 1) * n..t * n];
                    self.before_factor[to].iter().map(|&(from, factor)| old[from] * factor).sum()
                };
                let sum = sum * emitted[t * n + to];
                forward.push(sum);
                total += sum;
            }
            let total = total.max(f32::MIN_POSITIVE);
            scale.push(total);
            forward[t * n..].iter_mut().for_each(|sum| *sum /= total);
        }
        backward.clear();
        backward.resize(n_tokens * n, 0.0);
        let last = (n_tokens - 1) * n;
        let total: f32 = (0..n).map(|from| forward[last + from] * self.end_factor[from]).sum();
        for from in 0..n {
            backward[last + from] = self.end_factor[from] / total.max(f32::MIN_POSITIVE);
        }
        for t in (0..n_tokens - 1).rev() {
            let (here, behind) = backward.split_at_mut((t + 1) * n);
            let here = &mut here[t * n..];
            for to in 0..n {
                let carried = emitted[(t + 1) * n + to] * behind[to] / scale[t + 1];
                for &(from, factor) in &self.before_factor[to] {
                    here[from] += factor * carried;
                }
            }
        }
    }

    fn probability(&self, path: &[usize], tokens: Range<usize>, lattice: &Lattice) -> f32 {
        let n = self.n;
        let mut probability = lattice.forward[tokens.start * n + path[tokens.start]];
        for t in tokens.start + 1..tokens.end {
            let factor = self.before_factor[path[t]].iter().find(|&&(from, _)| from == path[t - 1]);
            let factor = factor.map_or(0.0, |&(_, factor)| factor);
            probability *= factor * lattice.emitted[t * n + path[t]] / lattice.scale[t];
        }
        probability * lattice.backward[(tokens.end - 1) * n + path[tokens.end - 1]]
    }
}

/// What a label says of a token's place in a name.
enum Part {
    Outside,
    First,
    Inner,
    Last,
    Only,
}

impl Part {
    fn of(label: usize) -> Self {
        match label.checked_sub(1).map(|label| label % 4) {
            None => Self::Outside,
            Some(0) => Self::First,
            Some(1) => Self::Inner,
            Some(2) => Self::Last,
            Some(_) => Self::Only,
        }
    }
}

/// Whether label `to` may follow label `from`; `n` is the border of the sentence.
fn may_follow(from: usize, to: usize, n: usize) -> bool {
    let part = |label: usize| if label == n { Part::Outside } else { Part::of(label) };
    let open = matches!(part(from), Part::First | Part::Inner);
    let inside = matches!(part(to), Part::Inner | Part::Last);
    open == inside && (!open || (from - 1) / 4 == (to - 1) / 4)
}

/// The exponential, from operations that round alike everywhere; to about six digits.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = x.round_ties_even();
    let part = (x - whole) * std::f32::consts::LN_2;
    let power =
        1.0 + part * (1.0 + part * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0)))));
    power * f32::from_bits((whole as i32 + 127).cast_unsigned() << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores that look random but are the same everywhere.
    fn numbers(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..n)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f32::from((state >> 16) as u16) / 16_384.0 - 2.0
            })
            .collect()
    }

    /// All label sequences of `length` with their scores.
    fn all_paths(n: usize, length: usize, moves: &[f32], scores: &[f32]) -> Vec<(Vec<usize>, f64)> {
        let mut paths = Vec::new();
        for number in 0..n.pow(length as u32) {
            let path: Vec<_> = (0..length).map(|t| number / n.pow(t as u32) % n).collect();
            let steps =
                || std::iter::once(n).chain(path.iter().copied()).zip(path.iter().copied().chain([n]));
            if steps().all(|(from, to)| may_follow(from, to, n)) {
                let steps_sum: f64 = steps().map(|(from, to)| f64::from(moves[from * (n + 1) + to])).sum();
                let emitted: f64 = path.iter().enumerate().map(|(t, k)| f64::from(scores[t * n + k])).sum();
                paths.push((path, steps_sum + emitted));
            }
        }
        paths
    }

    #[test]
    fn decoding_agrees_with_enumeration() {
        let (n, length) = (9, 4);
        for seed in 0..40 {
            let moves = numbers((n + 1) * (n + 1), seed);
            let scores = numbers(n * length, seed + 1000);
            let paths = all_paths(n, length, &moves, &scores);
            let best = paths.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(path, _)| path.clone());
            let mut lattice = Lattice::default();
            let chain = Chain::new(n, &moves);
            assert_eq!(Some(chain.best_path(&scores, n, &mut lattice)), best, "seed {seed}");

            let total: f64 = paths.iter().map(|(_, score)| score.exp()).sum();
            for stretch in chain.decode(&scores, n, &mut lattice) {
                let Range { start, end } = stretch.tokens;
                let base = 1 + 4 * stretch.kind;
                let holds = |path: &[usize]| match end - start {
                    1 => path[start] == base + 3,
                    _ => {
                        path[start] == base
                            && path[end - 1] == base + 2
                            && path[start + 1..end - 1].iter().all(|&k| k == base + 1)
                    }
                };
                let sum: f64 =
                    paths.iter().filter(|(path, _)| holds(path)).map(|(_, score)| score.exp()).sum();
                assert!((sum / total - f64::from(stretch.probability)).abs() < 1e-4, "seed {seed}");
            }
        }
    }

    #[test]
    fn the_exponential_is_near_enough() {
        for i in -400i16..400 {
            let x = f32::from(i) / 10.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 1e-5, "{x}");
        }
        assert!(exp(-1e4) < 1e-30);
    }
}
