//! The weights as they lie in `src/data/model/tagger.bin`, read once.
//!
//! The file starts with [`MAGIC`], whose last byte is the version of the format. Matrices are
//! stored as signed bytes; each row of the table of vectors, and each column of the other
//! matrices, has one scale. All numbers are little-endian.

use std::sync::LazyLock;

use super::bytes::Bytes;
use super::chain::Chain;
use super::features::{N_MARKS, N_PIECES};
use super::vocabulary::Vocabulary;

pub(super) const MAGIC: &[u8; 8] = b"RASIDTG\x01";

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
    /// Sees a token and its neighbours on either side.
    pub(super) convolution: Layer,
    /// Gates and candidates of the recurrence, forwards and then backwards.
    pub(super) recurrence: Layer,
    pub(super) output: Layer,
    pub(super) names: Chain,
    pub(super) titles: Chain,
    /// Precision found at equally spaced probabilities, for names and titles.
    pub(super) calibration: [[f32; N_KNOTS]; 2],
}

/// Vectors in bytes, each with its scale.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) dim: usize,
    scales: Vec<f32>,
    values: Vec<i8>,
}

/// A matrix with `bias.len()` columns, and what is added to its product.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) bias: Vec<f32>,
    pub(super) weights: Vec<f32>,
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
        let n_rows = (vocabulary.n_rows() + N_MARKS + N_PIECES) as usize;
        let scales = (0..n_rows).map(|_| bytes.u8().map(scale)).collect::<Option<_>>()?;
        let values = signed(bytes.take(n_rows * dim)?).collect();
        let model = Self {
            vocabulary,
            table: Table { dim, scales, values },
            convolution: Layer::read(&mut bytes, 3 * dim, width)?,
            recurrence: Layer::read(&mut bytes, width, 4 * state)?,
            output: Layer::read(&mut bytes, width + 2 * state, N_OUT)?,
            names: Chain::new(N_NAMES, &floats(&mut bytes, (N_NAMES + 1) * (N_NAMES + 1))?),
            titles: Chain::new(N_TITLES, &floats(&mut bytes, (N_TITLES + 1) * (N_TITLES + 1))?),
            calibration: [knots(&mut bytes)?, knots(&mut bytes)?],
        };
        bytes.is_empty().then_some(model)
    }
}

impl Table {
    /// Adds vector `row` to `sum`.
    pub(super) fn add(&self, row: u32, sum: &mut [f32]) {
        let row = row as usize;
        let scale = self.scales[row];
        for (sum, &value) in sum.iter_mut().zip(&self.values[row * self.dim..(row + 1) * self.dim]) {
            *sum += scale * f32::from(value);
        }
    }
}

impl Layer {
    fn read(bytes: &mut Bytes<'_>, n_in: usize, n_out: usize) -> Option<Self> {
        let bias = floats(bytes, n_out)?;
        let scales = floats(bytes, n_out)?;
        let values = bytes.take(n_in * n_out)?;
        let weights = signed(values)
            .zip(scales.iter().cycle())
            .map(|(value, scale)| f32::from(value) * scale)
            .collect();
        Some(Self { bias, weights })
    }
}

/// Scales are stored as logarithms: 255 stands for one, and each step down takes a sixteenth.
fn scale(step: u8) -> f32 {
    (step..u8::MAX).fold(1.0, |scale, _| scale * 0.9375)
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
        assert!(model.vocabulary.n_rows() > 0);
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
