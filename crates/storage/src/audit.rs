//! Who did or read what. Rows are only ever added.

use chrono::{DateTime, Utc};
use domain::{AccountId, InvitationId, OdsCode, PatientId, StaffId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::entities::audit::{ActiveModel, COLUMN, Entity, Model};
use crate::map::{Row, Taken, insert_many};

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff.
    Staff(StaffId),
    /// A patient's or parent's account.
    Account(AccountId),
    /// Somebody with an invitation and no account yet.
    Invitation(InvitationId),
    /// The product itself: imports, clean-up, the demonstration.
    System,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What, as a word such as "plan_signed" or "record_read".
    pub action: String,
    /// On whose record.
    pub patient: Option<PatientId>,
    /// At which organisation.
    pub organisation: Option<OdsCode>,
    /// Codes and numbers that say more; never free text about a person.
    pub detail: Option<String>,
}

/// Which acts to list; all that is set must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// On this person's record.
    pub patient: Option<PatientId>,
    /// At this organisation.
    pub organisation: Option<OdsCode>,
}

/// Notes an act.
///
/// # Errors
/// When the database fails.
pub async fn append(conn: &impl ConnectionTrait, row: &AuditRow) -> Result<(), StoreError> {
    append_all(conn, std::slice::from_ref(row)).await
}

/// Notes several acts, numbered in this order.
///
/// # Errors
/// When the database fails.
pub async fn append_all(conn: &impl ConnectionTrait, rows: &[AuditRow]) -> Result<(), StoreError> {
    insert_many(conn, rows.iter().map(to_row).collect(), Taken::Refuse).await?;
    Ok(())
}

fn to_row(row: &AuditRow) -> ActiveModel {
    let (kind, id) = match row.actor {
        Actor::Staff(id) => ("staff", Some(id.uuid())),
        Actor::Account(id) => ("account", Some(id.uuid())),
        Actor::Invitation(id) => ("invitation", Some(id.uuid())),
        Actor::System => ("system", None),
    };
    ActiveModel {
        seq: NotSet,
        at: Set(row.at),
        actor_kind: Set(kind.into()),
        actor_id: Set(id),
        action: Set(row.action.clone()),
        patient_id: Set(row.patient.map(PatientId::uuid)),
        organisation_code: Set(row.organisation.as_ref().map(ToString::to_string)),
        detail: Set(row.detail.clone()),
    }
}

/// Acts with their numbers, newest first, before the one numbered `before`.
///
/// # Errors
/// When a row cannot be read.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &AuditFilter,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<(i64, AuditRow)>, StoreError> {
    let mut query = Entity::find();
    if let Some(patient) = filter.patient {
        query = query.filter(COLUMN.patient_id.eq(patient.uuid()));
    }
    if let Some(organisation) = &filter.organisation {
        query = query.filter(COLUMN.organisation_code.eq(organisation.as_str()));
    }
    if let Some(before) = before {
        query = query.filter(COLUMN.seq.lt(before));
    }
    let rows = query.order_by_desc(COLUMN.seq).limit(limit).all(conn).await?;
    rows.into_iter().map(|model| Ok((model.seq, from_row(model)?))).collect()
}

/// Acts with their numbers, oldest first, after the one numbered `seq`.
///
/// # Errors
/// When a row cannot be read.
pub async fn after(conn: &impl ConnectionTrait, seq: i64, limit: u64) -> Result<Vec<(i64, AuditRow)>, StoreError> {
    let rows = Entity::find().filter(COLUMN.seq.gt(seq)).order_by_asc(COLUMN.seq).limit(limit).all(conn).await?;
    rows.into_iter().map(|model| Ok((model.seq, from_row(model)?))).collect()
}

fn from_row(model: Model) -> Result<AuditRow, StoreError> {
    let row = Row::new("audit", &model.seq);
    let actor = match (model.actor_kind.as_str(), model.actor_id) {
        ("staff", Some(id)) => Some(Actor::Staff(StaffId::from_uuid(id))),
        ("account", Some(id)) => Some(Actor::Account(AccountId::from_uuid(id))),
        ("invitation", Some(id)) => Some(Actor::Invitation(InvitationId::from_uuid(id))),
        ("system", None) => Some(Actor::System),
        _ => None,
    };
    Ok(AuditRow {
        at: model.at,
        actor: row.read("actor_kind", actor)?,
        action: model.action,
        patient: model.patient_id.map(PatientId::from_uuid),
        organisation: row.read_if("organisation_code", model.organisation_code, |code| OdsCode::parse(&code).ok())?,
        detail: model.detail,
    })
}
