//! Rows of a table: the columns that hold id, date and text are found by their names in the first row.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{Bodies, Body, LARGEST, Markup, broken, too_large};

/// The names of the columns that are read.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    id: String,
    date: String,
    text: String,
    html: String,
}

impl Default for Columns {
    fn default() -> Self {
        Self { id: "id".into(), date: "date".into(), text: "text".into(), html: "html".into() }
    }
}

impl Columns {
    /// Reads `text=body,date=published`; what is not named keeps its name.
    pub(crate) fn named(list: &str) -> Result<Self, String> {
        let mut columns = Self::default();
        for pair in list.split(',') {
            let (what, name) =
                pair.split_once('=').ok_or_else(|| format!("'{pair}' is not of the form text=COLUMN"))?;
            let column = match what {
                "id" => &mut columns.id,
                "date" => &mut columns.date,
                "text" => &mut columns.text,
                "html" => &mut columns.html,
                _ => return Err(format!("'{what}' is none of id, date, text, html")),
            };
            name.clone_into(column);
        }
        Ok(columns)
    }
}

pub(super) struct Rows<R> {
    reader: Reader<Bounded<R>>,
    /// Bytes that were read since the last row.
    read: Arc<AtomicU64>,
    id: Option<usize>,
    date: Option<usize>,
    text: usize,
    markup: Markup,
    row: ByteRecord,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(mut stream: BufReader<R>, columns: &Columns) -> io::Result<Self> {
        let begin = stream.fill_buf()?;
        if begin.starts_with(&[0xFF, 0xFE]) || begin.starts_with(&[0xFE, 0xFF]) {
            return Err(io::Error::other("the table is UTF-16; save it as UTF-8"));
        }
        if begin.starts_with(b"\xEF\xBB\xBF") {
            stream.consume(3);
        }
        let delimiter = delimiter(stream.fill_buf()?);
        let read = Arc::default();
        let bounded = Bounded { stream, read: Arc::clone(&read) };
        let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
        let names = reader.byte_headers().map_err(|error| io::Error::other(reason(error)))?;
        let place = |wanted: &str| names.iter().position(|name| name.trim_ascii() == wanted.as_bytes());
        let (text, markup) = match (place(&columns.text), place(&columns.html)) {
            (Some(text), _) => (text, Markup::Text),
            (None, Some(html)) => (html, Markup::Html),
            (None, None) => {
                let message = format!(
                    "the table has no column '{}' or '{}'; name the column with --columns text=NAME",
                    columns.text, columns.html
                );
                return Err(io::Error::other(message));
            }
        };
        let (id, date) = (place(&columns.id), place(&columns.date));
        Ok(Self { reader, read, id, date, text, markup, row: ByteRecord::new() })
    }
}

impl<R: Read + Send> Bodies for Rows<R> {
    fn next(&mut self) -> io::Result<Option<Body>> {
        self.read.store(0, Ordering::Relaxed);
        // Behind damage nobody can tell what is a quote and what ends one, so that is the end.
        if !self.reader.read_byte_record(&mut self.row).map_err(|error| io::Error::other(reason(error)))? {
            return Ok(None);
        }
        let field = |idx: usize| self.row.get(idx).map(<[u8]>::to_vec);
        let (id, date) = (self.id.and_then(field), self.date.and_then(field));
        Ok(Some(match field(self.text) {
            Some(text) => Body::Row { id, date, text, markup: self.markup },
            None => Body::Unread { id: None, message: "the row has no such column".to_owned() },
        }))
    }

    fn number(&self) -> u64 {
        self.row.position().map_or(0, csv::Position::line)
    }

    fn may_wait(&self) -> bool {
        !self.reader.get_ref().stream.buffer().contains(&b'\n')
    }
}

/// The sign between fields: the one that the first row has most of.
fn delimiter(begin: &[u8]) -> u8 {
    let line = begin.split(|&byte| byte == b'\n').next().unwrap_or_default();
    // Of equals the last wins, and that is the comma.
    let most = [b'\t', b';', b','].into_iter().max_by_key(|sign| line.split(|byte| byte == sign).count());
    most.unwrap_or(b',')
}

/// Ends when one row asks for more than an article can have, as a quote that is never closed does.
struct Bounded<R> {
    stream: BufReader<R>,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.stream.read(buffer)?;
        let total = self.read.fetch_add(n_read as u64, Ordering::Relaxed) + n_read as u64;
        if total > LARGEST {
            return Err(io::Error::other(format!("{}; is a quote not closed?", too_large("the row"))));
        }
        Ok(n_read)
    }
}

fn reason(error: csv::Error) -> String {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => broken(&error),
        other => format!("{other:?}"),
    }
}
