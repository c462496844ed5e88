//! Who sends: a signed token that push services check (RFC 8292).

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use p256::SecretKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use thiserror::Error;

use super::seal::{SealError, new_key, point};

/// Hours for which a token counts; services take at most 24.
const HOURS: i64 = 12;

/// The product's own key. It is never printed: whoever has it can send in our name.
#[derive(Clone)]
pub struct VapidKey {
    secret: SecretKey,
}

impl fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VapidKey(***)")
    }
}

/// The text holds no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a VAPID key is 32 bytes in base64url, a number of the curve P-256")]
pub struct BadKey;

impl VapidKey {
    /// A new key.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn new() -> Result<Self, SealError> {
        Ok(Self { secret: new_key()? })
    }

    /// Reads a key as [`VapidKey::reveal`] writes it, and as other Web Push tools do.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim().trim_end_matches('=')).map_err(|_| BadKey)?;
        if bytes.len() != 32 {
            return Err(BadKey);
        }
        Ok(Self { secret: SecretKey::from_slice(&bytes).map_err(|_| BadKey)? })
    }

    /// The key itself, for the one place that keeps it.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.secret.to_bytes())
    }

    /// The public half, as browsers take it.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(point(&self.secret.public_key()))
    }

    /// The header `Authorization` of a message to a service.
    pub fn authorization(&self, origin: &str, contact: &str, now: DateTime<Utc>) -> String {
        let header = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ES256"}"#);
        let until = (now + TimeDelta::hours(HOURS)).timestamp();
        let claims = serde_json::json!({ "aud": origin, "exp": until, "sub": contact }).to_string();
        let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims));
        let signature: Signature = SigningKey::from(&self.secret).sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature.to_bytes()), self.public())
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier;

    use super::*;

    #[test]
    fn a_token_is_signed_for_one_service_and_half_a_day() {
        let Ok(key) = VapidKey::new() else { return assert_eq!("a key", "none") };
        let now: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap_or_default();
        let header = key.authorization("https://push.example", "mailto:help@passport.example", now);
        let (token, public) =
            header.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k=")).unwrap_or_default();
        assert_eq!(public, key.public());
        let (signed, signature) = token.rsplit_once('.').unwrap_or_default();
        let read = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        let verifier = VerifyingKey::from_sec1_bytes(&read(public)).map(|public| {
            Signature::from_slice(&read(signature)).and_then(|signature| public.verify(signed.as_bytes(), &signature))
        });
        assert!(matches!(verifier, Ok(Ok(()))));
        let claims = signed.split_once('.').map(|(_, claims)| read(claims)).unwrap_or_default();
        let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap_or_default();
        assert_eq!(claims["aud"], "https://push.example");
        assert_eq!(claims["exp"], now.timestamp() + 12 * 3_600);
    }

    #[test]
    fn a_key_is_read_as_it_was_written_and_never_printed() {
        let Ok(key) = VapidKey::new() else { return assert_eq!("a key", "none") };
        let again = VapidKey::parse(&format!(" {}=\n", key.reveal()));
        assert_eq!(again.map(|again| again.public()), Ok(key.public()));
        for bad in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert!(matches!(VapidKey::parse(bad), Err(BadKey)), "{bad}");
        }
        assert!(!format!("{key:?}").contains(&key.reveal()));
    }
}
