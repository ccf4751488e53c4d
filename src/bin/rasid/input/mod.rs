//! Where articles come from: every kind of input as one sequence of items, none of them read further
//! than needed to tell where it ends. Decoding and parsing is left to those who analyse.
//!
//! Reading is total: what cannot be read is an item that says so, and the next input is gone on with.

mod csv;
mod gzip;
mod ndjson;
mod warc;
mod whole;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use self::csv::Columns;

use self::gzip::{Damaged, Members};

/// An article that is larger is answered with an error, so that memory stays bounded whatever comes.
pub(crate) const LARGEST: u64 = 64 << 20;

/// Bytes asked of the system at a time; what is read together is also answered together.
const BUFFER: usize = 256 << 10;

/// An article as it stands in its input.
#[derive(Debug)]
pub(crate) struct Item {
    /// The input that it stands in, where there is more than standard input.
    pub(crate) input: Option<Arc<str>>,
    /// Number of the line, row or record in its input, from 1.
    pub(crate) line: u64,
    pub(crate) body: Body,
}

#[derive(Debug)]
pub(crate) enum Body {
    /// A line of JSON.
    Json(Vec<u8>),
    /// A file of its own.
    File { id: String, path: PathBuf, markup: Markup },
    /// Bytes of a text, and what is known of their encoding.
    Bytes { id: String, bytes: Vec<u8>, markup: Markup, charset: Option<String> },
    /// The fields of a row: `id`, `date`, and the text.
    Row { id: Option<Vec<u8>>, date: Option<Vec<u8>>, text: Vec<u8>, markup: Markup },
    /// What could not be read, and why.
    Unread { id: Option<String>, message: String },
}

impl Body {
    /// The memory that it holds, about.
    pub(crate) fn n_bytes(&self) -> usize {
        match self {
            Self::Json(bytes) | Self::Bytes { bytes, .. } | Self::Row { text: bytes, .. } => bytes.len(),
            Self::File { .. } | Self::Unread { .. } => 0,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Markup {
    Text,
    Html,
}

impl Markup {
    /// The markup that the name of a file tells.
    pub(crate) fn of(path: &Path) -> Self {
        if Kind::of(path) == Some(Kind::Html) { Self::Html } else { Self::Text }
    }
}

/// What an input is read as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Ndjson,
    Text,
    Html,
    Csv,
    Warc,
}

impl Kind {
    /// The kind that `name` stands for on the command line.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "ndjson" => Self::Ndjson,
            "text" => Self::Text,
            "html" => Self::Html,
            "csv" => Self::Csv,
            "warc" => Self::Warc,
            _ => return Err(format!("'{name}' is none of ndjson, text, html, csv, warc")),
        })
    }

    /// The kind that the name of a file tells, with or without `.gz` behind it.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (_, suffix) = name.strip_suffix(".gz").unwrap_or(&name).rsplit_once('.')?;
        Some(match suffix {
            "ndjson" | "jsonl" => Self::Ndjson,
            "txt" | "md" => Self::Text,
            "html" | "htm" | "xhtml" => Self::Html,
            "csv" | "tsv" => Self::Csv,
            "warc" | "wet" => Self::Warc,
            _ => return None,
        })
    }
}

/// A sequence of items.
pub(crate) trait Items: Send {
    fn next(&mut self) -> Option<Item>;

    /// Whether the next item may have to be waited for; those at hand should not wait with it.
    fn may_wait(&self) -> bool;
}

/// What one stream holds, one after the other.
trait Bodies: Send {
    /// The next; none at the end.
    ///
    /// # Errors
    /// If the stream cannot be read; what is asked for behind damage is what comes next.
    fn next(&mut self) -> io::Result<Option<Body>>;

    /// Number of the line, row or record that was read last, from 1.
    fn number(&self) -> u64;

    /// As that of `Items`.
    fn may_wait(&self) -> bool;
}

/// A stream as a sequence of items, one for each damage among them.
struct Stream<B> {
    bodies: B,
    input: Option<Arc<str>>,
    ended: bool,
}

impl<B: Bodies> Items for Stream<B> {
    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        let body = self.bodies.next().unwrap_or_else(|error| {
            let is_damage = matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof);
            self.ended = !is_damage;
            Some(Body::Unread { id: None, message: broken(&error) })
        })?;
        Some(Item { input: self.input.clone(), line: self.bodies.number(), body })
    }

    fn may_wait(&self) -> bool {
        self.bodies.may_wait()
    }
}

/// What to read, as the command line says it.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Files and folders; none, or `-`, for standard input.
    pub(crate) paths: Vec<PathBuf>,
    /// Instead of what the names of the files tell.
    pub(crate) kind: Option<Kind>,
    pub(crate) columns: Columns,
}

/// All items of all inputs, one input after the other; those in folders in the order of their names.
pub(crate) fn open(inputs: Inputs) -> impl Items {
    let mut open: Vec<_> = inputs.paths.into_iter().map(Place::named).collect();
    if open.is_empty() {
        open.push(Place::named("-".into()));
    }
    open.reverse();
    Chain { open, kind: inputs.kind, columns: inputs.columns, current: None }
}

struct Chain {
    /// Files and folders still to come, the next one last.
    open: Vec<Place>,
    kind: Option<Kind>,
    columns: Columns,
    /// The input that is being read.
    current: Option<Box<dyn Items>>,
}

