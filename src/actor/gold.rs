//! Measures this layer apart from the names: the names of annotated articles go in, actors come
//! out in the form that the scorer reads.
//!
//! Does nothing unless `RASID_GOLD` names a folder with `text/` and `ann/`; the lines go to the
//! file that `RASID_GOLD_OUT` names.

use std::io::Write;
use std::path::PathBuf;
use std::{env, fs};

use serde_json::{Value, json};

use super::{Actors, MentionForm, gather};
use crate::article::Article;
use crate::clean::{Format, clean};
use crate::confidence::Confidence;
use crate::names::{EntityKind, NameMention};
use crate::text::SourceSpan;

#[test]
fn actors_of_annotated_names() -> Result<(), Box<dyn std::error::Error>> {
    let (Some(gold), Some(out)) = (env::var_os("RASID_GOLD"), env::var_os("RASID_GOLD_OUT")) else {
        return Ok(());
    };
    let gold = PathBuf::from(gold);
    let mut out = fs::File::create(out)?;
    let mut files: Vec<_> = fs::read_dir(gold.join("ann"))?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".gold.json") else { continue };
        let text = fs::read_to_string(gold.join("text").join(format!("{id}.txt")))?;
        let annotation: Value = serde_json::from_str(&fs::read_to_string(file.path())?)?;
        writeln!(out, "{}", json!({"id": id, "analysis": {"actors": actors_of(&text, &annotation)}}))?;
    }
    Ok(())
}

fn actors_of(text: &str, annotation: &Value) -> Vec<Value> {
    let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let offset = |value: &Value| bytes.get(value.as_u64().unwrap_or(0) as usize).copied().unwrap_or(0);
    let kind_of = |actor: &Value| {
        let all = annotation["actors"].as_array().into_iter().flatten();
        match all.filter(|other| other["id"] == *actor).find_map(|found| found["type"].as_str()) {
            Some("person") => EntityKind::Person,
            Some("organisation") => EntityKind::Organisation,
            _ => EntityKind::Place,
        }
    };
    let cleaned = clean(text, Format::Text);
    let article = Article::new(&cleaned);
    let mut names: Vec<NameMention> = annotation["mentions"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|mention| mention["form"] == "name" && mention["dropped"] == false)
        .map(|mention| {
            let source = SourceSpan::new(offset(&mention["core"][0]), offset(&mention["core"][1]));
            NameMention {
                span: cleaned.text.to_clean(source),
                kind: kind_of(&mention["actor"]),
                confidence: Confidence::new(99),
                rule: "gold",
                country: None,
                canonical: None,
                gender: None,
            }
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
    let date = annotation["reference_date"].as_str().and_then(|date| date.parse().ok());
    let actors = gather(&article, &names, date);
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
                        "span": place(mention.span), "form": form(mention.form), "rule": mention.rule
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
