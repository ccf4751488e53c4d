//! Cleaning: from what was pasted to the article.
//!
//! Reads the source text and decides, stretch by stretch, what is not part of the article and
//! which words were broken on their way. Nothing is lost: every removal and repair is recorded
//! with its kind and its place in the source.

mod boilerplate;
mod broken;
mod characters;
mod draft;
mod markup;
mod metadata;
mod mojibake;
mod vocabulary;

use std::ops::Range;

use crate::text::{CleanSpan, CleanText, Edit, SourceSpan, fold};
use boilerplate::Hints;
use draft::{Cause, Draft};
pub(crate) use metadata::{Metadata, Parts, Stated};

/// What the source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// A text, in which markup may stand.
    #[default]
    Text,
    /// HTML, whole or a part of a page.
    Html,
}

/// Why a stretch was removed; the names are those of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RemovalKind {
    Crumb,
    Byline,
    DateLine,
    ReadAlso,
    Share,
    Caption,
    Promo,
    Tags,
    Comments,
    Copyright,
    BackToTop,
    Markup,
    Other,
}

/// What was wrong with a repaired word; the names are those of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RepairKind {
    Broken,
    Spaced,
    Presentation,
    Tatweel,
    Control,
    Mojibake,
    Entity,
    /// A line break or space where markup parted two lines or words.
    Break,
}

/// A stretch that does not belong to the article.
#[derive(Clone, Debug)]
pub(crate) struct Removed {
    pub(crate) span: SourceSpan,
    pub(crate) kind: RemovalKind,
}

/// A stretch that stands for other characters.
#[derive(Clone, Debug)]
pub(crate) struct Repaired {
    pub(crate) span: SourceSpan,
    pub(crate) plain: String,
    pub(crate) kind: RepairKind,
}

/// The outlet or agency that the article is credited to.
#[derive(Clone, Debug)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) span: SourceSpan,
}

/// The result of cleaning.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cleaned {
    pub(crate) text: CleanText,
    /// Sorted, without overlaps among themselves or with `repairs`.
    pub(crate) removed: Vec<Removed>,
    /// Sorted, see `removed`.
    pub(crate) repairs: Vec<Repaired>,
    pub(crate) title: Option<CleanSpan>,
    pub(crate) outlet: Option<Outlet>,
    pub(crate) parts: Parts,
    pub(crate) metadata: Metadata,
    pub(crate) notes: Vec<String>,
}

/// Cleans `source`.
#[inline(never)]
pub(crate) fn clean(source: &str, format: Format) -> Cleaned {
    let mut draft = Draft::new(source);
    let markup = markup::read(source, format);
    draft.apply(&markup.proposals);
    draft.apply(&mojibake::repairs(draft.text()));
    draft.apply(&characters::repairs(draft.text()));
    draft.apply(&broken::repairs(draft.text()));
    let at = |hint: &Range<usize>| draft.of_source(hint.start)..draft.of_source(hint.end);
    let names = markup.facts.authors.iter().chain(&markup.facts.site).map(|(_, name)| fold(name));
    let hints = Hints {
        headline: markup.headline.as_ref().map(at),
        deck: markup.deck.as_ref().map(at),
        names: names.collect(),
    };
    let findings = boilerplate::find(draft.text(), &hints);
    let place = |at: &Range<usize>| draft.source_of(at.start)..draft.source_end_of(at.end);
    let span = |at: &Range<usize>| SourceSpan::new(at.start as u32, at.end as u32);
    let title = findings.title.as_ref().map(place);
    let outlet = findings.outlet.map(|(at, name)| Outlet { name, span: span(&place(&at)) });
    // What the page says of itself counts where no credit says it.
    let outlet = outlet.or_else(|| {
        let (at, name) = markup.facts.site.clone()?;
        Some(Outlet { name, span: span(&at) })
    });
    let parts = Parts {
        deck: findings.parts.deck.map(|at| span(&place(&at))),
        body: findings.parts.body.map(|at| span(&place(&at))),
        tail: findings.parts.tail.map(|at| span(&place(&at))),
    };
    let mut metadata = stated_by(&markup);
    let in_zones = boilerplate::read_fragments(source, &markup.fragments);
    metadata.add(&in_zones, |at| Stated::new(at, &source[at.clone()]));
    metadata.add(&findings.stated, |at| Stated::new(&place(at), &draft.text()[at.clone()]));
    draft.apply(&findings.removals);
    Cleaned { parts, metadata, ..finish(source, &draft, title, outlet) }
}

/// What the markup states for machines.
fn stated_by(markup: &markup::Markup) -> Metadata {
    let facts = &markup.facts;
    let all = |list: &[(Range<usize>, String)]| list.iter().map(|(at, text)| Stated::new(at, text)).collect();
    Metadata {
        published: facts
            .published
            .as_ref()
            .map(|(at, date)| (*date, SourceSpan::new(at.start as u32, at.end as u32))),
        authors: all(&facts.authors),
        place: None,
        section: facts.section.as_ref().map(|(at, text)| Stated::new(at, text)),
        tags: all(&facts.tags),
    }
}

