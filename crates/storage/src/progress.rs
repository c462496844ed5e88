//! How far each person has come: one row per patient, kept in the transaction of the event that moves it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::consent::RecruitmentSource;
use domain::figures::{Standing, Traits};
use domain::{DateOfBirth, OdsCode, PatientId, Sex};
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::StoreError;
use crate::counters::CURRENT;
use crate::entities::progress::{COLUMN, Entity, Model};
use crate::map::{Row, Taken, asked, insert_many as insert_rows, portions};

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
    /// Registered since, and not left.
    pub registered_since: Option<NaiveDate>,
    /// Registered with another practice before.
    pub moved: bool,
    /// Active on or after the seventh day after registering.
    pub day_seven: bool,
    /// Active on or after the thirtieth day after registering.
    pub day_thirty: bool,
    /// The groups in which the person is counted follow from these.
    pub traits: Traits,
}

impl Progress {
    /// Somebody on the register and no further.
    pub fn new(patient: PatientId, practice: OdsCode) -> Self {
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
            registered_since: None,
            moved: false,
            day_seven: false,
            day_thirty: false,
            traits: Traits::default(),
        }
    }

    /// Where a counted story has brought the person; `practice` when it says none.
    pub fn of_story(patient: PatientId, practice: OdsCode, traits: Traits, standing: &Standing) -> Self {
        Self {
            patient,
            practice: standing.practice.clone().unwrap_or(practice),
            invited_day: standing.invited,
            registered_day: standing.registered,
            source: standing.source,
            plan_seen_day: standing.plan_seen,
            first_act_day: standing.first_act,
            activated_day: standing.activated,
            plan_review_due: standing.plan_review_due,
            registered_since: standing.registered_since,
            moved: standing.moved,
            day_seven: standing.day_seven,
            day_thirty: standing.day_thirty,
            traits,
        }
    }

    /// The same as the end of a story, without its active days.
    pub fn standing(&self) -> Standing {
        Standing {
            practice: Some(self.practice.clone()),
            moved: self.moved,
            invited: self.invited_day,
            registered: self.registered_day,
            registered_since: self.registered_since,
            source: self.source,
            plan_review_due: self.plan_review_due,
            plan_seen: self.plan_seen_day,
            first_act: self.first_act_day,
            activated: self.activated_day,
            day_seven: self.day_seven,
            day_thirty: self.day_thirty,
            active: BTreeSet::new(),
        }
    }
}

/// One person's progress.
///
/// # Errors
/// When the row cannot be read.
pub async fn get(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<Progress>, StoreError> {
    Entity::find_by_id(patient.uuid()).one(conn).await?.map(from_row).transpose()
}

/// One person's progress, held until the end of the transaction so that two changes of it follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// As it is.
    pub progress: Progress,
    /// The generation of counters that is shown.
    pub current: i32,
    /// A generation being counted in which the person is counted already: what changes is added there too.
    pub also: Option<i32>,
    /// PCN or ICB above the practice.
    pub parent: Option<OdsCode>,
    /// ICB of the practice.
    pub icb: Option<OdsCode>,
}

#[derive(FromQueryResult)]
struct HeldRow {
    #[sea_orm(nested)]
    progress: Model,
    current: i32,
    parent: Option<String>,
    icb: Option<String>,
}

/// What stands above the practice, in the same question: each question of a transaction is one way to the database and back.
const PARENT: &str = "(SELECT parent_code FROM organisations WHERE code = progress.practice_code)";
const ICB: &str = "(SELECT icb_code FROM organisations WHERE code = progress.practice_code)";

