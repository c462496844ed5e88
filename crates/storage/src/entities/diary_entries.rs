//! Readings and symptoms as the patient logged them; the device makes the key.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "diary_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub happened_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub day: Date,
    pub peak_flow: Option<i32>,
    pub symptoms: Json,
    pub zone: String,
    pub plan_version_id: Option<Uuid>,
    pub plan_number: Option<i32>,
    pub noted_at: Option<DateTimeUtc>,
    pub device_id: Option<Uuid>,
    pub time_uncertain: bool,
    pub reading_sure: bool,
}

impl ActiveModelBehavior for ActiveModel {}
