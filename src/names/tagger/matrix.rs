//! Products of a vector and a matrix in whole numbers.
//!
//! Weights are signed bytes and vectors are rounded to 15 bits and a sign, so that eight products
//! are one instruction where the machine has vectors, and sums are exact: the same bits on every
//! machine and in any order.

use wide::{i16x8, i32x4};

/// Vectors of sums that are computed together.
const ROOM: usize = 8;
/// Outputs that are computed together.
const BLOCK: usize = 4 * ROOM;

/// A matrix of signed bytes with a scale for each column.
#[derive(Debug)]
pub(super) struct Matrix {
    n_pairs: usize,
    scales: Vec<f32>,
    /// For each block of columns and then for each pair of rows: the weights of the pair, column
    /// by column.
    weights: Vec<[i16x8; ROOM]>,
}

/// A vector as whole numbers of a unit of its own.
#[derive(Debug, Default)]
pub(super) struct Rounded {
    unit: f32,
    numbers: Vec<i16>,
    /// Each pair of numbers, four times.
    pairs: Vec<i16x8>,
}

impl Matrix {
    /// Takes `n_in` rows of `scales.len()` columns, whose weights `weight` tells by row and column.
    pub(super) fn new(n_in: usize, scales: Vec<f32>, weight: impl Fn(usize, usize) -> i8) -> Self {
        let n_out = scales.len();
        let at = |row: usize, column: usize| {
            if row < n_in && column < n_out { i16::from(weight(row, column)) } else { 0 }
        };
        let n_pairs = n_in.div_ceil(2);
        let mut weights = Vec::with_capacity(n_out.div_ceil(BLOCK) * n_pairs);
        for block in (0..n_out).step_by(BLOCK) {
            for pair in 0..n_pairs {
                weights.push(std::array::from_fn(|k| {
                    i16x8::new(std::array::from_fn(|lane| at(2 * pair + lane % 2, block + 4 * k + lane / 2)))
                }));
            }
        }
        Self { n_pairs, scales, weights }
    }

    /// Number of columns.
    pub(super) fn width(&self) -> usize {
        self.scales.len()
    }

    /// Adds the product of `input` and the matrix to `output`.
    pub(super) fn multiply(&self, input: &Rounded, output: &mut [f32]) {
        let columns = output.chunks_mut(BLOCK).zip(self.scales.chunks(BLOCK));
        for ((output, scales), weights) in columns.zip(self.weights.chunks_exact(self.n_pairs)) {
            let mut sums = [i32x4::ZERO; ROOM];
            for (pair, weights) in input.pairs.iter().zip(weights) {
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum += pair.dot(*weights);
                }
            }
            let mut numbers = [0; BLOCK];
            for (numbers, sum) in numbers.chunks_exact_mut(4).zip(sums) {
                numbers.copy_from_slice(&sum.to_array());
            }
            for ((output, scale), number) in output.iter_mut().zip(scales).zip(numbers) {
                *output += float(number) * (input.unit * scale);
            }
        }
    }
}

impl Rounded {
    /// Rounds `numbers` to a unit of which the largest of them has as many as fit.
    pub(super) fn set(&mut self, numbers: &[f32]) {
        // Numbers without sign are ordered like their bits.
        let largest = numbers.iter().map(|x| x.to_bits() & (u32::MAX >> 1)).max().unwrap_or(0);
        let largest = f32::from_bits(largest);
        self.unit = largest / LARGEST;
        let factor = if largest > 0.0 { LARGEST / largest } else { 0.0 };
        self.numbers.clear();
        self.numbers.extend(numbers.iter().map(|x| round(x * factor)));
        self.numbers.resize(numbers.len().next_multiple_of(2), 0);
        self.pairs.clear();
        self.pairs.extend(
            self.numbers.as_chunks::<2>().0.iter().map(|&[a, b]| i16x8::new([a, b, a, b, a, b, a, b])),
        );
    }
}

/// Sums of 512 products of it and a byte fit into 31 bits.
const LARGEST: f32 = 32_000.0;

/// The nearest whole number of one between -2^15 and 2^15.
#[expect(clippy::cast_possible_wrap, reason = "the low bits are the number in two's complement")]
fn round(x: f32) -> i16 {
    // Numbers about 1.5 * 2^23 are whole and lie one bit apart.
    (x + 12_582_912.0).to_bits() as u16 as i16
}

#[expect(clippy::cast_precision_loss, reason = "scores need no more than 24 bits")]
fn float(sum: i32) -> f32 {
    sum as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_near_those_of_floats() {
        let (n_in, n_out) = (5, 37u16);
        let weight = |row: usize, column: usize| (((row * 71 + column * 29) % 255) as u8).cast_signed();
        let scales: Vec<f32> = (0..n_out).map(|column: u16| 0.01 + f32::from(column) / 1000.0).collect();
        let matrix = Matrix::new(n_in, scales.clone(), weight);
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
        let matrix = Matrix::new(2, vec![1.0], |_, _| 127);
        let mut rounded = Rounded::default();
        rounded.set(&[0.0, 0.0]);
        let mut output = [0.25];
        matrix.multiply(&rounded, &mut output);
        assert!((output[0] - 0.25).abs() < f32::EPSILON);
    }
}
