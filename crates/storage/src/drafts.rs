//! Plans being written. One is open per patient at most; every save is kept as a revision.

use chrono::{DateTime, Utc};
use domain::plan::{PlanForm, TemplateId};
use domain::{DraftId, OdsCode, PatientId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::draft_revisions;
use crate::entities::drafts::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row, to_json};

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftState {
    /// Being written.
    Open,
    /// Became a signed version.
    Signed,
    /// Given up.
    Discarded,
}

impl DraftState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Signed, Self::Discarded];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Signed => "signed",
            Self::Discarded => "discarded",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A draft as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Identifier.
    pub id: DraftId,
    /// Whose plan it will be.
    pub patient: PatientId,
    /// Where it is written.
    pub practice: OdsCode,
    /// The template it was started from.
    pub template_id: TemplateId,
    /// What was typed.
    pub form: PlanForm,
    /// Counts saves; a save must name the one it was made from.
    pub revision: i64,
    /// Where it stands.
    pub state: DraftState,
    /// Who began.
    pub started_by: StaffId,
    /// When.
    pub started_at: DateTime<Utc>,
    /// Who saved last.
    pub saved_by: StaffId,
    /// When.
    pub saved_at: DateTime<Utc>,
}

/// One saved state of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRevision {
    /// Number.
    pub revision: i64,
    /// What was typed.
    pub form: PlanForm,
    /// Who saved.
    pub saved_by: StaffId,
    /// When.
    pub saved_at: DateTime<Utc>,
}

/// Begins a draft and keeps its first revision.
///
/// # Errors
/// `drafts_one_open_per_patient` when the patient has an open draft.
pub async fn insert(conn: &impl ConnectionTrait, draft: &DraftRow) -> Result<(), StoreError> {
    let form = to_json(&draft.form)?;
    let row = Model {
        id: draft.id.uuid(),
        patient_id: draft.patient.uuid(),
        practice_code: draft.practice.to_string(),
        template_id: draft.template_id.as_str().into(),
        form: form.clone(),
        revision: draft.revision,
        state: draft.state.as_str().into(),
        started_by: draft.started_by.uuid(),
        started_at: draft.started_at,
        saved_by: draft.saved_by.uuid(),
        saved_at: draft.saved_at,
    };
    insert_row(conn, row).await?;
    keep_revision(conn, draft.id, draft.revision, form, draft.saved_by, draft.saved_at).await
}

async fn keep_revision(
    conn: &impl ConnectionTrait,
    draft: DraftId,
    revision: i64,
    form: sea_orm::JsonValue,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = draft_revisions::Model { draft_id: draft.uuid(), revision, form, saved_by: by.uuid(), saved_at: at };
    insert_row(conn, row).await
}

/// The open draft of a patient.
///
/// # Errors
/// When the row cannot be read.
pub async fn open_for_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<DraftRow>, StoreError> {
    let query =
        Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).filter(COLUMN.state.eq(DraftState::Open.as_str()));
    query.one(conn).await?.map(from_row).transpose()
}

/// A draft of this practice, whatever its state.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    id: DraftId,
) -> Result<Option<DraftRow>, StoreError> {
    let query = Entity::find_by_id(id.uuid()).filter(COLUMN.practice_code.eq(practice.as_str()));
    query.one(conn).await?.map(from_row).transpose()
}

/// Saves over the revision `expected`, which becomes `expected + 1`. `false`, with nothing changed, when somebody else
/// saved meanwhile or the draft is not open.
///
/// # Errors
/// When the database fails.
pub async fn save(
    conn: &impl ConnectionTrait,
    id: DraftId,
    expected: i64,
    form: &PlanForm,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let form = to_json(form)?;
    let saved = Entity::update_many()
        .col_expr(COLUMN.form, Expr::value(form.clone()))
        .col_expr(COLUMN.revision, Expr::value(expected + 1))
        .col_expr(COLUMN.saved_by, Expr::value(by.uuid()))
        .col_expr(COLUMN.saved_at, Expr::value(at))
        .filter(open_at(id, expected))
        .exec(conn)
        .await?;
    if saved.rows_affected == 0 {
        return Ok(false);
    }
    keep_revision(conn, id, expected + 1, form, by, at).await?;
    Ok(true)
}

/// Closes an open draft at the revision `expected`. `false`, with nothing changed, when somebody else saved meanwhile
/// or it is closed already.
///
/// # Errors
/// When the database fails.
pub async fn set_state(
    conn: &impl ConnectionTrait,
    id: DraftId,
    expected: i64,
    state: DraftState,
) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.state, Expr::value(state.as_str()))
        .filter(open_at(id, expected))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Every saved state of a draft, oldest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn revisions(conn: &impl ConnectionTrait, id: DraftId) -> Result<Vec<DraftRevision>, StoreError> {
    use draft_revisions::{COLUMN, Entity};
    let rows = Entity::find().filter(COLUMN.draft_id.eq(id.uuid())).order_by_asc(COLUMN.revision).all(conn).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("draft_revisions", &model.draft_id);
            Ok(DraftRevision {
                revision: model.revision,
                form: row.json("form", model.form)?,
                saved_by: StaffId::from_uuid(model.saved_by),
                saved_at: model.saved_at,
            })
        })
        .collect()
}

fn open_at(id: DraftId, revision: i64) -> Expr {
    COLUMN.id.eq(id.uuid()).and(COLUMN.revision.eq(revision)).and(COLUMN.state.eq(DraftState::Open.as_str()))
}

fn from_row(model: Model) -> Result<DraftRow, StoreError> {
    let row = Row::new("drafts", &model.id);
    Ok(DraftRow {
        id: DraftId::from_uuid(model.id),
        patient: PatientId::from_uuid(model.patient_id),
        practice: row.code("practice_code", &model.practice_code)?,
        template_id: row.read("template_id", model.template_id.parse().ok())?,
        form: row.json("form", model.form)?,
        revision: model.revision,
        state: row.read("state", DraftState::parse(&model.state))?,
        started_by: StaffId::from_uuid(model.started_by),
        started_at: model.started_at,
        saved_by: StaffId::from_uuid(model.saved_by),
        saved_at: model.saved_at,
    })
}
