//! The diary as devices send it: times told by phones, entries beside check-ins, what was taken back or put right, what
//! was set aside, and the reviews that an attack asks of the practice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::m0001::guards::{Guard, On, triggers};
use super::table::{index, one_of, refers, rule, table};

/// Creates what the diary and its sync need.
pub(super) struct Diary;

impl MigrationName for Diary {
    fn name(&self) -> &'static str {
        "m0008_diary"
    }
}

const GUARDS: &[Guard] = &[
    Guard { name: "diary_entries_never_changed", table: "diary_entries", on: On::Update },
    Guard { name: "diary_notes_never_changed", table: "diary_notes", on: On::Update },
    Guard { name: "diary_changes_never_changed", table: "diary_changes", on: On::Update },
];

#[async_trait::async_trait]
impl MigrationTrait for Diary {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite takes no more.
        for column in [
            timestamp_with_time_zone_null("noted_at"),
            uuid_null("device_id"),
            boolean("time_uncertain").default(false).take(),
            boolean("reading_sure").default(false).take(),
        ] {
            manager.alter_table(Table::alter().table("diary_entries").add_column(column).take()).await?;
        }
        for table in [notes(), changes(), conflicts(), batches(), reviews()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("diary_notes_patient_index", "diary_notes", &["patient_id", "happened_at"]),
            index("diary_changes_patient_index", "diary_changes", &["patient_id"]),
            index("attack_reviews_practice_index", "attack_reviews", &["practice_code", "done_at"]),
        ] {
            manager.create_index(index).await?;
        }
        for sql in triggers(manager.get_database_backend(), GUARDS) {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn notes() -> TableCreateStatement {
    let mut notes = table(
        "diary_notes",
        vec![
            uuid("id"),
            uuid("patient_id"),
            uuid("account_id"),
            timestamp_with_time_zone("happened_at"),
            timestamp_with_time_zone("received_at"),
            date("day"),
            text("kind"),
            json("details"),
        ],
    );
    // No list of words here: kinds are added more often than a table can be rebuilt.
    rule(&mut notes, "diary_notes_kind_check", "kind <> ''");
    refers(&mut notes, "diary_notes", "patient_id", "patients", "id");
    refers(&mut notes, "diary_notes", "account_id", "accounts", "id");
    notes
}

fn changes() -> TableCreateStatement {
    let mut changes = table(
        "diary_changes",
        vec![
            // A check-in or another note: their ids never meet.
            uuid("entry_id"),
            uuid("patient_id"),
            uuid("account_id"),
            timestamp_with_time_zone("made_at"),
            uuid_null("replaced_by"),
        ],
    );
    rule(&mut changes, "diary_changes_replaced_check", "replaced_by <> entry_id");
    refers(&mut changes, "diary_changes", "patient_id", "patients", "id");
    refers(&mut changes, "diary_changes", "account_id", "accounts", "id");
    changes
}

fn conflicts() -> TableCreateStatement {
    let mut conflicts = table(
        "diary_conflicts",
        vec![
            uuid("entry_id"),
            text("content_hash"),
            uuid("patient_id"),
            uuid("account_id"),
            uuid("device_id"),
            timestamp_with_time_zone("received_at"),
            json("content"),
        ],
    );
    refers(&mut conflicts, "diary_conflicts", "patient_id", "patients", "id");
    refers(&mut conflicts, "diary_conflicts", "account_id", "accounts", "id");
    conflicts
}

fn batches() -> TableCreateStatement {
    let mut batches = table(
        "sync_batches",
        vec![
            uuid("id"),
            uuid("account_id"),
            uuid("device_id"),
            timestamp_with_time_zone("sent_at"),
            timestamp_with_time_zone("received_at"),
            // How far the device's clock was ahead: kept, never taken off a time that somebody told.
            big_integer("seconds_ahead"),
            integer("entries"),
            integer("kept"),
        ],
    );
    rule(&mut batches, "sync_batches_kept_check", "kept BETWEEN 0 AND entries");
    refers(&mut batches, "sync_batches", "account_id", "accounts", "id");
    batches
}

fn reviews() -> TableCreateStatement {
    let mut reviews = table(
        "attack_reviews",
        vec![
            uuid("id"),
            uuid("note_id"),
            uuid("patient_id"),
            text("practice_code"),
            text("cause"),
            date("from_day"),
            // Empty while somebody is in hospital: the clock starts when they leave.
            timestamp_with_time_zone_null("due_at"),
            timestamp_with_time_zone("opened_at"),
            uuid_null("owner_id"),
            timestamp_with_time_zone_null("taken_back_at"),
            timestamp_with_time_zone_null("done_at"),
            uuid_null("done_by"),
        ],
    );
    one_of(&mut reviews, "attack_reviews_cause_check", "cause", &["attack", "a_and_e", "hospital"]);
    rule(&mut reviews, "attack_reviews_done_check", "(done_at IS NULL) = (done_by IS NULL)");
    refers(&mut reviews, "attack_reviews", "note_id", "diary_notes", "id");
    refers(&mut reviews, "attack_reviews", "patient_id", "patients", "id");
    refers(&mut reviews, "attack_reviews", "practice_code", "organisations", "code");
    refers(&mut reviews, "attack_reviews", "owner_id", "staff", "id");
    refers(&mut reviews, "attack_reviews", "done_by", "staff", "id");
    reviews
}
