//! The text model: positions, the cleaned view of the source, and how Arabic letters are compared.
//!
//! Three coordinate systems exist and never mix. [`Span<Source>`](SourceSpan) counts bytes of the text
//! as it was given, [`Span<Clean>`](CleanSpan) bytes of the cleaned text that every pass after cleaning
//! reads, and the offsets of the output are computed from source spans at the very end, by
//! [`Offsets`], in the unit that the caller asked for.

mod fold;
mod letters;
mod offsets;
pub(crate) mod scan;
mod shape;
mod span;
mod view;

pub(crate) use fold::{fold, fold_char};
pub(crate) use letters::{is_arabic_letter, is_mark_above, is_quotation_mark};
pub use offsets::OffsetUnit;
pub(crate) use offsets::Offsets;
pub(crate) use shape::{Shape, fold_letters};
pub(crate) use span::{CleanSpan, SourceSpan, Span};
pub(crate) use view::{CleanText, Edit};
