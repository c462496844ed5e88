//! Who has a draft open.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{refers, table};

/// Creates the table by which two people see each other in one draft, also on two machines.
pub(super) struct Presence;

impl MigrationName for Presence {
    fn name(&self) -> &'static str {
        "m0005_presence"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Presence {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns =
            vec![uuid("draft_id"), uuid("staff_id"), text_null("section"), timestamp_with_time_zone("seen_at")];
        let mut presence = table("presence", columns);
        refers(&mut presence, "presence", "draft_id", "drafts", "id");
        refers(&mut presence, "presence", "staff_id", "staff", "id");
        manager.create_table(presence).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
