//! What is on the page but not in the article: by line, by block of lines, by part of a line.
//!
//! The steps below add their verdicts in order; a line once decided is not asked again, but its
//! verdict is evidence for its neighbours.

mod block;
mod byline;
mod composite;
mod credit;
mod crumb;
mod date_line;
mod dateline;
mod frame;
mod furniture;
mod inline;
mod line;
mod outlet;
mod shape;
mod stated;

use std::ops::Range;

use super::RemovalKind;
use super::draft::{Cause, Proposal};
use crate::text::fold;
use byline::Zone;
pub(super) use line::FUNCTION_WORDS;
use line::{Line, lines};
pub(super) use stated::{Stated, read_fragments};

/// What the step found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Sorted by start, without overlaps.
    pub(super) removals: Vec<Proposal>,
    /// The headline.
    pub(super) title: Option<Range<usize>>,
    /// Where the outlet is named, and its usual name.
    pub(super) outlet: Option<(Range<usize>, String)>,
    /// What the removed lines say of the article.
    pub(super) stated: Stated,
    pub(super) parts: Parts,
}

/// What stands between title and body, the body, and what stands behind it.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) deck: Option<Range<usize>>,
    pub(super) body: Option<Range<usize>>,
    pub(super) tail: Option<Range<usize>>,
}

/// What the markup of a page says of its lines.
#[derive(Debug, Default)]
pub(super) struct Hints {
    pub(super) headline: Option<Range<usize>>,
    pub(super) deck: Option<Range<usize>>,
    /// Who the page says to be its author or itself, folded.
    pub(super) names: Vec<String>,
}

/// The lines with the verdicts so far.
struct Page<'t> {
    lines: Vec<Line<'t>>,
    kinds: Vec<Option<RemovalKind>>,
    /// The first and the last line that is a paragraph; both the number of lines if there is none.
    first_paragraph: usize,
    last_paragraph: usize,
    /// The first line that stays, as far as is known.
    first_kept: usize,
    /// The line that markup says to be the headline: it stays.
    headline: Option<usize>,
}

impl Page<'_> {
    fn zone(&self, idx: usize) -> Zone {
        if idx < self.first_paragraph {
            if idx <= self.first_kept { Zone::First } else { Zone::Top }
        } else if idx < self.last_paragraph && self.is_under_first(idx) {
            Zone::Top
        } else if idx > self.last_paragraph {
            Zone::Bottom
        } else {
            Zone::Middle
        }
    }

    /// Whether no more than a few short lines stand between the first paragraph, which may be a
    /// long headline, and line `idx`.
    fn is_under_first(&self, idx: usize) -> bool {
        (self.first_paragraph + 1..=self.first_paragraph + 3).contains(&idx)
            && self.lines[self.first_paragraph + 1..idx]
                .iter()
                .all(|line| line.n_chars <= 40 && !line.ends_with_stop)
    }

    fn remove(&mut self, idx: usize, kind: RemovalKind) {
        if self.headline == Some(idx) {
            return;
        }
        self.kinds[idx] = Some(kind);
        while self.is_removed(self.first_kept) {
            self.first_kept += 1;
        }
    }

    fn is_removed(&self, idx: usize) -> bool {
        self.kinds.get(idx).is_some_and(Option::is_some)
    }
}

/// Finds what is not the article in `text`.
pub(super) fn find(text: &str, hints: &Hints) -> Findings {
    let lines = lines(text);
    let headline = hints.headline.as_ref().and_then(|hint| line_in(&lines, hint));
    let n = lines.len();
    let first_paragraph = lines.iter().position(Line::is_paragraph).unwrap_or(n);
    let last_paragraph = lines.iter().rposition(Line::is_paragraph).unwrap_or(n);
    let mut page =
        Page { kinds: vec![None; n], lines, first_paragraph, last_paragraph, first_kept: 0, headline };
    mark_furniture(&mut page);
    mark_menus(&mut page);
    frame::mark_head(&mut page);
    frame::mark_tail(&mut page);
    mark_dates(&mut page);
    mark_credits(&mut page);
    mark_stated(&mut page, &hints.names);
    mark_composites(&mut page);
    mark_caption(&mut page);
    block::mark(&mut page);

    let mut findings = Findings::default();
    for (idx, line) in page.lines.iter().enumerate() {
        if let Some(kind) = page.kinds[idx] {
            findings.removals.push(Proposal::removal(line.at.start..line.whole.end, kind));
        } else {
            findings.removals.extend(inline::removals(&page, idx));
        }
    }
    findings.outlet = outlet(&page, &findings.removals);
    let title = title(&page);
    findings.title = title.map(|idx| page.lines[idx].at.clone());
    findings.parts = parts(
        &page,
        title,
        hints.deck.as_ref().and_then(|hint| line_in(&page.lines, hint)),
        &findings.removals,
    );
    findings.stated = stated::read(text, &findings.removals, findings.parts.body.as_ref());
    findings
}

