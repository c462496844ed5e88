//! Templates of other conditions, every version that was ever proposed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "condition_templates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub icb_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub condition: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub body: Json,
    pub made_by: Uuid,
    pub made_at: DateTimeUtc,
    pub approved_by: Option<Uuid>,
    pub approved_at: Option<DateTimeUtc>,
    pub ended_by: Option<Uuid>,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
