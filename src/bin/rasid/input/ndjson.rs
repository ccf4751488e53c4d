//! One JSON object a line; empty lines are passed over.

use std::io::{self, BufRead, BufReader, Read};

use super::{Bodies, Body, LARGEST, too_large};

pub(super) struct Lines<R> {
    stream: BufReader<R>,
    number: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(stream: BufReader<R>) -> Self {
        Self { stream, number: 0 }
    }
}

impl<R: Read + Send> Bodies for Lines<R> {
    fn next(&mut self) -> io::Result<Option<Body>> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            if self.stream.by_ref().take(LARGEST).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
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

    fn number(&self) -> u64 {
        self.number
    }

    fn may_wait(&self) -> bool {
        !self.stream.buffer().contains(&b'\n')
    }
}