struct Place {
    path: PathBuf,
    /// The folder that was named on the command line, if this was found in it.
    root: Option<Arc<Path>>,
}

impl Place {
    fn named(path: PathBuf) -> Self {
        Self { path, root: None }
    }

    /// The path as it was named, or from the folder that was named.
    fn id(&self) -> String {
        let from_root = self.root.as_deref().and_then(|root| self.path.strip_prefix(root).ok());
        from_root.unwrap_or(&self.path).to_string_lossy().into_owned()
    }
}

impl Items for Chain {
    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(|current| current.next()) {
                return Some(item);
            }
            self.current = None;
            let place = self.open.pop()?;
            let body = self.enter(&place).unwrap_or_else(|error| {
                let message = format!("{}: {error}", place.path.display());
                Some(Body::Unread { id: Some(place.id()), message })
            });
            if let Some(body) = body {
                return Some(Item { input: None, line: 1, body });
            }
        }
    }

    fn may_wait(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.may_wait())
    }
}

impl Chain {
    /// Makes ready what is at the place: gives an article that is a file of its own, opens what holds
    /// several, and lists folders.
    fn enter(&mut self, place: &Place) -> io::Result<Option<Body>> {
        let path = place.path.as_path();
        if path == Path::new("-") {
            let kind = self.kind.unwrap_or(Kind::Ndjson);
            self.current = Some(read(io::stdin(), kind, None, &self.columns)?);
            return Ok(None);
        }
        // A link to a folder inside a folder may lead back up, so it is passed over.
        let (is_folder, is_link) = (fs::metadata(path)?.is_dir(), fs::symlink_metadata(path)?.is_symlink());
        if is_folder {
            if place.root.is_none() || !is_link {
                let root = place.root.clone().unwrap_or_else(|| path.into());
                let paths =
                    fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>();
                let mut paths = paths?;
                paths.sort_by(|a, b| b.cmp(a));
                self.open.extend(paths.into_iter().map(|path| Place { path, root: Some(root.clone()) }));
            }
            return Ok(None);
        }
        let markup = match self.kind.or_else(|| Kind::of(path)) {
            // What else lies in a folder is no article.
            None if place.root.is_some() => return Ok(None),
            None => return Err(io::Error::other("the name does not tell what this is; say so with --from")),
            Some(Kind::Text) => Markup::Text,
            Some(Kind::Html) => Markup::Html,
            Some(kind) => {
                let name = Some(place.id().into());
                self.current = Some(read(File::open(path)?, kind, name, &self.columns)?);
                return Ok(None);
            }
        };
        Ok(Some(Body::File { id: place.id(), path: path.to_owned(), markup }))
    }
}

/// Items of a stream, compressed or not.
///
/// # Errors
/// If its beginning cannot be read, or is not that of a table that has the columns.
pub(crate) fn read(
    stream: impl Read + Send + 'static,
    kind: Kind,
    name: Option<Arc<str>>,
    columns: &Columns,
) -> io::Result<Box<dyn Items>> {
    let mut stream = BufReader::with_capacity(BUFFER, stream);
    if !stream.fill_buf()?.starts_with(gzip::MAGIC) {
        return items(stream, kind, name, columns);
    }
    let damaged = match kind {
        // A record is a member, and half a page is no page.
        Kind::Warc => Damaged::Withheld,
        _ => Damaged::Given,
    };
    items(BufReader::with_capacity(BUFFER, Members::new(stream, damaged)), kind, name, columns)
}

fn items<R: Read + Send + 'static>(
    stream: BufReader<R>,
    kind: Kind,
    name: Option<Arc<str>>,
    columns: &Columns,
) -> io::Result<Box<dyn Items>> {
    fn one_by_one(bodies: impl Bodies + 'static, input: Option<Arc<str>>) -> Box<dyn Items> {
        Box::new(Stream { bodies, input, ended: false })
    }
    Ok(match kind {
        Kind::Ndjson => one_by_one(ndjson::Lines::new(stream), name),
        Kind::Csv => one_by_one(csv::Rows::new(stream, columns)?, name),
        Kind::Warc => one_by_one(warc::Records::new(stream), name),
        Kind::Text => Box::new(whole::Whole::new(stream, name, Markup::Text)),
        Kind::Html => Box::new(whole::Whole::new(stream, name, Markup::Html)),
    })
}

/// Reads a text of its own, compressed or not, or says why not.
pub(crate) fn read_whole(stream: impl Read) -> Result<Vec<u8>, String> {
    let mut stream = BufReader::new(stream);
    let is_gzip = stream.fill_buf().map_err(|error| broken(&error))?.starts_with(gzip::MAGIC);
    let mut bytes = Vec::new();
    let read = if is_gzip {
        Members::new(stream, Damaged::Withheld).take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        stream.take(LARGEST + 1).read_to_end(&mut bytes)
    };
    match read {
        Ok(n_read) if n_read as u64 <= LARGEST => Ok(bytes),
        Ok(_) => Err(too_large("the article")),
        Err(error) => Err(broken(&error)),
    }
}

fn too_large(what: &str) -> String {
    format!("{what} is larger than {} MiB", LARGEST >> 20)
}

/// What the system or the decompressor says, as a reason.
fn broken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::InvalidData => format!("the compressed data is broken: {error}"),
        io::ErrorKind::UnexpectedEof => "the data ends in the middle; is the file cut off?".to_owned(),
        _ => error.to_string(),
    }
}
