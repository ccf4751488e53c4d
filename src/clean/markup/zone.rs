//! The parts of a page that go as a whole: what is hidden, and what stands beside the article.
//!
//! Evidence, in this order: the element (`nav`, `aside`), the words of its class, the share of its
//! letters that stand in links, and where it lies to the element that holds the article. Text is
//! lost by no rule alone: what holds most of a page, its headline or its article is no side of it,
//! and where much running text stands outside of the article found, nothing outside is cut.

use std::cmp::Reverse;
use std::ops::Range;

use super::element::Class;
use super::outline::{Bare, Element, Outline, outline};
use super::tag::Tag;
use crate::clean::RemovalKind;
use crate::sort;
use crate::text::{Shape, fold};

/// So many letters of running text make an element the article, whatever else is on the page.
const ENOUGH: usize = 250;
/// A block of so many letters outside of links is a paragraph.
const PARAGRAPH: usize = 80;
/// No headline, deck and credits together have more letters.
const MAX_HEAD: usize = 1200;
/// A paragraph that is a link of so many letters leads to another story.
const TITLE_LETTERS: usize = 9;
/// Headline and first words of another story have no more letters.
const MAX_TEASER: usize = 400;
/// A heading with its tags has no more bytes.
const MAX_HEADING: usize = 4000;
/// So many links with nothing between them are a list of links.
const MIN_LINKS: usize = 3;
/// Links of so many letters, on average, are headlines of other stories.
const HEADLINE_LETTERS: usize = 18;

/// A part of the source that goes as a whole.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    pub(super) at: Range<usize>,
    pub(super) kind: RemovalKind,
}

/// The page in parts.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// What goes as a whole; sorted, without overlaps.
    pub(super) zones: Vec<Zone>,
    /// The text of the headline.
    pub(super) headline: Option<Range<usize>>,
    /// The text that sums the article up under its headline.
    pub(super) deck: Option<Range<usize>>,
    /// Where texts start that stand in no element; sorted.
    pub(super) plain: Vec<usize>,
}

/// Lays out the page. `stated`: the headline as the page states it for machines.
pub(super) fn lay_out(text: &str, tags: &[Tag], stated: Option<&str>) -> Layout {
    let page = Page::new(text, tags);
    let article = page.article();
    let headline = page.headline(article, stated);
    let mut zones = page.beside(article, headline);
    zones.extend(page.links(article));
    let mut zones = apart(zones);
    let outside = page.outside(article, headline, &zones);
    zones = around(zones, &outside);
    let deck = page.elements.iter().find(|element| {
        let named = element.tag.is_some_and(|idx| tags[idx].zone == Some(Class::Deck));
        named && (20..MAX_HEAD).contains(&element.n_letters)
    });
    Layout {
        zones,
        headline: headline.map(|idx| page.elements[idx].inner.clone()),
        deck: deck.map(|element| element.inner.clone()),
        plain: page.bare.iter().filter(|bare| bare.is_outermost).map(|bare| bare.start).collect(),
    }
}

/// Sorts zones and leaves of each what no earlier one has.
fn apart(mut zones: Vec<Zone>) -> Vec<Zone> {
    sort::by(&mut zones, |zone| (zone.at.start, Reverse(zone.at.end)));
    let mut end = 0;
    zones.retain_mut(|zone| {
        zone.at.start = zone.at.start.max(end);
        end = end.max(zone.at.end);
        !zone.at.is_empty()
    });
    zones
}

/// Adds what of `regions` is in no zone yet. Zones keep their kinds, and so what they tell.
fn around(zones: Vec<Zone>, regions: &[Range<usize>]) -> Vec<Zone> {
    let mut rest = Vec::new();
    let mut zone = zones.iter().peekable();
    for region in regions {
        let mut at = region.start;
        while let Some(next) = zone.next_if(|zone| zone.at.start < region.end) {
            if at < next.at.start {
                rest.push(Zone { at: at..next.at.start, kind: RemovalKind::Other });
            }
            at = at.max(next.at.end);
        }
        if at < region.end {
            rest.push(Zone { at: at..region.end, kind: RemovalKind::Other });
        }
    }
    rest.extend(zones);
    sort::by(&mut rest, |zone| zone.at.start);
    rest
}

