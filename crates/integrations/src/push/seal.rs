//! Message encryption for Web Push: RFC 8291 over the `aes128gcm` coding of RFC 8188, as one record.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes128Gcm, Key, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey, ecdh};
use sha2::Sha256;
use thiserror::Error;

/// Bytes of an uncompressed point.
const POINT: usize = 65;
const SALT: usize = 16;
const AUTH: usize = 16;
/// Size of a record, as every push service takes it (RFC 8291, section 4).
const RECORD: u32 = 4_096;
/// Longest text in one record: the record less header, delimiter and tag.
const LONGEST: usize = 3_993;

/// Why a message could not be sealed or opened. The words hold nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealError {
    /// The device's keys are no point of the curve and sixteen bytes.
    #[error("the device's keys cannot be used")]
    Keys,
    /// It is longer than a record.
    #[error("the message is too long")]
    TooLong,
    /// There is no randomness.
    #[error("no randomness")]
    NoRandomness,
    /// It is not sealed for this key.
    #[error("the message cannot be opened")]
    Closed,
}

/// These could be the keys of a device.
pub fn is_device_key(p256dh: &str, auth: &str) -> bool {
    device(p256dh, auth).is_ok()
}

/// Seals a text for a device, with a new key and salt.
///
/// # Errors
/// When the device's keys cannot be used, or the text is too long.
pub fn seal(p256dh: &str, auth: &str, text: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(|_| SealError::NoRandomness)?;
    seal_with(&new_key()?, salt, p256dh, auth, text)
}

/// The same with a given key and salt, each to be used once.
///
/// # Errors
/// As for [`seal`].
pub fn seal_with(
    key: &SecretKey,
    salt: [u8; SALT],
    p256dh: &str,
    auth: &str,
    text: &[u8],
) -> Result<Vec<u8>, SealError> {
    if text.len() > LONGEST {
        return Err(SealError::TooLong);
    }
    let (theirs, auth) = device(p256dh, auth)?;
    let ours = point(&key.public_key());
    let shared = ecdh::diffie_hellman(key.to_nonzero_scalar(), theirs.as_affine());
    let (content, nonce) = keys(shared.raw_secret_bytes(), &auth, &point(&theirs), &ours, &salt)?;
    let mut record = text.to_vec();
    // The delimiter of the last record; nothing is padded.
    record.push(2);
    let sealed = cipher(&content).encrypt(&nonce_of(&nonce), record.as_slice()).map_err(|_| SealError::Closed)?;
    let mut body = Vec::with_capacity(SALT + 5 + POINT + sealed.len());
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD.to_be_bytes());
    body.push(u8::try_from(POINT).unwrap_or(u8::MAX));
    body.extend_from_slice(&ours);
    body.extend_from_slice(&sealed);
    Ok(body)
}

/// Opens what was sealed for the device with this secret key: for stand-ins of a browser.
///
/// # Errors
/// When it is not sealed for this key.
pub fn open_with(key: &SecretKey, auth: &[u8; AUTH], body: &[u8]) -> Result<Vec<u8>, SealError> {
    let (header, sealed) = body.split_at_checked(SALT + 5 + POINT).ok_or(SealError::Closed)?;
    let (salt, rest) = header.split_at_checked(SALT).ok_or(SealError::Closed)?;
    let (_, theirs) = rest.split_at_checked(5).ok_or(SealError::Closed)?;
    let sender = PublicKey::from_sec1_bytes(theirs).map_err(|_| SealError::Closed)?;
    let shared = ecdh::diffie_hellman(key.to_nonzero_scalar(), sender.as_affine());
    let (content, nonce) = keys(shared.raw_secret_bytes(), auth, &point(&key.public_key()), theirs, salt)?;
    let mut text = cipher(&content).decrypt(&nonce_of(&nonce), sealed).map_err(|_| SealError::Closed)?;
    match text.pop() {
        Some(2) => Ok(text),
        _ => Err(SealError::Closed),
    }
}

