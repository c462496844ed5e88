//! Ages at which an ICB has parents' access reviewed and ended.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "parent_policies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub icb_code: String,
    pub review_from: i32,
    pub ends_at: i32,
    pub set_by: Uuid,
    pub set_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
