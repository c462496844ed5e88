//! What happened, append-only: every figure can be counted again from here.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "activity_events")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub id: Uuid,
    pub kind: String,
    pub practice_code: String,
    pub patient_id: Uuid,
    pub happened_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub day: Date,
    pub until_day: Option<Date>,
    pub source: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
