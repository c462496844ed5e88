//! A second person: reviews of drafts, remarks on lines, certificates, and what a signature and a session say of them.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{among, index, one_of, refers, rule, table};
use crate::constraints::KEYS;

/// Creates what review, approval and fresh proof of identity need.
pub(super) struct SecondPerson;

impl MigrationName for SecondPerson {
    fn name(&self) -> &'static str {
        "m0003_second_person"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SecondPerson {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [reviews(), comments(), certificates()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("plan_reviews_practice_index", "plan_reviews", &["practice_code", "state"]),
            index("plan_comments_review_index", "plan_comments", &["review_id"]),
            index("certificates_staff_index", "certificates", &["staff_id", "subject"]),
        ] {
            manager.create_index(index).await?;
        }
        let db = manager.get_connection();
        for sql in KEYS.iter().filter(|key| key.table == "plan_reviews").filter_map(among) {
            db.execute_unprepared(&sql).await?;
        }
        // One column a statement: SQLite takes no more.
        for (table, column) in [
            ("plan_versions", uuid_null("approver_id")),
            ("plan_versions", text_null("approver_name")),
            ("plan_versions", text_null("approver_role")),
            ("sessions", timestamp_with_time_zone_null("proved_at")),
        ] {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        // What was signed stays as it was signed: the second person as well.
        let guard = match manager.get_database_backend() {
            DbBackend::Sqlite => "BEGIN SELECT RAISE(ABORT, 'plan_versions_kept_as_approved'); END",
            _ => "FOR EACH ROW EXECUTE FUNCTION forbid_change()",
        };
        let trigger = format!(
            "CREATE TRIGGER plan_versions_kept_as_approved BEFORE UPDATE OF approver_id, approver_name, approver_role \
             ON plan_versions {guard}"
        );
        db.execute_unprepared(&trigger).await.map(drop)
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn reviews() -> TableCreateStatement {
    let mut reviews = table(
        "plan_reviews",
        vec![
            uuid("id"),
            uuid("patient_id"),
            text("practice_code"),
            uuid("draft_id"),
            big_integer("revision"),
            json("reasons"),
            text("state"),
            uuid("asked_by"),
            timestamp_with_time_zone("asked_at"),
            uuid_null("decided_by"),
            timestamp_with_time_zone_null("decided_at"),
            text_null("words"),
        ],
    );
    one_of(&mut reviews, "plan_reviews_state_check", "state", &["waiting", "sent_back", "approved", "taken_back"]);
    rule(&mut reviews, "plan_reviews_decided_check", "(state = 'waiting') = (decided_at IS NULL)");
    // Nobody approves what they asked for, whatever the program says.
    rule(&mut reviews, "plan_reviews_own_check", "state <> 'approved' OR decided_by <> asked_by");
    refers(&mut reviews, "plan_reviews", "patient_id", "patients", "id");
    refers(&mut reviews, "plan_reviews", "practice_code", "organisations", "code");
    refers(&mut reviews, "plan_reviews", "draft_id", "drafts", "id");
    refers(&mut reviews, "plan_reviews", "asked_by", "staff", "id");
    refers(&mut reviews, "plan_reviews", "decided_by", "staff", "id");
    reviews
}

fn comments() -> TableCreateStatement {
    let mut comments = table(
        "plan_comments",
        vec![
            uuid("id"),
            uuid("review_id"),
            text("field"),
            text("words"),
            uuid("written_by"),
            timestamp_with_time_zone("written_at"),
            uuid_null("settled_by"),
            timestamp_with_time_zone_null("settled_at"),
        ],
    );
    rule(&mut comments, "plan_comments_words_check", "words <> ''");
    refers(&mut comments, "plan_comments", "review_id", "plan_reviews", "id");
    refers(&mut comments, "plan_comments", "written_by", "staff", "id");
    refers(&mut comments, "plan_comments", "settled_by", "staff", "id");
    comments
}

fn certificates() -> TableCreateStatement {
    let mut certificates = table(
        "certificates",
        vec![
            uuid("id"),
            uuid("staff_id"),
            text("subject"),
            timestamp_with_time_zone("valid_from"),
            timestamp_with_time_zone("valid_until"),
            uuid("recorded_by"),
            timestamp_with_time_zone("recorded_at"),
        ],
    );
    rule(&mut certificates, "certificates_time_check", "valid_from <= valid_until");
    refers(&mut certificates, "certificates", "staff_id", "staff", "id");
    refers(&mut certificates, "certificates", "recorded_by", "staff", "id");
    certificates
}
