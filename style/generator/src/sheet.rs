//! Puts the parts of the hand-written sheet together and reads class names out of CSS.

use std::{collections::BTreeSet, fs, path::Path};

use crate::StyleError;

/// `main.css` with each `@import "file";` replaced by that file, also inside a rule.
pub(crate) fn with_parts(folder: &Path, name: &str) -> Result<String, StyleError> {
    let path = folder.join(name);
    let source = fs::read_to_string(&path).map_err(|cause| StyleError::Unreadable { path, cause })?;
    let mut sheet = String::with_capacity(source.len());
    for line in source.lines() {
        let import = line.trim().strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";"));
        match import {
            Some(part) => sheet.push_str(&with_parts(folder, part)?),
            None => sheet.push_str(line),
        }
        sheet.push('\n');
    }
    Ok(sheet)
}

/// Without comments, indentation and empty lines: what a browser does not need.
pub(crate) fn compact(css: &str) -> String {
    let mut rest = css;
    let mut bare = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |mut sheet, line| {
        sheet.push_str(line);
        sheet.push('\n');
        sheet
    })
}

/// Class names that selectors of this sheet speak of.
pub(crate) fn defined_names(css: &str) -> BTreeSet<String> {
    let bare = compact(css);
    let selectors = bare.lines().filter(|line| !line.ends_with(';'));
    selectors.flat_map(|line| line.split('.').skip(1)).filter_map(leading_name).collect()
}

fn leading_name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    name.starts_with(|letter: char| letter.is_ascii_alphabetic()).then_some(name)
}
