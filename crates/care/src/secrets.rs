//! Random tokens, and the key under which they are hashed before anything is kept. Whoever reads the database can use
//! neither a session nor an invitation.

use std::fmt;
use std::sync::Arc;

use domain::invitation::{CODE_LENGTH, code_from_bytes};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use storage::{Store, settings};

use crate::CareError;

/// Key of the settings table under which a key of the product's own making is kept.
const SETTING: &str = "secret_key";

/// The secret key.
#[derive(Clone)]
pub struct Secrets {
    key: Arc<[u8; 32]>,
}

/// What a hash is for: the same text hashes differently for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Session,
    InvitationLink,
    InvitationCode,
    FormReturn,
    ShareLink,
    ShareCode,
    SharePass,
    SessionName,
    PhoneTicket,
    ApiToken,
}

impl Purpose {
    const fn word(self) -> &'static [u8] {
        match self {
            Self::Session => b"session/",
            Self::InvitationLink => b"invitation-link/",
            Self::InvitationCode => b"invitation-code/",
            Self::FormReturn => b"form-return/",
            Self::ShareLink => b"share-link/",
            Self::ShareCode => b"share-code/",
            Self::SharePass => b"share-pass/",
            Self::SessionName => b"session-name/",
            Self::PhoneTicket => b"phone-ticket/",
            Self::ApiToken => b"api-token/",
        }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(hidden)")
    }
}

impl Secrets {
    /// A key made from the operator's own secret, whatever its length and form.
    pub fn from_text(secret: &str) -> Self {
        Self { key: Arc::new(Sha256::digest(secret.trim().as_bytes()).into()) }
    }

    /// The operator's secret where there is one; else the database's own, made on the first start.
    ///
    /// # Errors
    /// When the operator's secret is shorter than 32 characters, the database fails or there is no randomness.
    pub async fn open(store: &Store, secret: Option<&str>) -> Result<Self, CareError> {
        if let Some(secret) = secret {
            if secret.trim().len() < 32 {
                return Err(CareError::broken("the secret key has fewer than 32 characters"));
            }
            return Ok(Self::from_text(secret));
        }
        let fresh = hex::encode(random::<32>()?);
        let kept: String = store
            .write(move |tx| {
                Box::pin(async move { Ok::<_, CareError>(settings::put_first(tx, SETTING, fresh).await?) })
            })
            .await?;
        Ok(Self::from_text(&kept))
    }

    /// Keyed hash (HMAC-SHA256) of a token, hex.
    pub(crate) fn hash(&self, purpose: Purpose, token: &str) -> String {
        // A key of any length fits; the fallback is never reached and hashes to something nobody holds a token for.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.key.as_slice()) else { return String::new() };
        mac.update(purpose.word());
        mac.update(token.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }

    /// Whether a keyed hash is the one of this text, compared in the same time whatever differs.
    pub(crate) fn is_hash_of(&self, purpose: Purpose, token: &str, hash: &str) -> bool {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.key.as_slice()) else { return false };
        mac.update(purpose.word());
        mac.update(token.as_bytes());
        hex::decode(hash).is_ok_and(|hash| mac.verify_slice(&hash).is_ok())
    }
}

/// A token of 256 random bits, hex: for sessions.
pub(crate) fn long_token() -> Result<String, CareError> {
    random::<32>().map(hex::encode)
}

/// A token of 128 random bits, hex: for links that live for days.
pub(crate) fn link_token() -> Result<String, CareError> {
    random::<16>().map(hex::encode)
}

/// A short code of 50 random bits, for whoever must type it.
pub(crate) fn short_code() -> Result<String, CareError> {
    random::<CODE_LENGTH>().map(|bytes| code_from_bytes(&bytes))
}

/// Digits to be told by voice.
pub(crate) fn digits<const N: usize>() -> Result<String, CareError> {
    // Bytes of 250 and more would make some digits likelier; there are enough others.
    let bytes = random::<64>()?.into_iter().filter(|byte| *byte < 250);
    let digits: String = bytes.take(N).map(|byte| char::from(b'0' + byte % 10)).collect();
    if digits.len() == N { Ok(digits) } else { Err(CareError::broken("no randomness for a code")) }
}

fn random<const N: usize>() -> Result<[u8; N], CareError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| CareError::broken(format!("no randomness: {error}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_depends_on_key_purpose_and_token() {
        let (a, b) = (Secrets::from_text("a"), Secrets::from_text("b"));
        let hash = a.hash(Purpose::Session, "token");
        assert_eq!(hash.len(), 64);
        assert_eq!(a.hash(Purpose::Session, "token"), hash);
        for other in [
            a.hash(Purpose::Session, "token2"),
            a.hash(Purpose::InvitationLink, "token"),
            b.hash(Purpose::Session, "token"),
        ] {
            assert_ne!(other, hash);
        }
        assert_eq!(format!("{a:?}"), "Secrets(hidden)");
    }

    #[test]
    fn tokens_have_their_bits_and_never_repeat() -> Result<(), CareError> {
        assert_eq!(long_token()?.len(), 64);
        assert_eq!(link_token()?.len(), 32);
        assert_eq!(short_code()?.len(), CODE_LENGTH);
        assert_ne!(long_token()?, long_token()?);
        Ok(())
    }
}
