//! Trains the name tagger.

mod code;
mod crf;
mod data;
mod export;
mod math;
mod net;
mod pile;
mod pretrain;
mod random;
mod score;
mod tag;
mod unsure;
mod words;

use std::ops::Range;
use std::path::PathBuf;
use std::time::Instant;

use data::{Doc, Part};
use net::{Drop, Net, Shape, Tape};
use random::Random;
use rasid::training::{N_MARKS, N_OTHER_ROWS, Words};

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
    let tagger: String = arg("tag", String::new());
    if !tagger.is_empty() {
        let file = std::fs::read(tagger).expect("a weights file");
        return tag::tag(&rasid::training::Weights::read(&file).expect("a whole weights file"));
    }
    let weights: String = arg("calibrate", String::new());
    if !weights.is_empty() {
        return recalibrate(&data, &weights);
    }
    let clock = Instant::now();
    let words = vocabulary(&data, arg("words", 12_000));
    let vocabulary = Words::new(&words);
    eprintln!("{:.0?} {} words", clock.elapsed(), words.len());
    let seed = arg("seed", 1);
    let mut random = Random::new(seed);
    let pretrained: String = arg("pretrained", String::new());
    let dim: usize = arg("dim", 48);
    if arg("pretrain", 0) > 0 {
        let settings = pretrain::Settings {
            dim,
            epochs: arg("pretrain", 1),
            reach: arg("reach", 5),
            negatives: arg("negatives", 5),
            rate: arg("pretrain-rate", 0.03),
            every: arg("pretrain-every", 1),
        };
        let table = pretrain::pretrain(&data, &vocabulary, &settings, &mut random);
        let bytes: Vec<u8> = table.iter().flat_map(|x| x.to_le_bytes()).collect();
        std::fs::write(&pretrained, bytes).expect("can be written");
        eprintln!("{:.0?} pretrained", clock.elapsed());
        return;
    }
    let mut docs = data::corpora(&data, &vocabulary, arg("train-on-held", 0) > 0);
    if arg("flag", 1) == 0 {
        docs.iter_mut().filter(|d| d.part == Part::Train).for_each(|d| d.corpus = 0);
    }
    eprintln!("{:.0?} {} articles", clock.elapsed(), docs.len());

    let teachers: String = arg("teachers", String::new());
    if !teachers.is_empty() {
        let n_rows = vocabulary.n_rows() + N_OTHER_ROWS;
        let nets: Vec<Net> =
            teachers.split(',').map(|path| Net::load(path, n_rows, vocabulary.n_rows())).collect();
        for (name, part, own) in [("dev ", Part::Dev, true), ("held", Part::Held, true)] {
            let docs = || docs.iter().filter(|d| d.part == part && (d.corpus == 0) == own);
            println!("   {name} {}", score::evaluate_many(&nets, docs(), false));
            println!("   {name} with echo {}", score::evaluate_many(&nets, docs(), true));
        }
        if arg("label", 0) > 0 {
            let (path, earlier) = (arg("pile-labels", String::new()), arg("earlier-labels", String::new()));
            pile::label(&data, &vocabulary, &nets, &path, arg("pile-every", 1), &earlier);
        }
        if arg("unsure", 0) > 0 {
            unsure::print(&data, &vocabulary, &nets, arg("unsure", 0), arg("pile-first", 1));
        }
        return;
    }
    let shape = Shape { dim, blocks: blocks(&arg("blocks", "1,64,32".to_owned())) };
    let n_rows = vocabulary.n_rows() + N_OTHER_ROWS;
    let mut net = Net::new(shape, n_rows, vocabulary.n_rows(), &mut random);
    if !pretrained.is_empty() {
        let bytes = std::fs::read(&pretrained).expect("pretrained vectors");
        let table: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        assert_eq!(table.len(), net.table.value.len(), "vectors of another vocabulary");
        net.table.value = table;
    }
    let load: String = arg("load", String::new());
    if !load.is_empty() {
        net = Net::load(&load, n_rows, vocabulary.n_rows());
    }
    docs.extend(unsure::read(&data, &vocabulary));
    let labels: String = arg("pile-labels", String::new());
    if !labels.is_empty() {
        docs.extend(pile::read(&data, &vocabulary, &labels, arg("pile-weight", 1.0)));
        eprintln!("{:.0?} {} articles with those of the pile", clock.elapsed(), docs.len());
    }
    train(&mut net, &docs, &mut random, &clock, arg("epochs", 8), arg("rate", 0.002));
    if arg("code-epochs", 0) > 0 {
        let mut uses = vec![0.0; n_rows];
        for doc in &docs {
            for idx in 0..doc.names.len() {
                doc.rows(idx).iter().for_each(|&row| uses[row as usize] += 1.0);
            }
        }
        net.encode(&uses, N_MARKS, &mut random);
        println!("{:.0?} encoded", clock.elapsed());
        show(&net, &docs);
        train(&mut net, &docs, &mut random, &clock, arg("code-epochs", 0), arg("code-rate", 0.001));
        net.decode();
    }
    let save: String = arg("save", String::new());
    if !save.is_empty() {
        net.save(&save);
    }
    let out: String = arg("out", String::new());
    if !out.is_empty() {
        // The shapes are the last of the marks.
        let shapes = vocabulary.n_rows() + N_MARKS - 25;
        net.lean(1, arg("lean", 0.0), shapes..shapes + 21);
        net.prefer(1, arg("prefer-organisations", 0.0));
        write(&mut net, &words, &docs, &data, &out);
    }
}

