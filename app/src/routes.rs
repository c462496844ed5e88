//! Every address once. Links, redirects and tests build them here.

use domain::{OdsCode, PatientId};

pub const HOME: &str = "/";
pub const LOG_IN: &str = "/log-in";
pub const JOIN: &str = "/join";
pub const MY: &str = "/my";
pub const CHECK_IN: &str = "/my/check-in";
pub const MY_PLAN: &str = "/my/plan";
pub const EMERGENCY: &str = "/my/emergency";
pub const DIARY: &str = "/my/diary";
pub const MORE: &str = "/my/more";
pub const DESIGN: &str = "/design";

pub fn join(code: &str) -> String {
    format!("/join/{code}")
}

pub fn join_agree(code: &str) -> String {
    format!("/join/{code}/agree")
}

pub fn practice(practice: &OdsCode) -> String {
    format!("/practice/{practice}")
}

pub fn patients(practice: &OdsCode) -> String {
    format!("/practice/{practice}/patients")
}

pub fn patient(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}")
}

pub fn editor(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/plan")
}

pub fn sign(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/plan/sign")
}

/// The open draft in the hands of a second person.
pub fn review(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/plan/review")
}

/// Drafts that wait for a second person.
pub fn inbox(practice: &OdsCode) -> String {
    format!("/practice/{practice}/inbox")
}

/// The clinicians of a practice and their certificates.
pub fn team(practice: &OdsCode) -> String {
    format!("/practice/{practice}/team")
}

pub fn version(practice: &OdsCode, patient: PatientId, number: u32) -> String {
    format!("/practice/{practice}/patients/{patient}/plan/versions/{number}")
}

/// A signed version as PDF; `print` is the word for the kind of paper.
pub fn version_print(practice: &OdsCode, patient: PatientId, number: u32, print: &str) -> String {
    format!("{}/plan.pdf?print={print}", version(practice, patient, number))
}

/// The patient's own plan as PDF.
pub fn my_print(print: &str) -> String {
    format!("{MY_PLAN}.pdf?print={print}")
}

pub fn invitation(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/invitation")
}

pub fn icb(icb: &OdsCode) -> String {
    format!("/icb/{icb}")
}

pub fn rules(icb: &OdsCode) -> String {
    format!("/icb/{icb}/rules")
}

/// Staff pages of text, tables and plain forms: they need no bundle, and the staff bundle carries none of them.
pub fn is_plain(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    matches!(
        parts.as_slice(),
        ["icb", _, "rules", ..] | ["practice", _, "inbox" | "team"] | ["practice", _, "patients", _, "plan", "review"]
    )
}
