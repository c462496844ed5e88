//! Requests for more of a medicine.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "repeat_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub practice_code: String,
    pub account_id: Uuid,
    pub relationship: String,
    pub asked_at: DateTimeUtc,
    pub expected_on: Date,
    pub delayed_at: Option<DateTimeUtc>,
    pub delayed_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
