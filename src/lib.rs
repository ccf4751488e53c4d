//! Rasid reads an Arabic news article as it comes off a web page and answers four questions: what
//! is the article, who acts in it, who said what, and when did things happen.
//!
//! [`analyse`] is the whole interface, with [`analyse_html`] for pages. It takes any text and never
//! fails; what could not be done stands in the notes of the [`Analysis`].
//!
//! ```
//! use rasid::{Options, analyse};
//!
//! // "President Salem al-Hadi said on Tuesday that the road is open."
//! let text = "قال الرئيس سالم الهادي، الثلاثاء، إن الطريق مفتوح.";
//! let analysis = analyse(text, &Options::default());
//! assert_eq!(analysis.sentences.len(), 1);
//! ```
//!
//! An [`Analysis`] is plain data with a stable order, and serialises (with `serde`) to what the command
//! and the JavaScript packages give.
//!
//! # Features
//!
//! `command`, on by default, is what the command `rasid` needs and the library does not. A program that
//! depends on the library says `rasid = { version = "0.1", default-features = false }`.
//!
//! # How it works
//!
//! The modules below are the passes, in reading order; [`analyse`] calls them one after the other
//! and each one only reads what those before it found. Words and their meanings are kept in
//! `src/data` and compiled into the binary.

mod text;

mod clean;
mod segment;

mod lexicon;

mod actor;
mod names;
mod quote;
mod time;
mod timeline;

mod analysis;
mod article;
mod bytes;
mod confidence;
mod enumerated;
mod hash;
mod output;
mod sort;

#[cfg(test)]
#[path = "../tests/annotation/mod.rs"]
mod annotation;

#[cfg(target_arch = "wasm32")]
mod wasm;

pub use analysis::{Options, analyse, analyse_html};
pub use output::{
    Actor, Addressee, Analysis, CleanView, Cue, Event, Medium, Mention, Metadata, OrderedEvent, Outlet,
    Parts, PublicationDate, Quote, Relation, Removal, Repair, SCHEMA, Span, Stated, Time,
};
pub use text::OffsetUnit;
pub use time::{Date, DateError};

/// What the training program of the name tagger shares with inference; no part of the interface.
#[cfg(feature = "_training")]
#[doc(hidden)]
pub mod training {
    pub use crate::names::tagger::{N_CLUES, N_MARKS, N_OTHER_ROWS, Reader, Tagging, Weights, Words};
}
