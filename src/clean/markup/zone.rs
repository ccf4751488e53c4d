//! The parts of a page that go as a whole: what is hidden, and what stands beside the article.

use std::ops::Range;

use super::element::Class;
use super::tag::Tag;
use crate::clean::RemovalKind;

/// Deeper nesting is read as if it were flat.
const MAX_DEPTH: usize = 400;

/// So many letters make an element the article, whatever else is on the page.
const ENOUGH: usize = 600;

/// A part of the source that goes as a whole.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    pub(super) at: Range<usize>,
    pub(super) kind: RemovalKind,
}

/// The parts of the page that are hidden or beside the article, sorted, the outer ones first.
pub(super) fn zones(text: &str, tags: &[Tag]) -> Vec<Zone> {
    struct Open {
        tag: usize,
        n_letters: usize,
    }
    let mut stack: Vec<Open> = Vec::new();
    let mut n_letters = 0;
    let mut at = 0;
    let mut hidden_depth = 0;
    // (first tag, end of the element, letters in it)
    let mut elements: Vec<(usize, usize, usize)> = Vec::new();
    let is_hidden = |tag: &Tag| tag.class == Class::Hidden || tag.is_hidden;
    for (idx, tag) in tags.iter().enumerate() {
        if hidden_depth == 0 && at < tag.at.start {
            n_letters += text[at..tag.at.start].chars().filter(|c| c.is_alphabetic()).count();
        }
        at = tag.at.end;
        if tag.is_end {
            let reach = stack.len().saturating_sub(40);
            if let Some(found) = stack[reach..].iter().rposition(|open| tags[open.tag].name == tag.name) {
                for open in stack.drain(reach + found..) {
                    hidden_depth -= usize::from(is_hidden(&tags[open.tag]));
                    elements.push((open.tag, tag.at.end, n_letters - open.n_letters));
                }
            }
        } else if !tag.is_void() && stack.len() < MAX_DEPTH {
            hidden_depth += usize::from(is_hidden(tag));
            stack.push(Open { tag: idx, n_letters });
        }
    }
    if hidden_depth == 0 {
        n_letters += text[at..].chars().filter(|c| c.is_alphabetic()).count();
    }
    for open in stack {
        elements.push((open.tag, text.len(), n_letters - open.n_letters));
    }
    let mut zones = Vec::new();
    for &(first, end, letters) in &elements {
        let tag = &tags[first];
        let kind = match tag.class {
            _ if is_hidden(tag) => Some(RemovalKind::Markup),
            Class::Zone(kind) => Some(kind),
            _ => match tag.zone {
                Some(Class::Zone(kind))
                    if !matches!(tag.name.as_str(), "html" | "body" | "main" | "article" | "p" | "h1") =>
                {
                    Some(kind)
                }
                _ => None,
            },
        };
        // What holds most of the page is no side of it.
        if let Some(kind) = kind.filter(|&kind| kind == RemovalKind::Markup || letters * 2 < n_letters) {
            zones.push(Zone { at: tag.at.start..end, kind });
        }
    }
    // The element that is the article: everything beside it goes, but for the first headline.
    let content = elements
        .iter()
        .filter(|(first, ..)| {
            let tag = &tags[*first];
            matches!(tag.name.as_str(), "article" | "main") || tag.zone == Some(Class::Content)
        })
        .filter(|(_, _, letters)| *letters >= ENOUGH)
        .max_by_key(|(first, _, letters)| (*letters, *first));
    if let Some(&(first, end, _)) = content {
        let at = tags[first].at.start..end;
        let headline =
            elements.iter().filter(|(idx, ..)| tags[*idx].name == "h1").min_by_key(|(idx, ..)| *idx);
        let mut from = 0;
        if let Some(&(h1, h1_end, _)) = headline
            && h1_end <= at.start
        {
            zones.push(Zone { at: 0..tags[h1].at.start, kind: RemovalKind::Other });
            from = h1_end;
        }
        zones.push(Zone { at: from..at.start, kind: RemovalKind::Other });
        zones.push(Zone { at: at.end..text.len(), kind: RemovalKind::Other });
    }
    zones.retain(|zone| !zone.at.is_empty());
    zones.sort_by_key(|zone| (zone.at.start, std::cmp::Reverse(zone.at.end)));
    zones
}
