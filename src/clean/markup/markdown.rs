//! Markdown and front matter.
//!
//! Stars, brackets and hashes are ordinary signs too: they are taken for Markdown only where the
//! text shows it knows Markdown, by its front matter, its links or its headings.

use std::ops::Range;

use crate::clean::RemovalKind;
use crate::clean::draft::Proposal;
use crate::sort;

/// The markup of `text`, sorted; nothing if it is no Markdown.
pub(super) fn read(text: &str) -> Vec<Proposal> {
    let front = front_matter(text);
    let body = front.as_ref().map_or(0, |front| front.end);
    let n_headings = text[body..].lines().filter(|line| heading(line).is_some()).count();
    let n_links = text[body..].match_indices("](").count();
    let has_bold = text[body..].lines().any(has_bold);
    if front.is_none() && n_headings < 2 && n_links == 0 && !has_bold {
        return Vec::new();
    }
    let mut cuts: Vec<Range<usize>> = front.into_iter().collect();
    let mut start = body;
    let mut is_code = false;
    for line in text[body..].split_inclusive('\n') {
        let trimmed = line.trim();
        let content = start..start + line.trim_end_matches(['\r', '\n']).len();
        if trimmed.starts_with("```") {
            is_code = !is_code;
            cuts.push(content);
        } else if is_code || is_definition(trimmed) || is_rule(trimmed) || is_component(trimmed) {
            cuts.push(content);
        } else {
            if let Some(length) = heading(line).or_else(|| line.starts_with("> ").then_some(2)) {
                cuts.push(start..start + length);
            }
            inline(&text[content.clone()], content.start, &mut cuts);
        }
        start += line.len();
    }
    cuts.into_iter()
        .filter(|cut| !cut.is_empty())
        .map(|cut| Proposal::removal(cut, RemovalKind::Markup))
        .collect()
}

/// The block between two lines of dashes at the very start.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let opened = text.len() - rest.len();
    let mut at = opened;
    let mut n_fields = 0;
    for line in rest.split_inclusive('\n').take(80) {
        if line.trim_end() == "---" {
            return (n_fields > 0).then_some(0..at + line.trim_end().len());
        }
        n_fields +=
            usize::from(line.split_once(':').is_some_and(|(name, _)| !name.is_empty() && name.is_ascii()));
        at += line.len();
    }
    None
}

/// The fields of the front matter: names, and where their values stand without quotation marks.
pub(super) fn fields(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let block = front_matter(text).map_or("", |block| &text[block]);
    let mut end = 0;
    block.split_inclusive('\n').filter_map(move |line| {
        end += line.len();
        let (name, value) = line.split_once(':')?;
        let inner = value.trim().trim_matches(['"', '\'']);
        let start = end - value.len() + value.find(inner)?;
        (!name.starts_with(char::is_whitespace)).then_some((name, start..start + inner.len()))
    })
}

/// Whether a line has a phrase between two pairs of stars.
fn has_bold(line: &str) -> bool {
    let Some((_, rest)) = line.split_once("**") else { return false };
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '\u{AB}')
        && rest.split_once("**").is_some_and(|(phrase, _)| !phrase.ends_with(' ') && !phrase.is_empty())
}

/// Length of "### " at the start of a heading.
fn heading(line: &str) -> Option<usize> {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    ((1..=6).contains(&hashes) && line[hashes..].starts_with(' ')).then_some(hashes + 1)
}

/// `[1]: http://…`.
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]: ").is_some_and(|(_, target)| target.starts_with("http"))
}

/// Lines of dashes, stars or the rule of a table.
fn is_rule(line: &str) -> bool {
    line.len() > 2 && line.bytes().all(|b| matches!(b, b'-' | b'*' | b'_' | b'|' | b':' | b' ' | b'='))
}

/// Imports and attributes of embedded components.
fn is_component(line: &str) -> bool {
    line.starts_with("import ") && line.ends_with(['\'', '"', ';']) || line == "/>"
}

/// Links, images and emphasis of one line; `offset` is where it starts.
fn inline(line: &str, offset: usize, cuts: &mut Vec<Range<usize>>) {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut open_bracket: Option<usize> = None;
    let mut open_star: Option<Range<usize>> = None;
    let first = cuts.len();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(|b| b"\\[]()*_#`".contains(b)) => {
                cuts.push(offset + at..offset + at + 1);
                at += 2;
                continue;
            }
            b'[' => open_bracket = Some(at),
            b']' if bytes.get(at + 1) == Some(&b'(') && open_bracket.is_some() => {
                let open = open_bracket.take().unwrap_or(at);
                let Some(length) = line[at..].find(')').filter(|&length| length < 2000) else {
                    at += 1;
                    continue;
                };
                let end = at + length + 1;
                if open > 0 && bytes[open - 1] == b'!' {
                    cuts.push(offset + open - 1..offset + end);
                } else {
                    cuts.push(offset + open..offset + open + 1);
                    cuts.push(offset + at..offset + end);
                }
                at = end;
                continue;
            }
            b'*' | b'_' => {
                let run = bytes[at..].iter().take_while(|&&b| b == bytes[at]).count();
                let marker = at..at + run;
                if run <= 3 && !(bytes[at] == b'_' && run == 1) {
                    match open_star.take() {
                        Some(open)
                            if open.len() == run
                                && bytes[open.start] == bytes[at]
                                && at > 0
                                && bytes[at - 1] != b' ' =>
                        {
                            cuts.push(offset + open.start..offset + open.end);
                            cuts.push(offset + marker.start..offset + marker.end);
                        }
                        _ if bytes.get(at + run).is_some_and(|&b| b != b' ') => open_star = Some(marker),
                        _ => {}
                    }
                }
                at += run;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    sort::by(&mut cuts[first..], |cut| cut.start);
}
