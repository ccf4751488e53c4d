//! Everything that is found in the test articles, as text that a person can read and review.
//!
//! `tests/golden/<article>.txt` holds a line for each finding, in the order of the output:
//!
//! ```text
//! date 2021-06-15 text "15 …"          value, origin, the words that state it
//! title "…"
//! removed crumb "…"
//! repaired broken "…" -> "…"
//! actor 0 person "…" SY                id, type, name, country
//!   role "…" | alias "…"
//!   name "…" 0.97 rule                 one line for each mention: form, surface, confidence, rule
//! quote direct "…"                     kind, content
//!   cue "…" lemma stance | speaker 0 "…" | via 3 | 0.90 rule
//! time DATE "…" = 2021-06-15
//! event 2021-06-15 "…" actors [0] : label
//! ```
//!
//! A change of the analysis shows as a difference of these files, right or wrong: they record what
//! is found, `tests/articles/ann` what should be. `UPDATE=1 cargo test --test golden` writes them
//! anew; read the difference before you commit it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rasid::{Analysis, OffsetUnit, Options, Span, analyse};

#[test]
fn findings_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let list =
        fs::read_to_string(folder.join("articles/ARTICLES.tsv")).expect("the list of articles is there");
    let update = env::var_os("UPDATE").is_some();
    let mut changed = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(file), Some(date)) = (columns.next(), columns.next()) else {
            panic!("no date column: {line}")
        };
        let text =
            fs::read_to_string(folder.join("articles/text").join(file)).expect("listed articles are there");
        let mut options = Options::default().with_offsets(OffsetUnit::Byte);
        if !date.is_empty() {
            options = options.with_date(date.parse().expect("dates of the list are dates"));
        }
        let found = describe(&text, &analyse(&text, &options));
        let path: PathBuf = folder.join("golden").join(file);
        if update {
            fs::write(&path, found).expect("the folder can be written");
        } else if fs::read_to_string(&path).unwrap_or_default() != found {
            let actual = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
            fs::write(&actual, found).expect("the folder can be written");
            changed.push(format!("diff {} {}", path.display(), actual.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "findings changed; see\n{}\nand, if that is right, run UPDATE=1 cargo test --test golden",
        changed.join("\n")
    );
}

fn describe(text: &str, analysis: &Analysis) -> String {
    let of = |[start, end]: Span| text[start as usize..end as usize].replace(['\n', '\r'], "\u{23CE}");
    let maybe = |span: Option<Span>| span.map_or(String::new(), |span| format!(" \"{}\"", of(span)));
    let number = |id: Option<u32>| id.map_or("-".to_owned(), |id| id.to_string());
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    let date = &analysis.date;
    line(format!("date {} {}{}", date.value.as_deref().unwrap_or("-"), date.origin, maybe(date.span)));
    line(format!("title{}", maybe(analysis.title)));
    if let Some(outlet) = &analysis.outlet {
        line(format!("outlet \"{}\"{}", outlet.name, maybe(Some(outlet.span))));
    }
    for removed in &analysis.removed {
        line(format!("removed {}{}", removed.kind, maybe(Some(removed.span))));
    }
    for repair in &analysis.repairs {
        line(format!("repaired {}{} -> \"{}\"", repair.kind, maybe(Some(repair.span)), repair.plain));
    }
    for sentence in &analysis.sentences {
        line(format!("sentence{}", maybe(Some(*sentence))));
    }
    for actor in &analysis.actors {
        let country = actor.country.as_deref().unwrap_or("");
        line(format!("actor {} {} \"{}\" {country}", actor.id, actor.kind, actor.name));
        let mut names = String::new();
        for role in &actor.roles {
            let _ = write!(names, " role \"{role}\"");
        }
        for alias in &actor.aliases {
            let _ = write!(names, " alias \"{alias}\"");
        }
        if !names.is_empty() {
            line(format!(" {names}"));
        }
        for mention in &actor.mentions {
            let span = maybe(Some(mention.span));
            line(format!("  {}{span} {:.2} {}", mention.form, mention.confidence, mention.rule));
        }
    }
    for quote in &analysis.quotes {
        line(format!("quote {}{}", quote.kind, maybe(Some(quote.span))));
        let cue = quote
            .cue
            .as_ref()
            .map_or("-".to_owned(), |cue| format!("\"{}\" {} {}", of(cue.span), cue.lemma, cue.stance));
        line(format!(
            "  cue {cue} | speaker {}{} | via {} | {:.2} {}",
            number(quote.speaker),
            maybe(quote.speaker_span),
            number(quote.via),
            quote.confidence,
            quote.rule
        ));
    }
    for time in &analysis.times {
        let modifier = time.modifier.unwrap_or("");
        let edtf = time.edtf.as_deref().unwrap_or("");
        line(format!("time {}{} = {} {modifier} {edtf}", time.kind, maybe(Some(time.span)), time.value));
    }
    for event in &analysis.timeline {
        line(format!(
            "event {}{} actors {:?} : {}",
            event.value,
            maybe(event.event),
            event.actors,
            event.label
        ));
    }
    for note in &analysis.notes {
        line(format!("note {note}"));
    }
    out
}
