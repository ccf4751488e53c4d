//! Whether the first five actors are those that an article is about.
//!
//! Three groups of the annotation are looked for among the first five of the analysis: the actors of
//! the title, the three with most mentions, and the two who say most. `RASID_GOLD` names another
//! folder with `text/` and `ann/*.gold.json` to measure; the figures are printed with `--nocapture`.

#![expect(clippy::print_stdout, reason = "a measure prints its figures")]

mod annotation;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotation::Annotated;
use rasid::{Analysis, OffsetUnit, Options, analyse};

/// How many actors the panel shows at once.
const PANEL: usize = 5;

/// How many of the actors looked for are among the first five.
#[derive(Default)]
struct Share {
    found: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, wanted: &BTreeSet<&str>, shown: &BTreeSet<&str>) {
        self.found += wanted.intersection(shown).count();
        self.of += wanted.len();
    }

    fn percent(&self) -> usize {
        100 * self.found / self.of.max(1)
    }
}

#[test]
fn the_panel_shows_who_it_is_about() {
    let own = annotation::own_folder();
    let other = env::var_os("RASID_GOLD").map(PathBuf::from);
    let (title, most, speakers) = measure(other.as_ref().unwrap_or(&own));
    println!("title {}% most mentions {}% speakers {}%", title.percent(), most.percent(), speakers.percent());
    assert!(title.of > 0 && most.of > 0 && speakers.of > 0, "nothing was measured");
    if other.is_none() {
        assert!(title.percent() >= 85 && most.percent() >= 75 && speakers.percent() >= 70);
    }
}

fn measure(folder: &Path) -> (Share, Share, Share) {
    let (mut title, mut most, mut speakers) = (Share::default(), Share::default(), Share::default());
    for article in annotation::read(folder) {
        let mut options = Options::default().with_offsets(OffsetUnit::Byte);
        if let Some(date) = article.date().and_then(|date| date.parse().ok()) {
            options = options.with_date(date);
        }
        let analysis = analyse(&article.text, &options);
        let mentions = mentions(&article);
        let shown: BTreeSet<&str> = shown(&analysis, &mentions);
        title.count(&in_title(&analysis, &mentions), &shown);
        most.count(&most_frequent(mentions.iter().map(|&(_, actor)| actor), 3), &shown);
        let said = article.list("quotes").filter_map(|quote| quote["speaker"].as_str());
        speakers.count(&most_frequent(said, 2), &shown);
    }
    (title, most, speakers)
}

/// Places and actors of the mentions that belong to the article.
fn mentions(article: &Annotated) -> Vec<(Range<usize>, &str)> {
    let kept = article.list("mentions").filter(|mention| mention["dropped"] != true);
    kept.filter_map(|mention| Some((article.place(&mention["core"])?, mention["actor"].as_str()?))).collect()
}

/// The annotated actors that the first actors of the analysis are: those with which they share most
/// mentions.
fn shown<'g>(analysis: &Analysis, mentions: &[(Range<usize>, &'g str)]) -> BTreeSet<&'g str> {
    let same = |places: &[Range<usize>]| {
        let overlap =
            |span: &Range<usize>| places.iter().any(|place| place.start < span.end && span.start < place.end);
        let shared = mentions.iter().filter(|(span, _)| overlap(span)).map(|&(_, actor)| actor);
        most_frequent(shared, 1).into_iter().next()
    };
    let first = analysis.actors.iter().take(PANEL);
    first
        .filter_map(|actor| {
            same(&actor.mentions.iter().map(|mention| range(mention.span)).collect::<Vec<_>>())
        })
        .collect()
}

fn range([start, end]: rasid::Span) -> Range<usize> {
    start as usize..end as usize
}

fn in_title<'g>(analysis: &Analysis, mentions: &[(Range<usize>, &'g str)]) -> BTreeSet<&'g str> {
    let Some(title) = analysis.title.map(range) else { return BTreeSet::new() };
    mentions.iter().filter(|(span, _)| title.contains(&span.start)).map(|&(_, actor)| actor).collect()
}

/// The `most` names that occur most often.
fn most_frequent<'g>(names: impl Iterator<Item = &'g str>, most: usize) -> BTreeSet<&'g str> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *count.entry(name).or_default() += 1;
    }
    let mut order: Vec<_> = count.into_iter().collect();
    order.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    order.into_iter().take(most).map(|(name, _)| name).collect()
}
