//! Where analyses go: one stream of JSON, or tables in files.

mod csv;
mod lines;
mod parquet;
mod parts;
mod tables;

use std::io::{self, Write};
use std::num::NonZero;
use std::path::Path;

use rasid::OffsetUnit;

use crate::answer::{Answer, Outcome};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Format {
    Ndjson,
    Csv,
    Parquet,
}

impl Format {
    /// The format that `name` stands for on the command line.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "ndjson" => Self::Ndjson,
            "csv" => Self::Csv,
            "parquet" => Self::Parquet,
            _ => return Err(format!("'{name}' is none of ndjson, csv, parquet")),
        })
    }
}

/// An answer as it will be written, made by the thread that analysed.
pub(crate) enum Ready {
    Line(Vec<u8>),
    Rows(tables::Rows),
}

/// Brings an answer into the form of the output.
pub(crate) fn prepare(answer: &Answer, format: Format, unit: OffsetUnit) -> Ready {
    match format {
        Format::Ndjson => Ready::Line(lines::line(answer)),
        Format::Csv | Format::Parquet => Ready::Rows(tables::rows(answer, unit)),
    }
}

/// Whether the answer says that its article could not be read.
pub(crate) fn is_error(answer: &Answer) -> bool {
    matches!(answer.outcome, Outcome::Error { .. })
}

/// An open output.
pub(crate) enum Output {
    Lines(lines::Lines),
    Tables(Box<parts::Parts>),
}

impl Output {
    /// Opens the output and says how many answers it holds already.
    ///
    /// # Errors
    /// If it cannot be written, or holds something and `resume` is not asked for.
    pub(crate) fn open(
        path: Option<&Path>,
        format: Format,
        resume: bool,
        articles_a_part: NonZero<u64>,
    ) -> io::Result<(Self, u64)> {
        match (format, path) {
            (Format::Ndjson, None) => Ok((Self::Lines(lines::Lines::stdout()), 0)),
            (Format::Ndjson, Some(path)) => {
                let (lines, n_done) = lines::Lines::file(path, resume)?;
                Ok((Self::Lines(lines), n_done))
            }
            (Format::Csv | Format::Parquet, None) => {
                Err(io::Error::other("tables need a folder; name it with --output"))
            }
            (Format::Csv | Format::Parquet, Some(path)) => {
                let (parts, n_done) = parts::Parts::open(path, format, resume, articles_a_part)?;
                Ok((Self::Tables(Box::new(parts)), n_done))
            }
        }
    }

    pub(crate) fn write(&mut self, ready: Ready) -> io::Result<()> {
        match (self, ready) {
            (Self::Lines(lines), Ready::Line(line)) => lines.write_all(&line),
            (Self::Tables(parts), Ready::Rows(rows)) => parts.write(rows),
            _ => unreachable!("answers are prepared for the format of the output"),
        }
    }

    /// Passes on what is complete.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Lines(lines) => lines.flush(),
            Self::Tables(_) => Ok(()),
        }
    }

    /// Ends the output.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Lines(lines) => lines.finish(),
            Self::Tables(parts) => parts.finish(),
        }
    }
}

/// What stands in the way of writing where something is already.
fn refuse_to_overwrite(path: &Path) -> io::Error {
    io::Error::new(
        io::ErrorKind::AlreadyExists,
        format!("{} exists; add --resume to go on where it ends, or remove it", path.display()),
    )
}
