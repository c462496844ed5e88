//! Diary entries other than check-ins.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "diary_notes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub happened_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub day: Date,
    pub kind: String,
    pub details: Json,
}

impl ActiveModelBehavior for ActiveModel {}
