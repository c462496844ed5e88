//! Where an account is logged in, and the passkeys with which it logs in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::diary::PersonLine;

/// Passkeys one account can have.
pub const MOST_PASSKEYS: usize = 10;

/// A passkey, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyLine {
    /// Opaque name of it for the form that removes it.
    pub id: String,
    /// The device it was made on, in plain words.
    pub device: String,
    /// Made when.
    pub made_at: DateTime<Utc>,
    /// Last used when.
    pub used_at: Option<DateTime<Utc>>,
}

/// A log-in, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogInLine {
    /// Opaque name of it for the form that ends it.
    pub id: String,
    /// The device, in plain words.
    pub device: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Last used when, roughly.
    pub seen_at: DateTime<Utc>,
    /// The one that shows this page.
    pub here: bool,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogInsPage {
    /// The person shown.
    pub person: PersonLine,
    /// Passkeys, the newest first.
    pub passkeys: Vec<PasskeyLine>,
    /// Log-ins, this one first.
    pub log_ins: Vec<LogInLine>,
    /// This address can hold passkeys: it has a name and is no bare number.
    pub passkeys_work: bool,
    /// A demonstration.
    pub demo: bool,
}

/// The kind of device a browser says it runs on: coarse words that tell nobody apart.
pub fn device_in_words(user_agent: &str) -> &'static str {
    let agent = user_agent.to_ascii_lowercase();
    let kinds = [
        ("iphone", "An iPhone"),
        ("ipad", "An iPad"),
        ("android", "An Android phone or tablet"),
        ("windows", "A Windows computer"),
        ("macintosh", "A Mac"),
        ("cros", "A Chromebook"),
        ("linux", "A Linux computer"),
    ];
    kinds.iter().find(|(word, _)| agent.contains(word)).map_or("Another device", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_plain_names() {
        for (agent, words) in [
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)", "An iPhone"),
            ("Mozilla/5.0 (Linux; Android 14; Pixel 8)", "An Android phone or tablet"),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "A Windows computer"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "A Mac"),
            ("", "Another device"),
        ] {
            assert_eq!(device_in_words(agent), words);
        }
    }
}