/// The element that holds the article: the widest that says so, and the narrowest in it that has
/// nearly all of its text.
#[derive(Clone, Copy, Debug)]
struct Article {
    outer: usize,
    inner: usize,
}

struct Page<'t> {
    text: &'t str,
    tags: &'t [Tag],
    elements: Vec<Element>,
    bare: Vec<Bare>,
    /// What each element is by itself, if it is beside the article; and whether it stands in such.
    kinds: Vec<Option<RemovalKind>>,
    is_beside: Vec<bool>,
    is_hidden: Vec<bool>,
}

impl<'t> Page<'t> {
    fn new(text: &'t str, tags: &'t [Tag]) -> Self {
        let Outline { elements, bare } = outline(text, tags);
        let most = elements[0].n_letters;
        let kinds: Vec<_> = elements.iter().map(|element| kind(element, tags, most)).collect();
        let (mut is_beside, mut is_hidden) = (vec![false; elements.len()], vec![false; elements.len()]);
        for (idx, element) in elements.iter().enumerate() {
            is_beside[idx] = kinds[idx].is_some() || is_beside[element.parent];
            is_hidden[idx] = kinds[idx] == Some(RemovalKind::Markup) || is_hidden[element.parent];
        }
        Self { text, tags, elements, bare, kinds, is_beside, is_hidden }
    }

    fn tag(&self, idx: usize) -> Option<&Tag> {
        self.elements[idx].tag.map(|tag| &self.tags[tag])
    }

    fn name(&self, idx: usize) -> &str {
        self.tag(idx).map_or("", |tag| &tag.name)
    }

    /// Letters of element `idx` outside of links.
    fn unlinked(&self, idx: usize) -> usize {
        self.elements[idx].n_letters - self.elements[idx].n_linked
    }

    fn article(&self) -> Option<Article> {
        let says_so = |&idx: &usize| {
            matches!(self.name(idx), "article" | "main")
                || self.tag(idx).is_some_and(|tag| tag.zone == Some(Class::Content))
        };
        let free = || (1..self.elements.len()).filter(|&idx| !self.is_beside[idx]);
        let Some(outer) = free()
            .filter(says_so)
            .filter(|&idx| self.unlinked(idx) >= ENOUGH)
            .max_by_key(|&idx| (self.unlinked(idx), Reverse(idx)))
        else {
            // Nothing says so: the element that itself holds the most running text.
            let densest = free()
                .filter(|&idx| self.elements[idx].prose >= ENOUGH)
                .max_by_key(|&idx| (self.elements[idx].prose, Reverse(idx)))?;
            // What is around it and adds little to it is its own frame, with its headline.
            let mut outer = densest;
            let most = self.elements[densest].n_letters * 5 / 4;
            while outer > 0 && self.elements[self.elements[outer].parent].n_letters <= most {
                outer = self.elements[outer].parent;
            }
            return Some(Article { outer, inner: densest });
        };
        let at = &self.elements[outer].at;
        let inner = free()
            .filter(says_so)
            .filter(|&idx| at.start <= self.elements[idx].at.start && self.elements[idx].at.end <= at.end)
            .filter(|&idx| {
                self.unlinked(idx) * 10 >= self.unlinked(outer) * 6 && self.unlinked(idx) >= ENOUGH
            })
            .min_by_key(|&idx| (self.elements[idx].n_letters, Reverse(idx)));
        Some(Article { outer, inner: inner.unwrap_or(outer) })
    }

