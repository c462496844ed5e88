//! Sharing a plan by a link.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{index, one_of, refers, rule, table};

/// Creates the tables of links and of when they were opened.
pub(super) struct Sharing;

impl MigrationName for Sharing {
    fn name(&self) -> &'static str {
        "m0011_sharing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Sharing {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut shares = table(
            "shares",
            vec![
                uuid("id"),
                uuid("patient_id"),
                uuid("account_id"),
                text("purpose"),
                text("name"),
                text("link_hash"),
                text_null("code_hash"),
                timestamp_with_time_zone("made_at"),
                date("ends_on"),
                integer("wrong_codes"),
                timestamp_with_time_zone_null("stopped_at"),
            ],
        );
        one_of(&mut shares, "shares_purpose_check", "purpose", &["school", "family", "carer"]);
        rule(&mut shares, "shares_name_check", "name <> ''");
        rule(&mut shares, "shares_wrong_codes_check", "wrong_codes >= 0");
        refers(&mut shares, "shares", "patient_id", "patients", "id");
        refers(&mut shares, "shares", "account_id", "accounts", "id");
        manager.create_table(shares).await?;

        let mut views = table("share_views", vec![uuid("id"), uuid("share_id"), timestamp_with_time_zone("viewed_at")]);
        refers(&mut views, "share_views", "share_id", "shares", "id");
        manager.create_table(views).await?;
        manager.create_index(index("shares_patient_index", "shares", &["patient_id", "made_at"])).await?;
        manager.create_index(index("share_views_index", "share_views", &["share_id", "viewed_at"])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
