//! The clock of inactivity.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{index, one_of, refers, rule, table};

/// Creates the table of when accounts were last used.
pub(super) struct Inactivity;

impl MigrationName for Inactivity {
    fn name(&self) -> &'static str {
        "m0013_inactivity"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Inactivity {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut uses =
            table("account_uses", vec![uuid("account_id"), date("used_on"), text_null("step"), date_null("closes_on")]);
        one_of(&mut uses, "account_uses_step_check", "step", &["first", "second", "last", "closed"]);
        rule(&mut uses, "account_uses_closes_on_check", "(step IS NULL) = (closes_on IS NULL)");
        refers(&mut uses, "account_uses", "account_id", "accounts", "id");
        manager.create_table(uses).await?;
        manager.create_index(index("account_uses_index", "account_uses", &["used_on"])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
