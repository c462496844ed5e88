//! Drafts that a second person looks at: asked for, decided or taken back. A draft waits for one decision at a time.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::plan::review::ReviewState;
use domain::{DraftId, OdsCode, PatientId, ReviewId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::plan_reviews::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// A review as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// Identifier.
    pub id: ReviewId,
    /// Whose plan.
    pub patient: PatientId,
    /// Where.
    pub practice: OdsCode,
    /// The draft.
    pub draft: DraftId,
    /// The revision that was looked at; another one is another plan.
    pub revision: i64,
    /// Reasons the writer gave, by rule id.
    pub reasons: BTreeMap<String, String>,
    /// Where it stands.
    pub state: ReviewState,
    /// Who asked.
    pub asked_by: StaffId,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What they said with it.
    pub words: Option<String>,
}

/// How a review ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The state it comes to.
    pub state: ReviewState,
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
    /// What they said.
    pub words: Option<String>,
}

/// Asks for a review.
///
/// # Errors
/// `plan_reviews_one_waiting_per_draft` when one waits already; `foreign_key` when something it names is missing.
pub async fn insert(conn: &impl ConnectionTrait, review: &ReviewRow) -> Result<(), StoreError> {
    let row = Model {
        id: review.id.uuid(),
        patient_id: review.patient.uuid(),
        practice_code: review.practice.to_string(),
        draft_id: review.draft.uuid(),
        revision: review.revision,
        reasons: to_json(&review.reasons)?,
        state: review.state.as_str().into(),
        asked_by: review.asked_by.uuid(),
        asked_at: review.asked_at,
        decided_by: review.decided_by.map(StaffId::uuid),
        decided_at: review.decided_at,
        words: review.words.clone(),
    };
    insert_row(conn, row).await
}

/// The review with this id, of this patient.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    id: ReviewId,
) -> Result<Option<ReviewRow>, StoreError> {
    let query = Entity::find_by_id(id.uuid()).filter(COLUMN.patient_id.eq(patient.uuid()));
    query.one(conn).await?.map(from_row).transpose()
}

/// The review of a draft that was asked for last.
///
/// # Errors
/// When the row cannot be read.
pub async fn latest_of(conn: &impl ConnectionTrait, draft: DraftId) -> Result<Option<ReviewRow>, StoreError> {
    let query =
        Entity::find().filter(COLUMN.draft_id.eq(draft.uuid())).order_by_desc(COLUMN.asked_at).order_by_desc(COLUMN.id);
    query.one(conn).await?.map(from_row).transpose()
}

/// Reviews that wait at a practice, the oldest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn waiting_at(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Vec<ReviewRow>, StoreError> {
    let rows = Entity::find().filter(waits(practice)).order_by_asc(COLUMN.asked_at).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// How many reviews wait at a practice that `but` did not ask for.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(conn: &impl ConnectionTrait, practice: &OdsCode, but: StaffId) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(waits(practice).and(COLUMN.asked_by.ne(but.uuid()))).count(conn).await?)
}

/// Decides a review that waits; whether it still waited.
///
/// # Errors
/// `plan_reviews_own_check` when somebody approves what they asked for.
pub async fn decide(conn: &impl ConnectionTrait, id: ReviewId, decision: &Decision) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.state, Expr::value(decision.state.as_str()))
        .col_expr(COLUMN.decided_by, Expr::value(decision.by.uuid()))
        .col_expr(COLUMN.decided_at, Expr::value(decision.at))
        .col_expr(COLUMN.words, Expr::value(decision.words.clone()))
        .filter(COLUMN.id.eq(id.uuid()).and(COLUMN.state.eq(ReviewState::Waiting.as_str())))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

fn waits(practice: &OdsCode) -> Expr {
    COLUMN.practice_code.eq(practice.as_str()).and(COLUMN.state.eq(ReviewState::Waiting.as_str()))
}

fn from_row(model: Model) -> Result<ReviewRow, StoreError> {
    let row = Row::new("plan_reviews", &model.id);
    Ok(ReviewRow {
        id: ReviewId::from_uuid(model.id),
        patient: PatientId::from_uuid(model.patient_id),
        practice: row.code("practice_code", &model.practice_code)?,
        draft: DraftId::from_uuid(model.draft_id),
        revision: model.revision,
        reasons: row.json("reasons", model.reasons)?,
        state: row.read("state", ReviewState::parse(&model.state))?,
        asked_by: StaffId::from_uuid(model.asked_by),
        asked_at: model.asked_at,
        decided_by: model.decided_by.map(StaffId::from_uuid),
        decided_at: model.decided_at,
        words: model.words,
    })
}
