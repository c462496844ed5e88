//! What signing cost, counted day by day.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_efforts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub practice_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub template_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub counted_by: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seconds: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub keys: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub clicks: i32,
    pub value: i64,
}

impl ActiveModelBehavior for ActiveModel {}
