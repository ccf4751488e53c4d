//! Credits on lines of their own: who wrote, where, for whom.
//!
//! A headline may have the same shape ("Iran: no talks"), so a chain of parts needs one that only
//! credits have, or a place in the text where credits stand.

use std::sync::LazyLock;

use super::credit::{OUTLETS, Part, Parts, cue_end, is_sure_cue, parts, starts_with_verb};
use super::furniture::WHOLE;
use super::line::{Line, is_word};
use crate::clean::vocabulary::listed;
use crate::lexicon::{Lexicon, lexicon};
use crate::names::{FAMILY_NAMES, given_name};
use crate::segment::{TokenKind, Tokens};

/// What the footnote under an opinion article calls its author.
static ROLES: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("author_roles"));

/// Longer lines are no credits.
const MAX_CHARS: usize = 90;
/// Names have no more words.
pub(super) const MAX_NAME: usize = 5;

/// Where credits stand: between headline and body, or behind the last paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    First,
    Top,
    Middle,
    Bottom,
}

/// Whether `line` is a credit.
///
/// `is_all`: the text has no other line; a bare name of an outlet may then be any word.
pub(super) fn is_byline(line: &Line<'_>, zone: Zone, is_all: bool) -> bool {
    if !line.is_read_whole
        || line.n_chars > MAX_CHARS
        || line.n_words == 0
        || line.text.contains(['?', '\u{61F}', '!', '#'])
    {
        return false;
    }
    let tokens = &line.tokens;
    if is_footnote(line, zone) {
        return true;
    }
    let Parts { list: parts, n_separators, has_function_word, .. } = parts(tokens, line.first_word());
    let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
    let n_words: usize = parts.iter().map(|part| if let Part::Words(n) = part { *n } else { 0 }).sum();
    let has_imprint = has(|part| matches!(part, Part::Outlet | Part::Generic));
    if has_function_word && !has_imprint {
        return false;
    }
    if n_words > 8 || parts.iter().any(|part| matches!(part, Part::Words(n) if *n > MAX_NAME + 1)) {
        return false;
    }
    let is_edge = zone != Zone::Middle;
    match parts.first() {
        Some(Part::Cue) => {
            let after = cue_end(tokens, line.first_word());
            let separated = !is_word(tokens, after);
            let is_sure = is_sure_cue(tokens, line.first_word());
            return n_words + usize::from(has_imprint) > 0
                && n_words <= 8
                && (separated || is_sure && n_words <= MAX_NAME && !line.ends_with_stop)
                && (is_edge || separated && n_words <= 6)
                && !starts_with_verb(tokens, after);
        }
        None => return false,
        Some(_) => {}
    }
    if starts_with_verb(tokens, line.first_word()) || has_inner_stop(tokens) {
        return false;
    }
    if parts.len() == 1 {
        return is_edge
            && match parts[0] {
                Part::Outlet => {
                    !is_all || n_separators > 0 || names_nobody_known(tokens) && !line.text.contains('.')
                }
                Part::Generic => true,
                _ => false,
            };
    }
    let colon_only = line.text.contains(':')
        && !line
            .text
            .trim_end_matches([' ', ':'])
            .contains(['-', '\u{2013}', '\u{2014}', '/', '_', '\u{640}', '(', '|'])
        && line.text.trim_end().find(':').is_some_and(|at| at + 1 < line.text.trim_end().len());
    if parts.contains(&Part::Words(1)) && (0..tokens.len()).any(|idx| is_lone_letter(tokens, idx)) {
        return false;
    }
    if has_imprint && n_words <= 5 {
        // Before anything else a headline may stand: "Foreign Policy": secret wars ..
        let is_headline = zone == Zone::First
            && (n_words > 3
                || line.text.contains("..")
                || line.text.contains('\u{2026}')
                || n_words > 0 && !has_dash(line.text));
        return is_edge && !is_headline;
    }
    if has(|part| *part == Part::Date) && has(|part| matches!(part, Part::Place(_))) && n_words <= 4 {
        return is_edge;
    }
    let has_place = has(|part| matches!(part, Part::Place(_)));
    has_place
        && is_edge
        && (1..=4).contains(&n_words)
        && (!colon_only || zone == Zone::Top && !line.ends_with_stop && names_nobody_known(tokens))
}

