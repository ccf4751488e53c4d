//! A table as Apache Parquet, compressed with Snappy, which everything that reads Parquet knows.

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type as Node;

use super::tables::{Cell, Table, Type};

/// Rows that are held in memory and written together.
const ROWS_A_GROUP: usize = 1 << 15;

pub(super) struct ParquetFile {
    writer: SerializedFileWriter<File>,
    columns: Vec<Column>,
    n_rows: usize,
}

/// Values of a column, and for every row whether it has one.
struct Column {
    values: Values,
    defined: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Decimal(Vec<f64>),
}

impl ParquetFile {
    pub(super) fn new(file: File, table: &Table) -> io::Result<Self> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let schema = schema(table).map_err(as_io)?;
        let writer =
            SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(as_io)?;
        let columns = table.columns.iter().map(|&(_, kind)| Column::new(kind)).collect();
        Ok(Self { writer, columns, n_rows: 0 })
    }

    pub(super) fn write(&mut self, rows: Vec<Vec<Cell>>) -> io::Result<()> {
        for row in rows {
            for (column, cell) in self.columns.iter_mut().zip(row) {
                column.push(cell);
            }
            self.n_rows += 1;
            if self.n_rows == ROWS_A_GROUP {
                self.write_group().map_err(as_io)?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<File> {
        self.write_group().map_err(as_io)?;
        self.writer.into_inner().map_err(as_io)
    }

    fn write_group(&mut self) -> Result<()> {
        if self.n_rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column()? else { break };
            let defined = Some(column.defined.as_slice());
            match (writer.untyped(), &column.values) {
                (ColumnWriter::ByteArrayColumnWriter(writer), Values::Text(values)) => {
                    writer.write_batch(values, defined, None)?;
                }
                (ColumnWriter::Int64ColumnWriter(writer), Values::Integer(values)) => {
                    writer.write_batch(values, defined, None)?;
                }
                (ColumnWriter::DoubleColumnWriter(writer), Values::Decimal(values)) => {
                    writer.write_batch(values, defined, None)?;
                }
                _ => return Err(ParquetError::General("a column is of another type than its schema".into())),
            }
            writer.close()?;
            column.clear();
        }
        group.close()?;
        self.n_rows = 0;
        Ok(())
    }
}

impl Column {
    fn new(kind: Type) -> Self {
        let values = match kind {
            Type::Text => Values::Text(Vec::new()),
            Type::Integer => Values::Integer(Vec::new()),
            Type::Decimal => Values::Decimal(Vec::new()),
        };
        Self { values, defined: Vec::new() }
    }

    fn push(&mut self, cell: Cell) {
        let defined = match (&mut self.values, cell) {
            (Values::Text(values), Cell::Text(text)) => {
                values.push(text.into_bytes().into());
                true
            }
            (Values::Integer(values), Cell::Integer(number)) => {
                values.push(number);
                true
            }
            (Values::Decimal(values), Cell::Decimal(number)) => {
                values.push(number);
                true
            }
            _ => false,
        };
        self.defined.push(i16::from(defined));
    }

    fn clear(&mut self) {
        match &mut self.values {
            Values::Text(values) => values.clear(),
            Values::Integer(values) => values.clear(),
            Values::Decimal(values) => values.clear(),
        }
        self.defined.clear();
    }
}

fn schema(table: &Table) -> Result<Node> {
    let columns = table.columns.iter().map(|&(name, kind)| {
        let node = match kind {
            Type::Text => Node::primitive_type_builder(name, Physical::BYTE_ARRAY)
                .with_logical_type(Some(LogicalType::String))
                .with_converted_type(ConvertedType::UTF8),
            Type::Integer => Node::primitive_type_builder(name, Physical::INT64),
            Type::Decimal => Node::primitive_type_builder(name, Physical::DOUBLE),
        };
        node.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    });
    Node::group_type_builder(table.name).with_fields(columns.collect::<Result<_>>()?).build()
}

/// What the system said, where it was the system.
fn as_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
