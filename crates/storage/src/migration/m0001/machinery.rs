//! Outbox, sessions, audit and the small tables requests lean on.

use sea_orm_migration::schema::*;

use super::Part;
use super::table::{index, one_of, refers, rule, sequence, table};

pub(super) fn tables() -> Part {
    let outbox = table("outbox", vec![sequence("seq"), text("topic"), timestamp_with_time_zone("at")]);

    let mut sessions = table(
        "sessions",
        vec![
            text("token_hash"),
            text("audience"),
            uuid_null("staff_id"),
            uuid_null("account_id"),
            uuid_null("patient_id"),
            uuid_null("invitation_id"),
            timestamp_with_time_zone("started_at"),
            timestamp_with_time_zone("seen_at"),
            timestamp_with_time_zone("expires_at"),
            timestamp_with_time_zone_null("ended_at"),
        ],
    );
    one_of(&mut sessions, "sessions_audience_check", "audience", &["staff", "patient", "joining"]);
    rule(
        &mut sessions,
        "sessions_owner_check",
        "(audience = 'staff') = (staff_id IS NOT NULL) AND (audience = 'patient') = (account_id IS NOT NULL) \
         AND (audience = 'joining') = (invitation_id IS NOT NULL)",
    );
    refers(&mut sessions, "sessions", "staff_id", "staff", "id");
    refers(&mut sessions, "sessions", "account_id", "accounts", "id");
    refers(&mut sessions, "sessions", "patient_id", "patients", "id");
    refers(&mut sessions, "sessions", "invitation_id", "invitations", "id");

    // No foreign keys: the audit outlives what it tells of.
    let mut audit = table(
        "audit",
        vec![
            sequence("seq"),
            timestamp_with_time_zone("at"),
            text("actor_kind"),
            uuid_null("actor_id"),
            text("action"),
            uuid_null("patient_id"),
            text_null("organisation_code"),
            text_null("detail"),
        ],
    );
    one_of(&mut audit, "audit_actor_kind_check", "actor_kind", &["staff", "account", "invitation", "system"]);
    rule(&mut audit, "audit_actor_check", "(actor_kind = 'system') = (actor_id IS NULL)");
    rule(&mut audit, "audit_action_check", "action <> ''");

    let form_returns = table("form_returns", vec![text("id"), json("body"), timestamp_with_time_zone("expires_at")]);
    let attempts = table("attempts", vec![text("key"), timestamp_with_time_zone("window_start"), big_integer("count")]);
    let settings = table("settings", vec![text("key"), text("value")]);

    (
        vec![outbox, sessions, audit, form_returns, attempts, settings],
        vec![
            index("sessions_staff_index", "sessions", &["staff_id"]),
            index("sessions_account_index", "sessions", &["account_id"]),
            index("sessions_invitation_index", "sessions", &["invitation_id"]),
            index("audit_patient_index", "audit", &["patient_id", "seq"]),
            index("audit_organisation_index", "audit", &["organisation_code", "seq"]),
        ],
    )
}
