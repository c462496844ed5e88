//! Signed plans. A trigger keeps what was signed as it was signed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub number: i32,
    pub draft_id: Uuid,
    pub practice_code: String,
    pub content: String,
    pub content_hash: String,
    pub template_id: String,
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
    pub approver_id: Option<Uuid>,
    pub approver_name: Option<String>,
    pub approver_role: Option<String>,
    #[sea_orm(belongs_to, from = "patient_id", to = "id")]
    pub patient: BelongsTo<super::patients::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
