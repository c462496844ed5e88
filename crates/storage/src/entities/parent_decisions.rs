//! How far parents act, as practices and young people decided.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "parent_decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub account_id: Option<Uuid>,
    pub decision: String,
    pub by_staff: Option<Uuid>,
    pub by_account: Option<Uuid>,
    pub words: Option<String>,
    pub decided_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
