//! From learnt numbers to the weights file.

use rasid::training::{Reader, Tagging, Weights, Words};

use crate::data::{Kind, Labelled};
use crate::net::Net;

const N_KNOTS: usize = 11;

/// Rounds the table to whole steps of `-levels..=levels` and the other weights to bytes, in the
/// network itself, and writes them as the inference reads them.
pub fn export(
    net: &mut Net,
    words: &[(u32, bool, u8)],
    levels: f32,
    calibration: &[[f32; N_KNOTS]; 2],
) -> Vec<u8> {
    let shape = net.shape.clone();
    let &[(1, width, state)] = shape.blocks.as_slice() else {
        panic!("inference has one block that reaches one token")
    };
    let mut file = b"RASIDTG\x01".to_vec();
    Words::write(words, &mut file);
    for n in [shape.dim, width, state] {
        file.extend((n as u32).to_le_bytes());
    }
    let (mut scales, mut values) = (Vec::new(), Vec::new());
    let mut params = net.params();
    for row in params[0].value.chunks_exact_mut(shape.dim) {
        let (step, quantised) = best_step(row, levels);
        scales.push(step);
        values.extend(quantised.iter().map(|&q| q as i8 as u8));
        row.iter_mut().zip(&quantised).for_each(|(x, q)| *x = q * scale(step));
    }
    file.extend(scales);
    file.extend(values);
    // Convolution, recurrence, output: matrix and bias each.
    for i in [1, 3, 5] {
        let (matrix, bias) = params.split_at_mut(i + 1);
        let (matrix, bias) = (&mut matrix[i].value, &bias[0].value);
        let n = bias.len();
        let tops: Vec<f32> = (0..n)
            .map(|j| matrix.iter().skip(j).step_by(n).fold(1e-6f32, |top, x| top.max(x.abs())) / 127.0)
            .collect();
        file.extend(bias.iter().chain(&tops).flat_map(|x| x.to_le_bytes()));
        for (i, x) in matrix.iter_mut().enumerate() {
            let q = (*x / tops[i % n]).round();
            file.push(q as i8 as u8);
            *x = q * tops[i % n];
        }
    }
    file.extend(params[8].value.iter().chain(&params[9].value).flat_map(|x| x.to_le_bytes()));
    file.extend(calibration.iter().flatten().flat_map(|x| x.to_le_bytes()));
    file
}

fn scale(step: u8) -> f32 {
    (step..u8::MAX).fold(1.0, |scale, _| scale * 0.9375)
}

/// The scale that loses least, and the row in whole steps of it.
fn best_step(row: &[f32], levels: f32) -> (u8, Vec<f32>) {
    let top = row.iter().fold(1e-6f32, |top, x| top.max(x.abs()));
    let first = ((top / levels).ln() / 0.9375f32.ln()).floor().clamp(0.0, 250.0) as u8;
    let quantise = |step: u8| -> Vec<f32> {
        row.iter().map(|x| (x / scale(step)).round().clamp(-levels, levels)).collect()
    };
    let loss = |step: u8| -> f32 {
        row.iter().zip(quantise(step)).map(|(x, q)| (x - q * scale(step)).powi(2)).sum()
    };
    let steps = 255 - first.saturating_add(16).min(254)..=255 - first;
    let best = steps.min_by(|&a, &b| loss(a).total_cmp(&loss(b))).expect("some step");
    (best, quantise(best))
}

/// What inference makes of articles: for each name found, its probability and whether it is right.
pub fn outcomes(weights: &Weights, articles: &[&Labelled]) -> [Vec<(f32, bool)>; 2] {
    let mut outcomes = [Vec::new(), Vec::new()];
    for article in articles {
        let reader = Reader::new(&article.text);
        for tagging in weights.tag(&reader) {
            let Tagging { tokens, kind, probability, .. } = tagging;
            let right = article.spans.iter().any(|(span, wanted)| {
                let wanted = match wanted {
                    Kind::Name(kind) => *kind,
                    Kind::Title => 3,
                };
                let (first, last) = (reader.span(tokens.start), reader.span(tokens.end - 1));
                kind == wanted
                    && first.contains(&span.start)
                    && (last.start + 1..=last.end).contains(&span.end)
            });
            outcomes[usize::from(kind == 3)].push((probability, right));
        }
    }
    outcomes
}

/// Precision at equally spaced probabilities: weighted by nearness and never falling.
pub fn calibrate(outcomes: &[(f32, bool)]) -> [f32; N_KNOTS] {
    let mut curve = [0.0; N_KNOTS];
    for (i, knot) in curve.iter_mut().enumerate() {
        let centre = i as f32 / (N_KNOTS - 1) as f32;
        // A weak prior: the probability itself.
        let (mut right, mut all) = (4.0 * centre, 4.0);
        for &(probability, is_right) in outcomes {
            let near = 1.0 - (probability - centre).abs() * (N_KNOTS - 1) as f32;
            if near > 0.0 {
                all += near;
                right += if is_right { near } else { 0.0 };
            }
        }
        *knot = right / all;
    }
    for i in 1..N_KNOTS {
        curve[i] = curve[i].max(curve[i - 1]);
    }
    curve
}