/// A new secret key.
pub(super) fn new_key() -> Result<SecretKey, SealError> {
    // Nearly every number is a key; one that is not is tried again.
    for _ in 0..8 {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| SealError::NoRandomness)?;
        if let Ok(key) = SecretKey::from_slice(&bytes) {
            return Ok(key);
        }
    }
    Err(SealError::NoRandomness)
}

/// A public key as 65 bytes.
pub(super) fn point(key: &PublicKey) -> Vec<u8> {
    key.to_sec1_point(false).as_bytes().to_vec()
}

fn device(p256dh: &str, auth: &str) -> Result<(PublicKey, [u8; AUTH]), SealError> {
    let read = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| SealError::Keys);
    let bytes = read(p256dh)?;
    if bytes.len() != POINT {
        return Err(SealError::Keys);
    }
    let key = PublicKey::from_sec1_bytes(&bytes).map_err(|_| SealError::Keys)?;
    let auth = read(auth)?.try_into().map_err(|_| SealError::Keys)?;
    Ok((key, auth))
}

/// RFC 8291, section 3.4: the content's key and nonce.
fn keys(
    shared: &[u8],
    auth: &[u8],
    device: &[u8],
    sender: &[u8],
    salt: &[u8],
) -> Result<([u8; 16], [u8; 12]), SealError> {
    let info = [b"WebPush: info\0", device, sender].concat();
    let mut input = [0; 32];
    Hkdf::<Sha256>::new(Some(auth), shared).expand(&info, &mut input).map_err(|_| SealError::Keys)?;
    let derived = Hkdf::<Sha256>::new(Some(salt), &input);
    let (mut content, mut nonce) = ([0; 16], [0; 12]);
    derived.expand(b"Content-Encoding: aes128gcm\0", &mut content).map_err(|_| SealError::Keys)?;
    derived.expand(b"Content-Encoding: nonce\0", &mut nonce).map_err(|_| SealError::Keys)?;
    Ok((content, nonce))
}

fn cipher(key: &[u8; 16]) -> Aes128Gcm {
    Aes128Gcm::new(&Key::<Aes128Gcm>::from(*key))
}

fn nonce_of(bytes: &[u8; 12]) -> Nonce<aes_gcm::aead::consts::U12> {
    Nonce::from(*bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
    }

    /// RFC 8291, appendix A.
    #[test]
    fn the_example_of_the_standard_is_sealed_byte_for_byte() {
        let sender = SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        let device = SecretKey::from_slice(&bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"));
        let salt: Result<[u8; 16], _> = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into();
        let (Ok(sender), Ok(device), Ok(salt)) = (sender, device, salt) else {
            return assert_eq!("the example's keys", "cannot be read");
        };
        let p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let auth = "BTBZMqHH6r4Tts7J_aSIgg";
        let text = b"When I grow up, I want to be a watermelon";
        let sealed = seal_with(&sender, salt, p256dh, auth, text).unwrap_or_default();
        let wanted = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz\
                      AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(&sealed), wanted);
        let auth: [u8; 16] = bytes(auth).try_into().unwrap_or_default();
        assert_eq!(open_with(&device, &auth, &sealed).as_deref(), Ok(&text[..]));
        let mut touched = sealed;
        if let Some(last) = touched.last_mut() {
            *last ^= 1;
        }
        assert_eq!(open_with(&device, &auth, &touched), Err(SealError::Closed));
    }

    #[test]
    fn keys_that_are_none_are_refused_and_no_two_messages_are_alike() {
        let good = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let auth = "BTBZMqHH6r4Tts7J_aSIgg";
        assert!(is_device_key(good, auth) && is_device_key(good, "BTBZMqHH6r4Tts7J_aSIgg=="));
        let off_curve = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw5";
        for (p256dh, auth) in [("", ""), (off_curve, auth), (good, "BTBZMqHH6r4Tts7J"), (auth, auth), ("***", auth)] {
            assert!(!is_device_key(p256dh, auth), "{p256dh} {auth}");
        }
        assert_ne!(seal(good, auth, b"x"), seal(good, auth, b"x"));
        assert_eq!(seal(good, auth, &[0; 4_000]), Err(SealError::TooLong));
    }
}
