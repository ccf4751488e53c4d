//! The network: summed vectors, blocks of convolution and light recurrence, scores of labels.

use std::collections::HashMap;
use std::ops::Range;

use crate::crf::Crf;
pub use crate::data::N_OUT;
use crate::data::{Doc, N_NAMES, N_STRIPS, N_TITLES, UNKNOWN};
use crate::math::{Param, gemm};
use crate::random::Random;
use rasid::training::N_CLUES;

/// How much certain other occurrences of a word raise a score.
const ECHO: f32 = 2.0;

#[derive(Clone, Debug)]
pub struct Shape {
    pub dim: usize,
    /// Of each block: neighbours on either side, width of the convolution, of the recurrence.
    pub blocks: Vec<(usize, usize, usize)>,
}

#[derive(Clone)]
struct Block {
    reach: usize,
    d_in: usize,
    d_conv: usize,
    d_rec: usize,
    conv: Param,
    conv_bias: Param,
    /// Gate and candidate, forwards and backwards: four times `d_rec` columns.
    rec: Param,
    rec_bias: Param,
}

#[derive(Clone)]
pub struct Net {
    pub shape: Shape,
    pub table: Param,
    pub n_words: usize,
    blocks: Vec<Block>,
    out: Param,
    out_bias: Param,
    /// Added to the input of texts of other corpora.
    corpus: Param,
    pub names: Crf,
    pub titles: Crf,
    /// Rows of the table that are held as codes.
    pub coded: Vec<crate::code::Coded>,
    t: i32,
}

pub struct Drop {
    pub input: f32,
    pub hidden: f32,
    pub word: f32,
    /// Of all that the lists say of a token: training articles are better listed than others.
    pub clues: f32,
    /// How much oftener words and clues are dropped in names.
    pub name_factor: f32,
}

/// What the forward pass leaves for the way back.
#[derive(Default)]
pub struct Tape {
    /// First token and length of each sentence.
    pub pieces: Vec<(usize, usize)>,
    rows: Vec<u32>,
    starts: Vec<u32>,
    corpora: Vec<u8>,
    input: Vec<f32>,
    input_mask: Vec<f32>,
    blocks: Vec<BlockTape>,
    pub scores: Vec<f32>,
}

#[derive(Default, Clone)]
struct BlockTape {
    window: Vec<f32>,
    conv: Vec<f32>,
    gates: Vec<f32>,
    out: Vec<f32>,
    mask: Vec<f32>,
}

fn soft(x: f32) -> f32 {
    x / (1.0 + x.abs())
}

fn soft_slope(y: f32) -> f32 {
    let a = 1.0 - y.abs();
    a * a
}

impl Block {
    fn new(reach: usize, d_in: usize, d_conv: usize, d_rec: usize, random: &mut Random) -> Self {
        let fan = ((2 * reach + 1) * d_in) as f32;
        Self {
            reach,
            d_in,
            d_conv,
            d_rec,
            conv: Param::new((2 * reach + 1) * d_in * d_conv, (3.0 / fan).sqrt() * 1.4, random),
            conv_bias: Param::new(d_conv, 0.0, random),
            rec: Param::new(d_conv * 4 * d_rec, (3.0 / d_conv as f32).sqrt(), random),
            rec_bias: Param::new(4 * d_rec, 0.0, random),
        }
    }

    fn d_out(&self) -> usize {
        self.d_conv + 2 * self.d_rec
    }

