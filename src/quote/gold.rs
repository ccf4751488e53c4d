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
use std::ops::Range;

use serde_json::Value;

use super::find;
use crate::actor::{Actor, Actors, Mention, MentionForm, MentionRule};
use crate::annotation::{self, Annotated};
use crate::article::Article;
use crate::clean::Cleaned;
use crate::confidence::Confidence;
use crate::names::{self, EntityKind};
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
    let Some(folder) = annotation::news_folder() else { return };
    let articles = annotation::read(&folder);
    let mut tally = Tally::default();
    let mut lines = String::new();
    for article in &articles {
        let analysis = analyse(article, &mut tally);
        writeln!(lines, "{}", serde_json::json!({ "id": article.id, "analysis": analysis }))
            .expect("strings take text");
    }
    if let Some(out) = std::env::var_os("RASID_GOLD_OUT") {
        fs::write(out, lines).expect("the file can be written");
    }
    let (quote, said) = (tally.f1(tally.found), tally.f1(tally.said));
    println!("{} articles, quote F1 {quote:.1}, said F1 {said:.1}, {tally:?}", articles.len());
    assert!(quote >= 91.0 && said >= 85.0, "quote F1 {quote:.1}, said F1 {said:.1}");
}

fn analyse(annotated: &Annotated, tally: &mut Tally) -> output::Analysis {
    let text = annotated.text.as_str();
    let mut edits: Vec<Edit> = annotated
        .list("drop")
        .map(|drop| Edit { source: span(annotated, &drop["span"]), plain: String::new() })
        .chain(annotated.list("repairs").map(|repair| Edit {
            source: span(annotated, &repair["span"]),
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
    let title = annotated.title().map(|place| clean_text.to_clean(source_span(place)));
    let cleaned = Cleaned { title, text: clean_text, ..Cleaned::default() };
    let article = Article::new(&cleaned);
    let actors = actors(annotated, &cleaned);
    let quotes = find(&article, &actors);
    score(annotated, &quotes, &cleaned, tally);
    let published = Published { date: None, origin: DateOrigin::None, span: None, notes: Vec::new() };
    let timeline = crate::timeline::Timeline::default();
    output::assemble(text, OffsetUnit::Codepoint, &article, &published, &[], &actors, &quotes, &timeline)
}

fn source_span(place: Range<usize>) -> SourceSpan {
    SourceSpan::new(place.start as u32, place.end as u32)
}

fn span(annotated: &Annotated, pair: &Value) -> SourceSpan {
    source_span(annotated.place(pair).expect("spans are pairs of numbers"))
}

fn actors(annotated: &Annotated, cleaned: &Cleaned) -> Actors {
    let actors = annotated.list("actors").map(|actor| Actor {
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
        mentions: annotated
            .list("mentions")
            .filter(|mention| mention["actor"] == actor["id"] && mention["dropped"] == false)
            .map(|mention| {
                let is_name = mention["form"] == "name";
                Mention {
                    span: cleaned
                        .text
                        .to_clean(span(annotated, &mention[if is_name { "core" } else { "max" }])),
                    form: if is_name { MentionForm::Name } else { MentionForm::Role },
                    confidence: Confidence::new(90),
                    rule: MentionRule::Name(names::Rule::List),
                }
            })
            .filter(|mention| !mention.span.is_empty())
            .collect(),
    });
    Actors::new(actors.collect())
}

/// Statements match where the words that they share are half of both, best pairs first.
fn score(annotated: &Annotated, quotes: &[super::Quote], cleaned: &Cleaned, tally: &mut Tally) {
    let starts: Vec<usize> = annotated
        .text
        .char_indices()
        .scan(' ', |before, (at, c)| {
            let starts = c.is_alphanumeric() && !before.is_alphanumeric();
            *before = c;
            Some((at, starts))
        })
        .filter_map(|(at, starts)| starts.then_some(at))
        .collect();
    let n_words = |from: usize, to: usize| starts.iter().filter(|&&at| from <= at && at < to).count();
    let ids: HashMap<_, _> =
        annotated.list("actors").zip(0_u32..).map(|(actor, id)| (&actor["id"], id)).collect();
    let expected: Vec<_> = annotated
        .list("quotes")
        .map(|quote| {
            let place = span(annotated, &quote["span"]).range();
            (place.start, place.end, ids.get(&quote["speaker"]).copied())
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
