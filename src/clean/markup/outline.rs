//! The elements of a page with what they hold: letters, links, running text.
//!
//! No tree is kept, only the elements in the order of their start tags, each with its parent. What
//! ends without an end tag (a paragraph before a block, an entry before the next one) ends where
//! the standard ends it, so that an unclosed paragraph does not hold the rest of the page.

use std::ops::Range;

use super::element::Class;
use super::tag::Tag;
use crate::text::Shape;

/// Deeper elements are read as the text of the one that they stand in.
const MAX_DEPTH: usize = 256;

/// The elements of a page, and what of its text stands in none.
#[derive(Debug)]
pub(super) struct Outline {
    /// In the order of their start tags; the first is the page itself.
    pub(super) elements: Vec<Element>,
    /// In the order of the text.
    pub(super) bare: Vec<Bare>,
}

/// Text between two tags that no element frames but the page as a whole, as where a page was pasted
/// behind plain text.
#[derive(Debug)]
pub(super) struct Bare {
    pub(super) start: usize,
    pub(super) n_letters: usize,
    /// It stands in no element at all, not even in `html` or `body`.
    pub(super) is_outermost: bool,
}

/// An element, or the page itself, which is the first and has no tag.
#[derive(Debug)]
pub(super) struct Element {
    /// Index of its start tag.
    pub(super) tag: Option<usize>,
    pub(super) parent: usize,
    /// With its tags.
    pub(super) at: Range<usize>,
    /// Its text, without its tags.
    pub(super) inner: Range<usize>,
    /// Letters in it, scripts and the like aside.
    pub(super) n_letters: usize,
    /// Those of them in links.
    pub(super) n_linked: usize,
    pub(super) n_links: usize,
    /// Letters outside of links that stand in it directly or in blocks that hold nothing but text.
    pub(super) prose: usize,
    pub(super) has_block: bool,
}

/// The outline of `text`.
pub(super) fn outline(text: &str, tags: &[Tag]) -> Outline {
    let mut outline = Open {
        text,
        tags,
        elements: vec![Element::new(None, 0, 0..0)],
        bare: Vec::new(),
        stack: vec![0],
        n_links: 0,
        n_above: 0,
    };
    let mut at = 0;
    for (idx, tag) in tags.iter().enumerate() {
        outline.letters(at..tag.at.start);
        at = tag.at.end;
        if tag.is_end {
            outline.end(idx);
        } else if !tag.is_void() {
            outline.start(idx);
        }
    }
    outline.letters(at..text.len());
    outline.close_to(0, text.len()..text.len());
    let Open { mut elements, bare, .. } = outline;
    elements[0].at = 0..text.len();
    elements[0].inner = 0..text.len();
    Outline { elements, bare }
}

impl Element {
    fn new(tag: Option<usize>, parent: usize, at: Range<usize>) -> Self {
        Self {
            tag,
            parent,
            inner: at.end..at.end,
            at,
            n_letters: 0,
            n_linked: 0,
            n_links: 0,
            prose: 0,
            has_block: false,
        }
    }
}

/// The letters of `text`, those of character references aside.
fn n_letters(text: &str) -> usize {
    let mut in_reference = false;
    let mut n = 0;
    for c in text.chars() {
        in_reference = c == '&' || in_reference && c.is_ascii_alphanumeric();
        n += usize::from(!in_reference && Shape::of(c).is(Shape::ARABIC | Shape::FOREIGN));
    }
    n
}

/// An outline that is being made.
struct Open<'t> {
    text: &'t str,
    tags: &'t [Tag],
    elements: Vec<Element>,
    bare: Vec<Bare>,
    /// The open elements; the page itself is always open.
    stack: Vec<usize>,
    /// Open links.
    n_links: usize,
    /// Open elements that were too deep to be told apart.
    n_above: usize,
}

