//! Links by which plans are shared; only keyed hashes of link and code are kept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shares")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub purpose: String,
    pub name: String,
    pub link_hash: String,
    pub code_hash: Option<String>,
    pub made_at: DateTimeUtc,
    pub ends_on: Date,
    pub wrong_codes: i32,
    pub stopped_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
