//! What a person agrees to when joining, in plain words and in versions, and how they heard of it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Version of the texts below; a change of words is a new version.
pub const TERMS_VERSION: &str = "2026-11";

/// What is collected, each in a sentence.
pub const WHAT_WE_COLLECT: &[&str] = &[
    "Your name, date of birth and NHS number, from your GP surgery.",
    "Your asthma plan, written and signed by your nurse or GP.",
    "What you write in the app: peak flow, symptoms and how often you use your reliever.",
    "When you open the app, so that we can count how many people it helps.",
];

/// Who sees it and what for.
pub const WHO_SEES_IT: &[&str] = &[
    "Your nurse and GP can see your plan.",
    "Nobody is watching your diary. If you feel worse, follow your plan and get help.",
    "Your GP surgery and the local NHS see numbers only, never names, and never a number so small that it could be you.",
    "We do not sell what you write or show it to advertisers.",
];

/// What happens when consent is withdrawn.
pub const WHAT_STOPS: &[&str] = &[
    "The plan, the diary and the medicines are no longer shown to you here.",
    "Every link you made to this plan stops at once.",
    "Reminders stop on all your phones.",
    "Nothing more is counted for this person once nobody is left who has joined for them.",
];

/// What stays when consent is withdrawn, and why.
pub const WHAT_STAYS: &[&str] = &[
    "Your GP surgery keeps the signed plan and the record: that is the law.",
    "That you joined and left stays in the list of who saw and did what, and in numbers without names.",
    "The diary is kept with the record for as long as the law says, and nobody reads it for you.",
];

/// What whoever leaves must know (hazard HZ-14).
pub const AFTER_LEAVING: &str = "Nobody has been watching this app for you, and nobody will. If you feel worse, follow the plan your GP surgery gave you. In an emergency, call 999.";

/// What the person says yes to.
pub const AGREEMENTS: &[&str] = &[
    "I have read what is collected and who sees it, and I agree.",
    "I know that nobody watches this app for me and that I call 999 in an emergency.",
];

/// SHA-256 of every word agreed to, hex: proves later which text it was.
pub fn text_hash() -> String {
    let mut hash = Sha256::new();
    for line in WHAT_WE_COLLECT.iter().chain(WHO_SEES_IT).chain(AGREEMENTS) {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    hex::encode(hash.finalize())
}

/// How somebody came to join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecruitmentSource {
    /// The nurse or GP surgery.
    Practice,
    /// School.
    School,
    /// Social media.
    Social,
    /// A letter or text message.
    Letter,
    /// Anything else.
    Other,
}

impl RecruitmentSource {
    /// Every source.
    pub const ALL: [Self; 5] = [Self::Practice, Self::School, Self::Social, Self::Letter, Self::Other];

    /// The word kept in storage and posted by the form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::School => "school",
            Self::Social => "social",
            Self::Letter => "letter",
            Self::Other => "other",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == text)
    }

    /// As the person is asked.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Practice => "My nurse or GP surgery told me",
            Self::School => "My school told me",
            Self::Social => "I saw it on social media",
            Self::Letter => "I had a letter or text message",
            Self::Other => "Another way",
        }
    }
}

/// The page about what was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentPage {
    /// For whom.
    pub person: crate::diary::PersonLine,
    /// Version and moment of what was agreed to last.
    pub agreed: Option<(String, chrono::DateTime<chrono::Utc>)>,
    /// The words have changed since, or nothing was agreed to.
    pub due: bool,
    /// A demonstration.
    pub demo: bool,
}

/// What the joining person is asked to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoiningView {
    /// Given name of the invited person.
    pub given_name: String,
    /// Age in whole years.
    pub age: u16,
    /// The practice that invites.
    pub practice_name: String,
    /// Belongs to the demonstration.
    pub demo: bool,
    /// The account is there already: the invitation brings its owner back, as this.
    pub back_as: Option<crate::Relationship>,
    /// What is agreed to has not changed since they agreed to it.
    pub agreed_before: bool,
    /// Where they heard of this, when they came by a public link.
    pub heard: Option<RecruitmentSource>,
}
