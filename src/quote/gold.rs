//! Quotes measured apart from the layers below: cleaning, names and actors are taken from a gold
//! annotation, if the optional folder `../shared/gold/dev` lies beside the project.
//!
//! With `RASID_GOLD_OUT=FILE` the analyses are also written as NDJSON, for the scorer there:
//! `RASID_GOLD_OUT=/tmp/quotes.ndjson cargo test --lib quote::gold && ../shared/gold/score.py ../shared/gold/dev
//! /tmp/quotes.ndjson --misses quotes`.

#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "a report for the developer")]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::find;
use crate::actor::{Actor, Actors, Mention, MentionForm};
use crate::article::Article;
use crate::clean::Cleaned;
use crate::confidence::Confidence;
use crate::names::EntityKind;
use crate::output;
use crate::text::{CleanText, Edit, OffsetUnit, SourceSpan};
use crate::time::{DateOrigin, Published};

/// Statements found, wrongly found and missed; `said` counts those with the right speaker too.
#[derive(Debug, Default)]
struct Tally {
    found: usize,
    said: usize,
    predicted: usize,
    gold: usize,
}

impl Tally {
    fn f1(&self, hits: usize) -> f64 {
        200.0 * hits as f64 / (self.predicted + self.gold) as f64
    }
}

#[test]
fn with_gold_actors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/dev");
    let Ok(entries) = fs::read_dir(folder.join("ann")) else {
        println!("skipped: no gold annotation in {}", folder.display());
        return;
    };
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".gold.json").map(str::to_owned))
        .collect();
    names.sort();
    let mut tally = Tally::default();
    let mut lines = String::new();
    for name in &names {
        let text = fs::read_to_string(folder.join("text").join(format!("{name}.txt")))
            .expect("a text for each annotation");
        let annotation =
            fs::read_to_string(folder.join("ann").join(format!("{name}.gold.json"))).expect("just listed");
        let gold: Value = serde_json::from_str(&annotation).expect("annotations are JSON");
        let analysis = analyse(&text, &gold, &mut tally);
        writeln!(lines, "{}", serde_json::json!({ "id": name, "analysis": analysis }))
            .expect("strings take text");
    }
    if let Some(out) = std::env::var_os("RASID_GOLD_OUT") {
        fs::write(out, lines).expect("the file can be written");
    }
    let (quote, said) = (tally.f1(tally.found), tally.f1(tally.said));
    println!("{} articles, quote F1 {quote:.1}, said F1 {said:.1}, {tally:?}", names.len());
    assert!(quote >= 91.0 && said >= 85.0, "quote F1 {quote:.1}, said F1 {said:.1}");
}

fn analyse(text: &str, gold: &Value, tally: &mut Tally) -> output::Analysis {
    let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let span = |value: &Value| {
        let at = |n: usize| bytes[value[n].as_u64().expect("spans are pairs of numbers") as usize];
        SourceSpan::new(at(0), at(1))
    };
    let list = |key: &str| gold[key].as_array().map_or(&[][..], Vec::as_slice).iter();
    let mut edits: Vec<Edit> = list("drop")
        .map(|drop| Edit { source: span(&drop["span"]), plain: String::new() })
        .chain(list("repairs").map(|repair| Edit {
            source: span(&repair["span"]),
            plain: repair["plain"].as_str().unwrap_or("").to_owned(),
        }))
        .collect();
    edits.sort_by_key(|edit| (edit.source.start(), std::cmp::Reverse(edit.source.end())));
    let mut done = 0;
    edits.retain(|edit| {
        let fits = edit.source.start() >= done;
        done = done.max(edit.source.end());
        fits
    });
    let clean_text = CleanText::new(text, &edits);
    let title = gold["title"].is_array().then(|| clean_text.to_clean(span(&gold["title"])));
    let cleaned = Cleaned { title, text: clean_text, ..Cleaned::default() };
    let article = Article::new(&cleaned);
    let actors = actors(gold, &cleaned, &span);
    let quotes = find(&article, &actors);
    score(text, gold, &quotes, &cleaned, tally);
    let published = Published { date: None, origin: DateOrigin::None, span: None, notes: Vec::new() };
    let timeline = crate::timeline::Timeline::default();
    output::assemble(text, OffsetUnit::Codepoint, &article, &published, &[], &actors, &quotes, &timeline)
}

fn actors(gold: &Value, cleaned: &Cleaned, span: &dyn Fn(&Value) -> SourceSpan) -> Actors {
    let list = |key: &str| gold[key].as_array().map_or(&[][..], Vec::as_slice).iter();
    let actors = list("actors").map(|actor| Actor {
        name: actor["name"].as_str().unwrap_or("").to_owned(),
        kind: match actor["type"].as_str() {
            Some("person") => EntityKind::Person,
            Some("organisation") => EntityKind::Organisation,
            _ => EntityKind::Place,
        },
        country: None,
        gender: None,
        roles: Vec::new(),
        offices: Vec::new(),
        aliases: Vec::new(),
        mentions: list("mentions")
            .filter(|mention| mention["actor"] == actor["id"] && mention["dropped"] == false)
            .map(|mention| {
                let is_name = mention["form"] == "name";
                Mention {
                    span: cleaned.text.to_clean(span(&mention[if is_name { "core" } else { "max" }])),
                    form: if is_name { MentionForm::Name } else { MentionForm::Role },
                    confidence: Confidence::new(90),
                    rule: "gold",
                }
            })
            .filter(|mention| !mention.span.is_empty())
            .collect(),
    });
    Actors::new(actors.collect())
}

/// Statements match where the words that they share are half of both, best pairs first.
fn score(text: &str, gold: &Value, quotes: &[super::Quote], cleaned: &Cleaned, tally: &mut Tally) {
    let starts: Vec<usize> = text
        .char_indices()
        .scan(' ', |before, (at, c)| {
            let starts = c.is_alphanumeric() && !before.is_alphanumeric();
            *before = c;
            Some((at, starts))
        })
        .filter_map(|(at, starts)| starts.then_some(at))
        .collect();
    let n_words = |from: usize, to: usize| starts.iter().filter(|&&at| from <= at && at < to).count();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let ids: HashMap<_, _> = gold["actors"]
        .as_array()
        .into_iter()
        .flatten()
        .zip(0_u32..)
        .map(|(actor, id)| (&actor["id"], id))
        .collect();
    let expected: Vec<_> = gold["quotes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|quote| {
            let at = |n: usize| bytes[quote["span"][n].as_u64().expect("a span") as usize];
            (at(0), at(1), ids.get(&quote["speaker"]).copied())
        })
        .collect();
    let mut pairs = Vec::new();
    for (p, quote) in quotes.iter().enumerate() {
        let span = cleaned.text.to_source(quote.span).range();
        for (g, &(from, to, _)) in expected.iter().enumerate() {
            let shared = n_words(from.max(span.start), to.min(span.end));
            let overlap = 2.0 * shared as f64 / (n_words(from, to) + n_words(span.start, span.end)) as f64;
            if overlap >= 0.5 {
                pairs.push((overlap, g, p));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut gold_used, mut found_used) = (vec![false; expected.len()], vec![false; quotes.len()]);
    for (_, g, p) in pairs {
        if !gold_used[g] && !found_used[p] {
            (gold_used[g], found_used[p]) = (true, true);
            tally.found += 1;
            tally.said += usize::from(quotes[p].speaker == expected[g].2);
        }
    }
    tally.predicted += quotes.len();
    tally.gold += expected.len();
}
