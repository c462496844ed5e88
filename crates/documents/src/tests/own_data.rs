//! A person's own data on paper: everything of the file, accessible, on as many pages as it takes.

use domain::own_data::OwnDataPaper;
use serde_json::{Value, json};

use super::reading::pages;
use crate::own_data::sheet;
use crate::own_data_pdf;
use crate::press::{Standard, export, set};

fn file(entries: u32) -> OwnDataPaper {
    let entries: Vec<Value> = (0..entries)
        .map(|n| json!({ "entry": { "happened_at": format!("2026-10-{:02}T{:02}:00:00Z", n % 30 + 1, n % 24), "peak_flow": 300 + n } }))
        .collect();
    OwnDataPaper::of_file(&json!({
        "made_at": "2026-11-22T10:42:00Z",
        "person": { "name": { "given": "Zoë", "family": "Łuczak" }, "date_of_birth": "2015-03-03", "nhs_number": "9434765919" },
        "diary": { "check_ins": entries, "notes": [] },
    }))
}

#[test]
fn everything_is_on_accessible_pages_with_whose_it_is_on_each() {
    let made = "2026-11-22T10:42:00Z".parse().unwrap();
    let paper = file(200);
    let sheet = sheet(&paper, made, false).unwrap();
    let document = set(&sheet).unwrap();
    assert!(export(&document, &sheet, Standard::Accessible).is_ok());
    assert!(document.pages().len() > 3, "{} pages", document.pages().len());
    let pdf = own_data_pdf(&paper, made, false).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    // Read by a program that is none of ours, where it is installed.
    let Some(pages) = pages(&pdf) else { return };
    let all = pages.join("\n");
    for words in ["Your data", "Diary: check-ins", "peak flow: 300", "peak flow: 499", "Nothing is kept here."] {
        assert!(all.contains(words), "{words}");
    }
    for page in &pages {
        assert!(page.contains("Zoë Łuczak") && page.contains("Not a plan to act on"), "{page}");
    }
}
