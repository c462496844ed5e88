//! Invitations to join. Link and code are kept as keyed hashes only: whoever reads this table cannot join with it.

use chrono::{DateTime, Utc};
use domain::consent::RecruitmentSource;
use domain::invitation::InvitationState;
use domain::{AccountId, InvitationId, OdsCode, PatientId, StaffId};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::StoreError;
use crate::entities::invitations::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// An invitation as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Identifier.
    pub id: InvitationId,
    /// Who is invited.
    pub patient: PatientId,
    /// By which practice.
    pub practice: OdsCode,
    /// Keyed hash of the link's token.
    pub link_hash: String,
    /// Keyed hash of the short code.
    pub code_hash: String,
    /// How the invitation reaches the person.
    pub source: RecruitmentSource,
    /// Who made it.
    pub created_by: StaffId,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Ends when.
    pub expires_at: DateTime<Utc>,
    /// Wrong dates of birth so far.
    pub wrong_tries: u16,
    /// Where it stands; never `Expired`, which follows from the clock.
    pub state: InvitationState,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
    /// The account whose owner it brings back, when it was made for one.
    pub account: Option<AccountId>,
}

/// Keeps an invitation.
///
/// # Errors
/// `invitations_link_hash_key` or `invitations_code_hash_key` when the secret was drawn before.
pub async fn insert(conn: &impl ConnectionTrait, invitation: &Invitation) -> Result<(), StoreError> {
    let row = Model {
        id: invitation.id.uuid(),
        patient_id: invitation.patient.uuid(),
        practice_code: invitation.practice.to_string(),
        link_hash: invitation.link_hash.clone(),
        code_hash: invitation.code_hash.clone(),
        source: invitation.source.as_str().into(),
        created_by: invitation.created_by.uuid(),
        created_at: invitation.created_at,
        expires_at: invitation.expires_at,
        wrong_tries: invitation.wrong_tries.into(),
        state: invitation.state.as_str().into(),
        used_at: invitation.used_at,
        account_id: invitation.account.map(AccountId::uuid),
    };
    insert_row(conn, row).await
}

/// Closes every open invitation of a patient because a newer one takes their place; how many.
///
/// # Errors
/// When the database fails.
pub async fn replace_open(conn: &impl ConnectionTrait, patient: PatientId) -> Result<u64, StoreError> {
    let replaced = Entity::update_many()
        .col_expr(COLUMN.state, Expr::value(InvitationState::Replaced.as_str()))
        .filter(COLUMN.patient_id.eq(patient.uuid()).and(is_open()))
        .exec(conn)
        .await?;
    Ok(replaced.rows_affected)
}

/// The invitation with this id.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(conn: &impl ConnectionTrait, id: InvitationId) -> Result<Option<Invitation>, StoreError> {
    one(conn, Entity::find_by_id(id.uuid())).await
}

/// The invitation whose link has this hash.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_link_hash(conn: &impl ConnectionTrait, hash: &str) -> Result<Option<Invitation>, StoreError> {
    one(conn, Entity::find().filter(COLUMN.link_hash.eq(hash))).await
}

/// The invitation whose short code has this hash.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_code_hash(conn: &impl ConnectionTrait, hash: &str) -> Result<Option<Invitation>, StoreError> {
    one(conn, Entity::find().filter(COLUMN.code_hash.eq(hash))).await
}

/// The newest invitation of a patient.
///
/// # Errors
/// When the row cannot be read.
pub async fn latest_of(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<Invitation>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_desc(COLUMN.created_at);
    one(conn, query.order_by_desc(COLUMN.id)).await
}

/// Counts a wrong date of birth against an open invitation, and burns it at `burn_at`. Answers the new number, or
/// `None` when it is not open.
///
/// # Errors
/// When the database fails.
pub async fn bump_wrong_tries(
    conn: &impl ConnectionTrait,
    id: InvitationId,
    burn_at: u16,
) -> Result<Option<u16>, StoreError> {
    let next = || Expr::col(COLUMN.wrong_tries).add(1);
    let state = CaseStatement::new()
        .case(next().gte(i32::from(burn_at)), InvitationState::Burned.as_str())
        .finally(InvitationState::Open.as_str());
    // One statement, so that two tries at the same moment count as two.
    let bumped = Entity::update_many()
        .col_expr(COLUMN.wrong_tries, next())
        .col_expr(COLUMN.state, state.into())
        .filter(COLUMN.id.eq(id.uuid()).and(is_open()))
        .exec(conn)
        .await?;
    if bumped.rows_affected == 0 {
        return Ok(None);
    }
    Ok(by_id(conn, id).await?.map(|invitation| invitation.wrong_tries))
}

/// Uses an invitation that is open and not over; of two attempts at the same moment one succeeds.
///
/// # Errors
/// When the database fails.
pub async fn use_once(conn: &impl ConnectionTrait, id: InvitationId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let used = Entity::update_many()
        .col_expr(COLUMN.state, Expr::value(InvitationState::Used.as_str()))
        .col_expr(COLUMN.used_at, Expr::value(now))
        .filter(COLUMN.id.eq(id.uuid()).and(is_open()))
        .filter(COLUMN.expires_at.gt(now))
        .exec(conn)
        .await?;
    Ok(used.rows_affected > 0)
}

fn is_open() -> Expr {
    COLUMN.state.eq(InvitationState::Open.as_str())
}

async fn one(conn: &impl ConnectionTrait, query: Select<Entity>) -> Result<Option<Invitation>, StoreError> {
    query.one(conn).await?.map(from_row).transpose()
}

fn from_row(model: Model) -> Result<Invitation, StoreError> {
    let row = Row::new("invitations", &model.id);
    let state = InvitationState::parse(&model.state).filter(|state| *state != InvitationState::Expired);
    Ok(Invitation {
        id: InvitationId::from_uuid(model.id),
        patient: PatientId::from_uuid(model.patient_id),
        practice: row.code("practice_code", &model.practice_code)?,
        link_hash: model.link_hash,
        code_hash: model.code_hash,
        source: row.read("source", RecruitmentSource::parse(&model.source))?,
        created_by: StaffId::from_uuid(model.created_by),
        created_at: model.created_at,
        expires_at: model.expires_at,
        wrong_tries: row.number("wrong_tries", model.wrong_tries)?,
        state: row.read("state", state)?,
        used_at: model.used_at,
        account: model.account_id.map(AccountId::from_uuid),
    })
}