/// Whether one of the signs that part a credit stands in `text`.
fn has_dash(text: &str) -> bool {
    text.contains(['-', '\u{2013}', '\u{2014}', '/', '_', '|', ':', '(', '\u{640}'])
}

/// Whether a full stop stands between two words of more than one letter.
fn has_inner_stop(tokens: &Tokens<'_>) -> bool {
    (1..tokens.len()).any(|idx| {
        let behind_word =
            tokens.kind(idx - 1) == Some(TokenKind::Arabic) && tokens.folded(idx - 1).chars().count() > 1;
        tokens.surface(idx) == "."
            && is_word(tokens, idx + 1)
            && (behind_word || tokens.surface(idx - 1) == ".")
    })
}

/// "* Syrian writer", "*quoting Al-Hayat", "* service of ...".
fn is_footnote(line: &Line<'_>, zone: Zone) -> bool {
    let first = line.first_word();
    let starred = line.text.starts_with(['*', '\u{2022}']);
    let found = ROLES.longest_at(&line.tokens, first, WHOLE);
    let is_quoting = line.tokens.folded(first) == "نقلا" && line.tokens.folded(first + 1).starts_with("عن")
        || line.tokens.folded(first) == "نقلا" && line.tokens.folded(first + 2) == "عن";
    is_quoting && line.n_words <= 10
        || starred && found.is_some() && zone != Zone::First && line.n_words <= 14
        || starred && found.is_some() && line.n_words <= 9
}

/// Whether `line` names the voice of an outlet: "the opinion of Al-Watan".
pub(super) fn is_editorial(line: &Line<'_>) -> bool {
    let first = line.first_word();
    matches!(line.tokens.folded(first), "راي" | "كلمه" | "افتتاحيه")
        && OUTLETS
            .longest_at(&line.tokens, first + 1, WHOLE)
            .is_some_and(|found| super::furniture::is_rest_without_words(line, found.end))
}

/// Whether `line` may be a name and nothing else: two to four words, none of them of sentences.
/// With `is_sure` its first word is a first name and its last one is no everyday word.
pub(super) fn is_name(line: &Line<'_>, is_sure: bool) -> bool {
    let tokens = &line.tokens;
    let words: Vec<usize> = (0..tokens.len())
        .filter(|&idx| tokens.kind(idx) == Some(TokenKind::Arabic) && tokens.surface(idx + 1) != ".")
        .collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
    if !(2..=4).contains(&words.len())
        || line.ends_with_stop
        || line.has_function_word(0)
        || line.text.contains(|c: char| c.is_numeric() || matches!(c, ':' | '"' | '\u{AB}' | '\u{201C}'))
    {
        return false;
    }
    let given = given_name(tokens.folded(first));
    let is_given = given.is_some();
    let is_family = |idx: usize| {
        let word = tokens.folded(idx);
        FAMILY_NAMES.contains(word) || given_name(word).is_some() || listed(word).is_none_or(|band| band < 6)
    };
    if is_sure {
        let is_listed = given.is_some_and(|name| name.sure) || FAMILY_NAMES.contains(tokens.folded(last));
        return is_given && is_listed && is_family(last) && !line.text.starts_with('*');
    }
    is_given || !starts_with_verb(tokens, first) && (names_nobody_known(tokens) || line.text.starts_with('-'))
}

/// Whether no word of the line is an everyday one: then it may be a name.
fn names_nobody_known(tokens: &Tokens<'_>) -> bool {
    let unknown = (0..tokens.len())
        .filter(|&idx| tokens.kind(idx) == Some(TokenKind::Arabic))
        .filter(|&idx| listed(tokens.folded(idx)).is_none_or(|band| band < 6))
        .count();
    unknown > 0
}

/// A letter that is no word: a proclitic before a mark.
fn is_lone_letter(tokens: &Tokens<'_>, idx: usize) -> bool {
    tokens.kind(idx) == Some(TokenKind::Arabic)
        && tokens.folded(idx).chars().count() == 1
        && tokens.kind(idx + 1) == Some(TokenKind::Quote)
}
