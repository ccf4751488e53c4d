//! Paragraphs and sentences of the cleaned text.

use std::ops::Range;

use super::{TokenKind, Tokens};
use crate::text::CleanSpan;

/// A sentence: its place, its tokens and the paragraph that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// From its first to its last token.
    pub(crate) span: CleanSpan,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Number of the paragraph, counted over paragraphs that have tokens.
    pub(crate) paragraph: u32,
}

/// The paragraphs of `text`: its lines that hold more than white space.
#[must_use]
pub(crate) fn paragraphs(text: &str) -> Vec<CleanSpan> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            spans.push(CleanSpan::new(at as u32, (at + trimmed.len()) as u32));
        }
        start += line.len();
    }
    spans
}

/// Splits paragraphs into sentences.
///
/// A sentence ends at a full stop, question or exclamation mark or a run of them, together with
/// the closing marks behind it. A stop after a single letter is an abbreviation ("d." for
/// doctor), and a stop before a word without a space ends a sentence all the same: in Arabic news
/// that is a lost space far more often than an address.
#[must_use]
pub(crate) fn sentences(tokens: &Tokens<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, span) in paragraphs(tokens.text()).into_iter().enumerate() {
        let range = tokens.within(span);
        let mut start = range.start;
        let mut idx = range.start;
        while idx < range.end {
            let mut end = idx + 1;
            if is_terminator(tokens, idx) {
                while end < range.end && closes(tokens, end) {
                    end += 1;
                }
                push(&mut sentences, tokens, start..end, paragraph as u32);
                start = end;
            }
            idx = end;
        }
        push(&mut sentences, tokens, start..range.end, paragraph as u32);
    }
    sentences
}

fn push(sentences: &mut Vec<Sentence>, tokens: &Tokens<'_>, range: Range<usize>, paragraph: u32) {
    if range.is_empty() {
        return;
    }
    sentences.push(Sentence { span: tokens.cover(range.clone()), tokens: range, paragraph });
}

fn is_terminator(tokens: &Tokens<'_>, idx: usize) -> bool {
    match tokens.surface(idx) {
        "!" | "?" | "؟" | "…" => true,
        "." => {
            let after_single_letter = idx > 0
                && tokens.kind(idx - 1) == Some(TokenKind::Arabic)
                && tokens.folded(idx - 1).chars().count() == 1;
            !after_single_letter
        }
        _ => false,
    }
}

/// Whether the token belongs to the end of the sentence before it: more stops, or a closing mark
/// with no space before it.
fn closes(tokens: &Tokens<'_>, idx: usize) -> bool {
    let touches = tokens.as_slice()[idx - 1].span.end() == tokens.as_slice()[idx].span.start();
    match tokens.surface(idx) {
        "." | "!" | "?" | "؟" | "…" => true,
        ")" | "]" => touches,
        _ => touches && tokens.kind(idx) == Some(TokenKind::Quote),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::new(text);
        let found: Vec<_> = sentences(&tokens).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_and_marks() {
        // "He said: "Done." Then left. Why?!"
        check("قال: «تم.» ثم غادر. لماذا؟!", &["قال: «تم.»", "ثم غادر.", "لماذا؟!"]);
        // "Dr. Sami arrived.And left" with a lost space, numbers with a point.
        check("وصل د. سامي.وغادر بعد 3.5 ساعة.", &["وصل د. سامي.", "وغادر بعد 3.5 ساعة."]);
        check("عنوان\n\n  فقرة", &["عنوان", "فقرة"]);
        check(" \n ", &[]);
    }
}
