//! Which screens must look again, written in the same transaction as the change.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub topic: String,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
