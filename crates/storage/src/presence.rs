//! Who has a draft open. Rows are written over and forgotten within the minute: they say who to talk to, and are no
//! record of who read what (that is the audit's).

use chrono::{DateTime, Utc};
use domain::plan::field::Section;
use domain::{DraftId, PersonName, StaffId};
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QueryTrait};

use crate::entities::presence::{COLUMN, Entity, Model};
use crate::entities::staff as staff_rows;
use crate::map::Row;
use crate::{StoreError, staff};

/// Somebody who has a draft open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Their name.
    pub name: PersonName,
    /// The section they are in.
    pub section: Option<Section>,
}

/// Notes that somebody has the draft open now, and where in it they are.
///
/// # Errors
/// `foreign_key` when there is no such draft or member of staff.
pub async fn note(
    conn: &impl ConnectionTrait,
    draft: DraftId,
    staff: StaffId,
    section: Option<Section>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        draft_id: draft.uuid(),
        staff_id: staff.uuid(),
        section: section.map(|section| section.anchor().to_owned()),
        seen_at: now,
    };
    let again = OnConflict::columns([COLUMN.draft_id.0, COLUMN.staff_id.0])
        .update_columns([COLUMN.section.0, COLUMN.seen_at.0])
        .to_owned();
    conn.execute(&Entity::insert(row.into_active_model()).on_conflict(again).into_query()).await?;
    Ok(())
}

/// Who else has the draft open, heard of at a moment or later, by name.
///
/// # Errors
/// When a row cannot be read.
pub async fn others(
    conn: &impl ConnectionTrait,
    draft: DraftId,
    staff: StaffId,
    since: DateTime<Utc>,
) -> Result<Vec<Present>, StoreError> {
    let rows = Entity::find()
        .find_also_related(staff_rows::Entity)
        .filter(COLUMN.draft_id.eq(draft.uuid()).and(COLUMN.staff_id.ne(staff.uuid())).and(COLUMN.seen_at.gte(since)))
        .order_by_asc(staff_rows::COLUMN.family_name)
        .order_by_asc(staff_rows::COLUMN.given_name)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(model, member)| {
            let row = Row::new("presence", &model.draft_id);
            let section = |text: String| Section::ALL.into_iter().find(|section| section.anchor() == text);
            Ok(Present {
                name: staff::from_row(row.read("staff_id", member)?).name,
                section: row.read_if("section", model.section, section)?,
            })
        })
        .collect()
}

/// Forgets whoever was not heard of since a moment; how many.
///
/// # Errors
/// When the database fails.
pub async fn prune(conn: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(COLUMN.seen_at.lt(before)).exec(conn).await?.rows_affected)
}
