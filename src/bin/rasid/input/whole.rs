//! A stream that is one article as a whole.

use std::io::{BufReader, Read};
use std::sync::Arc;

use super::{Body, Item, Items, Markup, read_whole};

pub(super) struct Whole<R> {
    stream: Option<BufReader<R>>,
    input: Option<Arc<str>>,
    markup: Markup,
}

impl<R: Read> Whole<R> {
    pub(super) fn new(stream: BufReader<R>, input: Option<Arc<str>>, markup: Markup) -> Self {
        Self { stream: Some(stream), input, markup }
    }
}

impl<R: Read + Send> Items for Whole<R> {
    fn next(&mut self) -> Option<Item> {
        let stream = self.stream.take()?;
        let id = self.input.as_deref().unwrap_or("-").to_owned();
        let body = match read_whole(stream) {
            Ok(bytes) => Body::Bytes { id, bytes, markup: self.markup, charset: None },
            Err(message) => Body::Unread { id: Some(id), message },
        };
        Some(Item { input: None, line: 1, body })
    }

    fn may_wait(&self) -> bool {
        true
    }
}
