//! `PASSPORT_ADDR`, `PASSPORT_PUBLIC_URL`, `PASSPORT_SITE_ROOT`, `PASSPORT_OFFLINE`, `PASSPORT_CONNECTIONS`: where browsers
//! find the product, and how many at once.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use http::Uri;

use super::{ConfigError, Environment};

const DEFAULT_ADDR: &str = "127.0.0.1:3000";
const DEFAULT_SITE_ROOT: &str = "target/site";

/// Where browsers find the product.
#[derive(Clone, Debug)]
pub struct HttpConfig {
    /// Where the server listens. Port 0 asks the system for a free one.
    pub addr: SocketAddr,
    /// The address people use, when it differs: behind a proxy that ends TLS, for one.
    pub public_url: Option<PublicUrl>,
    /// Folder with the built bundles, styles and icons.
    pub site_root: PathBuf,
    /// Phones keep pages and plans for when there is no network. `PASSPORT_OFFLINE=off` makes them let go.
    pub offline: bool,
    /// Connections open at once, when not the usual number.
    pub connections: Option<usize>,
}

impl HttpConfig {
    /// Listens on this machine only unless told otherwise.
    ///
    /// # Errors
    /// When an address has the wrong form.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let addr = environment.get("PASSPORT_ADDR").unwrap_or(DEFAULT_ADDR).parse().map_err(|_| ConfigError::Bad {
            name: "PASSPORT_ADDR",
            expected: "an address and port such as 127.0.0.1:3000",
        })?;
        let public_url = environment.get("PASSPORT_PUBLIC_URL").map(PublicUrl::parse).transpose()?;
        let site_root = environment.get("PASSPORT_SITE_ROOT").unwrap_or(DEFAULT_SITE_ROOT).into();
        let offline = match environment.get("PASSPORT_OFFLINE") {
            None | Some("on") => true,
            Some("off") => false,
            Some(_) => return Err(ConfigError::Bad { name: "PASSPORT_OFFLINE", expected: "on or off" }),
        };
        let connections = match environment.get("PASSPORT_CONNECTIONS").map(str::parse) {
            None => None,
            Some(Ok(count @ 1..=1_000_000)) => Some(count),
            Some(_) => {
                return Err(ConfigError::Bad { name: "PASSPORT_CONNECTIONS", expected: "a number from 1 to 1000000" });
            }
        };
        Ok(Self { addr, public_url, site_root, offline, connections })
    }

    /// Whether browsers reach the product over TLS, so that cookies may insist on it.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_https)
    }
}

impl fmt::Display for HttpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.public_url {
            Some(url) => write!(f, "listening on {} as {}", self.addr, url.origin()),
            None => write!(f, "listening on {}", self.addr),
        }
    }
}

/// Scheme, host and port under which people reach the product, written as browsers write an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
}

impl PublicUrl {
    /// Reads an address such as `https://passport.example.nhs.uk`; nothing may follow the host and port.
    ///
    /// # Errors
    /// When it is not that.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let bad = || ConfigError::Bad {
            name: "PASSPORT_PUBLIC_URL",
            expected: "https:// or http:// and a host, with nothing after it",
        };
        let uri: Uri = text.parse().map_err(|_| bad())?;
        let scheme = uri.scheme_str().ok_or_else(bad)?;
        let authority = uri.authority().ok_or_else(bad)?;
        let plain = uri.path() == "/" && uri.query().is_none() && !authority.as_str().contains('@');
        if !plain || !matches!(scheme, "http" | "https") || authority.host().is_empty() {
            return Err(bad());
        }
        let host = authority.host().to_ascii_lowercase();
        let usual = if scheme == "https" { 443 } else { 80 };
        let origin = match authority.port_u16() {
            Some(port) if port != usual => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        };
        Ok(Self { origin })
    }

    /// The origin as a browser sends it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether it is reached over TLS.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn a_public_address_is_written_as_browsers_write_an_origin() {
        for (given, origin) in [
            ("https://Passport.Example.org", "https://passport.example.org"),
            ("https://passport.example.org/", "https://passport.example.org"),
            ("https://passport.example.org:443", "https://passport.example.org"),
            ("http://localhost:3000", "http://localhost:3000"),
        ] {
            assert_eq!(PublicUrl::parse(given).unwrap().origin(), origin);
        }
    }

    #[test]
    fn a_public_address_is_nothing_but_an_origin() {
        for given in [
            "passport.example.org",
            "https://a.example/path",
            "https://a.example?x",
            "ftp://a.example",
            "https://u@a.example",
            "",
        ] {
            assert!(PublicUrl::parse(given).is_err(), "{given}");
        }
    }
}
