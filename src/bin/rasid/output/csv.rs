//! A table as comma-separated values (RFC 4180) in UTF-8, the names of the columns in the first row.

use std::fs::File;
use std::io;

use csv::Writer;

use super::tables::{Cell, Table};

pub(super) struct CsvFile(Writer<File>);

impl CsvFile {
    pub(super) fn new(file: File, table: &Table) -> io::Result<Self> {
        let mut writer = Writer::from_writer(file);
        writer.write_record(table.columns.iter().map(|(name, _)| name))?;
        Ok(Self(writer))
    }

    pub(super) fn write(&mut self, rows: &[Vec<Cell>]) -> io::Result<()> {
        for row in rows {
            for cell in row {
                match cell {
                    Cell::Empty => self.0.write_field("")?,
                    Cell::Text(text) => self.0.write_field(text)?,
                    Cell::Integer(number) => self.0.write_field(number.to_string())?,
                    Cell::Decimal(number) => self.0.write_field(number.to_string())?,
                }
            }
            self.0.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> io::Result<File> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
