//! `Leptos.toml`: the options of the site that the server and this tool share.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Outcome;

/// The flat `key = "value"` pairs of `Leptos.toml`.
pub(crate) struct SiteOptions(BTreeMap<String, String>);

impl SiteOptions {
    pub(crate) fn read(path: &Path) -> Outcome<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        Ok(Self(pairs(&text)))
    }

    /// The value of `key`.
    pub(crate) fn get(&self, key: &str) -> Outcome<&str> {
        self.0.get(key).map(String::as_str).ok_or_else(|| format!("Leptos.toml does not set {key}"))
    }

    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

/// The file holds one section of plain pairs, which is all that Leptos' own reader understands in it.
pub(crate) fn pairs(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with(['#', '[']));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs.map(|(key, value)| (key.trim().to_owned(), value.trim().trim_matches('"').to_owned())).collect()
}
