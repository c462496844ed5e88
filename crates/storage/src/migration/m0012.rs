//! Lessons and checks of control: what a person learned and how their asthma was held, kept as it was said.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::m0001::guards::{Guard, On, triggers};
use super::table::{index, one_of, refers, rule, table};

/// Creates both tables.
pub(super) struct Learning;

impl MigrationName for Learning {
    fn name(&self) -> &'static str {
        "m0012_learning"
    }
}

const GUARDS: &[Guard] = &[
    Guard { name: "lesson_tries_kept_as_made", table: "lesson_tries", on: On::Update },
    Guard { name: "control_checks_kept_as_made", table: "control_checks", on: On::Update },
];

#[async_trait::async_trait]
impl MigrationTrait for Learning {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(lesson_tries()).await?;
        manager.create_index(index("lesson_tries_patient_index", "lesson_tries", &["patient_id"])).await?;
        manager.create_table(control_checks()).await?;
        manager.create_index(index("control_checks_patient_index", "control_checks", &["patient_id"])).await?;
        for sql in triggers(manager.get_database_backend(), GUARDS) {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn lesson_tries() -> TableCreateStatement {
    let mut tries = table(
        "lesson_tries",
        vec![
            uuid("id"),
            uuid("patient_id"),
            uuid("account_id"),
            text("topic"),
            integer("right_answers"),
            integer("questions"),
            timestamp_with_time_zone("tried_at"),
        ],
    );
    let topics = ["basics", "inhaler", "triggers", "plan", "worse", "peak-flow"];
    one_of(&mut tries, "lesson_tries_topic_check", "topic", &topics);
    rule(&mut tries, "lesson_tries_right_check", "right_answers >= 0 AND right_answers <= questions");
    refers(&mut tries, "lesson_tries", "patient_id", "patients", "id");
    refers(&mut tries, "lesson_tries", "account_id", "accounts", "id");
    tries
}

fn control_checks() -> TableCreateStatement {
    let mut checks = table(
        "control_checks",
        vec![
            uuid("id"),
            uuid("patient_id"),
            uuid("account_id"),
            integer("reliever_days"),
            integer("nights_woken"),
            integer("steroid_courses"),
            timestamp_with_time_zone("checked_at"),
        ],
    );
    rule(
        &mut checks,
        "control_checks_answers_check",
        "reliever_days >= 0 AND reliever_days <= 7 AND nights_woken >= 0 AND nights_woken <= 7 \
         AND steroid_courses >= 0 AND steroid_courses <= 20",
    );
    refers(&mut checks, "control_checks", "patient_id", "patients", "id");
    refers(&mut checks, "control_checks", "account_id", "accounts", "id");
    checks
}
