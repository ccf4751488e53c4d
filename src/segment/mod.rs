//! Tokens, proclitics and sentences of the cleaned text.

mod clitic;
mod form;
mod sentence;
mod token;

pub(crate) use clitic::{Split, splits};
pub(crate) use form::{Remembered, found};
pub(crate) use sentence::{LETTER_NAMES, Sentence, sentences};
pub(crate) use token::{TokenKind, Tokens};