/// Brings the calibration of a weights file in line with the inference of today.
fn recalibrate(data: &std::path::Path, path: &str) {
    let mut file = std::fs::read(path).expect("a weights file");
    let weights = rasid::training::Weights::read(&file).expect("a whole weights file");
    let articles = data::own_labels(data);
    let dev: Vec<_> = articles.iter().filter(|article| data::part_of(&article.id) == Part::Dev).collect();
    let outcomes = export::outcomes(&weights, &dev);
    let curves = [export::calibrate(&outcomes[0]), export::calibrate(&outcomes[1])];
    println!("calibration {curves:.2?}");
    let bytes: Vec<u8> = curves.iter().flatten().flat_map(|x| x.to_le_bytes()).collect();
    let at = file.len() - bytes.len();
    file[at..].copy_from_slice(&bytes);
    std::fs::write(path, file).expect("the weights file can be written");
}

/// Rounds the network, shows what that costs, calibrates and writes the file.
fn write(net: &mut Net, words: &[u32], docs: &[Doc], data: &std::path::Path, out: &str) {
    let straight: [f32; 11] = std::array::from_fn(|i| i as f32 / 10.0);
    let file = export::export(net, words, &[straight; 2]);
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
    let file = export::export(net, words, &calibration);
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
fn vocabulary(data: &std::path::Path, n_rows: usize) -> Vec<u32> {
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
    words::choose(&counts, n_rows)
}

fn train(net: &mut Net, docs: &[Doc], random: &mut Random, clock: &Instant, epochs: usize, top: f32) {
    // How often labelled articles are read for each time that the pile is.
    let repeat: usize = arg("repeat", 1);
    let own_only: usize = arg("own-only", 0);
    let mut sentences: Vec<(&Doc, Range<usize>)> = docs
        .iter()
        .filter(|doc| doc.part == Part::Train && (own_only == 0 || doc.corpus == 0))
        .flat_map(|doc| {
            let times = if doc.wanted.is_none() { repeat } else { 1 };
            (0..times).flat_map(move |_| doc.sentences.iter().map(move |sentence| (doc, sentence.clone())))
        })
        .collect();
    let decay: f32 = arg("decay", 0.0);
    let drop = Drop {
        input: arg("drop-in", 0.2),
        hidden: arg("drop-hidden", 0.3),
        word: arg("drop-word", 0.1),
        clues: arg("drop-clues", 0.2),
        name_factor: arg("name-factor", 3.0),
    };
    let cuts: f32 = arg("cut", 0.0);
    let size: usize = arg("batch", 400);
    let mut tape = Tape::default();
    let n_tokens: usize = sentences.iter().map(|(_, sentence)| sentence.len()).sum();
    let n_steps = epochs * n_tokens / size;
    let mut step = 0;
    for epoch in 1..=epochs {
        random.shuffle(&mut sentences);
        let mut loss = 0.0;
        let mut rest = sentences.iter();
        loop {
            let mut batch: Vec<(&Doc, Range<usize>)> = Vec::new();
            let mut n = 0;
            while n < size
                && let Some((doc, sentence)) = rest.next()
            {
                let sentence =
                    if random.unit() < cuts { cut(doc, sentence, random) } else { sentence.clone() };
                n += sentence.len();
                batch.push((*doc, sentence));
            }
            if batch.is_empty() {
                break;
            }
            loss += net.learn(&batch, &mut tape, &drop, random);
            assert!(loss.is_finite(), "the training diverges");
            let progress = (step as f32 / n_steps as f32).min(1.0);
            let rate = top * (step as f32 / 200.0).min(1.0) * (1.0 - progress).max(0.02);
            net.step(&tape, rate, decay);
            step += 1;
        }
        println!("{:.0?} epoch {epoch} loss {:.4}", clock.elapsed(), loss / n_tokens as f32);
        if epoch % arg("every", 2) == 0 || epoch == epochs {
            show(net, docs);
        }
    }
}

/// A few tokens of a sentence, as titles, captions and cells of tables have them: their names must
/// be told without the rest. Names are not cut.
fn cut(doc: &Doc, sentence: &Range<usize>, random: &mut Random) -> Range<usize> {
    let len = 2 + random.below(12);
    if sentence.len() <= len {
        return sentence.clone();
    }
    let mut start = sentence.start + random.below(sentence.len() - len + 1);
    let mut end = start + len;
    while start > sentence.start && doc.goes_on(start) {
        start -= 1;
    }
    while end < sentence.end && doc.goes_on(end) {
        end += 1;
    }
    start..end
}
