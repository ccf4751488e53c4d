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

/// Moves between `n` labels, prepared for decoding. Rows have room for `W` labels, at least `n`;
/// nothing leads from or to those beyond.
#[derive(Debug)]
pub(super) struct Chain<const W: usize> {
    n: usize,
    /// By label: the scores of the moves from it to each label.
    moves: Vec<[f32; W]>,
    start: [f32; W],
    end: [f32; W],
    /// The same as factors; 0 for what may not follow.
    factors: Vec<[f32; W]>,
    start_factor: [f32; W],
    end_factor: [f32; W],
    /// By label: the factors of the moves to it from each label.
    factors_to: Vec<[f32; W]>,
}

/// Room for one sentence, used again for the next. A row for each token.
#[derive(Debug)]
pub(super) struct Lattice<const W: usize> {
    back: Vec<[u8; W]>,
    emitted: Vec<[f32; W]>,
    forward: Vec<[f32; W]>,
    backward: Vec<[f32; W]>,
    scale: Vec<f32>,
}

impl<const W: usize> Default for Lattice<W> {
    fn default() -> Self {
        let (back, scale) = (Vec::new(), Vec::new());
        Self { back, emitted: Vec::new(), forward: Vec::new(), backward: Vec::new(), scale }
    }
}

/// The score of a label at the border where none may stand.
const NEVER: f32 = -1e4;

impl<const W: usize> Chain<W> {
    /// Reads `(n + 1) * (n + 1)` scores: from each label, then the border, to each label, then the
    /// border.
    pub(super) fn new(n: usize, scores: &[f32]) -> Self {
        assert!(n <= W, "the room is chosen for the labels");
        let score = |from: usize, to: usize| scores[from * (n + 1) + to];
        let border = |from: usize, to: usize| if may_follow(from, to, n) { score(from, to) } else { NEVER };
        let row = |value: &dyn Fn(usize) -> f32, beyond: f32| -> [f32; W] {
            std::array::from_fn(|label| if label < n { value(label) } else { beyond })
        };
        let moves = |from: usize, to: usize| {
            if may_follow(from, to, n) { score(from, to) } else { f32::NEG_INFINITY }
        };
        let factor =
            |from: usize, to: usize| if may_follow(from, to, n) { exp(score(from, to)) } else { 0.0 };
        let rows = |value: &dyn Fn(usize, usize) -> f32, beyond: f32| -> Vec<[f32; W]> {
            (0..n).map(|a| row(&|b| value(a, b), beyond)).collect()
        };
        Self {
            n,
            moves: rows(&moves, f32::NEG_INFINITY),
            start: row(&|to| border(n, to), f32::NEG_INFINITY),
            end: row(&|from| border(from, n), f32::NEG_INFINITY),
            factors: rows(&factor, 0.0),
            start_factor: row(&|to| exp(border(n, to)), 0.0),
            end_factor: row(&|from| exp(border(from, n)), 0.0),
            factors_to: rows(&|to, from| factor(from, to), 0.0),
        }
    }

    /// The names of the best path. `scores` holds `stride` numbers for each token, the first `n`
    /// of them for these labels.
    pub(super) fn decode(&self, scores: &[f32], stride: usize, lattice: &mut Lattice<W>) -> Vec<Stretch> {
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
        lattice: &mut Lattice<W>,
        mut each: impl FnMut(&[f32]),
    ) {
        self.sum_paths(scores, stride, lattice);
        let Lattice { forward, backward, .. } = lattice;
        for (forward, backward) in forward.iter_mut().zip(backward) {
            forward.iter_mut().zip(backward).for_each(|(a, b)| *a *= *b);
            each(&forward[..self.n]);
        }
    }

    fn best_path(&self, scores: &[f32], stride: usize, lattice: &mut Lattice<W>) -> Vec<usize> {
        let mut best = self.start;
        lattice.back.clear();
        for (t, scores) in scores.chunks(stride).enumerate() {
            let mut back = [0; W];
            if t > 0 {
                let mut top = [f32::MIN; W];
                for ((from, moves), before) in (0..).zip(&self.moves).zip(best) {
                    for ((top, back), score) in top.iter_mut().zip(&mut back).zip(moves) {
                        let score = before + score;
                        if score > *top {
                            (*top, *back) = (score, from);
                        }
                    }
                }
                best = top;
            }
            lattice.back.push(back);
            best.iter_mut().zip(&scores[..self.n]).for_each(|(best, score)| *best += score);
        }
        let mut label = 0;
        for other in 1..self.n {
            if best[other] + self.end[other] > best[label] + self.end[label] {
                label = other;
            }
        }
        let mut path = vec![0; lattice.back.len()];
        for (place, back) in path.iter_mut().zip(&lattice.back).rev() {
            *place = label;
            label = usize::from(back[label]);
        }
        path
    }

    /// Fills the lattice with the sums over all paths to and from each label.
    fn sum_paths(&self, scores: &[f32], stride: usize, lattice: &mut Lattice<W>) {
        let n = self.n;
        let Lattice { emitted, forward, backward, scale, .. } = lattice;
        emitted.clear();
        forward.clear();
        scale.clear();
        let mut before: Option<[f32; W]> = None;
        for scores in scores.chunks(stride) {
            let scores = &scores[..n];
            let top = scores.iter().fold(f32::MIN, |top, &score| if score > top { score } else { top });
            let mut here = [top; W];
            here[..n].copy_from_slice(scores);
            let here = here.map(|score| exp(score - top));
            emitted.push(here);

            let mut sums = self.start_factor;
            if let Some(before) = before {
                sums = [0.0; W];
                for (before, factors) in before.iter().zip(&self.factors) {
                    sums.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += before * factor);
                }
            }
            sums.iter_mut().zip(here).for_each(|(sum, emitted)| *sum *= emitted);
            let total: f32 = sums[..n].iter().sum();
            let total = total.max(f32::MIN_POSITIVE);
            sums = sums.map(|sum| sum / total);
            scale.push(total);
            forward.push(sums);
            before = Some(sums);
        }

        let Some(last) = before else { return };
        let total: f32 = (0..n).map(|from| last[from] * self.end_factor[from]).sum();
        let total = total.max(f32::MIN_POSITIVE);
        let mut behind = self.end_factor.map(|factor| factor / total);
        backward.clear();
        backward.push(behind);
        for (emitted, scale) in emitted.iter().zip(scale).skip(1).rev() {
            let mut carried = behind;
            carried
                .iter_mut()
                .zip(emitted)
                .for_each(|(carried, emitted)| *carried = emitted * *carried / *scale);
            behind = [0.0; W];
            for (carried, factors) in carried.iter().zip(&self.factors_to) {
                behind.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += factor * carried);
            }
            backward.push(behind);
        }
        backward.reverse();
    }

    fn probability(&self, path: &[usize], tokens: Range<usize>, lattice: &Lattice<W>) -> f32 {
        let mut probability = lattice.forward[tokens.start][path[tokens.start]];
        for t in tokens.start + 1..tokens.end {
            let factor = self.factors[path[t - 1]][path[t]];
            probability *= factor * lattice.emitted[t][path[t]] / lattice.scale[t];
        }
        probability * lattice.backward[tokens.end - 1][path[tokens.end - 1]]
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

const ROUNDING: f32 = 12_582_912.0;

/// The exponential, from operations that round alike everywhere; to about six digits.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    // Numbers about 1.5 * 2^23 are whole: rounds ties to even, with vectors.
    let whole = (x + ROUNDING) - ROUNDING;
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
            let mut lattice = Lattice::<16>::default();
            let chain = Chain::<16>::new(n, &moves);
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
