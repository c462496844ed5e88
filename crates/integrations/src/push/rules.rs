//! Where messages may go. Whoever is logged in can hand in any address, and the server connects to it: so only known push
//! services over HTTPS are allowed, and no name may lead to an address inside our own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::Uri;
use thiserror::Error;

/// Push services of the browsers in use: Chrome and its relatives, Firefox, Safari, Edge.
const KNOWN: [&str; 5] = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
];
/// Longer addresses are no push service's.
const LONGEST: usize = 2_000;

/// Which addresses are allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushRules {
    /// Hosts allowed beside the known ones; "*.example.org" allows every name below it.
    pub more_hosts: Vec<String>,
    /// Addresses inside our own network and plain HTTP are allowed: for tests and stand-ins alone.
    pub private: bool,
}

/// A checked address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Name or number of the host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Over TLS.
    pub tls: bool,
    /// Path and query.
    pub path: String,
    /// Scheme, host and port as the token names its audience.
    pub origin: String,
}

/// The address is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an address of a push service that is allowed")]
pub struct RefusedEndpoint;

impl PushRules {
    /// Checks an address. It connects to nobody: [`PushRules::may_connect`] is asked about each number that the name
    /// leads to.
    ///
    /// # Errors
    /// When it is not allowed.
    pub fn check(&self, endpoint: &str) -> Result<Destination, RefusedEndpoint> {
        let plain = endpoint.len() <= LONGEST && endpoint.bytes().all(|byte| byte.is_ascii_graphic());
        let uri: Uri = endpoint.parse().ok().filter(|_| plain).ok_or(RefusedEndpoint)?;
        let tls = match uri.scheme_str() {
            Some("https") => true,
            Some("http") if self.private => false,
            _ => return Err(RefusedEndpoint),
        };
        let authority = uri.authority().ok_or(RefusedEndpoint)?;
        // "https://fcm.googleapis.com@10.0.0.1/" reads like one host and is another.
        if authority.as_str().contains('@') {
            return Err(RefusedEndpoint);
        }
        let host = authority.host().to_ascii_lowercase();
        let named = KNOWN.iter().copied().chain(self.more_hosts.iter().map(String::as_str));
        let allowed = named.into_iter().any(|rule| fits(rule, &host));
        let usual = if tls { 443 } else { 80 };
        let port = authority.port_u16().unwrap_or(usual);
        if !self.private && (!allowed || port != 443) {
            return Err(RefusedEndpoint);
        }
        let scheme = if tls { "https" } else { "http" };
        let origin = if port == usual { format!("{scheme}://{host}") } else { format!("{scheme}://{host}:{port}") };
        let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Destination { host, port, tls, path, origin })
    }

    /// A connection to this number is allowed.
    pub fn may_connect(&self, to: IpAddr) -> bool {
        self.private || is_public(to)
    }
}

fn fits(rule: &str, host: &str) -> bool {
    match rule.strip_prefix('*') {
        Some(tail) => host.len() > tail.len() && host.ends_with(tail),
        None => host == rule,
    }
}

fn is_public(to: IpAddr) -> bool {
    match to {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(|| is_public_v6(v6), is_public_v4),
    }
}

fn is_public_v4(to: Ipv4Addr) -> bool {
    let [a, b, c, _] = to.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = a == 192 && b == 0 && c == 0;
    let benchmark = a == 198 && (18..20).contains(&b);
    !(to.is_private()
        || to.is_loopback()
        || to.is_link_local()
        || to.is_documentation()
        || to.is_multicast()
        || a == 0
        || a >= 240
        || shared
        || protocol
        || benchmark)
}

fn is_public_v6(to: Ipv6Addr) -> bool {
    // Only global unicast, 2000::/3, and in it neither documentation nor tunnels that carry an IPv4 address.
    let [first, second, ..] = to.segments();
    let tunnel = first == 0x2002 || (first == 0x2001 && second == 0);
    let documentation = (first == 0x2001 && second == 0x0db8) || (first & 0xfff0) == 0x3ff0;
    (first & 0xe000) == 0x2000 && !tunnel && !documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_push_services_over_https() {
        let rules = PushRules { more_hosts: vec!["push.example.org".into()], private: false };
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://web.push.apple.com/QABC",
            "https://db5p.notify.windows.com/w/?token=abc",
            "https://push.example.org/x",
            "https://FCM.googleapis.com/x",
        ] {
            assert!(rules.check(good).is_ok(), "{good}");
        }
        for bad in [
            "http://fcm.googleapis.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://fcm.googleapis.com@10.0.0.1/x",
            "https://fcm.googleapis.com.evil.test/x",
            "https://evilfcm.googleapis.com/x",
            "https://push.apple.com.evil.test/x",
            "https://.push.apple.com/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://169.254.169.254/latest/meta-data",
            "https://localhost/x",
            "file:///etc/passwd",
            "gopher://fcm.googleapis.com/",
            "//fcm.googleapis.com/x",
            "fcm.googleapis.com",
            "https://fcm.googleapis.com/x\r\nHost: evil",
            "",
        ] {
            assert_eq!(rules.check(bad), Err(RefusedEndpoint), "{bad}");
        }
        let long = format!("https://fcm.googleapis.com/{}", "a".repeat(2_000));
        assert_eq!(rules.check(&long), Err(RefusedEndpoint));
        let inside = PushRules { private: true, ..PushRules::default() };
        let stand_in = inside.check("http://127.0.0.1:4000/push/1?a=b");
        assert_eq!(stand_in.map(|to| (to.origin, to.path)), Ok(("http://127.0.0.1:4000".into(), "/push/1?a=b".into())));
    }

    #[test]
    fn a_name_leads_to_no_address_inside() {
        let rules = PushRules::default();
        for inside in [
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:10.0.0.1",
            "2002:0a00:0001::",
            "2001::1",
            "2001:db8::1",
            "ff02::1",
            "64:ff9b::a00:1",
        ] {
            assert!(inside.parse().is_ok_and(|to| !rules.may_connect(to)), "{inside}");
        }
        for outside in ["142.250.180.10", "2a00:1450:4009:81f::200a", "17.57.144.1"] {
            assert!(outside.parse().is_ok_and(|to| rules.may_connect(to)), "{outside}");
        }
    }
}