/// The first line that has a part in `range`.
fn line_in(lines: &[Line<'_>], range: &Range<usize>) -> Option<usize> {
    let idx = lines.partition_point(|line| line.at.end <= range.start);
    lines.get(idx).filter(|line| line.at.start < range.end).map(|_| idx)
}

fn mark_furniture(page: &mut Page<'_>) {
    for idx in 0..page.lines.len() {
        let line = &page.lines[idx];
        let is_edge = page.zone(idx) != Zone::Middle && !is_all_of(page);
        let is_ticker =
            || (is_edge && frame::is_ticker(line, idx == page.first_kept)).then_some(RemovalKind::ReadAlso);
        let is_tags = || (is_edge && shape::is_hashtags(line)).then_some(RemovalKind::Tags);
        let within = || is_edge.then(|| furniture::within(line)).flatten();
        if let Some(kind) = shape::kind(line)
            .or_else(|| furniture::whole_line(line, idx <= page.first_kept))
            .or_else(within)
            .or_else(is_tags)
            .or_else(is_ticker)
        {
            page.remove(idx, kind);
        }
    }
}

fn mark_dates(page: &mut Page<'_>) {
    // Clock times alone on several lines head the entries of a live page.
    let is_live = page.lines.iter().filter(|line| date_line::is_clock(line)).count() >= 3;
    for idx in 0..page.lines.len() {
        if page.is_removed(idx) || is_live && date_line::is_clock(&page.lines[idx]) {
            continue;
        }
        let Some(stamp) = date_line::is_date_line(&page.lines[idx]) else { continue };
        // A bare date in the middle heads a part of the article.
        // A text that is nothing but a date in figures was given for its date.
        let is_all = is_all_of(page) && !stamp.has_name;
        if stamp.is_labelled || page.zone(idx) != Zone::Middle && !is_all {
            page.remove(idx, RemovalKind::DateLine);
        }
    }
}

fn mark_menus(page: &mut Page<'_>) {
    let menus: Vec<_> = page.lines.iter().map(crumb::menu).collect();
    for idx in 0..page.lines.len() {
        // "Home economy ports": what the home page leads to, known or not.
        let is_home =
            page.zone(idx) == Zone::First && crumb::is_from_home(&page.lines[idx]) && !is_all_of(page);
        if !page.is_removed(idx) && is_home {
            page.remove(idx, RemovalKind::Crumb);
        }
        // "The opinion of Al-Watan" over an unsigned article.
        if !page.is_removed(idx) && page.zone(idx) != Zone::Middle && byline::is_editorial(&page.lines[idx]) {
            page.remove(idx, RemovalKind::Crumb);
        }
        let Some(menu) = menus[idx].filter(|_| !page.is_removed(idx)) else { continue };
        let beside = |at: usize| page.is_removed(at) || menus.get(at).is_some_and(Option::is_some);
        let is_edge = page.zone(idx) != Zone::Middle;
        if menu.n_entries > 1 || is_edge || beside(idx + 1) || idx > 0 && beside(idx - 1) {
            page.remove(idx, menu.kind);
        }
    }
}

fn mark_credits(page: &mut Page<'_>) {
    for idx in 0..page.lines.len() {
        if page.is_removed(idx) {
            continue;
        }
        let line = &page.lines[idx];
        let zone = page.zone(idx);
        // A name on a line of its own counts beside another credit.
        let after_credit =
            idx > 0 && matches!(page.kinds[idx - 1], Some(RemovalKind::Byline | RemovalKind::DateLine));
        let is_all = page.lines.len() == 1;
        if zone == Zone::Bottom && !is_all_of(page) && shape::is_initials(line) {
            page.remove(idx, RemovalKind::Byline);
            continue;
        }
        let names_author = match zone {
            Zone::Middle => false,
            Zone::First => after_credit && byline::is_name(line, false),
            Zone::Top | Zone::Bottom => byline::is_name(line, !after_credit),
        };
        if byline::is_byline(line, zone, is_all) || names_author {
            page.remove(idx, RemovalKind::Byline);
        }
    }
}

/// Marks lines that are nothing but a name which the page states as that of author or site.
fn mark_stated(page: &mut Page<'_>, names: &[String]) {
    for idx in 0..page.lines.len() {
        let line = &page.lines[idx];
        let is_short = line.n_words <= 6 && !line.ends_with_stop;
        if is_short && !page.is_removed(idx) && !names.is_empty() {
            let own = fold(line.text);
            if names.contains(&own) {
                page.remove(idx, RemovalKind::Byline);
            }
        }
    }
}

/// Whether the text has one line only.
fn is_all_of(page: &Page<'_>) -> bool {
    page.lines.len() == 1
}

fn mark_composites(page: &mut Page<'_>) {
    for idx in 0..page.lines.len() {
        let zone = page.zone(idx);
        if !is_all_of(page)
            && !page.is_removed(idx)
            && let Some(kind) = composite::kind(&page.lines[idx], zone)
        {
            page.remove(idx, kind);
        }
    }
}

/// Marks a caption before the first paragraph: a few words without a verb, which that paragraph
/// repeats as its subject.
fn mark_caption(page: &mut Page<'_>) {
    let kept: Vec<usize> = (0..page.lines.len()).filter(|&idx| !page.is_removed(idx)).take(2).collect();
    let &[first, second] = kept.as_slice() else { return };
    let (caption, lead) = (&page.lines[first], &page.lines[second]);
    let words = |line: &Line<'_>, n: usize| -> Vec<String> {
        (0..line.tokens.len())
            .filter(|&idx| line::is_word(&line.tokens, idx))
            .take(n)
            .map(|idx| line.tokens.folded(idx).to_owned())
            .collect()
    };
    let named = words(caption, 8);
    if !(3..=6).contains(&named.len())
        || caption.is_paragraph()
        || !lead.is_paragraph()
        || caption.has_function_word(0)
    {
        return;
    }
    let repeated = words(lead, 10).windows(named.len()).any(|window| window == named);
    if repeated && !credit::is_lead_verb(&named[0]) {
        page.remove(first, RemovalKind::Caption);
    }
}

