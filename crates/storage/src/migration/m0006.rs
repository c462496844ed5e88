//! What an ICB owns and versions: its formulary and its templates.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{index, refers, rule, table};

/// Creates the tables of formularies and templates.
pub(super) struct IcbContent;

impl MigrationName for IcbContent {
    fn name(&self) -> &'static str {
        "m0006_icb_content"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for IcbContent {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut formularies = table(
            "formularies",
            vec![
                text("icb_code"),
                integer("version"),
                date("from_day"),
                json("body"),
                timestamp_with_time_zone("imported_at"),
                timestamp_with_time_zone_null("activated_at"),
                uuid_null("activated_by"),
                timestamp_with_time_zone_null("ended_at"),
                uuid_null("ended_by"),
            ],
        );
        refers(&mut formularies, "formularies", "icb_code", "organisations", "code");
        rule(&mut formularies, "formularies_version_check", "version > 0");
        rule(
            &mut formularies,
            "formularies_ended_check",
            "(ended_at IS NULL OR activated_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL)",
        );
        manager.create_table(formularies).await?;

        let mut templates = table(
            "templates",
            vec![
                text("icb_code"),
                text("template_id"),
                integer("version"),
                json("body"),
                uuid("made_by"),
                timestamp_with_time_zone("made_at"),
                uuid_null("approved_by"),
                timestamp_with_time_zone_null("approved_at"),
                uuid_null("ended_by"),
                timestamp_with_time_zone_null("ended_at"),
                text_null("ended_reason"),
            ],
        );
        refers(&mut templates, "templates", "icb_code", "organisations", "code");
        refers(&mut templates, "templates", "made_by", "staff", "id");
        refers(&mut templates, "templates", "approved_by", "staff", "id");
        rule(&mut templates, "templates_version_check", "version > 0");
        rule(&mut templates, "templates_approved_check", "(approved_at IS NULL) = (approved_by IS NULL)");
        rule(&mut templates, "templates_ended_check", "(ended_at IS NULL) = (ended_by IS NULL)");
        manager.create_table(templates).await?;
        manager.create_index(index("templates_made_at", "templates", &["icb_code", "made_at"])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
