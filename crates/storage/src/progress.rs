//! How far each person has come: one row per patient, kept in the transaction of the event that moves it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::consent::RecruitmentSource;
use domain::{OdsCode, PatientId};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::StoreError;
use crate::entities::progress::{COLUMN, Entity, Model};
use crate::map::{Row, Taken, insert_many as insert_rows};

/// One person's way from the register to using the passport. Days are London days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub patient: PatientId,
    /// Practice of registration.
    pub practice: OdsCode,
    /// First invited.
    pub invited_day: Option<NaiveDate>,
    /// Joined: account, terms and consent.
    pub registered_day: Option<NaiveDate>,
    /// How they heard of the passport.
    pub source: Option<RecruitmentSource>,
    /// Opened the version in force; empty again when a new one is signed.
    pub plan_seen_day: Option<NaiveDate>,
    /// First act of self-management.
    pub first_act_day: Option<NaiveDate>,
    /// Activated.
    pub activated_day: Option<NaiveDate>,
    /// Review date of the plan in force; empty without one.
    pub plan_review_due: Option<NaiveDate>,
}

impl Progress {
    /// Somebody on the register and no further.
    pub const fn new(patient: PatientId, practice: OdsCode) -> Self {
        Self {
            patient,
            practice,
            invited_day: None,
            registered_day: None,
            source: None,
            plan_seen_day: None,
            first_act_day: None,
            activated_day: None,
            plan_review_due: None,
        }
    }
}

/// Counts over the people of one practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressCounts {
    /// On the register.
    pub eligible: i64,
    /// Of them, invited.
    pub invited: i64,
    /// Of them, registered.
    pub registered: i64,
    /// Registered at least 28 days before the day asked about.
    pub registered_28: i64,
    /// Of those, activated.
    pub activated_28: i64,
    /// Registered with a plan in force, whatever its review date.
    pub with_plan: i64,
    /// Registered with a plan in force whose review date has not passed.
    pub covered: i64,
    /// Registered with a plan in force that they opened.
    pub seen: i64,
}

