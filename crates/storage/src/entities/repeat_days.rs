//! Working days a practice usually takes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "repeat_days")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub practice_code: String,
    pub days: i32,
    pub set_by: Uuid,
    pub set_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
