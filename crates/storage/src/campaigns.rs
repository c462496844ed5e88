//! Public recruitment links of practices and ICBs.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::consent::RecruitmentSource;
use domain::{CampaignId, OdsCode, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::campaigns::{COLUMN, Entity, Model};
use crate::entities::consents;
use crate::map::{Row, insert as insert_row};

/// A link as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Identifier.
    pub id: CampaignId,
    /// The code in its address.
    pub code: String,
    /// Whose link.
    pub organisation: OdsCode,
    /// Where it is seen.
    pub source: RecruitmentSource,
    /// What staff call it.
    pub name: String,
    /// Who made it.
    pub made_by: StaffId,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The last day, in London.
    pub ends_on: NaiveDate,
    /// Stopped when.
    pub stopped_at: Option<DateTime<Utc>>,
}

/// Keeps a link.
///
/// # Errors
/// `campaigns_code_key` when the code was drawn before.
pub async fn insert(conn: &impl ConnectionTrait, campaign: &Campaign) -> Result<(), StoreError> {
    let row = Model {
        id: campaign.id.uuid(),
        code: campaign.code.clone(),
        organisation_code: campaign.organisation.to_string(),
        source: campaign.source.as_str().into(),
        name: campaign.name.clone(),
        made_by: campaign.made_by.uuid(),
        made_at: campaign.made_at,
        ends_on: campaign.ends_on,
        stopped_at: campaign.stopped_at,
    };
    insert_row(conn, row).await
}

/// The link with this code.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_code(conn: &impl ConnectionTrait, code: &str) -> Result<Option<Campaign>, StoreError> {
    Entity::find().filter(COLUMN.code.eq(code)).one(conn).await?.map(from_row).transpose()
}

/// Every link of an organisation, the newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_organisation(conn: &impl ConnectionTrait, code: &OdsCode) -> Result<Vec<Campaign>, StoreError> {
    let query = Entity::find().filter(COLUMN.organisation_code.eq(code.as_str()));
    let rows = query.order_by_desc(COLUMN.made_at).order_by_desc(COLUMN.id).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// Stops a link of this organisation; whether it worked until now.
///
/// # Errors
/// When the database fails.
pub async fn stop(
    conn: &impl ConnectionTrait,
    organisation: &OdsCode,
    id: CampaignId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let stopped = Entity::update_many()
        .col_expr(COLUMN.stopped_at, Expr::value(at))
        .filter(COLUMN.id.eq(id.uuid()).and(COLUMN.organisation_code.eq(organisation.as_str())))
        .filter(COLUMN.stopped_at.is_null())
        .exec(conn)
        .await?;
    Ok(stopped.rows_affected > 0)
}

/// People for whom somebody joined after following each of these links.
///
/// # Errors
/// When the database fails.
pub async fn joined(
    conn: &impl ConnectionTrait,
    campaigns: &[CampaignId],
) -> Result<BTreeMap<CampaignId, i64>, StoreError> {
    let mut query = Query::select();
    query
        .column(consents::COLUMN.campaign_id)
        .expr(Expr::cust("count(DISTINCT patient_id)"))
        .from(consents::Entity)
        .and_where(consents::COLUMN.campaign_id.is_in(campaigns.iter().map(|id| id.uuid())))
        .group_by_col(consents::COLUMN.campaign_id);
    let mut counted = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let id: Uuid = row.try_get_by_index(0)?;
        counted.insert(CampaignId::from_uuid(id), row.try_get_by_index(1)?);
    }
    Ok(counted)
}

fn from_row(model: Model) -> Result<Campaign, StoreError> {
    let row = Row::new("campaigns", &model.id);
    Ok(Campaign {
        id: CampaignId::from_uuid(model.id),
        organisation: row.code("organisation_code", &model.organisation_code)?,
        source: row.read("source", RecruitmentSource::parse(&model.source))?,
        code: model.code,
        name: model.name,
        made_by: StaffId::from_uuid(model.made_by),
        made_at: model.made_at,
        ends_on: model.ends_on,
        stopped_at: model.stopped_at,
    })
}
