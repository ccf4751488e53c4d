//! Labels in a row: the best path through a sentence's scores, and how probable each of its names
//! is.
//!
//! Labels are O, and of each kind the first, inner, last and only token of a name. The scores of
//! a path are those of its labels and of their moves (a linear-chain conditional random field);
//! probabilities come from the forward-backward algorithm.

use std::ops::Range;

use wide::bytemuck::cast;
use wide::{f32x4, i32x4};

/// A stretch of tokens that the best path calls a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) tokens: Range<usize>,
    /// Number of the kind.
    pub(super) kind: usize,
    /// Probability of exactly this stretch and kind.
    pub(super) probability: f32,
}

/// Moves between the labels of `KINDS` kinds of names (three at most), prepared for decoding.
#[derive(Debug)]
pub(super) struct Chain<const KINDS: usize> {
    scores: Moves,
    /// By label that may stand behind [`closed`] ones, in order: the scores of the moves to it from them,
    /// in their order.
    scores_to: Vec<[f32; N_CLOSED]>,
    /// The scores as factors.
    factors: Moves,
    /// By label that may stand behind [`closed`] ones, in order: the factors of the moves to it from
    /// last labels, and from only and outside.
    factors_to: Vec<[f32x4; 2]>,
}

/// One number for each label: for each [`Part`] of a name a vector over the kinds. O is in the lane
/// of `only` that no kind has.
///
/// Of 169 moves between 13 labels 61 can be: within a name, where each kind keeps to its lane, and
/// from a name's end to the start of another. Nothing else is computed.
type Labels = [f32x4; 4];

const FIRST: usize = 0;
const INNER: usize = 1;
const LAST: usize = 2;
const ONLY: usize = 3;
/// The lane of O.
const OUTSIDE: usize = 3;
/// Number of labels that leave no name open: O, and two of each kind. As many can stand behind them.
const N_CLOSED: usize = 7;

#[derive(Debug)]
struct Moves {
    start: Labels,
    end: Labels,
    /// From each of the [`closed`] labels: to first labels, and to only and outside.
    between: Vec<[f32x4; 2]>,
    /// From first to inner and to last labels of the same kind.
    from_first: [f32x4; 2],
    /// From inner to inner and to last labels.
    from_inner: [f32x4; 2],
}

/// Room for one sentence, used again for the next. A row for each token.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    best: Vec<Labels>,
    emitted: Vec<Labels>,
    forward: Vec<Labels>,
    backward: Vec<Labels>,
    scale: Vec<f32>,
}

/// The score of a label at the border where none may stand.
const NEVER: f32 = -1e4;
/// The score of lanes that are no label.
const NO_LABEL: f32 = -1e30;

impl<const KINDS: usize> Chain<KINDS> {
    /// Number of labels.
    const N: usize = 1 + 4 * KINDS;

    /// Reads scores: from each label, then the border, to each label, then the border.
    pub(super) fn new(scores: &[f32]) -> Self {
        let score = |from: usize, to: usize| scores[from * (Self::N + 1) + to];
        let may_follow = |from: usize, to: usize| may_follow(from, to, Self::N);
        let factor =
            |from: usize, to: usize| if may_follow(from, to) { exp_of(score(from, to)) } else { 0.0 };
        let border = |from: usize, to: usize| if may_follow(from, to) { score(from, to) } else { NEVER };
        let starts = || std::iter::once(0).chain((0..KINDS).flat_map(|kind| [1 + 4 * kind, 4 + 4 * kind]));
        let scores_to = |to: usize| {
            let mut from = ends::<KINDS>();
            std::array::from_fn(|_| from.next().map_or(f32::NEG_INFINITY, |from| border(from, to)))
        };
        Self {
            scores: Moves::new::<KINDS>(&border, f32::NEG_INFINITY),
            scores_to: starts().map(scores_to).collect(),
            factors: Moves {
                start: labels::<KINDS>(|to| exp_of(border(Self::N, to)), 0.0),
                end: labels::<KINDS>(|from| exp_of(border(from, Self::N)), 0.0),
                ..Moves::new::<KINDS>(&factor, 0.0)
            },
            factors_to: starts()
                .map(|to| labels::<KINDS>(|from| factor(from, to), 0.0))
                .map(|from| [from[LAST], from[ONLY]])
                .collect(),
        }
    }