    /// The heading that is the headline: the one that the page states, else the first of the first
    /// rank in the article or the last before it.
    fn headline(&self, article: Option<Article>, stated: Option<&str>) -> Option<usize> {
        let headings = || {
            (1..self.elements.len()).filter(|&idx| {
                matches!(self.name(idx), "h1" | "h2" | "h3")
                    && (8..400).contains(&self.elements[idx].n_letters)
                    && !self.is_hidden[idx]
            })
        };
        if let Some(stated) = stated.map(letters).filter(|stated| stated.len() > 8) {
            let is_stated = |&idx: &usize| {
                let inner = self.elements[idx].inner.clone();
                let own = letters(
                    self.text.get(inner.start..inner.end.min(inner.start + MAX_HEADING)).unwrap_or(""),
                );
                own.len() > 8 && (stated.starts_with(&own) || own.starts_with(&stated))
            };
            let found = headings().take(200).find(is_stated);
            // Old pages have headlines that are no headings; what is shorter is something else.
            let n_stated = stated.chars().count();
            let found = found.or_else(|| {
                (1..self.elements.len())
                    .filter(|&idx| {
                        let n = self.elements[idx].n_letters;
                        n * 2 >= n_stated && n <= n_stated + 20 && !self.is_beside[idx]
                    })
                    .take(200)
                    .find(is_stated)
            });
            if found.is_some() {
                return found;
            }
        }
        let at = self.elements[article?.inner].at.clone();
        let first_rank = || headings().filter(|&idx| self.name(idx) == "h1" && !self.is_beside[idx]);
        first_rank()
            .find(|&idx| at.contains(&self.elements[idx].at.start))
            .or_else(|| first_rank().take_while(|&idx| self.elements[idx].at.end <= at.start).last())
    }

    /// What is hidden and what says of itself that it is beside the article.
    fn beside(&self, article: Option<Article>, headline: Option<usize>) -> Vec<Zone> {
        let holds = |idx: usize, other: Option<usize>| {
            other.is_some_and(|other| {
                let (own, other) = (&self.elements[idx].at, &self.elements[other].at);
                own.start <= other.start && other.end <= own.end
            })
        };
        (1..self.elements.len())
            .filter_map(|idx| {
                let kind = self.kinds[idx]?;
                let is_script = self.tag(idx).is_some_and(|tag| tag.class == Class::Hidden);
                let is_around = holds(idx, article.map(|article| article.inner)) || holds(idx, headline);
                (is_script || !is_around).then(|| Zone { at: self.elements[idx].at.clone(), kind })
            })
            .collect()
    }

    /// Lists of links, and paragraphs in the article that are links to other stories.
    fn links(&self, article: Option<Article>) -> Vec<Zone> {
        let whole = &self.elements[article.map_or(0, |article| article.outer)];
        // Where all of the article stands in links, links tell nothing.
        if whole.n_linked * 2 > whole.n_letters {
            return Vec::new();
        }
        let mut zones: Vec<Zone> = Vec::new();
        let mut n_prose = 0;
        for idx in 1..self.elements.len() {
            let element = &self.elements[idx];
            if self.is_beside[idx] || zones.last().is_some_and(|zone| element.at.start < zone.at.end) {
                continue;
            }
            if !element.has_block && element.prose >= PARAGRAPH {
                n_prose += 1;
            }
            let is_block = self.tag(idx).is_some_and(|tag| tag.class == Class::Block);
            let is_links =
                is_block && element.n_letters > 0 && element.n_linked * 10 >= element.n_letters * 9;
            let is_heading = self.name(idx) == "h1";
            if !is_links || is_heading || element.n_letters * 2 >= self.elements[0].n_letters {
                continue;
            }
            let kind = if n_prose == 0 && element.n_links > 1 {
                RemovalKind::Crumb
            } else if element.n_links >= MIN_LINKS {
                if element.n_letters >= HEADLINE_LETTERS * element.n_links {
                    RemovalKind::ReadAlso
                } else {
                    RemovalKind::Tags
                }
            } else if n_prose > 0 && element.n_letters >= TITLE_LETTERS && !element.has_block {
                RemovalKind::ReadAlso
            } else {
                continue;
            };
            zones.push(Zone { at: element.at.clone(), kind });
        }
        zones
    }

