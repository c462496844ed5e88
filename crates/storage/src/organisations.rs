//! ICBs, PCNs and practices.

use chrono::{DateTime, Utc};
use domain::{OdsCode, Organisation, OrganisationKind};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::organisations::{COLUMN, Entity, Model};
use crate::map::{Row, insert};

/// What writing an organisation changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upserted {
    /// It is new.
    Inserted,
    /// It was known and something about it differed.
    Updated,
    /// It was known exactly so; nothing was written.
    Unchanged,
}

/// Writes an organisation, new or known. Parent and ICB must be there already: import from the top down.
///
/// # Errors
/// `foreign_key` when parent or ICB is missing.
pub async fn upsert(
    conn: &impl ConnectionTrait,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Result<Upserted, StoreError> {
    let known = by_code(conn, &organisation.code).await?;
    let row = Model {
        code: organisation.code.to_string(),
        kind: organisation.kind.as_str().into(),
        name: organisation.name.clone(),
        parent_code: organisation.parent.as_ref().map(ToString::to_string),
        icb_code: organisation.icb.as_ref().map(ToString::to_string),
        demo: organisation.demo,
        updated_at: now,
    };
    match known {
        Some(known) if known == *organisation => Ok(Upserted::Unchanged),
        Some(_) => {
            let row = sea_orm::IntoActiveModel::into_active_model(row);
            Entity::update(sea_orm::ActiveModelTrait::reset_all(row)).exec_without_returning(conn).await?;
            Ok(Upserted::Updated)
        }
        None => insert(conn, row).await.map(|()| Upserted::Inserted),
    }
}

/// The organisation with this ODS code.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_code(conn: &impl ConnectionTrait, code: &OdsCode) -> Result<Option<Organisation>, StoreError> {
    Entity::find_by_id(code.as_str()).one(conn).await?.map(from_row).transpose()
}

/// Organisations directly below this one, by name.
///
/// # Errors
/// When a row cannot be read.
pub async fn children(conn: &impl ConnectionTrait, code: &OdsCode) -> Result<Vec<Organisation>, StoreError> {
    let rows = Entity::find().filter(COLUMN.parent_code.eq(code.as_str())).order_by_asc(COLUMN.name).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Every practice of an ICB, in a PCN or in none, by name.
///
/// # Errors
/// When a row cannot be read.
pub async fn practices_of_icb(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Vec<Organisation>, StoreError> {
    let rows = Entity::find()
        .filter(COLUMN.icb_code.eq(icb.as_str()).and(COLUMN.kind.eq(OrganisationKind::Practice.as_str())))
        .order_by_asc(COLUMN.name)
        .all(conn)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Every organisation, by code.
///
/// # Errors
/// When a row cannot be read.
pub async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Organisation>, StoreError> {
    Entity::find().order_by_asc(COLUMN.code).all(conn).await?.into_iter().map(from_row).collect()
}

pub(crate) fn from_row(model: Model) -> Result<Organisation, StoreError> {
    let row = Row::new("organisations", &model.code);
    Ok(Organisation {
        code: row.code("code", &model.code)?,
        kind: row.read("kind", OrganisationKind::parse(&model.kind))?,
        parent: row.read_if("parent_code", model.parent_code, |code| OdsCode::parse(&code).ok())?,
        icb: row.read_if("icb_code", model.icb_code, |code| OdsCode::parse(&code).ok())?,
        name: model.name,
        demo: model.demo,
    })
}
