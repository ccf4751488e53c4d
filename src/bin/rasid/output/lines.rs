//! One JSON object a line: `{"id", "analysis"}` or `{"id", "error"}`.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use rasid::Analysis;
use serde::Serialize;
use serde_json::Value;

use super::refuse_to_overwrite;
use crate::answer::{Answer, Outcome};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    analysis: Option<&'a Analysis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Error<'a>>,
}

#[derive(Serialize)]
struct Error<'a> {
    line: u64,
    message: &'a str,
}

/// The line of an answer.
pub(super) fn line(answer: &Answer) -> Vec<u8> {
    let (analysis, error) = match &answer.outcome {
        Outcome::Analysis(analysis) => (Some(&**analysis), None),
        Outcome::Error { line, message } => (None, Some(Error { line: *line, message })),
    };
    // Plain data with text keys, written to memory: nothing of this can fail.
    let mut line = serde_json::to_vec(&Line { id: &answer.id, analysis, error }).unwrap_or_default();
    line.push(b'\n');
    line
}

pub(crate) struct Lines {
    stream: BufWriter<Box<dyn Write>>,
    /// The same file, to be brought to the disk at the end.
    file: Option<File>,
}

impl Lines {
    pub(super) fn stdout() -> Self {
        Self { stream: BufWriter::with_capacity(1 << 16, Box::new(io::stdout())), file: None }
    }

    /// Opens a file and counts the lines that are complete in it; half a line at its end is cut off.
    pub(super) fn file(path: &Path, resume: bool) -> io::Result<(Self, u64)> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let is_regular = file.metadata()?.is_file();
        let mut n_lines = 0;
        if is_regular && 0 < file.metadata()?.len() {
            if !resume {
                return Err(refuse_to_overwrite(path));
            }
            let end;
            (n_lines, end) = complete_lines(&file)?;
            file.set_len(end)?;
            file.seek(SeekFrom::Start(end))?;
        }
        let kept = is_regular.then(|| file.try_clone()).transpose()?;
        Ok((Self { stream: BufWriter::with_capacity(1 << 16, Box::new(file)), file: kept }, n_lines))
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.stream.flush()?;
        self.file.map_or(Ok(()), |file| file.sync_data())
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// How many lines have an end, and where the last one ends.
fn complete_lines(file: &File) -> io::Result<(u64, u64)> {
    let mut stream = BufReader::with_capacity(1 << 20, file);
    let (mut n_lines, mut end, mut read) = (0, 0, 0);
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok((n_lines, end));
        }
        for (at, _) in buffer.iter().enumerate().filter(|&(_, &byte)| byte == b'\n') {
            n_lines += 1;
            end = read + at as u64 + 1;
        }
        let n_read = buffer.len();
        read += n_read as u64;
        stream.consume(n_read);
    }
}
