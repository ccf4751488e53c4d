//! Fits the weights of the trigger model to annotated articles.
//!
//! `RASID_TRIGGER_GOLD=FOLDER[:FOLDER…] cargo test --lib timeline::training -- --nocapture` reads
//! `text/<id>.txt` and `ann/<id>.gold.json` of each folder (fields `reference_date` and `timeline`
//! with the spans `time` and `event` in code points), prints how many triggers are right on
//! articles left out of the fit, and writes `trigger_weights.tsv` and `trigger_words.tsv`. Without
//! the variable nothing is done.
//!
//! `RASID_TRIGGER_POOL=FILE` adds the events of `triggers.tsv`: the file has the articles of the raw
//! pool, an object with `id` and `text` on each line (`names/tagger/training/README.md` makes it).
//!
//! The model is a conditional logit: of the candidates of an expression the annotated one shall
//! score highest. It is fitted by Adagrad on the whole set, with an L2 penalty.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::trigger::{candidates, place};
use super::weights::{name, word_key};
use super::words::{Words, stem_span};
use crate::annotation::{self, Annotated};
use crate::article::Article;
use crate::text::SourceSpan;
use crate::{actor, clean, names, quote, time};

const PENALTY: f64 = 1.0;
const STEPS: usize = 250;
const RATE: f64 = 0.5;
/// Features of fewer candidates are left out.
const LEAST_FEATURE: usize = 8;
/// Words of fewer candidates get no weight of their own.
const LEAST_WORD: usize = 6;
const FOLDS: usize = 8;
/// The mark of a feature that is a word.
const WORD: &str = "word ";

/// An expression: its article, and each candidate with its features and whether it is right.
struct Row {
    article: String,
    candidates: Vec<(Vec<String>, bool)>,
}

#[test]
fn fit_weights() {
    let Ok(folders) = std::env::var("RASID_TRIGGER_GOLD") else {
        eprintln!("skipped: RASID_TRIGGER_GOLD names no folder");
        return;
    };
    let rows: Vec<Row> = folders
        .split(':')
        .flat_map(|folder| {
            annotation::read(Path::new(folder)).into_iter().map(move |article| (folder, article))
        })
        .chain(pool().into_iter().map(|article| ("pool", article)))
        .flat_map(|(folder, article)| rows(folder, &article))
        .collect();
    let reachable = rows.iter().filter(|row| row.candidates.iter().any(|(_, right)| *right)).count();
    let mut articles: Vec<&str> = rows.iter().map(|row| row.article.as_str()).collect();
    articles.dedup();
    let fold = |row: &Row| articles.iter().position(|&article| article == row.article).unwrap_or(0) % FOLDS;
    let (mut right, mut by_folder) = (0, BTreeMap::new());
    for left_out in 0..FOLDS {
        let weights = fit(&rows.iter().filter(|row| fold(row) != left_out).collect::<Vec<_>>());
        for row in rows.iter().filter(|row| fold(row) == left_out) {
            let hit = is_right(row, &weights);
            right += usize::from(hit);
            let folder = row.article.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let tally: &mut (usize, usize) = by_folder.entry(folder).or_default();
            tally.0 += usize::from(hit);
            tally.1 += 1;
        }
    }
    let weights = fit(&rows.iter().collect::<Vec<_>>());
    let fitted = rows.iter().filter(|row| is_right(row, &weights)).count();
    let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    let percent = |part: usize| 100.0 * number(part) / number(rows.len().max(1));
    eprintln!(
        "{} events, trigger among the candidates {:.1} %, right when left out {:.1} %, when fitted {:.1} %",
        rows.len(),
        percent(reachable),
        percent(right),
        percent(fitted)
    );
    for (folder, (right, all)) in by_folder {
        eprintln!("  {folder}: {right} of {all} right when left out");
    }
    let origin = format!(
        "fitted for this project by src/timeline/training.rs to {} annotated events; of triggers in articles \
         left out of the fit {:.0} of 100 are right",
        rows.len(),
        percent(right)
    );
    let is_word = |name: &str| name.starts_with(WORD);
    write(
        "trigger_weights",
        &origin,
        "feature",
        "Features are templates with their values, see src/timeline/weights.rs.",
        weights.iter().filter(|(name, _)| !is_word(name)).map(|(name, weight)| (name.as_str(), *weight)),
    );
    write(
        "trigger_words",
        &origin,
        "surface",
        "Words, folded and without article, as triggers whatever stands around them.",
        weights.iter().filter_map(|(name, weight)| Some((name.strip_prefix(WORD)?, *weight))),
    );
}

/// Writes a list, in hundredths, without what weighs next to nothing.
fn write<'a>(list: &str, origin: &str, key: &str, what: &str, weights: impl Iterator<Item = (&'a str, f64)>) {
    let mut text =
        format!("# origin: {origin}\n# licence: MIT OR Apache-2.0\n# columns: {key} weight\n# {what}\n");
    for (name, weight) in weights {
        let hundredths = (100.0 * weight).round();
        if hundredths.abs() >= 8.0 {
            writeln!(text, "{name}\t{hundredths}").expect("a string takes all");
        }
    }
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/timeline").join(list).with_extension("tsv");
    fs::write(path, text).expect("the checkout can be written");
}

