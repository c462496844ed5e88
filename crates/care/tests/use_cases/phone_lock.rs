//! A phone made of software: it keeps keys, is unlocked, and answers as browsers pass it on. Enough of WebAuthn to test
//! what the real one is tested with in a browser, and what a browser would never do.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

use sha2::{Digest, Sha256};

/// A phone with one passkey.
pub(crate) struct Phone {
    key: SigningKey,
    id: Vec<u8>,
    user: String,
    /// Where the page is that asks.
    pub(crate) origin: String,
    /// The screen lock is opened.
    pub(crate) unlocked: bool,
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Phone {
    /// `seed` makes one phone differ from another.
    pub(crate) fn new(seed: u8, origin: &str) -> Self {
        let key = SigningKey::from_slice(&[seed.max(1); 32]).unwrap();
        Self { key, id: vec![seed; 20], user: String::new(), origin: origin.into(), unlocked: true }
    }

    /// The same keys under another account's name: what somebody would do who forges an answer.
    pub(crate) fn claiming(mut self, user: &str) -> Self {
        self.user = text(uuid::Uuid::parse_str(user).unwrap().as_bytes());
        self
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = options["publicKey"]["challenge"].as_str().unwrap();
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn authenticator_data(&self, rp: &str, made: bool) -> Vec<u8> {
        let mut data = Sha256::digest(rp.as_bytes()).to_vec();
        data.push(0x01 | if self.unlocked { 0x04 } else { 0 } | if made { 0x40 } else { 0 });
        data.extend([0, 0, 0, 0]);
        if made {
            data.extend([0; 16]);
            data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
            data.extend(&self.id);
            let point = self.key.verifying_key().to_sec1_point(false);
            // {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR.
            data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
            data.extend(point.x().unwrap().as_slice());
            data.extend([0x22, 0x58, 0x20]);
            data.extend(point.y().unwrap().as_slice());
        }
        data
    }

    /// Makes the passkey it is asked for.
    pub(crate) fn make(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        self.user = options["publicKey"]["user"]["id"].as_str().unwrap().to_owned();
        let data = self.authenticator_data(options["publicKey"]["rp"]["id"].as_str().unwrap(), true);
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        json!({
            "id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "extensions": {},
            "response": {
                "attestationObject": text(&object),
                "clientDataJSON": text(&self.client_data("webauthn.create", &options)),
            },
        })
        .to_string()
    }

    /// Says who it is.
    pub(crate) fn answer(&self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let data = self.authenticator_data(options["publicKey"]["rpId"].as_str().unwrap(), false);
        let client = self.client_data("webauthn.get", &options);
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "extensions": {},
            "response": {
                "authenticatorData": text(&data),
                "clientDataJSON": text(&client),
                "signature": text(signature.to_der().as_bytes()),
                "userHandle": self.user,
            },
        })
        .to_string()
    }
}
