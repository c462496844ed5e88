//! What was agreed to, in which words, and when. Consents are withdrawn, never deleted.

use chrono::{DateTime, Utc};
use domain::consent::RecruitmentSource;
use domain::{AccountId, CampaignId, PatientId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::consents::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

/// An agreement to the terms, by an account for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Identifier.
    pub id: Uuid,
    /// Who agreed.
    pub account: AccountId,
    /// For whom.
    pub patient: PatientId,
    /// Version of the words.
    pub terms_version: String,
    /// Hash of the words.
    pub text_hash: String,
    /// How the person heard of the passport.
    pub source: RecruitmentSource,
    /// When.
    pub agreed_at: DateTime<Utc>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// The public link they followed.
    pub campaign: Option<CampaignId>,
}

/// Keeps an agreement.
///
/// # Errors
/// `foreign_key` when account or patient is missing.
pub async fn insert(conn: &impl ConnectionTrait, consent: &Consent) -> Result<(), StoreError> {
    let row = Model {
        id: consent.id,
        account_id: consent.account.uuid(),
        patient_id: consent.patient.uuid(),
        terms_version: consent.terms_version.clone(),
        text_hash: consent.text_hash.clone(),
        source: consent.source.as_str().into(),
        agreed_at: consent.agreed_at,
        withdrawn_at: consent.withdrawn_at,
        campaign_id: consent.campaign.map(CampaignId::uuid),
    };
    insert_row(conn, row).await
}

/// The agreement in force of an account for a person, the newest if there are several.
///
/// # Errors
/// When the row cannot be read.
pub async fn current(
    conn: &impl ConnectionTrait,
    account: AccountId,
    patient: PatientId,
) -> Result<Option<Consent>, StoreError> {
    let query =
        Entity::find().filter(in_force(account, patient)).order_by_desc(COLUMN.agreed_at).order_by_desc(COLUMN.id);
    query.one(conn).await?.map(from_row).transpose()
}

/// Every agreement of this account for this person, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    patient: PatientId,
) -> Result<Vec<Consent>, StoreError> {
    let query =
        Entity::find().filter(COLUMN.account_id.eq(account.uuid())).filter(COLUMN.patient_id.eq(patient.uuid()));
    let rows = query.order_by_desc(COLUMN.agreed_at).order_by_desc(COLUMN.id).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Withdraws the agreement; whether one was in force.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    conn: &impl ConnectionTrait,
    account: AccountId,
    patient: PatientId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let withdrawn = Entity::update_many()
        .col_expr(COLUMN.withdrawn_at, Expr::value(at))
        .filter(in_force(account, patient))
        .exec(conn)
        .await?;
    Ok(withdrawn.rows_affected > 0)
}

fn in_force(account: AccountId, patient: PatientId) -> Expr {
    COLUMN.account_id.eq(account.uuid()).and(COLUMN.patient_id.eq(patient.uuid())).and(COLUMN.withdrawn_at.is_null())
}

fn from_row(model: Model) -> Result<Consent, StoreError> {
    let row = Row::new("consents", &model.id);
    Ok(Consent {
        id: model.id,
        account: AccountId::from_uuid(model.account_id),
        patient: PatientId::from_uuid(model.patient_id),
        terms_version: model.terms_version,
        text_hash: model.text_hash,
        source: row.read("source", RecruitmentSource::parse(&model.source))?,
        agreed_at: model.agreed_at,
        withdrawn_at: model.withdrawn_at,
        campaign: model.campaign_id.map(CampaignId::from_uuid),
    })
}
