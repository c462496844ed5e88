//! Reminders by push: the key they are sent under, and where they may go.

use std::fmt;

use integrations::push::{PushRules, VapidKey};

use super::{ConfigError, Environment};

/// How reminders are sent.
#[derive(Clone, Debug)]
pub struct PushConfig {
    /// The operator's own key; `None`: the product makes one and keeps it with the database.
    pub key: Option<VapidKey>,
    /// Which push services are allowed.
    pub rules: PushRules,
    /// Whom a push service asks when something is wrong.
    pub contact: Option<String>,
}

impl PushConfig {
    /// Reads the settings.
    ///
    /// # Errors
    /// When the key is none, or a setting has another form.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let bad = |name, expected| ConfigError::Bad { name, expected };
        let key = environment.secret("PASSPORT_VAPID_KEY")?.map(|text| VapidKey::parse(&text)).transpose();
        let key = key.map_err(|_| bad("PASSPORT_VAPID_KEY", "a P-256 private key, 32 bytes in base64url"))?;
        let private = match environment.get("PASSPORT_PUSH_PRIVATE") {
            None | Some("no") => false,
            Some("yes") => true,
            Some(_) => return Err(bad("PASSPORT_PUSH_PRIVATE", "yes or no")),
        };
        let hosts = environment.get("PASSPORT_PUSH_HOSTS").unwrap_or_default();
        let more_hosts = hosts.split(',').map(|host| host.trim().to_ascii_lowercase());
        let more_hosts: Vec<String> = more_hosts.filter(|host| !host.is_empty()).collect();
        let named = |host: &String| host.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'*'));
        if !more_hosts.iter().all(named) {
            return Err(bad("PASSPORT_PUSH_HOSTS", "names of hosts with commas between them"));
        }
        let contact = environment.get("PASSPORT_PUSH_CONTACT").map(str::to_owned);
        if contact.as_ref().is_some_and(|text| !text.starts_with("mailto:") && !text.starts_with("https://")) {
            return Err(bad("PASSPORT_PUSH_CONTACT", "an address that starts with mailto: or https://"));
        }
        Ok(Self { key, rules: PushRules { more_hosts, private }, contact })
    }
}

impl fmt::Display for PushConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = if self.key.is_some() { "from the environment" } else { "kept with the database" };
        let inside = if self.rules.private { ", addresses inside allowed" } else { "" };
        write!(f, "push key {key}{inside}")
    }
}
