//! Web archives (WARC 1.0 and 1.1, ISO 28500): pages as a crawler kept them, and the texts of WET files.
//!
//! Records that hold no page in HTML or plain text (requests, pictures, errors of servers) are passed
//! over. A page's id is its address.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::{BUFFER, Bodies, Body, LARGEST, Markup, read_whole, too_large};

/// No header is longer, in an archive that is one.
const LONGEST_HEADER: u64 = 1 << 20;

pub(super) struct Records<R> {
    stream: Stream<R>,
    number: u64,
    /// Whether damage was met and no record found behind it yet.
    is_lost: bool,
    /// Whether a record said to be longer than it is.
    has_wrong_lengths: bool,
}

impl<R: Read> Records<R> {
    pub(super) fn new(stream: BufReader<R>) -> Self {
        Self {
            stream: Stream { back: Cursor::default(), rest: stream },
            number: 0,
            is_lost: false,
            has_wrong_lengths: false,
        }
    }

    /// The next record that holds a page.
    fn page(&mut self) -> io::Result<Option<Body>> {
        loop {
            // What is damaged counts as one record.
            let was_lost = self.is_lost;
            self.number += u64::from(!was_lost);
            let Some(first) = first_line(&mut self.stream)? else { return Ok(None) };
            self.is_lost = !first.starts_with("WARC/");
            if self.is_lost {
                if was_lost {
                    continue;
                }
                let message = "no record of a web archive where one should begin".to_owned();
                return Ok(Some(Body::Unread { id: None, message }));
            }
            self.number += u64::from(was_lost);
            let header = fields(&mut self.stream, first)?;
            let kind = header.get("warc-type").unwrap_or_default();
            let content_type = header.get("content-type").unwrap_or_default();
            let is_page = match kind {
                "response" => content_type.starts_with("application/http"),
                "conversion" | "resource" => markup_of(content_type).is_some(),
                _ => false,
            };
            let id = header.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
            let length = header.get("content-length").and_then(|length| length.parse::<u64>().ok());
            let Some(length) = length else {
                self.is_lost = true;
                let message = "the record does not say its length".to_owned();
                return Ok(Some(Body::Unread { id: Some(id), message }));
            };
            let content = match self.pass_over(length)? {
                Some(n_left) => self.content(n_left)?,
                None => None,
            };
            let Some(content) = content else {
                if is_page {
                    let message = "the record is shorter than it says".to_owned();
                    return Ok(Some(Body::Unread { id: Some(id), message }));
                }
                continue;
            };
            if !is_page {
                continue;
            }
            if LARGEST < length {
                // If it is longer still than it says, that is no second error.
                self.is_lost = true;
                return Ok(Some(Body::Unread { id: Some(id), message: too_large("the page") }));
            }
            let page = if kind == "response" {
                response(id, &content)
            } else {
                markup_of(content_type).map(|markup| {
                    let charset = charset_of(content_type);
                    Body::Bytes { id, bytes: content, markup, charset }
                })
            };
            if page.is_some() {
                return Ok(page);
            }
        }
    }

    /// Passes over what is too much of a record of `length` bytes, and gives how many are left of it;
    /// none if the length is wrong and reaches over the next record, which is then what comes next.
    ///
    /// Where another record begins so far before the end, the length is not believed: to find out whether
    /// it is right, all behind it would have to be kept.
    fn pass_over(&mut self, length: u64) -> io::Result<Option<u64>> {
        let mut n_left = length;
        let mut passed = Vec::new();
        while LARGEST < n_left {
            let n_read = self.stream.by_ref().take(BUFFER as u64).read_until(b'\n', &mut passed)?;
            if n_read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if self.goes_back(&passed) {
                return Ok(None);
            }
            n_left -= n_read as u64;
            passed.drain(..passed.len().saturating_sub(BORDER.len()));
        }
        // The next record may begin in it.
        self.stream.put_back(&passed);
        Ok(Some(n_left + passed.len() as u64))
    }

