//! Every rule the database keeps has a name, and breaking it is recognised by that name on both databases.

use std::collections::BTreeSet;

use sea_orm::{DbBackend, Statement};
use storage::testing::{TestStore, stores};
use storage::{ConnectionTrait, StoreError, attempts, form_returns, presence, settings};

use crate::Outcome;
use crate::world::{World, at};

/// Ways to break a rule, starting from one sound row in every table.
enum Break {
    /// Copy the row as it is but for these columns.
    Copy(&'static [(&'static str, &'static str)]),
    /// Change a column of the row.
    Set(&'static str),
}

use Break::{Copy, Set};

/// Replaced by a literal for an unused identifier in the database's own spelling.
const NEW: &str = "NEW-ID";

/// Rule, table, how to break it.
const RULES: &[(&str, &str, Break)] = &[
    ("organisations_pkey", "organisations", Copy(&[])),
    ("organisations_kind_check", "organisations", Set("kind = 'hospital'")),
    ("organisations_name_check", "organisations", Set("name = ''")),
    ("staff_pkey", "staff", Copy(&[])),
    ("memberships_pkey", "memberships", Copy(&[("role", "'gp'")])),
    ("memberships_staff_organisation_role_key", "memberships", Copy(&[("id", NEW)])),
    ("memberships_role_check", "memberships", Set("role = 'owner'")),
    ("patients_pkey", "patients", Copy(&[("nhs_number", "'9999999999'")])),
    ("patients_nhs_number_key", "patients", Copy(&[("id", NEW)])),
    ("patients_nhs_number_check", "patients", Set("nhs_number = '123'")),
    ("patients_name_check", "patients", Set("family_name = ''")),
    ("patients_height_check", "patients", Set("height_cm = 17")),
    ("patients_peak_flow_check", "patients", Set("last_peak_flow = 901")),
    ("patients_sex_check", "patients", Set("sex = 'x'")),
    ("drafts_pkey", "drafts", Copy(&[("state", "'discarded'")])),
    ("drafts_one_open_per_patient", "drafts", Copy(&[("id", NEW)])),
    ("drafts_state_check", "drafts", Set("state = 'approved'")),
    ("drafts_revision_check", "drafts", Set("revision = -1")),
    ("draft_revisions_pkey", "draft_revisions", Copy(&[])),
    (
        "plan_versions_pkey",
        "plan_versions",
        Copy(&[("draft_id", NEW), ("number", "2"), ("status", "'withdrawn'"), ("ended_at", "signed_at")]),
    ),
    (
        "plan_versions_draft_key",
        "plan_versions",
        Copy(&[("id", NEW), ("number", "2"), ("status", "'withdrawn'"), ("ended_at", "signed_at")]),
    ),
    (
        "plan_versions_patient_number_key",
        "plan_versions",
        Copy(&[("id", NEW), ("draft_id", NEW), ("status", "'withdrawn'"), ("ended_at", "signed_at")]),
    ),
    ("plan_versions_one_signed_per_patient", "plan_versions", Copy(&[("id", NEW), ("draft_id", NEW), ("number", "2")])),
    ("plan_versions_number_check", "plan_versions", Copy(&[("number", "0")])),
    ("plan_versions_ended_check", "plan_versions", Copy(&[("status", "'withdrawn'")])),
    ("plan_versions_status_check", "plan_versions", Copy(&[("status", "'draft'"), ("ended_at", "signed_at")])),
    ("plan_versions_author_role_check", "plan_versions", Copy(&[("author_role", "'practice_manager'")])),
    ("plan_reviews_pkey", "plan_reviews", Copy(&[("state", "'taken_back'"), ("decided_at", "asked_at")])),
    ("plan_reviews_one_waiting_per_draft", "plan_reviews", Copy(&[("id", NEW)])),
    ("plan_reviews_state_check", "plan_reviews", Set("state = 'open', decided_at = asked_at")),
    ("plan_reviews_decided_check", "plan_reviews", Set("decided_at = asked_at")),
    ("plan_reviews_own_check", "plan_reviews", Set("state = 'approved', decided_at = asked_at, decided_by = asked_by")),
    ("plan_comments_pkey", "plan_comments", Copy(&[])),
    ("plan_comments_words_check", "plan_comments", Set("words = ''")),
    ("certificates_pkey", "certificates", Copy(&[])),
    ("certificates_time_check", "certificates", Set("valid_until = '2000-01-01 00:00:00+00:00'")),
    ("invitations_pkey", "invitations", Copy(&[("link_hash", "'l'"), ("code_hash", "'c'")])),
    ("invitations_link_hash_key", "invitations", Copy(&[("id", NEW), ("code_hash", "'c'")])),
    ("invitations_code_hash_key", "invitations", Copy(&[("id", NEW), ("link_hash", "'l'")])),
    ("invitations_source_check", "invitations", Set("source = 'radio'")),
    ("invitations_state_check", "invitations", Set("state = 'expired'")),
    ("invitations_used_check", "invitations", Set("state = 'used'")),
    ("accounts_pkey", "accounts", Copy(&[])),
    ("account_people_pkey", "account_people", Copy(&[])),
    ("account_people_relationship_check", "account_people", Set("relationship = 'friend'")),
    ("consents_pkey", "consents", Copy(&[])),
    ("consents_source_check", "consents", Set("source = 'radio'")),
    ("api_tokens_pkey", "api_tokens", Copy(&[("secret_hash", "'i'")])),
    ("api_tokens_secret_hash_key", "api_tokens", Copy(&[("id", NEW)])),
    ("api_tokens_name_check", "api_tokens", Set("name = ''")),
    ("campaigns_pkey", "campaigns", Copy(&[("code", "'c'")])),
    ("campaigns_code_key", "campaigns", Copy(&[("id", NEW)])),
    ("campaigns_source_check", "campaigns", Set("source = 'practice'")),
    ("campaigns_name_check", "campaigns", Set("name = ''")),
    ("screenings_pkey", "screenings", Copy(&[])),
    ("screenings_condition_check", "screenings", Set("condition = ''")),
    ("parent_policies_pkey", "parent_policies", Copy(&[])),
    ("parent_policies_ages_check", "parent_policies", Set("ends_at = 17")),
    ("parent_decisions_pkey", "parent_decisions", Copy(&[])),
    ("parent_decisions_decision_check", "parent_decisions", Set("decision = 'perhaps'")),
    ("parent_decisions_by_check", "parent_decisions", Set("by_account = NULL")),
    ("gillick_assessments_pkey", "gillick_assessments", Copy(&[])),
    ("passkeys_pkey", "passkeys", Copy(&[])),
    ("passkey_questions_pkey", "passkey_questions", Copy(&[])),
    ("local_pages_pkey", "local_pages", Copy(&[])),
    ("local_pages_version_check", "local_pages", Set("version = 0")),
    ("local_pages_words_check", "local_pages", Set("owner = ''")),
    ("local_pages_approved_check", "local_pages", Set("approved_at = written_at")),
    ("local_pages_withdrawn_check", "local_pages", Set("withdrawn_at = written_at")),
    ("feedback_asked_pkey", "feedback_asked", Copy(&[])),
    ("feedback_counts_pkey", "feedback_counts", Copy(&[])),
    ("feedback_counts_answer_check", "feedback_counts", Set("satisfied = 0")),
    ("diary_entries_pkey", "diary_entries", Copy(&[])),
    ("diary_entries_peak_flow_check", "diary_entries", Copy(&[("id", NEW), ("peak_flow", "0")])),
    ("diary_entries_plan_check", "diary_entries", Copy(&[("id", NEW), ("plan_number", "1")])),
    ("diary_entries_zone_check", "diary_entries", Copy(&[("id", NEW), ("zone", "'purple'")])),
    ("diary_notes_pkey", "diary_notes", Copy(&[])),
    ("diary_notes_kind_check", "diary_notes", Copy(&[("id", NEW), ("kind", "''")])),
    ("diary_changes_pkey", "diary_changes", Copy(&[])),
    ("diary_changes_replaced_check", "diary_changes", Copy(&[("replaced_by", "entry_id")])),
    ("diary_conflicts_pkey", "diary_conflicts", Copy(&[])),
    ("sync_batches_pkey", "sync_batches", Copy(&[])),
    ("sync_batches_kept_check", "sync_batches", Set("kept = entries + 1")),
    ("attack_reviews_pkey", "attack_reviews", Copy(&[("note_id", NEW)])),
    ("attack_reviews_note_key", "attack_reviews", Copy(&[("id", NEW)])),
    ("attack_reviews_cause_check", "attack_reviews", Set("cause = 'cold'")),
    ("attack_reviews_done_check", "attack_reviews", Set("done_by = id")),
    ("activity_events_id_key", "activity_events", Copy(&[])),
    ("activity_events_kind_check", "activity_events", Copy(&[("kind", "''")])),
    ("presence_pkey", "presence", Copy(&[])),
    ("progress_pkey", "progress", Copy(&[])),
    ("progress_source_check", "progress", Set("source = 'radio'")),
    ("active_days_pkey", "active_days", Copy(&[])),
    ("counters_pkey", "counters", Copy(&[])),
    ("counters_span_check", "counters", Set("span = 7")),
    ("told_numbers_pkey", "told_numbers", Copy(&[])),
    ("told_numbers_told_check", "told_numbers", Set("told = 6")),
    ("rule_uses_pkey", "rule_uses", Copy(&[])),
    ("formularies_pkey", "formularies", Copy(&[])),
    ("formularies_version_check", "formularies", Set("version = 0")),
    ("formularies_ended_check", "formularies", Set("ended_at = imported_at")),
    ("templates_pkey", "templates", Copy(&[])),
    ("templates_version_check", "templates", Set("version = 0")),
    ("templates_approved_check", "templates", Set("approved_at = made_at")),
    ("templates_ended_check", "templates", Set("ended_at = made_at")),
    ("condition_templates_pkey", "condition_templates", Copy(&[])),
    ("condition_templates_condition_check", "condition_templates", Set("condition = 'asthma'")),
    ("condition_templates_version_check", "condition_templates", Set("version = 0")),
    ("condition_templates_approved_check", "condition_templates", Set("approved_at = made_at")),
    ("condition_templates_ended_check", "condition_templates", Set("ended_at = made_at")),
    (
        "condition_plans_pkey",
        "condition_plans",
        Copy(&[("number", "2"), ("status", "'withdrawn'"), ("ended_at", "signed_at")]),
    ),
    (
        "condition_plans_number_key",
        "condition_plans",
        Copy(&[("id", NEW), ("status", "'withdrawn'"), ("ended_at", "signed_at")]),
    ),
    ("condition_plans_one_signed", "condition_plans", Copy(&[("id", NEW), ("number", "2")])),
    ("condition_plans_number_check", "condition_plans", Copy(&[("number", "0")])),
    ("condition_plans_condition_check", "condition_plans", Copy(&[("condition", "'asthma'")])),
    ("condition_plans_ended_check", "condition_plans", Copy(&[("status", "'withdrawn'")])),
    ("condition_plans_status_check", "condition_plans", Copy(&[("status", "'draft'"), ("ended_at", "signed_at")])),
    ("condition_plans_author_role_check", "condition_plans", Copy(&[("author_role", "'practice_manager'")])),
    ("plan_follow_ups_pkey", "plan_follow_ups", Copy(&[])),
    ("plan_follow_ups_filed_check", "plan_follow_ups", Set("filed_at = NULL")),
    ("plan_follow_ups_taught_check", "plan_follow_ups", Set("taught_by = filed_by")),
    ("visit_questions_pkey", "visit_questions", Copy(&[])),
    ("visit_questions_answered_check", "visit_questions", Set("answered_at = NULL")),
    ("visit_questions_answered_as_check", "visit_questions", Set("answered_as = 'friend'")),
    ("lesson_tries_pkey", "lesson_tries", Copy(&[])),
    ("lesson_tries_topic_check", "lesson_tries", Copy(&[("id", NEW), ("topic", "'maths'")])),
    ("lesson_tries_right_check", "lesson_tries", Copy(&[("id", NEW), ("right_answers", "4")])),
    ("control_checks_pkey", "control_checks", Copy(&[])),
    ("control_checks_answers_check", "control_checks", Copy(&[("id", NEW), ("nights_woken", "8")])),
    ("sign_efforts_pkey", "sign_efforts", Copy(&[])),
    ("sign_efforts_kind_check", "sign_efforts", Set("kind = 'copy'")),
    ("sign_efforts_counted_by_check", "sign_efforts", Set("counted_by = 'patient'")),
    ("sign_efforts_counts_check", "sign_efforts", Set("seconds = -1")),
    ("sessions_pkey", "sessions", Copy(&[])),
    ("sessions_audience_check", "sessions", Set("audience = 'nobody', staff_id = NULL")),
    ("sessions_owner_check", "sessions", Set("staff_id = NULL")),
    ("audit_actor_kind_check", "audit", Copy(&[("actor_kind", "'robot'"), ("actor_id", NEW)])),
    ("audit_actor_check", "audit", Copy(&[("actor_id", NEW)])),
    ("audit_action_check", "audit", Copy(&[("action", "''")])),
    ("shares_pkey", "shares", Copy(&[("link_hash", "'other'")])),
    ("shares_link_hash_key", "shares", Copy(&[("id", NEW)])),
    ("shares_purpose_check", "shares", Set("purpose = 'police'")),
    ("shares_name_check", "shares", Set("name = ''")),
    ("shares_wrong_codes_check", "shares", Set("wrong_codes = -1")),
    ("share_views_pkey", "share_views", Copy(&[])),
    ("form_returns_pkey", "form_returns", Copy(&[])),
    ("attempts_pkey", "attempts", Copy(&[])),
    ("settings_pkey", "settings", Copy(&[])),
    ("doses_pkey", "doses", Copy(&[])),
    ("doses_slot_check", "doses", Copy(&[("slot", "'noon'")])),
    ("doses_sure_check", "doses", Copy(&[("sure", "'maybe'")])),
    ("doses_puffs_check", "doses", Copy(&[("puffs", "0")])),
    ("doses_undone_check", "doses", Set("undone_at = taken_at")),
    ("dose_times_pkey", "dose_times", Copy(&[])),
    ("reminders_pkey", "reminders", Copy(&[])),
    ("push_subscriptions_pkey", "push_subscriptions", Copy(&[("endpoint", "'y'")])),
    ("push_subscriptions_endpoint_key", "push_subscriptions", Copy(&[("id", NEW)])),
    ("push_subscriptions_failures_check", "push_subscriptions", Set("failures = -1")),
    ("reminders_sent_pkey", "reminders_sent", Copy(&[])),
    ("reminders_sent_slot_check", "reminders_sent", Set("slot = 'noon'")),
    ("reminders_sent_outcome_check", "reminders_sent", Set("outcome = 'lost'")),
    ("reminders_sent_retry_check", "reminders_sent", Set("outcome = 'later'")),
    ("technique_marks_pkey", "technique_marks", Copy(&[])),
    ("repeat_requests_pkey", "repeat_requests", Copy(&[])),
    ("repeat_requests_delayed_check", "repeat_requests", Set("delayed_at = asked_at")),
    ("repeat_items_pkey", "repeat_items", Copy(&[("state", "'sent'")])),
    ("repeat_items_one_open", "repeat_items", Copy(&[("id", NEW)])),
    ("repeat_items_state_check", "repeat_items", Set("state = 'lost'")),
    ("repeat_steps_pkey", "repeat_steps", Copy(&[])),
    ("repeat_steps_state_check", "repeat_steps", Set("state = 'lost'")),
    ("repeat_steps_who_check", "repeat_steps", Set("account_id = NULL")),
    ("repeat_steps_why_check", "repeat_steps", Set("why = 'too_soon'")),
    ("repeat_days_pkey", "repeat_days", Copy(&[])),
    ("repeat_days_check", "repeat_days", Set("days = 0")),
    ("account_uses_pkey", "account_uses", Copy(&[])),
    ("account_uses_step_check", "account_uses", Set("step = 'x'")),
    ("account_uses_closes_on_check", "account_uses", Set("step = NULL")),
];

/// The signed plan once more, as one for another condition.
pub(crate) const CONDITION_PLAN: &str = "INSERT INTO condition_plans (id, patient_id, condition, number, practice_code, \
     content, content_hash, template_version, rules_version, confirmations, author_id, author_name, author_role, signed_at, \
     review_due, status) SELECT id, patient_id, 'allergy', number, practice_code, content, content_hash, 1, 1, \
     confirmations, author_id, author_name, author_role, signed_at, review_due, status FROM plan_versions";

/// One sound row in every table.
async fn fill(store: &TestStore, world: &World) -> Result<(), StoreError> {
    let clinic = world.clone();
    store
        .write(move |tx| {
            Box::pin(async move {
                clinic.sign(tx, 1).await?;
                let draft = clinic.draft();
                storage::drafts::insert(tx, &draft).await?;
                presence::note(tx, draft.id, clinic.nurse, None, at(0)).await?;
                clinic.invite(tx, "x").await?;
                form_returns::put(tx, "x", &serde_json::json!({}), at(0)).await?;
                attempts::bump(tx, "x", at(0)).await?;
                settings::put(tx, "x", "x").await?;
                for sql in [
                    "INSERT INTO plan_reviews SELECT id, patient_id, practice_code, id, 1, '{}', 'waiting', started_by, \
                     started_at, NULL, NULL, NULL FROM drafts WHERE state = 'open'",
                    "INSERT INTO plan_comments SELECT id, id, 'note', 'why', asked_by, asked_at, NULL, NULL FROM plan_reviews",
                    "INSERT INTO certificates SELECT id, id, 'asthma_plans', created_at, created_at, id, created_at FROM staff",
                    "INSERT INTO consents SELECT id, id, patient_id, '1', 'h', 'school', created_at, NULL, NULL \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO diary_entries (id, patient_id, account_id, happened_at, received_at, day, peak_flow, symptoms, \
                     zone) SELECT id, patient_id, id, created_at, created_at, '2026-11-01', 400, '{}', 'green' \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO diary_notes SELECT id, patient_id, id, created_at, created_at, '2026-11-01', 'night', '{}' \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO diary_changes (entry_id, patient_id, account_id, made_at) \
                     SELECT id, patient_id, account_id, received_at FROM diary_entries",
                    "INSERT INTO diary_conflicts SELECT id, 'h', patient_id, account_id, id, received_at, '{}' FROM diary_entries",
                    "INSERT INTO sync_batches SELECT id, account_id, id, received_at, received_at, 0, 1, 1 FROM diary_entries",
                    "INSERT INTO attack_reviews (id, note_id, patient_id, practice_code, cause, from_day, opened_at) \
                     SELECT id, id, patient_id, 'F82001', 'attack', '2026-11-01', received_at FROM diary_notes",
                    "INSERT INTO shares (id, patient_id, account_id, purpose, name, link_hash, made_at, ends_on, wrong_codes) \
                     SELECT id, patient_id, id, 'school', 'Juniors', 'h', created_at, '2026-11-01', 0 \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO share_views SELECT id, id, made_at FROM shares",
                    "INSERT INTO activity_events (id, kind, practice_code, patient_id, happened_at, received_at, day) \
                     SELECT id, 'invited', practice_code, id, created_at, created_at, '2026-11-01' FROM patients",
                    "INSERT INTO progress (patient_id, practice_code) SELECT id, practice_code FROM patients",
                    "INSERT INTO active_days (patient_id, day, practice_code) SELECT id, '2026-11-01', practice_code FROM patients",
                    "INSERT INTO counters (organisation_code, group_key, span, starts_on) VALUES ('QMF', 'all', 1, '2026-11-01')",
                    "INSERT INTO told_numbers (organisation_code, number, told, since) VALUES ('QMF', 'registered', 7, '2026-11-01')",
                    "INSERT INTO rule_uses (practice_code, rule, outcome, day, value) VALUES ('QMF', 'MED-1', 'shown', '2026-11-01', 1)",
                    "INSERT INTO formularies (icb_code, version, from_day, body, imported_at) \
                     SELECT 'QMF', 1, '2026-11-01', '{}', created_at FROM staff",
                    "INSERT INTO templates (icb_code, template_id, version, body, made_by, made_at) \
                     SELECT 'QMF', 'mart', 1, '{}', id, created_at FROM staff",
                    "INSERT INTO condition_templates (icb_code, condition, version, body, made_by, made_at) \
                     SELECT 'QMF', 'allergy', 1, '{}', id, created_at FROM staff",
                    CONDITION_PLAN,
                    "INSERT INTO plan_follow_ups (version_id, filed_by, filed_at) SELECT id, author_id, signed_at FROM plan_versions",
                    "INSERT INTO visit_questions SELECT plan_versions.id, patient_id, practice_code, author_id, signed_at, \
                     signed_at, '{}', accounts.id, 'myself', signed_at FROM plan_versions CROSS JOIN accounts",
                    "INSERT INTO lesson_tries SELECT id, patient_id, account_id, 'basics', 2, 3, received_at FROM diary_entries",
                    "INSERT INTO control_checks SELECT id, patient_id, account_id, 2, 0, 0, received_at FROM diary_entries",
                    "INSERT INTO sign_efforts (practice_code, day, template_id, kind, counted_by, seconds, keys, clicks, value) \
                     VALUES ('QMF', '2026-11-01', 'mart', 'new', 'browser', 90, 50, 9, 1)",
                    "INSERT INTO sessions (token_hash, audience, staff_id, started_at, seen_at, expires_at) \
                     SELECT 'x', 'staff', id, created_at, created_at, created_at FROM staff",
                    "INSERT INTO doses SELECT id, patient_id, id, 'parent', '2026-11-01', 'morning', 'x', 2, created_at, created_at, \
                     'ask', NULL, NULL FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO dose_times SELECT patient_id, '08:00', '20:00', id, created_at \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO reminders SELECT id, patient_id, TRUE, '{}', created_at \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO push_subscriptions SELECT id, id, 'x', 'k', 'a', created_at, NULL, 0, NULL FROM accounts",
                    "INSERT INTO reminders_sent SELECT id, patient_id, '2026-11-01', 'morning', created_at, 'sent', NULL \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO technique_marks SELECT patient_id, 'spacer', id, 'parent', created_at \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO repeat_requests SELECT id, patient_id, 'QMF', id, 'parent', created_at, '2026-11-01', NULL, NULL \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO repeat_items SELECT id, id, patient_id, 'x', 'X', TRUE, 'asked' FROM repeat_requests",
                    "INSERT INTO repeat_steps SELECT id, 'asked', asked_at, NULL, account_id, NULL FROM repeat_requests",
                    "INSERT INTO repeat_days SELECT 'QMF', 3, id, created_at FROM staff",
                    "INSERT INTO account_uses SELECT id, '2026-11-01', 'first', '2028-05-04' FROM accounts",
                    "INSERT INTO api_tokens SELECT id, 'QMF', 'QMF', 'Power BI', 'h', id, created_at, '2026-11-01', NULL, NULL FROM staff",
                    "INSERT INTO campaigns SELECT id, 'C', 'QMF', 'school', 'Juniors', id, created_at, '2026-11-01', NULL FROM staff",
                    "INSERT INTO screenings SELECT id, patient_id, id, 'asthma', 'en', NULL, NULL, created_at \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO parent_policies SELECT 'QMF', 11, 16, id, created_at FROM staff",
                    "INSERT INTO parent_decisions SELECT id, patient_id, NULL, 'ended', NULL, id, NULL, created_at \
                     FROM accounts CROSS JOIN account_people_patients",
                    "INSERT INTO gillick_assessments SELECT staff.id, patient_id, 'QMF', '{}', '', TRUE, staff.id, created_at \
                     FROM staff CROSS JOIN account_people_patients",
                    "INSERT INTO passkeys SELECT 'k', id, 'x', 'x', created_at, NULL FROM accounts",
                    "INSERT INTO passkey_questions SELECT id, NULL, 'x', created_at FROM accounts",
                    "INSERT INTO local_pages (page_id, version, icb_code, title, body, owner, review_by, written_by, written_at) \
                     SELECT id, 1, 'QMF', 'T', 'B', 'O', '2026-11-01', id, created_at FROM staff",
                    "INSERT INTO feedback_asked SELECT id, '2026-11-01' FROM accounts",
                    "INSERT INTO feedback_counts VALUES ('QMF', '2026-11-01', 5, 10, 1)",
                    "INSERT INTO audit (at, actor_kind, action) SELECT created_at, 'system', 'x' FROM staff",
                ] {
                    // Dates are text on SQLite and dates on PostgreSQL; JSON likewise.
                    let sql = sql.replace("account_people_patients", "(SELECT patient_id FROM account_people) AS whose");
                    let sql = if tx.get_database_backend() == DbBackend::Postgres {
                        sql.replace("'2026-11-01'", "DATE '2026-11-01'").replace("'{}'", "'{}'::json")
                    } else {
                        sql
                    };
                    tx.execute_unprepared(&sql).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn names(store: &TestStore, sqlite: &str, postgres: &str) -> Result<Vec<String>, StoreError> {
    let tx = store.read().await?;
    let backend = tx.get_database_backend();
    let sql = if backend == DbBackend::Sqlite { sqlite } else { postgres };
    let rows = tx.query_all_raw(Statement::from_string(backend, sql)).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

async fn columns(store: &TestStore, table: &str) -> Result<Vec<String>, StoreError> {
    let sqlite = format!("SELECT name FROM pragma_table_info('{table}') WHERE name <> 'seq'");
    let postgres = format!(
        "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' AND column_name <> 'seq'"
    );
    names(store, &sqlite, &postgres).await
}

async fn broken(store: &TestStore, sql: String) -> Result<String, StoreError> {
    let answer: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                tx.execute_unprepared(&sql).await?;
                Ok(())
            })
        })
        .await;
    match answer {
        Err(StoreError::Constraint { name }) => Ok(name),
        Err(error) => Err(error),
        Ok(()) => Ok("nothing".into()),
    }
}

#[tokio::test]
async fn every_rule_is_recognised_by_name() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        fill(&store, &world).await?;
        for (rule, table, how) in RULES {
            let sql = match how {
                Set(change) => format!("UPDATE {table} SET {change}"),
                Copy(changes) => {
                    let columns = columns(&store, table).await?;
                    let value = |column: &String| {
                        changes
                            .iter()
                            .find(|(name, _)| name == column)
                            .map_or(column.as_str(), |(_, value)| value)
                            .to_owned()
                    };
                    let values: Vec<String> = columns.iter().map(value).collect();
                    // Of the two drafts, the open one.
                    let row = if *table == "drafts" { " WHERE state = 'open'" } else { "" };
                    format!(
                        "INSERT INTO {table} ({}) SELECT {} FROM {table}{row}",
                        columns.join(", "),
                        values.join(", ")
                    )
                }
            };
            let new = if store.kind == "sqlite" {
                "X'0190163D8694739BAEA5966C26F8AD90'"
            } else {
                "'0190163d-8694-739b-aea5-966c26f8ad90'::uuid"
            };
            let name = broken(&store, sql.replace(NEW, new)).await;
            assert_eq!(name.as_deref(), Ok(*rule), "on {}", store.kind);
        }
    }
    Ok(())
}

/// A rule somebody adds without a test, or without a name, is noticed here.
#[tokio::test]
async fn no_rule_is_left_out() -> Outcome {
    for store in stores().await {
        let named = if store.kind == "sqlite" {
            let sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'seaql%'";
            let tables = names(&store, sql, "").await?;
            let quoted = |sql: &str| -> BTreeSet<String> {
                sql.split("CONSTRAINT \"")
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next())
                    .map(str::to_owned)
                    .collect()
            };
            for sql in &tables {
                let rules: usize =
                    ["CHECK (", "UNIQUE (", "PRIMARY KEY ("].iter().map(|rule| sql.matches(rule).count()).sum();
                assert_eq!(quoted(sql).len(), rules, "a rule without a name: {sql}");
            }
            let mut named: BTreeSet<String> = tables.iter().flat_map(|sql| quoted(sql)).collect();
            named.extend(
                names(&store, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'", "")
                    .await?,
            );
            named
        } else {
            let sql = "SELECT conname::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
                       AND conrelid <> 'seaql_migrations'::regclass UNION SELECT indexname::text FROM pg_indexes \
                       WHERE schemaname = 'public' AND tablename <> 'seaql_migrations' AND indexdef LIKE 'CREATE UNIQUE%'";
            names(&store, "", sql).await?.into_iter().collect()
        };
        // Numbered tables have a key the database gives by itself; foreign keys share one name.
        let own = |name: &&String| {
            !name.ends_with("_fkey") && !["audit_pkey", "outbox_pkey", "activity_events_pkey"].contains(&name.as_str())
        };
        let tested: BTreeSet<String> = RULES.iter().map(|(rule, ..)| (*rule).to_owned()).collect();
        assert_eq!(named.iter().filter(own).cloned().collect::<BTreeSet<_>>(), tested, "on {}", store.kind);
        // SQLite names no foreign keys.
        let foreign = named.iter().filter(|name| name.ends_with("_fkey")).count();
        assert!(store.kind == "sqlite" || foreign > 30, "{foreign}");
    }
    Ok(())
}

#[tokio::test]
async fn missing_rows_and_missing_values() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        fill(&store, &world).await?;
        for (sql, rule) in [
            ("UPDATE patients SET practice_code = 'NOWHERE'", "foreign_key"),
            ("DELETE FROM staff", "foreign_key"),
            ("UPDATE patients SET family_name = NULL", "patients_family_name_not_null"),
            ("UPDATE plan_versions SET approver_name = 'x'", "plan_versions_kept_as_approved"),
            ("UPDATE activity_events SET kind = 'eligible'", "activity_events_never_changed"),
            ("UPDATE doses SET puffs = 3", "doses_kept_as_ticked"),
            ("UPDATE diary_entries SET peak_flow = 500", "diary_entries_never_changed"),
            ("UPDATE diary_notes SET kind = 'attack'", "diary_notes_never_changed"),
            ("UPDATE diary_changes SET replaced_by = NULL", "diary_changes_never_changed"),
        ] {
            assert_eq!(broken(&store, sql.into()).await.as_deref(), Ok(rule), "{sql} on {}", store.kind);
        }
        let unknown = broken(&store, "SELECT * FROM no_such_table".into()).await;
        assert!(matches!(unknown, Err(StoreError::Database(_))));
        let said = unknown.err().map(|e| e.to_string()).unwrap_or_default();
        assert!(said.contains("no_such_table") && said.starts_with("the database failed: "), "{said}");
    }
    Ok(())
}
