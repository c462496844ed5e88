//! Every rule with its severity, owner and source.

use super::Severity;

/// Version of the rule set; kept with every signed plan.
pub const RULES_VERSION: u16 = 3;

/// Whether passing a rule takes a second person beside the reason. Few do: the everyday renewal is signed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondPerson {
    /// The reason is enough.
    Never,
    /// In the plan of a child under 12, whose lines and doses leave the least room for a slip (hazards HZ-01 and HZ-08).
    UnderTwelve,
    /// At any age: a slip here is a tenfold dose or one beyond what is usual (hazard HZ-08).
    Always,
}

impl SecondPerson {
    /// A second person is asked for somebody of this age.
    pub const fn at_age(self, age: u16) -> bool {
        match self {
            Self::Never => false,
            Self::UnderTwelve => age < 12,
            Self::Always => true,
        }
    }

    /// In words, for the list of rules.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Never => "",
            Self::UnderTwelve => "Under 12 years a GP approves a nurse’s plan",
            Self::Always => "A GP approves a nurse’s plan",
        }
    }
}

/// One rule as the clinical safety officer reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable id.
    pub id: &'static str,
    /// Severity.
    pub severity: Severity,
    /// Whether passing it takes a second person.
    pub second_person: SecondPerson,
    /// What it holds.
    pub title: &'static str,
    /// Who answers for it.
    pub owner: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

const CSO: &str = "Clinical safety officer";

const fn stop(id: &'static str, title: &'static str, source: &'static str) -> Rule {
    Rule { id, severity: Severity::Stop, second_person: SecondPerson::Never, title, owner: CSO, source }
}

const fn confirm(id: &'static str, title: &'static str, source: &'static str) -> Rule {
    Rule { id, severity: Severity::Confirm, second_person: SecondPerson::Never, title, owner: CSO, source }
}

const fn advise(id: &'static str, title: &'static str, source: &'static str) -> Rule {
    Rule { id, severity: Severity::Advise, second_person: SecondPerson::Never, title, owner: CSO, source }
}

/// The rule, which a reason alone does not pass.
const fn with(second_person: SecondPerson, rule: Rule) -> Rule {
    Rule { second_person, ..rule }
}

use SecondPerson::{Always, UnderTwelve};

