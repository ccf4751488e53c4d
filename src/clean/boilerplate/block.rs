//! Blocks of lines: what a header of related stories announces, menus without known entries.

use super::credit::is_lead_verb;
use super::date_line;
use super::furniture::is_rest_without_words;
use super::line::Line;
use super::{Page, RemovalKind};

/// A header announces no more headlines than these.
const MAX_HEADLINES: usize = 12;

/// So many first sentences of other stories in a row are no chance.
const MIN_TEASERS: usize = 3;

/// Marks the lines that belong to a marked line before them, and the first sentences of other
/// stories at the end.
pub(super) fn mark(page: &mut Page<'_>) {
    mark_teasers(page);
    mark_tags(page);
    for idx in 0..page.lines.len() {
        let is_header = match page.kinds[idx] {
            Some(RemovalKind::ReadAlso) => is_bare_header(page, idx),
            // Behind the article any header is one of other stories.
            Some(RemovalKind::Crumb) => idx > page.last_paragraph && is_bare_header(page, idx),
            _ => false,
        };
        if is_header {
            mark_headlines(page, idx + 1);
        }
    }
    mark_comments(page);
}

/// Marks the tags on the line behind their label.
fn mark_tags(page: &mut Page<'_>) {
    for idx in 1..page.lines.len() {
        let line = &page.lines[idx];
        let is_labelled = page.kinds[idx - 1] == Some(RemovalKind::Tags) && page.lines[idx - 1].n_words <= 2;
        let is_list = line.n_words <= 12 && line.n_chars <= 110 && !line.ends_with_stop;
        if is_labelled && is_list && idx > page.last_paragraph && !page.is_removed(idx) {
            page.remove(idx, RemovalKind::Tags);
        }
    }
}

/// Of the whole text, comments take at most this share, in hundredths.
const MAX_COMMENTS: usize = 45;

/// Marks what follows a header of comments, if a reader's name and date stand there.
fn mark_comments(page: &mut Page<'_>) {
    let n = page.lines.len();
    let Some(header) = (page.first_paragraph..n)
        .rev()
        .find(|&idx| page.kinds[idx] == Some(RemovalKind::Comments) && page.lines[idx].n_words <= 4)
    else {
        return;
    };
    let length =
        |from: usize, to: usize| -> usize { page.lines[from..to].iter().map(|line| line.n_chars).sum() };
    let is_dated = |line: &Line<'_>| {
        line.n_chars <= 90
            && (0..line.tokens.len().min(12)).any(|idx| {
                date_line::stamp(&line.tokens, idx)
                    .is_some_and(|stamp| is_rest_without_words(line, stamp.end))
            })
    };
    let is_signed = page.lines[header + 1..n.min(header + 4)].iter().any(is_dated);
    if is_signed && length(header, n) * 100 <= length(0, n) * MAX_COMMENTS {
        for idx in header + 1..n {
            if !page.is_removed(idx) {
                page.remove(idx, RemovalKind::Comments);
            }
        }
    }
}

/// A header that announces stories but names none.
fn is_bare_header(page: &Page<'_>, idx: usize) -> bool {
    let line = &page.lines[idx];
    line.n_words <= 5 && !line.text.starts_with('.')
}

/// Marks the headlines behind a header. The last one is given back if it is short and a paragraph
/// follows: then it heads that part of the article.
fn mark_headlines(page: &mut Page<'_>, from: usize) {
    let is_headline = |idx: usize| {
        page.lines.get(idx).is_some_and(|line| {
            page.kinds[idx].is_none()
                && line.n_chars <= 110
                && !line.text.ends_with(['.', ':', '\u{60C}'])
                && line.n_words >= 3
        })
    };
    let mut end = from;
    while end < from + MAX_HEADLINES && is_headline(end) {
        end += 1;
    }
    let is_at_end = end >= page.lines.len();
    if !is_at_end && end > from && page.lines[end - 1].n_chars < 35 {
        end -= 1;
    }
    for idx in from..end {
        page.remove(idx, RemovalKind::ReadAlso);
    }
}

/// Marks first sentences of other stories behind the last paragraph of this one.
///
/// Why: some pages put the leads of the next stories right under the article, without a header.
/// A lead opens with its verb; a later paragraph opens with "and", "as", "in turn" or its subject.
/// Three leads in a row therefore are no part of an article whose own paragraphs open otherwise.
fn mark_teasers(page: &mut Page<'_>) {
    let body: Vec<usize> = (page.first_paragraph..page.lines.len())
        .filter(|&idx| !page.is_removed(idx) && page.lines[idx].is_paragraph())
        .collect();
    let opens_with_verb = |idx: usize| {
        let line = &page.lines[idx];
        is_lead_verb(line.tokens.folded(line.first_word()))
    };
    let joins_on = |idx: usize| {
        let line = &page.lines[idx];
        line.tokens.folded(line.first_word()).starts_with('و')
    };
    // From the end: leads, and at most one line among them that opens otherwise.
    let mut first = body.len();
    let mut n_verbs = 0;
    let mut n_others = 0;
    for (at, &idx) in body.iter().enumerate().skip(1).rev() {
        if opens_with_verb(idx) {
            n_verbs += 1;
            first = at;
        } else {
            n_others += 1;
            if n_others > 1 || joins_on(idx) {
                break;
            }
        }
    }
    let unstopped = body[first..].iter().filter(|&&idx| !page.lines[idx].ends_with_stop).count();
    let own = &body[1.min(first)..first];
    let own_verbs = own.iter().filter(|&&idx| opens_with_verb(idx)).count();
    let own_stops = own.iter().filter(|&&idx| page.lines[idx].ends_with_stop).count();
    let is_proved = n_verbs >= MIN_TEASERS || n_verbs == 2 && unstopped > 0 && own_stops == own.len();
    if is_proved && own.len() >= 2 && own_verbs * 5 <= own.len() {
        for &idx in &body[first..] {
            page.remove(idx, RemovalKind::ReadAlso);
        }
    }
}
