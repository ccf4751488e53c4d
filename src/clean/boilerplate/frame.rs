//! The frame of a page that was pasted whole: menus and tickers before the headline, lists of other
//! stories behind the article.
//!
//! What a menu or a header announces is told by the lines around it: an entry that no list knows
//! stands between known ones, headlines of other stories stand before the menu, and behind the
//! header of a list there is no paragraph any more.

use super::line::Line;
use super::{Page, RemovalKind};

/// A breadcrumb has fewer entries, each on its line; a menu has more.
const MIN_MENU: usize = 5;
/// Of the whole text, what stands before the menu takes at most this share, in hundredths.
const MAX_BEFORE: usize = 30;
/// So many headlines in a row beside other furniture are a list of stories.
const MIN_HEADLINES: usize = 3;
/// Of so many words on average: lines of verse and tables have fewer.
const HEADLINE_WORDS: usize = 6;

/// Marks what stands before the headline, and the unknown entries of menus.
pub(super) fn mark_head(page: &mut Page<'_>) {
    let is_menu = |page: &Page<'_>, idx: usize| {
        matches!(page.kinds.get(idx), Some(Some(RemovalKind::Crumb | RemovalKind::Share)))
    };
    let n = page.lines.len();
    // One or two unknown entries between known ones.
    for idx in 1..n {
        let is_entry = |page: &Page<'_>, idx: usize| {
            page.lines.get(idx).is_some_and(|line| {
                !page.is_removed(idx) && line.n_words <= 3 && line.n_chars <= 24 && !line.ends_with_stop
            })
        };
        if !is_entry(page, idx) || !is_menu(page, idx - 1) {
            continue;
        }
        let end = if is_entry(page, idx + 1) { idx + 2 } else { idx + 1 };
        let n_before =
            (idx.saturating_sub(MIN_MENU)..idx).rev().take_while(|&idx| is_menu(page, idx)).count();
        let n_after = (end..n.min(end + MIN_MENU)).take_while(|&idx| is_menu(page, idx)).count();
        if n_after > 0 && n_before + n_after >= MIN_MENU - 2 {
            for idx in idx..end {
                page.remove(idx, RemovalKind::Crumb);
            }
        }
    }
    // The last menu before the article.
    let n_chars = |page: &Page<'_>, from: usize, to: usize| -> usize {
        (from..to).filter(|&idx| !page.is_removed(idx)).map(|idx| page.lines[idx].n_chars).sum()
    };
    let all = n_chars(page, 0, n);
    let (mut run, mut before, mut menu) = (0, 0, None);
    for idx in 0..n {
        if is_menu(page, idx) {
            run += 1;
            continue;
        }
        if run >= MIN_MENU {
            menu = Some(idx - run);
        }
        run = 0;
        before += if page.is_removed(idx) { 0 } else { page.lines[idx].n_chars };
        if before * 100 > all * MAX_BEFORE {
            break;
        }
    }
    if let Some(menu) = menu {
        let is_article = |line: &Line<'_>| line.is_paragraph() && line.ends_with_stop;
        let behind = page.lines[menu..].iter().filter(|line| is_article(line)).count();
        let has_article = page.lines[..menu].iter().filter(|line| is_article(line)).count() * 3 > behind;
        if behind > 0 && !has_article {
            for idx in 0..menu {
                if !page.is_removed(idx) {
                    let is_headline = page.lines[idx].n_words > 3;
                    page.remove(idx, if is_headline { RemovalKind::ReadAlso } else { RemovalKind::Crumb });
                }
            }
        }
    }
    let is_body = |page: &Page<'_>, idx: &usize| !page.is_removed(*idx) && page.lines[*idx].is_paragraph();
    page.first_paragraph = (0..n).find(|idx| is_body(page, idx)).unwrap_or(n);
}

