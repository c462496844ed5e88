//! How a lesson's questions were answered, each try.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lesson_tries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub topic: String,
    pub right_answers: i32,
    pub questions: i32,
    pub tried_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
