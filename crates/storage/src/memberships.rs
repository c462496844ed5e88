//! Which role a member of staff holds at which organisation. Ended memberships stay, for the audit.

use chrono::{DateTime, Utc};
use domain::{OdsCode, Organisation, Role, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::memberships::{COLUMN, Entity, Model};
use crate::entities::{organisations as organisation_rows, staff as staff_rows};
use crate::map::{Row, insert};
use crate::staff::StaffMember;
use crate::{StoreError, organisations, staff};

/// A membership that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMembership {
    /// Identifier.
    pub id: Uuid,
    /// Who.
    pub staff: StaffId,
    /// Where.
    pub organisation: OdsCode,
    /// As what.
    pub role: Role,
    /// Since when.
    pub started_at: DateTime<Utc>,
}

/// A membership in force, with the organisation's name and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Where.
    pub organisation: Organisation,
    /// As what.
    pub role: Role,
    /// Since when.
    pub started_at: DateTime<Utc>,
}

/// Somebody who works at an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub staff: StaffMember,
    /// As what.
    pub role: Role,
}

/// Begins a membership, or begins it anew when the same one had ended.
///
/// # Errors
/// `memberships_staff_organisation_role_key` when it is in force already; `foreign_key` when staff or organisation is
/// missing.
pub async fn start(conn: &impl ConnectionTrait, new: &NewMembership) -> Result<(), StoreError> {
    let again = Entity::update_many()
        .col_expr(COLUMN.started_at, Expr::value(new.started_at))
        .col_expr(COLUMN.ended_at, Expr::value(None::<DateTime<Utc>>))
        .filter(same(new.staff, &new.organisation, new.role).and(COLUMN.ended_at.is_not_null()))
        .exec(conn)
        .await?;
    if again.rows_affected > 0 {
        return Ok(());
    }
    let row = Model {
        id: new.id,
        staff_id: new.staff.uuid(),
        organisation_code: new.organisation.to_string(),
        role: new.role.as_str().into(),
        started_at: new.started_at,
        ended_at: None,
    };
    insert(conn, row).await
}

/// Memberships in force of one member of staff, by organisation.
///
/// # Errors
/// When a row cannot be read.
pub async fn current_of(conn: &impl ConnectionTrait, staff: StaffId) -> Result<Vec<Membership>, StoreError> {
    let rows = Entity::find()
        .find_also_related(organisation_rows::Entity)
        .filter(COLUMN.staff_id.eq(staff.uuid()).and(COLUMN.ended_at.is_null()))
        .order_by_asc(COLUMN.organisation_code)
        .order_by_asc(COLUMN.role)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(model, organisation)| {
            let row = Row::new("memberships", &model.id);
            Ok(Membership {
                organisation: organisations::from_row(row.read("organisation_code", organisation)?)?,
                role: row.read("role", Role::parse(&model.role))?,
                started_at: model.started_at,
            })
        })
        .collect()
}

/// The clinical role somebody holds at an organisation now; `None` when they hold none.
///
/// # Errors
/// When a row cannot be read.
pub async fn clinical_role(
    conn: &impl ConnectionTrait,
    staff: StaffId,
    organisation: &OdsCode,
) -> Result<Option<Role>, StoreError> {
    let held = current_of(conn, staff).await?;
    let mut roles = held.into_iter().filter(|held| held.organisation.code == *organisation).map(|held| held.role);
    Ok(roles.find(|role| role.is_clinical()))
}

/// Everybody with a membership in force at an organisation, by family name.
///
/// # Errors
/// When a row cannot be read.
pub async fn current_at(conn: &impl ConnectionTrait, organisation: &OdsCode) -> Result<Vec<Colleague>, StoreError> {
    let rows = Entity::find()
        .find_also_related(staff_rows::Entity)
        .filter(COLUMN.organisation_code.eq(organisation.as_str()).and(COLUMN.ended_at.is_null()))
        .order_by_asc(staff_rows::COLUMN.family_name)
        .order_by_asc(staff_rows::COLUMN.given_name)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(model, member)| {
            let row = Row::new("memberships", &model.id);
            Ok(Colleague {
                staff: staff::from_row(row.read("staff_id", member)?),
                role: row.read("role", Role::parse(&model.role))?,
            })
        })
        .collect()
}

/// Ends a membership; whether it was in force.
///
/// # Errors
/// When the database fails.
pub async fn end(
    conn: &impl ConnectionTrait,
    staff: StaffId,
    organisation: &OdsCode,
    role: Role,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let ended = Entity::update_many()
        .col_expr(COLUMN.ended_at, Expr::value(at))
        .filter(same(staff, organisation, role).and(COLUMN.ended_at.is_null()))
        .exec(conn)
        .await?;
    Ok(ended.rows_affected > 0)
}

fn same(staff: StaffId, organisation: &OdsCode, role: Role) -> Expr {
    COLUMN
        .staff_id
        .eq(staff.uuid())
        .and(COLUMN.organisation_code.eq(organisation.as_str()))
        .and(COLUMN.role.eq(role.as_str()))
}
