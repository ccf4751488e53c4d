//! The command `rasid`: one article in, one analysis out; or a stream of them.

mod arguments;
mod batch;

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{fs, str};

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = match Arguments::read() {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("rasid: {error}\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    let done = match &arguments.command {
        Command::Help => print(arguments::HELP.as_bytes()).map(|()| true),
        Command::Version => {
            print(concat!("rasid ", env!("CARGO_PKG_VERSION"), "\n").as_bytes()).map(|()| true)
        }
        Command::Analyse { file, is_html } => analyse(file.as_deref(), *is_html, &arguments),
        Command::Batch => batch::run(io::stdin().lock(), io::stdout().lock(), &arguments.options),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // The reader of a pipe that has seen enough is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rasid: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Analyses one file, or standard input; false if it could not be read.
fn analyse(file: Option<&Path>, is_html: bool, arguments: &Arguments) -> io::Result<bool> {
    let name = file.map_or("standard input".into(), |file| file.display().to_string());
    let read = if let Some(file) = file {
        fs::read(file)
    } else {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("rasid: {name}: {error}");
            return Ok(false);
        }
    };
    let text = match str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("rasid: {name}: not UTF-8 from byte {}", error.valid_up_to());
            return Ok(false);
        }
    };
    let analyse = if is_html { rasid::analyse_html } else { rasid::analyse };
    let mut line = serde_json::to_vec(&analyse(text, &arguments.options))?;
    line.push(b'\n');
    print(&line).map(|()| true)
}

fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