    /// The `length` bytes of a record; none if the length is wrong and reaches over the next record,
    /// which is then what comes next.
    fn content(&mut self, length: u64) -> io::Result<Option<Vec<u8>>> {
        let mut content = Vec::new();
        let mut searched = 0;
        if self.has_wrong_lengths {
            // No length is believed any more: otherwise each could reach over all the rest.
            while let n_left @ 1.. = length - content.len() as u64
                && self.stream.by_ref().take(n_left).read_until(b'\n', &mut content)? > 0
            {
                if self.goes_back(&content[searched..]) {
                    return Ok(None);
                }
                searched = content.len().saturating_sub(BORDER.len());
            }
        } else {
            self.stream.by_ref().take(length).read_to_end(&mut content)?;
        }
        let is_whole = content.len() as u64 == length;
        let next = self.stream.fill_buf()?;
        let ends: [&[u8]; 4] = [END_OF_RECORD, b"\n\n", b"\r\nWARC/", b"\nWARC/"];
        if is_whole && ends.iter().any(|end| next.starts_with(end) || end.starts_with(next)) {
            return Ok(Some(content));
        }
        // The length may end in the middle of the border.
        self.stream.by_ref().take(BORDER.len() as u64).read_to_end(&mut content)?;
        if self.goes_back(&content[searched..]) {
            return Ok(None);
        }
        let behind = content.split_off((length as usize).min(content.len()));
        self.stream.put_back(&behind);
        if is_whole { Ok(Some(content)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Whether the next record begins in `bytes`, the last that were read; it is then what comes next.
    fn goes_back(&mut self, bytes: &[u8]) -> bool {
        let Some(end) = bytes.windows(BORDER.len()).position(|it| it == BORDER) else { return false };
        self.has_wrong_lengths = true;
        self.stream.put_back(&bytes[end + END_OF_RECORD.len()..]);
        true
    }
}

const END_OF_RECORD: &[u8] = b"\r\n\r\n";
/// The end of a record and the beginning of the next one.
const BORDER: &[u8] = b"\r\n\r\nWARC/1.";

impl<R: Read + Send> Bodies for Records<R> {
    fn next(&mut self) -> io::Result<Option<Body>> {
        let page = self.page();
        self.is_lost |= page.is_err();
        page
    }

    fn number(&self) -> u64 {
        self.number
    }

    fn may_wait(&self) -> bool {
        !self.stream.has_back() && self.stream.rest.buffer().is_empty()
    }
}

/// A stream in front of which bytes can be put back.
struct Stream<R> {
    back: Cursor<Vec<u8>>,
    rest: BufReader<R>,
}

impl<R: Read> Stream<R> {
    /// Puts back the last bytes that were read.
    fn put_back(&mut self, bytes: &[u8]) {
        // What came from here is still there: the rest behind it, which may be long, is not copied.
        let read = &self.back.get_ref()[..self.back.position() as usize];
        if read.ends_with(bytes) {
            self.back.set_position((read.len() - bytes.len()) as u64);
            return;
        }
        let mut back = bytes.to_vec();
        back.extend_from_slice(&self.back.get_ref()[self.back.position() as usize..]);
        self.back = Cursor::new(back);
    }

    fn has_back(&self) -> bool {
        self.back.position() < self.back.get_ref().len() as u64
    }
}

impl<R: Read> Read for Stream<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.has_back() { self.back.read(bytes) } else { self.rest.read(bytes) }
    }
}

impl<R: Read> BufRead for Stream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.has_back() { self.back.fill_buf() } else { self.rest.fill_buf() }
    }

    fn consume(&mut self, n_bytes: usize) {
        if self.has_back() { self.back.consume(n_bytes) } else { self.rest.consume(n_bytes) }
    }
}

/// A first line and fields, as WARC and HTTP both have them.
struct Header {
    first: String,
    fields: Vec<(String, String)>,
}

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// The first line that is not empty, as records end with empty lines; none at the end of the stream.
fn first_line(stream: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    while stream.take(LONGEST_HEADER).read_until(b'\n', &mut line)? != 0 {
        if !line.trim_ascii().is_empty() {
            return Ok(Some(String::from_utf8_lossy(line.trim_ascii()).into_owned()));
        }
        line.clear();
    }
    Ok(None)
}

/// Reads the fields behind the first line, up to the empty line.
fn fields(stream: &mut impl BufRead, first: String) -> io::Result<Header> {
    let mut stream = stream.take(LONGEST_HEADER);
    let mut header = Header { first, fields: Vec::new() };
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8_lossy(line.trim_ascii());
        if text.is_empty() {
            return Ok(header);
        }
        if let Some((name, value)) = text.split_once(':') {
            header.fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

/// The page in an answer of a server; none where there is no page in it.
fn response(id: String, content: &[u8]) -> Option<Body> {
    let mut rest = content;
    let first = first_line(&mut rest).ok()??;
    let header = fields(&mut rest, first).ok()?;
    let status = header.first.split_ascii_whitespace().nth(1)?;
    let content_type = header.get("content-type").unwrap_or("text/html");
    let markup = markup_of(content_type)?;
    if !status.starts_with('2') {
        return None;
    }
    let is_chunked = header.get("transfer-encoding").is_some_and(|it| it.eq_ignore_ascii_case("chunked"));
    // Many crawlers store the page joined and unpacked, and leave the header as it was.
    let bytes = is_chunked.then(|| joined(rest)).flatten();
    Some(match read_whole(bytes.as_deref().unwrap_or(rest)) {
        Ok(bytes) => Body::Bytes { id, bytes, markup, charset: charset_of(content_type) },
        Err(message) => Body::Unread { id: Some(id), message },
    })
}

/// The content of a body that was sent in chunks; none if it is not in chunks.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(content);
        }
        content.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.trim_ascii_start();
    }
}

fn markup_of(content_type: &str) -> Option<Markup> {
    match content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Some(Markup::Html),
        "text/plain" => Some(Markup::Text),
        _ => None,
    }
}

fn charset_of(content_type: &str) -> Option<String> {
    let (_, charset) = content_type.split_once("charset=")?;
    Some(charset.split(';').next().unwrap_or_default().trim_matches([' ', '"', '\'']).to_owned())
}
