//! Counts of what the clinical rules said.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{refers, table};

/// Creates the counters behind the rule catalogue.
pub(super) struct RuleUses;

impl MigrationName for RuleUses {
    fn name(&self) -> &'static str {
        "m0002_rule_uses"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for RuleUses {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut uses = table(
            "rule_uses",
            vec![text("practice_code"), text("rule"), text("outcome"), date("day"), big_integer("value")],
        );
        refers(&mut uses, "rule_uses", "practice_code", "organisations", "code");
        if manager.get_database_backend() == DbBackend::Sqlite {
            // The key is nearly the whole row: kept once, in key order.
            uses.extra("WITHOUT ROWID");
        }
        manager.create_table(uses).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
