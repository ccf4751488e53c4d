//! Markup: HTML as a page or a part of one, tags and entities in a text, Markdown, front matter.
//!
//! One way for all: what is markup becomes a removal, elements that stand alone become lines,
//! and the rest of the text keeps its place, so that all spans point into what was given.

mod element;
mod entity;
mod facts;
mod html;
mod jsonld;
mod markdown;
mod outline;
mod tag;
mod zone;

use std::cmp::Reverse;
use std::ops::Range;

use super::draft::Proposal;
use super::{Format, RemovalKind};
use crate::sort;
use facts::Facts;

/// What the markup of a text says.
#[derive(Debug, Default)]
pub(super) struct Markup {
    /// Sorted, without overlaps.
    pub(super) proposals: Vec<Proposal>,
    /// The text of the element that is the headline.
    pub(super) headline: Option<Range<usize>>,
    /// The text of the element that sums the article up.
    pub(super) deck: Option<Range<usize>>,
    /// What the page states of itself.
    pub(super) facts: Facts,
    /// Texts of parts that go as a whole and may name author, place, section or tags.
    pub(super) fragments: Vec<Fragment>,
}

/// A text between two tags in a part of the page that goes as a whole.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) at: Range<usize>,
    pub(super) kind: RemovalKind,
    /// Where that part starts.
    pub(super) zone: usize,
}

/// Reads the markup of `text`, if there is any.
///
/// HTML is markup throughout: white space is space, every tag is a tag, and it holds no Markdown.
/// In a text only what must be markup is read as such.
pub(super) fn read(text: &str, format: Format) -> Markup {
    let mut markup = html::read(text, format).unwrap_or_default();
    if markup.proposals.is_empty() && format == Format::Text {
        markup.proposals = markdown::read(text);
        markup.facts = facts::stated(text, markdown::fields(text));
        let tagged = html::inline(text);
        markup.proposals.extend(tagged);
        markup.proposals.extend(entity::repairs(text, 0..text.len(), format));
    }
    sort::by(&mut markup.proposals, |proposal| (proposal.at.start, Reverse(proposal.at.end)));
    markup
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::draft::Draft;
    use crate::time::Date;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut draft = Draft::new(text);
        draft.apply(&read(text, Format::Text).proposals);
        assert_eq!(draft.text(), expected);
    }

    #[track_caller]
    fn html(text: &str, expected: &str) {
        let mut draft = Draft::new(text);
        draft.apply(&read(text, Format::Html).proposals);
        assert_eq!(draft.text(), expected);
    }

    #[test]
    fn given_html_is_markup_throughout() {
        html("سطر\nسطر\r\n  سطر", "سطر سطر سطر");
        html("قال **نعم** <b>و</b>غادر", "قال **نعم** وغادر");
        html("<o:p>قال</o:p> <x-y>نعم</x-y> <الوطن>", "قال نعم <الوطن>");
        html("قال&nbsp&quotنعم&quot AT&T R&D &", "قال\u{a0}\"نعم\" AT&T R&D &");
        html("<pre>سطر\nسطر</pre>\n<p>سطر\nسطر", "سطر\nسطر\nسطر سطر");
        html("<ul><li>أول<li>ثان</ul><table><tr><td>ثالث<td>رابع</table>", "أول\nثان\nثالث\nرابع");
        html("أول<br>ثان<br/>ثالث", "أول\nثان\nثالث");
        html("", "");
        html("---\na: b\n---\nنص", "--- a: b --- نص");
    }

    #[test]
    fn paragraphs_of_a_page() {
        check("<p>قال <b>نعم</b>.</p>\n<p>ثم\n  غادر.</p>", "قال نعم.\nثم غادر.");
        check("<div><h1>عنوان</h1><p>نص</p></div>", "عنوان\nنص");
        check("<p>سطر<br>سطر</p>", "سطر\nسطر");
        check("<ul><li><a href='/'>الرئيسية</a></li><li><a>أخبار</a></li></ul>", "الرئيسية\nأخبار");
    }

    #[test]
    fn what_is_not_shown() {
        check("<p>نص</p><script>var a = '<p>x</p>';</script><style>p{}</style><!-- c --><p>نص</p>", "نص\nنص");
        check("<p>نص</p><div style='display: none'>سر</div><p hidden>سر</p>", "نص");
        check("<head><title>ع</title></head><body><p>نص</p></body>", "نص");
    }

    #[test]
    fn front_matter_states_the_date() {
        let text = "---\ntitle: \"عنوان\"\ndate: '2019-06-04'\nauthor: سالم العمري\n---\nنص";
        let facts = read(text, Format::Text).facts;
        let (at, date) = facts.published.expect("a date");
        assert_eq!((&text[at], date), ("2019-06-04", Date::new(2019, 6, 4).expect("a day")));
        assert_eq!(facts.authors.len(), 1);
    }

    #[test]
    fn entities() {
        check("قال&nbsp;&quot;نعم&quot; &amp; &#1587; &#x633;", "قال\u{a0}\"نعم\" & س س");
        check("AT&T; &notanentity; &", "AT&T; &notanentity; &");
    }

    #[test]
    fn signs_that_are_no_markup() {
        check("5 < 6 و 7 > 3 <3 <الوطن> <CNN>", "5 < 6 و 7 > 3 <3 <الوطن> <CNN>");
        check("أول <b>ثان</b>\nثالث", "أول ثان\nثالث");
        check("<!-- لم يغلق\nنص", "<!-- لم يغلق\nنص");
    }

    #[test]
    fn markdown() {
        check(
            "---\ntitle: عنوان\n---\n\n## فرع\n\nقال [سامي](http://a.b/c) **نعم**.\n\n![صورة](x.png)\n",
            "\n\nفرع\n\nقال سامي نعم.\n\n\n",
        );
        check("** جميع المقالات تمثل رأي كتابها", "** جميع المقالات تمثل رأي كتابها");
        check("#تونس في القمة", "#تونس في القمة");
    }

    #[test]
    fn hostile_input_is_linear() {
        for piece in ["<", "<!--", "<a href=\"", "<div>", "&", "&amp", "[", "![", "**", "</p>"] {
            let text = piece.repeat(100_000 / piece.len());
            for format in [Format::Text, Format::Html] {
                let mut draft = Draft::new(&text);
                draft.apply(&read(&text, format).proposals);
            }
        }
    }
}