    fn forward(&self, input: &[f32], pieces: &[(usize, usize)], n: usize, tape: &mut BlockTape) {
        let (d, width) = (self.d_in, 2 * self.reach + 1);
        tape.window.clear();
        tape.window.resize(n * width * d, 0.0);
        for &(start, len) in pieces {
            for t in 0..len {
                for w in 0..width {
                    let Some(from) = (t + w).checked_sub(self.reach).filter(|&from| from < len) else {
                        continue;
                    };
                    let to = ((start + t) * width + w) * d;
                    tape.window[to..to + d]
                        .copy_from_slice(&input[(start + from) * d..(start + from + 1) * d]);
                }
            }
        }
        tape.conv.clear();
        for _ in 0..n {
            tape.conv.extend(&self.conv_bias.value);
        }
        gemm(n, width * d, self.d_conv, &tape.window, false, &self.conv.value, false, 1.0, &mut tape.conv);
        tape.conv.iter_mut().for_each(|x| *x = x.max(0.0));
        let h = self.d_rec;
        tape.gates.clear();
        for _ in 0..n {
            tape.gates.extend(&self.rec_bias.value);
        }
        gemm(n, self.d_conv, 4 * h, &tape.conv, false, &self.rec.value, false, 1.0, &mut tape.gates);
        tape.gates.iter_mut().for_each(|x| *x = soft(*x));
        let d_out = self.d_out();
        tape.out.clear();
        tape.out.resize(n * d_out, 0.0);
        for t in 0..n {
            tape.out[t * d_out..t * d_out + self.d_conv]
                .copy_from_slice(&tape.conv[t * self.d_conv..(t + 1) * self.d_conv]);
        }
        for &(start, len) in pieces {
            for backwards in [false, true] {
                let side = usize::from(backwards);
                let mut state = vec![0.0f32; h];
                for step in 0..len {
                    let t = start + if backwards { len - 1 - step } else { step };
                    let gates = &tape.gates[t * 4 * h + side * 2 * h..];
                    for j in 0..h {
                        let z = 0.5 + 0.5 * gates[j];
                        state[j] += z * (gates[h + j] - state[j]);
                    }
                    let at = t * d_out + self.d_conv + side * h;
                    tape.out[at..at + h].copy_from_slice(&state);
                }
            }
        }
    }

    /// Takes the gradient of `tape.out`, adds to the parameters', gives that of the input.
    fn backward(
        &mut self,
        grad_out: &[f32],
        pieces: &[(usize, usize)],
        n: usize,
        tape: &BlockTape,
    ) -> Vec<f32> {
        let (h, d_out, d_conv) = (self.d_rec, self.d_out(), self.d_conv);
        let mut grad_gates = vec![0.0f32; n * 4 * h];
        for &(start, len) in pieces {
            for backwards in [false, true] {
                let side = usize::from(backwards);
                let mut grad = vec![0.0f32; h];
                for step in (0..len).rev() {
                    let place = |step: usize| start + if backwards { len - 1 - step } else { step };
                    let t = place(step);
                    let at = t * d_out + d_conv + side * h;
                    let base = t * 4 * h + side * 2 * h;
                    for j in 0..h {
                        let previous = if step > 0 {
                            tape.out[place(step - 1) * d_out + d_conv + side * h + j]
                        } else {
                            0.0
                        };
                        let g = grad[j] + grad_out[at + j];
                        let (y, c) = (tape.gates[base + j], tape.gates[base + h + j]);
                        let z = 0.5 + 0.5 * y;
                        grad_gates[base + j] = g * (c - previous) * 0.5 * soft_slope(y);
                        grad_gates[base + h + j] = g * z * soft_slope(c);
                        grad[j] = g * (1.0 - z);
                    }
                }
            }
        }
        let mut grad_conv = vec![0.0f32; n * d_conv];
        for t in 0..n {
            grad_conv[t * d_conv..(t + 1) * d_conv].copy_from_slice(&grad_out[t * d_out..t * d_out + d_conv]);
        }
        gemm(n, 4 * h, d_conv, &grad_gates, false, &self.rec.value, true, 1.0, &mut grad_conv);
        gemm(d_conv, n, 4 * h, &tape.conv, true, &grad_gates, false, 1.0, &mut self.rec.grad);
        add_rows(&grad_gates, &mut self.rec_bias.grad);
        for (g, y) in grad_conv.iter_mut().zip(&tape.conv) {
            if *y <= 0.0 {
                *g = 0.0;
            }
        }
        let (d, width) = (self.d_in, 2 * self.reach + 1);
        gemm(width * d, n, d_conv, &tape.window, true, &grad_conv, false, 1.0, &mut self.conv.grad);
        add_rows(&grad_conv, &mut self.conv_bias.grad);
        let mut grad_window = vec![0.0f32; n * width * d];
        gemm(n, d_conv, width * d, &grad_conv, false, &self.conv.value, true, 0.0, &mut grad_window);
        let mut grad_in = vec![0.0f32; n * d];
        for &(start, len) in pieces {
            for t in 0..len {
                for w in 0..width {
                    let Some(to) = (t + w).checked_sub(self.reach).filter(|&to| to < len) else { continue };
                    let from = ((start + t) * width + w) * d;
                    for (a, b) in
                        grad_in[(start + to) * d..(start + to + 1) * d].iter_mut().zip(&grad_window[from..])
                    {
                        *a += b;
                    }
                }
            }
        }
        grad_in
    }

    fn params(&mut self) -> [&mut Param; 4] {
        [&mut self.conv, &mut self.conv_bias, &mut self.rec, &mut self.rec_bias]
    }
}

