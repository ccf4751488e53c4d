//! Lexicons: what the passes know about words, compiled from `src/data/*.tsv`.
//!
//! `build.rs` folds the surfaces of each list and packs all lists into one table of words, one tree
//! of phrases and the keys of each list; the other columns of a list become its rows. Both lie in
//! the binary. Table and tree are laid out in memory when a list is first asked for, and entries
//! are read one by one when they are.

mod index;
mod phrase;
mod table;
mod words;

#[allow(dead_code, reason = "`build.rs` packs, the library reads")]
mod pack;

pub(crate) use phrase::{Holders, Stems};
pub(crate) use table::{Entry, Found, Lexicon, Lists};

/// The lexicon compiled from `src/data/<name>.tsv`, with entries of the type asked for.
macro_rules! lexicon {
    ($name:literal) => {
        $crate::lexicon::Lexicon::new(
            include!(concat!(env!("OUT_DIR"), "/", $name, ".number")),
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".rows")),
        )
    };
}
pub(crate) use lexicon;
