//! The weights as they lie in `src/data/model/tagger.bin`, read once.
//!
//! The file starts with [`MAGIC`], whose last byte is the version of the format. Vectors of words
//! and pieces are stored as codes, see [`Coded`]; matrices as signed bytes with one scale for each
//! column. All numbers are little-endian.

use std::sync::LazyLock;

use super::chain::Chain;
use super::features::{N_MARKS, N_PIECES};
use super::matrix::Matrix;
use super::vocabulary::Vocabulary;
use crate::bytes::Bytes;

pub(super) const MAGIC: &[u8; 8] = b"RASIDTG\x02";

/// Name labels: O, then first, inner, last and only token of each kind of name.
pub(super) const N_NAMES: usize = 13;
/// Title labels, in the same order.
pub(super) const N_TITLES: usize = 5;
/// How many letters of proclitics stand before a name: none to three.
pub(super) const N_STRIPS: usize = 4;
/// Scores that the network gives a token.
pub(super) const N_OUT: usize = N_NAMES + N_TITLES + N_STRIPS;
/// Points of the calibration curve, at equal distances from 0 to 1.
pub(super) const N_KNOTS: usize = 11;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("../../data/model/tagger.bin"))
        .expect("the weights file is whole: a test reads it")
});

/// The tagger's vocabulary and weights.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) vocabulary: Vocabulary,
    /// Vectors of words, marks and pieces.
    pub(super) table: Table,
    /// What a token's vector says to its right neighbour, to itself and to its left neighbour.
    pub(super) views: Matrix,
    /// What is added to the sum of the three.
    pub(super) convolution_bias: Vec<f32>,
    /// Gates and candidates of the recurrence, forwards and then backwards.
    pub(super) recurrence: Layer,
    pub(super) output: Layer,
    pub(super) names: Chain<3>,
    pub(super) titles: Chain<1>,
    /// Precision found at equally spaced probabilities, for names and titles.
    pub(super) calibration: [[f32; N_KNOTS]; 2],
}

/// The vectors of words, then of marks, then of pieces of words.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) dim: usize,
    n_words: usize,
    words: Coded,
    marks: Vec<[f32; GROUP]>,
    pieces: Coded,
}

/// Numbers of a vector that one code stands for.
const GROUP: usize = 8;

/// Vectors as codes (product quantisation): every eight numbers of a vector are one of the 256
/// entries of a book.
#[derive(Debug)]
struct Coded {
    n_groups: usize,
    codes: Vec<u8>,
    /// For each group.
    books: Vec<Box<[[f32; GROUP]; 256]>>,
}

/// A matrix, and what is added to its product.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) bias: Vec<f32>,
    pub(super) weights: Matrix,
}

/// A layer as it lies in the file.
struct Stored<'b> {
    bias: Vec<f32>,
    scales: Vec<f32>,
    values: &'b [u8],
}

impl Model {
    /// The model of this build.
    pub(super) fn get() -> &'static Self {
        &MODEL
    }

    /// Reads a weights file; `None` if it is not whole or not of this version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes::new(bytes);
        if bytes.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let vocabulary = Vocabulary::read(&mut bytes)?;
        let dim = bytes.u32()? as usize;
        let width = bytes.u32()? as usize;
        let state = bytes.u32()? as usize;
        let n_groups = dim / GROUP;
        if !state.is_multiple_of(4) || !width.is_multiple_of(4) {
            return None;
        }
        let words = Coded::read(&mut bytes, vocabulary.len() as usize, n_groups)?;
        let pieces = Coded::read(&mut bytes, N_PIECES as usize, n_groups)?;
        let marks = Stored::read(&mut bytes, N_MARKS as usize, dim)?.floats().as_chunks().0.to_vec();
        let convolution = Stored::read(&mut bytes, 3 * dim, width)?;
        let model = Self {
            table: Table { dim, n_words: vocabulary.len() as usize, words, marks, pieces },
            vocabulary,
            views: convolution.views(dim),
            convolution_bias: convolution.bias,
            recurrence: Stored::read(&mut bytes, width, 4 * state)?.layer(width),
            output: Stored::read(&mut bytes, width + 2 * state, N_OUT)?.layer(width + 2 * state),
            names: Chain::new(&floats(&mut bytes, (N_NAMES + 1) * (N_NAMES + 1))?),
            titles: Chain::new(&floats(&mut bytes, (N_TITLES + 1) * (N_TITLES + 1))?),
            calibration: [knots(&mut bytes)?, knots(&mut bytes)?],
        };
        bytes.is_empty().then_some(model)
    }
}

