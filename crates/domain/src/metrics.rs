//! The figures: one definition behind every number on screen, in files and over the API.

use serde::{Deserialize, Serialize};

/// A figure with a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// People on the register.
    Eligible,
    /// Of them, invited.
    Invited,
    /// Of them, registered.
    Registered,
    /// Registered at least 28 days ago and activated within 28 days.
    Activated,
    /// Registered with a plan in force.
    PlanCoverage,
    /// People active today.
    ActiveToday,
    /// People active in seven days.
    ActiveWeek,
    /// Readings logged today.
    ReadingsToday,
    /// Plans signed.
    PlansSigned,
    /// The plan in force was opened.
    PlanSeen,
    /// People active in 28 days.
    ActiveMonth,
    /// How often those come back.
    Stickiness,
    /// Still there after a week.
    #[serde(rename = "retained_day_7")]
    RetainedSeven,
    /// Still there after a month.
    #[serde(rename = "retained_day_30")]
    RetainedThirty,
    /// Openings of the emergency steps.
    EmergencyOpened,
    /// Attacks told.
    Attacks,
    /// A&E visits and hospital stays told.
    HospitalVisits,
    /// The same, for the time people were registered.
    HospitalRate,
    /// What signing a plan costs.
    TimeToSign,
}

/// What a figure is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People, each once.
    People,
    /// Things that happened, each of them.
    Events,
    /// A share in per cent.
    Share,
    /// Events for each 100 years of one person being registered.
    PerHundredYears,
    /// Seconds, key presses and clicks.
    Effort,
}

/// How a figure is made, for the line "What is counted" and for `docs/metrics.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Title on screens.
    pub title: &'static str,
    /// What is counted.
    pub numerator: &'static str,
    /// Of what.
    pub denominator: &'static str,
    /// Period.
    pub period: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

impl Metric {
    /// Every figure.
    pub const ALL: [Self; 19] = [
        Self::Eligible,
        Self::Invited,
        Self::Registered,
        Self::Activated,
        Self::PlanCoverage,
        Self::ActiveToday,
        Self::ActiveWeek,
        Self::ReadingsToday,
        Self::PlansSigned,
        Self::PlanSeen,
        Self::ActiveMonth,
        Self::Stickiness,
        Self::RetainedSeven,
        Self::RetainedThirty,
        Self::EmergencyOpened,
        Self::Attacks,
        Self::HospitalVisits,
        Self::HospitalRate,
        Self::TimeToSign,
    ];

