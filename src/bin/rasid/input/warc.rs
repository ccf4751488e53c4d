//! Web archives (WARC 1.0 and 1.1, ISO 28500): pages as a crawler kept them, and the texts of WET files.
//!
//! Records that hold no page in HTML or plain text (requests, pictures, errors of servers) are passed
//! over. A page's id is its address.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::{Body, GZIP, Item, Items, LARGEST, Markup, broken, too_large};

/// No header is longer, in an archive that is one.
const LONGEST_HEADER: u64 = 1 << 20;

pub(super) struct Records<R> {
    stream: BufReader<R>,
    input: Option<Arc<str>>,
    number: u64,
    ended: bool,
}

impl<R: Read> Records<R> {
    pub(super) fn new(stream: BufReader<R>, input: Option<Arc<str>>) -> Self {
        Self { stream, input, number: 0, ended: false }
    }

    /// The next record that holds a page.
    fn page(&mut self) -> io::Result<Option<Body>> {
        loop {
            let Some(header) = header(&mut self.stream)? else { return Ok(None) };
            self.number += 1;
            if !header.first.starts_with("WARC/") {
                return Err(io::Error::other("no record of a web archive where one should begin"));
            }
            let length = header
                .get("content-length")
                .and_then(|length| length.parse::<u64>().ok())
                .ok_or_else(|| io::Error::other("a record does not say its length"))?;
            let kind = header.get("warc-type").unwrap_or_default();
            let content_type = header.get("content-type").unwrap_or_default();
            let is_page = match kind {
                "response" => content_type.starts_with("application/http"),
                "conversion" | "resource" => markup_of(content_type).is_some(),
                _ => false,
            };
            let id = header.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
            if !is_page || LARGEST < length {
                if io::copy(&mut self.stream.by_ref().take(length), &mut io::sink())? < length {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                if is_page {
                    return Ok(Some(Body::Unread { id: Some(id), message: too_large("the page") }));
                }
                continue;
            }
            let mut content = Vec::new();
            if (self.stream.by_ref().take(length).read_to_end(&mut content)? as u64) < length {
                return Err(io::ErrorKind::UnexpectedEof.into());
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
}

impl<R: Read + Send> Items for Records<R> {
    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        let body = self.page().unwrap_or_else(|error| {
            self.ended = true;
            Some(Body::Unread { id: None, message: broken(&error) })
        })?;
        Some(Item { input: self.input.clone(), line: self.number, body })
    }

    fn may_wait(&self) -> bool {
        self.stream.buffer().is_empty()
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

/// Reads up to the empty line; none at the end of the stream.
fn header(stream: &mut impl BufRead) -> io::Result<Option<Header>> {
    let mut stream = stream.take(LONGEST_HEADER);
    let mut line = Vec::new();
    let mut header: Option<Header> = None;
    loop {
        line.clear();
        let n_read = stream.read_until(b'\n', &mut line)?;
        let text = String::from_utf8_lossy(line.trim_ascii());
        match &mut header {
            None if n_read == 0 => return Ok(None),
            // Records end with empty lines.
            None if text.is_empty() => {}
            None => header = Some(Header { first: text.into_owned(), fields: Vec::new() }),
            Some(_) if n_read == 0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            Some(_) if text.is_empty() => return Ok(header),
            Some(header) => {
                if let Some((name, value)) = text.split_once(':') {
                    header.fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
}

/// The page in an answer of a server; none where there is no page in it.
fn response(id: String, content: &[u8]) -> Option<Body> {
    let mut rest = content;
    let header = header(&mut rest).ok()??;
    let status = header.first.split_ascii_whitespace().nth(1)?;
    let content_type = header.get("content-type").unwrap_or("text/html");
    let markup = markup_of(content_type)?;
    if !status.starts_with('2') {
        return None;
    }
    let is_chunked = header.get("transfer-encoding").is_some_and(|it| it.eq_ignore_ascii_case("chunked"));
    // Many crawlers store the page joined and unpacked, and leave the header as it was.
    let mut bytes = is_chunked.then(|| joined(rest)).flatten().unwrap_or_else(|| rest.to_vec());
    if bytes.starts_with(GZIP) {
        let mut unpacked = Vec::new();
        match MultiGzDecoder::new(bytes.as_slice()).take(LARGEST).read_to_end(&mut unpacked) {
            Ok(_) => bytes = unpacked,
            Err(error) => return Some(Body::Unread { id: Some(id), message: broken(&error) }),
        }
    }
    Some(Body::Bytes { id, bytes, markup, charset: charset_of(content_type) })
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