fn add_rows(rows: &[f32], sum: &mut [f32]) {
    let d = sum.len();
    if d > 0 {
        for row in rows.chunks_exact(d) {
            sum.iter_mut().zip(row).for_each(|(a, b)| *a += b);
        }
    }
}

fn mask(n: usize, rate: f32, random: &mut Random) -> Vec<f32> {
    let keep = 1.0 / (1.0 - rate);
    (0..n).map(|_| if random.unit() < rate { 0.0 } else { keep }).collect()
}

impl Net {
    pub fn new(shape: Shape, n_rows: usize, n_words: usize, random: &mut Random) -> Self {
        let mut blocks = Vec::new();
        let mut d = shape.dim;
        for &(reach, d_conv, d_rec) in &shape.blocks {
            let block = Block::new(reach, d, d_conv, d_rec, random);
            d = block.d_out();
            blocks.push(block);
        }
        Self {
            table: Param::new(n_rows * shape.dim, 0.15, random),
            n_words,
            blocks,
            out: Param::new(d * N_OUT, (3.0 / d as f32).sqrt(), random),
            out_bias: Param::new(N_OUT, 0.0, random),
            corpus: Param::new(4 * shape.dim, 0.01, random),
            names: Crf::new(N_NAMES, random),
            titles: Crf::new(N_TITLES, random),
            shape,
            coded: Vec::new(),
            t: 0,
        }
    }

    /// Scores of all labels for sentences of documents. With `drop`, as in training.
    pub fn forward(
        &self,
        batch: &[(&Doc, Range<usize>)],
        tape: &mut Tape,
        drop: Option<(&Drop, &mut Random)>,
    ) {
        let d = self.shape.dim;
        tape.pieces.clear();
        tape.rows.clear();
        tape.starts.clear();
        tape.corpora.clear();
        tape.starts.push(0);
        let mut n = 0;
        let mut drop = drop;
        let clues = self.n_words..self.n_words + N_CLUES;
        for (doc, range) in batch {
            tape.pieces.push((n, range.len()));
            n += range.len();
            let (mut no_word, mut no_clues, mut in_name) = (false, false, false);
            for idx in range.clone() {
                if let Some((rates, random)) = &mut drop {
                    // A name that the lists do not know is not known in any of its words.
                    let goes_on = in_name && doc.is_name(idx);
                    in_name = doc.is_name(idx);
                    let factor = if in_name { rates.name_factor } else { 1.0 };
                    if !goes_on {
                        no_clues = random.unit() < rates.clues * factor;
                    }
                    no_word = random.unit() < rates.word * factor;
                }
                tape.rows.extend(doc.rows(idx).iter().filter(|&&row| {
                    let row = row as usize;
                    !(no_word && row < self.n_words || no_clues && clues.contains(&row))
                }));
                tape.starts.push(tape.rows.len() as u32);
                tape.corpora.push(doc.corpus);
            }
        }
        tape.input.clear();
        tape.input.resize(n * d, 0.0);
        for t in 0..n {
            let input = &mut tape.input[t * d..(t + 1) * d];
            for &row in &tape.rows[tape.starts[t] as usize..tape.starts[t + 1] as usize] {
                if let Some(coded) = self.coded.iter().find(|coded| coded.holds(row as usize)) {
                    coded.add(row as usize, input);
                    continue;
                }
                let row = &self.table.value[row as usize * d..(row as usize + 1) * d];
                input.iter_mut().zip(row).for_each(|(a, b)| *a += b);
            }
            let corpus = tape.corpora[t] as usize;
            if corpus > 0 {
                input.iter_mut().zip(&self.corpus.value[corpus * d..]).for_each(|(a, b)| *a += b);
            }
        }
        tape.blocks.resize(self.blocks.len(), BlockTape::default());
        tape.input_mask.clear();
        if let Some((rates, random)) = &mut drop {
            tape.input_mask = mask(n * d, rates.input, random);
            tape.input.iter_mut().zip(&tape.input_mask).for_each(|(a, b)| *a *= b);
        }
        for i in 0..self.blocks.len() {
            let (before, rest) = tape.blocks.split_at_mut(i);
            let input = if i == 0 { &tape.input } else { &before[i - 1].out };
            self.blocks[i].forward(input, &tape.pieces, n, &mut rest[0]);
            rest[0].mask.clear();
            if let Some((rates, random)) = &mut drop {
                // The recurrence's way back needs its outputs whole: the mask is applied to a copy
                // of what the next layer reads.
                rest[0].mask = mask(rest[0].out.len(), rates.hidden, random);
            }
        }
        // With dropout, every block's output is masked before the next layer reads it; to keep the
        // tape simple only the last is.
        let last = &tape.blocks[self.blocks.len() - 1];
        let d_last = last.out.len() / n.max(1);
        let masked = masked(last);
        tape.scores.clear();
        for _ in 0..n {
            tape.scores.extend(&self.out_bias.value);
        }
        gemm(n, d_last, N_OUT, &masked, false, &self.out.value, false, 1.0, &mut tape.scores);
    }

