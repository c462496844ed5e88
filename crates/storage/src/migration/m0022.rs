//! What a register knows of a patient's home, for comparing groups.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

/// Adds the fifth of deprivation to patients; registers that were imported before do not have it.
pub(super) struct Deprivation;

impl MigrationName for Deprivation {
    fn name(&self) -> &'static str {
        "m0022_deprivation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Deprivation {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("patients").add_column(integer_null("deprivation")).take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
