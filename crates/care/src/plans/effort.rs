//! What a signing cost, as it is kept and as boards say it.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use domain::effort::{Effort, month_text};
use domain::plan::{SignedPlan, TemplateId};
use domain::time::london_day;
use domain::{DraftId, OdsCode};
use storage::sign_efforts::{self, SignEffort};
use storage::{ConnectionTrait, StoreError, Write, drafts};

use crate::{CareError, PatientScope};

/// Counts a signing: as the browser counted it, else by the times at which the draft was saved.
pub(super) async fn count(
    tx: &Write,
    scope: &PatientScope,
    (draft, template): (DraftId, TemplateId),
    plan: &SignedPlan,
    counted: Option<Effort>,
) -> Result<(), CareError> {
    let signed_at = plan.signature().signed_at;
    let effort = match counted {
        Some(effort) => Some(effort),
        None => {
            let saved = drafts::revisions(tx, draft).await?.into_iter().map(|revision| revision.saved_at);
            let moments: Vec<_> = saved.chain([signed_at]).collect();
            let gaps = moments.iter().zip(moments.iter().skip(1)).map(|(from, to)| (*to - *from).num_seconds());
            Effort::of_gaps(gaps)
        }
    };
    // What nobody could count is left out.
    let Some(effort) = effort else { return Ok(()) };
    let signed = SignEffort {
        practice: scope.practice().clone(),
        day: london_day(signed_at),
        template,
        renewal: plan.number() > 1,
        effort,
    };
    Ok(sign_efforts::add(tx, &signed).await?)
}

/// This month and the last as a practice's board says them.
pub(crate) async fn months(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    today: NaiveDate,
) -> Result<Vec<String>, StoreError> {
    let first = today.with_day(1).unwrap_or(today);
    let before = first.checked_sub_months(Months::new(1)).unwrap_or(first);
    let last = first.pred_opt().unwrap_or(first);
    let practices = std::slice::from_ref(practice);
    let mut lines = Vec::new();
    for (title, from, to) in [("This month", first, today), ("Last month", before, last)] {
        let found = sign_efforts::between(conn, practices, from, to).await?;
        let text = found.get(practice).map_or_else(|| month_text(&[]), |efforts| month_text(efforts));
        lines.push(format!("{title}: {text}"));
    }
    Ok(lines)
}

/// This month of each practice as an ICB's board says it.
pub(crate) async fn this_month(
    conn: &impl ConnectionTrait,
    practices: &[OdsCode],
    today: NaiveDate,
) -> Result<BTreeMap<OdsCode, String>, StoreError> {
    let first = today.with_day(1).unwrap_or(today);
    let found = sign_efforts::between(conn, practices, first, today).await?;
    let text = |code: &OdsCode| found.get(code).map_or_else(|| month_text(&[]), |efforts| month_text(efforts));
    Ok(practices.iter().map(|code| (code.clone(), text(code))).collect())
}
