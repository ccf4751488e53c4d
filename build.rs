//! Compiles the word lists `src/data/**/*.tsv` into automata and rows, see `src/lexicon`.
//!
//! A list starts with `#` lines. One of them is `# columns: surface …` with the names of all
//! columns, separated by spaces; `# origin:` and `# licence:` must stand there too. The first
//! column holds the surface as it is printed; several spellings are joined by `|`. A line that
//! contradicts its header, repeats another or folds to nothing stops the build.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/text/fold.rs"]
mod fold;

/// Between entries of one phrase; `src/lexicon/table.rs` reads it.
const ENTRY_END: &str = "\u{1E}";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/data");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut seen = BTreeSet::new();
    for path in lists(Path::new("src/data"))? {
        let name = path.file_stem().ok_or("a list has a name")?.to_owned();
        if !seen.insert(name.clone()) {
            return Err(format!("{}: another list has this name", path.display()).into());
        }
        let text = fs::read_to_string(&path)?;
        let (keys, rows) = compile(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        fs::write(out.join(&name).with_extension("fst"), keys)?;
        fs::write(out.join(&name).with_extension("rows"), rows)?;
    }
    Ok(())
}

fn lists(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            paths.extend(lists(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn compile(text: &str) -> Result<(Vec<u8>, String), Box<dyn Error>> {
    let header = |name: &str| text.lines().find_map(|line| line.strip_prefix(&format!("# {name}:")));
    header("origin").ok_or("no line '# origin:'")?;
    header("licence").ok_or("no line '# licence:'")?;
    let n_columns = header("columns").ok_or("no line '# columns:'")?.split_whitespace().count();

    let mut entries: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (idx, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let at = |message: &str| format!("line {}: {message}", idx + 1);
        if line.split('\t').count() != n_columns {
            return Err(at(&format!("expected {n_columns} columns")).into());
        }
        let (surfaces, rest) = line.split_once('\t').unwrap_or((line, ""));
        for surface in surfaces.split('|') {
            let key = fold_phrase(surface);
            if key.is_empty() {
                return Err(at("a surface is empty").into());
            }
            let group = entries.entry(key).or_default();
            if group.contains(&rest) {
                return Err(at(&format!("{surface} stands here twice with the same entry")).into());
            }
            group.push(rest);
        }
    }

    // Lists have far fewer different rows than surfaces, so equal rows are stored once.
    let mut rows = String::new();
    let mut numbers = HashMap::new();
    let mut keys = fst::MapBuilder::memory();
    for (key, group) in entries {
        let group = group.join(ENTRY_END);
        let next = numbers.len() as u64;
        let number = *numbers.entry(group.clone()).or_insert_with(|| {
            rows.push_str(&group);
            rows.push('\n');
            next
        });
        keys.insert(key, number)?;
    }
    Ok((keys.into_inner()?, rows))
}

/// Words in folded form with signs set apart, as the tokenizer would split them.
fn fold_phrase(surface: &str) -> String {
    let mut key = String::new();
    let mut previous_is_word = false;
    for c in fold::fold(surface).chars() {
        let is_word = c.is_alphanumeric();
        if c.is_whitespace() {
            previous_is_word = false;
            continue;
        }
        if !(key.is_empty() || is_word && previous_is_word) {
            key.push(' ');
        }
        key.push(c);
        previous_is_word = is_word;
    }
    key
}