/// One person's progress, to change it.
///
/// # Errors
/// When the row cannot be read.
pub async fn hold(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<Held>, StoreError> {
    Ok(hold_all(conn, &[patient]).await?.remove(&patient))
}

/// Progress of these people, to change it; those who have none yet are left out. Whoever holds several takes them in the
/// order of their ids, so that two of them wait for each other instead of deadlocking.
///
/// # Errors
/// When a row cannot be read.
pub async fn hold_all(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, Held>, StoreError> {
    let mut all = BTreeMap::new();
    for portion in asked(patients) {
        // SQLite has one writer, and its statements have no such clause.
        let query = Entity::find().filter(COLUMN.patient_id.is_in(portion)).lock_exclusive();
        let query = query.order_by_asc(COLUMN.patient_id).expr_as(Expr::cust(CURRENT), "current");
        let query = query.expr_as(Expr::cust(PARENT), "parent").expr_as(Expr::cust(ICB), "icb");
        for HeldRow { progress, current, parent, icb } in query.into_model::<HeldRow>().all(conn).await? {
            let also = Some(progress.generation).filter(|generation| *generation > current);
            let row = Row::new("progress", &progress.patient_id);
            let above = |code: Option<String>| row.read_if("practice_code", code, |code| OdsCode::parse(&code).ok());
            let (parent, icb) = (above(parent)?, above(icb)?);
            let progress = from_row(progress)?;
            all.insert(progress.patient, Held { progress, current, also, parent, icb });
        }
    }
    Ok(all)
}

/// Writes one person's progress, new or known.
///
/// # Errors
/// `foreign_key` when patient or practice is missing.
pub async fn upsert(conn: &impl ConnectionTrait, progress: &Progress) -> Result<(), StoreError> {
    upsert_all(conn, std::slice::from_ref(progress)).await
}

/// Writes the progress of several people, new or known, each once.
///
/// # Errors
/// As for [`upsert`].
pub async fn upsert_all(conn: &impl ConnectionTrait, progress: &[Progress]) -> Result<(), StoreError> {
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
            COLUMN.registered_since.0,
            COLUMN.moved.0,
            COLUMN.day_seven.0,
            COLUMN.day_thirty.0,
            COLUMN.born.0,
            COLUMN.sex.0,
            COLUMN.ethnicity.0,
            COLUMN.deprivation.0,
            COLUMN.language.0,
        ])
        .to_owned();
    for portion in portions(progress.iter().map(|progress| to_row(progress).into_active_model()).collect()) {
        conn.execute(&Entity::insert_many(portion).on_conflict(known.clone()).into_query()).await?;
    }
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

/// How many people these practices have.
///
/// # Errors
/// When the database fails.
pub async fn count_at(conn: &impl ConnectionTrait, practices: &[OdsCode]) -> Result<u64, StoreError> {
    let mut count = 0;
    for portion in practices.chunks(500) {
        let here = COLUMN.practice_code.is_in(portion.iter().map(OdsCode::as_str));
        count += Entity::find().filter(here).count(conn).await?;
    }
    Ok(count)
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

/// People of a practice, or of any, who are not yet counted in this generation.
///
/// # Errors
/// When the database fails.
pub async fn uncounted(
    conn: &impl ConnectionTrait,
    practice: Option<&OdsCode>,
    generation: i32,
) -> Result<Vec<PatientId>, StoreError> {
    let mut query = Entity::find().select_only().column(COLUMN.patient_id.0).filter(COLUMN.generation.lt(generation));
    if let Some(practice) = practice {
        query = query.filter(COLUMN.practice_code.eq(practice.as_str()));
    }
    let ids: Vec<uuid::Uuid> = query.order_by_asc(COLUMN.patient_id).into_tuple().all(conn).await?;
    Ok(ids.into_iter().map(PatientId::from_uuid).collect())
}

/// Progress of these people.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patients(conn: &impl ConnectionTrait, patients: &[PatientId]) -> Result<Vec<Progress>, StoreError> {
    let rows = Entity::find().filter(COLUMN.patient_id.is_in(patients.iter().map(|id| id.uuid()))).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Those of these people not yet counted in this generation whom nobody else is changing now, held as [`hold`] does. It waits
/// for nobody.
///
/// # Errors
/// When a row cannot be read.
pub async fn hold_free(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
    generation: i32,
) -> Result<Vec<Progress>, StoreError> {
    let mut query = Entity::find()
        .filter(COLUMN.patient_id.is_in(patients.iter().map(|id| id.uuid())))
        .filter(COLUMN.generation.lt(generation));
    if conn.get_database_backend() == DbBackend::Postgres {
        query = query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    query.all(conn).await?.into_iter().map(from_row).collect()
}

/// Waits for everybody who changes anybody's progress, and has all others wait until the end of the transaction.
///
/// # Errors
/// When the database fails.
pub async fn hold_everybody(conn: &impl ConnectionTrait) -> Result<(), StoreError> {
    if conn.get_database_backend() == DbBackend::Postgres {
        conn.execute_unprepared("LOCK TABLE progress IN EXCLUSIVE MODE").await?;
    }
    Ok(())
}

/// These people are counted in this generation.
///
/// # Errors
/// When the database fails.
pub async fn mark(conn: &impl ConnectionTrait, patients: &[PatientId], generation: i32) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(COLUMN.generation.0, Expr::value(generation))
        .filter(COLUMN.patient_id.is_in(patients.iter().map(|id| id.uuid())))
        .exec(conn)
        .await?;
    Ok(())
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
        registered_since: progress.registered_since,
        moved: progress.moved,
        day_seven: progress.day_seven,
        day_thirty: progress.day_thirty,
        born: progress.traits.born.map(DateOfBirth::date),
        sex: progress.traits.sex.map(|sex| sex.as_str().into()),
        ethnicity: progress.traits.ethnicity.clone(),
        deprivation: progress.traits.deprivation.map(i32::from),
        language: progress.traits.language.clone(),
        // Somebody new is counted in no generation but the one shown.
        generation: 0,
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
        registered_since: model.registered_since,
        moved: model.moved,
        day_seven: model.day_seven,
        day_thirty: model.day_thirty,
        traits: Traits {
            born: model.born.map(DateOfBirth::from_date),
            sex: row.read_if("sex", model.sex, |sex| Sex::parse(&sex))?,
            ethnicity: model.ethnicity,
            deprivation: row.number_if("deprivation", model.deprivation)?,
            language: model.language,
        },
    })
}
