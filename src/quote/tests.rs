//! Own sentences with the statements that are expected in them, as data under `tests/cases`.
//!
//! Actors stand in brackets in the text: `[P1 …]` a man, `[F1 …]` a woman, `[O1 …]` an
//! organisation, `[L1 …]` a place; the same letter and number is the same actor; `[P1= …]` is a
//! title of actor P1. So the cases do not depend on the layers below.
//!
//! Each expected statement is `kind | speaker | via | cue | content`, several joined by ` || `;
//! `none` for none. Speaker is an actor, `"words"` of an unnamed source, or `?` where it is unclear.

use std::fmt::Write as _;

use super::{Quote, QuoteKind, find};
use crate::actor::{Actor, Actors, Gender, Mention, MentionForm, MentionRule};
use crate::article::Article;
use crate::clean::Cleaned;
use crate::confidence::Confidence;
use crate::names::{self, EntityKind};
use crate::text::{CleanSpan, CleanText};

/// Takes the brackets out of `marked`: the plain text (`\n` for a new paragraph), the actors, and
/// their labels.
fn read(marked: &str) -> (String, Actors, Vec<String>) {
    let mut text = String::new();
    let mut labels: Vec<String> = Vec::new();
    let mut actors: Vec<Actor> = Vec::new();
    let mut rest = marked;
    while let Some((before, bracket)) = rest.split_once('[') {
        text.push_str(&before.replace("\\n", "\n"));
        let (inside, after) = bracket.split_once(']').expect("brackets are closed");
        let (label, words) = inside.split_once(' ').expect("a label and words");
        let is_role = label.ends_with('=');
        let label = label.trim_end_matches('=');
        let id = labels.iter().position(|known| known == label).unwrap_or_else(|| {
            labels.push(label.to_owned());
            actors.push(actor(label, words));
            labels.len() - 1
        });
        let start = text.len() as u32;
        text.push_str(words);
        actors[id].mentions.push(Mention {
            span: CleanSpan::new(start, text.len() as u32),
            form: if is_role { MentionForm::Role } else { MentionForm::Name },
            confidence: Confidence::new(90),
            rule: MentionRule::Name(names::Rule::List),
        });
        rest = after;
    }
    text.push_str(&rest.replace("\\n", "\n"));
    (text, Actors::new(actors), labels)
}

fn actor(label: &str, name: &str) -> Actor {
    let (kind, gender) = match label.as_bytes().first() {
        Some(b'P') => (EntityKind::Person, Some(Gender::Masculine)),
        Some(b'F') => (EntityKind::Person, Some(Gender::Feminine)),
        Some(b'O') => (EntityKind::Organisation, None),
        _ => (EntityKind::Place, None),
    };
    Actor {
        name: name.to_owned(),
        kind,
        country: None,
        gender,
        roles: Vec::new(),
        offices: Vec::new(),
        aliases: Vec::new(),
        mentions: Vec::new(),
    }
}

fn show(quotes: &[Quote], text: &str, labels: &[String]) -> String {
    let label = |id: Option<u32>| id.map(|id| labels[id as usize].clone());
    let lines: Vec<_> = quotes
        .iter()
        .map(|quote| {
            let kind = match quote.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Indirect => "indirect",
                QuoteKind::Mixed => "mixed",
            };
            let speaker = label(quote.speaker)
                .or_else(|| quote.speaker_span.map(|span| format!("\"{}\"", span.of(text))))
                .unwrap_or_else(|| "?".into());
            let via = label(quote.via).unwrap_or_else(|| "-".into());
            let cue = quote.cue.as_ref().map_or("-", |cue| cue.span.of(text));
            format!("{kind} | {speaker} | {via} | {cue} | {}", quote.span.of(text))
        })
        .collect();
    if lines.is_empty() { "none".into() } else { lines.join(" || ").replace('\n', "\\n") }
}

