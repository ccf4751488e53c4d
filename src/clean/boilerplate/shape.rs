//! Lines of machine-made shape: addresses, handles, counters, clocks, rules, template leaks.
//!
//! This is the one place for regular expressions: such lines are ASCII in shape and no language.

use std::sync::LazyLock;

use regex::Regex;

use super::line::Line;
use crate::clean::RemovalKind;

/// Shapes with the kind of line they make; each covers the whole line.
static SHAPES: LazyLock<Vec<(Regex, RemovalKind)>> = LazyLock::new(|| {
    let shape = |pattern: &str, kind| (Regex::new(pattern).expect("the pattern is a constant"), kind);
    vec![
        // An address alone, or with a word before it.
        shape(r"^[^ ]{0,24}[ :]{0,3}https?://[^ ]+$", RemovalKind::Other),
        shape(r"^(?:www\.)[A-Za-z0-9./_-]+$", RemovalKind::Other),
        shape(
            r"^[^ ]{0,24}[ :]{0,3}[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$",
            RemovalKind::Byline,
        ),
        // A handle, with the name of the network.
        shape(r"^(?:[^ ]{2,20}[ :]{1,3})?@[A-Za-z0-9_]{2,30}$", RemovalKind::Share),
        // A mail address run together with a notice.
        shape(r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z]{2,4})+[^A-Za-z0-9 .].*$", RemovalKind::Other),
        // Counters and identifiers.
        shape(r"^(?:رقم|عدد|الكود)? ?[:#]? ?[0-9]{3,9}$", RemovalKind::Other),
        shape(
            r"^[0-9]{1,7} ?(?:زيارة|مشاهدة|قراءة|تعليق|تعليقات|مشاركة|views?|comments?|shares?).{0,40}$",
            RemovalKind::Other,
        ),
        shape(r"^(?:المدة|فيديو, المدة|فيديو، المدة|مدة الفيديو)[ :]*[0-9][0-9,.:]*$", RemovalKind::Other),
        shape(r"^(?:من )?[0-9]{1,2}:[0-9]{2}(?: ?(?:إلي|إلى|-) ?[0-9]{1,2}:[0-9]{2})?$", RemovalKind::Other),
        // Counter and date of a list of stories.
        shape(r"^[0-9]{1,6} \| .{4,30}$", RemovalKind::DateLine),
        // Leaks of templates and shortcodes, ends of comments.
        shape(r"^\{[a-z_]+\}$", RemovalKind::Other),
        shape(r"^\[/?[a-z_]+[a-z0-9_ =]*\]$", RemovalKind::Other),
        shape(r"^.{0,8}!?-->.{0,3}$", RemovalKind::Other),
        // Initials of editors.
        shape(
            r"^(?:[\u{0621}-\u{064A}]\u{0640}?[. ]{1,2}[\u{0621}-\u{064A}]\u{0640}?[. ]{0,2}/ ?){1,4}(?:[\u{0621}-\u{064A}]\u{0640}?[. ]{0,2}){0,3}$",
            RemovalKind::Byline,
        ),
        shape(r"^.{0,90}\u{A9}.{0,110}$", RemovalKind::Copyright),
        shape(r"^[0-9]{1,4}[A-Za-z]{2,12}$", RemovalKind::Other),
        // Time stamps of machines.
        shape(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9T:+|. Z/-]{6,60}$", RemovalKind::DateLine),
        shape(r"^.{5,90} تصوير ?[:/-].{3,30}$", RemovalKind::Caption),
        // Mastheads, also run together with the name.
        shape(r"^.{0,60}رئيس مجلس الإدارة.{0,4}رئيس التحرير.{0,40}$", RemovalKind::Other),
        shape(r"^.{0,30}رئيس التحرير[\u{0621}-\u{064A}].{0,30}$", RemovalKind::Other),
        // Pages of a list.
        shape(r"^- Home - /.*$", RemovalKind::Crumb),
    ]
});

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
    SHAPES.iter().find(|(shape, _)| shape.is_match(line.text)).map(|&(_, kind)| kind)
}
