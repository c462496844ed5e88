//! When somebody last practised a kind of inhaler.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "technique_marks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub patient_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub guide: String,
    pub account_id: Uuid,
    pub relationship: String,
    pub done_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
