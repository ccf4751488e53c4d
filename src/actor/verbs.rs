//! Small closed classes of words around names.

use std::sync::LazyLock;

use crate::lexicon::{Entry, Lexicon, lexicon};

#[derive(Debug)]
struct Function(Box<str>);

impl Entry for Function {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").into())
    }
}

/// Prepositions and verbs by how they treat the name behind them.
static FUNCTIONS: LazyLock<Lexicon<Function>> = LazyLock::new(|| lexicon!("name_context"));

/// Whether `folded` is a verb of speech whose subject, never whose object, is a person.
pub(super) fn is_intransitive_speech(folded: &str) -> bool {
    has(folded, "speech")
}

/// Whether `folded` is a preposition that stands alone.
pub(super) fn is_preposition(folded: &str) -> bool {
    has(folded, "preposition")
}

/// Whether `folded` is a verb that takes one person as subject and another as object.
pub(super) fn is_transitive(folded: &str) -> bool {
    has(folded, "transitive")
}

/// Whether `folded` makes the title behind it a post, not a person: "the post of minister".
pub(super) fn is_post(folded: &str) -> bool {
    has(folded, "post")
}

fn has(folded: &str, class: &str) -> bool {
    FUNCTIONS.get(folded).iter().any(|function| &*function.0 == class)
}
