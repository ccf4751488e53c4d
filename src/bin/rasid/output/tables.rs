//! An analysis as rows of four tables: articles, mentions, quotes, events. `article` is the id that
//! joins them, `date` the day of publication; spans count in the unit asked for.

use rasid::{Actor, Analysis, OffsetUnit, Span};
use serde_json::Value;

use crate::answer::{Answer, Outcome};

/// A table with its columns.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [(&'static str, Type)],
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Type {
    Text,
    Integer,
    Decimal,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Integer(i64),
    Decimal(f64),
}

/// Of the tables the first has one row for every article, also for those that could not be read.
pub(crate) const TABLES: [Table; 4] = {
    use Type::{Decimal, Integer, Text};
    [
        Table {
            name: "articles",
            columns: &[
                ("article", Text),
                ("date", Text),
                ("date_origin", Text),
                ("title", Text),
                ("outlet", Text),
                ("text", Text),
                ("sentences", Integer),
                ("actors", Integer),
                ("quotes", Integer),
                ("events", Integer),
                ("notes", Text),
                ("error_line", Integer),
                ("error", Text),
            ],
        },
        Table {
            name: "mentions",
            columns: &[
                ("article", Text),
                ("date", Text),
                ("actor", Integer),
                ("name", Text),
                ("type", Text),
                ("country", Text),
                ("form", Text),
                ("text", Text),
                ("start", Integer),
                ("end", Integer),
                ("confidence", Decimal),
                ("rule", Text),
            ],
        },
        Table {
            name: "quotes",
            columns: &[
                ("article", Text),
                ("date", Text),
                ("quote", Integer),
                ("kind", Text),
                ("text", Text),
                ("cue", Text),
                ("stance", Text),
                ("speaker", Integer),
                ("speaker_name", Text),
                ("speaker_text", Text),
                ("via", Text),
                ("start", Integer),
                ("end", Integer),
                ("confidence", Decimal),
                ("rule", Text),
            ],
        },
        Table {
            name: "events",
            columns: &[
                ("article", Text),
                ("date", Text),
                ("event", Integer),
                ("value", Text),
                ("label", Text),
                ("text", Text),
                ("trigger", Text),
                ("actors", Text),
                ("start", Integer),
                ("end", Integer),
            ],
        },
    ]
};

/// The rows of one article for each of `TABLES`.
pub(crate) type Rows = [Vec<Vec<Cell>>; 4];

/// The rows of an answer, whose spans count in `unit`.
pub(super) fn rows(answer: &Answer, unit: OffsetUnit) -> Rows {
    let article = text(match &answer.id {
        Value::String(id) => id.clone(),
        Value::Null => String::new(),
        id => id.to_string(),
    });
    match &answer.outcome {
        Outcome::Error { line, message } => {
            let mut row = vec![Cell::Empty; TABLES[0].columns.len()];
            let n_columns = row.len();
            row[0] = article;
            row[n_columns - 2] = integer(*line);
            row[n_columns - 1] = text(message);
            [vec![row], Vec::new(), Vec::new(), Vec::new()]
        }
        Outcome::Analysis(analysis) => {
            let tables = Source { article, analysis, places: Places::new(&answer.source, unit) };
            [vec![tables.article()], tables.mentions(), tables.quotes(), tables.events()]
        }
    }
}

struct Source<'a> {
    article: Cell,
    analysis: &'a Analysis,
    places: Places<'a>,
}

