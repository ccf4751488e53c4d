//! The two articles that must always come out right: every actor under one head, and no two under one.
//!
//! They are part of the optional folder of annotated news; what is expected is read from its annotation.

mod annotation;

use std::collections::{BTreeMap, BTreeSet};

use annotation::Annotated;
use rasid::{Analysis, OffsetUnit, Options, analyse};

/// Of a hundred annotated names, and of a hundred actors, those that must be found, so that the rest of
/// the test says something.
const LEAST_FOUND: usize = 95;

/// The annotated mentions of a form, with their places in the text.
fn mentions<'a>(article: &'a Annotated, form: &'a str) -> impl Iterator<Item = (usize, usize, &'a str)> {
    let span = if form == "name" { "core" } else { "max" };
    article
        .list("mentions")
        .filter(move |mention| mention["form"] == form && mention["dropped"] != true)
        .filter_map(move |mention| {
            let place = article.place(&mention[span])?;
            Some((place.start, place.end, mention["actor"].as_str()?))
        })
}

/// The actor of the analysis with a mention of that form over a place.
fn actor_over(analysis: &Analysis, form: &str, start: usize, end: usize) -> Option<u32> {
    let over = |span: [u32; 2]| (span[0] as usize) < end && start < span[1] as usize;
    let has = |actor: &&rasid::Actor| {
        actor.mentions.iter().any(|mention| mention.form == form && over(mention.span))
    };
    analysis.actors.iter().find(has).map(|actor| actor.id)
}

#[track_caller]
fn check(article: &Annotated) {
    let mut options = Options::default().with_offsets(OffsetUnit::Byte);
    if let Some(date) = article.date().and_then(|date| date.parse().ok()) {
        options = options.with_date(date);
    }
    let analysis = analyse(&article.text, &options);
    let mut ours: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    let mut theirs: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    let (mut all, mut found) = (0, 0);
    for (start, end, actor) in mentions(article, "name") {
        all += 1;
        if let Some(id) = actor_over(&analysis, "name", start, end) {
            found += 1;
            ours.entry(actor).or_default().insert(id);
            theirs.entry(id).or_default().insert(actor);
        }
    }
    let name = |id: &u32| analysis.actors.get(*id as usize).map_or("", |actor| actor.name.as_str());
    let torn: Vec<_> = ours.iter().filter(|(_, heads)| heads.len() > 1).collect();
    let merged: Vec<_> =
        theirs.iter().filter(|(_, heads)| heads.len() > 1).map(|(id, heads)| (name(id), heads)).collect();
    assert!(torn.is_empty(), "{}: under several heads: {torn:?}", article.id);
    assert!(merged.is_empty(), "{}: under one head: {merged:?}", article.id);
    assert!(100 * found >= LEAST_FOUND * all && all > 0, "{}: {found} of {all} names found", article.id);
    let named: BTreeSet<_> = mentions(article, "name").map(|(.., actor)| actor).collect();
    let missing: Vec<_> = named.iter().filter(|actor| !ours.contains_key(*actor)).collect();
    assert!(100 * missing.len() <= (100 - LEAST_FOUND) * named.len(), "{}: nowhere: {missing:?}", article.id);
    // A description that is given to somebody is given to the right one.
    for (start, end, actor) in mentions(article, "role") {
        let Some(id) = actor_over(&analysis, "role", start, end) else { continue };
        let right = ours.get(actor).is_some_and(|heads| heads.contains(&id));
        assert!(right, "{}: {} is not {}", article.id, &article.text[start..end], name(&id));
    }
}

#[test]
fn every_actor_has_one_head() {
    let Some(folder) = annotation::news_folder() else { return };
    let seeds: Vec<_> =
        annotation::read(&folder).into_iter().filter(|article| article.id.starts_with("seed-")).collect();
    assert!(seeds.len() >= 2, "the seeds are not in {}", folder.display());
    seeds.iter().for_each(check);
}
