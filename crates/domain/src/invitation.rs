//! Invitations: a link for whoever has the sheet or the screen, and a short code for whoever must type.

use serde::{Deserialize, Serialize};

/// Days an invitation lives.
pub const DAYS_TO_LIVE: i64 = 14;
/// Wrong dates of birth that burn an invitation.
pub const TRIES: u16 = 5;
/// Symbols of a short code: 10 of 32 are 50 bits.
pub const CODE_LENGTH: usize = 10;
/// Crockford's base 32: no I, L, O or U, so that a printed code can be read aloud.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Can be used.
    Open,
    /// Somebody joined with it.
    Used,
    /// Five wrong tries closed it.
    Burned,
    /// A newer invitation took its place.
    Replaced,
    /// Its time is over. Never stored: it follows from the clock.
    Expired,
}

impl InvitationState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Open, Self::Used, Self::Burned, Self::Replaced, Self::Expired];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Used => "used",
            Self::Burned => "burned",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A short code from random bytes: the low five bits of each byte pick a symbol.
pub fn code_from_bytes(bytes: &[u8; CODE_LENGTH]) -> String {
    bytes.iter().filter_map(|b| ALPHABET.get(usize::from(b & 31))).map(|b| char::from(*b)).collect()
}

/// A code as printed: "ABCDE-FGHJK".
pub fn print_code(code: &str) -> String {
    match code.split_at_checked(CODE_LENGTH / 2) {
        Some((first, second)) if !second.is_empty() => format!("{first}-{second}"),
        _ => code.to_owned(),
    }
}

/// A code as people type it: any case, with blanks and hyphens, O for 0, I and L for 1. `None` when it cannot be one.
pub fn read_code(text: &str) -> Option<String> {
    let code: Option<String> = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            c if c.is_ascii() && ALPHABET.contains(&(c as u8)) => Some(c),
            _ => None,
        })
        .collect();
    code.filter(|code| code.len() == CODE_LENGTH)
}

/// An invitation as the nurse sees it, once: neither link nor code can be shown again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInvitation {
    /// Whole address behind the QR picture.
    pub link: String,
    /// The short code as printed.
    pub code: String,
    /// Ends when.
    pub expires_at: chrono::DateTime<chrono::Utc>,
    /// Given name of the invited, for the sheet.
    pub given_name: String,
    /// The practice's name.
    pub practice_name: String,
    /// Address at which a code can be typed.
    pub join_address: String,
}

/// What an invitation says to whoever opens it, before anything is known of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationLook {
    /// It can be used.
    Open {
        /// The practice that invites.
        practice_name: String,
        /// Belongs to the demonstration.
        demo: bool,
    },
    /// Used, burned, replaced, over, or never made: all look the same.
    Closed,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_printed_code_is_read_back_however_it_is_typed(bytes: [u8; CODE_LENGTH]) {
            let code = code_from_bytes(&bytes);
            prop_assert_eq!(code.len(), CODE_LENGTH);
            let typed = print_code(&code).to_lowercase().replace('0', "o").replace('1', "l").replace('-', " - ");
            prop_assert_eq!(read_code(&typed), Some(code));
        }
    }

    #[test]
    fn what_cannot_be_a_code() {
        for text in ["", "ABCDE", "ABCDE-FGHJU", "ABCDE-FGHJKM", "ABCDÉ-FGHJK"] {
            assert_eq!(read_code(text), None, "{text}");
        }
    }
}
