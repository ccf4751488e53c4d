//! Cases in bracket notation: `tests/cases/names.tsv` and what cannot stand in a table.

use super::{EntityKind, NameMention, find};
use crate::article::Article;
use crate::clean::Cleaned;
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
        out.push_str(&format!("[{kind} {}]", &text[range.clone()]));
        done = range.end;
    }
    out + &text[done..]
}

fn without_brackets(case: &str) -> String {
    ["[PER ", "[ORG ", "[LOC ", "]"].iter().fold(case.to_owned(), |text, mark| text.replace(mark, ""))
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
