//! How far each person has come, kept beside the events that say so.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "progress")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub patient_id: Uuid,
    pub practice_code: String,
    pub invited_day: Option<Date>,
    pub registered_day: Option<Date>,
    pub source: Option<String>,
    pub plan_seen_day: Option<Date>,
    pub first_act_day: Option<Date>,
    pub activated_day: Option<Date>,
    pub plan_review_due: Option<Date>,
    pub registered_since: Option<Date>,
    pub moved: bool,
    pub day_seven: bool,
    pub day_thirty: bool,
    pub born: Option<Date>,
    pub sex: Option<String>,
    pub ethnicity: Option<String>,
    pub deprivation: Option<i32>,
    pub language: Option<String>,
    pub generation: i32,
}

impl ActiveModelBehavior for ActiveModel {}
