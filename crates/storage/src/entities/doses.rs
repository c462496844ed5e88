//! Doses that were ticked; the device makes the key.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "doses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub relationship: String,
    pub day: Date,
    pub slot: String,
    pub product: String,
    pub puffs: i32,
    pub taken_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub sure: String,
    pub undone_at: Option<DateTimeUtc>,
    pub undone_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
