//! Which medicines the plan is about, by the names on their boxes. How many puffs and when is said in the zones alone:
//! a dose stands in one place.

use domain::plan::{MedicineLine, PlanContent, Regimen};

use crate::ui::SummaryRow;

pub(super) fn medicines(plan: &PlanContent) -> Vec<SummaryRow> {
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let line = |key: &str, line: &Option<MedicineLine>| line.as_ref().map(|line| row(key, named(line)));
    let mut rows = Vec::new();
    match plan.regimen {
        Regimen::PreventerSaba | Regimen::ChildSaba => {
            rows.extend(line("Every day", &plan.preventer));
            rows.extend(line("For symptoms and attacks", &plan.reliever));
        }
        Regimen::Mart => rows.extend(line("Every day, for symptoms and for attacks", &plan.preventer)),
        Regimen::Air => rows.extend(line("For symptoms and attacks", &plan.reliever)),
    }
    if plan.spacer {
        rows.push(row("Spacer", "Use it with your inhaler".into()));
    }
    if plan.rescue_steroids.is_some() {
        rows.push(row("Steroid tablets", "Prednisolone, only as your amber zone says".into()));
    }
    rows
}

fn named(line: &MedicineLine) -> String {
    let called = line.called();
    if called.starts_with(&line.name) {
        format!("{} ({})", line.name, line.generic)
    } else {
        format!("Your {called}: {} ({})", line.name, line.generic)
    }
}
