//! How often each answer was given, by ICB and month.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "feedback_counts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub icb_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub month: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub satisfied: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub recommend: i32,
    pub value: i64,
}

impl ActiveModelBehavior for ActiveModel {}
