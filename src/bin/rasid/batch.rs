//! The stream: one JSON object a line in, one a line out, in the same order.

use std::io::{self, BufRead, Read, Write};

use rasid::{Analysis, Date, Options};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A longer line is answered with an error, so that memory stays bounded whatever comes in.
const MAX_LINE: u64 = 256 << 20;

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    html: Option<String>,
    date: Option<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    Analysis(Box<Analysis>),
    Error { line: u64, message: String },
}

/// Answers every line of `input`; false if some line could not be read.
///
/// # Errors
/// If `input` cannot be read or `output` cannot be written.
pub(crate) fn run(mut input: impl BufRead, output: impl Write, options: &Options) -> io::Result<bool> {
    let mut output = io::BufWriter::new(output);
    let mut all_read = true;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let whole = line.ends_with(b"\n") || (line.len() as u64) < MAX_LINE;
        if !whole {
            skip_line(&mut input)?;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let (id, outcome) = if whole {
            answer(&line, options)
        } else {
            (Value::Null, Err(format!("the line is longer than {} MiB", MAX_LINE >> 20)))
        };
        let outcome = outcome.map_or_else(
            |message| {
                all_read = false;
                Outcome::Error { line: number, message }
            },
            |analysis| Outcome::Analysis(Box::new(analysis)),
        );
        serde_json::to_writer(&mut output, &Answer { id: &id, outcome })?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(all_read)
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let newline = buffer.iter().position(|&byte| byte == b'\n');
        let n_read = newline.map_or(buffer.len(), |at| at + 1);
        input.consume(n_read);
        if newline.is_some() || n_read == 0 {
            return Ok(());
        }
    }
}

fn answer(line: &[u8], options: &Options) -> (Value, Result<Analysis, String>) {
    let request: Request = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => return (id_of(line), Err(error.to_string())),
    };
    let (source, analyse): (_, fn(&str, &Options) -> Analysis) = match (request.text, request.html) {
        (Some(text), None) => (text, rasid::analyse),
        (None, Some(html)) => (html, rasid::analyse_html),
        (Some(_), Some(_)) => return (request.id, Err("both \"text\" and \"html\" are given".into())),
        (None, None) => return (request.id, Err("neither \"text\" nor \"html\" is given".into())),
    };
    let mut options = options.clone();
    if let Some(date) = request.date {
        match date.parse::<Date>() {
            Ok(date) => options = options.with_date(date),
            Err(error) => return (request.id, Err(format!("\"date\": {error}"))),
        }
    }
    (request.id, Ok(analyse(&source, &options)))
}

/// The id of a line whose other fields cannot be read, if at least it is JSON.
fn id_of(line: &[u8]) -> Value {
    serde_json::from_slice::<Value>(line)
        .ok()
        .and_then(|mut value| value.get_mut("id").map(Value::take))
        .unwrap_or_default()
}
