//! How often statements are wrong, on annotated articles: the own ones, and those of the optional
//! folder `../shared/gold/dev` where it lies beside the checkout.
//!
//! `cargo test --test quote_rates -- --nocapture` prints two tables: of all stretches in quotation
//! marks how many are given as a quotation and are none (a name, a title, a word that the author
//! holds at a distance), and how often statements of each confidence are right, statement and
//! speaker together.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a report for the developer, on short texts"
)]

mod annotation;

use std::ops::Range;

use annotation::Annotated;
use rasid::{Actor, Analysis, OffsetUnit, Options, Quote, analyse};
use serde_json::Value;

/// False quotations in a hundred marked stretches, at the most.
const MAX_FALSE: f64 = 1.0;
/// How far confidence and share of right statements may lie apart, on the average.
const MAX_GAP: f64 = 0.10;

/// The annotated articles with their analyses.
fn articles() -> Vec<(Annotated, Analysis)> {
    let folders = [annotation::own_folder()].into_iter().chain(annotation::news_folder());
    folders
        .flat_map(|folder| annotation::read(&folder))
        .map(|article| {
            let mut options = Options::default().with_offsets(OffsetUnit::Byte);
            if let Some(date) = article.date().and_then(|date| date.parse().ok()) {
                options = options.with_date(date);
            }
            let analysis = analyse(&article.text, &options);
            (article, analysis)
        })
        .collect()
}

/// The annotated statements: their words, and who speaks.
fn statements<'a>(article: &'a Annotated, starts: &[usize]) -> Vec<(Range<usize>, &'a Value)> {
    article
        .list("quotes")
        .filter_map(|quote| Some((words(starts, &article.place(&quote["span"])?), &quote["speaker"])))
        .collect()
}

fn place(quote: &Quote) -> Range<usize> {
    quote.span[0] as usize..quote.span[1] as usize
}

/// The places of the words of `text` that begin in `range`.
fn words(starts: &[usize], range: &Range<usize>) -> Range<usize> {
    starts.partition_point(|&at| at < range.start)..starts.partition_point(|&at| at < range.end)
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut inside = false;
    let mut starts = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() && !inside {
            starts.push(at);
        }
        // Marks on letters do not divide words.
        inside = c.is_alphanumeric() || inside && ('\u{64B}'..='\u{65F}').contains(&c);
    }
    starts
}

fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// What stands between quotation marks, line by line, each mark closing the one before it.
fn marked(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('\n', _) => open = None,
            ('«' | '»' | '“' | '”' | '„' | '"' | '\u{2033}', Some(start)) => {
                found.push(start..at);
                open = None;
            }
            ('«' | '»' | '“' | '”' | '„' | '"' | '\u{2033}', None) => open = Some(at + c.len_utf8()),
            _ => {}
        }
    }
    found
}

#[test]
fn false_quotations_are_rare() {
    let (mut n_marked, mut n_quotations, mut n_found, mut n_false) = (0, 0, 0, 0);
    for (article, analysis) in articles() {
        let starts = word_starts(&article.text);
        let gold = statements(&article, &starts);
        let words = |range: &Range<usize>| words(&starts, range);
        let dropped: Vec<_> = article.list("drop").filter_map(|drop| article.place(&drop["span"])).collect();
        let given: Vec<_> = analysis
            .quotes
            .iter()
            .filter(|quote| quote.kind != "indirect")
            .map(|quote| (words(&place(quote)), quote.kind))
            .collect();
        for stretch in marked(&article.text) {
            let inner = words(&stretch);
            if inner.is_empty() || dropped.iter().any(|dropped| dropped.contains(&stretch.start)) {
                continue;
            }
            let is_in = |quote: &Range<usize>| 2 * shared(&inner, quote) >= inner.len();
            let is_quotation = gold.iter().any(|(quote, _)| is_in(quote));
            // Direct: the marks hold what is given; mixed: what is given holds the marks.
            let is_given = given.iter().any(|(quote, kind)| {
                is_in(quote) && (*kind == "mixed" || 2 * shared(&inner, quote) >= quote.len())
            });
            n_marked += 1;
            n_quotations += usize::from(is_quotation);
            n_found += usize::from(is_quotation && is_given);
            if is_given && !is_quotation {
                n_false += 1;
                let words: String = article.text[stretch].chars().take(60).collect();
                println!("false: {}: {words}", article.id);
            }
        }
    }
    let rate = 100.0 * f64::from(n_false) / f64::from(n_marked);
    println!(
        "{n_marked} marked stretches, {n_quotations} of them in statements, {n_found} given as quotations and \
         {n_false} falsely: {rate:.2} in a hundred"
    );
    assert!(n_marked > 100, "only {n_marked} marked stretches");
    assert!(rate < MAX_FALSE, "{rate:.2} false quotations in a hundred marked stretches");
}

