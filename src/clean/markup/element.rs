//! What the elements of HTML are to a reader.

use std::sync::LazyLock;

use crate::clean::RemovalKind;
use crate::lexicon::{Entry, Lexicon, lexicon};

/// What an element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Block,
    Inline,
    Break,
    Hidden,
    /// A part of the page that is not the article.
    Zone(RemovalKind),
    /// The article itself.
    Content,
    /// What stands between headline and article to sum it up.
    Deck,
}

impl Entry for Class {
    fn read(columns: &[&str]) -> Self {
        match columns[0] {
            "block" => Self::Block,
            "inline" => Self::Inline,
            "break" => Self::Break,
            "hidden" => Self::Hidden,
            "content" => Self::Content,
            "deck" => Self::Deck,
            "crumb" => Self::Zone(RemovalKind::Crumb),
            "share" => Self::Zone(RemovalKind::Share),
            "read_also" => Self::Zone(RemovalKind::ReadAlso),
            "comments" => Self::Zone(RemovalKind::Comments),
            "tags" => Self::Zone(RemovalKind::Tags),
            "promo" => Self::Zone(RemovalKind::Promo),
            "copyright" => Self::Zone(RemovalKind::Copyright),
            "caption" => Self::Zone(RemovalKind::Caption),
            "byline" => Self::Zone(RemovalKind::Byline),
            "date_line" => Self::Zone(RemovalKind::DateLine),
            _ => Self::Zone(RemovalKind::Other),
        }
    }
}

static TAGS: LazyLock<Lexicon<Class>> = LazyLock::new(|| lexicon!("html_tags"));
static ZONES: LazyLock<Lexicon<Class>> = LazyLock::new(|| lexicon!("html_zones"));

/// Words with these beginnings tell what else is on the page, or what the story is about.
const NOT_OF_ITSELF: [&str; 8] = ["has-", "no-", "with-", "is-", "tag-", "category-", "format-", "type-"];

/// The class of the element `name`, given in lower case; `None` if HTML has no such element.
pub(super) fn class(name: &str) -> Option<Class> {
    TAGS.get(&name.replace('-', " - ")).first().copied()
}

/// What the words of a class, id or role attribute say of an element.
pub(super) fn zone(words: &str) -> Option<Class> {
    words.split_ascii_whitespace().find_map(|word| {
        let word = word.to_ascii_lowercase();
        // "has-sidebar" is said of the page around the sidebar, "tag-comments" of a story with that tag.
        if NOT_OF_ITSELF.iter().any(|prefix| word.starts_with(prefix)) {
            return None;
        }
        let spaced = word.replace(['-', '_'], " ");
        let parts = std::iter::once(spaced.replace(' ', " - ")).chain(spaced.split(' ').map(str::to_owned));
        parts.into_iter().find_map(|part| ZONES.get(&part).first().copied())
    })
}