    /// The loss of a batch; adds gradients.
    pub fn learn(
        &mut self,
        batch: &[(&Doc, Range<usize>)],
        tape: &mut Tape,
        drop: &Drop,
        random: &mut Random,
    ) -> f32 {
        self.forward(batch, tape, Some((drop, random)));
        let n = tape.starts.len() - 1;
        let d = self.shape.dim;
        let mut grads = vec![0.0f32; n * N_OUT];
        let mut loss = 0.0;
        for ((doc, range), &(start, _)) in batch.iter().zip(&tape.pieces) {
            let at = start * N_OUT;
            if let Some(wanted) = &doc.wanted {
                loss += self.imitate(
                    &tape.scores[at..],
                    &wanted[range.start * N_OUT..range.end * N_OUT],
                    &mut grads[at..],
                    doc.weight,
                );
                continue;
            }
            let gold = &doc.names[range.clone()];
            if gold[0] != UNKNOWN {
                loss += self.names.loss(&tape.scores[at..], N_OUT, gold, &mut grads[at..], doc.weight);
            }
            let gold = &doc.titles[range.clone()];
            if gold[0] != UNKNOWN {
                let at = at + N_NAMES;
                loss += self.titles.loss(&tape.scores[at..], N_OUT, gold, &mut grads[at..], doc.weight);
            }
            for (i, idx) in range.clone().enumerate() {
                if doc.strips[idx] != UNKNOWN {
                    let at = (start + i) * N_OUT + N_NAMES + N_TITLES;
                    let scores = &tape.scores[at..at + N_STRIPS];
                    let top = scores.iter().copied().fold(f32::MIN, f32::max);
                    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
                    for k in 0..N_STRIPS {
                        grads[at + k] += doc.weight * (scores[k] - top).exp() / sum;
                    }
                    let g = doc.strips[idx] as usize;
                    grads[at + g] -= doc.weight;
                    loss -= doc.weight * (scores[g] - top - sum.ln());
                }
            }
        }
        let last = self.blocks.len() - 1;
        let d_last = self.blocks[last].d_out();
        let masked = masked(&tape.blocks[last]);
        gemm(d_last, n, N_OUT, &masked, true, &grads, false, 1.0, &mut self.out.grad);
        add_rows(&grads, &mut self.out_bias.grad);
        let mut grad = vec![0.0f32; n * d_last];
        gemm(n, N_OUT, d_last, &grads, false, &self.out.value, true, 0.0, &mut grad);
        grad.iter_mut().zip(&tape.blocks[last].mask).for_each(|(g, m)| *g *= m);
        for i in (0..self.blocks.len()).rev() {
            grad = self.blocks[i].backward(&grad, &tape.pieces, n, &tape.blocks[i]);
        }
        grad.iter_mut().zip(&tape.input_mask).for_each(|(g, m)| *g *= m);
        for t in 0..n {
            let g = &grad[t * d..(t + 1) * d];
            for &row in &tape.rows[tape.starts[t] as usize..tape.starts[t + 1] as usize] {
                let row = &mut self.table.grad[row as usize * d..(row as usize + 1) * d];
                row.iter_mut().zip(g).for_each(|(a, b)| *a += b);
            }
            let corpus = tape.corpora[t] as usize;
            if corpus > 0 {
                self.corpus.grad[corpus * d..(corpus + 1) * d].iter_mut().zip(g).for_each(|(a, b)| *a += b);
            }
        }
        loss
    }

