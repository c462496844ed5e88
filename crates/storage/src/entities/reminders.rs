//! Whether an account wants reminders for a person, and when not.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reminders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub patient_id: Uuid,
    pub wanted: bool,
    pub wish: Json,
    pub changed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
