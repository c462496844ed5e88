//! Log-ins in progress. Only the hash of a token is kept: whoever reads this table cannot act for anybody.

use chrono::{DateTime, Utc};
use domain::{AccountId, InvitationId, PatientId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::sessions::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// Whose pages a session opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Practice and ICB staff.
    Staff,
    /// Patients and parents.
    Patient,
    /// Somebody who proved their date of birth and has yet to agree.
    Joining,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 3] = [Self::Staff, Self::Patient, Self::Joining];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Patient => "patient",
            Self::Joining => "joining",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == text)
    }
}

/// A session. Exactly one of staff, account and invitation is set, as the audience says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Hash of the token in the cookie.
    pub token_hash: String,
    /// Whose pages.
    pub audience: Audience,
    /// The member of staff.
    pub staff: Option<StaffId>,
    /// The account.
    pub account: Option<AccountId>,
    /// The person the account acts for.
    pub patient: Option<PatientId>,
    /// The invitation being used.
    pub invitation: Option<InvitationId>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was last used, roughly.
    pub seen_at: DateTime<Utc>,
    /// When it ends however it is used.
    pub expires_at: DateTime<Utc>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// When they proved who they are anew, after beginning.
    pub proved_at: Option<DateTime<Utc>>,
    /// The device, in plain words.
    pub device: Option<String>,
}

/// Whose sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionOwner {
    /// A member of staff's.
    Staff(StaffId),
    /// An account's.
    Account(AccountId),
    /// Those begun from an invitation.
    Invitation(InvitationId),
}

/// Begins a session.
///
/// # Errors
/// `sessions_owner_check` when audience and owner do not fit.
pub async fn insert(conn: &impl ConnectionTrait, session: &Session) -> Result<(), StoreError> {
    let row = Model {
        token_hash: session.token_hash.clone(),
        audience: session.audience.as_str().into(),
        staff_id: session.staff.map(StaffId::uuid),
        account_id: session.account.map(AccountId::uuid),
        patient_id: session.patient.map(PatientId::uuid),
        invitation_id: session.invitation.map(InvitationId::uuid),
        started_at: session.started_at,
        seen_at: session.seen_at,
        expires_at: session.expires_at,
        ended_at: session.ended_at,
        proved_at: session.proved_at,
        device: session.device.clone(),
    };
    insert_row(conn, row).await
}

/// The session of this token, ended ones included.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_hash(conn: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Session>, StoreError> {
    Entity::find_by_id(token_hash).one(conn).await?.map(from_row).transpose()
}

/// Notes that a session is in use; whether it was still open.
///
/// # Errors
/// When the database fails.
pub async fn touch(conn: &impl ConnectionTrait, token_hash: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let touched =
        Entity::update_many().col_expr(COLUMN.seen_at, Expr::value(at)).filter(open(token_hash)).exec(conn).await?;
    Ok(touched.rows_affected > 0)
}

/// Notes that somebody proved anew who they are; whether the session was still open.
///
/// # Errors
/// When the database fails.
pub async fn prove(conn: &impl ConnectionTrait, token_hash: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let proved =
        Entity::update_many().col_expr(COLUMN.proved_at, Expr::value(at)).filter(open(token_hash)).exec(conn).await?;
    Ok(proved.rows_affected > 0)
}

/// Ends a session; whether it was still open.
///
/// # Errors
/// When the database fails.
pub async fn end(conn: &impl ConnectionTrait, token_hash: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let ended =
        Entity::update_many().col_expr(COLUMN.ended_at, Expr::value(at)).filter(open(token_hash)).exec(conn).await?;
    Ok(ended.rows_affected > 0)
}

/// Ends every open session of somebody; how many.
///
/// # Errors
/// When the database fails.
pub async fn end_all_for(
    conn: &impl ConnectionTrait,
    owner: SessionOwner,
    at: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let whose = match owner {
        SessionOwner::Staff(id) => COLUMN.staff_id.eq(id.uuid()),
        SessionOwner::Account(id) => COLUMN.account_id.eq(id.uuid()),
        SessionOwner::Invitation(id) => COLUMN.invitation_id.eq(id.uuid()),
    };
    let ended = Entity::update_many()
        .col_expr(COLUMN.ended_at, Expr::value(at))
        .filter(whose.and(COLUMN.ended_at.is_null()))
        .exec(conn)
        .await?;
    Ok(ended.rows_affected)
}

/// Notes on which kind of device a session is.
///
/// # Errors
/// When the database fails.
pub async fn name_device(conn: &impl ConnectionTrait, token_hash: &str, device: &str) -> Result<(), StoreError> {
    Entity::update_many().col_expr(COLUMN.device, Expr::value(device)).filter(open(token_hash)).exec(conn).await?;
    Ok(())
}

/// Sessions of an account that nobody ended, the last used first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_account(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Session>, StoreError> {
    let query = Entity::find().filter(COLUMN.account_id.eq(account.uuid()).and(COLUMN.ended_at.is_null()));
    query.order_by_desc(COLUMN.seen_at).all(conn).await?.into_iter().map(from_row).collect()
}

/// Lets an account's session act for another person; whether it is an open session of an account.
///
/// # Errors
/// `foreign_key` when the patient is missing.
pub async fn act_for(conn: &impl ConnectionTrait, token_hash: &str, patient: PatientId) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.patient_id, Expr::value(patient.uuid()))
        .filter(open(token_hash).and(COLUMN.audience.eq(Audience::Patient.as_str())))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Removes sessions that were over before a moment; how many.
///
/// # Errors
/// When the database fails.
pub async fn prune(conn: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(COLUMN.expires_at.lt(before)).exec(conn).await?.rows_affected)
}

fn open(token_hash: &str) -> Expr {
    COLUMN.token_hash.eq(token_hash).and(COLUMN.ended_at.is_null())
}

fn from_row(model: Model) -> Result<Session, StoreError> {
    // Not even the hash of a token belongs in an error.
    let row = Row::new("sessions", &"(hidden)");
    Ok(Session {
        audience: row.read("audience", Audience::parse(&model.audience))?,
        token_hash: model.token_hash,
        staff: model.staff_id.map(StaffId::from_uuid),
        account: model.account_id.map(AccountId::from_uuid),
        patient: model.patient_id.map(PatientId::from_uuid),
        invitation: model.invitation_id.map(InvitationId::from_uuid),
        started_at: model.started_at,
        seen_at: model.seen_at,
        expires_at: model.expires_at,
        ended_at: model.ended_at,
        proved_at: model.proved_at,
        device: model.device,
    })
}