    fn imitate(&self, scores: &[f32], wanted: &[u8], grads: &mut [f32], weight: f32) -> f32 {
        let mut loss = self.names.imitate(scores, N_OUT, wanted, N_OUT, grads, weight);
        let (scores, wanted_titles, grads) = (&scores[N_NAMES..], &wanted[N_NAMES..], &mut grads[N_NAMES..]);
        loss += self.titles.imitate(scores, N_OUT, wanted_titles, N_OUT, grads, weight);
        for (t, wanted) in wanted.chunks_exact(N_OUT).enumerate() {
            // First and only tokens of names: the label numbers 1, 4, 5, 8, 9, 12.
            let begins: f32 = [1, 4, 5, 8, 9, 12].iter().map(|&k| f32::from(wanted[k]) / 255.0).sum();
            if begins > 0.1 {
                let at = t * N_OUT + N_TITLES;
                let probabilities = softmax(&scores[at..at + N_STRIPS]);
                let wanted = &wanted[N_NAMES + N_TITLES..][..N_STRIPS];
                let whole: f32 = wanted.iter().map(|&p| f32::from(p)).sum();
                for k in 0..N_STRIPS {
                    let gap = probabilities[k] - f32::from(wanted[k]) / whole.max(1.0);
                    grads[at + k] += weight * begins * gap;
                }
            }
        }
        loss
    }

    /// The probabilities of all labels of the tokens of a document, averaged over networks, in
    /// 255ths.
    pub fn probabilities(nets: &[Net], doc: &Doc) -> Vec<u8> {
        let batch = doc.batch();
        let n: usize = doc.sentences.iter().map(Range::len).sum();
        let mut sums = vec![0.0f32; n * N_OUT];
        let mut tape = Tape::default();
        for net in nets {
            net.forward(&batch, &mut tape, None);
            net.echo(doc, &mut tape);
            for &(start, len) in &tape.pieces {
                let scores = &tape.scores[start * N_OUT..];
                let names = net.names.marginals(scores, N_OUT, len);
                let titles = net.titles.marginals(&scores[N_NAMES..], N_OUT, len);
                for t in 0..len {
                    let row = &mut sums[(start + t) * N_OUT..(start + t + 1) * N_OUT];
                    let strips = softmax(&scores[t * N_OUT + N_NAMES + N_TITLES..(t + 1) * N_OUT]);
                    let all = names[t * N_NAMES..(t + 1) * N_NAMES]
                        .iter()
                        .chain(&titles[t * N_TITLES..(t + 1) * N_TITLES]);
                    row.iter_mut().zip(all.chain(&strips)).for_each(|(a, b)| *a += b);
                }
            }
        }
        sums.iter().map(|p| (p / nets.len() as f32 * 255.0).round() as u8).collect()
    }

    /// Lets a word's other places in the document speak for its labels, as inference does
    /// (`echo.rs`). The tape holds the scores of all sentences of `doc`.
    pub fn echo(&self, doc: &Doc, tape: &mut Tape) {
        const N_KINDS: usize = 4;
        let kind = |label: usize| label.div_ceil(4);
        let mut kinds: Vec<[f32; N_KINDS]> = Vec::with_capacity(tape.starts.len());
        for &(start, len) in &tape.pieces {
            for labels in
                self.names.marginals(&tape.scores[start * N_OUT..], N_OUT, len).chunks_exact(N_NAMES)
            {
                let mut sums = [0.0; N_KINDS];
                labels.iter().enumerate().for_each(|(label, p)| sums[kind(label)] += p);
                kinds.push(sums);
            }
        }
        let words: Vec<u32> =
            doc.sentences.iter().flat_map(|s| doc.identities[s.clone()].iter().copied()).collect();
        let mut totals: HashMap<u32, ([f32; N_KINDS], f32)> = HashMap::new();
        for (word, own) in words.iter().zip(&kinds).filter(|(word, _)| **word != 0) {
            let (sums, n) = totals.entry(*word).or_default();
            sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            *n += 1.0;
        }
        for ((word, own), scores) in words.iter().zip(&kinds).zip(tape.scores.chunks_exact_mut(N_OUT)) {
            let Some((sums, n)) = totals.get(word).filter(|(_, n)| *n > 1.0) else { continue };
            let others = n - 1.0;
            let strength = ECHO * others / (others + 0.5);
            for (label, score) in scores[..N_NAMES].iter_mut().enumerate() {
                *score += strength * (sums[kind(label)] - own[kind(label)]) / others;
            }
        }
    }

    /// Lets every text be read as if it came, by `share`, from corpus `corpus`: adds the corpus's
    /// vector to those of the token shapes, of which each token has one.
    pub fn lean(&mut self, corpus: usize, share: f32, shapes: Range<usize>) {
        let d = self.shape.dim;
        let lean: Vec<f32> =
            self.corpus.value[corpus * d..(corpus + 1) * d].iter().map(|x| x * share).collect();
        for row in shapes {
            self.table.value[row * d..(row + 1) * d].iter_mut().zip(&lean).for_each(|(a, b)| *a += b);
        }
    }

