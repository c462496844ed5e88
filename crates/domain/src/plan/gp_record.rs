//! The coded summary that a nurse copies into the GP record: short lines, with a SNOMED CT code where there is one.
//!
//! Codes are those of the project's reference table for asthma; what that table marks as unresolved (peak expiratory
//! flow, the children's control test) carries no code here. All pass the check digit, but **none was checked against a
//! terminology server**: a practice confirms the table with its own system before it relies on it. A summary says only
//! what the plan itself proves: no diagnosis, no review, no "MART started", since the plan cannot tell when it began.

use super::medicine::{MedicineLine, puffs};
use super::words::plain;
use super::{PlanContent, SignedPlan};
use crate::time::{london_day, say_date};

/// A concept of SNOMED CT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    /// Concept id.
    pub code: &'static str,
    /// Its term in the reference table.
    pub term: &'static str,
}

/// A line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// What it says.
    pub text: String,
    /// Its code, where the table has one.
    pub code: Option<Coded>,
}

const WRITTEN_PLAN: Coded =
    Coded { code: "527171000000103", term: "Patient has a written asthma personal action plan" };
const PLAN_AGREED: Coded = Coded { code: "811921000000103", term: "Asthma self-management plan agreed" };
const PLAN_REVIEWED: Coded = Coded { code: "810901000000102", term: "Asthma self-management plan review" };

const fn trigger(code: &'static str, term: &'static str) -> Coded {
    Coded { code, term }
}

/// Triggers of the table, each with the words by which people name it. Words that could mean two things (a bonfire's
/// smoke, mould) are left without a code.
const TRIGGERS: [(Coded, &[&str]); 9] = [
    (trigger("340911000000109", "pollen"), &["pollen", "grass pollen", "tree pollen"]),
    (trigger("340901000000107", "exercise"), &["exercise", "running", "sport", "sports", "football", "swimming", "pe"]),
    (trigger("201191000000108", "cold air"), &["cold air", "cold weather"]),
    (
        trigger("201051000000101", "animals"),
        &["animals", "pets", "cat", "cats", "dog", "dogs", "horse", "horses", "rabbits", "guinea pigs"],
    ),
    (
        trigger("201031000000108", "respiratory infection"),
        &["colds", "flu", "respiratory infection", "chest infection", "chest infections", "viruses"],
    ),
    (
        trigger("340921000000103", "tobacco smoke"),
        &["tobacco smoke", "cigarette smoke", "cigarettes", "smoking", "second-hand smoke", "passive smoking"],
    ),
    (trigger("340891000000106", "dust"), &["dust", "house dust", "dust mites", "house dust mites"]),
    (trigger("201201000000105", "damp"), &["damp", "damp rooms", "damp air"]),
    (trigger("201211000000107", "emotion"), &["emotion", "emotions", "strong emotions", "stress", "anxiety", "worry"]),
];

/// The code of a trigger in a person's words, where they name it plainly.
pub fn trigger_code(words: &str) -> Option<Coded> {
    let words = words.trim().trim_end_matches('.').to_lowercase();
    TRIGGERS.iter().find(|(_, names)| names.contains(&words.as_str())).map(|(code, _)| *code)
}

impl RecordLine {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: None }
    }

    /// "Asthma trigger: pollen [SNOMED CT 340911000000109 | pollen]".
    pub fn said(&self) -> String {
        match self.code {
            Some(Coded { code, term }) => format!("{} [SNOMED CT {code} | {term}]", self.text),
            None => self.text.clone(),
        }
    }
}

impl SignedPlan {
    /// The lines of the summary, in the order in which a colleague reads them.
    pub fn gp_record(&self) -> Vec<RecordLine> {
        let (content, signature) = (self.content(), self.signature());
        let signed = say_date(london_day(signature.signed_at));
        let role = signature.author_role.title();
        let agreed = if self.number() == 1 { PLAN_AGREED } else { PLAN_REVIEWED };
        let renewed = if self.number() == 1 { "agreed" } else { "reviewed and renewed" };
        let mut lines = vec![
            RecordLine {
                text: format!(
                    "Asthma action plan version {} signed {signed} by {}, {role}",
                    self.number(),
                    signature.author_name
                ),
                code: Some(WRITTEN_PLAN),
            },
            RecordLine { text: format!("Self-management plan {renewed} {signed}"), code: Some(agreed) },
            RecordLine::plain(format!(
                "Plan type: {} (template {}, v{})",
                content.regimen.title(),
                content.template.name,
                content.template.version
            )),
        ];
        lines.extend(medicines(content).into_iter().map(RecordLine::plain));
        lines.extend(zones(content).into_iter().map(RecordLine::plain));
        lines.extend(
            content.triggers.iter().map(|words| RecordLine {
                text: format!("Asthma trigger: {}", words.trim()),
                code: trigger_code(words),
            }),
        );
        lines.push(RecordLine::plain(format!("Plan review due {}", say_date(self.review_due()))));
        lines
            .push(RecordLine::plain(format!("Plan fingerprint {}", self.content_hash().get(..12).unwrap_or_default())));
        lines
    }

