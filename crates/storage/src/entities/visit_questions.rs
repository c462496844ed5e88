//! Questions sent before a visit, and their answers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "visit_questions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub practice_code: String,
    pub asked_by: Uuid,
    pub asked_at: DateTimeUtc,
    pub closes_at: DateTimeUtc,
    pub answers: Option<Json>,
    pub answered_by: Option<Uuid>,
    pub answered_as: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
