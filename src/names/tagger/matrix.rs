//! Products of a vector and a matrix in whole numbers.
//!
//! Weights are signed bytes and vectors are rounded to 15 bits and a sign, so that eight products
//! are one instruction where the machine has vectors, and sums are exact: the same bits on every
//! machine and in any order.

use wide::bytemuck::cast;
use wide::{f32x4, i16x8, i32x4};

/// A matrix of signed bytes with a scale for each column.
///
/// Columns are computed in blocks: as many vectors of sums as stay in registers, and half as many
/// where fewer columns are left.
#[derive(Debug)]
pub(super) struct Matrix {
    width: usize,
    blocks: Blocks<12>,
    last: Blocks<6>,
}

/// Blocks of columns, each of `ROOM` vectors of four.
#[derive(Debug)]
struct Blocks<const ROOM: usize> {
    n_pairs: usize,
    /// For each block.
    scales: Vec<[f32x4; ROOM]>,
    /// For each block and then for each pair of rows: the weights of the pair, column by column.
    weights: Vec<[i16x8; ROOM]>,
}

/// A vector as whole numbers of a unit of its own, in pairs. Pairs of zeros are left out: much of
/// what a layer hands to the next is zero.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    unit: f32,
    n_pairs: usize,
    /// Where each pair stands, and its two numbers; behind them what is left of others.
    room: Vec<(u32, i32)>,
}

impl Matrix {
    /// Takes `n_in` rows of `scales.len()` columns, whose weights `weight` tells by row and column.
    pub(super) fn new(n_in: usize, scales: &[f32], weight: impl Fn(usize, usize) -> i8) -> Self {
        let width = scales.len();
        let over = width % Blocks::<12>::WIDTH;
        let end = if over > Blocks::<6>::WIDTH { width } else { width - over };
        let blocks = Blocks::new(n_in, &scales[..end], &weight);
        let last = Blocks::new(n_in, &scales[end..], &|row, column| weight(row, end + column));
        Self { width, blocks, last }
    }

    /// Number of columns.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds the product of `input` and the matrix to `output`.
    pub(super) fn multiply(&self, input: &Rounded, output: &mut [f32]) {
        let end = output.len().min(self.blocks.scales.len() * Blocks::<12>::WIDTH);
        let (output, last) = output.split_at_mut(end);
        self.blocks.multiply(input, output);
        self.last.multiply(input, last);
    }
}

impl<const ROOM: usize> Blocks<ROOM> {
    const WIDTH: usize = 4 * ROOM;

    fn new(n_in: usize, scales: &[f32], weight: &impl Fn(usize, usize) -> i8) -> Self {
        let width = scales.len();
        let at = |row: usize, column: usize| {
            if row < n_in && column < width { i16::from(weight(row, column)) } else { 0 }
        };
        let scale = |column: usize| scales.get(column).copied().unwrap_or(0.0);
        let n_pairs = n_in.div_ceil(2);
        let starts = || (0..width).step_by(Self::WIDTH);
        let pairs = starts().flat_map(|start| (0..n_pairs).map(move |pair| (start, pair)));
        Self {
            n_pairs,
            scales: starts()
                .map(|start| {
                    std::array::from_fn(|k| {
                        f32x4::new(std::array::from_fn(|lane| scale(start + 4 * k + lane)))
                    })
                })
                .collect(),
            weights: pairs
                .map(|(start, pair)| {
                    std::array::from_fn(|k| {
                        i16x8::new(std::array::from_fn(|lane| {
                            at(2 * pair + lane % 2, start + 4 * k + lane / 2)
                        }))
                    })
                })
                .collect(),
        }
    }

    fn multiply(&self, input: &Rounded, output: &mut [f32]) {
        let unit = f32x4::splat(input.unit);
        let blocks = self.scales.iter().zip(self.weights.chunks_exact(self.n_pairs));
        for (output, (scales, weights)) in output.chunks_mut(Self::WIDTH).zip(blocks) {
            let mut sums = [i32x4::ZERO; ROOM];
            for &(place, pair) in input.pairs() {
                let Some(weights) = weights.get(place as usize) else { break };
                let pair: i16x8 = cast(i32x4::splat(pair));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum += pair.dot(*weights);
                }
            }
            let products: [f32x4; ROOM] =
                std::array::from_fn(|k| f32x4::from_i32x4(sums[k]) * (unit * scales[k]));
            let (fours, rest) = output.as_chunks_mut::<4>();
            for (four, product) in fours.iter_mut().zip(&products) {
                *four = (f32x4::new(*four) + *product).to_array();
            }
            if let Some(product) = products.get(fours.len()) {
                rest.iter_mut().zip(product.to_array()).for_each(|(x, product)| *x += product);
            }
        }
    }
}

