//! Joining and coming back: public links, what people say of themselves, how far parents act, passkeys.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{index, one_of, refers, rule, table};

/// Creates the tables of joining, of parents and of passkeys.
pub(super) struct Joining;

impl MigrationName for Joining {
    fn name(&self) -> &'static str {
        "m0009_joining"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Joining {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            [campaigns(), screenings(), policies(), decisions(), assessments(), passkeys(), passkey_questions()];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in [
            index("campaigns_organisation_index", "campaigns", &["organisation_code"]),
            index("screenings_patient_index", "screenings", &["patient_id", "said_at"]),
            index("parent_decisions_patient_index", "parent_decisions", &["patient_id", "decided_at"]),
            index("gillick_assessments_patient_index", "gillick_assessments", &["patient_id", "assessed_at"]),
            index("passkeys_account_index", "passkeys", &["account_id"]),
        ] {
            manager.create_index(index).await?;
        }
        // One column a statement: SQLite takes no more.
        for (table, column) in [
            ("invitations", uuid_null("account_id")),
            ("consents", uuid_null("campaign_id")),
            ("sessions", text_null("device")),
        ] {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn campaigns() -> TableCreateStatement {
    let mut campaigns = table(
        "campaigns",
        vec![
            uuid("id"),
            text("code"),
            text("organisation_code"),
            text("source"),
            text("name"),
            uuid("made_by"),
            timestamp_with_time_zone("made_at"),
            date("ends_on"),
            timestamp_with_time_zone_null("stopped_at"),
        ],
    );
    one_of(&mut campaigns, "campaigns_source_check", "source", &["school", "social", "letter", "other"]);
    rule(&mut campaigns, "campaigns_name_check", "name <> ''");
    refers(&mut campaigns, "campaigns", "organisation_code", "organisations", "code");
    refers(&mut campaigns, "campaigns", "made_by", "staff", "id");
    campaigns
}

fn screenings() -> TableCreateStatement {
    let mut screenings = table(
        "screenings",
        vec![
            uuid("id"),
            uuid("patient_id"),
            uuid("account_id"),
            text("condition"),
            text("language"),
            text_null("ethnicity"),
            json_null("baseline"),
            timestamp_with_time_zone("said_at"),
        ],
    );
    rule(&mut screenings, "screenings_condition_check", "condition <> ''");
    refers(&mut screenings, "screenings", "patient_id", "patients", "id");
    refers(&mut screenings, "screenings", "account_id", "accounts", "id");
    screenings
}

fn policies() -> TableCreateStatement {
    let mut policies = table(
        "parent_policies",
        vec![
            text("icb_code"),
            integer("review_from"),
            integer("ends_at"),
            uuid("set_by"),
            timestamp_with_time_zone("set_at"),
        ],
    );
    rule(&mut policies, "parent_policies_ages_check", "review_from >= 11 AND review_from < ends_at AND ends_at <= 16");
    refers(&mut policies, "parent_policies", "icb_code", "organisations", "code");
    refers(&mut policies, "parent_policies", "set_by", "staff", "id");
    policies
}

fn decisions() -> TableCreateStatement {
    let mut decisions = table(
        "parent_decisions",
        vec![
            uuid("id"),
            uuid("patient_id"),
            uuid_null("account_id"),
            text("decision"),
            uuid_null("by_staff"),
            uuid_null("by_account"),
            text_null("words"),
            timestamp_with_time_zone("decided_at"),
        ],
    );
    let words = ["continues", "plan_only", "goes_on", "agreed", "ended", "diary_hidden", "diary_shown"];
    one_of(&mut decisions, "parent_decisions_decision_check", "decision", &words);
    rule(&mut decisions, "parent_decisions_by_check", "(by_staff IS NULL) <> (by_account IS NULL)");
    refers(&mut decisions, "parent_decisions", "patient_id", "patients", "id");
    refers(&mut decisions, "parent_decisions", "account_id", "accounts", "id");
    refers(&mut decisions, "parent_decisions", "by_staff", "staff", "id");
    refers(&mut decisions, "parent_decisions", "by_account", "accounts", "id");
    decisions
}

fn assessments() -> TableCreateStatement {
    let mut assessments = table(
        "gillick_assessments",
        vec![
            uuid("id"),
            uuid("patient_id"),
            text("practice_code"),
            json("answers"),
            text("notes"),
            boolean("competent"),
            uuid("assessed_by"),
            timestamp_with_time_zone("assessed_at"),
        ],
    );
    refers(&mut assessments, "gillick_assessments", "patient_id", "patients", "id");
    refers(&mut assessments, "gillick_assessments", "practice_code", "organisations", "code");
    refers(&mut assessments, "gillick_assessments", "assessed_by", "staff", "id");
    assessments
}

fn passkeys() -> TableCreateStatement {
    let mut passkeys = table(
        "passkeys",
        vec![
            text("id"),
            uuid("account_id"),
            text("device"),
            text("kept"),
            timestamp_with_time_zone("made_at"),
            timestamp_with_time_zone_null("used_at"),
        ],
    );
    refers(&mut passkeys, "passkeys", "account_id", "accounts", "id");
    passkeys
}

fn passkey_questions() -> TableCreateStatement {
    let mut questions = table(
        "passkey_questions",
        vec![uuid("id"), uuid_null("account_id"), text("state"), timestamp_with_time_zone("asked_at")],
    );
    refers(&mut questions, "passkey_questions", "account_id", "accounts", "id");
    questions
}
