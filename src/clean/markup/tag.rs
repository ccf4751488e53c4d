//! Tags as the tokenizer of the standard finds them, with their places.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};

use super::element::{self, Class};
use crate::clean::{Format, RemovalKind};

/// A start tag, an end tag, a comment or a doctype.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) at: Range<usize>,
    pub(super) name: String,
    pub(super) class: Class,
    pub(super) is_end: bool,
    pub(super) is_hidden: bool,
    pub(super) zone: Option<Class>,
    /// It leads to another page.
    pub(super) is_link: bool,
    /// What the page states for machines: the name, the value with its place, and whether it is
    /// the name of microdata.
    pub(super) property: String,
    pub(super) content: Option<(Range<usize>, String)>,
    /// The `type` of a script.
    pub(super) kind: String,
}

/// Whether a tag may stand in `text`, by a look at what follows its angle brackets.
pub(super) fn may_have_tags(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(offset) = text[from..].find('<') {
        from += offset + 1;
        if bytes.get(from).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!')) {
            return true;
        }
    }
    false
}

/// All tags of elements that HTML has, and comments; in order, without overlaps. In HTML, tags of
/// other names are tags as well; in a text they are words in angle brackets.
pub(super) fn tags(text: &str, format: Format) -> Vec<Tag> {
    let class = |name: &str| element::class(name).or((format == Format::Html).then_some(Class::Inline));
    let mut tags: Vec<Tag> = Vec::new();
    let mut open: Option<Tag> = None;
    let mut attribute = String::new();
    tokenize(text, &mut |event, span| {
        let lower = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_ascii_lowercase();
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let name = lower(name);
                open = class(&name).map(|class| Tag::new(span.start..span.end, name, class));
            }
            CallbackEvent::AttributeName { name } => {
                attribute = lower(name);
                if let Some(tag) = &mut open {
                    tag.is_hidden |= attribute == "hidden";
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(tag) = &mut open {
                    tag.attribute(&attribute, &String::from_utf8_lossy(value), span.start..span.end);
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(mut tag) = open.take() {
                    tag.at.end = span.end;
                    tags.push(tag);
                }
            }
            CallbackEvent::EndTag { name } => {
                let name = lower(name);
                if let Some(class) = class(&name) {
                    tags.push(Tag { is_end: true, ..Tag::new(span.start..span.end, name, class) });
                }
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                tags.push(Tag::new(span.start..span.end, String::new(), Class::Inline));
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
        }
    });
    // A tag that does not look like one in the source (the text ended in it) is left alone.
    let mut end = 0;
    tags.retain(|tag| {
        let is_sound = tag.at.start >= end
            && text.get(tag.at.clone()).is_some_and(|tag| tag.starts_with('<') && tag.ends_with('>'));
        if is_sound {
            end = tag.at.end;
        }
        is_sound
    });
    tags
}

/// What the standard's tokenizer finds in `text`, with places in bytes.
///
/// Every reader of marks comes here: the tokenizer is compiled anew for each kind of callback.
pub(super) fn tokenize(text: &str, on: &mut dyn FnMut(CallbackEvent<'_>, html5gum::Span<usize>)) {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span| -> Option<Infallible> {
        on(event, span);
        None
    });
    emitter.naively_switch_states(true);
    // The callback takes all there is; no token comes out.
    Tokenizer::new_with_emitter(text, emitter).for_each(drop);
}

/// Microdata that credits an article.
const CREDITS: [(&str, RemovalKind); 5] = [
    ("author", RemovalKind::Byline),
    ("publisher", RemovalKind::Byline),
    ("datePublished", RemovalKind::DateLine),
    ("dateModified", RemovalKind::DateLine),
    ("dateCreated", RemovalKind::DateLine),
];

/// Declarations that hide an element, without white space.
const HIDING: [&str; 5] =
    ["display:none", "visibility:hidden", "font-size:0px", "font-size:0;", "left:-9999"];

impl Tag {
    fn new(at: Range<usize>, name: String, class: Class) -> Self {
        Self {
            at,
            name,
            class,
            is_end: false,
            is_hidden: false,
            zone: None,
            is_link: false,
            property: String::new(),
            content: None,
            kind: String::new(),
        }
    }

    fn attribute(&mut self, name: &str, value: &str, at: Range<usize>) {
        match name {
            "class" | "id" | "role" => self.zone = self.zone.or_else(|| element::zone(value)),
            "itemprop" => {
                if value.eq_ignore_ascii_case("articleBody") {
                    self.zone = Some(Class::Content);
                } else if let Some((_, kind)) =
                    CREDITS.iter().find(|(name, _)| value.eq_ignore_ascii_case(name))
                {
                    self.zone = self.zone.or(Some(Class::Zone(*kind)));
                }
                self.property = value.to_ascii_lowercase();
            }
            "style" => {
                let mut style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
                style.make_ascii_lowercase();
                self.is_hidden |= HIDING.iter().any(|hiding| style.contains(hiding));
            }
            "aria-hidden" => self.is_hidden |= value == "true",
            "property" | "name" => self.property = value.to_ascii_lowercase(),
            "content" | "datetime" => self.content = Some((at, value.to_owned())),
            "href" => self.is_link = !value.starts_with('#'),
            "rel" if value.eq_ignore_ascii_case("author") => "author".clone_into(&mut self.property),
            "type" => self.kind = value.to_ascii_lowercase(),
            _ => {}
        }
    }

    /// Elements without an end tag.
    pub(super) fn is_void(&self) -> bool {
        matches!(
            self.name.as_str(),
            "" | "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
        )
    }
}