impl Open<'_> {
    fn tag(&self, element: usize) -> Option<&Tag> {
        self.elements[element].tag.map(|idx| &self.tags[idx])
    }

    fn name(&self, element: usize) -> &str {
        self.tag(element).map_or("", |tag| &tag.name)
    }

    fn is_inline(&self, element: usize) -> bool {
        self.tag(element).is_some_and(|tag| tag.class == Class::Inline)
    }

    fn letters(&mut self, at: Range<usize>) {
        let Some(&top) = self.stack.last() else { return };
        if at.is_empty() || self.tag(top).is_some_and(|tag| tag.class == Class::Hidden) {
            return;
        }
        let n = n_letters(&self.text[at.clone()]);
        if matches!(self.name(top), "" | "html" | "body") {
            self.bare.push(Bare { start: at.start, n_letters: n, is_outermost: top == 0 });
        }
        let element = &mut self.elements[top];
        element.n_letters += n;
        if self.n_links > 0 {
            element.n_linked += n;
        } else {
            element.prose += n;
        }
    }

    fn start(&mut self, idx: usize) {
        let tags = self.tags;
        let tag = &tags[idx];
        let name = tag.name.as_str();
        // What a start tag ends: entries of its own kind, up to the list they stand in.
        let (ends, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "table", "div", "section"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            _ => (&[], &[]),
        };
        if tag.class != Class::Inline {
            let open = self.stack.iter().rposition(|&open| !self.is_inline(open));
            if let Some(depth) = open.filter(|&depth| self.name(self.stack[depth]) == "p") {
                self.close_to(depth, tag.at.start..tag.at.start);
            }
        }
        if !ends.is_empty() {
            let bound = |open: &usize| {
                let name = self.name(*open);
                ends.contains(&name) || within.contains(&name)
            };
            let found = self.stack.iter().rposition(bound);
            if let Some(depth) = found.filter(|&depth| ends.contains(&self.name(self.stack[depth]))) {
                self.close_to(depth, tag.at.start..tag.at.start);
            }
        }
        // A link in a link ends the outer one.
        let link = self.stack.iter().rposition(|&open| !self.is_inline(open) || self.name(open) == "a");
        if name == "a"
            && let Some(depth) = link.filter(|&depth| self.name(self.stack[depth]) == "a")
        {
            self.close_to(depth, tag.at.start..tag.at.start);
        }
        if self.stack.len() >= MAX_DEPTH {
            self.n_above += 1;
            return;
        }
        let parent = self.stack.last().copied().unwrap_or(0);
        self.elements.push(Element::new(Some(idx), parent, tag.at.clone()));
        self.stack.push(self.elements.len() - 1);
        self.n_links += usize::from(tag.is_link);
    }

    fn end(&mut self, idx: usize) {
        let tags = self.tags;
        let tag = &tags[idx];
        if self.n_above > 0 {
            self.n_above -= 1;
            return;
        }
        let is_inline = tag.class == Class::Inline;
        let is_of_table = matches!(tag.name.as_str(), "table" | "tr" | "tbody" | "thead" | "tfoot");
        for depth in (1..self.stack.len()).rev() {
            let open = self.stack[depth];
            if self.name(open) == tag.name {
                self.close_to(depth, tag.at.clone());
                return;
            }
            // A stray end tag ends nothing outside of its block or table.
            if is_inline && !self.is_inline(open) || !is_of_table && matches!(self.name(open), "td" | "table")
            {
                return;
            }
        }
    }

    /// Closes the open elements from `depth` on; the outermost of them with the end tag `at`.
    fn close_to(&mut self, depth: usize, at: Range<usize>) {
        while self.stack.len() > depth.max(1) {
            let Some(open) = self.stack.pop() else { return };
            let is_outermost = self.stack.len() == depth;
            let is_inline = self.is_inline(open);
            let is_link = self.tag(open).is_some_and(|tag| tag.is_link);
            self.n_links -= usize::from(is_link);
            let is_text = matches!(self.tag(open), Some(tag) if tag.class == Class::Block
                && !matches!(tag.name.as_bytes(), [b'h', b'1'..=b'6']) && tag.name != "li");
            let element = &mut self.elements[open];
            element.inner.end = at.start;
            element.at.end = if is_outermost { at.end } else { at.start };
            element.n_links += usize::from(is_link);
            let parent = element.parent;
            let (n_letters, n_linked, n_links) = (element.n_letters, element.n_linked, element.n_links);
            let (prose, has_block) = (element.prose, element.has_block);
            let above = &mut self.elements[parent];
            above.n_letters += n_letters;
            above.n_linked += n_linked;
            above.n_links += n_links;
            above.has_block |= !is_inline || has_block;
            if is_inline || is_text && !has_block {
                above.prose += prose;
            }
        }
    }
}