/// One person's progress.
///
/// # Errors
/// When the row cannot be read.
pub async fn get(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<Progress>, StoreError> {
    Entity::find_by_id(patient.uuid()).one(conn).await?.map(from_row).transpose()
}

/// One person's progress, held until the end of the transaction so that two changes of it follow one another.
///
/// # Errors
/// When the row cannot be read.
pub async fn get_to_change(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<Progress>, StoreError> {
    // SQLite has one writer, and its statements have no such clause.
    let query = Entity::find_by_id(patient.uuid()).lock_exclusive();
    query.one(conn).await?.map(from_row).transpose()
}

/// Writes one person's progress, new or known.
///
/// # Errors
/// `foreign_key` when patient or practice is missing.
pub async fn upsert(conn: &impl ConnectionTrait, progress: &Progress) -> Result<(), StoreError> {
    let known = OnConflict::column(COLUMN.patient_id.0)
        .update_columns([
            COLUMN.practice_code.0,
            COLUMN.invited_day.0,
            COLUMN.registered_day.0,
            COLUMN.source.0,
            COLUMN.plan_seen_day.0,
            COLUMN.first_act_day.0,
            COLUMN.activated_day.0,
            COLUMN.plan_review_due.0,
        ])
        .to_owned();
    let row = sea_orm::IntoActiveModel::into_active_model(to_row(progress));
    conn.execute(&Entity::insert(row).on_conflict(known).into_query()).await?;
    Ok(())
}

/// Writes many people's first progress, as an import does.
///
/// # Errors
/// `progress_pkey` when somebody has progress already.
pub async fn insert_many(conn: &impl ConnectionTrait, progress: &[Progress]) -> Result<u64, StoreError> {
    insert_rows(conn, progress.iter().map(to_row).collect(), Taken::Refuse).await
}

/// Progress of everybody in a practice.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_practice(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Vec<Progress>, StoreError> {
    of_practices(conn, std::slice::from_ref(practice)).await
}

/// Progress of everybody in these practices.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_practices(conn: &impl ConnectionTrait, practices: &[OdsCode]) -> Result<Vec<Progress>, StoreError> {
    let codes = practices.iter().map(OdsCode::as_str);
    let rows =
        Entity::find().filter(COLUMN.practice_code.is_in(codes)).order_by_asc(COLUMN.patient_id).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Progress of everybody, in the order of their ids, after one of them.
///
/// # Errors
/// When a row cannot be read.
pub async fn after(
    conn: &impl ConnectionTrait,
    patient: Option<PatientId>,
    limit: u64,
) -> Result<Vec<Progress>, StoreError> {
    let mut query = Entity::find();
    if let Some(patient) = patient {
        query = query.filter(sea_orm::ColumnTrait::gt(&COLUMN.patient_id.0, patient.uuid()));
    }
    query.order_by_asc(COLUMN.patient_id).limit(limit).all(conn).await?.into_iter().map(from_row).collect()
}

/// Counts per practice as of `today`; practices without anybody are left out.
///
/// # Errors
/// When a row cannot be read.
pub async fn counts(
    conn: &impl ConnectionTrait,
    practices: &[OdsCode],
    today: NaiveDate,
) -> Result<BTreeMap<OdsCode, ProgressCounts>, StoreError> {
    let registered = || COLUMN.registered_day.is_not_null();
    let old_enough = || COLUMN.registered_day.lte(today.checked_sub_days(Days::new(28)).unwrap_or(today));
    let planned = || registered().and(COLUMN.plan_review_due.is_not_null());
    let conditions = [
        COLUMN.invited_day.is_not_null(),
        registered(),
        old_enough(),
        old_enough().and(COLUMN.activated_day.is_not_null()),
        planned(),
        planned().and(COLUMN.plan_review_due.gte(today)),
        planned().and(COLUMN.plan_seen_day.is_not_null()),
    ];
    let mut query = Query::select();
    query.column(COLUMN.practice_code).expr(Expr::cust("count(*)")).from(Entity);
    for condition in conditions {
        let one_if = CaseStatement::new().case(condition, 1).finally(0);
        query.expr(Func::cast_as(Func::sum(Expr::Case(Box::new(one_if))), "bigint"));
    }
    query
        .and_where(COLUMN.practice_code.is_in(practices.iter().map(OdsCode::as_str)))
        .group_by_col(COLUMN.practice_code);
    let mut counts = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let code: String = row.try_get_by_index(0)?;
        let code = Row::new("progress", &code).code("practice_code", &code)?;
        let n = |at: usize| row.try_get_by_index::<i64>(at);
        let practice = ProgressCounts {
            eligible: n(1)?,
            invited: n(2)?,
            registered: n(3)?,
            registered_28: n(4)?,
            activated_28: n(5)?,
            with_plan: n(6)?,
            covered: n(7)?,
            seen: n(8)?,
        };
        counts.insert(code, practice);
    }
    Ok(counts)
}

/// Registered people of these practices by how they heard of the passport.
///
/// # Errors
/// When a row cannot be read.
pub async fn sources(
    conn: &impl ConnectionTrait,
    practices: &[OdsCode],
) -> Result<BTreeMap<RecruitmentSource, i64>, StoreError> {
    let mut query = Query::select();
    query
        .column(COLUMN.source)
        .expr(Expr::cust("count(*)"))
        .from(Entity)
        .and_where(COLUMN.practice_code.is_in(practices.iter().map(OdsCode::as_str)))
        .and_where(COLUMN.registered_day.is_not_null().and(COLUMN.source.is_not_null()))
        .group_by_col(COLUMN.source);
    let mut sources = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let source: String = row.try_get_by_index(0)?;
        let source = Row::new("progress", &"(counted)").read("source", RecruitmentSource::parse(&source))?;
        sources.insert(source, row.try_get_by_index(1)?);
    }
    Ok(sources)
}

fn to_row(progress: &Progress) -> Model {
    Model {
        patient_id: progress.patient.uuid(),
        practice_code: progress.practice.to_string(),
        invited_day: progress.invited_day,
        registered_day: progress.registered_day,
        source: progress.source.map(|source| source.as_str().into()),
        plan_seen_day: progress.plan_seen_day,
        first_act_day: progress.first_act_day,
        activated_day: progress.activated_day,
        plan_review_due: progress.plan_review_due,
    }
}

fn from_row(model: Model) -> Result<Progress, StoreError> {
    let row = Row::new("progress", &model.patient_id);
    Ok(Progress {
        patient: PatientId::from_uuid(model.patient_id),
        practice: row.code("practice_code", &model.practice_code)?,
        invited_day: model.invited_day,
        registered_day: model.registered_day,
        source: row.read_if("source", model.source, |source| RecruitmentSource::parse(&source))?,
        plan_seen_day: model.plan_seen_day,
        first_act_day: model.first_act_day,
        activated_day: model.activated_day,
        plan_review_due: model.plan_review_due,
    })
}
