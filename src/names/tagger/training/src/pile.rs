//! The raw pile, labelled by trained networks.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use rasid::training::Words;

use crate::data::{Doc, Labelled, Part, lines_of_xz, read as read_article};
use crate::net::{N_OUT, Net};

pub fn article(n: usize, line: &str) -> Labelled {
    Labelled { id: format!("p{n}"), text: line.replace('\t', "\n"), spans: Vec::new(), corpus: 0 }
}

/// Writes the probabilities of labels that the networks give each token of every `every`-th
/// article; with `earlier`, the mean of these and of what an earlier call wrote there.
pub fn label(data: &Path, words: &Words, nets: &[Net], path: &str, every: usize, earlier: &str) {
    let mut out = BufWriter::new(File::create(path).expect("labels can be written"));
    out.write_all(&(every as u32).to_le_bytes()).expect("disk");
    let mut earlier = (!earlier.is_empty()).then(|| {
        let mut file = BufReader::new(File::open(earlier).expect("earlier labels"));
        assert_eq!(number(&mut file), Some(every), "labels of other articles");
        file
    });
    for (n, line) in lines_of_xz(&data.join("news/raw.txt.xz")).enumerate().step_by(every) {
        let doc = read_article(&article(n, &line), words, Part::Train);
        let mut probabilities = Net::probabilities(nets, &doc);
        if let Some(file) = &mut earlier {
            let mut before = vec![0; number(file).expect("as many articles")];
            file.read_exact(&mut before).expect("a whole file");
            assert_eq!(before.len(), probabilities.len(), "labels of other tokens");
            for (p, before) in probabilities.iter_mut().zip(before) {
                *p = u8::midpoint(*p, before);
            }
        }
        out.write_all(&(probabilities.len() as u32).to_le_bytes()).expect("disk");
        out.write_all(&probabilities).expect("disk");
    }
}

/// The articles of the pile with what [`label`] wrote.
pub fn read(data: &Path, words: &Words, path: &str, weight: f32) -> Vec<Doc> {
    let mut file = BufReader::new(File::open(path).expect("labels of the pile"));
    let every = number(&mut file).expect("a whole file");
    let mut docs = Vec::new();
    for (n, line) in lines_of_xz(&data.join("news/raw.txt.xz")).enumerate().step_by(every) {
        let Some(len) = number(&mut file) else { break };
        let mut wanted = vec![0; len];
        file.read_exact(&mut wanted).expect("a whole file");
        let mut doc = read_article(&article(n, &line), words, Part::Train);
        let n_tokens: usize = doc.sentences.iter().map(std::ops::Range::len).sum();
        if n_tokens * N_OUT == wanted.len() && n_tokens > 0 {
            doc.weight = weight;
            doc.wanted = Some(wanted);
            docs.push(doc);
        }
    }
    docs
}

/// The next whole number of a file, unless it has ended.
fn number(file: &mut impl Read) -> Option<usize> {
    let mut bytes = [0; 4];
    file.read_exact(&mut bytes).ok().map(|()| u32::from_le_bytes(bytes) as usize)
}
