//! Air quality and pollen: where to ask.

use std::fmt;

use integrations::air::AirAddress;

use super::{ConfigError, Environment, Secret};

/// Where air quality and pollen are asked for.
#[derive(Clone, Debug)]
pub struct AirConfig {
    /// `None`: it is not set up, and the page says so.
    pub address: Option<AirAddress>,
    /// Sent along as a bearer token.
    pub key: Option<Secret>,
}

impl AirConfig {
    /// Reads the settings.
    ///
    /// # Errors
    /// When the address is none that may be asked, or the key's file cannot be read.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let expected = "an address with https://, or http:// on this very machine, without a question mark";
        let address = environment.get("PASSPORT_AIR_URL").map(AirAddress::parse).transpose();
        let address = address.map_err(|_| ConfigError::Bad { name: "PASSPORT_AIR_URL", expected })?;
        let key = environment.secret("PASSPORT_AIR_KEY")?.map(Secret::new);
        Ok(Self { address, key })
    }
}

impl fmt::Display for AirConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.address.is_some() { "air quality from an adapter" } else { "no air quality" })
    }
}