    /// The names of the best path. `scores` holds `stride` numbers for each token, the first of
    /// them for these labels.
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
                stretch.probability = self.probability(stretch, lattice);
            }
        }
        stretches
    }

    /// Hands the probabilities of the kinds of name, and in the last place that of none, to `each`,
    /// token by token.
    pub(super) fn probabilities(
        &self,
        scores: &[f32],
        stride: usize,
        lattice: &mut Lattice,
        mut each: impl FnMut(f32x4),
    ) {
        self.sum_paths(scores, stride, lattice);
        for (forward, backward) in lattice.forward.iter().zip(&lattice.backward) {
            each(
                forward[FIRST] * backward[FIRST]
                    + forward[INNER] * backward[INNER]
                    + forward[LAST] * backward[LAST]
                    + forward[ONLY] * backward[ONLY],
            );
        }
    }

    fn best_path(&self, scores: &[f32], stride: usize, lattice: &mut Lattice) -> Vec<usize> {
        let moves = &self.scores;
        let best = &mut lattice.best;
        best.clear();
        for scores in scores.chunks(stride) {
            let mut tops = moves.start;
            if let Some(before) = best.last() {
                tops = [f32x4::splat(f32::MIN); 4];
                for (before, [to_first, to_only]) in closed(before).into_iter().zip(&moves.between) {
                    tops[FIRST] = tops[FIRST].fast_max(before + *to_first);
                    tops[ONLY] = tops[ONLY].fast_max(before + *to_only);
                }
                let within = |k: usize| {
                    (before[FIRST] + moves.from_first[k]).fast_max(before[INNER] + moves.from_inner[k])
                };
                (tops[INNER], tops[LAST]) = (within(0), within(1));
            }
            let scores = Self::lanes(scores);
            best.push(std::array::from_fn(|part| tops[part] + scores[part]));
        }

        let mut path = vec![0; best.len()];
        let Some(last) = best.last() else { return path };
        let mut label = first_of_best((0..Self::N).map(|from| (from, at(last, from) + at(&moves.end, from))));
        for (t, place) in path.iter_mut().enumerate().rev() {
            *place = label;
            let Some(before) = t.checked_sub(1).and_then(|before| best.get(before)) else { break };
            label = self.best_before(before, label);
        }
        path
    }

    /// The label before `label` on the best path to it, where those to the labels before it have
    /// the scores `before`.
    fn best_before(&self, before: &Labels, label: usize) -> usize {
        let (part, lane) = place(label);
        if part == INNER || part == LAST {
            let k = part - INNER;
            let first = before[FIRST].to_array()[lane] + self.scores.from_first[k].to_array()[lane];
            let inner = before[INNER].to_array()[lane] + self.scores.from_inner[k].to_array()[lane];
            return 1 + 4 * lane + if inner > first { INNER } else { FIRST };
        }
        let number = if label == 0 { 0 } else { 1 + 2 * lane + usize::from(part == ONLY) };
        let mut scores = self.scores_to.get(number).copied().unwrap_or_default();
        let before = in_order(before[LAST], before[ONLY]);
        scores.iter_mut().zip(before).for_each(|(score, before)| *score += before);
        first_of_best(ends::<KINDS>().zip(scores))
    }

    /// Fills the lattice with the sums over all paths to and from each label.
    fn sum_paths(&self, scores: &[f32], stride: usize, lattice: &mut Lattice) {
        let moves = &self.factors;
        let Lattice { emitted, forward, backward, scale, .. } = lattice;
        emitted.clear();
        forward.clear();
        scale.clear();
        for scores in scores.chunks(stride) {
            let scores = Self::lanes(scores);
            let tops = scores[FIRST].fast_max(scores[INNER]).fast_max(scores[LAST]).fast_max(scores[ONLY]);
            let top = tops.to_array().into_iter().fold(f32::MIN, |top, x| if x > top { x } else { top });
            let here = scores.map(|scores| exp(scores - f32x4::splat(top)));
            emitted.push(here);

            let mut sums = moves.start;
            if let Some(before) = forward.last() {
                sums = [f32x4::ZERO; 4];
                for (before, [to_first, to_only]) in closed(before).into_iter().zip(&moves.between) {
                    sums[FIRST] += before * *to_first;
                    sums[ONLY] += before * *to_only;
                }
                let within =
                    |k: usize| before[FIRST] * moves.from_first[k] + before[INNER] * moves.from_inner[k];
                (sums[INNER], sums[LAST]) = (within(0), within(1));
            }
            sums = std::array::from_fn(|part| sums[part] * here[part]);
            let total = total::<KINDS>(&sums).max(f32::MIN_POSITIVE);
            scale.push(total);
            forward.push(sums.map(|sum| sum / f32x4::splat(total)));
        }

        let Some(last) = forward.last() else { return };
        let ends = std::array::from_fn(|part| last[part] * moves.end[part]);
        let total = total::<KINDS>(&ends).max(f32::MIN_POSITIVE);
        let mut behind = moves.end.map(|factor| factor / f32x4::splat(total));
        backward.clear();
        backward.push(behind);
        for (emitted, scale) in emitted.iter().zip(scale).skip(1).rev() {
            let scale = f32x4::splat(*scale);
            let carried: Labels = std::array::from_fn(|part| emitted[part] * behind[part] / scale);
            behind = [f32x4::ZERO; 4];
            for (carried, [from_last, from_only]) in opening(&carried).into_iter().zip(&self.factors_to) {
                behind[LAST] += *from_last * carried;
                behind[ONLY] += *from_only * carried;
            }
            let within = |from: &[f32x4; 2]| from[0] * carried[INNER] + from[1] * carried[LAST];
            (behind[FIRST], behind[INNER]) = (within(&moves.from_first), within(&moves.from_inner));
            backward.push(behind);
        }
        backward.reverse();
    }

    fn probability(&self, stretch: &Stretch, lattice: &Lattice) -> f32 {
        let Range { start, end } = stretch.tokens;
        let lane = |lanes: f32x4| lanes.to_array()[stretch.kind];
        if end - start == 1 {
            return lane(lattice.forward[start][ONLY]) * lane(lattice.backward[start][ONLY]);
        }
        let mut probability = lane(lattice.forward[start][FIRST]);
        let mut from = &self.factors.from_first;
        for t in start + 1..end {
            let (factor, part) = if t + 1 == end { (from[1], LAST) } else { (from[0], INNER) };
            probability *= lane(factor) * lane(lattice.emitted[t][part]) / lattice.scale[t];
            from = &self.factors.from_inner;
        }
        probability * lane(lattice.backward[end - 1][LAST])
    }

    /// The scores of a token in their lanes.
    fn lanes(scores: &[f32]) -> Labels {
        let (kinds, _) = scores[1..Self::N].as_chunks::<4>();
        let mut rows = [f32x4::splat(NO_LABEL); 4];
        for (row, kind) in rows.iter_mut().zip(kinds) {
            *row = f32x4::new(*kind);
        }
        rows[OUTSIDE] = f32x4::new([NO_LABEL, NO_LABEL, NO_LABEL, scores[0]]);
        f32x4::transpose(rows)
    }
}

