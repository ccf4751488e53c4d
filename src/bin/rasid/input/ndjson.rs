//! One JSON object a line; empty lines are passed over.

use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

use super::{Body, Item, Items, LARGEST, broken, too_large};

pub(super) struct Lines<R> {
    stream: BufReader<R>,
    input: Option<Arc<str>>,
    number: u64,
    ended: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(stream: BufReader<R>, input: Option<Arc<str>>) -> Self {
        Self { stream, input, number: 0, ended: false }
    }

    fn line(&mut self) -> std::io::Result<Option<Body>> {
        loop {
            let mut line = Vec::new();
            if self.stream.by_ref().take(LARGEST).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if !line.ends_with(b"\n") && line.len() as u64 == LARGEST {
                self.stream.skip_until(b'\n')?;
                return Ok(Some(Body::Unread { id: None, message: too_large("the line") }));
            }
            // A byte order mark before the first line is no part of it.
            if self.number == 1 && line.starts_with(b"\xEF\xBB\xBF") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(Body::Json(line)));
            }
        }
    }
}

impl<R: Read + Send> Items for Lines<R> {
    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        let body = self.line().unwrap_or_else(|error| {
            self.ended = true;
            self.number += 1;
            Some(Body::Unread { id: None, message: broken(&error) })
        })?;
        Some(Item { input: self.input.clone(), line: self.number, body })
    }

    fn may_wait(&self) -> bool {
        !self.stream.buffer().contains(&b'\n')
    }
}
