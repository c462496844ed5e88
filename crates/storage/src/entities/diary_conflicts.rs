//! Entries set aside because their id was known with other content.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "diary_conflicts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub content_hash: String,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub device_id: Uuid,
    pub received_at: DateTimeUtc,
    pub content: Json,
}

impl ActiveModelBehavior for ActiveModel {}
