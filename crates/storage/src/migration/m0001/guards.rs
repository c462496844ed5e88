//! Triggers for what must never change, whoever holds the connection. A refused statement names the trigger.

use sea_orm::DbBackend;

/// A change that a table refuses.
pub(in crate::migration) struct Guard {
    pub(in crate::migration) name: &'static str,
    pub(in crate::migration) table: &'static str,
    pub(in crate::migration) on: On,
}

/// Which change.
pub(in crate::migration) enum On {
    /// These columns may not be set.
    Setting(&'static str),
    /// No update at all.
    Update,
    /// No update of a row for which this holds of its old values.
    UpdateWhen(&'static str),
    /// No deletion.
    Delete,
}

const GUARDS: &[Guard] = &[
    Guard {
        name: "plan_versions_kept_as_signed",
        table: "plan_versions",
        on: On::Setting(
            "id, patient_id, number, draft_id, practice_code, content, content_hash, template_id, template_version, \
             rules_version, confirmations, author_id, author_name, author_role, signed_at, review_due",
        ),
    },
    // A plan that was superseded or withdrawn never comes back to life: a new version is signed instead.
    Guard { name: "plan_versions_end_is_final", table: "plan_versions", on: On::UpdateWhen("OLD.status <> 'signed'") },
    Guard { name: "plan_versions_never_deleted", table: "plan_versions", on: On::Delete },
    Guard { name: "audit_never_changed", table: "audit", on: On::Update },
    Guard { name: "audit_never_deleted", table: "audit", on: On::Delete },
    Guard { name: "activity_events_never_changed", table: "activity_events", on: On::Update },
];

pub(super) fn statements(backend: DbBackend) -> Vec<String> {
    if backend == DbBackend::Sqlite {
        triggers(backend, GUARDS)
    } else {
        let function = "CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
            RAISE EXCEPTION 'forbidden by %', TG_NAME \
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME; END $$";
        std::iter::once(function.to_owned()).chain(triggers(backend, GUARDS)).collect()
    }
}

/// The triggers alone; on PostgreSQL they call a function that the first migration made.
pub(in crate::migration) fn triggers(backend: DbBackend, guards: &[Guard]) -> Vec<String> {
    if backend == DbBackend::Sqlite {
        guards.iter().map(sqlite).collect()
    } else {
        guards.iter().flat_map(postgres).collect()
    }
}

impl On {
    fn words(&self) -> (String, &'static str) {
        match self {
            Self::Setting(columns) => (format!("UPDATE OF {columns}"), ""),
            Self::Update => ("UPDATE".into(), ""),
            Self::UpdateWhen(condition) => ("UPDATE".into(), condition),
            Self::Delete => ("DELETE".into(), ""),
        }
    }
}

fn sqlite(guard: &Guard) -> String {
    let Guard { name, table, on } = guard;
    let (event, condition) = on.words();
    let when = if condition.is_empty() { String::new() } else { format!("WHEN {condition} ") };
    format!("CREATE TRIGGER {name} BEFORE {event} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{name}'); END")
}

fn postgres(guard: &Guard) -> Vec<String> {
    let Guard { name, table, on } = guard;
    let (event, condition) = on.words();
    let when = if condition.is_empty() { String::new() } else { format!("WHEN ({condition}) ") };
    let row =
        format!("CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION forbid_change()");
    // TRUNCATE passes by row triggers.
    let truncate = format!(
        "CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT \
         EXECUTE FUNCTION forbid_change()"
    );
    match on {
        On::Delete => vec![row, truncate],
        _ => vec![row],
    }
}
