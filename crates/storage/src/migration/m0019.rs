//! Keys with which an ICB's own tools read its figures.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{index, refers, rule, table};

/// Creates the table of keys.
pub(super) struct ApiTokens;

impl MigrationName for ApiTokens {
    fn name(&self) -> &'static str {
        "m0019_api_tokens"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ApiTokens {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(tokens()).await?;
        manager.create_index(index("api_tokens_icb_index", "api_tokens", &["icb_code"])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn tokens() -> TableCreateStatement {
    let mut tokens = table(
        "api_tokens",
        vec![
            uuid("id"),
            text("icb_code"),
            text("scope_code"),
            text("name"),
            text("secret_hash"),
            uuid("made_by"),
            timestamp_with_time_zone("made_at"),
            date("ends_on"),
            date_null("used_on"),
            timestamp_with_time_zone_null("revoked_at"),
        ],
    );
    rule(&mut tokens, "api_tokens_name_check", "name <> ''");
    refers(&mut tokens, "api_tokens", "icb_code", "organisations", "code");
    refers(&mut tokens, "api_tokens", "scope_code", "organisations", "code");
    refers(&mut tokens, "api_tokens", "made_by", "staff", "id");
    tokens
}