impl Moves {
    /// Takes the number of the move between two labels that may follow each other.
    fn new<const KINDS: usize>(value: &dyn Fn(usize, usize) -> f32, beyond: f32) -> Self {
        let border = 1 + 4 * KINDS;
        let from = |from: usize| labels::<KINDS>(|to| value(from, to), beyond);
        let kind_by_kind = |from: usize, to: usize| {
            f32x4::new(std::array::from_fn(|kind| {
                if kind < KINDS { value(1 + 4 * kind + from, 1 + 4 * kind + to) } else { beyond }
            }))
        };
        Self {
            start: from(border),
            end: labels::<KINDS>(|label| value(label, border), beyond),
            between: ends::<KINDS>().map(from).map(|to| [to[FIRST], to[ONLY]]).collect(),
            from_first: [kind_by_kind(FIRST, INNER), kind_by_kind(FIRST, LAST)],
            from_inner: [kind_by_kind(INNER, INNER), kind_by_kind(INNER, LAST)],
        }
    }
}

/// Numbers by label in their lanes.
fn labels<const KINDS: usize>(value: impl Fn(usize) -> f32, beyond: f32) -> Labels {
    std::array::from_fn(|part| {
        f32x4::new(std::array::from_fn(|lane| match (part, lane) {
            (ONLY, OUTSIDE) => value(0),
            _ if lane < KINDS => value(1 + 4 * lane + part),
            _ => beyond,
        }))
    })
}

