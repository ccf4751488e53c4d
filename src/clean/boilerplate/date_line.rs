//! Lines that say when an article was published, and such dates at the start of other lines.

use std::sync::LazyLock;

use super::furniture::WHOLE;
use super::line::{Line, is_word};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::{TokenKind, Tokens};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Weekday,
    Month,
    Label,
    Part,
    Relative,
    Ago,
    Unit,
}

impl Entry for Class {
    fn read(columns: &[&str]) -> Self {
        match columns[0] {
            "weekday" => Self::Weekday,
            "month" => Self::Month,
            "label" => Self::Label,
            "relative" => Self::Relative,
            "ago" => Self::Ago,
            "unit" => Self::Unit,
            _ => Self::Part,
        }
    }
}

static DATE_WORDS: LazyLock<Lexicon<Class>> = LazyLock::new(|| lexicon!("date_words"));

/// A date at the start of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stamp {
    /// The token behind it.
    pub(super) end: usize,
    /// "Published on" stands before it, or it is counted back from now.
    pub(super) is_labelled: bool,
    /// It has a weekday or a month by name, or a year.
    pub(super) is_date: bool,
    /// It names a weekday or month, or counts back from now.
    pub(super) has_name: bool,
}

/// The date that the tokens from `from` on start with.
pub(super) fn stamp(tokens: &Tokens<'_>, from: usize) -> Option<Stamp> {
    let mut stamp = Stamp::default();
    let (mut n_numbers, mut n_names, mut n_ago, mut n_units, mut n_relative) = (0, 0, 0, 0, 0);
    let mut has_date_number = false;
    let mut idx = from;
    let mut separators = 0;
    while idx < tokens.len() {
        match tokens.kind(idx) {
            Some(TokenKind::Number) => {
                n_numbers += 1;
                has_date_number |= is_date_number(tokens, idx);
                idx += 1;
                separators = 0;
            }
            Some(TokenKind::Sign | TokenKind::Quote) => {
                if idx > from
                    && !matches!(
                        tokens.surface(idx),
                        "," | "\u{60C}"
                            | "/"
                            | "-"
                            | ":"
                            | "|"
                            | "."
                            | "("
                            | ")"
                            | "\u{2013}"
                            | "+"
                            | "_"
                            | "\u{2014}"
                    )
                {
                    break;
                }
                separators += 1;
                idx += 1;
            }
            Some(_) => {
                let Some(found) = DATE_WORDS.longest_at(tokens, idx, WHOLE) else { break };
                for class in found.entries {
                    match class {
                        Class::Weekday | Class::Month => n_names += 1,
                        Class::Label => stamp.is_labelled |= n_numbers == 0,
                        Class::Relative => n_relative += 1,
                        Class::Ago => n_ago += 1,
                        Class::Unit => n_units += 1,
                        Class::Part => {}
                    }
                }
                idx = found.end;
                separators = 0;
                // "Abu Dhabi time": the place whose time it is.
                if tokens.folded(idx - 1).ends_with("توقيت") && n_numbers > 0 {
                    idx = (idx + 2)
                        .min((idx..tokens.len()).find(|&at| !is_word(tokens, at)).unwrap_or(tokens.len()));
                }
            }
            None => break,
        }
        stamp.end = idx - separators;
    }
    let counted_back = n_relative > 0 || n_ago > 0 && n_units > 0 && n_numbers > 0;
    stamp.is_labelled |= counted_back;
    stamp.is_date = counted_back
        || n_numbers > 0 && (n_names > 0 || has_date_number)
        || n_numbers > 1 && stamp.is_labelled;
    stamp.has_name = n_names > 0 || counted_back;
    stamp.is_date.then_some(stamp)
}

/// Day, month and year in figures, with signs between them; or a clock time.
fn is_date_number(tokens: &Tokens<'_>, idx: usize) -> bool {
    let joined = |at: usize| {
        matches!(tokens.surface(at), "/" | "-" | ":") && tokens.kind(at + 1) == Some(TokenKind::Number)
    };
    let number = tokens.folded(idx);
    joined(idx + 1) && (joined(idx + 3) || tokens.surface(idx + 1) == ":") && number.len() <= 4
        || number.split('.').count() == 3 && number.split('.').all(|part| (1..=4).contains(&part.len()))
}

/// Whether `line` is a clock time and nothing else.
pub(super) fn is_clock(line: &Line<'_>) -> bool {
    line.tokens.len() == 3 && line.tokens.surface(1) == ":" && line.n_words == 0
}

/// Whether `line` is nothing but a date.
pub(super) fn is_date_line(line: &Line<'_>) -> Option<Stamp> {
    if line.n_chars > 140 {
        return None;
    }
    let stamp = stamp(&line.tokens, 0)?;
    let rest = (stamp.end..line.tokens.len()).find(|&idx| is_word(&line.tokens, idx));
    let imprint = rest.and_then(|idx| super::credit::OUTLETS.longest_at(&line.tokens, idx, WHOLE));
    // "Sunday 16 September 2012, 8 o'clock / a site that no list knows:"
    let signed = |idx: usize| {
        let n_words = (idx..line.tokens.len()).filter(|&at| is_word(&line.tokens, at)).count();
        let slash = (1..=2).any(|back| idx >= back && line.tokens.surface(idx - back) == "/");
        stamp.has_name && n_words <= 2 && line.text.trim_end().ends_with(':') && slash
    };
    if rest.is_some_and(signed) {
        return Some(stamp);
    }
    let end = imprint.map_or(stamp.end, |found| found.end);
    super::furniture::is_rest_without_words(line, end).then_some(stamp)
}
