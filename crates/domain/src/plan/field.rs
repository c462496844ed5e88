//! The fields of the plan form. Their names are the names of the form's controls, of draft values in storage and of
//! what a problem points at, so that all three can never drift apart.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $label:literal, $section:ident;)*) => {
        /// One field of the plan form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Field {
            /// Every field, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Name of the form control.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Label, as on the form and in comparisons.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The section it stands in.
            pub const fn section(self) -> Section {
                match self { $(Self::$variant => Section::$section,)* }
            }

            /// The field with this control name.
            pub fn by_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

/// A section of the plan form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Peak flow lines.
    PeakFlow,
    /// Green zone.
    EveryDay,
    /// Amber zone.
    GettingWorse,
    /// Triggers and a note.
    Triggers,
    /// Whom to ring.
    Contacts,
    /// Review date.
    Review,
}

impl Section {
    /// Every section, in the order of the form.
    pub const ALL: [Self; 6] =
        [Self::PeakFlow, Self::EveryDay, Self::GettingWorse, Self::Triggers, Self::Contacts, Self::Review];

    /// Heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::PeakFlow => "Peak flow",
            Self::EveryDay => "Every day (green zone)",
            Self::GettingWorse => "Getting worse (amber zone)",
            Self::Triggers => "Triggers and note",
            Self::Contacts => "Contacts",
            Self::Review => "Review",
        }
    }

    /// Id of the section's element.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::PeakFlow => "peak-flow",
            Self::EveryDay => "every-day",
            Self::GettingWorse => "getting-worse",
            Self::Triggers => "triggers-and-note",
            Self::Contacts => "contacts",
            Self::Review => "review",
        }
    }
}

fields! {
    /// "yes" when the plan has peak-flow lines.
    UsesPeakFlow = "uses_peak_flow", "Peak flow in this plan", PeakFlow;
    /// Best peak flow, L/min.
    BestPeakFlow = "best_peak_flow", "Best peak flow", PeakFlow;
    /// Day on which best was measured.
    BestMeasuredOn = "best_measured_on", "Measured on", PeakFlow;
    /// Scale of the meter: "eu" (EN 13826) or "wright".
    Meter = "meter", "Meter scale", PeakFlow;
    /// Amber line, L/min; blank takes the template's percentage.
    AmberBelow = "amber_below", "Amber zone below", PeakFlow;
    /// Red line, L/min; blank takes the template's percentage.
    RedBelow = "red_below", "Red zone below", PeakFlow;
    /// Emergency line, L/min; blank takes the template's percentage.
    EmergencyBelow = "emergency_below", "Emergency steps below", PeakFlow;
    /// Formulary key of the everyday inhaler.
    Preventer = "preventer", "Everyday inhaler", EveryDay;
    /// Puffs every morning.
    PreventerMorning = "preventer_morning", "Morning puffs", EveryDay;
    /// Puffs every night.
    PreventerNight = "preventer_night", "Night puffs", EveryDay;
    /// Formulary key of the reliever.
    Reliever = "reliever", "Reliever inhaler", EveryDay;
    /// Puffs of the reliever when symptoms come.
    RelieverPuffs = "reliever_puffs", "Puffs for symptoms", EveryDay;
    /// "yes" when a spacer is used.
    Spacer = "spacer", "Spacer", EveryDay;
    /// "yes" when the reliever is taken before exercise.
    BeforeExercise = "before_exercise", "Reliever before exercise", EveryDay;
    /// Puffs of the reliever in the amber zone.
    AmberPuffs = "amber_puffs", "Puffs in the amber zone", GettingWorse;
    /// "yes" when rescue steroid tablets are part of the plan.
    RescueSteroids = "rescue_steroids", "Rescue steroid tablets", GettingWorse;
    /// Prednisolone a day, mg.
    RescueSteroidMg = "rescue_steroid_mg", "Prednisolone a day", GettingWorse;
    /// Days of prednisolone.
    RescueSteroidDays = "rescue_steroid_days", "Days of prednisolone", GettingWorse;
    /// Triggers, separated by commas.
    Triggers = "triggers", "Triggers", Triggers;
    /// A note in the person's own words.
    Note = "note", "Note in their own words", Triggers;
    /// The practice's telephone.
    PracticePhone = "practice_phone", "GP surgery phone", Contacts;
    /// Somebody to ring in an emergency.
    ContactName = "contact_name", "Emergency contact", Contacts;
    /// Their telephone.
    ContactPhone = "contact_phone", "Emergency contact phone", Contacts;
    /// When the plan must be reviewed.
    ReviewDue = "review_due", "Review due", Review;
}