impl Metadata {
    /// Adds what the text says where nothing better is known.
    fn add(&mut self, found: &boilerplate::Stated, state: impl Fn(&Range<usize>) -> Stated) {
        for author in found.authors.iter().map(&state) {
            let name = fold(&author.text);
            if metadata::is_author(&author.text) && self.authors.iter().all(|known| fold(&known.text) != name)
            {
                self.authors.push(author);
            }
        }
        self.place = self.place.take().or_else(|| found.place.as_ref().map(&state));
        self.section = self.section.take().or_else(|| found.section.as_ref().map(&state));
        if self.tags.is_empty() {
            for tag in found.tags.iter().map(&state) {
                if self.tags.iter().all(|known| known.text != tag.text) {
                    self.tags.push(tag);
                }
            }
        }
    }
}

/// Turns the changes of the draft into the lists of the result.
fn finish(source: &str, draft: &Draft<'_>, title: Option<Range<usize>>, outlet: Option<Outlet>) -> Cleaned {
    let mut cleaned = Cleaned { outlet, ..Cleaned::default() };
    let mut edits = Vec::with_capacity(draft.changes().len());
    let span = |start: usize, end: usize| SourceSpan::new(start as u32, end as u32);
    for change in draft.changes() {
        let Range { start, end } = change.source;
        let plain = &draft.text()[change.at.clone()];
        let kind = match change.cause {
            Cause::Removal(kind) => kind,
            Cause::Repair(kind) => {
                let plain = plain.to_owned();
                edits.push(Edit { source: span(start, end), plain: plain.clone() });
                cleaned.repairs.push(Repaired { span: span(start, end), plain, kind });
                continue;
            }
        };
        // What parts two lines or words leaves a break. If the stretch has that character, it
        // stays; else the last character of the stretch stands for it.
        let removed = &source[start..end];
        let last = end - removed.chars().next_back().map_or(0, char::len_utf8);
        let kept = match removed.find(plain) {
            _ if plain.is_empty() => end..end,
            Some(offset) => start + offset..start + offset + plain.len(),
            None => last..end,
        };
        for part in [start..kept.start, kept.end..end] {
            if !part.is_empty() {
                cleaned.removed.push(Removed { span: span(part.start, part.end), kind });
                edits.push(Edit { source: span(part.start, part.end), plain: String::new() });
            }
            if part.start == start && !kept.is_empty() && source[kept.clone()] != *plain {
                let repair = Edit { source: span(kept.start, kept.end), plain: plain.to_owned() };
                let kind = RepairKind::Break;
                cleaned.repairs.push(Repaired { span: repair.source, plain: plain.to_owned(), kind });
                edits.push(repair);
            }
        }
    }
    cleaned.text = CleanText::new(source, &edits);
    cleaned.title = title.map(|at| cleaned.text.to_clean(SourceSpan::new(at.start as u32, at.end as u32)));
    cleaned
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Time that this thread has spent on a processor: other work on the machine does not count.
    pub(crate) fn processor_seconds() -> f64 {
        let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").expect("this is Linux");
        let nanoseconds = statistics.split(' ').next().and_then(|time| time.parse::<f64>().ok());
        nanoseconds.expect("the first column is a number") / 1e9
    }

    #[test]
    #[ignore = "a measurement: cargo test --release clean::tests::speed -- --ignored --nocapture"]
    #[expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it is there to print a rate")]
    fn speed() {
        // A file of articles, one a line with tabs for line breaks; else the project's own, 40 times.
        let articles: Vec<String> = if let Ok(path) = std::env::var("RASID_BENCH_TEXT") {
            let text = std::fs::read_to_string(path).expect("the file can be read");
            text.lines().map(|line| line.replace('\t', "\n")).collect()
        } else {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/text");
            let files = std::fs::read_dir(folder).expect("the articles are part of the project");
            let own: Vec<String> = files
                .map(|file| std::fs::read_to_string(file.expect("the folder can be read").path()))
                .map(|text| text.expect("articles are UTF-8"))
                .collect();
            own.iter().cycle().take(40 * own.len()).cloned().collect()
        };
        let bytes: usize = articles.iter().map(String::len).sum();
        for step in ["markup", "characters", "broken", "boilerplate", "all", "segment", "all and segment"] {
            let start = processor_seconds();
            let mut sum = 0;
            for article in &articles {
                sum += match step {
                    "markup" => markup::read(article, Format::Text).proposals.len(),
                    "characters" => characters::repairs(article).len(),
                    "broken" => broken::repairs(article).len(),
                    "boilerplate" => boilerplate::find(article, &Hints::default()).removals.len(),
                    "all" => clean(article, Format::Text).removed.len(),
                    "all and segment" => {
                        let cleaned = clean(article, Format::Text);
                        let tokens = crate::segment::Tokens::new(cleaned.text.as_str());
                        crate::segment::sentences(&tokens).len()
                    }
                    _ => {
                        let tokens = crate::segment::Tokens::new(article);
                        crate::segment::sentences(&tokens).len()
                    }
                };
            }
            let seconds = processor_seconds() - start;
            println!("{step}: {:.1} MB/s ({sum})", bytes as f64 / 1e6 / seconds);
        }
    }
}
