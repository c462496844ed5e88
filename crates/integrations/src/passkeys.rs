//! Passkeys: a phone's own screen lock as proof of who it is. This is the part that speaks WebAuthn; whose passkey is
//! whose is decided elsewhere. Questions, answers and what is kept are JSON texts, so that nobody outside has to know
//! their shapes.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use thiserror::Error;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// Why a passkey proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PasskeyError {
    /// The answer does not fit the question, the key or this address. The reason is for tests and never for a screen.
    #[error("the passkey was not accepted: {0}")]
    Refused(String),
    /// What was kept cannot be read.
    #[error("a kept passkey cannot be read")]
    Unreadable,
}

/// A question for the browser, and what must be kept until the answer comes. The second part never leaves the server.
pub struct PasskeyQuestion {
    /// Goes to the browser.
    pub options: String,
    /// Stays here.
    pub state: String,
}

/// A passkey that was just made.
pub struct NewPasskey {
    /// Its own name, in base64 for addresses.
    pub id: String,
    /// Everything needed to recognise it; holds no secret.
    pub kept: String,
}

/// Asks for passkeys at one address.
#[derive(Clone)]
pub struct PasskeyDesk {
    webauthn: Arc<Webauthn>,
}

impl fmt::Debug for PasskeyDesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasskeyDesk")
    }
}

impl PasskeyDesk {
    /// For the address under which people reach the product. `None` where browsers allow no passkey: at a bare number
    /// such as 127.0.0.1, and without TLS anywhere but on this very machine.
    pub fn at(public_url: &str) -> Option<Self> {
        let url = Url::parse(public_url).ok()?;
        let domain = url.domain()?.to_owned();
        if url.scheme() != "https" && domain != "localhost" {
            return None;
        }
        let webauthn = WebauthnBuilder::new(&domain, &url).ok()?.rp_name("Digital Health Passport").build().ok()?;
        Some(Self { webauthn: Arc::new(webauthn) })
    }

    /// Asks a phone to make a passkey for an account. `known` are those it has: one device makes one.
    ///
    /// # Errors
    /// When the question cannot be made.
    pub fn ask_for_new(&self, account: Uuid, name: &str, known: &[String]) -> Result<PasskeyQuestion, PasskeyError> {
        let known = known.iter().filter_map(|id| URL_SAFE_NO_PAD.decode(id).ok()).collect();
        let (options, state) =
            self.webauthn.start_passkey_registration(account, name, name, Some(known)).map_err(refused)?;
        Ok(PasskeyQuestion { options: to_text(&options)?, state: to_text(&state)? })
    }

    /// Reads the phone's answer to [`Self::ask_for_new`].
    ///
    /// # Errors
    /// When it does not fit the question or this address.
    pub fn take_new(&self, answer: &str, state: &str) -> Result<NewPasskey, PasskeyError> {
        let answer: RegisterPublicKeyCredential = from_answer(answer)?;
        let state: PasskeyRegistration = from_kept(state)?;
        let passkey = self.webauthn.finish_passkey_registration(&answer, &state).map_err(refused)?;
        Ok(NewPasskey { id: id_of(passkey.cred_id()), kept: to_text(&passkey)? })
    }

    /// Asks whoever is there to say with a passkey who they are.
    ///
    /// # Errors
    /// When the question cannot be made.
    pub fn ask_who(&self) -> Result<PasskeyQuestion, PasskeyError> {
        let (options, state) = self.webauthn.start_discoverable_authentication().map_err(refused)?;
        Ok(PasskeyQuestion { options: to_text(&options)?, state: to_text(&state)? })
    }

    /// Whose account and which passkey an answer claims. Nothing of it is proved yet.
    ///
    /// # Errors
    /// When it claims nobody's.
    pub fn claimed(&self, answer: &str) -> Result<(Uuid, String), PasskeyError> {
        let answer: PublicKeyCredential = from_answer(answer)?;
        let (account, id) = self.webauthn.identify_discoverable_authentication(&answer).map_err(refused)?;
        Ok((account, id_of(id)))
    }

    /// Proves the claim with the kept passkey. Answers what is to be kept from now on, when that has changed.
    ///
    /// # Errors
    /// When the answer was made by another key, for another address or for another question.
    pub fn prove(&self, answer: &str, state: &str, kept: &str) -> Result<Option<String>, PasskeyError> {
        let answer: PublicKeyCredential = from_answer(answer)?;
        let state: DiscoverableAuthentication = from_kept(state)?;
        let mut passkey: Passkey = from_kept(kept)?;
        let proved = self.webauthn.finish_discoverable_authentication_v2(&answer, state, &passkey).map_err(refused)?;
        if !proved.user_verified() {
            return Err(PasskeyError::Refused("the screen lock was not asked for".into()));
        }
        match passkey.update_credential(&proved) {
            Some(true) => to_text(&passkey).map(Some),
            Some(false) => Ok(None),
            None => Err(PasskeyError::Refused("another passkey".into())),
        }
    }
}

fn id_of(id: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(id)
}

fn refused(error: impl fmt::Debug) -> PasskeyError {
    PasskeyError::Refused(format!("{error:?}"))
}

fn to_text(value: &impl serde::Serialize) -> Result<String, PasskeyError> {
    serde_json::to_string(value).map_err(|_| PasskeyError::Unreadable)
}

fn from_answer<T: DeserializeOwned>(text: &str) -> Result<T, PasskeyError> {
    serde_json::from_str(text).map_err(|_| PasskeyError::Refused("not an answer".into()))
}

fn from_kept<T: DeserializeOwned>(text: &str) -> Result<T, PasskeyError> {
    serde_json::from_str(text).map_err(|_| PasskeyError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_for_addresses_that_browsers_allow_them_at() {
        for address in ["https://passport.example", "http://localhost:3000", "https://passport.example:8443"] {
            assert!(PasskeyDesk::at(address).is_some(), "{address}");
        }
        for address in ["http://127.0.0.1:3000", "https://192.0.2.1", "http://passport.example", "passport", ""] {
            assert!(PasskeyDesk::at(address).is_none(), "{address}");
        }
    }

    #[test]
    fn what_is_no_answer_proves_nothing() -> Result<(), PasskeyError> {
        let Some(desk) = PasskeyDesk::at("http://localhost:3000") else { return Err(PasskeyError::Unreadable) };
        let account = Uuid::from_u128(7);
        let question = desk.ask_for_new(account, "Amina", &["AAEC".into()])?;
        assert!(question.options.contains("\"localhost\"") && question.options.contains("\"required\""));
        for answer in ["", "{}", "[]", "null"] {
            assert!(desk.take_new(answer, &question.state).is_err(), "{answer}");
            assert!(desk.claimed(answer).is_err(), "{answer}");
        }
        Ok(())
    }
}