    /// What lies outside of the article, but for the headline and what stands between the two.
    fn outside(
        &self,
        article: Option<Article>,
        headline: Option<usize>,
        zones: &[Zone],
    ) -> Vec<Range<usize>> {
        let Some(Article { outer, inner }) = article else { return Vec::new() };
        let (outer_at, at) = (self.elements[outer].at.clone(), self.elements[inner].at.clone());
        let headline = headline.map(|idx| self.elements[idx].at.clone()).filter(|h1| h1.end <= at.start);
        let before = match &headline {
            Some(h1) => 0..h1.start,
            None => 0..outer_at.start,
        };
        let mut regions = vec![before];
        let between = headline.map_or(outer_at.start, |h1| h1.end)..at.start;
        let n_between = self.text[between.clone()]
            .chars()
            .filter(|c| Shape::of(*c).is(Shape::ARABIC | Shape::FOREIGN))
            .count();
        if self.prose_in(&between, zones) > MAX_HEAD && n_between > MAX_HEAD {
            regions.push(between);
        }
        if self.prose_in(&(at.end..outer_at.end), zones) == 0 {
            regions.push(at.end..outer_at.end);
        }
        regions.push(outer_at.end..self.text.len());
        let lost: usize = regions.iter().map(|region| self.prose_in(region, zones)).sum();
        if lost * 2 > self.unlinked(outer) {
            return Vec::new();
        }
        regions
    }

    /// Whether a paragraph stands beside a link in a small element of its own: the first words of
    /// another story under its headline.
    fn is_teaser(&self, idx: usize) -> bool {
        let card = &self.elements[self.elements[idx].parent];
        card.n_letters <= MAX_TEASER && card.n_links > 0
    }

    /// Letters in paragraphs that start in `region` and in no zone, and in bare text there.
    fn prose_in(&self, region: &Range<usize>, zones: &[Zone]) -> usize {
        if region.is_empty() {
            return 0;
        }
        let first = self.elements.partition_point(|element| element.at.start < region.start).max(1);
        let last = self.elements.partition_point(|element| element.at.start < region.end).max(first);
        let mut zone = zones.partition_point(|zone| zone.at.end <= region.start);
        let mut until = 0;
        let is_lost = |bare: &&Bare| region.contains(&bare.start) && bare.n_letters >= PARAGRAPH;
        let bare: usize = self.bare.iter().filter(is_lost).map(|bare| bare.n_letters).sum();
        let framed: usize = (first..last)
            .filter(|&idx| {
                let element = &self.elements[idx];
                while let Some(next) = zones.get(zone).filter(|zone| zone.at.start <= element.at.start) {
                    until = until.max(next.at.end);
                    zone += 1;
                }
                let is_text = self.tag(idx).is_some_and(|tag| tag.class == Class::Block);
                is_text
                    && element.at.start >= until
                    && !element.has_block
                    && element.prose >= PARAGRAPH
                    && !self.is_teaser(idx)
            })
            .map(|idx| self.elements[idx].prose)
            .sum();
        bare + framed
    }
}

/// What an element is if it is beside the article. `most`: the letters of the page.
fn kind(element: &Element, tags: &[Tag], most: usize) -> Option<RemovalKind> {
    let tag = &tags[element.tag?];
    if tag.class == Class::Hidden {
        return Some(RemovalKind::Markup);
    }
    // What holds most of the page is no side of it, nor hidden for ever.
    if element.n_letters > 0 && element.n_letters * 2 >= most {
        return None;
    }
    if tag.is_hidden {
        return Some(RemovalKind::Markup);
    }
    match (tag.class, tag.zone) {
        (Class::Zone(kind), _) => Some(kind),
        (_, Some(Class::Zone(kind))) => {
            let is_text = matches!(tag.name.as_str(), "html" | "body" | "main" | "article" | "p" | "h1");
            (!is_text).then_some(kind)
        }
        _ => None,
    }
}

/// The letters and digits of a heading, folded; without its tags and references.
fn letters(text: &str) -> String {
    let mut plain = String::new();
    let mut until = None;
    for c in text.chars() {
        match c {
            _ if until == Some(c) => until = None,
            '<' => until = Some('>'),
            '&' => until = Some(';'),
            _ if until == Some(';') && !c.is_ascii_alphanumeric() && c != '#' => until = None,
            _ if until.is_none() && c.is_alphanumeric() => plain.push(c),
            _ => {}
        }
    }
    fold(&plain)
}
