//! Which medicines the plan is about, by the names on their boxes.

use domain::plan::PlanContent;

use crate::ui::SummaryRow;

pub(super) fn medicines(plan: &PlanContent) -> Vec<SummaryRow> {
    plan.medicines().into_iter().map(|(key, value)| SummaryRow { key, value, action: None }).collect()
}
