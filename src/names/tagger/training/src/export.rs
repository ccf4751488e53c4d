//! From learnt numbers to the weights file.

use rasid::training::{N_MARKS, Reader, Tagging, Weights, Words};

use crate::data::{Kind, Labelled};
use crate::net::Net;

const N_KNOTS: usize = 11;

/// Rounds books and matrices to bytes, in the network itself, and writes them as the inference
/// reads them.
pub fn export(net: &mut Net, words: &[u32], calibration: &[[f32; N_KNOTS]; 2]) -> Vec<u8> {
    let shape = net.shape.clone();
    let &[(1, width, state)] = shape.blocks.as_slice() else {
        panic!("inference has one block that reaches one token")
    };
    assert_eq!(net.coded.len(), 2, "words and pieces are held as codes");
    let mut file = b"RASIDTG\x02".to_vec();
    Words::write(words, &mut file);
    for n in [shape.dim, width, state] {
        file.extend((n as u32).to_le_bytes());
    }
    for coded in &mut net.coded {
        let books = &mut coded.books.value;
        let scale = books.iter().fold(1e-6f32, |top, x| top.max(x.abs())) / 127.0;
        file.extend(scale.to_le_bytes());
        for x in books.iter_mut() {
            let q = (*x / scale).round();
            file.push(q as i8 as u8);
            *x = q * scale;
        }
        file.extend(&coded.codes);
    }
    net.decode();
    let (dim, n_words) = (shape.dim, net.n_words);
    let mut params = net.params();
    let marks = &mut params[0].value[n_words * dim..(n_words + N_MARKS) * dim];
    matrix(marks, &vec![0.0; dim], &mut file);
    // Convolution, recurrence, output: matrix and bias each.
    for i in [1, 3, 5] {
        let (before, bias) = params.split_at_mut(i + 1);
        matrix(&mut before[i].value, &bias[0].value, &mut file);
    }
    file.extend(params[8].value.iter().chain(&params[9].value).flat_map(|x| x.to_le_bytes()));
    file.extend(calibration.iter().flatten().flat_map(|x| x.to_le_bytes()));
    file
}

/// Writes a bias, and a matrix in bytes with one scale for each column; rounds the matrix.
fn matrix(matrix: &mut [f32], bias: &[f32], file: &mut Vec<u8>) {
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
