//! Corpora: labelled articles and the raw pile, read with the tokens of inference.

use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};

use rasid::training::{Reader, Words};

/// Name labels: O, then first, inner, last and only token of PER, ORG, LOC.
pub const N_NAMES: usize = 13;
/// Title labels: O, then first, inner, last and only token.
pub const N_TITLES: usize = 5;
/// Letters of proclitics before a name: none to three.
pub const N_STRIPS: usize = 4;
/// All outputs of the network for a token.
pub const N_OUT: usize = N_NAMES + N_TITLES + N_STRIPS;
/// The label is not known here.
pub const UNKNOWN: u8 = 255;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Train,
    Dev,
    Held,
}

#[derive(Clone)]
pub struct Doc {
    pub id: String,
    pub part: Part,
    /// 0 for labels in our conventions.
    pub corpus: u8,
    pub sentences: Vec<Range<usize>>,
    starts: Vec<u32>,
    rows: Vec<u32>,
    pub names: Vec<u8>,
    pub titles: Vec<u8>,
    pub strips: Vec<u8>,
    /// Numbers that the occurrences of a word share; 0 for what is no word.
    pub identities: Vec<u32>,
    pub weight: f32,
    /// Instead of labels: wanted probabilities of all labels of all tokens, in 255ths.
    pub wanted: Option<Vec<u8>>,
}

impl Doc {
    /// Whether token `idx` is part of a name, or probably is.
    pub fn is_name(&self, idx: usize) -> bool {
        match &self.wanted {
            Some(wanted) => wanted[idx * N_OUT] < 128,
            None => self.names[idx] != 0,
        }
    }

    /// All sentences, as a network takes them.
    pub fn batch(&self) -> Vec<(&Doc, Range<usize>)> {
        self.sentences.iter().map(|sentence| (self, sentence.clone())).collect()
    }

    /// Whether one name or title stands on both sides of the border before token `idx`, or
    /// probably does.
    pub fn goes_on(&self, idx: usize) -> bool {
        let inner = |label: usize| label % 4 == 2 || label % 4 == 3;
        let known = |label: u8| label != UNKNOWN && inner(label as usize);
        match &self.wanted {
            Some(wanted) => {
                let wanted = &wanted[idx * N_OUT..(idx + 1) * N_OUT];
                let sum = |range: Range<usize>| -> u32 {
                    range.clone().filter(|i| inner(i - range.start)).map(|i| u32::from(wanted[i])).sum()
                };
                sum(0..N_NAMES) > 50 || sum(N_NAMES..N_NAMES + N_TITLES) > 50
            }
            None => known(self.names[idx]) || known(self.titles[idx]),
        }
    }

    pub fn rows(&self, idx: usize) -> &[u32] {
        &self.rows[self.starts[idx] as usize..self.starts[idx + 1] as usize]
    }
}

/// An article as it was labelled: spans in bytes.
pub struct Labelled {
    pub id: String,
    pub text: String,
    pub spans: Vec<(Range<usize>, Kind)>,
    pub corpus: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Name(u8),
    Title,
}

pub fn lines_of_xz(path: &Path) -> impl Iterator<Item = String> + use<> {
    let child =
        Command::new("xz").arg("-dc").arg(path).stdout(Stdio::piped()).spawn().expect("xz is installed");
    BufReader::with_capacity(1 << 20, child.stdout.expect("piped")).lines().map(|l| l.expect("UTF-8"))
}

/// `news_labelled/articles.jsonl.xz`.
pub fn own_labels(data: &Path) -> Vec<Labelled> {
    lines_of_xz(&data.join("ner/news_labelled/articles.jsonl.xz"))
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
            let text = value["text"].as_str().expect("text").to_owned();
            let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            bytes.push(text.len());
            let spans = value["spans"].as_array().expect("spans").iter().map(|span| {
                let at = |i: usize| bytes[span[i].as_u64().expect("offset") as usize];
                let kind = match span[2].as_str().expect("type") {
                    "PER" => Kind::Name(0),
                    "ORG" => Kind::Name(1),
                    "LOC" => Kind::Name(2),
                    "TTL" => Kind::Title,
                    other => panic!("label {other}"),
                };
                (at(0)..at(1), kind)
            });
            let spans = spans.collect();
            Labelled { id: value["id"].as_str().expect("id").to_owned(), text, spans, corpus: 0 }
        })
        .collect()
}

/// A CoNLL file; twenty sentences make an article.
pub fn conll(path: &Path, corpus: u8, name: &str) -> Vec<Labelled> {
    let file = std::fs::read_to_string(path).expect("a corpus");
    let mut docs: Vec<Labelled> = Vec::new();
    let sentences: Vec<&str> = file.split("\n\n").filter(|s| !s.trim().is_empty()).collect();
    for (n, group) in sentences.chunks(20).enumerate() {
        let (mut text, mut spans) = (String::new(), Vec::<(Range<usize>, Kind)>::new());
        for sentence in group {
            if !text.is_empty() {
                text.push('\n');
            }
            for (i, line) in sentence.lines().filter(|line| !line.is_empty()).enumerate() {
                let mut columns = line.split('\t');
                let (word, tag) = (columns.next().unwrap_or(""), columns.next().unwrap_or("O"));
                if i > 0 {
                    text.push(' ');
                }
                let start = text.len();
                text.push_str(word);
                let kind = match tag.get(2..) {
                    Some("PER") => 0,
                    Some("ORG") => 1,
                    Some("LOC") => 2,
                    _ => continue,
                };
                match spans.last_mut() {
                    Some((span, last)) if tag.starts_with('I') && *last == Kind::Name(kind) && i > 0 => {
                        span.end = text.len()
                    }
                    _ => spans.push((start..text.len(), Kind::Name(kind))),
                }
            }
        }
        docs.push(Labelled { id: format!("{name}{n:04}"), text, spans, corpus });
    }
    docs
}

