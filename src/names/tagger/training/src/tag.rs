//! Tags texts with a weights file, in the form of the command's output, for the scorers.

use std::io::{BufRead, Write};

use rasid::training::{Reader, Weights};
use serde_json::{Value, json};

/// Reads lines `{"id", "text"}` and writes lines `{"id", "analysis"}` with names alone.
pub fn tag(weights: &Weights) {
    let stdout = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let input: Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        let text = input["text"].as_str().expect("text");
        let reader = Reader::new(text);
        let points = |byte: usize| text[..byte].chars().count();
        let actors: Vec<Value> = weights
            .tag(&reader)
            .iter()
            .filter(|tagging| tagging.kind < 3)
            .enumerate()
            .map(|(id, tagging)| {
                let first = reader.span(tagging.tokens.start);
                let (start, end) = (
                    reader.stem_start(tagging.tokens.start, tagging.stem),
                    reader.span(tagging.tokens.end - 1).end,
                );
                assert!(first.contains(&start));
                let kind = ["person", "organisation", "place"][tagging.kind as usize];
                json!({"id": id, "type": kind, "name": &text[start..end], "roles": [], "mentions": [
                    {"form": "name", "span": [points(start), points(end)], "p": tagging.probability}]})
            })
            .collect();
        let analysis = json!({"actors": actors, "quotes": [], "times": [], "timeline": [], "removed": [], "repairs": []});
        writeln!(stdout.lock(), "{}", json!({"id": input["id"], "analysis": analysis}))
            .expect("stdout is open");
    }
}
