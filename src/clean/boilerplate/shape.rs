//! Lines of machine-made shape: addresses, handles, counters, clocks, rules, template leaks.
//!
//! This is the one place for regular expressions: such lines are ASCII in shape and no language.

use std::sync::OnceLock;

use regex::Regex;

use super::line::Line;
use crate::clean::RemovalKind;

/// What a line must hold before an expression is tried on it: expressions are the slow part.
#[derive(Clone, Copy)]
enum Hint {
    Text(&'static str),
    Digit,
}

impl Hint {
    fn is_in(self, line: &str) -> bool {
        match self {
            Self::Text(text) => line.contains(text),
            Self::Digit => line.bytes().any(|b| b.is_ascii_digit()),
        }
    }
}

struct Shape {
    hint: Hint,
    pattern: &'static str,
    /// Compiled when a line first has the hint: most articles have none.
    expression: OnceLock<Regex>,
    kind: RemovalKind,
}

const fn shape(hint: Hint, pattern: &'static str, kind: RemovalKind) -> Shape {
    Shape { hint, pattern, expression: OnceLock::new(), kind }
}

impl Shape {
    fn is_match(&self, line: &str) -> bool {
        let compile = || Regex::new(self.pattern).expect("the pattern is a constant, and a test compiles it");
        self.expression.get_or_init(compile).is_match(line)
    }
}

/// Shapes with the kind of line they make; each covers the whole line.
static SHAPES: [Shape; 22] = [
    // An address alone, or with a word before it.
    shape(Hint::Text("http"), r"^[^ ]{0,24}[ :]{0,3}https?://[^ ]+$", RemovalKind::Other),
    shape(Hint::Text("www."), r"^(?:www\.)[A-Za-z0-9./_-]+$", RemovalKind::Other),
    shape(
        Hint::Text("@"),
        r"^[^ ]{0,24}[ :]{0,3}[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$",
        RemovalKind::Byline,
    ),
    // A handle, with the name of the network.
    shape(Hint::Text("@"), r"^(?:[^ ]{2,20}[ :]{1,3})?@[A-Za-z0-9_]{2,30}$", RemovalKind::Share),
    // A mail address run together with a notice.
    shape(
        Hint::Text("@"),
        r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z]{2,4})+[^A-Za-z0-9 .].*$",
        RemovalKind::Other,
    ),
    // Counters and identifiers.
    shape(Hint::Digit, r"^(?:رقم|عدد|الكود)? ?[:#]? ?[0-9]{3,9}$", RemovalKind::Other),
    shape(
        Hint::Digit,
        r"^[0-9]{1,7} ?(?:زيارة|مشاهدة|قراءة|تعليق|تعليقات|مشاركة|views?|comments?|shares?).{0,40}$",
        RemovalKind::Other,
    ),
    shape(
        Hint::Digit,
        r"^(?:المدة|فيديو, المدة|فيديو، المدة|مدة الفيديو)[ :]*[0-9][0-9,.:]*$",
        RemovalKind::Other,
    ),
    shape(
        Hint::Digit,
        r"^(?:من )?[0-9]{1,2}:[0-9]{2} ?(?:إلي|إلى|-) ?[0-9]{1,2}:[0-9]{2}$",
        RemovalKind::Other,
    ),
    // Counter and date of a list of stories.
    shape(Hint::Digit, r"^[0-9]{1,6} \| .{4,30}$", RemovalKind::DateLine),
    // Leaks of templates and shortcodes, ends of comments.
    shape(Hint::Text("{"), r"^\{[a-z_]+\}$", RemovalKind::Other),
    shape(Hint::Text("["), r"^\[/?[a-z_]+[a-z0-9_ =]*\]$", RemovalKind::Other),
    shape(Hint::Text("-->"), r"^.{0,8}!?-->.{0,3}$", RemovalKind::Other),
    // Initials of editors.
    shape(
        Hint::Text("/"),
        r"^(?:[\u{0621}-\u{064A}]\u{0640}?[. ]{1,2}[\u{0621}-\u{064A}]\u{0640}?[. ]{0,2}/ ?){1,4}(?:[\u{0621}-\u{064A}]\u{0640}?[. ]{0,2}){0,3}$",
        RemovalKind::Byline,
    ),
    shape(Hint::Text("\u{A9}"), r"^.{0,90}\u{A9}.{0,110}$", RemovalKind::Copyright),
    shape(Hint::Digit, r"^[0-9]{1,4}[A-Za-z]{2,12}$", RemovalKind::Other),
    // Time stamps of machines.
    shape(Hint::Digit, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9T:+|. Z/-]{6,60}$", RemovalKind::DateLine),
    shape(Hint::Text("تصوير"), r"^.{5,90} تصوير ?[:/-].{3,30}$", RemovalKind::Caption),
    // Mastheads, also run together with the name.
    shape(
        Hint::Text("رئيس التحرير"),
        r"^.{0,60}رئيس مجلس الإدارة.{0,4}رئيس التحرير.{0,40}$",
        RemovalKind::Other,
    ),
    shape(Hint::Text("رئيس التحرير"), r"^.{0,30}رئيس التحرير[\u{0621}-\u{064A}].{0,30}$", RemovalKind::Other),
    // Buttons for the size of letters, hearts and counters.
    shape(Hint::Text("A"), r"^[0-9A+ \u{2764}\u{FE0F}-]{2,14}$", RemovalKind::Share),
    // Pages of a list.
    shape(Hint::Text("Home"), r"^- Home - /.*$", RemovalKind::Crumb),
];

/// The kind that the shape of `line` gives it.
pub(super) fn kind(line: &Line<'_>) -> Option<RemovalKind> {
    if line.n_words == 0
        && line.tokens.as_slice().iter().all(|token| token.kind != crate::segment::TokenKind::Number)
    {
        return Some(RemovalKind::Other);
    }
    if line.n_chars > 200 || !line.text.bytes().any(|b| b.is_ascii_graphic()) && !line.text.contains("رئيس")
    {
        return None;
    }
    // Longer lines with figures are prose.
    let fits = |shape: &&Shape| {
        (line.n_chars <= 80 || matches!(shape.hint, Hint::Text(_)))
            && shape.hint.is_in(line.text)
            && shape.is_match(line.text)
    };
    SHAPES.iter().find(fits).map(|shape| shape.kind)
}

/// Whether `line` is nothing but hashtags.
pub(super) fn is_hashtags(line: &Line<'_>) -> bool {
    line.text.starts_with('#')
        && line.n_chars <= 200
        && line.text.split_whitespace().all(|word| word.len() > 1 && word.starts_with('#'))
}

/// Whether `line` is initials of editors: "n.b", "m.r/ s.k".
pub(super) fn is_initials(line: &Line<'_>) -> bool {
    line.n_chars <= 20
        && line.text.contains(['.', '/'])
        && (1..=6).contains(&line.n_words)
        && (0..line.tokens.len()).all(|idx| {
            !super::line::is_word(&line.tokens, idx) || line.tokens.folded(idx).chars().count() == 1
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_patterns_compile() {
        for shape in &SHAPES {
            assert!(!shape.is_match("\u{0}"), "{}", shape.pattern);
        }
    }
}
