//! What people said of themselves after joining; the newest counts.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "screenings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub condition: String,
    pub language: String,
    pub ethnicity: Option<String>,
    pub baseline: Option<Json>,
    pub said_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
