//! Formularies of ICBs, every version that was imported.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "formularies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub icb_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub from_day: Date,
    pub body: Json,
    pub imported_at: DateTimeUtc,
    pub activated_at: Option<DateTimeUtc>,
    pub activated_by: Option<Uuid>,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
