//! An archive in, its analyses out: in the same order, on all cores, in bounded memory.

use std::io;
use std::num::NonZero;
use std::path::PathBuf;

use rasid::{OffsetUnit, Options};

use crate::answer::answer;
use crate::input::{self, Inputs, Items};
use crate::output::{self, Format, Output};
use crate::pipeline::{self, Event};
use crate::progress::Progress;

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) inputs: Inputs,
    pub(crate) n_jobs: NonZero<usize>,
    pub(crate) format: Format,
    /// Standard output, if none.
    pub(crate) output: Option<PathBuf>,
    /// Whether to go on where the output ends.
    pub(crate) resume: bool,
    /// In each file of a table.
    pub(crate) articles_a_part: NonZero<u64>,
    pub(crate) offsets: OffsetUnit,
}

/// Answers every article; false if some could not be read.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn run(batch: Batch) -> io::Result<bool> {
    let Batch { format, offsets, .. } = batch;
    let (mut output, n_done) =
        Output::open(batch.output.as_deref(), format, batch.resume, batch.articles_a_part)?;
    let mut items = input::open(batch.inputs);
    for _ in 0..n_done {
        if items.next().is_none() {
            let message = "the output holds more articles than the input; is it that of another one?";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
    }
    let mut progress = Progress::new(n_done);
    let options = Options::default().with_offsets(offsets);
    let work = move |item| {
        let answer = answer(item, &options);
        (output::prepare(&answer, format, offsets), answer.source.len() as u64, output::is_error(&answer))
    };
    pipeline::run(items, batch.n_jobs, work, |event| match event {
        Event::Answer((ready, n_bytes, is_error)) => {
            output.write(ready)?;
            progress.count(n_bytes, is_error);
            Ok(())
        }
        Event::Idle => output.flush(),
    })?;
    output.finish()?;
    Ok(progress.finish())
}