/// The catalogue.
pub const RULES: &[Rule] = &[
    stop("AGE-1", "The template is meant for the person's age", "NG245: AIR from 12 years; plan types by age"),
    advise(
        "AGE-2",
        "Under 12 a plan by symptoms alone is usually preferred",
        "NG245 1.14: children, symptom-based plans",
    ),
    stop(
        "MED-1",
        "A plan with an everyday inhaler names it: a blue inhaler alone is never enough",
        "NG245: never a SABA without an inhaled steroid",
    ),
    stop("MED-2", "The plan names the inhaler for symptoms and attacks", "Hazard HZ-09"),
    stop(
        "MED-3",
        "The inhaler fits the regimen",
        "NG245; product licences: only flagged ICS-formoterol products for MART and AIR",
    ),
    stop("MED-4", "The inhaler is licensed for MART or AIR at the person's age", "Product licences; hazard HZ-10"),
    stop("MED-5", "Everyday puffs are whole numbers from 0 to 8, and not all 0", "Hazard HZ-08"),
    stop("MED-6", "Puffs for symptoms are a whole number the inhaler allows", "Product licences; hazard HZ-08"),
    stop("MED-7", "Regular puffs stay within the product's daily maximum", "Product licences; hazard HZ-08"),
    with(
        UnderTwelve,
        confirm(
            "MED-8",
            "A daily steroid dose that is at least double or at most half of the last plan's is meant",
            "Hazard HZ-08: tenfold and doubling slips",
        ),
    ),
    confirm(
        "MED-9",
        "A change of the everyday inhaler's product is meant",
        "MHRA: inhaled steroids are not interchangeable between brands",
    ),
    advise(
        "MED-10",
        "A pressurised inhaler is best used with a spacer",
        "Asthma + Lung UK plan family; clinical setting",
    ),
    advise(
        "MED-11",
        "Everyday inhaler and reliever of one kind of device are easier to use well",
        "NG245 inhaler choice",
    ),
    stop(
        "MED-12",
        "A spacer is only part of a plan with a pressurised inhaler",
        "Hazard HZ-09: the emergency steps would name a spacer that does not fit",
    ),
    with(
        Always,
        confirm(
            "MED-13",
            "A daily steroid dose ten times the last plan's, or a tenth of it, is meant",
            "Hazard HZ-08: tenfold slips",
        ),
    ),
    confirm("MED-14", "An inhaler below its licensed age is meant", "Product licences; hazard HZ-10"),
    confirm(
        "MED-15",
        "A regular dose outside the formulary's confirmed usual doses is meant",
        "The ICB's formulary; hazard HZ-08",
    ),
    stop("TPL-1", "The template is approved by the clinical safety officer", "Hazards HZ-26 and HZ-33"),
    stop("FOR-1", "The inhaler is on the formulary in force", "The ICB's formulary; hazard HZ-10"),
    stop("FOR-2", "The formulary does not rule the inhaler out", "The ICB's formulary"),
    confirm("FOR-3", "An inhaler the formulary asks a reason for is meant", "The ICB's formulary"),
    advise("FOR-4", "An inhaler the formulary advises against has no better one", "The ICB's formulary"),
    stop("PEF-1", "Best peak flow is a whole number from 60 to 900", "Hazard HZ-01"),
    stop("PEF-2", "The lines are whole numbers in order: emergency, red, amber, best", "Hazard HZ-01"),
    stop("PEF-3", "The day of best peak flow is known and not in the future", "Hazard HZ-19"),
    confirm(
        "PEF-4",
        "Best peak flow is recent: 12 months under 18, 24 months for adults",
        "Pinnock, Breathe 2015; hazard HZ-19",
    ),
    with(UnderTwelve, confirm("PEF-5", "A line differs from the template's percentage on purpose", "Hazard HZ-01")),
    with(
        UnderTwelve,
        confirm(
            "PEF-6",
            "Best peak flow differs from the last plan's by more than 40 per cent on purpose",
            "Hazards HZ-01 and HZ-20",
        ),
    ),
    confirm("PEF-7", "The scale of the meter has changed since the last plan on purpose", "Hazard HZ-18"),
    stop("PEF-8", "The plan says whether it uses peak flow, and with which meter", "Hazard HZ-18"),
    advise(
        "PEF-9",
        "Best peak flow is within 40 per cent of what is predicted for sex, age and height",
        "Nunn and Gregg, BMJ 1989; children by height; hazard HZ-01: a check for slips, never a line",
    ),
    confirm("PEF-10", "Two lines are at least 20 litres per minute apart", "Hazard HZ-01: one blow's spread"),
    advise(
        "PEF-11",
        "Under 16 best peak flow is measured anew every 6 months",
        "Pinnock, Breathe 2015: more often in growing children; hazard HZ-19",
    ),
    stop(
        "AMB-1",
        "Puffs in the amber zone are a whole number within one attack's maximum",
        "Emergency protocol maxima",
    ),
    stop(
        "AMB-2",
        "Rescue steroids have a dose of 1 to 60 mg and 1 to 14 days",
        "Hazard HZ-08: the clinician types both",
    ),
    with(
        Always,
        confirm(
            "AMB-3",
            "A rescue dose above 40 mg of prednisolone a day is meant",
            "Usual rescue doses; hazard HZ-08",
        ),
    ),
    stop("TXT-1", "Text is at most 500 characters and has no invisible characters", "Hazard HZ-24"),
    confirm(
        "TXT-2",
        "No weaning schedule for the blue inhaler and no home nebuliser",
        "London asthma leadership group; hazard HZ-33",
    ),
    advise("TXT-3", "Doses in free text are written out: micrograms, never mcg or µg", "Hazard HZ-08: unit mix-ups"),
    advise("TXT-4", "Free text can be read at 11 years", "Flesch-Kincaid; hazard HZ-24"),
    stop("CON-1", "The GP surgery's telephone number is given and can be one", "Hazard HZ-13"),
    stop("CON-2", "An emergency contact's telephone number can be one", "Hazard HZ-13"),
    advise("CON-3", "A plan of somebody under 16 names an emergency contact", "Plan header; hazard HZ-13"),
    stop("REV-1", "The review date is a real date in the future", "NG245: review at least yearly"),
    confirm("REV-2", "The review is within the template's longest time", "12 months; 6 months for 5 to 11 years"),
    advise(
        "REV-3",
        "After a change of the everyday inhaler the review is within 12 weeks",
        "NG245: review 8 to 12 weeks after a start or change",
    ),
];

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