/// The part and the lane of a label.
fn place(label: usize) -> (usize, usize) {
    label.checked_sub(1).map_or((ONLY, OUTSIDE), |label| (label % 4, label / 4))
}

fn at(labels: &Labels, label: usize) -> f32 {
    let (part, lane) = place(label);
    labels[part].to_array()[lane]
}

/// The labels that leave no name open, in order.
fn ends<const KINDS: usize>() -> impl Iterator<Item = usize> {
    std::iter::once(0).chain((0..KINDS).flat_map(|kind| [3 + 4 * kind, 4 + 4 * kind]))
}

/// The numbers of the labels that leave no name open, in the order of labels: O, and of each kind
/// last and only.
fn closed(labels: &Labels) -> [f32x4; N_CLOSED] {
    in_order(labels[LAST], labels[ONLY]).map(f32x4::splat)
}

/// The numbers of the labels that stand behind those: O, and of each kind first and only.
fn opening(labels: &Labels) -> [f32x4; N_CLOSED] {
    in_order(labels[FIRST], labels[ONLY]).map(f32x4::splat)
}

/// The number of O, and those of each kind.
fn in_order(parts: f32x4, only: f32x4) -> [f32; N_CLOSED] {
    let (a, b) = (parts.to_array(), only.to_array());
    [b[OUTSIDE], a[0], b[0], a[1], b[1], a[2], b[2]]
}

/// The sum over all labels, in their order.
fn total<const KINDS: usize>(labels: &Labels) -> f32 {
    let [first, inner, last, only] = labels.map(f32x4::to_array);
    (0..KINDS).fold(only[OUTSIDE], |sum, kind| sum + first[kind] + inner[kind] + last[kind] + only[kind])
}

fn first_of_best(scores: impl Iterator<Item = (usize, f32)>) -> usize {
    let best = scores.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map_or(0, |(label, _)| label)
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
fn exp(x: f32x4) -> f32x4 {
    let splat = f32x4::splat;
    let x = x.fast_max(splat(-80.0)).fast_min(splat(80.0)) * splat(std::f32::consts::LOG2_E);
    // Numbers about 1.5 * 2^23 are whole: rounds ties to even.
    let whole = (x + splat(ROUNDING)) - splat(ROUNDING);
    let part = (x - whole) * splat(std::f32::consts::LN_2);
    let mut power = splat(1.0 / 120.0);
    for factor in [1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        power = splat(factor) + part * power;
    }
    power * cast::<i32x4, f32x4>((whole.fast_round_int() + i32x4::splat(127)) << 23)
}

fn exp_of(x: f32) -> f32 {
    exp(f32x4::splat(x)).to_array()[0]
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
            let chain = Chain::<2>::new(&moves);
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
            assert!((f64::from(exp_of(x)) / exact - 1.0).abs() < 1e-5, "{x}");
        }
        assert!(exp_of(-1e4) < 1e-30);
    }
}
