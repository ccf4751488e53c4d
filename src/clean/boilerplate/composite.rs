//! Lines made of several small things: "8 March 2022 | views: 4217 | font size", "Agency » Economy",
//! "tag   tag   tag".
//!
//! Each segment between the signs is judged like a line of its own. Such a line goes if what is
//! known of its segments outweighs what is not, and nothing in it reads like a sentence.

use super::byline::{self, Zone};
use super::line::{Line, lines};
use super::{crumb, date_line, furniture};
use crate::clean::RemovalKind;

/// Longer lines are read at their start only, see [`prefix`].
const MAX_CHARS: usize = 170;
/// A segment of more words says something.
const MAX_WORDS: usize = 4;
/// So many short segments behind the last paragraph are its tags.
const MIN_TAGS: usize = 3;
/// Bytes of a paragraph in which segments before its first sentence are looked for.
const PREFIX_LIMIT: usize = 320;

/// The kind of a line of segments.
pub(super) fn kind(line: &Line<'_>, zone: Zone) -> Option<RemovalKind> {
    if line.n_chars > MAX_CHARS || zone == Zone::Middle || line.ends_with_stop {
        return None;
    }
    if let Some(kind) = glued(line, zone) {
        return Some(kind);
    }
    let segments: Vec<&str> = segments(line.text).collect();
    if segments.len() < 2 {
        return None;
    }
    let verdicts: Vec<Verdict> = segments.iter().map(|segment| judge(segment)).collect();
    if verdicts.contains(&Verdict::Sentence) {
        return None;
    }
    let known = verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Known(_))).count();
    let is_sure = verdicts
        .iter()
        .any(|verdict| matches!(verdict, Verdict::Known(kind) if *kind != RemovalKind::Byline));
    if known * 2 >= verdicts.len() && (is_sure || zone == Zone::Bottom && known == verdicts.len()) {
        return verdicts.iter().find_map(|verdict| match verdict {
            Verdict::Known(kind) => Some(*kind),
            _ => None,
        });
    }
    (zone == Zone::Bottom && segments.len() >= MIN_TAGS).then_some(RemovalKind::Tags)
}

/// Length in bytes of the segments before the first sentence of a paragraph, each closed by a bar.
pub(super) fn prefix(text: &str) -> usize {
    let limit = (0..=PREFIX_LIMIT.min(text.len())).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
    let mut done = 0;
    while let Some(bar) = text[done..limit].find('|') {
        let part = &text[done..done + bar];
        let known = segments(part).filter(|segment| matches!(judge(segment), Verdict::Known(_))).count();
        if known == 0 || segments(part).any(|segment| judge(segment) == Verdict::Sentence) {
            break;
        }
        done += bar + 1;
    }
    done + (text[done..].len() - text[done..].trim_start().len()) * usize::from(done > 0)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Known(RemovalKind),
    /// A few words that may be an entry of any list.
    Short,
    Sentence,
}

fn judge(segment: &str) -> Verdict {
    let Some(line) = lines(segment).into_iter().next() else { return Verdict::Short };
    if date_line::is_date_line(&line).is_some() {
        return Verdict::Known(RemovalKind::DateLine);
    }
    if let Some(menu) = crumb::menu(&line) {
        return Verdict::Known(menu.kind);
    }
    if let Some(kind) = furniture::whole_line(&line, false) {
        return Verdict::Known(kind);
    }
    if byline::is_byline(&line, Zone::Top, false) || byline::is_name(&line, true) {
        return Verdict::Known(RemovalKind::Byline);
    }
    if line.n_words <= MAX_WORDS
        && !line.has_function_word(0)
        && !line.ends_with_stop
        && !line.text.contains(':')
    {
        Verdict::Short
    } else {
        Verdict::Sentence
    }
}

/// The parts of `text` between bars, arrows, bullets, spaced dashes and runs of spaces.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '\u{2022}', '\u{BB}', '\u{203A}', '>', '\u{00B7}'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" \u{2013} "))
        .flat_map(|part| part.split("   "))
        .map(str::trim)
        .filter(|part| part.contains(|c: char| c.is_alphanumeric()))
}

/// Words run together behind the article or before it: a letter that only ends words stands inside.
fn glued(line: &Line<'_>, zone: Zone) -> Option<RemovalKind> {
    if line.n_words > 6 || line.n_words == 0 {
        return None;
    }
    let is_glued = (0..line.tokens.len()).any(|idx| {
        let word = line.tokens.surface(idx);
        let mut letters = word.chars().peekable();
        let mut found = false;
        while let Some(c) = letters.next() {
            found |= c == '\u{629}' && letters.peek().is_some_and(|next| next.is_alphabetic());
        }
        found && word.chars().count() > 9
    });
    is_glued.then_some(if zone == Zone::Bottom { RemovalKind::Tags } else { RemovalKind::Crumb })
}
