//! Answers to the three questions on how asthma is held.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "control_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub reliever_days: i32,
    pub nights_woken: i32,
    pub steroid_courses: i32,
    pub checked_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
