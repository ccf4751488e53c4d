//! Whether the first five actors are those that an article is about.
//!
//! Three groups of the annotation are looked for among the first five of the analysis: the actors of
//! the title, the three with most mentions, and the two who say most. `RASID_GOLD` names another
//! folder with `text/` and `ann/*.gold.json` to measure; the figures are printed with `--nocapture`.

#![expect(clippy::print_stdout, reason = "a measure prints its figures")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use rasid::{Analysis, OffsetUnit, Options, Span, analyse};
use serde_json::Value;

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
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
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
    let files = fs::read_dir(folder.join("ann")).expect("the folder has annotations");
    for file in files {
        let path = file.expect("a file").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".gold.json") else { continue };
        let text = fs::read_to_string(folder.join(format!("text/{id}.txt"))).expect("its text");
        let gold: Value =
            serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("it is JSON");
        let mut options = Options::default().with_offsets(OffsetUnit::Codepoint);
        if let Some(date) = gold["reference_date"].as_str().and_then(|date| date.parse().ok()) {
            options = options.with_date(date);
        }
        let analysis = analyse(&text, &options);
        let mentions = mentions(&gold);
        let shown: BTreeSet<&str> = shown(&analysis, &mentions);
        title.count(&in_title(&analysis, &mentions), &shown);
        most.count(&most_frequent(mentions.iter().map(|&(_, actor)| actor), 3), &shown);
        let said = gold["quotes"].as_array().into_iter().flatten();
        speakers.count(&most_frequent(said.filter_map(|quote| quote["speaker"].as_str()), 2), &shown);
    }
    (title, most, speakers)
}

/// Places and actors of the mentions that belong to the article.
fn mentions(gold: &Value) -> Vec<(Span, &str)> {
    let all = gold["mentions"].as_array().into_iter().flatten();
    all.filter(|mention| mention["dropped"] != true)
        .filter_map(|mention| {
            let end = |n: usize| mention["core"][n].as_u64().and_then(|at| u32::try_from(at).ok());
            Some(([end(0)?, end(1)?], mention["actor"].as_str()?))
        })
        .collect()
}

/// The annotated actors that the first actors of the analysis are: those with which they share most
/// mentions.
fn shown<'g>(analysis: &Analysis, mentions: &[(Span, &'g str)]) -> BTreeSet<&'g str> {
    let same = |places: &[Span]| {
        let overlap = |span: &Span| places.iter().any(|place| place[0] < span[1] && span[0] < place[1]);
        let shared = mentions.iter().filter(|(span, _)| overlap(span)).map(|&(_, actor)| actor);
        most_frequent(shared, 1).into_iter().next()
    };
    let first = analysis.actors.iter().take(PANEL);
    first
        .filter_map(|actor| same(&actor.mentions.iter().map(|mention| mention.span).collect::<Vec<_>>()))
        .collect()
}

fn in_title<'g>(analysis: &Analysis, mentions: &[(Span, &'g str)]) -> BTreeSet<&'g str> {
    let Some(title) = analysis.title else { return BTreeSet::new() };
    mentions
        .iter()
        .filter(|(span, _)| title[0] <= span[0] && span[0] < title[1])
        .map(|&(_, actor)| actor)
        .collect()
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
