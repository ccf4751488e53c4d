//! Which words the vocabulary holds, and what the lists say of them.

use std::collections::HashMap;
use std::fs;
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

fn split_words(text: &str) -> Vec<String> {
    let reader = Reader::new(text);
    (0..reader.n_tokens()).filter(|&i| reader.is_word(i)).map(|i| reader.folded(i).to_owned()).collect()
}

/// What the lists say of single words: one bit a list.
pub fn flags(data: &Path) -> HashMap<String, u8> {
    let mut flags: HashMap<String, u8> = HashMap::new();
    let mut list = |flag: u8, path: &str, column: usize, take: &dyn Fn(&[&str]) -> bool, all_words: bool| {
        let text = fs::read_to_string(data.join(path)).expect(path);
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() <= column || !take(&columns) {
                continue;
            }
            for name in columns[column].split('|') {
                let words = split_words(name);
                if all_words || words.len() == 1 {
                    for word in words.into_iter().filter(|w| w.chars().count() > 1) {
                        *flags.entry(word).or_default() |= 1 << flag;
                    }
                }
            }
        }
    };
    let any = |_: &[&str]| true;
    list(
        0,
        "gaz/names_wikidata/units.tsv",
        0,
        &|c| c[4] == "given" && c[5].parse::<u32>().unwrap_or(0) >= 2,
        true,
    );
    list(1, "gaz/names_wikidata/units.tsv", 0, &|c| c[4] != "given", true);
    list(2, "gaz/arabnamer/dict.tsv", 1, &any, true);
    list(3, "gaz/nerar/mono-PERS.tsv", 0, &any, true);
    list(3, "gaz/nerar/bi-ar-fr.PERS.tsv", 0, &any, true);
    list(4, "gaz/geonames_ar/cities5000_ar.tsv", 4, &any, false);
    list(4, "gaz/arwikicats/cities.tsv", 1, &any, false);
    list(4, "gaz/cldr/territories_ar.tsv", 1, &any, false);
    for column in [1, 3, 4, 5] {
        list(4, "knowledge/countries.tsv", column, &any, false);
    }
    list(4, "knowledge/places.tsv", 0, &any, false);
    list(4, "knowledge/places.tsv", 2, &any, false);
    list(5, "knowledge/organisations.tsv", 1, &any, false);
    list(5, "knowledge/organisations.tsv", 2, &any, false);
    list(5, "gaz/arwikicats/clubs.tsv", 1, &any, false);
    for column in [1, 2, 3, 4, 5, 6] {
        list(6, "gaz/arwikicats/nationalities.tsv", column, &any, false);
    }
    flags
}

/// The vocabulary: (key, has a vector, flags), sorted, without two of one key.
pub fn choose(
    counts: &HashMap<String, u32>,
    flags: &HashMap<String, u8>,
    n_rows: usize,
) -> Vec<(u32, bool, u8)> {
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
    let mut words: HashMap<u32, (bool, u8)> = HashMap::new();
    for (i, (word, _)) in ranked.iter().enumerate() {
        if i < n_rows {
            words.entry(Words::key(word)).or_default().0 = true;
        }
    }
    for (word, &flag) in flags {
        // A list word that the pile never has is not worth its bytes.
        if count(word) + count(&format!("و{word}")) + count(&format!("ل{word}")) + count(&format!("ب{word}"))
            >= 2
        {
            words.entry(Words::key(word)).or_default().1 |= flag;
        }
    }
    let mut words: Vec<_> = words.into_iter().map(|(key, (row, flags))| (key, row, flags)).collect();
    words.sort_unstable();
    words
}