    /// Raises the scores of a kind of names: what the network is unsure of, the chain leaves out.
    pub fn prefer(&mut self, kind: usize, by: f32) {
        self.out_bias.value[1 + 4 * kind..][..4].iter_mut().for_each(|bias| *bias += by);
    }

    /// Holds words and pieces as codes from now on. `uses` says how often each row is used.
    pub fn encode(&mut self, uses: &[f32], n_marks: usize, random: &mut Random) {
        let d = self.shape.dim;
        let weights: Vec<f32> = uses.iter().map(|n| (n + 1.0).sqrt()).collect();
        let pieces = self.n_words + n_marks;
        self.coded = vec![
            crate::code::Coded::new(&self.table.value, 0, &weights[..self.n_words], d, random),
            crate::code::Coded::new(&self.table.value, pieces, &weights[pieces..], d, random),
        ];
        self.decode();
        self.t = 0;
    }

    /// Brings the rows of the table in line with the codes.
    pub fn decode(&mut self) {
        let d = self.shape.dim;
        for coded in &self.coded {
            for (row, out) in self.table.value.chunks_exact_mut(d).enumerate() {
                if coded.holds(row) {
                    coded.decode(row, out);
                }
            }
        }
    }

    /// Writes shape and parameters.
    pub fn save(&mut self, path: &str) {
        let mut bytes = Vec::new();
        let blocks: Vec<String> = self.shape.blocks.iter().map(|(a, b, c)| format!("{a},{b},{c}")).collect();
        bytes.extend(format!("{} {}\n", self.shape.dim, blocks.join(";")).bytes());
        for param in self.params() {
            bytes.extend(param.value.iter().flat_map(|x| x.to_le_bytes()));
        }
        std::fs::write(path, bytes).expect("the network can be written");
    }

    /// Reads what [`save`](Self::save) wrote.
    pub fn load(path: &str, n_rows: usize, n_words: usize) -> Self {
        let bytes = std::fs::read(path).expect("a network");
        let end = bytes.iter().position(|&b| b == b'\n').expect("a first line");
        let line = std::str::from_utf8(&bytes[..end]).expect("ASCII");
        let (dim, blocks) = line.split_once(' ').expect("dimension and blocks");
        let shape = Shape { dim: dim.parse().expect("a number"), blocks: crate::blocks(blocks) };
        let mut net = Self::new(shape, n_rows, n_words, &mut Random::new(0));
        let mut numbers =
            bytes[end + 1..].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        for param in net.params() {
            param.value.iter_mut().for_each(|x| *x = numbers.next().expect("a whole network"));
        }
        net
    }

    /// One step along the gradients of the last batch.
    pub fn step(&mut self, tape: &Tape, rate: f32, decay: f32) {
        self.t += 1;
        let (t, d) = (self.t, self.shape.dim);
        let mut rows = tape.rows.clone();
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            if let Some(coded) = self.coded.iter_mut().find(|coded| coded.holds(row as usize)) {
                let place = row as usize * d..(row as usize + 1) * d;
                coded.learn(row as usize, &self.table.grad[place.clone()]);
                self.table.grad[place].fill(0.0);
                continue;
            }
            self.table.step_range(row as usize * d, (row as usize + 1) * d, rate, t, decay);
        }
        for coded in &mut self.coded {
            coded.books.step(rate, t, 0.0);
        }
        for param in self.blocks.iter_mut().flat_map(Block::params) {
            param.step(rate, t, decay);
        }
        for param in [
            &mut self.out,
            &mut self.out_bias,
            &mut self.corpus,
            &mut self.names.moves,
            &mut self.titles.moves,
        ] {
            param.step(rate, t, 0.0);
        }
    }

    /// All parameters, in a fixed order.
    pub fn params(&mut self) -> Vec<&mut Param> {
        let mut params = vec![&mut self.table];
        params.extend(self.blocks.iter_mut().flat_map(Block::params));
        params.extend([
            &mut self.out,
            &mut self.out_bias,
            &mut self.corpus,
            &mut self.names.moves,
            &mut self.titles.moves,
        ]);
        params
    }
}

fn masked(tape: &BlockTape) -> Vec<f32> {
    if tape.mask.is_empty() {
        return tape.out.clone();
    }
    tape.out.iter().zip(&tape.mask).map(|(a, b)| a * b).collect()
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|p| p / sum).collect()
}
