//! Menu entries: one or several in a line, with signs between them, without, or run together as
//! the text of neighbouring links comes out of a page.

use super::furniture::{FURNITURE, Scope, is_rest_without_words};
use super::line::{Line, is_word};
use crate::clean::RemovalKind;
use crate::segment::TokenKind;

/// Longer lines are no menus but for very long ones, which block rules take.
const MAX_CHARS: usize = 160;
/// The longest entry, in characters.
const MAX_ENTRY: usize = 34;

/// What a line of menu entries holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Menu {
    pub(super) kind: RemovalKind,
    pub(super) n_entries: usize,
}

/// The entries that cover `line` wholly, numbers and signs aside.
pub(super) fn menu(line: &Line<'_>) -> Option<Menu> {
    if line.n_chars > MAX_CHARS || line.n_words == 0 || line.ends_with_stop && line.n_words > 4 {
        return None;
    }
    let mut folded = String::new();
    let mut end = 0;
    // "Breaking news | 1 January 2019": a date at the end is no entry.
    let dated =
        (0..line.tokens.len()).find(|&idx| line.tokens.kind(idx) == Some(TokenKind::Number)).filter(|&idx| {
            super::date_line::stamp(&line.tokens, idx)
                .is_some_and(|stamp| is_rest_without_words(line, stamp.end))
        });
    for (idx, token) in line.tokens.as_slice().iter().enumerate().take(dated.unwrap_or(usize::MAX)) {
        if is_word(&line.tokens, idx) && token.kind != TokenKind::Number {
            if !folded.is_empty() && token.span.start() > end {
                folded.push(' ');
            }
            folded.push_str(line.tokens.folded(idx));
            end = token.span.end();
        }
    }
    cover(&folded)
}

/// Whether a short line leads from the home page to somewhere.
pub(super) fn is_from_home(line: &Line<'_>) -> bool {
    let first = line.first_word();
    line.n_chars <= 70
        && !line.ends_with_stop
        && (matches!(line.tokens.folded(first), "الرئيسيه" | "home")
            || line.tokens.folded(first) == "الصفحه" && line.tokens.folded(first + 1) == "الرئيسيه")
}

/// Covers `text` with entries; words run together are taken apart.
fn cover(text: &str) -> Option<Menu> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let n = bounds.len();
    // The fewest entries that reach each place, and the kind of the first of them.
    let mut best: Vec<Option<Menu>> = vec![None; n];
    for start in 0..n - 1 {
        let so_far = if start == 0 {
            None
        } else if let Some(menu) = best[start] {
            Some(menu)
        } else {
            continue;
        };
        if text[bounds[start]..].starts_with(' ') {
            if let Some(menu) = so_far
                && best[start + 1].is_none_or(|other| other.n_entries > menu.n_entries)
            {
                best[start + 1] = Some(menu);
            }
            continue;
        }
        for end in start + 1..n.min(start + MAX_ENTRY + 1) {
            let Some(kind) = entry(&text[bounds[start]..bounds[end]]) else { continue };
            let menu = Menu {
                kind: so_far.map_or(kind, |menu| menu.kind),
                n_entries: so_far.map_or(0, |menu| menu.n_entries) + 1,
            };
            if best[end].is_none_or(|other| other.n_entries > menu.n_entries) {
                best[end] = Some(menu);
            }
        }
    }
    best[n - 1]
}

fn entry(text: &str) -> Option<RemovalKind> {
    FURNITURE
        .get(text)
        .iter()
        .find(|phrase| {
            matches!(phrase.scope, Scope::Item | Scope::Line) || phrase.kind == RemovalKind::BackToTop
        })
        .map(|phrase| phrase.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::boilerplate::line::lines;

    #[track_caller]
    fn check(text: &str, expected: Option<usize>) {
        let lines = lines(text);
        assert_eq!(menu(&lines[0]).map(|menu| menu.n_entries), expected);
    }

    #[test]
    fn entries_apart_and_run_together() {
        check("الرئيسية", Some(1)); // home
        check("الرئيسية > أخبار > سياسة", Some(3));
        check("أخر الأخبارالرئيسيةتقارير", Some(3)); // latest news, home, reports
        check("زر الذهاب إلى الأعلىأخبار سوريا", Some(2)); // back to top, news of Syria
        check("سياسة حماية", None); // policy of protection
        check("فيسبوك تعلن تغيير اسمها", None); // Facebook announces
    }
}
