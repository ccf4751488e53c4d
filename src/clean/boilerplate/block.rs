//! Blocks of lines: what a header of related stories announces, menus without known entries.

use super::{Page, RemovalKind};

/// A header announces no more headlines than these.
const MAX_HEADLINES: usize = 12;

/// Marks the lines that belong to a marked line before them.
pub(super) fn mark(page: &mut Page<'_>) {
    for idx in 0..page.lines.len() {
        let is_header = page.kinds[idx] == Some(RemovalKind::ReadAlso) && is_bare_header(page, idx);
        if is_header {
            mark_headlines(page, idx + 1);
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
        page.kinds[idx] = Some(RemovalKind::ReadAlso);
    }
}