    /// The word in storage and over the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Invited => "invited",
            Self::Registered => "registered",
            Self::Activated => "activated",
            Self::PlanCoverage => "plan_coverage",
            Self::ActiveToday => "active_today",
            Self::ActiveWeek => "active_week",
            Self::ReadingsToday => "readings_today",
            Self::PlansSigned => "plans_signed",
            Self::PlanSeen => "plan_seen",
            Self::ActiveMonth => "active_month",
            Self::Stickiness => "stickiness",
            Self::RetainedSeven => "retained_day_7",
            Self::RetainedThirty => "retained_day_30",
            Self::EmergencyOpened => "emergency_opened",
            Self::Attacks => "attacks",
            Self::HospitalVisits => "hospital_visits",
            Self::HospitalRate => "hospital_rate",
            Self::TimeToSign => "time_to_sign",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.as_str() == text)
    }

    /// What it is a number of.
    pub const fn unit(self) -> Unit {
        match self {
            Self::PlansSigned | Self::EmergencyOpened | Self::Attacks | Self::HospitalVisits => Unit::Events,
            Self::Stickiness => Unit::Share,
            Self::HospitalRate => Unit::PerHundredYears,
            Self::TimeToSign => Unit::Effort,
            _ => Unit::People,
        }
    }

    /// The definition.
    pub const fn definition(self) -> Definition {
        const PRODUCT: &str = "Recorded by the product";
        const PATIENT: &str = "Reported by patients";
        match self {
            Self::Eligible => Definition {
                title: "Eligible",
                numerator: "People on the practice's asthma register as imported",
                denominator: "None",
                period: "Now",
                source: "The practice's register",
            },
            Self::Invited => Definition {
                title: "Invited",
                numerator: "Eligible people with at least one invitation",
                denominator: "Eligible",
                period: "Since the start",
                source: PRODUCT,
            },
            Self::Registered => Definition {
                title: "Registered",
                numerator: "Eligible people with an account, linked to the practice, with terms and consent recorded and not withdrawn",
                denominator: "Eligible",
                period: "Since the start",
                source: PRODUCT,
            },
            Self::Activated => Definition {
                title: "Activated within 28 days",
                numerator: "Of the denominator, people who within local days 0 to 28 after registering opened a signed plan and logged a reading or a check-in",
                denominator: "People registered at least 28 days ago",
                period: "Since the start",
                source: PRODUCT,
            },
            Self::PlanCoverage => Definition {
                title: "Plan signed and current",
                numerator: "Registered people with a signed plan whose review date has not passed",
                denominator: "Registered",
                period: "Now",
                source: PRODUCT,
            },
            Self::ActiveToday => Definition {
                title: "Active today",
                numerator: "Distinct registered people with at least one action of their own today: opening the plan or the emergency steps, a reading, a check-in",
                denominator: "Registered",
                period: "Today in London",
                source: PATIENT,
            },
            Self::ActiveWeek => Definition {
                title: "Active this week",
                numerator: "Distinct registered people with at least one action of their own in the last 7 days, today included",
                denominator: "Registered",
                period: "The last 7 days",
                source: PATIENT,
            },
            Self::ReadingsToday => Definition {
                title: "Readings today",
                numerator: "People who logged a peak-flow reading today",
                denominator: "Registered",
                period: "Today in London",
                source: PATIENT,
            },
            Self::PlansSigned => Definition {
                title: "Plans signed",
                numerator: "Versions signed",
                denominator: "None",
                period: "The last 28 days",
                source: PRODUCT,
            },
            Self::PlanSeen => Definition {
                title: "Plan seen",
                numerator: "Of the denominator, people who opened the version in force",
                denominator: "Registered people with a plan in force",
                period: "Now",
                source: PRODUCT,
            },
            Self::ActiveMonth => Definition {
                title: "Active in 28 days",
                numerator: "Distinct registered people with at least one action of their own in the last 28 days, today included",
                denominator: "Registered",
                period: "The last 28 days",
                source: PATIENT,
            },
            Self::Stickiness => Definition {
                title: "How often they come back",
                numerator: "People active each day, added up over the last 28 days",
                denominator: "28 times the people active in those days",
                period: "The last 28 days",
                source: PATIENT,
            },
            Self::RetainedSeven => Definition {
                title: "Still there after 7 days",
                numerator: "Of the denominator, people with an action of their own on or after the seventh day",
                denominator: "People registered at least 7 days ago",
                period: "Since the start, as known now",
                source: PATIENT,
            },
            Self::RetainedThirty => Definition {
                title: "Still there after 30 days",
                numerator: "Of the denominator, people with an action of their own on or after the thirtieth day",
                denominator: "People registered at least 30 days ago",
                period: "Since the start, as known now",
                source: PATIENT,
            },
            Self::EmergencyOpened => Definition {
                title: "Emergency steps opened",
                numerator: "Openings of the emergency steps by registered people",
                denominator: "None",
                period: "The last 28 days",
                source: PATIENT,
            },
            Self::Attacks => Definition {
                title: "Attacks told",
                numerator: "Attacks that registered people wrote into their diaries",
                denominator: "None",
                period: "The last 28 days",
                source: PATIENT,
            },
            Self::HospitalVisits => Definition {
                title: "A&E visits and hospital stays told",
                numerator: "A&E visits and hospital stays for asthma that registered people wrote into their diaries",
                denominator: "None",
                period: "The last 28 days",
                source: PATIENT,
            },
            Self::HospitalRate => Definition {
                title: "A&E visits and hospital stays for 100 years of being registered",
                numerator: "A&E visits and hospital stays told in the last 365 days",
                denominator: "Days that people were registered in those 365 days",
                period: "The last 365 days",
                source: PATIENT,
            },
            Self::TimeToSign => Definition {
                title: "Time to sign",
                numerator: "Median of active seconds, key presses and clicks from opening the editor to signing; gaps over 60 seconds without a press do not count. Without JavaScript the time between saves, gaps over 10 minutes left out, and no presses",
                denominator: "Plans signed; hidden under 7, and kept without the name of patient or staff",
                period: "The calendar month in London",
                source: PRODUCT,
            },
        }
    }
}

