//! Phrases of the furniture of a page: menus, share bars, notices, references to other stories.
//!
//! Why: the same words stand in prose ("he shared on Twitter", "read the report"), so a phrase
//! alone proves nothing but in the least ambiguous cases. What counts beside it is what follows
//! the phrase, how long the line is and whether it ends like a sentence.

use std::sync::LazyLock;

use super::line::{Line, is_word};
use crate::clean::RemovalKind;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::{Split, TokenKind, Tokens};

/// How much of a line has to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Line,
    Start,
    Trigger,
    Item,
    Label,
    Within,
    Call,
    Cue,
    Author,
}

/// A phrase of the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) kind: RemovalKind,
    pub(super) scope: Scope,
}

impl Entry for Phrase {
    fn read(columns: &[&str]) -> Self {
        let kind = match columns[0] {
            "crumb" => RemovalKind::Crumb,
            "byline" => RemovalKind::Byline,
            "read_also" => RemovalKind::ReadAlso,
            "share" => RemovalKind::Share,
            "caption" => RemovalKind::Caption,
            "promo" => RemovalKind::Promo,
            "tags" => RemovalKind::Tags,
            "comments" => RemovalKind::Comments,
            "copyright" => RemovalKind::Copyright,
            "back_to_top" => RemovalKind::BackToTop,
            _ => RemovalKind::Other,
        };
        let scope = match columns[1] {
            "line" => Scope::Line,
            "start" => Scope::Start,
            "trigger" => Scope::Trigger,
            "cue" => Scope::Cue,
            "author" => Scope::Author,
            "label" => Scope::Label,
            "within" => Scope::Within,
            "call" => Scope::Call,
            _ => Scope::Item,
        };
        Self { kind, scope }
    }
}

pub(super) static FURNITURE: LazyLock<Lexicon<Phrase>> = LazyLock::new(|| lexicon!("furniture"));

/// No proclitics: furniture stands in its bare form.
pub(super) const WHOLE: Split = Split::WHOLE;

/// The phrases at token `idx`, longest first, as `(end, phrase)`.
pub(super) fn phrases_at(tokens: &Tokens<'_>, idx: usize) -> Vec<(usize, Phrase)> {
    let mut phrases: Vec<_> = FURNITURE
        .phrases_at(tokens, idx, WHOLE)
        .flat_map(|found| found.entries.iter().map(move |&phrase| (found.end, phrase)))
        .collect();
    phrases.reverse();
    phrases
}

/// The kind of a line that as a whole is furniture. `is_first`: it is the first line of the text,
/// where a headline stands.
pub(super) fn whole_line(line: &Line<'_>, is_first: bool) -> Option<RemovalKind> {
    let mut first = line.first_word();
    let mut phrases = phrases_at(&line.tokens, first);
    if phrases.is_empty() && line.tokens.kind(first) == Some(TokenKind::Number) {
        // "3 comments", "2017 all rights reserved".
        first = (first + 1..line.tokens.len()).find(|&idx| is_word(&line.tokens, idx)).unwrap_or(first);
        phrases = phrases_at(&line.tokens, first);
    }
    phrases.iter().find_map(|&(end, phrase)| {
        let fits = match phrase.scope {
            Scope::Line => is_rest_empty(line, end),
            Scope::Start | Scope::Trigger => is_start(line, first, end, phrase, is_first),
            Scope::Call => is_appeal(line, end),
            Scope::Item | Scope::Label | Scope::Within | Scope::Cue | Scope::Author => false,
        };
        fits.then_some(phrase.kind)
    })
}

/// Whether a line that opens with a call goes on with a network, "here" or "our channel".
fn is_appeal(line: &Line<'_>, from: usize) -> bool {
    line.is_read_whole
        && line.n_chars <= 150
        && (from..line.tokens.len()).any(|idx| {
            phrases_at(&line.tokens, idx).iter().any(|(_, phrase)| {
                phrase.scope == Scope::Within
                    || phrase.kind == RemovalKind::Share && phrase.scope == Scope::Item
            })
        })
        && !line.ends_with_stop
}