/// The articles of the pool of which `triggers.tsv` tells, if their texts are given.
fn pool() -> Vec<Annotated> {
    let Ok(file) = std::env::var("RASID_TRIGGER_POOL") else { return Vec::new() };
    let mut answers: BTreeMap<&str, (&str, Vec<Value>)> = BTreeMap::new();
    for line in include_str!("triggers.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [article, day, places @ ..] = &line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let places: Vec<u32> = places.iter().map(|place| place.parse().expect("a place")).collect();
        let (_, events) = answers.entry(article).or_insert((day, Vec::new()));
        events.push(json!({ "time": places[..2], "event": places[2..] }));
    }
    let texts = fs::read_to_string(file).expect("the pool");
    let articles = texts.lines().map(|line| serde_json::from_str::<Value>(line).expect("an article"));
    articles
        .filter_map(|article| {
            let id = article["id"].as_str()?;
            let (day, events) = answers.get(id)?;
            let gold = json!({ "timeline": events, "reference_date": day });
            Some(Annotated::new(id.to_owned(), article["text"].as_str()?.to_owned(), gold))
        })
        .collect()
}

/// The rows of an article of `folder`.
fn rows(folder: &str, annotated: &Annotated) -> Vec<Row> {
    let text = annotated.text.as_str();
    let cleaned = clean::clean(text, clean::Format::Text);
    let article = Article::new(&cleaned);
    let expressions = time::find(&article, text);
    let date = annotated.date().and_then(|date| date.parse().ok());
    let published = time::publication_date(date, cleaned.metadata.published, &expressions);
    let times = time::resolve(&article, &expressions, &published);
    let actors = actor::gather(&article, &names::find(&article), published.date);
    let quotes = quote::find(&article, &actors);
    let words = Words::read(&article, &times, &actors);
    let span = |pair| {
        let place = annotated.place(pair)?;
        Some(SourceSpan::new(place.start as u32, place.end as u32))
    };
    let mut rows = Vec::new();
    for event in annotated.list("timeline") {
        let (Some(at), Some(trigger)) = (span(&event["time"]), span(&event["event"])) else { continue };
        let Some(time) = times.iter().find(|time| time.clean.is_some() && time.source.overlaps(at)) else {
            continue;
        };
        let Some(place) = place(&article, &words, &quotes, time, published.date) else { continue };
        let trigger = cleaned.text.to_clean(trigger);
        let candidates = candidates(&place).map(|idx| {
            let mut features = vec![format!("{WORD}{}", word_key(&article, idx))];
            place.features(idx, &mut |template, values| features.push(name(template, values)));
            (features, stem_span(&article, idx).overlaps(trigger))
        });
        rows.push(Row { article: format!("{folder}/{}", annotated.id), candidates: candidates.collect() });
    }
    rows
}

fn is_right(row: &Row, weights: &BTreeMap<String, f64>) -> bool {
    let score = |features: &[String]| features.iter().filter_map(|feature| weights.get(feature)).sum::<f64>();
    let best = row
        .candidates
        .iter()
        .map(|(features, right)| (score(features), *right))
        .reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.is_some_and(|(_, right)| right)
}

fn fit(rows: &[&Row]) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (features, _) in rows.iter().flat_map(|row| &row.candidates) {
        for feature in features {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let least = |name: &str| if name.starts_with(WORD) { LEAST_WORD } else { LEAST_FEATURE };
    let names: Vec<&str> =
        counts.iter().filter(|(name, n)| **n >= least(name)).map(|(name, _)| *name).collect();
    let number = |name: &str| names.binary_search(&name).ok();
    let data: Vec<Vec<(Vec<usize>, bool)>> = rows
        .iter()
        .filter(|row| row.candidates.iter().any(|(_, right)| *right))
        .map(|row| {
            let features = |list: &[String]| list.iter().filter_map(|name| number(name)).collect();
            row.candidates.iter().map(|(list, right)| (features(list), *right)).collect()
        })
        .collect();
    let (mut weights, mut squares) = (vec![0.0; names.len()], vec![1e-8; names.len()]);
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -PENALTY * weight).collect();
        for row in &data {
            let scores: Vec<f64> =
                row.iter().map(|(features, _)| features.iter().map(|&at| weights[at]).sum()).collect();
            let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let odds: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
            let all: f64 = odds.iter().sum();
            let right: f64 =
                odds.iter().zip(row).filter(|(_, (_, right))| *right).map(|(odds, _)| odds).sum();
            for (odds, (features, is_right)) in odds.iter().zip(row) {
                let step = if *is_right { odds / right } else { 0.0 } - odds / all;
                for &at in features {
                    gradient[at] += step;
                }
            }
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += slope * slope;
            *weight += RATE * slope / f64::sqrt(*square);
        }
    }
    names.into_iter().map(str::to_owned).zip(weights).collect()
}
