//! What a page states of its article for machines: Open Graph, microdata, `time`, JSON-LD.

use std::ops::Range;
use std::sync::LazyLock;

use super::element::Class;
use super::jsonld::{Object, objects, unescape};
use super::tag::Tag;
use crate::clean::metadata::is_author;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::time::Date;

/// So many names, tags or dates describe any page.
const MAX_FACTS: usize = 40;
/// What stands between headline and site in the title of a page.
const TITLE_SIGNS: [&str; 6] = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{BB} ", " :: "];
/// Longer ones are none, in bytes.
const MAX_LENGTH: usize = 400;

/// A stated value: its place in the source and what it says there.
pub(super) type Stated = (Range<usize>, String);

/// What a page states of its article.
#[derive(Debug, Default)]
pub(in crate::clean) struct Facts {
    pub(in crate::clean) headline: Option<String>,
    pub(in crate::clean) site: Option<Stated>,
    pub(in crate::clean) published: Option<(Range<usize>, Date)>,
    pub(in crate::clean) authors: Vec<Stated>,
    pub(in crate::clean) section: Option<Stated>,
    pub(in crate::clean) tags: Vec<Stated>,
}

/// What the name of a meta element or of microdata states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    Published,
    Author,
    Section,
    Tag,
    /// Several, with commas between them.
    Tags,
    Headline,
    Site,
}

impl Entry for Fact {
    fn read(columns: &[&str]) -> Self {
        match columns[0] {
            "published" => Self::Published,
            "author" => Self::Author,
            "section" => Self::Section,
            "tag" => Self::Tag,
            "tags" => Self::Tags,
            "headline" => Self::Headline,
            _ => Self::Site,
        }
    }
}

static META: LazyLock<Lexicon<Fact>> = LazyLock::new(|| lexicon!("html_meta"));

/// Reads what the page states.
pub(super) fn read(text: &str, tags: &[Tag]) -> Facts {
    let mut facts = Facts::default();
    // JSON-LD describes the article, the head of the page sometimes the site.
    for (idx, tag) in tags.iter().enumerate() {
        if tag.name == "script" && !tag.is_end && tag.kind.contains("ld+json") {
            let end = tags.get(idx + 1).map_or(text.len(), |next| next.at.start);
            facts.json(text, tag.at.end..end);
        }
    }
    let mut time = None;
    let mut title = None;
    for (idx, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.is_end) {
        let fact = META.get(&words(&tag.property)).first().copied();
        match (fact, &tag.content) {
            (Some(fact), Some((at, value))) => facts.add(text, fact, at.clone(), value),
            // The text of the element is the value.
            (Some(fact @ (Fact::Author | Fact::Section)), None) if tag.class == Class::Inline => {
                let end = tags.get(idx + 1).map_or(text.len(), |next| next.at.start);
                let inner = text.get(tag.at.end..end).unwrap_or("");
                facts.add(text, fact, tag.at.end..end, inner);
            }
            (None, None) if tag.name == "title" && title.is_none() => {
                title = text.get(tag.at.end..tags.get(idx + 1).map_or(text.len(), |next| next.at.start));
                facts.title(tag.at.end, title.unwrap_or(""));
            }
            (None, Some((at, value))) if tag.name == "time" => {
                time = time.or_else(|| date(text, at.clone(), value));
            }
            _ => {}
        }
    }
    facts.published = facts.published.take().or(time);
    let site = facts.site.as_ref().map(|(_, name)| name.clone());
    facts.authors.retain(|(_, name)| Some(name) != site.as_ref());
    facts
}

/// Reads what the fields of front matter state.
pub(super) fn stated<'t>(text: &str, fields: impl Iterator<Item = (&'t str, Range<usize>)>) -> Facts {
    let mut facts = Facts::default();
    for (name, at) in fields.take(MAX_FACTS) {
        if let Some(&fact) = META.get(&words(name)).first() {
            let value = text.get(at.clone()).unwrap_or("");
            facts.add(text, fact, at, value);
        }
    }
    facts
}

impl Facts {
    /// The title of a page is its headline, mostly with the name of the site behind a bar or dash.
    fn title(&mut self, start: usize, title: &str) {
        let cut = TITLE_SIGNS.iter().filter_map(|sign| Some((title.rfind(sign)?, sign.len()))).max();
        let (headline, site) = match cut {
            Some((at, length)) => (&title[..at], Some((at + length, &title[at + length..]))),
            None => (title, None),
        };
        if self.headline.is_none() && title.len() <= MAX_LENGTH {
            self.headline = Some(headline.trim().to_owned());
        }
        if let Some((at, name)) = site.filter(|(_, name)| (1..=4).contains(&name.split_whitespace().count()))
        {
            let at = start + at + (name.len() - name.trim_start().len());
            self.site =
                self.site.take().or_else(|| Some((at..at + name.trim().len(), name.trim().to_owned())));
        }
    }