impl Rounded {
    /// Rounds `numbers` to a unit of which the largest of them has as many as fit.
    pub(super) fn set(&mut self, numbers: &[f32]) {
        let (eights, rest) = numbers.as_chunks::<8>();
        let mut last = [0.0; 8];
        last[..rest.len()].copy_from_slice(rest);

        let mut tops = f32x4::ZERO;
        for eight in eights {
            tops = tops.fast_max(top_of(eight));
        }
        if !rest.is_empty() {
            tops = tops.fast_max(top_of(&last));
        }
        let largest = tops.to_array().into_iter().fold(0.0, |top, x| if x > top { x } else { top });
        self.unit = largest / LARGEST;
        let factor = f32x4::splat(if largest > SMALLEST { LARGEST / largest } else { 0.0 });

        let most = 4 * (eights.len() + 1);
        self.room.resize(most.max(self.room.len()), (0, 0));
        self.n_pairs = 0;
        for (n, eight) in eights.iter().enumerate() {
            self.take(4 * n as u32, eight, factor);
        }
        if !rest.is_empty() {
            self.take(4 * eights.len() as u32, &last, factor);
        }
    }

    /// Adds eight numbers as pairs, the first of which stands at `place`.
    fn take(&mut self, place: u32, eight: &[f32; 8], factor: f32x4) {
        let whole: [i32x4; 2] = halves(eight).map(|half| (half * factor).fast_round_int());
        let pairs: [i32; 4] = cast(i16x8::from_i32x8_saturate(cast(whole)));
        let room = self.room.get_mut(self.n_pairs..).and_then(|room| room.first_chunk_mut::<4>());
        let Some(room) = room else { return };
        let mut n = 0;
        for (k, pair) in pairs.into_iter().enumerate() {
            // Zeros are written over: a branch here would be guessed wrong as often as not.
            room[n % 4] = (place + k as u32, pair);
            n += usize::from(pair != 0);
        }
        self.n_pairs += n;
    }

    fn pairs(&self) -> &[(u32, i32)] {
        &self.room[..self.n_pairs]
    }
}

fn halves(eight: &[f32; 8]) -> [f32x4; 2] {
    cast(*eight)
}

/// The larger number, without its sign, of each two of eight.
fn top_of(eight: &[f32; 8]) -> f32x4 {
    let [low, high] = halves(eight);
    low.abs().fast_max(high.abs())
}

/// Sums of 512 products of it and a byte fit into 31 bits.
const LARGEST: f32 = 32_000.0;
/// Vectors whose largest number is less are taken for zero.
const SMALLEST: f32 = 1e-30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_near_those_of_floats() {
        let (n_in, n_out) = (5, 37u16);
        let weight = |row: usize, column: usize| (((row * 71 + column * 29) % 255) as u8).cast_signed();
        let scales: Vec<f32> = (0..n_out).map(|column: u16| 0.01 + f32::from(column) / 1000.0).collect();
        let matrix = Matrix::new(n_in, &scales, weight);
        let input = [0.5, -3.25, 0.0, 1.0e-3, 2.0];
        let mut rounded = Rounded::default();
        rounded.set(&input);
        let mut output = vec![1.0; usize::from(n_out)];
        matrix.multiply(&rounded, &mut output);
        for (column, found) in output.into_iter().enumerate() {
            let exact: f32 =
                (0..n_in).map(|row| input[row] * f32::from(weight(row, column)) * scales[column]).sum();
            assert!((found - 1.0 - exact).abs() < 0.01, "{column}: {found} is not 1 + {exact}");
        }
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let matrix = Matrix::new(2, &[1.0], |_, _| 127);
        let mut rounded = Rounded::default();
        rounded.set(&[0.0, 0.0]);
        let mut output = [0.25];
        matrix.multiply(&rounded, &mut output);
        assert!((output[0] - 0.25).abs() < f32::EPSILON);
    }
}
