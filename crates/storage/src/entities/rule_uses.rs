//! How often rules spoke when plans were signed, day by day.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_uses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub practice_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub rule: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub outcome: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub value: i64,
}

impl ActiveModelBehavior for ActiveModel {}
