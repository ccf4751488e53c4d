//! Tokens, proclitics and sentences of the cleaned text.

mod clitic;
mod sentence;
mod token;

pub(crate) use clitic::{Split, splits};
pub(crate) use sentence::{LETTER_NAMES, Sentence, paragraphs, sentences};
pub(crate) use token::{Token, TokenKind, Tokens};
