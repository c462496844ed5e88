//! Drafts and signed plans.

use sea_orm_migration::schema::*;

use super::Part;
use super::table::{index, one_of, refers, rule, table};

pub(super) fn tables() -> Part {
    let mut drafts = table(
        "drafts",
        vec![
            uuid("id"),
            uuid("patient_id"),
            text("practice_code"),
            text("template_id"),
            json("form"),
            big_integer("revision"),
            text("state"),
            uuid("started_by"),
            timestamp_with_time_zone("started_at"),
            uuid("saved_by"),
            timestamp_with_time_zone("saved_at"),
        ],
    );
    one_of(&mut drafts, "drafts_state_check", "state", &["open", "signed", "discarded"]);
    rule(&mut drafts, "drafts_revision_check", "revision >= 0");
    refers(&mut drafts, "drafts", "patient_id", "patients", "id");
    refers(&mut drafts, "drafts", "practice_code", "organisations", "code");
    refers(&mut drafts, "drafts", "started_by", "staff", "id");
    refers(&mut drafts, "drafts", "saved_by", "staff", "id");

    let mut draft_revisions = table(
        "draft_revisions",
        vec![
            uuid("draft_id"),
            big_integer("revision"),
            json("form"),
            uuid("saved_by"),
            timestamp_with_time_zone("saved_at"),
        ],
    );
    refers(&mut draft_revisions, "draft_revisions", "draft_id", "drafts", "id");
    refers(&mut draft_revisions, "draft_revisions", "saved_by", "staff", "id");

    (
        vec![drafts, draft_revisions, plan_versions()],
        vec![
            index("drafts_patient_index", "drafts", &["patient_id"]),
            index("plan_versions_practice_index", "plan_versions", &["practice_code", "status"]),
        ],
    )
}

fn plan_versions() -> sea_orm_migration::sea_query::TableCreateStatement {
    let mut plans = table(
        "plan_versions",
        vec![
            uuid("id"),
            uuid("patient_id"),
            integer("number"),
            uuid("draft_id"),
            text("practice_code"),
            // Text, not JSON: the very bytes the signature's hash stands for.
            text("content"),
            text("content_hash"),
            text("template_id"),
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
    rule(&mut plans, "plan_versions_number_check", "number >= 1");
    rule(&mut plans, "plan_versions_ended_check", "(status = 'signed') = (ended_at IS NULL)");
    one_of(&mut plans, "plan_versions_status_check", "status", &["signed", "superseded", "withdrawn"]);
    one_of(&mut plans, "plan_versions_author_role_check", "author_role", &["nurse", "gp"]);
    refers(&mut plans, "plan_versions", "patient_id", "patients", "id");
    refers(&mut plans, "plan_versions", "draft_id", "drafts", "id");
    refers(&mut plans, "plan_versions", "practice_code", "organisations", "code");
    refers(&mut plans, "plan_versions", "author_id", "staff", "id");
    refers(&mut plans, "plan_versions", "ended_by", "staff", "id");
    plans
}
