//! Patients, their invitations, accounts and consents.

use sea_orm::DbBackend;
use sea_orm_migration::schema::*;

use super::Part;
use super::table::{index, one_of, refers, rule, table};

const SOURCES: &[&str] = &["practice", "school", "social", "letter", "other"];

pub(super) fn tables(backend: DbBackend) -> Part {
    let mut folded_name = text("folded_name");
    if backend == DbBackend::Postgres {
        // Lists sort alike on both databases, and a prefix can use the index.
        folded_name.extra("COLLATE \"C\"");
    }
    let mut patients = table(
        "patients",
        vec![
            uuid("id"),
            text("nhs_number"),
            text("given_name"),
            text("family_name"),
            folded_name,
            date("date_of_birth"),
            text("sex"),
            text("practice_code"),
            text_null("phone"),
            text_null("email"),
            integer_null("height_cm"),
            text_null("asthma_onset"),
            json("current_inhalers"),
            integer_null("last_peak_flow"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("updated_at"),
        ],
    );
    rule(&mut patients, "patients_nhs_number_check", "length(nhs_number) = 10");
    rule(&mut patients, "patients_name_check", "given_name <> '' AND family_name <> ''");
    rule(&mut patients, "patients_height_check", "height_cm BETWEEN 50 AND 230");
    rule(&mut patients, "patients_peak_flow_check", "last_peak_flow BETWEEN 50 AND 900");
    one_of(&mut patients, "patients_sex_check", "sex", &["female", "male", "not_specified"]);
    refers(&mut patients, "patients", "practice_code", "organisations", "code");

    let (accounts, account_people, consents) = accounts();
    (
        vec![patients, invitations(), accounts, account_people, consents],
        vec![
            index("patients_practice_name_index", "patients", &["practice_code", "folded_name", "id"]),
            index("patients_practice_birth_index", "patients", &["practice_code", "date_of_birth"]),
            index("invitations_patient_index", "invitations", &["patient_id", "created_at"]),
            index("account_people_patient_index", "account_people", &["patient_id"]),
            index("consents_account_patient_index", "consents", &["account_id", "patient_id"]),
        ],
    )
}

type Table = sea_orm_migration::sea_query::TableCreateStatement;

fn invitations() -> Table {
    let mut invitations = table(
        "invitations",
        vec![
            uuid("id"),
            uuid("patient_id"),
            text("practice_code"),
            text("link_hash"),
            text("code_hash"),
            text("source"),
            uuid("created_by"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("expires_at"),
            integer("wrong_tries"),
            text("state"),
            timestamp_with_time_zone_null("used_at"),
        ],
    );
    one_of(&mut invitations, "invitations_source_check", "source", SOURCES);
    one_of(&mut invitations, "invitations_state_check", "state", &["open", "used", "burned", "replaced"]);
    rule(&mut invitations, "invitations_used_check", "(state = 'used') = (used_at IS NOT NULL)");
    refers(&mut invitations, "invitations", "patient_id", "patients", "id");
    refers(&mut invitations, "invitations", "practice_code", "organisations", "code");
    refers(&mut invitations, "invitations", "created_by", "staff", "id");
    invitations
}

fn accounts() -> (Table, Table, Table) {
    let accounts = table("accounts", vec![uuid("id"), timestamp_with_time_zone("created_at")]);

    let mut account_people = table(
        "account_people",
        vec![
            uuid("account_id"),
            uuid("patient_id"),
            text("relationship"),
            timestamp_with_time_zone("since"),
            timestamp_with_time_zone_null("ended_at"),
        ],
    );
    one_of(&mut account_people, "account_people_relationship_check", "relationship", &["myself", "parent"]);
    refers(&mut account_people, "account_people", "account_id", "accounts", "id");
    refers(&mut account_people, "account_people", "patient_id", "patients", "id");

    let mut consents = table(
        "consents",
        vec![
            uuid("id"),
            uuid("account_id"),
            uuid("patient_id"),
            text("terms_version"),
            text("text_hash"),
            text("source"),
            timestamp_with_time_zone("agreed_at"),
            timestamp_with_time_zone_null("withdrawn_at"),
        ],
    );
    one_of(&mut consents, "consents_source_check", "source", SOURCES);
    refers(&mut consents, "consents", "account_id", "accounts", "id");
    refers(&mut consents, "consents", "patient_id", "patients", "id");
    (accounts, account_people, consents)
}
