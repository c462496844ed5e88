//! What people did, and the figures kept from it.

use sea_orm::DbBackend;
use sea_orm_migration::schema::*;

use super::Part;
use super::table::{index, one_of, refers, rule, sequence, table};

type Table = sea_orm_migration::sea_query::TableCreateStatement;

pub(super) fn tables(backend: DbBackend) -> Part {
    let mut counters = [active_days(), rollups()];
    if backend == DbBackend::Sqlite {
        // The key is nearly the whole row: kept once, in key order.
        for table in &mut counters {
            table.extra("WITHOUT ROWID");
        }
    }
    let [active_days, rollups] = counters;
    (
        vec![diary_entries(), activity_events(), progress(), active_days, rollups],
        vec![
            index("diary_entries_patient_index", "diary_entries", &["patient_id", "happened_at"]),
            index("activity_events_practice_day_index", "activity_events", &["practice_code", "day"]),
            index("activity_events_practice_seq_index", "activity_events", &["practice_code", "seq"]),
            index("activity_events_patient_day_index", "activity_events", &["patient_id", "day"]),
            // Everything a board counts, so that it is counted in the index alone.
            index(
                "progress_practice_index",
                "progress",
                &[
                    "practice_code",
                    "registered_day",
                    "invited_day",
                    "activated_day",
                    "plan_review_due",
                    "plan_seen_day",
                ],
            ),
            index("active_days_practice_index", "active_days", &["practice_code", "day", "patient_id"]),
        ],
    )
}

fn diary_entries() -> Table {
    let mut entries = table(
        "diary_entries",
        vec![
            uuid("id"),
            uuid("patient_id"),
            uuid("account_id"),
            timestamp_with_time_zone("happened_at"),
            timestamp_with_time_zone("received_at"),
            date("day"),
            integer_null("peak_flow"),
            json("symptoms"),
            text("zone"),
            uuid_null("plan_version_id"),
            integer_null("plan_number"),
        ],
    );
    rule(&mut entries, "diary_entries_peak_flow_check", "peak_flow BETWEEN 1 AND 999");
    rule(&mut entries, "diary_entries_plan_check", "(plan_version_id IS NULL) = (plan_number IS NULL)");
    one_of(&mut entries, "diary_entries_zone_check", "zone", &["green", "amber", "red"]);
    refers(&mut entries, "diary_entries", "patient_id", "patients", "id");
    refers(&mut entries, "diary_entries", "account_id", "accounts", "id");
    refers(&mut entries, "diary_entries", "plan_version_id", "plan_versions", "id");
    entries
}

fn activity_events() -> Table {
    let mut events = table(
        "activity_events",
        vec![
            sequence("seq"),
            uuid("id"),
            text("kind"),
            text("practice_code"),
            uuid("patient_id"),
            timestamp_with_time_zone("happened_at"),
            timestamp_with_time_zone("received_at"),
            date("day"),
        ],
    );
    // No list of words here: kinds of events are added more often than a table can be rebuilt.
    rule(&mut events, "activity_events_kind_check", "kind <> ''");
    refers(&mut events, "activity_events", "practice_code", "organisations", "code");
    refers(&mut events, "activity_events", "patient_id", "patients", "id");
    events
}

fn progress() -> Table {
    let mut progress = table(
        "progress",
        vec![
            uuid("patient_id"),
            text("practice_code"),
            date_null("invited_day"),
            date_null("registered_day"),
            text_null("source"),
            date_null("plan_seen_day"),
            date_null("first_act_day"),
            date_null("activated_day"),
            date_null("plan_review_due"),
        ],
    );
    one_of(&mut progress, "progress_source_check", "source", &["practice", "school", "social", "letter", "other"]);
    refers(&mut progress, "progress", "patient_id", "patients", "id");
    refers(&mut progress, "progress", "practice_code", "organisations", "code");
    progress
}

fn active_days() -> Table {
    let mut days = table("active_days", vec![uuid("patient_id"), date("day"), text("practice_code")]);
    refers(&mut days, "active_days", "patient_id", "patients", "id");
    refers(&mut days, "active_days", "practice_code", "organisations", "code");
    days
}

fn rollups() -> Table {
    let mut rollups =
        table("rollups", vec![text("organisation_code"), text("metric"), date("day"), big_integer("value")]);
    // A later migration replaces the table, so the list of keys knows it no more.
    rollups.primary_key(
        sea_orm_migration::prelude::Index::create()
            .name("rollups_pkey")
            .col("organisation_code")
            .col("metric")
            .col("day"),
    );
    refers(&mut rollups, "rollups", "organisation_code", "organisations", "code");
    rollups
}
