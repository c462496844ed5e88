use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::repeat::{RepeatItem, RepeatRequest, RepeatState, RepeatStep, WhyNot};
use domain::{AccountId, PatientId, RepeatId, RepeatItemId, StaffId};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::repeat_items::{COLUMN, Entity, Model};
use crate::entities::repeat_steps::{COLUMN as STEP, Entity as Steps, Model as StepModel};
use crate::map::{Row, insert};

/// States in which something is still to happen.
pub(super) const OPEN: [&str; 3] = ["asked", "seen", "approved"];

/// Who moves an item on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Somebody of the practice.
    Staff(StaffId),
    /// Whoever asked.
    Account(AccountId),
}

/// A step of an item's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The item.
    pub item: RepeatItemId,
    /// From this state.
    pub from: RepeatState,
    /// To this one.
    pub to: RepeatState,
    /// Why, for a refusal.
    pub why: Option<WhyNot>,
    /// Who.
    pub by: By,
    /// When.
    pub at: DateTime<Utc>,
}

pub(super) async fn add_items(
    conn: &impl ConnectionTrait,
    request: &RepeatRequest,
    account: AccountId,
) -> Result<(), StoreError> {
    for item in &request.items {
        let row = Model {
            id: item.id.uuid(),
            request_id: request.id.uuid(),
            patient_id: request.patient.uuid(),
            product: item.product.clone(),
            name: item.name.clone(),
            reliever: item.reliever,
            state: RepeatState::Asked.as_str().into(),
        };
        insert(conn, row).await?;
        note(conn, item.id, RepeatState::Asked, None, By::Account(account), request.asked_at).await?;
    }
    Ok(())
}

/// Moves an item on; `false`, with nothing changed, when it is not in the state it was thought to be in.
///
/// # Errors
/// `repeat_steps_why_check` when a refusal has no reason; `foreign_key` when somebody is missing.
pub async fn step(conn: &impl ConnectionTrait, step: &Step) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.state, Expr::value(step.to.as_str()))
        .filter(COLUMN.id.eq(step.item.uuid()))
        .filter(COLUMN.state.eq(step.from.as_str()))
        .exec(conn)
        .await?;
    if changed.rows_affected == 0 {
        return Ok(false);
    }
    note(conn, step.item, step.to, step.why, step.by, step.at).await?;
    Ok(true)
}

/// An item with its patient and request.
///
/// # Errors
/// When a row cannot be read.
pub async fn item(
    conn: &impl ConnectionTrait,
    id: RepeatItemId,
) -> Result<Option<(PatientId, RepeatId, RepeatItem)>, StoreError> {
    let Some(model) = Entity::find_by_id(id.uuid()).one(conn).await? else { return Ok(None) };
    let (patient, request) = (PatientId::from_uuid(model.patient_id), RepeatId::from_uuid(model.request_id));
    let mut steps = steps_of(conn, &[model.id]).await?;
    let steps = steps.remove(&model.id).unwrap_or_default();
    Ok(Some((patient, request, from_row(model, steps)?)))
}

pub(super) async fn of(
    conn: &impl ConnectionTrait,
    requests: &[Uuid],
) -> Result<BTreeMap<Uuid, Vec<RepeatItem>>, StoreError> {
    let rows = Entity::find()
        .filter(COLUMN.request_id.is_in(requests.iter().copied()))
        .order_by_asc(COLUMN.id)
        .all(conn)
        .await?;
    let mut steps = steps_of(conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let mut items: BTreeMap<Uuid, Vec<RepeatItem>> = BTreeMap::new();
    for row in rows {
        let (request, own) = (row.request_id, steps.remove(&row.id).unwrap_or_default());
        items.entry(request).or_default().push(from_row(row, own)?);
    }
    Ok(items)
}

async fn note(
    conn: &impl ConnectionTrait,
    item: RepeatItemId,
    state: RepeatState,
    why: Option<WhyNot>,
    by: By,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (staff_id, account_id) = match by {
        By::Staff(id) => (Some(id.uuid()), None),
        By::Account(id) => (None, Some(id.uuid())),
    };
    let row = StepModel {
        item_id: item.uuid(),
        state: state.as_str().into(),
        at,
        staff_id,
        account_id,
        why: why.map(|why| why.as_str().into()),
    };
    insert(conn, row).await
}

async fn steps_of(conn: &impl ConnectionTrait, items: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<RepeatStep>>, StoreError> {
    let rows = Steps::find().filter(STEP.item_id.is_in(items.iter().copied())).order_by_asc(STEP.at).all(conn).await?;
    let mut steps: BTreeMap<Uuid, Vec<RepeatStep>> = BTreeMap::new();
    for model in rows {
        let row = Row::new("repeat_steps", &model.item_id);
        let step = RepeatStep {
            state: row.read("state", RepeatState::parse(&model.state))?,
            at: model.at,
            why: row.read_if("why", model.why, |why| WhyNot::parse(&why))?,
        };
        steps.entry(model.item_id).or_default().push(step);
    }
    // Two steps of one moment, in the order in which they can happen.
    steps.values_mut().for_each(|steps| steps.sort_by_key(|step| (step.at, step.state)));
    Ok(steps)
}

fn from_row(model: Model, steps: Vec<RepeatStep>) -> Result<RepeatItem, StoreError> {
    let row = Row::new("repeat_items", &model.id);
    Ok(RepeatItem {
        id: RepeatItemId::from_uuid(model.id),
        product: model.product,
        name: model.name,
        reliever: model.reliever,
        state: row.read("state", RepeatState::parse(&model.state))?,
        steps,
    })
}
