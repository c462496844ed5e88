//! Signed plans for other conditions. A trigger keeps what was signed as it was signed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "condition_plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub condition: String,
    pub number: i32,
    pub practice_code: String,
    pub content: String,
    pub content_hash: String,
    pub template_version: i32,
    pub rules_version: i32,
    pub confirmations: Json,
    pub author_id: Uuid,
    pub author_name: String,
    pub author_role: String,
    pub signed_at: DateTimeUtc,
    pub review_due: Date,
    pub status: String,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<Uuid>,
    pub ended_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