/// The outlet: the first that a credit names, else the one that speaks of itself in the text.
fn outlet(page: &Page<'_>, removals: &[Proposal]) -> Option<(Range<usize>, String)> {
    let is_credit = |removal: &&Proposal| {
        matches!(
            removal.cause,
            Cause::Removal(RemovalKind::Byline | RemovalKind::DateLine | RemovalKind::Copyright)
        )
    };
    let named_in = |removal: &Proposal| {
        let n = page.lines.partition_point(|line| line.whole.end <= removal.at.start);
        let line = page.lines.get(n)?;
        let end = removal.at.end.min(line.at.end);
        let credit = line.text.get(removal.at.start - line.at.start..end - line.at.start)?;
        let (at, name) = outlet::imprint(credit)?;
        Some((removal.at.start + at.start..removal.at.start + at.end, name))
    };
    removals.iter().filter(is_credit).find_map(named_in).or_else(|| {
        page.lines.iter().find_map(|line| {
            let (at, name) = outlet::self_reference(line.text)?;
            Some((line.at.start + at.start..line.at.start + at.end, name))
        })
    })
}

/// The headline: the line that markup calls so, else the first line that stays if it reads like one;
/// the second, where a deck in one long line stands over it, or a kicker whose verb has its subject in it
/// ("It confirms its refusal" over "The ministry: …").
fn title(page: &Page<'_>) -> Option<usize> {
    if page.headline.is_some() {
        return page.headline;
    }
    let is_headline = |&idx: &usize| {
        let line = &page.lines[idx];
        !line.is_paragraph() && line.n_words >= 2 && !line.text.ends_with(['.', '\u{60C}'])
    };
    let mut kept = (0..page.lines.len()).filter(|&idx| !page.is_removed(idx));
    let first = kept.next()?;
    let second = kept.next()?;
    let over = is_headline(&second) && kept.next().is_some();
    if is_headline(&first) {
        let is_kicker = over && page.lines[first].is_kicker() && page.lines[second].may_name_its_subject();
        return Some(if is_kicker { second } else { first });
    }
    Some(second).filter(|_| over && !page.lines[first].ends_with_stop)
}

