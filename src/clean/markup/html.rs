//! HTML: tags of a page or of a text.
//!
//! The tokenizer follows the standard, is linear and knows where its tokens stand. No tree is
//! built: a stack of open elements is enough to know what is hidden, what stands beside the
//! article and where a line ends.

use std::ops::Range;

use super::element::Class;
use super::tag::{Tag, may_have_tags, tags};
use super::zone::{Zone, lay_out};
use super::{Fragment, Markup, entity, facts};
use crate::clean::draft::Proposal;
use crate::clean::{Format, RemovalKind};

/// So many fragments of zones are looked at, in all and of one zone; longer ones say nothing.
const MAX_FRAGMENTS: usize = 200;
const MAX_IN_ZONE: usize = 24;
const MAX_FRAGMENT: usize = 240;

/// Reads HTML, or a text whose structure is HTML; `None` if its lines are what structures it.
pub(super) fn read(text: &str, format: Format) -> Option<Markup> {
    let is_text = format == Format::Text;
    if is_text && !may_have_tags(text) {
        return None;
    }
    let tags = tags(text, format);
    let n_blocks = tags.iter().filter(|tag| tag.class == Class::Block && !tag.is_end).count();
    let n_lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let is_page = tags.iter().any(|tag| matches!(tag.name.as_str(), "html" | "body" | "article"));
    if is_text && (n_blocks == 0 || !is_page && n_blocks * 2 < n_lines) {
        return None;
    }
    let facts = facts::read(text, &tags);
    let layout = lay_out(text, &tags, facts.headline.as_deref());
    let mut page = PageBuilder {
        text,
        format,
        proposals: Vec::new(),
        started: false,
        is_broken: false,
        run: None,
        is_preformatted: false,
    };
    let mut fragments = Vec::new();
    let mut at = 0;
    let mut zones_left = layout.zones.iter().peekable();
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
            // Plain text beside a page has lines of its own.
            let is_plain = is_text && layout.plain.binary_search(&at).is_ok();
            page.gap(at..next, is_plain);
            at = next;
        }
        if let Some(zone) = zone {
            let zone = (*zone).clone();
            zones_left.next();
            page.zone(&zone);
            let mut from = zone.at.start;
            at = at.max(zone.at.end);
            let first = fragments.len();
            while let Some(tag) = tags.get(idx).filter(|tag| tag.at.start < at) {
                fragment(text, from..tag.at.start, &zone, first, &mut fragments);
                from = tag.at.end;
                idx += 1;
            }
            fragment(text, from..at, &zone, first, &mut fragments);
        } else if let Some(tag) = tags.get(idx) {
            page.tag(tag);
            at = tag.at.end;
            idx += 1;
        } else {
            break;
        }
    }
    page.close(text.len());
    Some(Markup { proposals: page.proposals, headline: layout.headline, deck: layout.deck, facts, fragments })
}

/// Keeps the text in `at` if the zone that it goes with may say who wrote, where and under which
/// heading. `first`: where the fragments of this zone begin.
fn fragment(text: &str, at: Range<usize>, zone: &Zone, first: usize, fragments: &mut Vec<Fragment>) {
    let is_telling = matches!(zone.kind, RemovalKind::Byline | RemovalKind::Tags | RemovalKind::Crumb);
    if !is_telling
        || at.is_empty()
        || fragments.len() >= MAX_FRAGMENTS
        || fragments.len() - first >= MAX_IN_ZONE
    {
        return;
    }
    let raw = &text[at.clone()];
    let inner = raw.trim();
    let is_sign = inner.starts_with('&') && inner.ends_with(';');
    if !is_sign && inner.contains(char::is_alphabetic) && inner.len() <= MAX_FRAGMENT {
        let start = at.start + (raw.len() - raw.trim_start().len());
        fragments.push(Fragment { at: start..start + inner.len(), kind: zone.kind, zone: zone.at.start });
    }
}

/// The tags of a text that is structured by its lines: each goes, the text stays as it is.
pub(super) fn inline(text: &str) -> Vec<Proposal> {
    if !may_have_tags(text) {
        return Vec::new();
    }
    tags(text, Format::Text)
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
    format: Format,
    proposals: Vec<Proposal>,
    /// Some text has been kept.
    started: bool,
    /// A break has been written since the last text.
    is_broken: bool,
    /// The tags and white space since the last text.
    run: Option<Run>,
    /// Line breaks of the source are those of the text.
    is_preformatted: bool,
}

impl PageBuilder<'_> {
    fn tag(&mut self, tag: &Tag) {
        if tag.name == "pre" {
            self.is_preformatted = !tag.is_end;
        }
        let run = self.run.get_or_insert_with(|| Run::at(tag.at.start));
        run.at.end = tag.at.end;
        run.breaks |= matches!(tag.class, Class::Block | Class::Break | Class::Zone(_));
        run.n_links += usize::from(tag.name == "a");
    }

    /// Text between tags; white space alone belongs to the run of tags around it. `is_plain`: it stands
    /// in no element, so that its lines are its own.
    fn gap(&mut self, at: Range<usize>, is_plain: bool) {
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
        self.is_broken = false;
        self.text_inside(start..end, is_plain || self.is_preformatted);
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
        // One break is enough, however many parts go in a row.
        let breaks = self.started && !self.is_broken;
        self.is_broken = self.started;
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
        let plain = if !self.started || self.is_broken {
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

    /// Line breaks inside a text are spaces, unless it keeps its lines; references stand for their
    /// characters.
    fn text_inside(&mut self, at: Range<usize>, keeps_lines: bool) {
        let text = self.text;
        let mut from = at.start;
        while !keeps_lines && let Some(offset) = text[from..at.end].find(['\n', '\t', '\r']) {
            let hit = from + offset;
            let start = text[from..hit].trim_end_matches(|c: char| c.is_ascii_whitespace()).len() + from;
            let rest = &text[hit..at.end];
            let end = hit + (rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len());
            let mut proposal = Proposal::removal(start..end, RemovalKind::Markup);
            proposal.plain.push(' ');
            self.proposals.push(proposal);
            from = end;
        }
        self.proposals.extend(entity::repairs(text, at, self.format));
    }

    fn close(&mut self, end: usize) {
        if let Some(run) = self.run.take() {
            self.proposals.push(Proposal::removal(run.at.start..end.max(run.at.end), RemovalKind::Markup));
        }
    }
}
