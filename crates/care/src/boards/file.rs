//! Tables of boards as CSV files.

use std::io;

use domain::board::Table;

/// A table as a CSV file. A cell that a spreadsheet would take for a formula begins with an apostrophe.
///
/// # Errors
/// When it cannot be written, which writing to memory never is.
pub fn csv_file(table: &Table) -> io::Result<Vec<u8>> {
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in std::iter::once(&table.columns).chain(&table.rows) {
        file.write_record(row.iter().map(|cell| harmless(cell))).map_err(io::Error::other)?;
    }
    file.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// What spreadsheets run when a cell begins with it; names of practices come from files of others.
const BEGINS_A_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn harmless(cell: &str) -> String {
    if cell.starts_with(BEGINS_A_FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_kept() {
        let name = "=HYPERLINK(\"http://elsewhere.test\",\"Surgery\")";
        let table = Table {
            columns: vec!["name".into(), "count".into()],
            rows: vec![
                vec![name.into(), "7".into()],
                vec!["@sum".into(), "hidden".into()],
                vec!["A, B".into(), "n/a".into()],
            ],
        };
        let file = String::from_utf8(csv_file(&table).unwrap()).unwrap();
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "name,count",
                "\"'=HYPERLINK(\"\"http://elsewhere.test\"\",\"\"Surgery\"\")\",7",
                "'@sum,hidden",
                "\"A, B\",n/a",
                ""
            ]
        );
        for start in BEGINS_A_FORMULA {
            assert!(harmless(&format!("{start}1")).starts_with('\''));
        }
    }
}
