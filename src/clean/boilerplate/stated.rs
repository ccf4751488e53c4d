//! What removed lines say of the article: who wrote it and where, its section, its tags.

use std::ops::Range;

use super::byline::MAX_NAME;
use super::credit::{Part, Parts, parts, place_at};
use super::furniture::{Scope, phrases_at};
use super::line::is_word;
use crate::clean::RemovalKind;
use crate::clean::draft::{Cause, Proposal};
use crate::clean::markup::Fragment;
use crate::names::{FAMILY_NAMES, given_name};
use crate::segment::Tokens;

/// Bytes of a credit that are read.
const MAX_CREDIT: usize = 400;
/// A breadcrumb has no more entries; a menu has.
const MAX_CRUMBS: usize = 5;
/// No tag is longer, in characters.
const MAX_TAG: usize = 50;
/// More of them are no tags of one article.
const MAX_TAGS: usize = 40;

/// Places in the text that was read.
#[derive(Debug, Default)]
pub(in crate::clean) struct Stated {
    pub(in crate::clean) authors: Vec<Range<usize>>,
    pub(in crate::clean) place: Option<Range<usize>>,
    pub(in crate::clean) section: Option<Range<usize>>,
    pub(in crate::clean) tags: Vec<Range<usize>>,
}

/// Reads what the removed stretches of `text` say.
pub(super) fn read(text: &str, removals: &[Proposal], body: Option<&Range<usize>>) -> Stated {
    let mut stated = Stated::default();
    let body_start = body.map_or(0, |body| body.start);
    for removal in removals {
        let Cause::Removal(kind) = removal.cause else { continue };
        let at = &removal.at;
        match kind {
            RemovalKind::Byline => stated.byline(text, at),
            RemovalKind::Tags => {
                for (start, part) in pieces(&text[at.clone()], is_between_tags) {
                    stated.tag(at.start + start, part);
                }
            }
            RemovalKind::Crumb if at.start < body_start => {
                let crumbs = pieces(&text[at.clone()], is_between_crumbs).map(|(start, part)| {
                    let start = at.start + start;
                    (start..start + part.len(), part)
                });
                stated.crumbs(crumbs);
            }
            _ => {}
        }
    }
    stated
}

/// Reads what texts between the tags of removed parts of a page say.
pub(in crate::clean) fn read_fragments(text: &str, fragments: &[Fragment]) -> Stated {
    let mut stated = Stated::default();
    for zone in fragments.chunk_by(|one, other| one.zone == other.zone) {
        match zone[0].kind {
            RemovalKind::Byline => {
                let n_authors = stated.authors.len();
                for fragment in zone {
                    stated.byline(text, &fragment.at);
                }
                // What stands alone where the author stands is the author, known or not.
                if let ([alone], true) = (zone, stated.authors.len() == n_authors) {
                    stated.name(text, &alone.at);
                }
            }
            RemovalKind::Tags => zone.iter().for_each(|fragment| {
                stated.tag(fragment.at.start, &text[fragment.at.clone()]);
            }),
            _ => stated.crumbs(zone.iter().map(|fragment| (fragment.at.clone(), &text[fragment.at.clone()]))),
        }
    }
    stated
}

impl Stated {
    /// Names behind a cue or of known persons, and the first place.
    fn byline(&mut self, text: &str, at: &Range<usize>) {
        let line = &text[at.clone()];
        let limit = (0..=MAX_CREDIT.min(line.len())).rev().find(|&n| line.is_char_boundary(n)).unwrap_or(0);
        let tokens = Tokens::new(&line[..limit]);
        // The footnote under an opinion says what its author is, not who.
        if line.starts_with(['*', '\u{2022}']) {
            return;
        }
        let Some(first) = (0..tokens.len()).find(|&idx| is_word(&tokens, idx)) else { return };
        let Parts { list, tokens: places, .. } = parts(&tokens, first);
        let cue = list.first().filter(|part| **part == Part::Cue).and(places.first());
        let is_of_others = cue.is_some_and(|cue| OTHERS.contains(&tokens.folded(cue.start)));
        let mut is_behind_cue = cue.is_some() && !is_of_others;
        for (part, place) in list.iter().zip(&places) {
            match part {
                Part::Words(n) if *n <= MAX_NAME + 1 && !is_of_others => {
                    if is_behind_cue || is_person(&tokens, place) {
                        self.authors(&tokens, place.clone(), at.start);
                    }
                    is_behind_cue = false;
                }
                // Papers and channels are called after cities; in a credit the city comes first.
                Part::Place(_) | Part::Outlet
                    if place_at(&tokens, place.start).is_some_and(|(end, _)| end == place.end) =>
                {
                    self.place.get_or_insert_with(|| span(&tokens, place, at.start));
                }
                _ => {}
            }
        }
    }

