//! Organisations and the people who work for them.

use sea_orm_migration::schema::*;

use super::Part;
use super::table::{index, one_of, refers, rule, table};

pub(super) fn tables() -> Part {
    let mut organisations = table(
        "organisations",
        vec![
            text("code"),
            text("kind"),
            text("name"),
            text_null("parent_code"),
            text_null("icb_code"),
            boolean("demo"),
            timestamp_with_time_zone("updated_at"),
        ],
    );
    one_of(&mut organisations, "organisations_kind_check", "kind", &["icb", "pcn", "practice"]);
    rule(&mut organisations, "organisations_name_check", "name <> ''");
    refers(&mut organisations, "organisations", "parent_code", "organisations", "code");
    refers(&mut organisations, "organisations", "icb_code", "organisations", "code");

    let staff = table(
        "staff",
        vec![uuid("id"), text("given_name"), text("family_name"), timestamp_with_time_zone("created_at")],
    );

    let mut memberships = table(
        "memberships",
        vec![
            uuid("id"),
            uuid("staff_id"),
            text("organisation_code"),
            text("role"),
            timestamp_with_time_zone("started_at"),
            timestamp_with_time_zone_null("ended_at"),
        ],
    );
    one_of(
        &mut memberships,
        "memberships_role_check",
        "role",
        &["nurse", "gp", "practice_manager", "icb_lead", "clinical_safety_officer"],
    );
    refers(&mut memberships, "memberships", "staff_id", "staff", "id");
    refers(&mut memberships, "memberships", "organisation_code", "organisations", "code");

    (
        vec![organisations, staff, memberships],
        vec![
            index("organisations_parent_index", "organisations", &["parent_code"]),
            index("organisations_icb_index", "organisations", &["icb_code", "kind"]),
            index("memberships_organisation_index", "memberships", &["organisation_code"]),
        ],
    )
}
