//! Log-ins of patients and parents.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub created_at: DateTimeUtc,
    #[sea_orm(has_many)]
    pub people: HasMany<super::account_people::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