/// Marks lists of other stories behind the article.
pub(super) fn mark_tail(page: &mut Page<'_>) {
    let n = page.lines.len();
    // The first header behind which no paragraph stands that is whole.
    let last_whole = (0..n)
        .rposition(|idx| {
            let line = &page.lines[idx];
            !page.is_removed(idx)
                && line.is_paragraph()
                && !is_teaser(line)
                && starts_with_number(line).is_none()
        })
        .unwrap_or(n);
    let is_header = |&idx: &usize| {
        let is_of_stories = matches!(page.kinds[idx], Some(RemovalKind::ReadAlso | RemovalKind::Crumb));
        is_of_stories && page.lines[idx].n_words <= 4 && page.lines[idx].n_chars <= 40
    };
    if let Some(header) = (last_whole + 1..n).find(is_header) {
        // At least one entry says what the list is.
        let is_list = (header + 1..n).any(|idx| {
            let line = &page.lines[idx];
            !page.is_removed(idx) && (is_teaser(line) || line.n_words > 3)
        });
        if is_list {
            for idx in header + 1..n {
                if !page.is_removed(idx) {
                    page.remove(idx, RemovalKind::ReadAlso);
                }
            }
        }
    }
    mark_unannounced(page, last_whole);
    let is_body = |page: &Page<'_>, idx: &usize| !page.is_removed(*idx) && page.lines[*idx].is_paragraph();
    page.last_paragraph = (0..n).rfind(|idx| is_body(page, idx)).unwrap_or(n);
}

/// Marks headlines in a row behind the last paragraph `last`, with furniture right behind them.
fn mark_unannounced(page: &mut Page<'_>, last: usize) {
    let n = page.lines.len();
    if last >= n {
        return;
    }
    let is_headline = |page: &Page<'_>, idx: usize| {
        let line = &page.lines[idx];
        !page.is_removed(idx)
            && line.n_words >= 4
            && line.n_chars <= 110
            && !line.text.ends_with(['.', ':', '\u{60C}'])
            && line.text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '\u{AB}' | '\u{201C}'))
            && !line.text.contains(|c| matches!(c, '\u{64B}'..='\u{652}'))
    };
    let mut start = last + 1;
    while start < n {
        let end = (start..n).find(|&idx| !is_headline(page, idx)).unwrap_or(n);
        let n_words: usize = page.lines[start..end].iter().map(|line| line.n_words).sum();
        let is_run = end - start >= MIN_HEADLINES && n_words >= HEADLINE_WORDS * (end - start);
        let is_framed = (end..n).all(|idx| page.is_removed(idx)) && end < n;
        if is_run && is_framed {
            for idx in start..end {
                page.remove(idx, RemovalKind::ReadAlso);
            }
        }
        start = end + 1;
    }
}

/// Whether a line is the first words of another story, cut off.
fn is_teaser(line: &Line<'_>) -> bool {
    line.n_chars <= 260 && (line.text.ends_with("...") || line.text.ends_with('\u{2026}'))
}

/// The rank before an entry: "3 The harvest ...".
fn starts_with_number(line: &Line<'_>) -> Option<usize> {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    let is_rank = (1..=2).contains(&digits) && line.n_chars <= 130 && !line.ends_with_stop;
    (is_rank && line.text[digits..].starts_with([' ', '.', '-', ')'])).then_some(digits)
}

/// Between the headlines of a ticker in one line.
const GAPS: [&str; 7] = ["    ", " | ", " * ", " \u{2022} ", " /// ", " // ", "\u{A0}\u{A0}\u{A0}"];

/// Whether `line` is several headlines with gaps between them. A headline may have bars in it, so
/// where one stands (`is_first`) only wide gaps count.
pub(super) fn is_ticker(line: &Line<'_>, is_first: bool) -> bool {
    if line.text.len() > 4000 || line.ends_with_stop {
        return false;
    }
    let (gaps, least) = if is_first { (&GAPS[..1], MIN_HEADLINES + 1) } else { (&GAPS[..], MIN_HEADLINES) };
    gaps.iter().any(|gap| {
        let parts = || line.text.split(gap).map(str::trim).filter(|part| !part.is_empty());
        let n_parts = parts().count();
        n_parts >= least
            && parts().all(|part| {
                let n_words = part.split_whitespace().count();
                (3..=16).contains(&n_words) && !part.contains(". ") && !part.ends_with('.')
            })
    })
}
