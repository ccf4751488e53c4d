//! Which words the vocabulary holds.

use std::collections::HashMap;
use std::path::Path;

use rasid::training::{Reader, Words};

use crate::data::{lines_of_xz, own_labels};

/// How often every word stands in the raw pile.
pub fn count(data: &Path) -> HashMap<String, u32> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut add = |text: &str, by: u32| {
        let reader = Reader::new(text);
        for idx in 0..reader.n_tokens() {
            if reader.is_word(idx) {
                let word = reader.folded(idx);
                match counts.get_mut(word) {
                    Some(n) => *n += by,
                    None => drop(counts.insert(word.to_owned(), by)),
                }
            } else if !reader.folded(idx).starts_with(|c: char| c.is_ascii_digit()) {
                *counts.entry(reader.folded(idx).to_owned()).or_default() += by;
            }
        }
    };
    for line in lines_of_xz(&data.join("news/raw.txt.xz")) {
        add(&line, 1);
    }
    for article in own_labels(data) {
        add(&article.text, 1);
    }
    counts
}

/// The keys of the `n` most frequent words, ascending. A word that is at least as frequent without
/// its first letters is read without them.
pub fn choose(counts: &HashMap<String, u32>, n: usize) -> Vec<u32> {
    let count = |word: &str| counts.get(word).copied().unwrap_or(0);
    let mut ranked: Vec<(&String, u32)> = counts
        .iter()
        .map(|(word, &n)| (word, n))
        .filter(|&(word, n)| {
            let stems = Reader::new(word).stems(0);
            n >= 3 && !stems.iter().any(|(n_letters, stem)| *n_letters > 0 && count(stem) >= n)
        })
        .collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut keys: Vec<u32> = ranked.iter().take(n).map(|(word, _)| Words::key(word)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