/// Reads an article with the tokens and features of inference.
pub fn read(article: &Labelled, vocabulary: &Words, part: Part) -> Doc {
    let reader = Reader::new(&article.text);
    let n = reader.n_tokens();
    let own = article.corpus == 0;
    let mut names = vec![0; n];
    let mut titles = vec![if own { 0 } else { UNKNOWN }; n];
    let mut strips = vec![UNKNOWN; n];
    let spans: Vec<_> = (0..n).map(|i| reader.span(i)).collect();
    for (span, kind) in &article.spans {
        let mut first = spans.partition_point(|token| token.end <= span.start);
        let mut end = spans.partition_point(|token| token.start < span.end);
        while first < end && !own && !reader.is_word(first) {
            first += 1;
        }
        while first < end && !own && !reader.is_word(end - 1) {
            end -= 1;
        }
        if first >= end {
            continue;
        }
        let (labels, base) = match kind {
            Kind::Name(kind) => (&mut names, 1 + 4 * kind),
            Kind::Title => (&mut titles, 1),
        };
        if labels[first..end].iter().any(|&label| label != 0) {
            continue;
        }
        if end - first == 1 {
            labels[first] = base + 3;
        } else {
            labels[first..end].fill(base + 1);
            labels[first] = base;
            labels[end - 1] = base + 2;
        }
        if own && matches!(kind, Kind::Name(_)) {
            let before = &article.text[spans[first].start..span.start.max(spans[first].start)];
            let n_letters = before.chars().filter(|c| c.is_alphabetic() && *c != '\u{640}').count();
            strips[first] = n_letters.min(N_STRIPS - 1) as u8;
        }
    }
    let mut doc = Doc {
        id: article.id.clone(),
        part,
        corpus: article.corpus,
        sentences: reader.sentences(),
        starts: vec![0],
        rows: Vec::new(),
        names,
        titles,
        strips,
        identities: (0..n).map(|i| reader.identity(i, vocabulary)).collect(),
        weight: 1.0,
        wanted: None,
    };
    // A name that a sentence end cuts is no name.
    for sentence in doc.sentences.clone() {
        for labels in [&mut doc.names, &mut doc.titles] {
            clear_cut(&mut labels[sentence.clone()]);
        }
    }
    let mut rows = Vec::new();
    for i in 0..n {
        reader.rows(i, vocabulary, &mut rows);
        doc.rows.extend(&rows);
        doc.starts.push(doc.rows.len() as u32);
    }
    doc
}

fn clear_cut(labels: &mut [u8]) {
    let inner = |label: u8| label != 0 && label != UNKNOWN && matches!((label - 1) % 4, 1 | 2);
    let open = |label: u8| label != 0 && label != UNKNOWN && matches!((label - 1) % 4, 0 | 1);
    for label in labels.iter_mut() {
        if !inner(*label) {
            break;
        }
        *label = 0;
    }
    for label in labels.iter_mut().rev() {
        if !open(*label) {
            break;
        }
        *label = 0;
    }
}

/// A number from 0 to 99 that depends on the article's name alone.
pub fn lot(id: &str) -> u32 {
    let mut state = 0xCBF2_9CE4_8422_2325u64;
    for byte in id.bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }
    ((state ^ state >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u32 % 100
}

/// The part of one of our articles.
pub fn part_of(id: &str) -> Part {
    match lot(id) {
        0..9 => Part::Dev,
        9..18 => Part::Held,
        _ => Part::Train,
    }
}

/// All labelled articles. Of our own, nine in a hundred are development and nine held back, unless
/// `train_on_held`; of ANERcorp the last four hundred sentences.
pub fn corpora(data: &Path, vocabulary: &Words, train_on_held: bool) -> Vec<Doc> {
    let mut docs = Vec::new();
    for article in own_labels(data) {
        if LEAKS.contains(&article.id.as_str()) {
            continue;
        }
        let part = match part_of(&article.id) {
            Part::Held if train_on_held => Part::Train,
            part => part,
        };
        docs.push(read(&article, vocabulary, part));
    }
    let anercorp = conll(&data.join("ner/anercorp/train.conll"), 1, "a");
    let n = anercorp.len();
    for (i, article) in anercorp.iter().enumerate() {
        docs.push(read(article, vocabulary, if i + 20 >= n { Part::Held } else { Part::Train }));
    }
    for (path, name, corpus) in [
        ("ner/aqmar/dev.conll", "q", 2),
        ("ner/aqmar/test.conll", "q", 2),
        ("ner/wojood_sample/train.conll", "w", 3),
        ("ner/wojood_sample/dev.conll", "w", 3),
        ("ner/wojood_sample/test.conll", "w", 3),
    ] {
        docs.extend(
            conll(&data.join(path), corpus, name)
                .iter()
                .map(|article| read(article, vocabulary, Part::Train)),
        );
    }
    docs
}

/// Articles that share passages with the gold articles of the project.
const LEAKS: [&str; 2] = ["n1353", "s0156"];
