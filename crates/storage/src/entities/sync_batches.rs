//! Batches of entries that devices sent, and what their clocks said.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sync_batches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub device_id: Uuid,
    pub sent_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub seconds_ahead: i64,
    pub entries: i32,
    pub kept: i32,
}

impl ActiveModelBehavior for ActiveModel {}
