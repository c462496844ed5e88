//! What to do now: the zone of a check-in and the words of the signed plan for it.

use serde::{Deserialize, Serialize};

use super::{CheckIn, Daytime, RelieverUse};
use crate::plan::{PlanContent, Regimen, Zone};

/// How soon help is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Carry on.
    Routine,
    /// See a nurse or GP within 24 hours if no better.
    Within24Hours,
    /// Medical help today.
    Today,
    /// Emergency steps now.
    Emergency,
}

/// The zone and what to do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Worst of peak flow and symptoms.
    pub zone: Zone,
    /// How soon help is needed.
    pub urgency: Urgency,
    /// Numbered sentences, `**` bold.
    pub actions: Vec<String>,
    /// Why, in a sentence.
    pub because: String,
}

/// What to do after a check-in, by the signed plan. Without a plan the advice is general and says so.
pub fn advise(plan: Option<&PlanContent>, check_in: &CheckIn) -> Advice {
    let regimen = plan.map(|plan| plan.regimen);
    let by_symptoms = check_in.symptoms.zone(regimen);
    let lines = plan.and_then(|plan| plan.peak_flow.as_ref()).map(|section| section.thresholds);
    let by_peak_flow = check_in.peak_flow.zip(lines).map(|(reading, lines)| lines.zone(reading));
    let zone = by_peak_flow.map_or(by_symptoms, |by_peak_flow| by_symptoms.worst(by_peak_flow));
    let very_low = check_in.peak_flow.zip(lines).is_some_and(|(reading, lines)| lines.is_emergency(reading));
    let urgency = match zone {
        Zone::Green => Urgency::Routine,
        Zone::Amber => Urgency::Within24Hours,
        Zone::Red if by_symptoms == Zone::Red || very_low => Urgency::Emergency,
        Zone::Red => Urgency::Today,
    };
    Advice {
        zone,
        urgency,
        actions: actions(plan, zone, urgency),
        because: because(check_in, lines.map(|l| (l.amber_below, l.red_below)), zone, regimen),
    }
}

fn actions(plan: Option<&PlanContent>, zone: Zone, urgency: Urgency) -> Vec<String> {
    match (urgency, plan) {
        (Urgency::Emergency, Some(plan)) => plan.emergency_steps(),
        (Urgency::Emergency, None) => crate::plan::emergency::general_steps(),
        (Urgency::Today, plan) => {
            let mut steps =
                vec!["Get medical help **today**: ring your GP surgery, or NHS 111 when it is closed.".into()];
            if let Some(plan) = plan {
                steps.extend(plan.amber_actions().into_iter().take(2));
            }
            steps.push("**Worse, or too breathless to talk? Do the emergency steps and call 999.**".into());
            steps
        }
        (_, Some(plan)) if zone == Zone::Amber => plan.amber_actions(),
        (_, Some(plan)) => plan.every_day_actions(),
        (Urgency::Routine, None) => vec![
            "Take your medicines as your nurse or GP told you.".into(),
            "Ask your GP surgery for a personal asthma plan.".into(),
        ],
        (_, None) => vec![
            "Use your reliever as your nurse or GP told you.".into(),
            "See your nurse or GP **within 24 hours** if you feel worse at any time or are no better.".into(),
            "Ask them for a personal asthma plan.".into(),
        ],
    }
}

/// Why this zone: only what speaks for it, so that a good reading never seems to excuse bad symptoms.
fn because(check_in: &CheckIn, lines: Option<(u16, u16)>, zone: Zone, regimen: Option<Regimen>) -> String {
    let symptoms = check_in.symptoms;
    let mut reasons: Vec<String> = Vec::new();
    if symptoms.too_breathless {
        reasons.push("you are too breathless to talk, eat or sleep".into());
    }
    match symptoms.reliever {
        RelieverUse::NotLasting => reasons.push("your reliever is not lasting 4 hours or not helping".into()),
        RelieverUse::Helped if zone == Zone::Amber && regimen != Some(Regimen::Air) => {
            reasons.push("you needed your reliever".into())
        }
        _ => {}
    }
    if zone != Zone::Red {
        match symptoms.daytime {
            Daytime::None => {}
            Daytime::Some => reasons.push("you had symptoms".into()),
            Daytime::Interfering => reasons.push("your asthma got in the way of your day".into()),
        }
        if symptoms.woke_at_night {
            reasons.push("you woke at night".into());
        }
    }
    if let (Some(reading), Some((amber, red))) = (check_in.peak_flow, lines) {
        if reading < red {
            reasons.push(format!("you blew {reading} (your red line is {red})"));
        } else if reading < amber {
            reasons.push(format!("you blew {reading} (your amber line is {amber})"));
        }
    }
    match reasons.split_last() {
        None => "You have no symptoms today.".into(),
        Some((only, [])) => format!("Because {only}."),
        Some((last, others)) => format!("Because {} and {last}.", others.join(", ")),
    }
}
