//! The cases of `tests/cases/actors.tsv`: texts with their names in brackets, and the actors that
//! must come out. The head of that file explains both.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use super::{Actors, MentionForm, gather};
use crate::article::Article;
use crate::clean::Cleaned;
use crate::confidence::Confidence;
use crate::names::{EntityKind, NameMention, Rule};
use crate::text::{CleanSpan, CleanText};

#[test]
fn every_case_holds() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/actors.tsv");
    let Ok(table) = fs::read_to_string(path) else { return };
    let mut wrong = String::new();
    let mut seen = BTreeSet::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<_> = line.split('\t').collect();
        let [id, date, text, expected] = columns[..] else { panic!("four columns: {line}") };
        assert!(seen.insert(id), "{id} stands there twice");
        let found = run(text, date);
        if found != expected {
            let _ = writeln!(wrong, "{id}\n  expected {expected}\n  found    {found}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let traps = seen.iter().filter(|id| id.ends_with("-trap")).count();
    assert!(seen.len() >= 450, "the table has lost cases");
    assert!(2 * traps >= seen.len(), "only {traps} of {} cases are traps", seen.len());
}

/// The actors of a text with bracketed names, in the notation of the table.
fn run(marked: &str, date: &str) -> String {
    describe(&actors_of(marked, date), &unmark(marked).0)
}

/// The actors of a text with bracketed names.
pub(super) fn actors_of(marked: &str, date: &str) -> Actors {
    let (text, names) = unmark(marked);
    let cleaned = Cleaned { text: CleanText::new(&text, &[]), ..Cleaned::default() };
    let article = Article::new(&cleaned);
    gather(&article, &names, date.parse().ok())
}

/// Takes the brackets off: `[P …]` is a person, `[O …]` an organisation, `[L …]` a place; `\n` ends
/// a line.
fn unmark(marked: &str) -> (String, Vec<NameMention>) {
    let mut text = String::new();
    let mut names = Vec::new();
    let marked = marked.replace("\\n", "\n");
    for (n, piece) in marked.split('[').enumerate() {
        let Some((name, rest)) = piece.split_once(']').filter(|_| n > 0) else {
            text.push_str(piece);
            continue;
        };
        let (kind, name) = name.split_once(' ').expect("a kind stands before the name");
        let start = text.len() as u32;
        text.push_str(name);
        names.push(NameMention {
            span: CleanSpan::new(start, text.len() as u32),
            kind: match kind {
                "P" => EntityKind::Person,
                "O" => EntityKind::Organisation,
                _ => EntityKind::Place,
            },
            confidence: Confidence::new(99),
            rule: Rule::List,
            country: None,
            canonical: None,
            gender: None,
        });
        text.push_str(rest);
    }
    (text, names)
}

/// The actors in the order of their first places: name, country, and mentions, `*` before
/// descriptions and `^` before pronouns.
fn describe(actors: &Actors, text: &str) -> String {
    let mut all: Vec<_> = actors.as_slice().iter().collect();
    all.sort_by_key(|actor| actor.mentions.first().map(|mention| mention.span));
    let lines: Vec<_> = all
        .into_iter()
        .map(|actor| {
            let mentions: Vec<_> = actor
                .mentions
                .iter()
                .map(|mention| {
                    let mark = match mention.form {
                        MentionForm::Name => "",
                        MentionForm::Role => "*",
                        MentionForm::Pronoun => "^",
                    };
                    format!("{mark}{}", mention.span.of(text))
                })
                .collect();
            let country = actor.country.as_deref().map_or(String::new(), |code| format!(" {code}"));
            format!("{}{country}: {}", actor.name, mentions.join("; "))
        })
        .collect();
    lines.join(" | ")
}
