//! The times at which a family takes the doses of the day.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dose_times")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub patient_id: Uuid,
    pub morning: String,
    pub night: String,
    pub chosen_by: Uuid,
    pub chosen_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