    /// Two to four words that are nothing else.
    fn name(&mut self, text: &str, at: &Range<usize>) {
        let tokens = Tokens::new(&text[at.clone()]);
        let Parts { list, tokens: places, has_function_word, .. } = parts(&tokens, 0);
        if let ([Part::Words(2..=4)], false) = (list.as_slice(), has_function_word) {
            self.authors(&tokens, places[0].clone(), at.start);
        }
    }

    /// One name, or two with "and" between them.
    fn authors(&mut self, tokens: &Tokens<'_>, names: Range<usize>, offset: usize) {
        let second = (names.start + 2..names.end)
            .find(|&idx| tokens.folded(idx).strip_prefix('و').is_some_and(|name| given_name(name).is_some()));
        let end = second.unwrap_or(names.end);
        self.authors.push(span(tokens, &(names.start..end), offset));
        if let Some(second) = second {
            let mut at = span(tokens, &(second..names.end), offset);
            at.start += 'و'.len_utf8();
            self.authors.push(at);
        }
    }

    fn tag(&mut self, start: usize, text: &str) {
        let bare = text.trim_start_matches(['#', ' ']);
        let start = start + (text.len() - bare.len());
        let is_tag = (2..=MAX_TAG).contains(&bare.chars().count()) && !is_label(bare);
        if is_tag && bare.contains(char::is_alphabetic) && self.tags.len() < MAX_TAGS {
            self.tags.push(start..start + bare.len());
        }
    }

    /// The last entry of a breadcrumb names the section.
    fn crumbs<'t>(&mut self, crumbs: impl Iterator<Item = (Range<usize>, &'t str)>) {
        let crumbs: Vec<_> = crumbs.take(MAX_CRUMBS + 1).filter_map(behind_home).collect();
        let starts_at_home = crumbs.first().is_some_and(|(_, text)| {
            let tokens = Tokens::new(text);
            is_home(&tokens)
        });
        // Several entries that do not start at home are a menu.
        if crumbs.len() > MAX_CRUMBS || crumbs.len() > 1 && !starts_at_home {
            return;
        }
        let is_section = |(_, text): &&(Range<usize>, &str)| {
            let tokens = Tokens::new(text);
            let n_words = (0..tokens.len()).filter(|&idx| is_word(&tokens, idx)).count();
            (1..=4).contains(&n_words)
                && text.len() <= 2 * MAX_TAG
                && text.contains(char::is_alphabetic)
                && !NO_SECTIONS.contains(&tokens.folded(0))
                && !is_home(&tokens)
                && !is_button(&tokens)
        };
        if let Some((at, _)) = crumbs.iter().rev().find(is_section) {
            self.section = Some(at.clone());
        }
    }
}

/// Cues of those who did something else: translated, photographed, were the source; folded.
const OTHERS: [&str; 6] = ["ترجمه", "تصوير", "عدسه", "المصدر", "مصدر", "نقلا"];
/// Home, as menus have it.
const HOME: &str = "الرئيسية";
/// What else is no section: urgent, back, skip; folded.
const NO_SECTIONS: [&str; 4] = ["عاجل", "زر", "العوده", "تخطي"];

/// Whether the words are a name of a person, as far as the lists know.
fn is_person(tokens: &Tokens<'_>, words: &Range<usize>) -> bool {
    let of = |idx: usize| tokens.folded(idx);
    let named: Vec<usize> =
        words.clone().filter(|&idx| is_word(tokens, idx) && of(idx).chars().count() > 1).collect();
    let (Some(&first), Some(&last)) = (named.first(), named.last()) else { return false };
    (2..=4).contains(&named.len())
        && given_name(of(first)).is_some()
        && (FAMILY_NAMES.contains(of(last)) || given_name(of(first)).is_some_and(|name| name.sure))
}

