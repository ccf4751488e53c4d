//! JSON-LD: what a page says of its article for machines, in scripts of JSON.
//!
//! A tolerant reader of strings and their nesting, all that is asked for. It makes one pass, keeps
//! a bounded number of values, and stops where the text is no JSON any more: pages cut off, with
//! raw line breaks in their strings or trailing commas are read as far as they go.

use std::ops::Range;

/// Deeper nesting is not read.
const MAX_DEPTH: usize = 32;
/// Longer keys are none that are asked for.
const MAX_KEY: usize = 40;
/// So many values describe any page.
const MAX_VALUES: usize = 4000;

/// An object of the script. Values of an array count as several values of one key.
#[derive(Debug, Default)]
pub(super) struct Object {
    /// The object that it stands in, and under which key.
    pub(super) parent: Option<usize>,
    pub(super) key: String,
    /// Its strings: key and place between the quotes.
    pub(super) strings: Vec<(String, Range<usize>)>,
}

impl Object {
    /// The places of the strings under `key`.
    pub(super) fn strings<'o>(&'o self, key: &'o str) -> impl Iterator<Item = Range<usize>> + 'o {
        self.strings.iter().filter(move |(own, _)| own == key).map(|(_, at)| at.clone())
    }
}

/// The objects within `at` of `text`, in the order of their opening braces.
pub(super) fn objects(text: &str, at: Range<usize>) -> Vec<Object> {
    struct Frame {
        object: Option<usize>,
        is_object: bool,
        key: String,
    }
    let bytes = text.as_bytes();
    let mut objects: Vec<Object> = Vec::new();
    let mut stack: Vec<Frame> = Vec::new();
    let mut n_values = 0;
    let mut pos = at.start;
    while pos < at.end && n_values < MAX_VALUES {
        match bytes[pos] {
            b'{' | b'[' if stack.len() >= MAX_DEPTH => break,
            b'{' => {
                let (parent, key) =
                    stack.last().map_or((None, String::new()), |frame| (frame.object, frame.key.clone()));
                objects.push(Object { parent, key, strings: Vec::new() });
                stack.push(Frame { object: Some(objects.len() - 1), is_object: true, key: String::new() });
                n_values += 1;
            }
            b'[' => {
                let (object, key) =
                    stack.last().map_or((None, String::new()), |frame| (frame.object, frame.key.clone()));
                stack.push(Frame { object, is_object: false, key });
            }
            b'}' | b']' => {
                stack.pop();
            }
            b'"' => {
                let Some(end) = string_end(bytes, pos + 1, at.end) else { break };
                let string = pos + 1..end;
                let next = bytes[end + 1..at.end].iter().position(|b| !b.is_ascii_whitespace());
                let is_key = next.is_some_and(|offset| bytes[end + 1 + offset] == b':');
                if let Some(frame) = stack.last_mut() {
                    if is_key && frame.is_object {
                        frame.key.clear();
                        if string.len() <= MAX_KEY {
                            frame.key.push_str(&text[string]);
                        }
                    } else if let Some(object) = frame.object.and_then(|idx| objects.get_mut(idx)) {
                        object.strings.push((frame.key.clone(), string));
                        n_values += 1;
                    }
                }
                pos = end;
            }
            _ => {}
        }
        pos += 1;
    }
    objects
}

/// The place of the quote that closes the string from `start` on.
fn string_end(bytes: &[u8], start: usize, limit: usize) -> Option<usize> {
    let mut pos = start;
    while pos < limit {
        match bytes[pos] {
            b'"' => return Some(pos),
            b'\\' => pos += 2,
            _ => pos += 1,
        }
    }
    None
}

/// A string with its escapes resolved.
pub(super) fn unescape(raw: &str) -> String {
    if !raw.contains('\\') {
        return raw.to_owned();
    }
    // Characters beyond the first plane are escaped as two units.
    let mut units: Vec<u16> = Vec::with_capacity(raw.len());
    let push = |units: &mut Vec<u16>, c: char| units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let escaped = if c == '\\' { rest.chars().next() } else { None };
        let Some(escaped) = escaped else {
            push(&mut units, c);
            continue;
        };
        rest = &rest[escaped.len_utf8()..];
        match escaped {
            'n' | 'r' | 't' | 'b' | 'f' => push(&mut units, ' '),
            'u' => {
                let code = rest.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
                if let Some(code) = code {
                    rest = &rest[4..];
                    units.push(code);
                }
            }
            other => push(&mut units, other),
        }
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &[(&str, &str)]) {
        let objects = objects(json, 0..json.len());
        let found: Vec<(String, String)> = objects
            .iter()
            .flat_map(|object| &object.strings)
            .map(|(key, at)| (key.clone(), unescape(&json[at.clone()])))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(key, text)| (&**key, &**text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn strings_and_their_keys() {
        check(r#"{"a": "x", "n": 3, "b": {"c": "y"}}"#, &[("a", "x"), ("c", "y")]);
        check(r#"[{"k": ["x", "y"]}]"#, &[("k", "x"), ("k", "y")]);
        check(r#"{"a": "\u0633\"\/", "e": "\ud83d\ude00"}"#, &[("a", "س\"/"), ("e", "\u{1F600}")]);
    }

    #[test]
    fn nesting_is_known() {
        let json = r#"{"@graph": [{"author": [{"name": "x"}]}]}"#;
        let objects = objects(json, 0..json.len());
        assert_eq!((objects[2].parent, &*objects[2].key), (Some(1), "author"));
        assert_eq!((objects[1].parent, &*objects[1].key), (Some(0), "@graph"));
    }

    #[test]
    fn what_is_no_json_is_read_as_far_as_it_goes() {
        check("", &[]);
        check("}}]\"a\": \"b\"", &[]);
        check(r#"{"a": "x", "b": "not closed"#, &[("a", "x")]);
        check("{\"a\": \"x\ny\",}", &[("a", "x\ny")]);
        check(r#"{"a": "\"#, &[]);
        assert_eq!(unescape(r"\u06"), "06");
        assert_eq!(unescape(r"\uصصصص"), "صصصص");
        let deep = "[{\"a\":".repeat(50_000);
        assert!(objects(&deep, 0..deep.len()).len() <= MAX_DEPTH);
    }
}
