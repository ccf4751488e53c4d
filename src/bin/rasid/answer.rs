//! From an item to its analysis.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rasid::{Analysis, Date, Options};
use serde::Deserialize;
use serde_json::Value;

use crate::encoding::decode;
use crate::input::{Body, Item, Markup, read_whole};

/// What became of an item.
pub(crate) struct Answer {
    pub(crate) id: Value,
    /// The text that the spans point into.
    pub(crate) source: String,
    pub(crate) outcome: Outcome,
}

pub(crate) enum Outcome {
    Analysis(Box<Analysis>),
    Error { line: u64, message: String },
}

struct Article {
    text: String,
    markup: Markup,
    date: Option<Date>,
}

/// Reads and analyses an item.
pub(crate) fn answer(item: Item, options: &Options) -> Answer {
    let Item { input, line, body } = item;
    let (id, article) = read(body);
    let mut source = String::new();
    let analysis = article.and_then(|Article { text, markup, date }| {
        let options = date.map_or_else(|| options.clone(), |date| options.clone().with_date(date));
        source = text;
        analyse(&source, markup, &options)
    });
    let outcome = match analysis {
        Ok(analysis) => Outcome::Analysis(Box::new(analysis)),
        Err(message) => {
            let message = input.map_or(message.clone(), |input| format!("{input}: {message}"));
            Outcome::Error { line, message }
        }
    };
    Answer { id, source, outcome }
}

/// Analyses a text of either markup.
///
/// # Errors
/// If the analysis panics.
pub(crate) fn analyse(text: &str, markup: Markup, options: &Options) -> Result<Analysis, String> {
    unless_it_panics(|| match markup {
        Markup::Text => rasid::analyse(text, options),
        Markup::Html => rasid::analyse_html(text, options),
    })
}

/// What `work` gives, or what it said when it panicked. The analysis is total, so that would be a bug;
/// but one article that meets it must not cost the archive.
fn unless_it_panics<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Nothing that the work has left half done is looked at again: it only borrows.
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let said = payload.downcast_ref::<&str>().copied();
        let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        format!("the analysis broke off, which is a bug in rasid: {}", said.unwrap_or("it did not say why"))
    })
}

/// The id of an item and its article, or why there is none.
fn read(body: Body) -> (Value, Result<Article, String>) {
    match body {
        Body::Json(line) => parse(&line),
        Body::File { id, path, markup } => {
            let bytes = File::open(&path).map_err(|error| error.to_string()).and_then(read_whole);
            let text = bytes.and_then(|bytes| decode(bytes, None));
            let article = text.map(|text| Article { text, markup, date: None });
            (id.into(), article.map_err(|message| format!("{}: {message}", path.display())))
        }
        Body::Bytes { id, bytes, markup, charset } => {
            let text = decode(bytes, charset.as_deref());
            (id.into(), text.map(|text| Article { text, markup, date: None }))
        }
        Body::Row { id, date, text, markup } => {
            let id = id.map_or(Ok(Value::Null), |id| decode(id, None).map(Value::String));
            let article = || {
                let date = date.map(|date| decode(date, None)).transpose()?;
                let date = date.as_deref().map(str::trim).filter(|date| !date.is_empty());
                Ok(Article { text: decode(text, None)?, markup, date: date.map(day).transpose()? })
            };
            match id {
                Ok(id) => (id, article()),
                Err(message) => (Value::Null, Err(message)),
            }
        }
        Body::Unread { id, message } => (id.into(), Err(message)),
    }
}

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    html: Option<String>,
    date: Option<String>,
}

fn parse(line: &[u8]) -> (Value, Result<Article, String>) {
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => return (id_of(line), Err(error.to_string())),
    };
    let (text, markup) = match (request.text, request.html) {
        (Some(text), None) => (text, Markup::Text),
        (None, Some(html)) => (html, Markup::Html),
        (Some(_), Some(_)) => return (request.id, Err("both \"text\" and \"html\" are given".into())),
        (None, None) => return (request.id, Err("neither \"text\" nor \"html\" is given".into())),
    };
    let date = request.date.as_deref().map(day).transpose();
    (request.id, date.map(|date| Article { text, markup, date }))
}

/// The day of a date, or of a moment as databases write it (`2019-12-19T10:00:00Z`).
fn day(text: &str) -> Result<Date, String> {
    let day = match text.as_bytes().get(10) {
        Some(b'T' | b' ') => text.get(..10).unwrap_or(text),
        _ => text,
    };
    day.parse().map_err(|error| format!("\"date\": {error}"))
}

/// The id of a line whose other fields cannot be read, if at least it is JSON.
fn id_of(line: &[u8]) -> Value {
    serde_json::from_slice::<Value>(line)
        .ok()
        .and_then(|mut value| value.get_mut("id").map(Value::take))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_the_article_alone() {
        assert_eq!(unless_it_panics(|| 7), Ok(7));
        let text = "abc".to_owned();
        let told = |work: fn(&str)| unless_it_panics(|| work(&text)).expect_err("it panics");
        assert_eq!(
            told(|_| panic!("no such place")),
            "the analysis broke off, which is a bug in rasid: no such place"
        );
        assert_eq!(
            told(|text| panic!("no place {}", text.len())),
            "the analysis broke off, which is a bug in rasid: no place 3"
        );
        assert_eq!(
            told(|_| std::panic::panic_any(7)),
            "the analysis broke off, which is a bug in rasid: it did not say why"
        );
    }
}
