//! Assessments of Gillick competence.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "gillick_assessments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub practice_code: String,
    pub answers: Json,
    pub notes: String,
    pub competent: bool,
    pub assessed_by: Uuid,
    pub assessed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
