//! Trains the name tagger.

mod crf;
mod data;
mod export;
mod math;
mod net;
mod random;
mod score;
mod words;

use std::path::PathBuf;
use std::time::Instant;

use data::{Doc, Part};
use net::{Drop, Net, Shape, Tape};
use random::Random;
use rasid::training::{N_OTHER_ROWS, Words};

fn arg<T: std::str::FromStr>(name: &str, default: T) -> T {
    let mut args = std::env::args();
    while let Some(found) = args.next() {
        if found == format!("--{name}") {
            return args
                .next()
                .and_then(|v| v.parse().ok())
                .unwrap_or_else(|| panic!("--{name} needs a value"));
        }
    }
    default
}

fn main() {
    let data: PathBuf = arg("data", PathBuf::from("../shared/data"));
    let clock = Instant::now();
    let words = vocabulary(&data, arg("words", 12_000));
    let vocabulary = Words::new(&words);
    eprintln!(
        "{:.0?} vocabulary: {} words, {} with a vector",
        clock.elapsed(),
        words.len(),
        vocabulary.n_rows()
    );
    let mut docs = data::corpora(&data, &vocabulary);
    if arg("flag", 1) == 0 {
        docs.iter_mut().filter(|d| d.part == Part::Train).for_each(|d| d.corpus = 0);
    }
    eprintln!("{:.0?} {} articles", clock.elapsed(), docs.len());

    let seed = arg("seed", 1);
    let mut random = Random::new(seed);
    let shape = Shape { dim: arg("dim", 48), blocks: blocks(&arg("blocks", "1,64,32".to_owned())) };
    let n_rows = vocabulary.n_rows() + N_OTHER_ROWS;
    let mut net = Net::new(shape, n_rows, vocabulary.n_rows(), &mut random);
    train(&mut net, &docs, &mut random, &clock);
    let out: String = arg("out", String::new());
    if !out.is_empty() {
        write(&mut net, &words, &docs, &data, &out);
    }
}

/// Rounds the network, shows what that costs, calibrates and writes the file.
fn write(net: &mut Net, words: &[(u32, bool, u8)], docs: &[Doc], data: &std::path::Path, out: &str) {
    let levels = arg("levels", 7.0);
    let straight: [f32; 11] = std::array::from_fn(|i| i as f32 / 10.0);
    let file = export::export(net, words, levels, &[straight; 2]);
    println!("rounded");
    show(net, docs);
    let articles = data::own_labels(data);
    let dev: Vec<_> = docs.iter().filter(|d| d.part == Part::Dev).map(|d| d.id.as_str()).collect();
    let dev: Vec<_> = articles.iter().filter(|a| dev.contains(&a.id.as_str())).collect();
    let weights = rasid::training::Weights::read(&file).expect("what was written is whole");
    let outcomes = export::outcomes(&weights, &dev);
    let right = outcomes[0].iter().filter(|o| o.1).count();
    println!("inference on dev: {} names found, {right} right", outcomes[0].len());
    let calibration = [export::calibrate(&outcomes[0]), export::calibrate(&outcomes[1])];
    println!("calibration {calibration:.2?}");
    let file = export::export(net, words, levels, &calibration);
    std::fs::write(out, file).expect("the weights file can be written");
}

fn show(net: &Net, docs: &[Doc]) {
    for (name, part, own) in
        [("dev ", Part::Dev, true), ("held", Part::Held, true), ("aner", Part::Held, false)]
    {
        let report = score::evaluate(net, docs.iter().filter(|d| d.part == part && (d.corpus == 0) == own));
        println!("   {name} {report}");
    }
    let mut aner: Vec<Doc> = docs.iter().filter(|d| d.part == Part::Held && d.corpus == 1).cloned().collect();
    aner.iter_mut().for_each(|d| d.corpus = 0);
    println!("   aner as ours {}", score::evaluate(net, aner.iter()));
}

fn blocks(text: &str) -> Vec<(usize, usize, usize)> {
    text.split(';')
        .map(|block| {
            let n: Vec<usize> = block.split(',').map(|n| n.parse().expect("a number")).collect();
            (n[0], n[1], n[2])
        })
        .collect()
}

/// The vocabulary, kept beside the build so that the pile is counted once.
fn vocabulary(data: &std::path::Path, n_rows: usize) -> Vec<(u32, bool, u8)> {
    let cache = PathBuf::from(format!("target/counts.tsv"));
    let counts: std::collections::HashMap<String, u32> = match std::fs::read_to_string(&cache) {
        Ok(text) => text
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .map(|(word, n)| (word.to_owned(), n.parse().expect("a count")))
            .collect(),
        Err(_) => {
            let counts = words::count(data);
            let mut lines: Vec<_> =
                counts.iter().filter(|(_, n)| **n >= 2).map(|(w, n)| format!("{w}\t{n}\n")).collect();
            lines.sort();
            std::fs::write(&cache, lines.concat()).expect("target is writable");
            counts
        }
    };
    words::choose(&counts, &words::flags(data), n_rows)
}

fn train(net: &mut Net, docs: &[Doc], random: &mut Random, clock: &Instant) {
    let own_only: usize = arg("own-only", 0);
    let mut sentences: Vec<(&Doc, usize)> = docs
        .iter()
        .filter(|doc| doc.part == Part::Train && (own_only == 0 || doc.corpus == 0))
        .flat_map(|doc| (0..doc.sentences.len()).map(move |i| (doc, i)))
        .collect();
    let epochs: usize = arg("epochs", 8);
    let (top, decay): (f32, f32) = (arg("rate", 0.002), arg("decay", 0.0));
    let drop =
        Drop { input: arg("drop-in", 0.2), hidden: arg("drop-hidden", 0.3), word: arg("drop-word", 0.1) };
    let size: usize = arg("batch", 400);
    let mut tape = Tape::default();
    let n_tokens: usize = sentences.iter().map(|(doc, i)| doc.sentences[*i].len()).sum();
    let n_steps = epochs * n_tokens / size;
    let mut step = 0;
    for epoch in 1..=epochs {
        random.shuffle(&mut sentences);
        let mut loss = 0.0;
        let mut start = 0;
        while start < sentences.len() {
            let mut end = start;
            let mut n = 0;
            while end < sentences.len() && n < size {
                n += sentences[end].0.sentences[sentences[end].1].len();
                end += 1;
            }
            loss += net.learn(&sentences[start..end], &mut tape, &drop, random);
            let progress = step as f32 / n_steps as f32;
            let rate = top * (step as f32 / 200.0).min(1.0) * (1.0 - progress).max(0.02);
            net.step(&tape, rate, decay);
            step += 1;
            start = end;
        }
        println!("{:.0?} epoch {epoch} loss {:.4}", clock.elapsed(), loss / n_tokens as f32);
        if epoch % arg("every", 2) == 0 || epoch == epochs {
            show(net, docs);
        }
    }
}
