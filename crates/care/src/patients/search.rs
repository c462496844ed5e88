//! Finding a patient on the practice's register.

use domain::patient::SearchAnswer;
use domain::time::london_day;
use storage::patients::{PatientSearch, search};

use crate::audit::{Act, note};
use crate::{CareError, ClinicalAccess, Services};

/// Most patients listed.
const MOST: usize = 50;

/// Patients of the practice that fit what was typed: parts of the name, date of birth, NHS number, in any order. What was
/// typed is not kept; that somebody searched is.
///
/// # Errors
/// When a record cannot be read.
pub async fn search_patients(
    access: &ClinicalAccess,
    services: &Services,
    typed: &str,
) -> Result<SearchAnswer, CareError> {
    let now = services.now();
    let Some(wanted) = PatientSearch::read(typed) else {
        return Ok(SearchAnswer { today: london_day(now), ..SearchAnswer::default() });
    };
    let mut rows = {
        let read = services.store.read().await?;
        search(&*read, access.practice(), &wanted, MOST as u64 + 1).await?
    };
    let more = rows.len() > MOST;
    rows.truncate(MOST);
    let act = Act::search(access, rows.len());
    services.store.write(move |tx| Box::pin(async move { note(tx, &act, now).await })).await?;
    Ok(SearchAnswer { rows, more, today: london_day(now) })
}
