//! Plans for other conditions: the templates ICBs own and the signed plans.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::m0001::guards::{Guard, On, triggers};
use super::table::{among, index, one_of, refers, rule, table};
use crate::constraints::KEYS;

/// Creates the tables of plans for other conditions.
pub(super) struct Conditions;

impl MigrationName for Conditions {
    fn name(&self) -> &'static str {
        "m0007_conditions"
    }
}

const GUARDS: &[Guard] = &[
    Guard {
        name: "condition_plans_kept_as_signed",
        table: "condition_plans",
        on: On::Setting(
            "id, patient_id, condition, number, practice_code, content, content_hash, template_version, rules_version, \
             confirmations, author_id, author_name, author_role, signed_at, review_due",
        ),
    },
    Guard {
        name: "condition_plans_end_is_final",
        table: "condition_plans",
        on: On::UpdateWhen("OLD.status <> 'signed'"),
    },
    Guard { name: "condition_plans_never_deleted", table: "condition_plans", on: On::Delete },
];

const CONDITIONS: [&str; 3] = ["allergy", "epilepsy", "sickle-cell"];

#[async_trait::async_trait]
impl MigrationTrait for Conditions {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(templates()).await?;
        manager.create_table(plans()).await?;
        manager
            .create_index(index("condition_plans_practice_index", "condition_plans", &["practice_code", "status"]))
            .await?;
        let indexes = KEYS.iter().filter(|key| key.table == "condition_plans").filter_map(among);
        for sql in indexes.chain(triggers(manager.get_database_backend(), GUARDS)) {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn templates() -> TableCreateStatement {
    let mut templates = table(
        "condition_templates",
        vec![
            text("icb_code"),
            text("condition"),
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
    refers(&mut templates, "condition_templates", "icb_code", "organisations", "code");
    refers(&mut templates, "condition_templates", "made_by", "staff", "id");
    refers(&mut templates, "condition_templates", "approved_by", "staff", "id");
    refers(&mut templates, "condition_templates", "ended_by", "staff", "id");
    one_of(&mut templates, "condition_templates_condition_check", "condition", &CONDITIONS);
    rule(&mut templates, "condition_templates_version_check", "version > 0");
    rule(&mut templates, "condition_templates_approved_check", "(approved_at IS NULL) = (approved_by IS NULL)");
    rule(&mut templates, "condition_templates_ended_check", "(ended_at IS NULL) = (ended_by IS NULL)");
    templates
}

fn plans() -> TableCreateStatement {
    let mut plans = table(
        "condition_plans",
        vec![
            uuid("id"),
            uuid("patient_id"),
            text("condition"),
            integer("number"),
            text("practice_code"),
            // Text, not JSON: the very bytes the signature's hash stands for.
            text("content"),
            text("content_hash"),
            integer("template_version"),
            integer("rules_version"),
            json("confirmations"),
            uuid("author_id"),
            text("author_name"),
            text("author_role"),
            timestamp_with_time_zone("signed_at"),
            date("review_due"),
            text("status"),
            timestamp_with_time_zone_null("ended_at"),
            uuid_null("ended_by"),
            text_null("ended_reason"),
        ],
    );
    one_of(&mut plans, "condition_plans_condition_check", "condition", &CONDITIONS);
    rule(&mut plans, "condition_plans_number_check", "number >= 1");
    rule(&mut plans, "condition_plans_ended_check", "(status = 'signed') = (ended_at IS NULL)");
    one_of(&mut plans, "condition_plans_status_check", "status", &["signed", "superseded", "withdrawn"]);
    one_of(&mut plans, "condition_plans_author_role_check", "author_role", &["nurse", "gp"]);
    refers(&mut plans, "condition_plans", "patient_id", "patients", "id");
    refers(&mut plans, "condition_plans", "practice_code", "organisations", "code");
    refers(&mut plans, "condition_plans", "author_id", "staff", "id");
    refers(&mut plans, "condition_plans", "ended_by", "staff", "id");
    plans
}
