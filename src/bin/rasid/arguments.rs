//! The command line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lexopt::prelude::{Long, Short, Value, ValueExt};
use rasid::{Date, OffsetUnit, Options};

/// One line on how to call the command.
pub(crate) const USAGE: &str =
    "usage: rasid analyse [--html] [--date YYYY-MM-DD] [--offsets codepoint|utf16|byte] [FILE|-]
       rasid batch [--offsets codepoint|utf16|byte] < articles.ndjson > analyses.ndjson";

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Analyses Arabic news articles: clean text, actors, quotes, times, timeline.

rasid analyse [--html] [--date YYYY-MM-DD] [--offsets UNIT] [FILE|-]
    Reads one article and prints its analysis as JSON.
rasid batch [--offsets UNIT]
    Reads one JSON object a line, {\"id\", \"text\" or \"html\", \"date\"?}, and prints
    one a line in the same order: {\"id\", \"analysis\"}, or {\"id\", \"error\"}
    for a line that cannot be read.

--html     the article is HTML; so is a file whose name ends in .html or .htm
--date     the day of publication, against which relative times are resolved
--offsets  what spans count in: utf16 (default), codepoint or byte

Exit status: 0 all went well, 1 some input could not be read, 2 wrong arguments.
";

/// What the command was asked to do.
pub(crate) struct Arguments {
    pub(crate) command: Command,
    pub(crate) options: Options,
}

pub(crate) enum Command {
    Help,
    Version,
    /// Standard input where no file is named.
    Analyse {
        file: Option<PathBuf>,
        is_html: bool,
    },
    Batch,
}

impl Arguments {
    /// Reads the arguments of this process.
    ///
    /// # Errors
    /// If one is unknown, missing, repeated or cannot be read.
    pub(crate) fn read() -> Result<Self, lexopt::Error> {
        let mut parser = lexopt::Parser::from_env();
        let mut options = Options::default();
        let mut verb: Option<OsString> = None;
        let mut file: Option<OsString> = None;
        let mut dated = false;
        let mut is_html = false;
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(Self { command: Command::Help, options }),
                Short('V') | Long("version") => return Ok(Self { command: Command::Version, options }),
                Long("date") => {
                    options = options.with_date(parser.value()?.parse::<Date>()?);
                    dated = true;
                }
                Long("offsets") => options = options.with_offsets(parser.value()?.parse_with(unit)?),
                Long("html") => is_html = true,
                Value(value) if verb.is_none() => verb = Some(value),
                Value(value) if file.is_none() => file = Some(value),
                argument => return Err(argument.unexpected()),
            }
        }
        let command = match verb.as_deref().and_then(std::ffi::OsStr::to_str) {
            Some("analyse") => {
                let file = file.filter(|file| file != "-").map(PathBuf::from);
                let ending = file.as_deref().and_then(Path::extension);
                is_html |= ending.is_some_and(|ending| {
                    ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm")
                });
                Command::Analyse { file, is_html }
            }
            Some("batch") if file.is_some() => return Err("batch reads standard input, no file".into()),
            Some("batch") if is_html => return Err("batch takes HTML as \"html\" of a line".into()),
            Some("batch") if dated => return Err("batch takes the date from each line".into()),
            Some("batch") => Command::Batch,
            Some(other) => return Err(format!("unknown command '{other}'").into()),
            None => return Err("no command given".into()),
        };
        Ok(Self { command, options })
    }
}

fn unit(name: &str) -> Result<OffsetUnit, String> {
    match name {
        "utf16" => Ok(OffsetUnit::Utf16),
        "codepoint" => Ok(OffsetUnit::Codepoint),
        "byte" => Ok(OffsetUnit::Byte),
        _ => Err(format!("'{name}' is none of codepoint, utf16, byte")),
    }
}
