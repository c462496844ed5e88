//! What comes before and after signing: questions before a visit, filing and teaching back, and what signing costs.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{index, one_of, refers, rule, table};

/// Creates the tables around a visit.
pub(super) struct Visits;

impl MigrationName for Visits {
    fn name(&self) -> &'static str {
        "m0004_visits"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Visits {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(plan_follow_ups()).await?;
        manager.create_table(visit_questions()).await?;
        manager.create_index(index("visit_questions_patient_index", "visit_questions", &["patient_id"])).await?;
        let mut efforts = sign_efforts();
        if manager.get_database_backend() == DbBackend::Sqlite {
            // In key order, so that the order of rows says nothing of the order of signings.
            efforts.extra("WITHOUT ROWID");
        }
        manager.create_table(efforts).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn plan_follow_ups() -> TableCreateStatement {
    let mut follow_ups = table(
        "plan_follow_ups",
        vec![
            uuid("version_id"),
            uuid_null("filed_by"),
            timestamp_with_time_zone_null("filed_at"),
            uuid_null("taught_by"),
            timestamp_with_time_zone_null("taught_at"),
        ],
    );
    rule(&mut follow_ups, "plan_follow_ups_filed_check", "(filed_by IS NULL) = (filed_at IS NULL)");
    rule(&mut follow_ups, "plan_follow_ups_taught_check", "(taught_by IS NULL) = (taught_at IS NULL)");
    refers(&mut follow_ups, "plan_follow_ups", "version_id", "plan_versions", "id");
    refers(&mut follow_ups, "plan_follow_ups", "filed_by", "staff", "id");
    refers(&mut follow_ups, "plan_follow_ups", "taught_by", "staff", "id");
    follow_ups
}

fn visit_questions() -> TableCreateStatement {
    let mut questions = table(
        "visit_questions",
        vec![
            uuid("id"),
            uuid("patient_id"),
            text("practice_code"),
            uuid("asked_by"),
            timestamp_with_time_zone("asked_at"),
            timestamp_with_time_zone("closes_at"),
            json_null("answers"),
            uuid_null("answered_by"),
            text_null("answered_as"),
            timestamp_with_time_zone_null("answered_at"),
        ],
    );
    rule(
        &mut questions,
        "visit_questions_answered_check",
        "(answers IS NULL) = (answered_at IS NULL) AND (answered_by IS NULL) = (answered_at IS NULL) \
         AND (answered_as IS NULL) = (answered_at IS NULL)",
    );
    one_of(&mut questions, "visit_questions_answered_as_check", "answered_as", &["myself", "parent"]);
    refers(&mut questions, "visit_questions", "patient_id", "patients", "id");
    refers(&mut questions, "visit_questions", "practice_code", "organisations", "code");
    refers(&mut questions, "visit_questions", "asked_by", "staff", "id");
    refers(&mut questions, "visit_questions", "answered_by", "accounts", "id");
    questions
}

fn sign_efforts() -> TableCreateStatement {
    let mut efforts = table(
        "sign_efforts",
        vec![
            text("practice_code"),
            date("day"),
            text("template_id"),
            text("kind"),
            text("counted_by"),
            integer("seconds"),
            integer("keys"),
            integer("clicks"),
            big_integer("value"),
        ],
    );
    one_of(&mut efforts, "sign_efforts_kind_check", "kind", &["new", "renewal"]);
    one_of(&mut efforts, "sign_efforts_counted_by_check", "counted_by", &["browser", "server"]);
    rule(&mut efforts, "sign_efforts_counts_check", "seconds >= 0 AND keys >= 0 AND clicks >= 0 AND value >= 1");
    refers(&mut efforts, "sign_efforts", "practice_code", "organisations", "code");
    efforts
}