    fn add(&mut self, text: &str, fact: Fact, at: Range<usize>, value: &str) {
        if value.len() > MAX_LENGTH && fact != Fact::Tags || value.trim().is_empty() {
            return;
        }
        let value = value.trim();
        match fact {
            Fact::Published => self.published = self.published.take().or_else(|| date(text, at, value)),
            Fact::Headline => self.headline = self.headline.take().or_else(|| Some(value.to_owned())),
            Fact::Site => self.site = self.site.take().or_else(|| Some((at, value.to_owned()))),
            Fact::Section => self.section = self.section.take().or_else(|| Some((at, value.to_owned()))),
            Fact::Author if is_author(value) => push(&mut self.authors, at, value),
            Fact::Author => {}
            Fact::Tag => push(&mut self.tags, at, value),
            Fact::Tags => {
                let raw = text.get(at.clone()).unwrap_or("");
                for (offset, part) in parts(raw) {
                    push(&mut self.tags, at.start + offset..at.start + offset + part.len(), part);
                }
            }
        }
    }

    fn json(&mut self, text: &str, at: Range<usize>) {
        let objects = objects(text, at);
        let typed = |object: &Object, wanted: &[&str]| {
            object.strings("@type").any(|at| wanted.iter().any(|wanted| text[at.clone()].ends_with(wanted)))
        };
        let article = objects
            .iter()
            .position(|object| typed(object, &["Article", "Posting"]))
            .or_else(|| objects.iter().position(|object| object.strings("datePublished").next().is_some()));
        let Some(article) = article else { return };
        let own = &objects[article];
        for (key, fact) in [
            ("datePublished", Fact::Published),
            ("headline", Fact::Headline),
            ("articleSection", Fact::Section),
            ("author", Fact::Author),
            ("keywords", Fact::Tags),
        ] {
            for at in own.strings(key) {
                self.add_json(text, fact, at);
            }
        }
        for (key, fact) in [("author", Fact::Author), ("creator", Fact::Author), ("publisher", Fact::Site)] {
            let parts = objects.iter().filter(|object| object.parent == Some(article) && object.key == key);
            for part in parts.take(MAX_FACTS) {
                // An object may stand elsewhere and be pointed to by its identifier.
                let id = part.strings("@id").next().map(|at| &text[at]);
                let named = std::iter::once(part)
                    .chain(objects.iter().filter(|other| {
                        id.is_some() && other.strings("@id").next().map(|at| &text[at]) == id
                    }))
                    .find_map(|object| object.strings("name").next());
                if let Some(at) = named {
                    self.add_json(text, fact, at);
                }
            }
        }
    }

    fn add_json(&mut self, text: &str, fact: Fact, at: Range<usize>) {
        let value = unescape(&text[at.clone()]);
        if fact == Fact::Tags && value != text[at.clone()] {
            // Escaped letters: the parts have no places of their own.
            for part in value.split([',', '\u{60C}']).map(str::trim).filter(|part| !part.is_empty()) {
                push(&mut self.tags, at.clone(), part);
            }
            return;
        }
        self.add(text, fact, at, &value);
    }
}

fn push(list: &mut Vec<Stated>, at: Range<usize>, value: &str) {
    let value = value.trim();
    let is_new = list.len() < MAX_FACTS && list.iter().all(|(_, known)| known != value);
    if is_new && !value.is_empty() && value.len() <= MAX_LENGTH {
        list.push((at, value.to_owned()));
    }
}

/// The parts of a list between commas, with their places.
fn parts(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    list.split([',', '\u{60C}']).filter_map(move |part| {
        let at = start + (part.len() - part.trim_start().len());
        start += part.len();
        // Both commas are skipped: one byte or two.
        start += if list[start..].starts_with(',') {
            1
        } else {
            list[start..].chars().next().map_or(0, char::len_utf8)
        };
        let part = part.trim();
        (!part.is_empty()).then_some((at, part))
    })
}

/// The day that a date in figures starts with.
fn date(text: &str, at: Range<usize>, value: &str) -> Option<(Range<usize>, Date)> {
    let day = value.get(..10)?.replace('/', "-").parse().ok()?;
    let raw = text.get(at.clone())?;
    let start = at.start + raw.find(&value[..10])?;
    Some((start..start + 10, day))
}

/// A name with spaces for its signs.
fn words(name: &str) -> String {
    name.replace(|c: char| !c.is_ascii_alphanumeric(), " ")
}
