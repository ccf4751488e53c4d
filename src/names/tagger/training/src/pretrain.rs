//! Vectors from the raw pile: a token's summed vector learns to foretell the words around it
//! (skip-gram with negative samples, over the features of inference).

use std::path::Path;

use rasid::training::{N_OTHER_ROWS, Reader, Words};

use crate::data::lines_of_xz;
use crate::random::Random;

pub struct Settings {
    pub dim: usize,
    pub epochs: usize,
    pub reach: usize,
    pub negatives: usize,
    pub rate: f32,
    /// Read only every so many-th article.
    pub every: usize,
}

const NOTHING: u32 = u32::MAX;

/// The table of vectors, scaled to the size that training starts from.
pub fn pretrain(data: &Path, words: &Words, settings: &Settings, random: &mut Random) -> Vec<f32> {
    let d = settings.dim;
    let n_words = words.n_rows();
    let n_rows = n_words + N_OTHER_ROWS;
    let mut input: Vec<f32> = (0..n_rows * d).map(|_| (random.unit() - 0.5) / d as f32).collect();
    let mut output = vec![0.0f32; n_words * d];
    let articles: Vec<String> = lines_of_xz(&data.join("news/raw.txt.xz")).step_by(settings.every).collect();

    let mut counts = vec![0u32; n_words];
    let mut n_tokens = 0u64;
    let mut rows = Vec::new();
    for article in &articles {
        let reader = Reader::new(article);
        for idx in 0..reader.n_tokens() {
            reader.rows(idx, words, &mut rows);
            if let Some(&row) = rows.first().filter(|&&row| (row as usize) < n_words) {
                counts[row as usize] += 1;
            }
            n_tokens += 1;
        }
    }
    let lots = lots(&counts);
    let keep: Vec<f32> = counts
        .iter()
        .map(|&n| {
            let share = f64::from(n.max(1)) / n_tokens as f64 / 1e-4;
            ((1.0 / share).sqrt() + 1.0 / share).min(1.0) as f32
        })
        .collect();
    eprintln!("{n_tokens} tokens in {} articles", articles.len());

    let total = (n_tokens * settings.epochs as u64) as f32;
    let mut done = 0u64;
    let (mut x, mut grad) = (vec![0.0f32; d], vec![0.0f32; d]);
    let mut loss = (0.0f64, 0u64);
    for epoch in 0..settings.epochs {
        for article in &articles {
            let reader = Reader::new(article);
            let n = reader.n_tokens();
            let mut starts = vec![0usize];
            let mut all: Vec<u32> = Vec::new();
            let mut targets = Vec::with_capacity(n);
            for idx in 0..n {
                reader.rows(idx, words, &mut rows);
                let target = rows.first().copied().filter(|&row| (row as usize) < n_words);
                targets.push(target.filter(|&row| random.unit() < keep[row as usize]).unwrap_or(NOTHING));
                all.extend(&rows);
                starts.push(all.len());
            }
            done += n as u64;
            let rate = settings.rate * (1.0 - done as f32 / total).max(0.01);
            for idx in 0..n {
                let rows = &all[starts[idx]..starts[idx + 1]];
                let frequent = rows
                    .first()
                    .is_some_and(|&row| (row as usize) < n_words && random.unit() >= keep[row as usize]);
                if frequent || !reader.is_word(idx) {
                    continue;
                }
                // Now and then a known word must do without its own vector, as unknown words do.
                let skip = usize::from((rows[0] as usize) < n_words && random.unit() < 0.15);
                let rows = &rows[skip..];
                x.fill(0.0);
                for &row in rows {
                    let row = &input[row as usize * d..(row as usize + 1) * d];
                    x.iter_mut().zip(row).for_each(|(a, b)| *a += b);
                }
                grad.fill(0.0);
                let reach = 1 + random.below(settings.reach);
                for other in idx.saturating_sub(reach)..(idx + reach + 1).min(n) {
                    let target = targets[other];
                    if other == idx || target == NOTHING {
                        continue;
                    }
                    for sample in 0..=settings.negatives {
                        let (row, wanted) =
                            if sample == 0 { (target, 1.0) } else { (lots[random.below(lots.len())], 0.0) };
                        if sample > 0 && row == target {
                            continue;
                        }
                        let out = &mut output[row as usize * d..(row as usize + 1) * d];
                        let dot: f32 = dot(&x, out);
                        let p = 1.0 / (1.0 + (-dot).exp());
                        if sample == 0 {
                            loss.0 -= f64::from(p.max(1e-6).ln());
                            loss.1 += 1;
                        }
                        let step = rate * (wanted - p);
                        for ((g, o), x) in grad.iter_mut().zip(out).zip(&x) {
                            *g += step * *o;
                            *o += step * x;
                        }
                    }
                }
                let share = 1.0 / (rows.len() as f32).sqrt();
                for &row in rows {
                    let row = &mut input[row as usize * d..(row as usize + 1) * d];
                    row.iter_mut().zip(&grad).for_each(|(a, g)| *a += share * g);
                }
            }
        }
        eprintln!("pretraining epoch {} loss {:.4}", epoch + 1, loss.0 / loss.1.max(1) as f64);
        loss = (0.0, 0);
    }
    rescale(&mut input, &articles, words, d);
    input
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 16];
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for i in 0..16 {
            sums[i] += a[i] * b[i];
        }
    }
    sums.iter().sum()
}

/// A table from which a word is drawn as often as the three-quarter power of its count.
fn lots(counts: &[u32]) -> Vec<u32> {
    let powers: Vec<f64> = counts.iter().map(|&n| f64::from(n).powf(0.75)).collect();
    let total: f64 = powers.iter().sum();
    let size = 1 << 20;
    let mut lots = Vec::with_capacity(size);
    for (row, power) in powers.iter().enumerate() {
        let n = (power / total * size as f64).round() as usize;
        lots.extend(std::iter::repeat_n(row as u32, n));
    }
    lots
}

/// Summed vectors get a mean square of `0.4 * 0.4`.
fn rescale(table: &mut [f32], articles: &[String], words: &Words, d: usize) {
    let (mut sum, mut n) = (0.0f64, 0u64);
    let mut rows = Vec::new();
    for article in articles.iter().step_by(200) {
        let reader = Reader::new(article);
        for idx in 0..reader.n_tokens() {
            reader.rows(idx, words, &mut rows);
            for j in 0..d {
                let x: f32 = rows.iter().map(|&row| table[row as usize * d + j]).sum();
                sum += f64::from(x * x);
                n += 1;
            }
        }
    }
    let factor = 0.4 / (sum / n as f64).sqrt() as f32;
    eprintln!("scaled by {factor}");
    table.iter_mut().for_each(|x| *x *= factor);
}
