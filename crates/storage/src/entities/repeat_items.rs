//! Medicines of a request.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "repeat_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub patient_id: Uuid,
    pub product: String,
    pub name: String,
    pub reliever: bool,
    pub state: String,
}

impl ActiveModelBehavior for ActiveModel {}
