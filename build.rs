//! Compiles the word lists `src/data/**/*.tsv`, see `src/lexicon`.
//!
//! A list starts with `#` lines. One of them is `# columns: surface …` with the names of all
//! columns, separated by spaces; `# origin:` and `# licence:` must stand there too. The first
//! column holds the surface as it is printed; several spellings are joined by `|`. A line that
//! contradicts its header, repeats another or folds to nothing stops the build.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/text/fold.rs"]
mod fold;
#[path = "src/lexicon/pack.rs"]
mod pack;

/// Between entries of one phrase; `src/lexicon/table.rs` reads it.
const ENTRY_END: &str = "\u{1E}";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/data");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    println!("cargo::rerun-if-changed=src/lexicon/pack.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut names = Vec::new();
    let mut lists = Vec::new();
    for path in paths(Path::new("src/data"))? {
        let name = path.file_stem().ok_or("a list has a name")?.to_owned();
        if names.contains(&name) {
            return Err(format!("{}: another list has this name", path.display()).into());
        }
        names.push(name);
        let text = fs::read_to_string(&path)?;
        lists.push(read(&text).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let (packed, rows) = pack::pack(&lists);
    fs::write(out.join("lexicons"), packed)?;
    for (number, (name, rows)) in names.iter().zip(rows).enumerate() {
        fs::write(out.join(name).with_extension("number"), number.to_string())?;
        fs::write(out.join(name).with_extension("rows"), rows)?;
    }
    Ok(())
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(paths(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The folded phrases of a list with their rows; those of equal phrases in one.
fn read(text: &str) -> Result<pack::List, Box<dyn Error>> {
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

    Ok(entries.into_iter().map(|(key, group)| (key, group.join(ENTRY_END))).collect())
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
