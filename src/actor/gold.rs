//! Measures this layer apart from the names: the names of annotated articles go in, actors come
//! out in the form that the scorer reads.
//!
//! Does nothing unless `RASID_GOLD` names a folder with `text/` and `ann/`; the lines go to the
//! file that `RASID_GOLD_OUT` names.

use std::io::Write;
use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};

use super::{Actors, MentionForm, gather};
use crate::annotation::{self, Annotated};
use crate::article::Article;
use crate::clean::{Format, clean};
use crate::confidence::Confidence;
use crate::names::{EntityKind, NameMention, Rule};
use crate::text::SourceSpan;

#[test]
fn actors_of_annotated_names() -> Result<(), Box<dyn std::error::Error>> {
    let (Some(gold), Some(out)) = (env::var_os("RASID_GOLD"), env::var_os("RASID_GOLD_OUT")) else {
        return Ok(());
    };
    let mut out = fs::File::create(out)?;
    for article in annotation::read(Path::new(&gold)) {
        writeln!(out, "{}", json!({"id": article.id, "analysis": {"actors": actors_of(&article)}}))?;
    }
    Ok(())
}

fn actors_of(annotated: &Annotated) -> Vec<Value> {
    let kind_of = |actor: &Value| match annotated
        .list("actors")
        .filter(|other| other["id"] == *actor)
        .find_map(|found| found["type"].as_str())
    {
        Some("person") => EntityKind::Person,
        Some("organisation") => EntityKind::Organisation,
        _ => EntityKind::Place,
    };
    let cleaned = clean(&annotated.text, Format::Text);
    let article = Article::new(&cleaned);
    let mut names: Vec<NameMention> = annotated
        .list("mentions")
        .filter(|mention| mention["form"] == "name" && mention["dropped"] == false)
        .filter_map(|mention| {
            let place = annotated.place(&mention["core"])?;
            let source = SourceSpan::new(place.start as u32, place.end as u32);
            Some(NameMention {
                span: cleaned.text.to_clean(source),
                kind: kind_of(&mention["actor"]),
                confidence: Confidence::new(99),
                rule: Rule::List,
                country: None,
                canonical: None,
                gender: None,
            })
        })
        .filter(|name| !name.span.is_empty())
        .collect();
    names.sort_by_key(|name| name.span);
    // What the lists know of a name comes with it.
    for found in crate::names::find(&article) {
        for name in names.iter_mut().filter(|name| name.span == found.span && name.kind == found.kind) {
            (name.country, name.canonical, name.gender) = (found.country, found.canonical, found.gender);
        }
    }
    let date = annotated.date().and_then(|date| date.parse().ok());
    let actors = gather(&article, &names, date);
    // The scorer counts in characters.
    let bytes: Vec<u32> = annotated.text.char_indices().map(|(at, _)| at as u32).collect();
    output(&actors, |span| {
        let source = cleaned.text.to_source(span);
        [source.start(), source.end()].map(|at| bytes.partition_point(|&byte| byte < at))
    })
}

fn output(actors: &Actors, place: impl Fn(crate::text::CleanSpan) -> [usize; 2]) -> Vec<Value> {
    let form = |form| match form {
        MentionForm::Name => "name",
        MentionForm::Role => "role",
        MentionForm::Pronoun => "pronoun",
    };
    let kind = |kind| match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
    };
    (0..)
        .zip(actors.as_slice())
        .map(|(id, actor): (u32, _)| {
            let mentions: Vec<_> = actor
                .mentions
                .iter()
                .map(|mention| {
                    json!({
                        "span": place(mention.span), "form": form(mention.form), "rule": mention.rule.name()
                    })
                })
                .collect();
            json!({
                "id": id, "name": actor.name, "type": kind(actor.kind), "country": actor.country,
                "roles": actor.roles, "aliases": actor.aliases, "mentions": mentions
            })
        })
        .collect()
}
