//! Cases in bracket notation: `tests/cases/names.tsv` and what cannot stand in a table.

use super::candidate::Candidate;
use super::gazetteer::Words;
use super::{EntityKind, NameMention, find};
use crate::article::Article;
use crate::clean::Cleaned;
use crate::clean::tests::processor_seconds;
use crate::segment::Tokens;
use crate::text::CleanText;

fn mentions(text: &str) -> Vec<NameMention> {
    let cleaned = Cleaned { text: CleanText::new(text, &[]), ..Cleaned::default() };
    find(&Article::new(&cleaned))
}

fn bracketed(text: &str) -> String {
    let mut out = String::new();
    let mut done = 0;
    for mention in mentions(text) {
        let range = mention.span.range();
        let kind = match mention.kind {
            EntityKind::Person => "PER",
            EntityKind::Organisation => "ORG",
            EntityKind::Place => "LOC",
        };
        out.push_str(&text[done..range.start]);
        for part in ["[", kind, " ", &text[range.clone()], "]"] {
            out.push_str(part);
        }
        done = range.end;
    }
    out + &text[done..]
}

fn without_brackets(case: &str) -> String {
    ["[PER ", "[ORG ", "[LOC ", "]"].iter().fold(case.to_owned(), |text, mark| text.replace(mark, ""))
}

/// What one rule finds in `text`, without what lies inside something else that it finds.
pub(super) fn outermost(text: &str, rule: impl Fn(&Words<'_>, &mut Vec<Candidate>)) -> Vec<&str> {
    let tokens = Tokens::new(text);
    let mut found = Vec::new();
    rule(&Words::new(&tokens), &mut found);
    let mut end = 0;
    found.retain(|name| {
        let reaches_on = name.tokens.end > end;
        end = end.max(name.tokens.end);
        reaches_on
    });
    found.iter().map(|name| tokens.cover(name.tokens.clone()).of(text)).collect()
}

#[test]
fn odd_texts_are_read() {
    for unit in ["", "«", "عبد ", "بن ", "محمد ", "وزارة ", "مدينة «", "الرئيس ", "#_", "''", "(", "ولل "]
    {
        let _ = mentions(&unit.repeat(200));
    }
}

#[test]
#[ignore = "a measurement: cargo test --release names::tests::speed -- --ignored --nocapture"]
#[expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it is there to print a rate")]
fn speed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/text");
    let files = std::fs::read_dir(folder).expect("the articles are part of the project");
    let texts: Vec<String> = files
        .map(|file| std::fs::read_to_string(file.expect("the folder can be read").path()))
        .map(|text| text.expect("articles are UTF-8"))
        .collect();
    let cleaned = |text| Cleaned { text: CleanText::new(text, &[]), ..Cleaned::default() };
    let cleaned: Vec<_> = texts.iter().map(|text| cleaned(text)).collect();
    let articles: Vec<_> = cleaned.iter().map(Article::new).collect();
    let n_tokens: usize = texts.iter().map(|text| Tokens::new(text).len()).sum();
    // The first round loads the lists and the weights.
    for round in ["first", "other"] {
        let times = if round == "first" { 1 } else { 20 };
        let start = processor_seconds();
        let n_names: usize = (0..times).flat_map(|_| &articles).map(|article| find(article).len()).sum();
        let rate = (times * n_tokens) as f64 / (processor_seconds() - start);
        println!("{round}: {rate:.0} tokens a processor second ({n_names} names)");
    }
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    let table = include_str!("../../tests/cases/names.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (case, why) = line.split_once('\t').expect("a case says what it tries");
        let case = case.replace("\\n", "\n");
        let found = bracketed(&without_brackets(&case));
        if found != case {
            wrong.push(format!("{why}\n  expected {case}\n     found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