/// Whether the actor that we name is the annotated one: the words of one name are among those of
/// another.
fn is_same_actor(article: &Annotated, ours: Option<&Actor>, theirs: &Value) -> bool {
    let Some(theirs) = theirs.as_str() else { return ours.is_none() };
    let Some(ours) = ours else { return false };
    let known = article.list("actors").find(|actor| actor["id"] == theirs);
    let names = known.into_iter().flat_map(|actor| {
        let forms = actor["names"].as_array().into_iter().flatten().filter_map(Value::as_str);
        actor["name"].as_str().into_iter().chain(forms)
    });
    let ours: Vec<_> = ours.name.split_whitespace().collect();
    names.map(|name| name.replace(['{', '}', '«', '»', '“', '”', '"'], "")).any(|name| {
        let theirs: Vec<_> = name.split_whitespace().collect();
        theirs.iter().all(|word| ours.contains(word)) || ours.iter().all(|word| theirs.contains(word))
    })
}

#[test]
fn confidence_tells_how_often_statements_are_right() {
    // For each tenth: how many, how many with the statement right, with the speaker too, and the sum
    // of their confidences.
    let mut bins = [(0_u32, 0_u32, 0_u32, 0.0_f64); 10];
    for (article, analysis) in articles() {
        let starts = word_starts(&article.text);
        let gold = statements(&article, &starts);
        for quote in &analysis.quotes {
            let ours = words(&starts, &place(quote));
            // The statement that shares most with ours, if that is half of both.
            let overlap = |theirs: &Range<usize>| {
                2.0 * shared(&ours, theirs) as f64 / (ours.len() + theirs.len()) as f64
            };
            let best = gold.iter().max_by(|a, b| overlap(&a.0).total_cmp(&overlap(&b.0)));
            let best = best.filter(|(theirs, _)| overlap(theirs) >= 0.5);
            let ours = quote.speaker.and_then(|id| analysis.actors.get(id as usize));
            let speaker = best.is_some_and(|(_, speaker)| is_same_actor(&article, ours, speaker));
            let bin = &mut bins[((quote.confidence * 10.0) as usize).min(9)];
            bin.0 += 1;
            bin.1 += u32::from(best.is_some());
            bin.2 += u32::from(speaker);
            bin.3 += quote.confidence;
        }
    }
    println!("confidence  statements  found  said  mean confidence");
    let (mut gap, mut all) = (0.0, 0);
    for (tenth, &(n, found, said, sum)) in bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        let share = |count: u32| f64::from(count) / f64::from(n);
        println!(
            "     0.{tenth}..  {n:10}  {:5.2}  {:4.2}  {:15.2}",
            share(found),
            share(said),
            sum / f64::from(n)
        );
        gap += (f64::from(said) - sum).abs();
        all += n;
    }
    let gap = gap / f64::from(all);
    println!("expected calibration error {gap:.3} over {all} statements");
    assert!(gap < MAX_GAP, "confidences are off by {gap:.3}");
}
