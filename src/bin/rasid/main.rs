//! The command `rasid`: one article in, one analysis out; or an archive of them.

mod arguments;
mod batch;

mod input;

mod answer;
mod encoding;

mod output;

mod pipeline;
mod progress;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use arguments::Command;
use input::Markup;
use rasid::Options;

fn main() -> ExitCode {
    let command = match arguments::read() {
        Ok(command) => command,
        Err(error) => {
            eprintln!("rasid: {error}\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help => print(arguments::HELP.as_bytes()).map(|()| true),
        Command::Version => {
            print(concat!("rasid ", env!("CARGO_PKG_VERSION"), "\n").as_bytes()).map(|()| true)
        }
        Command::Analyse { file, markup, options } => analyse(file.as_deref(), markup, &options),
        Command::Batch(batch) => batch::run(batch),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // The reader of a pipe that has seen enough is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        // An output that is not to be written over is an argument that cannot be meant.
        Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::InvalidInput) => {
            eprintln!("rasid: {error}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("rasid: the output cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Analyses one file, or standard input; false if it could not be read.
fn analyse(file: Option<&Path>, markup: Markup, options: &Options) -> io::Result<bool> {
    let read = match file {
        Some(file) => File::open(file).map_err(|error| error.to_string()).and_then(input::read_whole),
        None => input::read_whole(io::stdin().lock()),
    };
    let text = read.and_then(|bytes| encoding::decode(bytes, None));
    let analysis = match text.and_then(|text| answer::analyse(&text, markup, options)) {
        Ok(analysis) => analysis,
        Err(message) => {
            let name = file.map_or("standard input".into(), |file| file.display().to_string());
            eprintln!("rasid: {name}: {message}");
            return Ok(false);
        }
    };
    let mut line = serde_json::to_vec(&analysis)?;
    line.push(b'\n');
    print(&line).map(|()| true)
}

fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
