//! Closing an account, in plain words: what is erased, and what is kept and why.

use serde::{Deserialize, Serialize};

use crate::diary::PersonLine;

/// What is erased at once.
pub const WHAT_IS_ERASED: &[&str] = &[
    "Every way to log in: screen lock keys, and all log-ins on all phones and computers.",
    "Your reminders, and the phones they go to.",
    "Your answers about yourself: language, ethnic group and how asthma was when you joined.",
    "Your own settings: dose times nobody else uses, and which inhaler steps you marked as practised.",
    "Your links to the plan stop, and the names you gave them are erased.",
    "The copy of the plan on your phones, the next time each phone has a signal.",
];

/// What is kept, and why.
pub const WHAT_IS_KEPT: &[&str] = &[
    "Signed plans, the diary and doses, answers before a visit and requests for medicines. They are part of the health record. Your GP surgery must keep that, for as long as the NHS says: a GP record is kept until 10 years after a person has died.",
    "What you agreed to and when, so that anybody can check it was asked.",
    "The list of who saw and did what. It protects you, so nobody can erase it, not even we.",
    "Numbers without names.",
];

/// The page that closes an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Everybody the account acts for.
    pub people: Vec<PersonLine>,
    /// A demonstration.
    pub demo: bool,
}
