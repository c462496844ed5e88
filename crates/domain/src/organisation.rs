//! Who the product works for: ICBs, their primary care networks and practices.

use serde::{Deserialize, Serialize};

use crate::OdsCode;

/// Level of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Integrated Care Board.
    Icb,
    /// Primary care network.
    Pcn,
    /// GP practice.
    Practice,
}

impl OrganisationKind {
    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Icb => "icb",
            Self::Pcn => "pcn",
            Self::Practice => "practice",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Icb, Self::Pcn, Self::Practice].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// An organisation as the ODS knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// ODS code, the key.
    pub code: OdsCode,
    /// Name as people read it.
    pub name: String,
    /// Level.
    pub kind: OrganisationKind,
    /// The organisation it belongs to: a practice's PCN (or its ICB, when it is in no PCN), a PCN's ICB.
    pub parent: Option<OdsCode>,
    /// The ICB at the top; `None` for an ICB itself.
    pub icb: Option<OdsCode>,
    /// Made up for demonstration; every page of it says so.
    pub demo: bool,
}

/// Turns the capitals of the ODS ("HALBUTT STREET SURGERY") into a name one can read ("Halbutt Street Surgery").
/// Names that already have lower-case letters are left as they are.
pub fn readable_name(ods_name: &str) -> String {
    let name = ods_name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let mut out = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        match word {
            "PCN" | "NHS" | "GP" | "ICB" | "PMS" | "CIC" | "LLP" | "II" | "III" => out.push_str(word),
            "AND" | "OF" | "THE" | "IN" | "AT" | "ON" if at > 0 => out.push_str(&word.to_lowercase()),
            _ => push_capitalised(&mut out, word),
        }
    }
    out
}

/// First letter of each run of letters stays a capital, but not the "s" after an apostrophe.
fn push_capitalised(out: &mut String, word: &str) {
    let mut previous = ' ';
    for c in word.chars() {
        let inside = previous.is_alphanumeric() || previous == '\'' || previous == '’';
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        previous = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ods_capitals_become_readable() {
        for (ods, expected) in [
            ("HALBUTT STREET SURGERY", "Halbutt Street Surgery"),
            ("DR M FATEH'S PRACTICE", "Dr M Fateh's Practice"),
            ("BARKING & DAGENHAM EAST PCN", "Barking & Dagenham East PCN"),
            ("HEART OF HACKNEY", "Heart of Hackney"),
            ("Already Fine PCN", "Already Fine PCN"),
        ] {
            assert_eq!(readable_name(ods), expected);
        }
    }
}
