//! Every rule with its severity, owner and source.

use crate::plan::Severity;
use crate::plan::rules::{Rule, SecondPerson};

/// Version of the rule set; kept with every signed plan.
pub const CONDITION_RULES_VERSION: u16 = 1;

const fn stop(id: &'static str, title: &'static str, source: &'static str) -> Rule {
    Rule {
        id,
        severity: Severity::Stop,
        second_person: SecondPerson::Never,
        title,
        owner: "Clinical safety officer",
        source,
    }
}

const fn confirm(id: &'static str, title: &'static str, source: &'static str) -> Rule {
    Rule {
        id,
        severity: Severity::Confirm,
        second_person: SecondPerson::Never,
        title,
        owner: "Clinical safety officer",
        source,
    }
}

/// The catalogue.
pub const CONDITION_RULES: &[Rule] = &[
    stop("CND-1", "What the template needs is there", "Hazard HZ-08"),
    stop("CND-2", "Numbers, choices and days are what their fields take", "Hazard HZ-08"),
    stop("CND-3", "Telephone numbers can be rung", "Hazard HZ-15"),
    stop("CND-4", "Texts are short enough and have no characters that cannot be seen", "Hazard HZ-08"),
    stop("CND-5", "Micrograms are written in full", "Hazard HZ-08: mcg and µg are misread"),
    stop(
        "CND-6",
        "The review is in the future and within the template's time, a year at most",
        "BSACI, NG217, CG143: reviewed yearly",
    ),
    stop("CND-7", "The emergency steps start with 999 and no place in the words is left unfilled", "Hazard HZ-13"),
    stop("CND-9", "The template is approved by the clinical safety officer", "Hazards HZ-26 and HZ-33"),
    stop("CND-8", "Nobody under 5 is sent to NHS 111 online", "NHS 111 online is for 5 years and over"),
    stop(
        "ALL-1",
        "The adrenaline pen is one that can be prescribed and is made in this dose",
        "MHRA May 2023: Emerade recalled",
    ),
    stop(
        "ALL-2",
        "Adrenaline comes before the reliever inhaler, which is named when the person has asthma",
        "BSACI model plans",
    ),
    stop("ALL-3", "Two adrenaline pens are always carried", "BSACI model plans; MHRA"),
    stop("EPI-1", "The brand of buccal midazolam is stated", "Schedule 3 controlled drug; strengths differ by brand"),
    stop("EPI-2", "The medicine is given after 1 to 10 minutes of seizure", "NG217: status epilepticus from 5 minutes"),
    stop("EPI-3", "The dose of Buccolam is the one for the person's age", "Buccolam product licence"),
    stop("EPI-4", "The words say when 999 is called", "NG217"),
    confirm("EPI-5", "A dose of Epistatus is meant: no table of this product checks it", "Hazard HZ-08"),
    stop("SCD-1", "The temperature for ringing a doctor is 38 to 39 °C", "CG143 and NHS trusts' wording"),
    stop("SCD-2", "The haematology team can be rung", "CG143"),
];

/// The rule with this id.
pub fn condition_rule(id: &str) -> Option<&'static Rule> {
    CONDITION_RULES.iter().find(|rule| rule.id == id)
}
