//! Vectors as codes: each group of numbers is one of 256 of a book (product quantisation).

use crate::math::Param;
use crate::random::Random;

/// Numbers in a group.
pub const GROUP: usize = 8;
/// Entries of a book.
pub const ENTRIES: usize = 256;

/// Consecutive rows of the table with their codes and books.
#[derive(Clone)]
pub struct Coded {
    pub first: usize,
    pub n_groups: usize,
    /// `n_groups` for each row.
    pub codes: Vec<u8>,
    /// For each group, [`ENTRIES`] times [`GROUP`] numbers.
    pub books: Param,
}

impl Coded {
    /// Finds books for rows `first..` of `table` by k-means; `weights` says how much each row counts.
    pub fn new(table: &[f32], first: usize, weights: &[f32], dim: usize, random: &mut Random) -> Self {
        let n_groups = dim / GROUP;
        let n = weights.len();
        let mut codes = vec![0u8; n * n_groups];
        let mut books = Param::new(n_groups * ENTRIES * GROUP, 0.0, random);
        for group in 0..n_groups {
            let piece = |row: usize| &table[(first + row) * dim + group * GROUP..][..GROUP];
            let mut book: Vec<f32> = (0..ENTRIES).flat_map(|_| piece(random.below(n)).to_vec()).collect();
            let mut nearest = vec![0u8; n];
            for _ in 0..12 {
                let mut sums = vec![0.0f64; ENTRIES * GROUP];
                let mut totals = vec![0.0f64; ENTRIES];
                for row in 0..n {
                    let entry = closest(piece(row), &book);
                    nearest[row] = entry as u8;
                    let weight = f64::from(weights[row]);
                    totals[entry] += weight;
                    for (sum, x) in sums[entry * GROUP..(entry + 1) * GROUP].iter_mut().zip(piece(row)) {
                        *sum += weight * f64::from(*x);
                    }
                }
                for entry in 0..ENTRIES {
                    let place = entry * GROUP..(entry + 1) * GROUP;
                    if totals[entry] > 0.0 {
                        for (x, sum) in book[place.clone()].iter_mut().zip(&sums[place]) {
                            *x = (sum / totals[entry]) as f32;
                        }
                    } else {
                        book[place].copy_from_slice(piece(random.below(n)));
                    }
                }
            }
            for row in 0..n {
                codes[row * n_groups + group] = closest(piece(row), &book) as u8;
            }
            books.value[group * ENTRIES * GROUP..(group + 1) * ENTRIES * GROUP].copy_from_slice(&book);
        }
        Self { first, n_groups, codes, books }
    }

    /// Where the numbers of a group of a row stand in the books.
    fn place(&self, row: usize, group: usize) -> usize {
        let code = self.codes[(row - self.first) * self.n_groups + group] as usize;
        (group * ENTRIES + code) * GROUP
    }

    pub fn holds(&self, row: usize) -> bool {
        (self.first..self.first + self.codes.len() / self.n_groups).contains(&row)
    }

    /// Writes the row's vector.
    pub fn decode(&self, row: usize, out: &mut [f32]) {
        for (group, out) in out.chunks_exact_mut(GROUP).enumerate() {
            let place = self.place(row, group);
            out.copy_from_slice(&self.books.value[place..place + GROUP]);
        }
    }

    /// Adds the row's vector.
    pub fn add(&self, row: usize, sum: &mut [f32]) {
        for (group, sum) in sum.chunks_exact_mut(GROUP).enumerate() {
            let place = self.place(row, group);
            sum.iter_mut().zip(&self.books.value[place..place + GROUP]).for_each(|(a, b)| *a += b);
        }
    }

    /// Adds the gradient of a row to that of the books.
    pub fn learn(&mut self, row: usize, grad: &[f32]) {
        for (group, grad) in grad.chunks_exact(GROUP).enumerate() {
            let place = self.place(row, group);
            self.books.grad[place..place + GROUP].iter_mut().zip(grad).for_each(|(a, b)| *a += b);
        }
    }
}

fn closest(x: &[f32], book: &[f32]) -> usize {
    let (mut best, mut arg) = (f32::MAX, 0);
    for (entry, y) in book.chunks_exact(GROUP).enumerate() {
        let distance: f32 = x.iter().zip(y).map(|(a, b)| (a - b) * (a - b)).sum();
        if distance < best {
            (best, arg) = (distance, entry);
        }
    }
    arg
}
