//! Keys with which an ICB's own tools read its figures.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub icb_code: String,
    pub scope_code: String,
    pub name: String,
    pub secret_hash: String,
    pub made_by: Uuid,
    pub made_at: DateTimeUtc,
    pub ends_on: Date,
    pub used_on: Option<Date>,
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
