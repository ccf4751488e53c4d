//! Annotated articles, for all tests that compare with them: `text/<id>.txt` and `ann/<id>.gold.json`.
//!
//! The annotation counts its places in code points; here they are bytes of the text.

#![allow(dead_code, reason = "every test uses its part")]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// An article and what is known of it.
pub(crate) struct Annotated {
    pub(crate) id: String,
    pub(crate) text: String,
    gold: Value,
    /// The byte at which each character starts, and the end.
    bytes: Vec<usize>,
}

/// The folder of the project's own articles.
pub(crate) fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles")
}

/// The optional folder of annotated news beside the checkout; where it is not, a line says so.
pub(crate) fn news_folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/dev");
    if !folder.exists() {
        eprintln!("left out: there is no {}", folder.display());
    }
    Some(folder).filter(|folder| folder.exists())
}

/// The articles of a folder, sorted by name.
pub(crate) fn read(folder: &Path) -> Vec<Annotated> {
    let mut ids: Vec<_> = fs::read_dir(folder.join("ann"))
        .expect("a folder of annotated articles")
        .filter_map(|file| file.ok()?.file_name().to_str()?.strip_suffix(".gold.json").map(str::to_owned))
        .collect();
    ids.sort();
    ids.into_iter()
        .map(|id| {
            let text = fs::read_to_string(folder.join(format!("text/{id}.txt"))).expect("its text");
            let gold = fs::read_to_string(folder.join(format!("ann/{id}.gold.json"))).expect("just listed");
            Annotated::new(id, text, serde_json::from_str(&gold).expect("annotations are JSON"))
        })
        .collect()
}

impl Annotated {
    pub(crate) fn new(id: String, text: String, gold: Value) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { id, text, gold, bytes }
    }

    /// The day of the article, as it is written in ISO 8601.
    pub(crate) fn date(&self) -> Option<&str> {
        self.gold["reference_date"].as_str()
    }

    /// What is annotated under `key`.
    pub(crate) fn list(&self, key: &str) -> impl Iterator<Item = &Value> {
        self.gold[key].as_array().into_iter().flatten()
    }

    /// The place that a pair of code points means.
    pub(crate) fn place(&self, pair: &Value) -> Option<Range<usize>> {
        let at = |n: usize| self.bytes.get(usize::try_from(pair[n].as_u64()?).ok()?).copied();
        Some(at(0)?..at(1)?)
    }

    /// The place of the title.
    pub(crate) fn title(&self) -> Option<Range<usize>> {
        self.place(&self.gold["title"])
    }
}
