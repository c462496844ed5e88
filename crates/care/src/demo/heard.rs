//! What the demonstration's ICB wrote for its patients, and what they think of the app.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use domain::feedback::Answer;
use domain::local_page::LocalPage;
use domain::time::london_day;
use domain::{Ids, LocalPageId, OdsCode};
use storage::local_pages::{self, PageVersion};
use storage::{Write, feedback};

use super::people::staff_id;
use crate::CareError;

/// Heading, who looks after it, days left to its review, approved, text.
const PAGES: [(&str, &str, u64, bool, &str); 4] = [
    (
        "Cold and windy days",
        "Northmoor respiratory team",
        160,
        true,
        "Cold air can set off asthma. The wind from the harbour makes it worse.\n\nBefore you go out:\n- Wrap a scarf loosely over your nose and mouth.\n- Breathe through your nose when you can.\n- Take your reliever with you, in an inside pocket.\n\nIf you feel worse when you come in, do a check-in and follow your plan.",
    ),
    (
        "Lost your inhaler at the weekend?",
        "Northmoor medicines team",
        95,
        true,
        "Do not wait until Monday.\n\nRing 111, or ask at a pharmacy that is open. Have your plan ready: it says which inhaler you use.\n\nIf you cannot breathe well, follow your emergency steps. Call 999 if they say so.",
    ),
    (
        "Where to take old inhalers",
        "Northmoor medicines team",
        18,
        true,
        "Old inhalers do not belong in the bin. They hold gas that harms the air, even when they feel empty.\n\nTake them back to any pharmacy in Northmoor. Keep the one you use now.",
    ),
    (
        "Walks away from traffic",
        "Northmoor public health team",
        300,
        false,
        "Being active helps your lungs. These walks are far from busy roads:\n- The old railway path, from Millbrook to the mill.\n- The moor track, from Heather Bank car park.\n\nTake your reliever with you.",
    ),
];

/// Satisfied, recommend, how many in a month; nothing stands for "Not now".
const ANSWERS: [(Option<Answer>, u32); 6] = [
    (Some(Answer { satisfied: 5, recommend: 10 }), 9),
    (Some(Answer { satisfied: 5, recommend: 9 }), 7),
    (Some(Answer { satisfied: 4, recommend: 8 }), 11),
    (Some(Answer { satisfied: 3, recommend: 6 }), 4),
    (Some(Answer { satisfied: 2, recommend: 3 }), 2),
    (None, 21),
];

/// Writes both.
pub(super) async fn write(
    tx: &Write,
    ids: &dyn Ids,
    icb: &OdsCode,
    start: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let (today, lead, officer) = (london_day(now), staff_id("icb-lead"), staff_id("safety-officer"));
    for (title, owner, days, approved, text) in PAGES {
        let review_by = today + Days::new(days);
        let page = LocalPage { title: title.into(), text: text.into(), owner: owner.into(), review_by };
        let written = PageVersion {
            id: LocalPageId::from_uuid(ids.next()),
            version: 1,
            icb: icb.clone(),
            page,
            written: (lead, start),
            approved: approved.then_some((officer, start)),
            withdrawn: None,
        };
        local_pages::insert(tx, &written).await?;
    }
    for months in 1..=2 {
        let month = first_of(today).checked_sub_months(Months::new(months)).unwrap_or(today);
        for (answer, times) in ANSWERS {
            for _ in 0..times {
                feedback::count(tx, icb, month, answer).await?;
            }
        }
    }
    Ok(())
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
