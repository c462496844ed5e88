//! Who works for a practice or an ICB.

use chrono::{DateTime, Utc};
use domain::{PersonName, StaffId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::StoreError;
use crate::entities::staff::{COLUMN, Entity, Model};
use crate::map::{insert as insert_row, name};

/// A member of staff. What they may do follows from their memberships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// Identifier.
    pub id: StaffId,
    /// Name, as patients read it on a plan.
    pub name: PersonName,
}

/// Adds a member of staff.
///
/// # Errors
/// When the id is taken.
pub async fn insert(conn: &impl ConnectionTrait, member: &StaffMember, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = Model {
        id: member.id.uuid(),
        given_name: member.name.given.clone(),
        family_name: member.name.family.clone(),
        created_at: now,
    };
    insert_row(conn, row).await
}

/// The member of staff with this id.
///
/// # Errors
/// When the database fails.
pub async fn by_id(conn: &impl ConnectionTrait, id: StaffId) -> Result<Option<StaffMember>, StoreError> {
    Ok(Entity::find_by_id(id.uuid()).one(conn).await?.map(from_row))
}

/// Everybody, by family name.
///
/// # Errors
/// When the database fails.
pub async fn all(conn: &impl ConnectionTrait) -> Result<Vec<StaffMember>, StoreError> {
    let rows = Entity::find().order_by_asc(COLUMN.family_name).order_by_asc(COLUMN.given_name).all(conn).await?;
    Ok(rows.into_iter().map(from_row).collect())
}

pub(crate) fn from_row(model: Model) -> StaffMember {
    StaffMember { id: StaffId::from_uuid(model.id), name: name(model.given_name, model.family_name) }
}
