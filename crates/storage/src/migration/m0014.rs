//! Being heard: the pages an ICB writes for its patients, and how people like the service.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{index, refers, rule, table};

/// Creates the tables of local pages and of the two questions.
pub(super) struct FeelHeard;

impl MigrationName for FeelHeard {
    fn name(&self) -> &'static str {
        "m0014_feel_heard"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for FeelHeard {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(pages()).await?;
        manager.create_table(asked()).await?;
        manager.create_table(counts()).await?;
        manager.create_index(index("local_pages_icb_index", "local_pages", &["icb_code"])).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn pages() -> TableCreateStatement {
    let mut pages = table(
        "local_pages",
        vec![
            uuid("page_id"),
            integer("version"),
            text("icb_code"),
            text("title"),
            text("body"),
            text("owner"),
            date("review_by"),
            uuid("written_by"),
            timestamp_with_time_zone("written_at"),
            uuid_null("approved_by"),
            timestamp_with_time_zone_null("approved_at"),
            uuid_null("withdrawn_by"),
            timestamp_with_time_zone_null("withdrawn_at"),
        ],
    );
    rule(&mut pages, "local_pages_version_check", "version >= 1");
    rule(&mut pages, "local_pages_words_check", "title <> '' AND body <> '' AND owner <> ''");
    rule(&mut pages, "local_pages_approved_check", "(approved_by IS NULL) = (approved_at IS NULL)");
    rule(&mut pages, "local_pages_withdrawn_check", "(withdrawn_by IS NULL) = (withdrawn_at IS NULL)");
    refers(&mut pages, "local_pages", "icb_code", "organisations", "code");
    refers(&mut pages, "local_pages", "written_by", "staff", "id");
    refers(&mut pages, "local_pages", "approved_by", "staff", "id");
    refers(&mut pages, "local_pages", "withdrawn_by", "staff", "id");
    pages
}

fn asked() -> TableCreateStatement {
    let mut asked = table("feedback_asked", vec![uuid("account_id"), date("asked_on")]);
    refers(&mut asked, "feedback_asked", "account_id", "accounts", "id");
    asked
}

/// Satisfied 0 stands for "Not now". No account, no patient and no day: an answer is nobody's.
fn counts() -> TableCreateStatement {
    let mut counts = table(
        "feedback_counts",
        vec![text("icb_code"), date("month"), integer("satisfied"), integer("recommend"), big_integer("value")],
    );
    let answer = "satisfied BETWEEN 0 AND 5 AND recommend BETWEEN 0 AND 10 AND (satisfied > 0 OR recommend = 0)";
    rule(&mut counts, "feedback_counts_answer_check", answer);
    refers(&mut counts, "feedback_counts", "icb_code", "organisations", "code");
    counts
}
