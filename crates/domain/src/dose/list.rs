use super::takes_spacer;
use crate::plan::medicine::puffs;
use crate::plan::{MedicineLine, PlanContent, Regimen};

/// A medicine of the plan with what it is for and its doses in sentences of the plan's own numbers. `**` marks what a
/// browser's translator leaves alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanMedicine<'a> {
    /// As signed.
    pub line: &'a MedicineLine,
    /// What it is for.
    pub what_for: &'static str,
    /// How much and when.
    pub doses: Vec<String>,
    /// Through a spacer.
    pub spacer: bool,
}

/// The inhalers of a plan.
pub fn medicines(plan: &PlanContent) -> Vec<PlanMedicine<'_>> {
    let mut list = Vec::new();
    if let Some(line) = plan.preventer.as_ref().filter(|_| plan.regimen.has_preventer()) {
        let mut doses = every_day(line);
        let mut what_for = "Every day, to keep asthma away. Take it even when you feel well.";
        if plan.regimen == Regimen::Mart {
            doses.extend(for_symptoms(plan));
            what_for = "Every day, for symptoms and for attacks. Always carry it.";
        }
        list.push(PlanMedicine { line, what_for, doses, spacer: takes_spacer(plan, line) });
    }
    if let Some(line) = plan.reliever.as_ref().filter(|_| plan.regimen.has_separate_reliever()) {
        let what_for = "For symptoms and attacks. Always carry it.";
        list.push(PlanMedicine { line, what_for, doses: for_symptoms(plan), spacer: takes_spacer(plan, line) });
    }
    list
}

fn every_day(line: &MedicineLine) -> Vec<String> {
    let dose = match (line.morning, line.night) {
        (0, 0) => return Vec::new(),
        (a, b) if a == b => format!("**{}**, **morning and night**", first_up(&puffs(a))),
        (a, 0) => format!("**{}**, **every morning**", first_up(&puffs(a))),
        (0, b) => format!("**{}**, **every night**", first_up(&puffs(b))),
        (a, b) => format!("**{}** **in the morning** and **{}** **at night**", first_up(&puffs(a)), puffs(b)),
    };
    vec![dose]
}

fn for_symptoms(plan: &PlanContent) -> Vec<String> {
    let mut doses = Vec::new();
    if let Some(count) = plan.reliever_puffs {
        doses.push(format!("**{}** when you have symptoms", first_up(&puffs(count))));
        if plan.before_exercise {
            doses.push(format!("**{}** before exercise", first_up(&puffs(count))));
        }
    }
    if let Some(count) = plan.amber_puffs {
        doses.push(format!("**{}** in your amber zone, one puff at a time", first_up(&puffs(count))));
    }
    doses
}

fn first_up(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
