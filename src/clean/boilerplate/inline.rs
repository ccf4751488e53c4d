//! Parts of a line that are not the article: a credit before the first sentence or behind the
//! last, a reference to another story between two sentences, tags run on to the last word.

use std::ops::Range;

use super::furniture::{self, Scope, phrases_at};
use super::line::{Line, is_word};
use super::{Page, Proposal, RemovalKind, composite, date_line, dateline};
use crate::segment::Tokens;

/// Bytes of a sentence that are read to tell what it is.
const HEAD: usize = 200;
/// A reference to another story is no longer, in bytes.
const MAX_REFERENCE: usize = 500;

/// The parts of line `idx` to remove, in order.
pub(super) fn removals(page: &Page<'_>, idx: usize) -> Vec<Proposal> {
    let line = &page.lines[idx];
    let mut found = Vec::new();
    let start = line.at.start;
    let mut body = 0;
    if let Some(length) = label(line) {
        body = length;
        found.push(Proposal::removal(start..start + length, RemovalKind::Byline));
    } else if line.is_paragraph()
        && idx <= page.first_paragraph + 2
        && let Some(length) = prefix(line.text)
    {
        let rest = &line.text[length..];
        body = length + (rest.len() - rest.trim_start().len());
        found.push(Proposal::removal(start..start + body, RemovalKind::Byline));
    }
    found.extend(
        sentences(line.text, body)
            .map(|(at, kind)| Proposal::removal(start + at.start..start + at.end, kind)),
    );
    if idx >= page.last_paragraph
        && let Some(at) = dateline::suffix(line.text)
    {
        let done = found.last().map_or(0, |last| last.at.end - start);
        if at >= done {
            found.push(Proposal::removal(start + at..line.at.end, RemovalKind::Byline));
        }
    }
    found
}

/// "Link of the story: ...": the label goes, what it names stays.
fn label(line: &Line<'_>) -> Option<usize> {
    let first = line.first_word();
    let (end, _) =
        phrases_at(&line.tokens, first).into_iter().find(|(_, phrase)| phrase.scope == Scope::Label)?;
    let colon = (end..(end + 4).min(line.tokens.len())).find(|&idx| line.tokens.surface(idx) == ":")?;
    let after = line.tokens.as_slice()[colon].span.end() as usize;
    let rest = &line.text[after..];
    Some(after + (rest.len() - rest.trim_start().len()))
}

fn prefix(text: &str) -> Option<usize> {
    let segments = composite::prefix(text);
    let rest = &text[segments..];
    let credit = dateline::prefix(rest).or_else(|| glued_date(rest)).unwrap_or(0);
    (segments + credit > 0).then_some(segments + credit)
}

/// "Thursday 3 May 2012The head of ...": a date run on to the lead.
fn glued_date(text: &str) -> Option<usize> {
    let limit = (0..=HEAD.min(text.len())).rev().find(|&n| text.is_char_boundary(n))?;
    let tokens = Tokens::new(&text[..limit]);
    let stamp = date_line::stamp(&tokens, 0)?;
    let last = tokens.as_slice().get(stamp.end.checked_sub(1)?)?.span.end() as usize;
    let glued = text[last..].starts_with(|c: char| c.is_alphabetic());
    (stamp.is_labelled && stamp.end > 3 || glued && stamp.end >= 4).then_some(last)
}

/// References to other stories and notices that stand between sentences.
fn sentences(text: &str, from: usize) -> impl Iterator<Item = (Range<usize>, RemovalKind)> + '_ {
    starts(text, from).filter_map(|at| {
        let rest = &text[at..];
        let limit = (0..=HEAD.min(rest.len())).rev().find(|&n| rest.is_char_boundary(n))?;
        let tokens = Tokens::new(&rest[..limit]);
        let first = (0..tokens.len()).find(|&idx| is_word(&tokens, idx))?;
        let (end, phrase) =
            phrases_at(&tokens, first).into_iter().find(|(_, phrase)| phrase.scope == Scope::Start)?;
        let n_phrase = end - first;
        let kind = phrase.kind;
        let sure = match kind {
            RemovalKind::ReadAlso => n_phrase >= 2 && furniture::has_separator(&tokens, end),
            RemovalKind::Promo | RemovalKind::Copyright | RemovalKind::BackToTop => n_phrase >= 3,
            _ => false,
        };
        if !sure {
            return None;
        }
        let length = sentence_length(rest)?;
        Some((at..at + length, kind))
    })
}

/// Places in `text` at which a sentence starts, but not the first.
fn starts(text: &str, from: usize) -> impl Iterator<Item = usize> + '_ {
    text.bytes()
        .enumerate()
        .skip(from)
        .filter_map(move |(at, byte)| {
            let is_stop = matches!(byte, b'.' | b'!' | b')' | b'"')
                || byte == 0x9F && text.as_bytes().get(at.wrapping_sub(1)) == Some(&0xD8);
            let next = at + 1;
            (is_stop && text.is_char_boundary(next)).then(|| {
                let rest = &text[next..];
                next + (rest.len() - rest.trim_start().len())
            })
        })
        .filter(move |&at| at < text.len() && starts_like_furniture(&text[at..]))
}

/// A cheap look at the first letters before anything is split in words.
fn starts_like_furniture(text: &str) -> bool {
    ["اقر", "إقر", "شاهد", "قد يه", "للمزيد", "لقراءة", "تابع", "اشترك", "يمكن", "جميع ال", "مواضيع", "زر "]
        .iter()
        .any(|start| text.starts_with(start))
}

/// Length of the sentence that `text` starts with; none if it is too long for a reference.
fn sentence_length(text: &str) -> Option<usize> {
    let ends = |&(at, c): &(usize, char)| {
        matches!(c, '.' | '\u{61F}' | '!')
            && text[at + c.len_utf8()..].starts_with([' ', '\n', '\u{A0}'])
            && !text[..at].ends_with('.')
    };
    let stop = text.char_indices().take_while(|&(at, _)| at < MAX_REFERENCE).find(ends);
    stop.map(|(at, c)| at + c.len_utf8()).or((text.len() <= MAX_REFERENCE).then_some(text.len()))
}
