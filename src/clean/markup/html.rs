//! HTML: tags of a page or of a text.
//!
//! The tokenizer follows the standard, is linear and knows where its tokens stand. No tree is
//! built: a stack of open elements is enough to know what is hidden, what stands beside the
//! article and where a line ends.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::element::{self, Class};
use super::{Markup, entity};
use crate::clean::RemovalKind;
use crate::clean::draft::Proposal;

/// Deeper nesting is read as if it were flat.
const MAX_DEPTH: usize = 400;

/// So many letters make an element the article, whatever else is on the page.
const ENOUGH: usize = 600;

#[derive(Debug)]
struct Tag {
    at: Range<usize>,
    name: String,
    class: Class,
    is_end: bool,
    is_hidden: bool,
    zone: Option<Class>,
    property: String,
    content: Option<(Range<usize>, String)>,
}

/// Reads a text whose structure is HTML; `None` if its lines are what structures it.
pub(super) fn read(text: &str) -> Option<Markup> {
    if !may_have_tags(text) {
        return None;
    }
    let tags = tags(text);
    let n_blocks = tags.iter().filter(|tag| tag.class == Class::Block && !tag.is_end).count();
    let n_lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let is_page = tags.iter().any(|tag| matches!(tag.name.as_str(), "html" | "body" | "article"));
    if n_blocks == 0 || !is_page && n_blocks * 2 < n_lines {
        return None;
    }
    let zones = zones(text, &tags);
    let mut page = PageBuilder { text, proposals: Vec::new(), started: false, run: None };
    let mut at = 0;
    let mut zones_left = zones.iter().peekable();
    let mut idx = 0;
    while at < text.len() || idx < tags.len() {
        // The next thing: a zone that goes as a whole, or a tag.
        let zone =
            zones_left.peek().filter(|zone| tags.get(idx).is_none_or(|tag| zone.at.start <= tag.at.start));
        let next = zone
            .map(|zone| zone.at.start)
            .or_else(|| tags.get(idx).map(|tag| tag.at.start))
            .unwrap_or(text.len());
        if at < next {
            page.gap(at..next);
            at = next;
        }
        if let Some(zone) = zone {
            let zone = (*zone).clone();
            zones_left.next();
            while zones_left.next_if(|inner| inner.at.start < zone.at.end).is_some() {}
            page.zone(&zone);
            at = at.max(zone.at.end);
            while tags.get(idx).is_some_and(|tag| tag.at.start < at) {
                idx += 1;
            }
        } else if let Some(tag) = tags.get(idx) {
            page.tag(tag);
            at = tag.at.end;
            idx += 1;
        } else {
            break;
        }
    }
    page.close(text.len());
    let site = tags.iter().find(|tag| tag.property == "og:site_name").and_then(|tag| tag.content.clone());
    Some(Markup {
        proposals: page.proposals,
        site: site.filter(|(at, name)| text.get(at.clone()) == Some(name)),
    })
}

/// The tags of a text that is structured by its lines: each goes, the text stays as it is.
pub(super) fn inline(text: &str) -> Vec<Proposal> {
    if !may_have_tags(text) {
        return Vec::new();
    }
    tags(text)
        .into_iter()
        .map(|tag| {
            let beside_break = text[..tag.at.start].ends_with('\n')
                || text[tag.at.end..].trim_start_matches('\r').starts_with('\n')
                || tag.at.start == 0
                || tag.at.end == text.len();
            let breaks = !beside_break && (tag.class == Class::Break || tag.class == Class::Block);
            let mut proposal = Proposal::removal(tag.at, RemovalKind::Markup);
            if breaks {
                proposal.plain.push('\n');
            }
            proposal
        })
        .collect()
}

fn may_have_tags(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(offset) = text[from..].find('<') {
        from += offset + 1;
        if bytes.get(from).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!')) {
            return true;
        }
    }
    false
}

/// All tags of elements that HTML has, and comments; in order, without overlaps.
fn tags(text: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut open: Option<Tag> = None;
    let mut attribute = String::new();
    let emitter = CallbackEmitter::<_, Infallible, usize>::new(
        |event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
            let lower = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_ascii_lowercase();
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    let name = lower(name);
                    open = element::class(&name).map(|class| Tag::new(span.start..span.end, name, class));
                }
                CallbackEvent::AttributeName { name } => {
                    attribute = lower(name);
                    if let Some(tag) = &mut open {
                        tag.is_hidden |= attribute == "hidden";
                    }
                }
                CallbackEvent::AttributeValue { value } => {
                    if let Some(tag) = &mut open {
                        tag.attribute(&attribute, &String::from_utf8_lossy(value), span.start..span.end);
                    }
                }
                CallbackEvent::CloseStartTag { .. } => {
                    if let Some(mut tag) = open.take() {
                        tag.at.end = span.end;
                        tags.push(tag);
                    }
                }
                CallbackEvent::EndTag { name } => {
                    let name = lower(name);
                    if let Some(class) = element::class(&name) {
                        tags.push(Tag { is_end: true, ..Tag::new(span.start..span.end, name, class) });
                    }
                }
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                    tags.push(Tag::new(span.start..span.end, String::new(), Class::Inline));
                }
                CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
            }
            None
        },
    );
    let mut emitter = emitter;
    emitter.naively_switch_states(true);
    // The callback takes all there is; no token comes out.
    Tokenizer::new_with_emitter(text, emitter).for_each(drop);
    // A tag that does not look like one in the source (the text ended in it) is left alone.
    let mut end = 0;
    tags.retain(|tag| {
        let is_sound = tag.at.start >= end
            && text.get(tag.at.clone()).is_some_and(|tag| tag.starts_with('<') && tag.ends_with('>'));
        if is_sound {
            end = tag.at.end;
        }
        is_sound
    });
    tags
}

