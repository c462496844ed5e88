//! Reviews that an attack asks of the practice.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attack_reviews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub note_id: Uuid,
    pub patient_id: Uuid,
    pub practice_code: String,
    pub cause: String,
    pub from_day: Date,
    pub due_at: Option<DateTimeUtc>,
    pub opened_at: DateTimeUtc,
    pub owner_id: Option<Uuid>,
    pub taken_back_at: Option<DateTimeUtc>,
    pub done_at: Option<DateTimeUtc>,
    pub done_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
