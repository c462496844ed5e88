//! The way of an item, step by step.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "repeat_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub state: String,
    pub at: DateTimeUtc,
    pub staff_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub why: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
