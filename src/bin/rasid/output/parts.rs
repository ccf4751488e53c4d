//! Tables in parts: a folder for each, a file in it for each stretch of articles. A file has its
//! name only when it is complete, and that of the articles comes last; so what has been done is read
//! off the names, whenever the work was broken off.

use std::fs::{self, File};
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use super::csv::CsvFile;
use super::parquet::ParquetFile;
use super::tables::{Cell, Rows, TABLES, Table};
use super::{Format, refuse_to_overwrite};

pub(crate) struct Parts {
    folder: PathBuf,
    format: Format,
    articles_a_part: u64,
    /// Number of the first article of the part that is open.
    first: u64,
    /// Number of the next article.
    next: u64,
    open: Option<[TableFile; 4]>,
}

enum TableFile {
    Csv(CsvFile),
    Parquet(ParquetFile),
}

impl Parts {
    /// Opens the folder and says how many articles its parts hold.
    pub(super) fn open(
        folder: &Path,
        format: Format,
        resume: bool,
        articles_a_part: NonZero<u64>,
    ) -> io::Result<(Self, u64)> {
        let mut next = 0;
        for (idx, table) in TABLES.iter().enumerate() {
            let below = folder.join(table.name);
            fs::create_dir_all(&below)?;
            let mut parts = parts_in(&below, suffix(format))?;
            if !parts.is_empty() && !resume {
                return Err(refuse_to_overwrite(folder));
            }
            parts.sort();
            for (first, last, path) in parts {
                // The articles come first here, and last when they were written.
                if idx == 0 && first == next {
                    next = last + 1;
                } else if idx == 0 || next <= first {
                    fs::remove_file(path)?;
                }
            }
        }
        let parts = Self {
            folder: folder.to_owned(),
            format,
            articles_a_part: articles_a_part.get(),
            first: next,
            next,
            open: None,
        };
        Ok((parts, next))
    }

    pub(super) fn write(&mut self, rows: Rows) -> io::Result<()> {
        if self.open.is_none() {
            let mut files = Vec::new();
            for table in &TABLES {
                files.push(TableFile::create(&self.unfinished(table), table, self.format)?);
            }
            self.open = files.try_into().ok();
            self.first = self.next;
        }
        for (file, rows) in self.open.iter_mut().flatten().zip(rows) {
            file.write(rows)?;
        }
        self.next += 1;
        if self.next - self.first == self.articles_a_part {
            self.close()?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.close()
    }

    /// Completes the part that is open.
    fn close(&mut self) -> io::Result<()> {
        let Some(files) = self.open.take() else { return Ok(()) };
        for file in files {
            file.finish()?.sync_data()?;
        }
        let name = format!("part-{:010}-{:010}.{}", self.first, self.next - 1, suffix(self.format));
        for table in TABLES.iter().rev() {
            fs::rename(self.unfinished(table), self.folder.join(table.name).join(&name))?;
        }
        Ok(())
    }

    /// Names that begin with a point are passed over by all that reads such folders.
    fn unfinished(&self, table: &Table) -> PathBuf {
        self.folder.join(table.name).join(format!(".unfinished.{}", suffix(self.format)))
    }
}

impl TableFile {
    fn create(path: &Path, table: &'static Table, format: Format) -> io::Result<Self> {
        let file = File::create(path)?;
        Ok(match format {
            Format::Parquet => Self::Parquet(ParquetFile::new(file, table)?),
            Format::Csv | Format::Ndjson => Self::Csv(CsvFile::new(file, table)?),
        })
    }

    fn write(&mut self, rows: Vec<Vec<Cell>>) -> io::Result<()> {
        match self {
            Self::Csv(file) => file.write(&rows),
            Self::Parquet(file) => file.write(rows),
        }
    }

    fn finish(self) -> io::Result<File> {
        match self {
            Self::Csv(file) => file.finish(),
            Self::Parquet(file) => file.finish(),
        }
    }
}

fn suffix(format: Format) -> &'static str {
    match format {
        Format::Parquet => "parquet",
        Format::Csv | Format::Ndjson => "csv",
    }
}

/// The parts in a folder: first and last article, and where.
fn parts_in(folder: &Path, suffix: &str) -> io::Result<Vec<(u64, u64, PathBuf)>> {
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let range = path.file_name().and_then(|name| {
            let range = name.to_str()?.strip_prefix("part-")?.strip_suffix(suffix)?.strip_suffix('.')?;
            let (first, last) = range.split_once('-')?;
            Some((first.parse().ok()?, last.parse().ok()?))
        });
        if let Some((first, last)) = range {
            parts.push((first, last, path));
        }
    }
    Ok(parts)
}
