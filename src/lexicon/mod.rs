//! Lexicons: what the passes know about words, compiled from `src/data/*.tsv`.
//!
//! `build.rs` folds the surfaces of each list and packs them into a minimised automaton (key to
//! number) and the other columns into a list of rows. Both lie in the binary as they are; nothing
//! is built at start-up but the typed entries, and those once a list is first asked for.

mod phrase;
mod table;

pub(crate) use phrase::Match;
pub(crate) use table::{Entry, Lexicon};

/// The lexicon compiled from `src/data/<name>.tsv`, with entries of the type asked for.
macro_rules! lexicon {
    ($name:literal) => {
        $crate::lexicon::Lexicon::new(
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".fst")),
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".rows")),
        )
    };
}
pub(crate) use lexicon;