impl Table {
    /// Writes the sum of the vectors `rows` to `sum`, which has room for one.
    pub(super) fn add_up(&self, rows: &[u32], sum: &mut [f32]) {
        let (n_marks, n_groups) = (N_MARKS as usize, self.dim / GROUP);
        let sums = sum.as_chunks_mut::<GROUP>().0;
        sums.fill([0.0; GROUP]);
        for &row in rows {
            match (row as usize).checked_sub(self.n_words) {
                None => self.words.add(row as usize, sums),
                Some(row) if row < n_marks => {
                    let parts = &self.marks[row * n_groups..][..n_groups];
                    sums.iter_mut().zip(parts).for_each(|(sum, part)| add(sum, part));
                }
                Some(row) => self.pieces.add(row - n_marks, sums),
            }
        }
    }
}

fn add(sum: &mut [f32; GROUP], part: &[f32; GROUP]) {
    sum.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
}

impl Coded {
    fn read(bytes: &mut Bytes<'_>, n: usize, n_groups: usize) -> Option<Self> {
        let scale = bytes.f32()?;
        let mut books = Vec::with_capacity(n_groups);
        for _ in 0..n_groups {
            let mut book = Box::new([[0.0; GROUP]; 256]);
            for (x, value) in book.as_flattened_mut().iter_mut().zip(signed(bytes.take(256 * GROUP)?)) {
                *x = scale * f32::from(value);
            }
            books.push(book);
        }
        let codes = bytes.take(n * n_groups)?.to_vec();
        Some(Self { n_groups, codes, books })
    }

    /// Adds vector `row`, group by group.
    fn add(&self, row: usize, sums: &mut [[f32; GROUP]]) {
        let codes = &self.codes[row * self.n_groups..][..self.n_groups];
        for ((sum, code), book) in sums.iter_mut().zip(codes).zip(&self.books) {
            add(sum, &book[usize::from(*code)]);
        }
    }
}

impl<'b> Stored<'b> {
    fn read(bytes: &mut Bytes<'b>, n_in: usize, n_out: usize) -> Option<Self> {
        let bias = floats(bytes, n_out)?;
        let scales = floats(bytes, n_out)?;
        let values = bytes.take(n_in * n_out)?;
        Some(Self { bias, scales, values })
    }

    fn floats(&self) -> Vec<f32> {
        signed(self.values)
            .zip(self.scales.iter().cycle())
            .map(|(value, scale)| f32::from(value) * scale)
            .collect()
    }

    fn layer(self, n_in: usize) -> Layer {
        let n_out = self.bias.len();
        let weights = Matrix::new(n_in, &self.scales, |row, column| {
            i8::from_le_bytes([self.values[row * n_out + column]])
        });
        Layer { bias: self.bias, weights }
    }

    /// The three parts of a convolution beside each other.
    fn views(&self, dim: usize) -> Matrix {
        let width = self.bias.len();
        Matrix::new(dim, &self.scales.repeat(3), |row, column| {
            let (part, column) = (column / width, column % width);
            i8::from_le_bytes([self.values[(part * dim + row) * width + column]])
        })
    }
}

fn signed(bytes: &[u8]) -> impl Iterator<Item = i8> {
    bytes.iter().map(|&byte| i8::from_le_bytes([byte]))
}

fn floats(bytes: &mut Bytes<'_>, n: usize) -> Option<Vec<f32>> {
    (0..n).map(|_| bytes.f32()).collect()
}

fn knots(bytes: &mut Bytes<'_>) -> Option<[f32; N_KNOTS]> {
    let mut knots = [0.0; N_KNOTS];
    for knot in &mut knots {
        *knot = bytes.f32()?;
    }
    Some(knots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_of_this_build_are_whole() {
        let model = Model::get();
        assert!(model.vocabulary.len() > 0);
        assert!(model.calibration.iter().all(|curve| curve.is_sorted()));
    }

    #[test]
    fn a_file_of_another_version_is_refused() {
        let file: &[u8] = include_bytes!("../../data/model/tagger.bin");
        assert!(Model::read(&file[..file.len() - 1]).is_none());
        assert!(Model::read(&[file, &[0]].concat()).is_none());
        let mut other = file.to_vec();
        other[7] += 1;
        assert!(Model::read(&other).is_none());
    }
}
