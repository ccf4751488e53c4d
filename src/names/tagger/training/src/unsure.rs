//! Sentences of the pile whose names trained networks are unsure of, to be labelled by reading, and
//! the labels that were given to them.
//!
//! The texts are not ours and stay outside of the project: a label says the article of the pile, the
//! sentence, and where the name stands.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use rasid::training::{Reader, Words};

use crate::data::{Doc, Kind, Labelled, N_NAMES, Part, UNKNOWN, lines_of_xz, read as read_article};
use crate::net::{N_OUT, Net};
use crate::pile::article;

/// Names of a sentence as given by reading: article, sentence, then kind and bytes of each name.
const LABELS: &str = include_str!("../labels.tsv");
const KINDS: [char; 3] = ['P', 'O', 'L'];
/// A token whose likeliest kind is less likely than this is doubtful.
const DOUBT: f32 = 0.65;
/// Shorter sentences say too little, longer ones are lists.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=60;

/// Prints, for articles of the pile, the sentence with most doubtful tokens: article, sentence,
/// number of doubtful tokens, text with the names that the networks see in brackets.
pub fn print(data: &Path, words: &Words, nets: &[Net], every: usize, first: usize) {
    for (n, line) in lines_of_xz(&data.join("news/raw.txt.xz")).enumerate().skip(first).step_by(every) {
        let article = article(n, &line);
        let doc = read_article(&article, words, Part::Train);
        let probabilities = Net::probabilities(nets, &doc);
        let kinds = |idx: usize| {
            let mut sums = [0.0; 4];
            for (label, p) in probabilities[idx * N_OUT..][..N_NAMES].iter().enumerate() {
                sums[label.div_ceil(4)] += f32::from(*p) / 255.0;
            }
            sums
        };
        let reader = Reader::new(&article.text);
        let doubts = |idx: usize| kinds(idx).iter().all(|&p| p < DOUBT);
        let sentences = doc.sentences.iter().enumerate().filter(|(_, s)| LENGTHS.contains(&s.len()));
        let counted = sentences.map(|(k, s)| (s.clone().filter(|&idx| doubts(idx)).count(), k));
        let Some((n_doubtful, k)) = counted.max().filter(|(n, _)| *n > 0) else { continue };
        let mut text = String::new();
        let (mut open, mut end) = (None, reader.span(doc.sentences[k].start).start);
        for idx in doc.sentences[k].clone() {
            let sums = kinds(idx);
            let kind = (1..4).find(|&kind| sums[kind] > sums[0].max(0.4));
            let begins: f32 = [1, 4]
                .iter()
                .filter_map(|at| Some(f32::from(probabilities[idx * N_OUT + at + 4 * (kind? - 1)])))
                .sum();
            let span = reader.span(idx);
            if open.is_some() && (open != kind || begins > 128.0) {
                text.push(']');
                open = None;
            }
            text.push_str(&article.text[end..span.start]);
            if open.is_none()
                && let Some(kind) = kind
            {
                let _ = write!(text, "[{} ", KINDS[kind - 1]);
                open = Some(kind);
            }
            text.push_str(&article.text[span.start..span.end]);
            if doubts(idx) {
                text.push('?');
            }
            end = span.end;
        }
        if open.is_some() {
            text.push(']');
        }
        println!("{n}\t{k}\t{n_doubtful}\t{}", text.replace(['\n', '\t'], " "));
    }
}

/// The labelled sentences, each as an article of its own that keeps the features of its place.
pub fn read(data: &Path, words: &Words) -> Vec<Doc> {
    // By article: number of the sentence, and its names.
    let mut wanted: HashMap<usize, Vec<(usize, Vec<(Range<usize>, Kind)>)>> = HashMap::new();
    for line in LABELS.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut number = || columns.next().and_then(|n| n.parse::<usize>().ok()).expect("a number");
        let (article, sentence) = (number(), number());
        let spans = columns.map(|name| {
            let kind = KINDS.iter().position(|&kind| name.starts_with(kind)).expect("a kind");
            let (start, end) = name[1..].split_once('-').expect("two offsets");
            let at = |n: &str| n.parse::<usize>().expect("an offset");
            (at(start)..at(end), Kind::Name(kind as u8))
        });
        wanted.entry(article).or_default().push((sentence, spans.collect()));
    }
    let mut docs = Vec::new();
    for (n, line) in lines_of_xz(&data.join("news/raw.txt.xz")).enumerate() {
        for (sentence, spans) in wanted.remove(&n).unwrap_or_default() {
            let labelled = Labelled { spans, ..article(n, &line) };
            let mut doc = read_article(&labelled, words, Part::Train);
            // Readers gave names alone, some with their proclitics.
            doc.titles.fill(UNKNOWN);
            doc.strips.fill(UNKNOWN);
            doc.sentences = vec![doc.sentences[sentence].clone()];
            docs.push(doc);
        }
    }
    docs
}