/// 1 to 6 people are few: nobody outside their practice may find them out.
pub const K: i64 = 7;

/// A count as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// The count itself.
    Count(i64),
    /// Hidden: it, its complement or its denominator is 1 to 6.
    Hidden,
}

impl Shown {
    /// In a word or number.
    pub fn text(self) -> String {
        match self {
            Self::Count(n) => group_thousands(n),
            Self::Hidden => "hidden".into(),
        }
    }

    /// Another number made of this one.
    #[must_use]
    pub fn map(self, make: impl FnOnce(i64) -> i64) -> Self {
        match self {
            Self::Count(n) => Self::Count(make(n)),
            Self::Hidden => Self::Hidden,
        }
    }

    /// The number, where it may be shown.
    pub const fn count(self) -> Option<i64> {
        match self {
            Self::Count(n) => Some(n),
            Self::Hidden => None,
        }
    }
}

const fn is_small(n: i64) -> bool {
    n >= 1 && n < K
}

/// `count` of `of`: hidden when the count, what is left of the denominator, or the denominator is 1 to 6.
pub const fn show_of(count: i64, of: i64) -> Shown {
    if is_small(count) || is_small(of - count) || is_small(of) { Shown::Hidden } else { Shown::Count(count) }
}

/// A count without a denominator.
pub const fn show(count: i64) -> Shown {
    if is_small(count) { Shown::Hidden } else { Shown::Count(count) }
}

/// A chain of nested counts (eligible, invited, registered, ...), largest first. A step is hidden when it is 1 to 6, or
/// when its difference to the nearest shown step before it is: otherwise subtraction would give the few away.
pub fn show_chain(counts: &[i64]) -> Vec<Shown> {
    let mut shown = Vec::with_capacity(counts.len());
    let mut before: Option<i64> = None;
    for count in counts {
        let hide = is_small(*count) || before.is_some_and(|before| is_small(before - *count));
        if hide {
            shown.push(Shown::Hidden);
        } else {
            before = Some(*count);
            shown.push(Shown::Count(*count));
        }
    }
    shown
}

/// A share in per cent: whole numbers under a denominator of 100, else one decimal, half up; "n/a" without a
/// denominator.
pub fn per_cent(count: i64, of: i64) -> String {
    if of <= 0 {
        return "n/a".into();
    }
    if of < 100 {
        format!("{}%", (count * 200 + of) / (of * 2))
    } else {
        let tenths = (count * 2000 + of) / (of * 2);
        if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
    }
}

/// "1,052,971".
pub fn group_thousands(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if n < 0 { format!("-{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_round_half_up() {
        for (count, of, text) in [
            (1, 2, "50%"),
            (1, 3, "33%"),
            (2, 3, "67%"),
            (1, 200, "0.5%"),
            (151, 184, "82.1%"),
            (0, 0, "n/a"),
            (100, 100, "100%"),
            (1, 8, "13%"),
        ] {
            assert_eq!(per_cent(count, of), text);
        }
        assert_eq!(group_thousands(1_052_971), "1,052,971");
    }

    proptest! {
        #[test]
        fn no_shown_count_and_no_difference_to_the_whole_is_small(of in 0i64..200, part in 0i64..200) {
            let count = part.min(of);
            if let Shown::Count(n) = show_of(count, of) {
                prop_assert!(!is_small(n) && !is_small(of - n) && !is_small(of));
            }
        }

        #[test]
        fn a_chain_never_gives_a_few_away(mut counts in proptest::collection::vec(0i64..60, 1..6)) {
            counts.sort_unstable_by(|a, b| b.cmp(a));
            let shown: Vec<i64> = show_chain(&counts).into_iter().filter_map(Shown::count).collect();
            for (at, a) in shown.iter().enumerate() {
                prop_assert!(!is_small(*a));
                for b in shown.iter().skip(at + 1) {
                    prop_assert!(!is_small(a - b));
                }
            }
        }
    }
}
