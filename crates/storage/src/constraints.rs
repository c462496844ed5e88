//! Every key of the database by name: the migration makes them from this list, and errors are named by it.
//!
//! PostgreSQL says which constraint was broken; SQLite says only which columns, so the name is looked up here.

/// What sort of key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Primary,
    Unique,
    /// Unique among the rows for which the condition holds.
    Among(&'static str),
}

/// A key: no two rows of the table agree in all its columns.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) kind: KeyKind,
}

const fn primary(name: &'static str, table: &'static str, columns: &'static [&'static str]) -> Key {
    Key { name, table, columns, kind: KeyKind::Primary }
}

const fn unique(name: &'static str, table: &'static str, columns: &'static [&'static str]) -> Key {
    Key { name, table, columns, kind: KeyKind::Unique }
}

const fn among(
    condition: &'static str,
    name: &'static str,
    table: &'static str,
    columns: &'static [&'static str],
) -> Key {
    Key { name, table, columns, kind: KeyKind::Among(condition) }
}

/// All keys except those the database numbers itself.
pub(crate) const KEYS: &[Key] = &[
    primary("organisations_pkey", "organisations", &["code"]),
    primary("staff_pkey", "staff", &["id"]),
    primary("memberships_pkey", "memberships", &["id"]),
    unique("memberships_staff_organisation_role_key", "memberships", &["staff_id", "organisation_code", "role"]),
    primary("patients_pkey", "patients", &["id"]),
    unique("patients_nhs_number_key", "patients", &["nhs_number"]),
    primary("drafts_pkey", "drafts", &["id"]),
    among("state = 'open'", "drafts_one_open_per_patient", "drafts", &["patient_id"]),
    primary("draft_revisions_pkey", "draft_revisions", &["draft_id", "revision"]),
    primary("plan_versions_pkey", "plan_versions", &["id"]),
    unique("plan_versions_draft_key", "plan_versions", &["draft_id"]),
    unique("plan_versions_patient_number_key", "plan_versions", &["patient_id", "number"]),
    among("status = 'signed'", "plan_versions_one_signed_per_patient", "plan_versions", &["patient_id"]),
    primary("plan_reviews_pkey", "plan_reviews", &["id"]),
    among("state = 'waiting'", "plan_reviews_one_waiting_per_draft", "plan_reviews", &["draft_id"]),
    primary("plan_comments_pkey", "plan_comments", &["id"]),
    primary("certificates_pkey", "certificates", &["id"]),
    primary("invitations_pkey", "invitations", &["id"]),
    unique("invitations_link_hash_key", "invitations", &["link_hash"]),
    unique("invitations_code_hash_key", "invitations", &["code_hash"]),
    primary("accounts_pkey", "accounts", &["id"]),
    primary("api_tokens_pkey", "api_tokens", &["id"]),
    unique("api_tokens_secret_hash_key", "api_tokens", &["secret_hash"]),
    primary("campaigns_pkey", "campaigns", &["id"]),
    unique("campaigns_code_key", "campaigns", &["code"]),
    primary("screenings_pkey", "screenings", &["id"]),
    primary("parent_policies_pkey", "parent_policies", &["icb_code"]),
    primary("parent_decisions_pkey", "parent_decisions", &["id"]),
    primary("gillick_assessments_pkey", "gillick_assessments", &["id"]),
    primary("passkeys_pkey", "passkeys", &["id"]),
    primary("passkey_questions_pkey", "passkey_questions", &["id"]),
    primary("local_pages_pkey", "local_pages", &["page_id", "version"]),
    primary("feedback_asked_pkey", "feedback_asked", &["account_id"]),
    primary("feedback_counts_pkey", "feedback_counts", &["icb_code", "month", "satisfied", "recommend"]),
    primary("account_people_pkey", "account_people", &["account_id", "patient_id"]),
    primary("consents_pkey", "consents", &["id"]),
    primary("diary_entries_pkey", "diary_entries", &["id"]),
    primary("diary_notes_pkey", "diary_notes", &["id"]),
    primary("diary_changes_pkey", "diary_changes", &["entry_id"]),
    primary("diary_conflicts_pkey", "diary_conflicts", &["entry_id", "content_hash"]),
    primary("sync_batches_pkey", "sync_batches", &["id"]),
    primary("attack_reviews_pkey", "attack_reviews", &["id"]),
    unique("attack_reviews_note_key", "attack_reviews", &["note_id"]),
    unique("activity_events_id_key", "activity_events", &["id"]),
    primary("presence_pkey", "presence", &["draft_id", "staff_id"]),
    primary("progress_pkey", "progress", &["patient_id"]),
    primary("active_days_pkey", "active_days", &["patient_id", "day"]),
    primary("rule_uses_pkey", "rule_uses", &["practice_code", "rule", "outcome", "day"]),
    primary("formularies_pkey", "formularies", &["icb_code", "version"]),
    primary("templates_pkey", "templates", &["icb_code", "template_id", "version"]),
    primary("condition_templates_pkey", "condition_templates", &["icb_code", "condition", "version"]),
    primary("condition_plans_pkey", "condition_plans", &["id"]),
    unique("condition_plans_number_key", "condition_plans", &["patient_id", "condition", "number"]),
    among("status = 'signed'", "condition_plans_one_signed", "condition_plans", &["patient_id", "condition"]),
    primary("told_numbers_pkey", "told_numbers", &["organisation_code", "number"]),
    primary("counters_pkey", "counters", &["organisation_code", "group_key", "span", "starts_on", "generation"]),
    primary("plan_follow_ups_pkey", "plan_follow_ups", &["version_id"]),
    primary("lesson_tries_pkey", "lesson_tries", &["id"]),
    primary("control_checks_pkey", "control_checks", &["id"]),
    primary("visit_questions_pkey", "visit_questions", &["id"]),
    primary(
        "sign_efforts_pkey",
        "sign_efforts",
        &["practice_code", "day", "template_id", "kind", "counted_by", "seconds", "keys", "clicks"],
    ),
    primary("shares_pkey", "shares", &["id"]),
    unique("shares_link_hash_key", "shares", &["link_hash"]),
    primary("share_views_pkey", "share_views", &["id"]),
    primary("sessions_pkey", "sessions", &["token_hash"]),
    primary("form_returns_pkey", "form_returns", &["id"]),
    primary("attempts_pkey", "attempts", &["key", "window_start"]),
    primary("settings_pkey", "settings", &["key"]),
    primary("doses_pkey", "doses", &["id"]),
    primary("dose_times_pkey", "dose_times", &["patient_id"]),
    primary("reminders_pkey", "reminders", &["account_id", "patient_id"]),
    primary("push_subscriptions_pkey", "push_subscriptions", &["id"]),
    unique("push_subscriptions_endpoint_key", "push_subscriptions", &["endpoint"]),
    primary("reminders_sent_pkey", "reminders_sent", &["subscription_id", "patient_id", "day", "slot"]),
    primary("technique_marks_pkey", "technique_marks", &["patient_id", "guide"]),
    primary("repeat_requests_pkey", "repeat_requests", &["id"]),
    primary("repeat_items_pkey", "repeat_items", &["id"]),
    among(
        "state IN ('asked', 'seen', 'approved')",
        "repeat_items_one_open",
        "repeat_items",
        &["patient_id", "product"],
    ),
    primary("repeat_steps_pkey", "repeat_steps", &["item_id", "state"]),
    primary("repeat_days_pkey", "repeat_days", &["practice_code"]),
    primary("account_uses_pkey", "account_uses", &["account_id"]),
];

/// The name of every broken foreign key: SQLite does not say which one it was.
pub(crate) const FOREIGN_KEY: &str = "foreign_key";

/// Name of the key whose columns SQLite lists as "table.column, table.column".
pub(crate) fn key_of_columns(listed: &str) -> Option<&'static str> {
    KEYS.iter()
        .find(|key| {
            let mut columns = listed.split(", ");
            key.columns.iter().all(|column| {
                columns.next().and_then(|c| c.split_once('.')).is_some_and(|(t, c)| t == key.table && c == *column)
            }) && columns.next().is_none()
        })
        .map(|key| key.name)
}