impl Tag {
    fn new(at: Range<usize>, name: String, class: Class) -> Self {
        Self {
            at,
            name,
            class,
            is_end: false,
            is_hidden: false,
            zone: None,
            property: String::new(),
            content: None,
        }
    }

    fn attribute(&mut self, name: &str, value: &str, at: Range<usize>) {
        match name {
            "class" | "id" | "role" => self.zone = self.zone.or_else(|| element::zone(value)),
            "itemprop" => {
                if value.eq_ignore_ascii_case("articleBody") {
                    self.zone = Some(Class::Content);
                }
                self.property = value.to_ascii_lowercase();
            }
            "style" => {
                let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
                self.is_hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            "aria-hidden" => self.is_hidden |= value == "true",
            "property" | "name" => self.property = value.to_ascii_lowercase(),
            "content" | "datetime" => self.content = Some((at, value.to_owned())),
            _ => {}
        }
    }

    /// Elements without an end tag.
    fn is_void(&self) -> bool {
        matches!(
            self.name.as_str(),
            "" | "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
        )
    }
}

/// A part of the source that goes as a whole.
#[derive(Clone, Debug)]
struct Zone {
    at: Range<usize>,
    kind: RemovalKind,
}

/// The parts of the page that are hidden or beside the article, sorted, the outer ones first.
fn zones(text: &str, tags: &[Tag]) -> Vec<Zone> {
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

/// A run of tags and white space between two stretches of text.
#[derive(Debug)]
struct Run {
    at: Range<usize>,
    breaks: bool,
    has_space: bool,
    n_links: usize,
}

impl Run {
    fn at(start: usize) -> Self {
        Self { at: start..start, breaks: false, has_space: false, n_links: 0 }
    }
}

struct PageBuilder<'t> {
    text: &'t str,
    proposals: Vec<Proposal>,
    /// Some text has been kept.
    started: bool,
    /// The tags and white space since the last text.
    run: Option<Run>,
}

impl PageBuilder<'_> {
    fn tag(&mut self, tag: &Tag) {
        let run = self.run.get_or_insert_with(|| Run::at(tag.at.start));
        run.at.end = tag.at.end;
        run.breaks |= matches!(tag.class, Class::Block | Class::Break | Class::Zone(_));
        run.n_links += usize::from(tag.name == "a");
    }

    /// Text between tags; white space alone belongs to the run of tags around it.
    fn gap(&mut self, at: Range<usize>) {
        let text = &self.text[at.clone()];
        let inner = text.trim_matches(|c: char| c.is_ascii_whitespace());
        if inner.is_empty() {
            let run = self.run.get_or_insert_with(|| Run::at(at.start));
            run.at.end = at.end;
            run.has_space = true;
            return;
        }
        let lead = text.len() - text.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
        let start = at.start + lead;
        let end = start + inner.len();
        let before = self.run.take().map(|mut run| {
            run.at.end = start;
            run.has_space |= lead > 0;
            run
        });
        if before.is_some() || lead > 0 {
            let before =
                before.unwrap_or(Run { at: at.start..start, breaks: false, has_space: true, n_links: 0 });
            self.flush(&before);
        }
        self.started = true;
        self.text_inside(start..end);
        if end < at.end {
            self.run = Some(Run { at: end..at.end, breaks: false, has_space: true, n_links: 0 });
        }
    }

    /// A part that goes as a whole; it also ends a line.
    fn zone(&mut self, zone: &Zone) {
        if zone.kind == RemovalKind::Markup {
            let run = self.run.get_or_insert_with(|| Run::at(zone.at.start));
            run.at.end = zone.at.end;
            return;
        }
        let breaks = self.started;
        if let Some(run) = self.run.take() {
            self.proposals.push(Proposal::removal(run.at, RemovalKind::Markup));
        }
        let mut proposal = Proposal::removal(zone.at.clone(), zone.kind);
        if breaks {
            proposal.plain.push('\n');
        }
        self.proposals.push(proposal);
    }

    fn flush(&mut self, run: &Run) {
        let plain = if !self.started {
            ""
        } else if run.breaks {
            "\n"
        } else if run.has_space || run.n_links > 1 {
            // Two links side by side are two entries of a menu.
            " "
        } else {
            ""
        };
        if self.text[run.at.clone()] != *plain {
            let mut proposal = Proposal::removal(run.at.clone(), RemovalKind::Markup);
            proposal.plain.push_str(plain);
            self.proposals.push(proposal);
        }
    }

    /// Line breaks inside a text are spaces; references stand for their characters.
    fn text_inside(&mut self, at: Range<usize>) {
        let text = self.text;
        let mut from = at.start;
        while let Some(offset) = text[from..at.end].find(['\n', '\t']) {
            let hit = from + offset;
            let start = text[from..hit].trim_end_matches(|c: char| c.is_ascii_whitespace()).len() + from;
            let rest = &text[hit..at.end];
            let end = hit + (rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len());
            let mut proposal = Proposal::removal(start..end, RemovalKind::Markup);
            proposal.plain.push(' ');
            self.proposals.push(proposal);
            from = end;
        }
        self.proposals.extend(entity::repairs(text, at));
    }

    fn close(&mut self, end: usize) {
        if let Some(run) = self.run.take() {
            self.proposals.push(Proposal::removal(run.at.start..end.max(run.at.end), RemovalKind::Markup));
        }
    }
}
