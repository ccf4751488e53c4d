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
mod mojibake;
mod vocabulary;

use std::ops::Range;

use crate::text::{CleanSpan, CleanText, Edit, SourceSpan};
use draft::{Cause, Draft};

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
    pub(crate) notes: Vec<String>,
}

/// Cleans `source`.
#[inline(never)]
pub(crate) fn clean(source: &str) -> Cleaned {
    let mut draft = Draft::new(source);
    let markup = markup::read(source);
    draft.apply(&markup.proposals);
    draft.apply(&mojibake::repairs(draft.text()));
    draft.apply(&characters::repairs(draft.text()));
    draft.apply(&broken::repairs(draft.text()));
    let findings = boilerplate::find(draft.text());
    let title = findings.title.map(|at| draft.source_of(at.start)..draft.source_end_of(at.end));
    let outlet = findings.outlet.map(|(at, name)| Outlet {
        name,
        span: SourceSpan::new(draft.source_of(at.start) as u32, draft.source_end_of(at.end) as u32),
    });
    // What the page says of itself counts where no credit says it.
    let outlet = outlet.or_else(|| {
        let (at, name) = markup.site?;
        Some(Outlet { name, span: SourceSpan::new(at.start as u32, at.end as u32) })
    });
    draft.apply(&findings.removals);
    finish(source, &draft, title, outlet)
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
mod tests {
    use super::*;

    /// Time that this thread has spent on a processor: other work on the machine does not count.
    fn processor_seconds() -> f64 {
        let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").expect("this is Linux");
        let nanoseconds = statistics.split(' ').next().and_then(|time| time.parse::<f64>().ok());
        nanoseconds.expect("the first column is a number") / 1e9
    }

    #[test]
    #[ignore = "a measurement: cargo test --release clean::tests::speed -- --ignored --nocapture"]
    #[expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it is there to print a rate")]
    fn speed() {
        let path =
            std::env::var("RASID_BENCH_TEXT").expect("RASID_BENCH_TEXT names a file of articles, one a line");
        let text = std::fs::read_to_string(path).expect("the file can be read");
        let articles: Vec<String> = text.lines().map(|line| line.replace('\t', "\n")).collect();
        let bytes: usize = articles.iter().map(String::len).sum();
        for step in ["markup", "characters", "broken", "boilerplate", "all", "segment"] {
            let start = processor_seconds();
            let mut sum = 0;
            for article in &articles {
                sum += match step {
                    "markup" => markup::read(article).proposals.len(),
                    "characters" => characters::repairs(article).len(),
                    "broken" => broken::repairs(article).len(),
                    "boilerplate" => boilerplate::find(article).removals.len(),
                    "all" => clean(article).removed.len(),
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
