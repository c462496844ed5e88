//! Reminders that a node took upon itself to send.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reminders_sent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subscription_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub patient_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub slot: String,
    pub claimed_at: DateTimeUtc,
    pub outcome: String,
    pub retry_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
