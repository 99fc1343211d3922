//! Parquet, for those who ask by SQL: one stretch of rows after the other, each column by column.
//!
//! Texts are UTF-8, times are microseconds UTC, lists are lists. The same rows give the same bytes.
//!
//! Source: Apache Parquet, "LogicalTypes" (String, Timestamp, List).

use super::column::{Cell, Column, Kind, microseconds};
use super::{BATCH, ExportError, Rows};
use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::column::writer::ColumnWriterImpl;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

/// Rows in a group: enough for good compression, few enough for little memory.
const GROUP: usize = 25 * BATCH;
/// Who made the file; the version of the program is left out, so that only the rows decide the bytes.
const MAKER: &str = "relayscope version 1";

/// Writes all rows.
pub fn write(rows: &Rows<'_>, out: &mut (dyn Write + Send)) -> std::result::Result<u64, ExportError> {
    let schema = schema(rows).map_err(failed)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(MAKER.to_owned())
        .build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(failed)?;
    let len = rows.len();
    for from in (0..len).step_by(GROUP) {
        group(rows, from..len.min(from + GROUP), &mut file)?;
    }
    file.close().map_err(failed)?;
    Ok(len as u64)
}

fn failed(error: ParquetError) -> ExportError {
    ExportError::Io(match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    })
}

fn schema(rows: &Rows<'_>) -> Result<TypePtr> {
    let fields: Result<Vec<TypePtr>> = rows.table.columns.iter().map(|c| field(c).map(Arc::new)).collect();
    Ok(Arc::new(Type::group_type_builder(rows.table.noun).with_fields(fields?).build()?))
}

fn field(column: &Column) -> Result<Type> {
    let plain = |physical, logical| {
        let field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build()
    };
    match column.kind {
        Kind::Text => plain(Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => plain(Physical::INT64, None),
        Kind::Real => plain(Physical::DOUBLE, None),
        Kind::Boolean => plain(Physical::BOOLEAN, None),
        Kind::Time => plain(Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
        Kind::Texts => list(column.name),
    }
}

/// Three levels, as the format wants lists: the list, its entries, each a text.
fn list(name: &str) -> Result<Type> {
    let text = Type::primitive_type_builder("element", Physical::BYTE_ARRAY);
    let text =
        text.with_repetition(Repetition::REQUIRED).with_logical_type(Some(LogicalType::String)).build()?;
    let entries = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
    let entries = entries.with_fields(vec![Arc::new(text)]).build()?;
    let list = Type::group_type_builder(name).with_repetition(Repetition::REQUIRED);
    list.with_logical_type(Some(LogicalType::List)).with_fields(vec![Arc::new(entries)]).build()
}

fn group<W: Write + Send>(
    rows: &Rows<'_>,
    range: Range<usize>,
    file: &mut SerializedFileWriter<W>,
) -> std::result::Result<(), ExportError> {
    rows.task.set_records(range.start as u64);
    let mut group = file.next_row_group().map_err(failed)?;
    for column in &rows.table.columns {
        let Some(mut to) = group.next_column().map_err(failed)? else { break };
        for from in range.clone().step_by(BATCH) {
            if rows.task.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            let stretch = from..range.end.min(from + BATCH);
            put(column.kind, stretch.map(|row| rows.cell(column, row)), &mut to).map_err(failed)?;
        }
        to.close().map_err(failed)?;
    }
    group.close().map_err(failed)?;
    Ok(())
}

fn put<'a>(
    kind: Kind,
    cells: impl Iterator<Item = Cell<'a>>,
    to: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    match kind {
        Kind::Text => texts(cells, to.typed::<ByteArrayType>()),
        Kind::Texts => lists(cells, to.typed::<ByteArrayType>()),
        Kind::Real => numbers(cells, to.typed::<DoubleType>(), |cell| match cell {
            Cell::Real(n) => Some(*n),
            _ => None,
        }),
        Kind::Boolean => numbers(cells, to.typed::<BoolType>(), |cell| match cell {
            Cell::Boolean(yes) => Some(*yes),
            _ => None,
        }),
        Kind::Integer | Kind::Time => numbers(cells, to.typed::<Int64Type>(), |cell| match cell {
            Cell::Integer(n) => Some(*n),
            Cell::Time(time) => Some(microseconds(*time)),
            _ => None,
        }),
    }
}

fn numbers<'a, T: DataType>(
    cells: impl Iterator<Item = Cell<'a>>,
    to: &mut ColumnWriterImpl<'_, T>,
    number: fn(&Cell<'_>) -> Option<T::T>,
) -> Result<()> {
    let (mut values, mut stated) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
    for value in cells.map(|cell| number(&cell)) {
        stated.push(i16::from(value.is_some()));
        values.extend(value);
    }
    to.write_batch(&values, Some(&stated), None).map(drop)
}

/// Texts one behind the other, cut when all are there: one piece of memory for all of them.
#[derive(Default)]
struct Heap {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Heap {
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
    }

    fn cut(self) -> Vec<ByteArray> {
        let (whole, mut from) = (ByteArray::from(self.bytes), 0);
        let piece = |end: usize| {
            let piece = whole.slice(from, end - from);
            from = end;
            piece
        };
        self.ends.into_iter().map(piece).collect()
    }
}

fn texts<'a>(
    cells: impl Iterator<Item = Cell<'a>>,
    to: &mut ColumnWriterImpl<'_, ByteArrayType>,
) -> Result<()> {
    let (mut heap, mut stated) = (Heap::default(), Vec::with_capacity(BATCH));
    for cell in cells {
        let text = match &cell {
            Cell::Text(text) => Some(text),
            _ => None,
        };
        stated.push(i16::from(text.is_some()));
        text.into_iter().for_each(|text| heap.push(text));
    }
    to.write_batch(&heap.cut(), Some(&stated), None).map(drop)
}

fn lists<'a>(
    cells: impl Iterator<Item = Cell<'a>>,
    to: &mut ColumnWriterImpl<'_, ByteArrayType>,
) -> Result<()> {
    let (mut heap, mut stated, mut goes_on) = (Heap::default(), Vec::new(), Vec::new());
    for cell in cells {
        let list = match cell {
            Cell::Texts(list) => list,
            _ => Vec::new(),
        };
        stated.push(i16::from(!list.is_empty()));
        goes_on.push(0);
        for (i, text) in list.iter().enumerate() {
            heap.push(text);
            if i > 0 {
                stated.push(1);
                goes_on.push(1);
            }
        }
    }
    to.write_batch(&heap.cut(), Some(&stated), Some(&goes_on)).map(drop)
}
