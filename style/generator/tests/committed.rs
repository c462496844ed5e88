//! The committed sheet is what the sources ask for.

use std::{fs, path::Path};

use style_generator::{PASSPORT, UTILITIES, sheets};

#[test]
#[expect(clippy::panic, reason = "the message lists what to put right")]
fn every_class_has_a_rule_and_the_committed_sheet_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sheets = sheets(&root).unwrap_or_else(|error| panic!("{error}"));
    for (name, text) in [(UTILITIES, sheets.utilities), (PASSPORT, sheets.passport)] {
        let kept = fs::read_to_string(root.join(name)).unwrap_or_default();
        assert!(kept == text, "{name} is out of date: run `cargo run -p style-generator`");
    }
}
