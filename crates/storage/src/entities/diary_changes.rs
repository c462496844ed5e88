//! Entries that were taken back or put right. The entries themselves never change.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "diary_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub entry_id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Uuid,
    pub made_at: DateTimeUtc,
    pub replaced_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
