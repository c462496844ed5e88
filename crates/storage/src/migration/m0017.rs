//! Counters by organisation, group and day in one row each, and what counting a person from nothing needs of the events.

use sea_orm::ConnectionTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::m0001::guards::{Guard, On, triggers};
use super::table::{refers, rule};

/// Replaces the old day counters. The new ones are empty; they are counted from the events when the server starts.
pub(super) struct Figures;

impl MigrationName for Figures {
    fn name(&self) -> &'static str {
        "m0017_figures"
    }
}

/// The counters of this shape of the table, in `domain::figures::Counter`'s words.
const COUNTERS: [&str; 26] = [
    "eligible",
    "invited",
    "registered",
    "planned",
    "plan_seen",
    "covered",
    "active_7",
    "active_28",
    "cohort",
    "cohort_activated",
    "cohort_day_7",
    "cohort_day_30",
    "active_people",
    "reading_people",
    "red_people",
    "plan_signed",
    "plan_withdrawn",
    "plan_opened",
    "reading_logged",
    "check_in_logged",
    "red_zone",
    "emergency_opened",
    "attack_logged",
    "hospital_logged",
    "withdrawn",
    "arrived_late",
];

const GUARD: Guard = Guard { name: "activity_events_never_changed", table: "activity_events", on: On::Update };

#[async_trait::async_trait]
impl MigrationTrait for Figures {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns: [(&str, ColumnDef); 11] = [
            ("activity_events", date_null("until_day")),
            ("activity_events", text_null("source")),
            ("progress", date_null("registered_since")),
            ("progress", ColumnDef::new("moved").boolean().not_null().default(false).take()),
            ("progress", ColumnDef::new("day_seven").boolean().not_null().default(false).take()),
            ("progress", ColumnDef::new("day_thirty").boolean().not_null().default(false).take()),
            ("progress", date_null("born")),
            ("progress", text_null("sex")),
            ("progress", text_null("ethnicity")),
            ("progress", integer_null("deprivation")),
            ("progress", text_null("language")),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        manager.drop_table(Table::drop().table("rollups").take()).await?;
        manager.create_table(counters()).await?;
        self.fill(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

impl Figures {
    /// What older events did not say stands in other tables. Events are never changed otherwise, so the guard steps aside.
    async fn fill(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let (conn, backend) = (manager.get_connection(), manager.get_database_backend());
        let on = if backend == sea_orm::DbBackend::Sqlite { "" } else { " ON activity_events" };
        conn.execute_unprepared(&format!("DROP TRIGGER {}{on}", GUARD.name)).await?;
        for statement in [
            "UPDATE activity_events SET until_day = (SELECT max(v.review_due) FROM plan_versions v \
             WHERE v.patient_id = activity_events.patient_id AND v.signed_at = activity_events.happened_at) \
             WHERE kind = 'plan_signed'",
            "UPDATE activity_events SET source = (SELECT p.source FROM progress p \
             WHERE p.patient_id = activity_events.patient_id) WHERE kind = 'registered'",
            "UPDATE progress SET born = (SELECT p.date_of_birth FROM patients p WHERE p.id = progress.patient_id), \
             sex = (SELECT p.sex FROM patients p WHERE p.id = progress.patient_id)",
        ] {
            conn.execute_unprepared(statement).await?;
        }
        for said in ["ethnicity", "language"] {
            conn.execute_unprepared(&format!(
                "UPDATE progress SET {said} = (SELECT s.{said} FROM screenings s \
                 WHERE s.patient_id = progress.patient_id ORDER BY s.said_at DESC, s.id DESC LIMIT 1)"
            ))
            .await?;
        }
        for sql in triggers(backend, &[GUARD]) {
            conn.execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}

/// The table's columns; a later migration makes the table anew.
pub(super) fn counter_columns() -> Vec<ColumnDef> {
    let keys = [text("organisation_code"), text("group_key"), integer("span"), date("starts_on")];
    let numbers = COUNTERS.map(|name| ColumnDef::new(name).big_integer().not_null().default(0).take());
    keys.into_iter().chain(numbers).collect()
}

fn counters() -> TableCreateStatement {
    let mut counters = Table::create();
    counters.table("counters");
    for column in counter_columns() {
        counters.col(column);
    }
    // A later migration replaces the table, and the list of keys knows that one.
    let mut key = Index::create();
    key.name("counters_pkey").col("organisation_code").col("group_key").col("span").col("starts_on");
    counters.primary_key(&mut key);
    rule(&mut counters, "counters_span_check", "span IN (1, 32)");
    refers(&mut counters, "counters", "organisation_code", "organisations", "code");
    counters
}