/// The kind of a short line that holds a phrase which only furniture has.
pub(super) fn within(line: &Line<'_>) -> Option<RemovalKind> {
    if line.n_chars > 100 || line.ends_with_stop || line.n_words > 14 {
        return None;
    }
    (0..line.tokens.len()).find_map(|idx| {
        phrases_at(&line.tokens, idx)
            .iter()
            .find(|(_, phrase)| phrase.scope == Scope::Within)
            .map(|(_, phrase)| phrase.kind)
    })
}

/// Whether nothing but signs and numbers stands behind token `end`.
pub(super) fn is_rest_empty(line: &Line<'_>, end: usize) -> bool {
    line.is_read_whole
        && (end..line.tokens.len())
            .all(|idx| !is_word(&line.tokens, idx) || line.tokens.kind(idx) == Some(TokenKind::Number))
}

/// Whether nothing but signs stands behind token `end`.
pub(super) fn is_rest_without_words(line: &Line<'_>, end: usize) -> bool {
    line.is_read_whole && (end..line.tokens.len()).all(|idx| !is_word(&line.tokens, idx))
}

/// What separates a phrase from what it announces.
pub(super) fn has_separator(tokens: &Tokens<'_>, end: usize) -> bool {
    match tokens.surface(end) {
        ":" | "|" | "/" | "-" | "\u{2013}" | "\u{2014}" | "(" | "\u{2026}" | ">" | "\u{203A}" | "*"
        | "\u{BB}" | "\u{AB}" => true,
        "." => tokens.surface(end + 1) == ".",
        _ => false,
    }
}

fn is_start(line: &Line<'_>, first: usize, end: usize, phrase: Phrase, is_first: bool) -> bool {
    let n_phrase = (first..end).filter(|&idx| is_word(&line.tokens, idx)).count();
    let n_rest = line.n_words.saturating_sub(n_phrase);
    let separated = has_separator(&line.tokens, end);
    if phrase.scope == Scope::Trigger {
        if phrase.kind == RemovalKind::Caption {
            return line.tokens.surface(end) == ":" && n_rest > 0 && line.n_chars <= 140;
        }
        let is_reading = matches!(line.tokens.folded(first), "اقرا" | "اقراوا" | "للمزيد");
        return separated
            && n_rest > 0
            && line.n_chars <= 170
            && (!is_first || is_reading)
            && (!line.ends_with_stop || is_reading || line.n_chars <= 90);
    }
    if n_rest == 0 {
        return line.is_read_whole;
    }
    if phrase.kind == RemovalKind::ReadAlso {
        let mut score = 2 + 2 * i32::from(separated);
        score += i32::from(line.n_chars <= 110);
        score += if line.ends_with_stop { -2 } else { 1 };
        score += i32::from(n_phrase > 1);
        score -= if !separated && line.n_chars > 170 { 2 } else { 0 };
        return score >= 3 && line.n_chars <= 300;
    }
    if line.n_chars > 420 {
        return false;
    }
    match n_phrase {
        0 => false,
        1 => {
            separated && line.n_chars <= 200
                || n_rest <= 3 && !line.ends_with_stop && !line.has_function_word(end)
        }
        2 => {
            let is_sure = matches!(
                phrase.kind,
                RemovalKind::Copyright
                    | RemovalKind::Comments
                    | RemovalKind::BackToTop
                    | RemovalKind::Caption
            );
            let is_appeal = phrase.kind == RemovalKind::Promo && line.n_chars <= 110 && !line.ends_with_stop;
            separated
                || n_rest <= 6 && !line.has_function_word(end)
                || is_sure && line.n_chars <= 200
                || is_appeal
        }
        _ => true,
    }
}
