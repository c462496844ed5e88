//! Medicines: doses that were ticked and when they are due, reminders, practised techniques, requests for more.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::m0001::guards::{Guard, On, triggers};
use super::table::{among, index, one_of, refers, rule, table};
use crate::constraints::KEYS;

/// Creates the tables of medicines.
pub(super) struct Medicines;

impl MigrationName for Medicines {
    fn name(&self) -> &'static str {
        "m0010_medicines"
    }
}

/// What was ticked stays; taking it back is one more fact.
const GUARDS: &[Guard] = &[Guard {
    name: "doses_kept_as_ticked",
    table: "doses",
    on: On::Setting("id, patient_id, account_id, day, slot, product, puffs, taken_at, received_at, sure"),
}];

const SLOTS: [&str; 2] = ["morning", "night"];
const STATES: [&str; 6] = ["asked", "seen", "approved", "sent", "refused", "taken_back"];

#[async_trait::async_trait]
impl MigrationTrait for Medicines {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            doses(),
            times(),
            reminders(),
            subscriptions(),
            sent(),
            techniques(),
            requests(),
            items(),
            steps(),
            usual_days(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("doses_patient_index", "doses", &["patient_id", "day"]),
            index("push_subscriptions_account_index", "push_subscriptions", &["account_id"]),
            index("repeat_requests_practice_index", "repeat_requests", &["practice_code", "asked_at"]),
            index("repeat_requests_patient_index", "repeat_requests", &["patient_id", "asked_at"]),
            index("repeat_items_request_index", "repeat_items", &["request_id"]),
        ] {
            manager.create_index(index).await?;
        }
        let indexes = KEYS.iter().filter(|key| key.table == "repeat_items").filter_map(among);
        for sql in indexes.chain(triggers(manager.get_database_backend(), GUARDS)) {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn doses() -> TableCreateStatement {
    let mut doses = table(
        "doses",
        vec![
            uuid("id"),
            uuid("patient_id"),
            uuid("account_id"),
            text("relationship"),
            date("day"),
            text("slot"),
            text("product"),
            integer("puffs"),
            timestamp_with_time_zone("taken_at"),
            timestamp_with_time_zone("received_at"),
            text("sure"),
            timestamp_with_time_zone_null("undone_at"),
            uuid_null("undone_by"),
        ],
    );
    one_of(&mut doses, "doses_slot_check", "slot", &SLOTS);
    one_of(&mut doses, "doses_sure_check", "sure", &["ask", "yes", "offline"]);
    rule(&mut doses, "doses_puffs_check", "puffs > 0");
    rule(&mut doses, "doses_undone_check", "(undone_at IS NULL) = (undone_by IS NULL)");
    refers(&mut doses, "doses", "patient_id", "patients", "id");
    refers(&mut doses, "doses", "account_id", "accounts", "id");
    refers(&mut doses, "doses", "undone_by", "accounts", "id");
    doses
}

fn times() -> TableCreateStatement {
    let mut times = table(
        "dose_times",
        vec![
            uuid("patient_id"),
            text("morning"),
            text("night"),
            uuid("chosen_by"),
            timestamp_with_time_zone("chosen_at"),
        ],
    );
    refers(&mut times, "dose_times", "patient_id", "patients", "id");
    refers(&mut times, "dose_times", "chosen_by", "accounts", "id");
    times
}

fn reminders() -> TableCreateStatement {
    let mut reminders = table(
        "reminders",
        vec![
            uuid("account_id"),
            uuid("patient_id"),
            boolean("wanted"),
            json("wish"),
            timestamp_with_time_zone("changed_at"),
        ],
    );
    refers(&mut reminders, "reminders", "account_id", "accounts", "id");
    refers(&mut reminders, "reminders", "patient_id", "patients", "id");
    reminders
}

fn subscriptions() -> TableCreateStatement {
    let mut subscriptions = table(
        "push_subscriptions",
        vec![
            uuid("id"),
            uuid("account_id"),
            text("endpoint"),
            text("p256dh"),
            text("auth"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone_null("last_success_at"),
            integer("failures"),
            timestamp_with_time_zone_null("wait_until"),
        ],
    );
    rule(&mut subscriptions, "push_subscriptions_failures_check", "failures >= 0");
    refers(&mut subscriptions, "push_subscriptions", "account_id", "accounts", "id");
    subscriptions
}

fn sent() -> TableCreateStatement {
    let mut sent = table(
        "reminders_sent",
        vec![
            uuid("subscription_id"),
            uuid("patient_id"),
            date("day"),
            text("slot"),
            timestamp_with_time_zone("claimed_at"),
            text("outcome"),
            timestamp_with_time_zone_null("retry_at"),
        ],
    );
    one_of(&mut sent, "reminders_sent_slot_check", "slot", &SLOTS);
    one_of(&mut sent, "reminders_sent_outcome_check", "outcome", &["claimed", "sent", "later", "failed"]);
    rule(&mut sent, "reminders_sent_retry_check", "(outcome = 'later') = (retry_at IS NOT NULL)");
    refers(&mut sent, "reminders_sent", "subscription_id", "push_subscriptions", "id");
    refers(&mut sent, "reminders_sent", "patient_id", "patients", "id");
    sent
}

fn techniques() -> TableCreateStatement {
    let mut marks = table(
        "technique_marks",
        vec![
            uuid("patient_id"),
            text("guide"),
            uuid("account_id"),
            text("relationship"),
            timestamp_with_time_zone("done_at"),
        ],
    );
    refers(&mut marks, "technique_marks", "patient_id", "patients", "id");
    refers(&mut marks, "technique_marks", "account_id", "accounts", "id");
    marks
}

fn requests() -> TableCreateStatement {
    let mut requests = table(
        "repeat_requests",
        vec![
            uuid("id"),
            uuid("patient_id"),
            text("practice_code"),
            uuid("account_id"),
            text("relationship"),
            timestamp_with_time_zone("asked_at"),
            date("expected_on"),
            timestamp_with_time_zone_null("delayed_at"),
            uuid_null("delayed_by"),
        ],
    );
    rule(&mut requests, "repeat_requests_delayed_check", "(delayed_at IS NULL) = (delayed_by IS NULL)");
    refers(&mut requests, "repeat_requests", "patient_id", "patients", "id");
    refers(&mut requests, "repeat_requests", "practice_code", "organisations", "code");
    refers(&mut requests, "repeat_requests", "account_id", "accounts", "id");
    refers(&mut requests, "repeat_requests", "delayed_by", "staff", "id");
    requests
}

fn items() -> TableCreateStatement {
    let mut items = table(
        "repeat_items",
        vec![
            uuid("id"),
            uuid("request_id"),
            uuid("patient_id"),
            text("product"),
            text("name"),
            boolean("reliever"),
            text("state"),
        ],
    );
    one_of(&mut items, "repeat_items_state_check", "state", &STATES);
    refers(&mut items, "repeat_items", "request_id", "repeat_requests", "id");
    refers(&mut items, "repeat_items", "patient_id", "patients", "id");
    items
}

fn steps() -> TableCreateStatement {
    let mut steps = table(
        "repeat_steps",
        vec![
            uuid("item_id"),
            text("state"),
            timestamp_with_time_zone("at"),
            uuid_null("staff_id"),
            uuid_null("account_id"),
            text_null("why"),
        ],
    );
    one_of(&mut steps, "repeat_steps_state_check", "state", &STATES);
    rule(&mut steps, "repeat_steps_who_check", "(staff_id IS NULL) <> (account_id IS NULL)");
    rule(&mut steps, "repeat_steps_why_check", "(state = 'refused') = (why IS NOT NULL)");
    refers(&mut steps, "repeat_steps", "item_id", "repeat_items", "id");
    refers(&mut steps, "repeat_steps", "staff_id", "staff", "id");
    refers(&mut steps, "repeat_steps", "account_id", "accounts", "id");
    steps
}

fn usual_days() -> TableCreateStatement {
    let mut days = table(
        "repeat_days",
        vec![text("practice_code"), integer("days"), uuid("set_by"), timestamp_with_time_zone("set_at")],
    );
    rule(&mut days, "repeat_days_check", "days BETWEEN 1 AND 15");
    refers(&mut days, "repeat_days", "practice_code", "organisations", "code");
    refers(&mut days, "repeat_days", "set_by", "staff", "id");
    days
}