    /// The summary as it is pasted.
    pub fn gp_record_text(&self) -> String {
        self.gp_record().iter().map(RecordLine::said).collect::<Vec<_>>().join("\n")
    }
}

fn medicines(content: &PlanContent) -> Vec<String> {
    let named = |line: &MedicineLine| format!("{} ({}, {})", line.name, line.generic, line.device.title());
    let mut lines = Vec::new();
    if let (true, Some(line)) = (content.regimen.has_preventer(), &content.preventer) {
        let total = line
            .daily_steroid_micrograms()
            .map(|all| format!("; {all} micrograms of inhaled steroid a day"))
            .unwrap_or_default();
        lines.push(format!(
            "Every day: {}, {} in the morning, {} at night{total}",
            named(line),
            puffs(line.morning),
            puffs(line.night)
        ));
    }
    let reliever = if content.regimen.has_separate_reliever() { &content.reliever } else { &content.preventer };
    if let (Some(line), Some(count)) = (reliever, content.reliever_puffs) {
        lines.push(format!("For symptoms: {}, {}", named(line), puffs(count)));
    }
    if content.spacer {
        lines.push("Spacer: yes".into());
    }
    if content.before_exercise {
        lines.push("Reliever before exercise: yes".into());
    }
    if let Some(steroids) = content.rescue_steroids {
        lines.push(format!(
            "Rescue steroids in the amber zone: prednisolone {} mg once a day for {} days",
            steroids.mg_a_day, steroids.days
        ));
    }
    lines
}

fn zones(content: &PlanContent) -> Vec<String> {
    let mut lines = match &content.peak_flow {
        None => vec!["Zones by symptoms alone, no peak flow".to_owned()],
        Some(section) => {
            let at = section.thresholds;
            let alone = at.emergency_below.map(|line| format!("; 999 on the reading alone below {line}"));
            vec![
                format!("Best peak flow {} L/min, measured {}", at.best, say_date(section.measured_on)),
                format!(
                    "Zones: green {} L/min and above, amber below {}, red below {}{}",
                    at.amber_below,
                    at.amber_below,
                    at.red_below,
                    alone.unwrap_or_default()
                ),
            ]
        }
    };
    if let Some(first) = content.amber_actions().first() {
        lines.push(format!("Amber zone: {}", plain(first)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The check digit of SNOMED CT identifiers (Verhoeff).
    fn passes_check_digit(code: &str) -> bool {
        const TIMES: [[usize; 10]; 10] = [
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
            [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
            [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
            [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
            [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
            [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
            [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
            [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
            [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
            [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
        ];
        const MOVE: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        let moved = |digit: usize, times: usize| (0..times).fold(digit, |digit, _| MOVE[digit]);
        let digits = code.bytes().rev().map(|byte| usize::from(byte.wrapping_sub(b'0')));
        digits.enumerate().fold(0, |sum, (at, digit)| TIMES[sum][moved(digit, at % 8)]) == 0
    }

    #[test]
    fn every_code_is_one_and_stands_once() {
        let plan = [WRITTEN_PLAN, PLAN_AGREED, PLAN_REVIEWED];
        let all: Vec<&str> =
            plan.iter().map(|coded| coded.code).chain(TRIGGERS.iter().map(|(coded, _)| coded.code)).collect();
        for code in &all {
            assert!(passes_check_digit(code), "{code}");
        }
        assert!(!passes_check_digit("340911000000108"), "one digit off");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn a_trigger_has_a_code_only_when_it_is_named_plainly() {
        for (words, code) in [
            ("pollen", Some("340911000000109")),
            (" Grass pollen. ", Some("340911000000109")),
            ("cold air", Some("201191000000108")),
            ("colds", Some("201031000000108")),
            ("Cats", Some("201051000000101")),
            ("smoke", None),
            ("mould", None),
            ("my brother's new cat", None),
            ("", None),
        ] {
            assert_eq!(trigger_code(words).map(|coded| coded.code), code, "{words}");
        }
    }
}
