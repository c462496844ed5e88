//! Every address once. Links, redirects and tests build them here.

use domain::condition::Condition;
use domain::plan::TemplateId;
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
/// The patient's plans for other conditions: plain pages.
pub const MY_PLANS: &str = "/my/plans";
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

/// Every version of an ICB's formulary.
pub fn formularies(icb: &OdsCode) -> String {
    format!("/icb/{icb}/formulary")
}

/// One version; 0 is the starter formulary.
pub fn formulary(icb: &OdsCode, version: u32) -> String {
    format!("/icb/{icb}/formulary/{version}")
}

pub fn templates(icb: &OdsCode) -> String {
    format!("/icb/{icb}/templates")
}

pub fn template_edit(icb: &OdsCode, template: TemplateId) -> String {
    format!("/icb/{icb}/templates/{template}")
}

/// Templates for other conditions.
pub fn conditions(icb: &OdsCode) -> String {
    format!("/icb/{icb}/conditions")
}

pub fn condition_edit(icb: &OdsCode, condition: Condition) -> String {
    format!("/icb/{icb}/conditions/{condition}")
}

/// The form of a plan for another condition.
pub fn condition(practice: &OdsCode, patient: PatientId, condition: Condition) -> String {
    format!("/practice/{practice}/patients/{patient}/conditions/{condition}")
}

/// A signed version of one.
pub fn condition_version(practice: &OdsCode, patient: PatientId, condition: Condition, number: u32) -> String {
    format!("/practice/{practice}/patients/{patient}/conditions/{condition}/{number}")
}

/// Staff pages of text, tables and plain forms: they need no bundle, and the staff bundle carries none of them.
pub fn is_plain(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    matches!(
        parts.as_slice(),
        ["icb", _, "rules" | "formulary" | "templates" | "conditions", ..]
            | ["practice", _, "patients", _, "conditions", ..]
    )
}
