//! A CSV file with a header, read row by row. Columns are found by name, in any order; bytes that are not UTF-8 are a
//! problem of their row, never a guess.

use std::io::{self, Cursor, Read};

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::report::{ImportError, RowProblem};

/// Bytes enough to tell encodings and spreadsheets apart.
const HEAD: u64 = 4;

/// A file with every line ending in a line feed, the last one too: only then can lines be counted.
struct Lines<R> {
    file: R,
    bytes: u64,
    after_return: bool,
    ended: bool,
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            let read = self.file.read(buffer)?;
            if read == 0 {
                self.ended = true;
                if let Some(last) = buffer.first_mut() {
                    *last = b'\n';
                }
                return Ok(1);
            }
            self.bytes += u64::try_from(read).unwrap_or(0);
            let mut kept = 0;
            for at in 0..read {
                let byte = buffer.get(at).copied().unwrap_or_default();
                let second_half = byte == b'\n' && self.after_return;
                self.after_return = byte == b'\r';
                if !second_half && let Some(place) = buffer.get_mut(kept) {
                    *place = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
            }
            if kept > 0 {
                return Ok(kept);
            }
        }
        Ok(0)
    }
}

/// An open file, after its header.
pub(crate) struct Table<R: Read> {
    reader: csv::Reader<Lines<io::Chain<Cursor<Vec<u8>>, R>>>,
    columns: Vec<Option<&'static str>>,
    ignored: Vec<String>,
    record: ByteRecord,
}

/// A row that can be read.
pub(crate) struct TableRow {
    /// Line on which it starts.
    pub(crate) line: u64,
    cells: StringRecord,
}

/// The next row of a table.
pub(crate) enum Next {
    Row(TableRow),
    Bad(RowProblem),
    /// The file ends, early when a reason is given.
    End(Option<String>),
}

impl<R: Read> Table<R> {
    /// Reads the header.
    pub(crate) fn open(mut file: R, required: &[&'static str], optional: &[&'static str]) -> Result<Self, ImportError> {
        let mut head = Vec::new();
        file.by_ref().take(HEAD).read_to_end(&mut head).map_err(|error| unreadable(&error))?;
        match head.as_slice() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..] => {
                return Err(refuse("The file is in UTF-16. Save it as \"CSV UTF-8\" and try again"));
            }
            [b'P', b'K', 3, 4] | [0xd0, 0xcf, 0x11, 0xe0] => {
                return Err(refuse("The file is a spreadsheet. Save it as \"CSV UTF-8\" and try again"));
            }
            [] => return Err(refuse("The file is empty")),
            _ => {}
        }
        if head.starts_with(&[0xef, 0xbb, 0xbf]) {
            head.drain(..3);
        }
        let file = Cursor::new(head).chain(file);
        let lines = Lines { file, bytes: 0, after_return: false, ended: false };
        let mut reader = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(lines);
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record).map_err(|error| refuse(&early(&error)))? {
            return Err(refuse("The file is empty"));
        }
        let header = StringRecord::from_byte_record(record.clone())
            .map_err(|_| refuse("The header is not in UTF-8. Save the file as \"CSV UTF-8\" and try again"))?;
        let mut table = Self { reader, columns: Vec::new(), ignored: Vec::new(), record };
        table.read_header(&header, required, optional)?;
        Ok(table)
    }

    fn read_header(
        &mut self,
        header: &StringRecord,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<(), ImportError> {
        for cell in header {
            let name = cell.trim().to_lowercase().replace([' ', '-'], "_");
            let known = required.iter().chain(optional).copied().find(|known| *known == name);
            if let Some(twice) = known.filter(|name| self.columns.contains(&Some(*name))) {
                return Err(refuse(&format!("The header has the column {twice} twice")));
            }
            if known.is_none() && !name.is_empty() {
                self.ignored.push(cell.trim().to_owned());
            }
            self.columns.push(known);
        }
        let missing: Vec<&str> = required.iter().copied().filter(|name| !self.columns.contains(&Some(*name))).collect();
        if missing.is_empty() {
            return Ok(());
        }
        // What stands in the first line may be a person: only our own words are repeated.
        let hint = match header.get(0) {
            Some(first) if header.len() == 1 && first.contains([';', '\t']) => {
                "; cells must be separated by commas, not semicolons or tabs"
            }
            _ => "",
        };
        Err(refuse(&format!("The header, line 1, lacks: {}{hint}", missing.join(", "))))
    }

    /// Columns that nobody asked for.
    pub(crate) fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// Bytes read so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.reader.get_ref().bytes
    }

    /// The next row that is not blank.
    pub(crate) fn next(&mut self) -> Next {
        loop {
            match self.reader.read_byte_record(&mut self.record) {
                Ok(false) => return Next::End(None),
                Err(error) => return Next::End(Some(early(&error))),
                Ok(true) if self.record.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => break,
            }
        }
        // Counted from the end of the row: blank lines before it belong to nobody.
        let breaks = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count();
        let ends_on = self.reader.position().line() - 1;
        let line = ends_on - u64::try_from(breaks).unwrap_or(0);
        let bad = |column: Option<&str>, reason: String| {
            Next::Bad(RowProblem { line, column: column.map(str::to_owned), reason })
        };
        if ends_on > line + 2 {
            return bad(None, format!("runs to line {ends_on}: look for a quotation mark that is not closed"));
        }
        if self.record.len() != self.columns.len() {
            let (has, wants) = (self.record.len(), self.columns.len());
            return bad(None, format!("has {has} cells where the header has {wants}"));
        }
        match StringRecord::from_byte_record(self.record.clone()) {
            Ok(cells) => Next::Row(TableRow { line, cells }),
            Err(error) => {
                let at = error.utf8_error().field();
                let column = self.columns.get(at).copied().flatten();
                bad(column, "has characters that are not UTF-8: save the file as \"CSV UTF-8\"".into())
            }
        }
    }

    /// Cells of a row by column name, those of ignored columns left out.
    pub(crate) fn cells<'a>(&'a self, row: &'a TableRow) -> impl Iterator<Item = (&'static str, &'a str)> {
        self.columns.iter().zip(row.cells.iter()).filter_map(|(name, cell)| name.map(|name| (name, cell)))
    }
}

impl TableRow {
    /// A problem with one column of this row.
    pub(crate) fn problem(&self, column: &str, reason: impl Into<String>) -> RowProblem {
        RowProblem { line: self.line, column: Some(column.to_owned()), reason: reason.into() }
    }
}

fn refuse(sentence: &str) -> ImportError {
    ImportError::File(sentence.to_owned())
}

fn unreadable(error: &io::Error) -> ImportError {
    refuse(&format!("The file could not be read ({})", error.kind()))
}

fn early(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => format!("the file could not be read further ({})", error.kind()),
        _ => "the file could not be read further".into(),
    }
}