fn span(tokens: &Tokens<'_>, words: &Range<usize>, offset: usize) -> Range<usize> {
    let end = words.clone().rev().find(|&idx| is_word(tokens, idx)).map_or(words.end, |idx| idx + 1);
    let span = tokens.cover(words.start..end);
    offset + span.start() as usize..offset + span.end() as usize
}

/// What a breadcrumb starts with: home, the home page, you are here.
fn is_home(tokens: &Tokens<'_>) -> bool {
    matches!(
        (tokens.folded(0), tokens.folded(1)),
        ("الرئيسيه" | "home", _) | ("الصفحه", "الرئيسيه") | ("انت" | "انتم", "هنا" | "الان")
    )
}

/// What stands behind "home" (al-raisiya) in a menu that lost its spaces: "latest newsHomeReports".
fn behind_home((at, text): (Range<usize>, &str)) -> Option<(Range<usize>, &str)> {
    let glued = text.rfind(HOME).map(|start| (start, start + HOME.len())).filter(|&(start, end)| {
        text[..start].ends_with(char::is_alphabetic) || text[end..].starts_with(char::is_alphabetic)
    });
    let Some((_, end)) = glued else { return Some((at, text)) };
    let rest = text[end..].trim_start();
    (!rest.is_empty()).then(|| (at.end - rest.len()..at.end, rest))
}

/// Whether the words are those of a button or notice.
fn is_button(tokens: &Tokens<'_>) -> bool {
    phrases_at(tokens, 0).iter().any(|(_, phrase)| phrase.kind != RemovalKind::Crumb)
}

/// Whether a part of a line of tags announces them.
fn is_label(text: &str) -> bool {
    let tokens = Tokens::new(text);
    phrases_at(&tokens, 0).iter().any(|(end, phrase)| {
        phrase.kind == RemovalKind::Tags
            && matches!(phrase.scope, Scope::Line | Scope::Start | Scope::Item)
            && (*end..tokens.len()).all(|idx| !is_word(&tokens, idx))
    })
}

/// The parts of a line between signs, trimmed, with their places.
fn pieces(line: &str, is_between: fn(&str) -> usize) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        if rest > line.len() {
            return None;
        }
        let start = rest;
        let mut at = start;
        while let Some(c) = line[at..].chars().next() {
            let length = is_between(&line[at..]);
            if length > 0 {
                rest = at + length;
                return Some((start, &line[start..at]));
            }
            at += c.len_utf8();
        }
        rest = line.len() + 1;
        Some((start, &line[start..]))
    })
    .map(|(start, part)| (start + (part.len() - part.trim_start().len()), part.trim()))
    .filter(|(_, part)| !part.is_empty())
}

/// Length of the sign between two tags that `rest` starts with.
fn is_between_tags(rest: &str) -> usize {
    let sign = rest.chars().next().unwrap_or(' ');
    match sign {
        ',' | '\u{60C}' | '\u{61B}' | ';' | '|' | '\u{2022}' | '\n' | '#' | ':' => sign.len_utf8(),
        ' ' if rest.starts_with(" - ") || rest.starts_with("   ") => 3,
        _ => 0,
    }
}

/// Length of the sign between two entries of a breadcrumb.
fn is_between_crumbs(rest: &str) -> usize {
    let sign = rest.chars().next().unwrap_or(' ');
    match sign {
        '>' | '\u{BB}' | '\u{AB}' | '\u{203A}' | '\u{2039}' | '/' | '|' | '\n' | '\u{2190}' | '\u{2192}'
        | '\u{2022}' => sign.len_utf8(),
        ' ' if rest.starts_with(" - ") || rest.starts_with("   ") => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(crumbs: &[&str], section: &str) {
        let mut stated = Stated::default();
        stated.crumbs(crumbs.iter().map(|text| (0..text.len(), *text)));
        let found = stated.section.map(|at| crumbs.iter().find_map(|text| text.get(at.clone())));
        assert_eq!(found.flatten().unwrap_or(""), section);
    }

    #[test]
    fn a_menu_without_spaces_ends_with_the_section() {
        // "Latest newsHomeLocal".
        check(&["آخر الأخبارالرئيسيةمحليات"], "محليات");
        // "Latest newsHome".
        check(&["آخر الأخبارالرئيسية"], "");
        // "Main news" is a section.
        check(&["الأخبار الرئيسية"], "الأخبار الرئيسية");
    }
}
