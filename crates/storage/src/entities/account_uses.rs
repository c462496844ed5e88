//! When an account was last used, and how far its clock of inactivity has gone.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_uses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub used_on: Date,
    pub step: Option<String>,
    pub closes_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
