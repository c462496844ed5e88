//! The first tables.

mod activity;
pub(super) mod guards;
mod machinery;
mod patients;
mod people;
mod plans;

use sea_orm_migration::prelude::*;

use super::table;
use crate::constraints::KEYS;

/// Creates every table of the first release.
pub(super) struct FirstTables;

impl MigrationName for FirstTables {
    fn name(&self) -> &'static str {
        "m0001_first_tables"
    }
}

/// Tables and plain indexes of one part, in an order in which a table comes after those it refers to.
type Part = (Vec<TableCreateStatement>, Vec<IndexCreateStatement>);

#[async_trait::async_trait]
impl MigrationTrait for FirstTables {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let parts: [Part; 5] = [
            people::tables(),
            patients::tables(backend),
            plans::tables(),
            activity::tables(backend),
            machinery::tables(),
        ];
        for (tables, indexes) in parts {
            for table in tables {
                manager.create_table(table).await?;
            }
            for index in indexes {
                manager.create_index(index).await?;
            }
        }
        let db = manager.get_connection();
        for key in KEYS {
            // Tables of later migrations bring their own.
            if manager.has_table(key.table).await?
                && let Some(sql) = table::among(key)
            {
                db.execute_unprepared(&sql).await?;
            }
        }
        for sql in guards::statements(backend) {
            db.execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