/// A paragraph that sums up what follows is no longer than this.
const MAX_DECK: usize = 360;
/// It has no more lines than this.
const MAX_DECK_LINES: usize = 3;

/// Deck, body and tail. `deck`: the line that markup calls so.
///
/// A deck is short lines between headline and first paragraph, a line over the headline, or one
/// paragraph that credits or a share bar part from the body.
fn parts(page: &Page<'_>, title: Option<usize>, deck: Option<usize>, removals: &[Proposal]) -> Parts {
    let kept: Vec<usize> = (0..page.lines.len()).filter(|&idx| !page.is_removed(idx)).collect();
    let is_paragraph = |&idx: &usize| page.lines[idx].is_paragraph();
    let mut rest = kept.iter().copied().filter(|&idx| title.is_none_or(|title| idx > title)).peekable();
    // What has more lines over its headline is a text of its own.
    let n_over = kept.iter().take_while(|&&idx| title.is_some_and(|title| idx < title)).count();
    let over = kept[..n_over].last().copied().filter(|_| n_over <= MAX_DECK_LINES);
    let mut decks: Vec<usize> = Vec::new();
    if title.is_some() && kept.iter().any(|idx| is_paragraph(idx) && Some(*idx) > title) {
        while let Some(idx) = rest.next_if(|idx| !is_paragraph(idx)) {
            decks.push(idx);
        }
        // A paragraph, credits, then the others.
        let mut ahead = rest.clone();
        if let (true, Some(first), Some(second)) = (decks.is_empty(), ahead.next(), ahead.next())
            && (second > first + 1 && page.lines[first].n_chars <= MAX_DECK && is_paragraph(&second)
                || deck == Some(first))
            && page.lines[first + 1..second].iter().all(|line| line.n_chars <= LONG_CREDIT)
        {
            decks.push(first);
            rest.next();
        }
    }
    let deck = match (decks.first(), decks.last(), over) {
        // Many short lines are a list or a poem.
        (Some(&first), Some(&last), _) => {
            let n_chars: usize = decks.iter().map(|&idx| page.lines[idx].n_chars).sum();
            let is_short = decks.len() <= MAX_DECK_LINES && n_chars <= MAX_DECK;
            is_short.then(|| page.lines[first].at.start..page.lines[last].at.end)
        }
        (_, _, Some(over)) => Some(page.lines[over].at.clone()),
        _ => None,
    };
    let Some(first) = rest.next() else { return Parts { deck, ..Parts::default() } };
    let ends_body = |&idx: &usize| page.lines[idx].is_paragraph() || page.lines[idx].ends_with_stop;
    let behind = || kept.iter().copied().filter(|&idx| idx >= first);
    let last = behind().rfind(|idx| ends_body(idx)).or(behind().next_back()).unwrap_or(first);
    // Credits at either end of a paragraph are not part of the body.
    let (mut start, mut end) = (page.lines[first].at.start, page.lines[last].at.end);
    if let Some(prefix) = removals.iter().find(|removal| removal.at.start == start) {
        start = prefix.at.end.min(page.lines[first].at.end);
    }
    if let Some(suffix) = removals.iter().find(|removal| removal.at.end == end && removal.at.start > start) {
        end = suffix.at.start;
    }
    let tail =
        page.lines.get(last + 1..).and_then(|lines| Some(lines.first()?.at.start..lines.last()?.at.end));
    Parts { deck, body: (start < end).then_some(start..end), tail }
}

/// No line of credits between deck and body is longer.
const LONG_CREDIT: usize = 90;
