//! Counters by blocks of 8 and of 64 days instead of 32, kept in the order in which they are read, and in generations: while
//! everything is counted anew beside what is shown, one setting says which generation is shown.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

use super::m0017::counter_columns;
use super::table::{refers, rule, table};

/// Replaces the counters of before by empty ones; they are counted from the events when the server starts.
pub(super) struct CounterBlocks;

impl MigrationName for CounterBlocks {
    fn name(&self) -> &'static str {
        "m0018_counter_blocks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CounterBlocks {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("counters").take()).await?;
        let generation = || integer("generation").default(0).take();
        manager.alter_table(Table::alter().table("progress").add_column(generation()).take()).await?;
        let mut columns = counter_columns();
        columns.push(generation());
        let mut counters = table("counters", columns);
        rule(&mut counters, "counters_span_check", "span IN (1, 8, 64)");
        refers(&mut counters, "counters", "organisation_code", "organisations", "code");
        let (conn, backend) = (manager.get_connection(), manager.get_database_backend());
        if backend == DbBackend::Sqlite {
            // Kept once, in key order: the rows of an organisation lie side by side.
            counters.extra("WITHOUT ROWID");
        }
        manager.create_table(counters).await?;
        if backend == DbBackend::Postgres {
            // Today's rows change all day: room beside them saves the index an entry for each change.
            conn.execute_unprepared("ALTER TABLE counters SET (fillfactor = 50)").await?;
        }
        // The few days on which the number of the registered changed: for rates by years of being registered.
        let registered = "CREATE INDEX counters_registered_index ON counters (organisation_code, starts_on, registered, generation) \
                          WHERE span = 1 AND group_key = 'all' AND registered <> 0";
        conn.execute_unprepared(registered).await.map(drop)
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