impl Source<'_> {
    fn article(&self) -> Vec<Cell> {
        let analysis = self.analysis;
        vec![
            self.article.clone(),
            self.date(),
            text(analysis.date.origin),
            self.text(analysis.title),
            optional(analysis.outlet.as_ref().map(|outlet| outlet.name.as_str())),
            text(analysis.clean.text.as_str()),
            integer(analysis.sentences.len() as u64),
            integer(analysis.actors.len() as u64),
            integer(analysis.quotes.len() as u64),
            integer(analysis.timeline.len() as u64),
            optional((!analysis.notes.is_empty()).then(|| analysis.notes.join("; "))),
            Cell::Empty,
            Cell::Empty,
        ]
    }

    fn mentions(&self) -> Vec<Vec<Cell>> {
        let mentions = self.analysis.actors.iter().flat_map(|actor| {
            actor.mentions.iter().map(move |mention| {
                self.row([
                    integer(u64::from(actor.id)),
                    text(actor.name.as_str()),
                    text(actor.kind),
                    optional(actor.country.as_deref()),
                    text(mention.form),
                    self.text(Some(mention.span)),
                    start(mention.span),
                    end(mention.span),
                    Cell::Decimal(mention.confidence),
                    text(mention.rule),
                ])
            })
        });
        mentions.collect()
    }

    fn quotes(&self) -> Vec<Vec<Cell>> {
        let quotes = self.analysis.quotes.iter().enumerate().map(|(idx, quote)| {
            self.row([
                integer(idx as u64),
                text(quote.kind),
                self.text(Some(quote.span)),
                optional(quote.cue.as_ref().map(|cue| cue.lemma.as_str())),
                optional(quote.cue.as_ref().map(|cue| cue.stance)),
                quote.speaker.map_or(Cell::Empty, |speaker| integer(u64::from(speaker))),
                self.name(quote.speaker),
                self.text(quote.speaker_span),
                self.name(quote.via),
                start(quote.span),
                end(quote.span),
                Cell::Decimal(quote.confidence),
                text(quote.rule),
            ])
        });
        quotes.collect()
    }

    fn events(&self) -> Vec<Vec<Cell>> {
        let events = self.analysis.timeline.iter().enumerate().map(|(idx, event)| {
            let names: Vec<_> =
                event.actors.iter().filter_map(|&id| Some(self.actor(id)?.name.as_str())).collect();
            self.row([
                integer(idx as u64),
                text(event.value.as_str()),
                text(event.label.as_str()),
                self.text(Some(event.span)),
                self.text(event.event),
                optional((!names.is_empty()).then(|| names.join("; "))),
                start(event.span),
                end(event.span),
            ])
        });
        events.collect()
    }

    /// A row of a table whose articles have many.
    fn row<const N: usize>(&self, cells: [Cell; N]) -> Vec<Cell> {
        [self.article.clone(), self.date()].into_iter().chain(cells).collect()
    }

    fn date(&self) -> Cell {
        optional(self.analysis.date.value.as_deref())
    }

    fn text(&self, span: Option<Span>) -> Cell {
        optional(span.map(|span| self.places.text(span)))
    }

    fn name(&self, id: Option<u32>) -> Cell {
        optional(id.and_then(|id| self.actor(id)).map(|actor| actor.name.as_str()))
    }

    fn actor(&self, id: u32) -> Option<&Actor> {
        self.analysis.actors.iter().find(|actor| actor.id == id)
    }
}

/// The source by places in the caller's unit.
struct Places<'a> {
    source: &'a str,
    /// For every unit the byte that its letter begins at, and the end.
    bytes: Vec<u32>,
}

impl<'a> Places<'a> {
    fn new(source: &'a str, unit: OffsetUnit) -> Self {
        let units = |letter: char| match unit {
            OffsetUnit::Utf16 => letter.len_utf16(),
            OffsetUnit::Byte => letter.len_utf8(),
            OffsetUnit::Codepoint => 1,
        };
        let letters =
            source.char_indices().flat_map(|(at, letter)| std::iter::repeat_n(at as u32, units(letter)));
        Self { source, bytes: letters.chain([source.len() as u32]).collect() }
    }

    fn text(&self, [start, end]: Span) -> &'a str {
        let byte = |at: u32| self.bytes.get(at as usize).map_or(self.source.len(), |&byte| byte as usize);
        self.source.get(byte(start)..byte(end)).unwrap_or_default()
    }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn optional(text: Option<impl Into<String>>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Text(text.into()))
}

fn start([start, _]: Span) -> Cell {
    integer(u64::from(start))
}

fn end([_, end]: Span) -> Cell {
    integer(u64::from(end))
}

fn integer(number: u64) -> Cell {
    i64::try_from(number).map_or(Cell::Empty, Cell::Integer)
}