/// To whom and by which medium each statement was made: `addressee | medium: words`.
fn show_settings(quotes: &[Quote], text: &str, labels: &[String]) -> String {
    let lines: Vec<_> = quotes
        .iter()
        .map(|quote| {
            let addressee = quote.addressee.as_ref().map_or("-".into(), |addressee| match addressee.actor {
                Some(actor) => labels[actor as usize].clone(),
                None => format!("\"{}\"", addressee.span.of(text)),
            });
            let medium = quote
                .medium
                .as_ref()
                .map_or("-".into(), |medium| format!("{:?}: {}", medium.kind, medium.span.of(text)));
            format!("{addressee} | {medium}")
        })
        .collect();
    if lines.is_empty() { "none".into() } else { lines.join(" || ") }
}

/// Compares all cases of a file and shows all that differ.
#[track_caller]
fn check_cases(cases: &str, at_least: usize, show: fn(&[Quote], &str, &[String]) -> String) {
    let (mut failures, mut n_failed, mut n_cases) = (String::new(), 0, 0);
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (marked, expected) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line}"));
        let (text, actors, labels) = read(marked);
        let cleaned = Cleaned { text: CleanText::new(&text, &[]), ..Cleaned::default() };
        let found = show(&find(&Article::new(&cleaned), &actors), &text, &labels);
        n_cases += 1;
        if found != expected {
            n_failed += 1;
            let lines = |quotes: &str| quotes.replace(" || ", "\n            ");
            writeln!(failures, "{marked}\n  expected: {}\n  found:    {}\n", lines(expected), lines(&found))
                .expect("strings take text");
        }
    }
    assert!(failures.is_empty(), "{n_failed} of {n_cases} cases differ:\n\n{failures}");
    assert!(n_cases >= at_least, "only {n_cases} cases");
}

#[test]
fn statements() {
    check_cases(include_str!("../../tests/cases/quotes.tsv"), 320, show);
}

#[test]
fn traps() {
    check_cases(include_str!("../../tests/cases/quotes_traps.tsv"), 200, show);
}

#[test]
fn settings() {
    check_cases(include_str!("../../tests/cases/quotes_setting.tsv"), 25, show_settings);
}

/// Seconds for a character of `text`, the better of two runs.
#[expect(clippy::cast_precision_loss, reason = "texts of a test are short")]
fn cost(text: &str) -> f64 {
    let cleaned = Cleaned { text: CleanText::new(text, &[]), ..Cleaned::default() };
    let article = Article::new(&cleaned);
    let actors = Actors::default();
    let run = || {
        let start = std::time::Instant::now();
        let quotes = find(&article, &actors);
        assert!(quotes.len() <= text.len());
        start.elapsed().as_secs_f64()
    };
    (0..2).map(|_| run()).fold(f64::INFINITY, f64::min) / text.chars().count() as f64
}

#[test]
fn hostile_text_costs_no_more_than_ordinary_text() {
    // "The minister said that "the road is open", adding that the work is over."
    let ordinary = cost(&"قال الوزير إن \"الطريق مفتوح\"، مضيفا أن العمل انتهى.\n".repeat(1_000));
    let hostile = [
        // Marks that are never closed, nested, or of other families than those that close.
        "« قال \"نعم ",
        "«قال ",
        "قال: «\"''",
        "» \" ” ",
        // Reports in reports in one sentence without an end.
        "قال إن ",
        "وقال الوزير إن ",
        "، مضيفا أن ",
        "بحسب ما قال ",
        "نقلت عن ",
        "وفق تعبيره ",
        "الوزير، ",
        "قال: ",
        "الذي ",
    ];
    for unit in hostile {
        let found = cost(&unit.repeat(10_000));
        // The bound is loose, because machines are busy; a quadratic scan is off by thousands.
        assert!(found < 10.0 * ordinary, "{unit:?} costs {:.1} times as much", found / ordinary);
    }
}
