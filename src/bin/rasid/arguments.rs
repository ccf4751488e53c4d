//! The command line.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use rasid::{Date, OffsetUnit, Options};

use crate::batch::Batch;
use crate::input::{Columns, Inputs, Kind, Markup};
use crate::output::Format;

/// How to call the command.
pub(crate) const USAGE: &str =
    "usage: rasid analyse [--html] [--date YYYY-MM-DD] [--offsets codepoint|utf16|byte] [FILE|-]
       rasid batch [--jobs N] [--offsets UNIT] [--from KIND] [--columns LIST]
                   [--to FORMAT] [--output PATH [--resume]] [INPUT...]";

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Analyses Arabic news articles: clean text, actors, quotes, times, timeline.

rasid analyse [--html] [--date YYYY-MM-DD] [--offsets UNIT] [FILE|-]
    Reads one article and prints its analysis as JSON.
rasid batch [OPTION...] [INPUT...]
    Reads many articles and writes one answer for each, in the same order:
    {\"id\", \"analysis\"}, or {\"id\", \"error\": {\"line\", \"message\"}} for one that
    cannot be read.

--html          the article is HTML; so is a file whose name ends in .html
--date DAY      the day of publication, against which relative times are resolved
--offsets UNIT  what spans count in: utf16 (default), codepoint or byte

Of batch alone:
--jobs N        threads that analyse; as many as there are cores if not said
--from KIND     what the inputs are, where their names do not tell:
                ndjson  one {\"id\", \"text\" or \"html\", \"date\"?} a line
                text    one article a file
                html    one page a file
                csv     one article a row, with commas, semicolons or tabs
                warc    a web archive (WARC or WET)
--columns LIST  names of columns of a table: id=ID,date=DATE,text=TEXT,html=HTML;
                those not named are called id, date, text and html
--to FORMAT     ndjson (default), or the tables articles, mentions, quotes and
                events as csv or parquet
--output PATH   a file for ndjson, a folder for tables; else standard output
--resume        go on where the output ends
--part N        articles in each file of a table (default 10000)

An INPUT is a file, a folder of .txt, .md and .html files, or - for standard
input, which is also read when none is named. All may be gzip. Texts that are
not Unicode are read as what they declare or look like, Windows-1256 above all.

Exit status: 0 all went well, 1 some input could not be read or the output not
be written, 2 wrong arguments.
";

/// What the command was asked to do.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    /// Standard input where no file is named.
    Analyse {
        file: Option<PathBuf>,
        markup: Markup,
        options: Options,
    },
    Batch(Batch),
}

/// Every option as it was given.
#[derive(Default)]
struct Given {
    date: Option<Date>,
    offsets: Option<OffsetUnit>,
    n_jobs: Option<NonZero<usize>>,
    kind: Option<Kind>,
    columns: Option<Columns>,
    format: Option<Format>,
    output: Option<PathBuf>,
    articles_a_part: Option<NonZero<u64>>,
    resume: bool,
    is_html: bool,
}

/// Reads the arguments of this process.
///
/// # Errors
/// If one is unknown, missing, in the wrong place or cannot be read.
pub(crate) fn read() -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_env();
    let mut given = Given::default();
    let mut verb: Option<OsString> = None;
    let mut files: Vec<PathBuf> = Vec::new();
    let mut of_batch = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("date") => given.date = Some(parser.value()?.parse()?),
            Long("offsets") => given.offsets = Some(parser.value()?.parse_with(unit)?),
            Long("html") => given.is_html = true,
            Value(value) if verb.is_none() => verb = Some(value),
            Value(value) => files.push(value.into()),
            Long(name) => {
                let name = name.to_owned();
                match name.as_str() {
                    "jobs" => given.n_jobs = Some(parser.value()?.parse()?),
                    "from" => given.kind = Some(parser.value()?.parse_with(Kind::named)?),
                    "columns" => given.columns = Some(parser.value()?.parse_with(Columns::named)?),
                    "to" => given.format = Some(parser.value()?.parse_with(Format::named)?),
                    "output" => given.output = Some(parser.value()?.into()),
                    "part" => given.articles_a_part = Some(parser.value()?.parse()?),
                    "resume" => given.resume = true,
                    _ => return Err(Long(&name).unexpected()),
                }
                of_batch = Some(name);
            }
            argument @ Short(_) => return Err(argument.unexpected()),
        }
    }
    match verb.as_deref().and_then(std::ffi::OsStr::to_str) {
        Some("analyse") => match of_batch {
            Some(name) => Err(format!("--{name} is an option of batch").into()),
            None => analyse(files, &given),
        },
        Some("batch") => batch(files, given),
        Some(other) => Err(format!("unknown command '{other}'").into()),
        None => Err("no command given".into()),
    }
}

fn analyse(mut files: Vec<PathBuf>, given: &Given) -> Result<Command, lexopt::Error> {
    if 1 < files.len() {
        return Err("analyse reads one file; batch reads many".into());
    }
    let mut options = Options::default().with_offsets(given.offsets.unwrap_or_default());
    if let Some(date) = given.date {
        options = options.with_date(date);
    }
    let file = files.pop().filter(|file| file.as_os_str() != "-");
    let named = file.as_deref().map_or(Markup::Text, Markup::of);
    Ok(Command::Analyse { file, markup: if given.is_html { Markup::Html } else { named }, options })
}

fn batch(paths: Vec<PathBuf>, given: Given) -> Result<Command, lexopt::Error> {
    let format = given.format.unwrap_or(Format::Ndjson);
    if given.date.is_some() {
        return Err("batch takes the date of each article from its line or row".into());
    }
    if given.is_html {
        return Err("batch is told of HTML by --from html, or by \"html\" in a line".into());
    }
    if given.output.is_none() && format != Format::Ndjson {
        return Err("tables need a folder; name it with --output".into());
    }
    if given.output.is_none() && given.resume {
        return Err("--resume needs --output".into());
    }
    let n_cores = || thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    Ok(Command::Batch(Batch {
        inputs: Inputs { paths, kind: given.kind, columns: given.columns.unwrap_or_default() },
        n_jobs: given.n_jobs.unwrap_or_else(n_cores),
        format,
        output: given.output,
        resume: given.resume,
        articles_a_part: given.articles_a_part.or(NonZero::new(10_000)).unwrap_or(NonZero::<u64>::MIN),
        offsets: given.offsets.unwrap_or_default(),
    }))
}

fn unit(name: &str) -> Result<OffsetUnit, String> {
    match name {
        "utf16" => Ok(OffsetUnit::Utf16),
        "codepoint" => Ok(OffsetUnit::Codepoint),
        "byte" => Ok(OffsetUnit::Byte),
        _ => Err(format!("'{name}' is none of codepoint, utf16, byte")),
    }
}
