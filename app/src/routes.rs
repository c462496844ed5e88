//! Every address once. Links, redirects and tests build them here.

use domain::condition::Condition;
use domain::learn::LessonTopic;
use domain::plan::TemplateId;
use domain::technique::Guide;
use domain::worklist::WorkList;
use domain::{EntryId, LocalPageId, OdsCode, OrganisationKind, PatientId};

pub const HOME: &str = "/";
pub const LOG_IN: &str = "/log-in";
pub const JOIN: &str = "/join";
pub const MY: &str = "/my";
pub const CHECK_IN: &str = "/my/check-in";
pub const MY_PLAN: &str = "/my/plan";
pub const EMERGENCY: &str = "/my/emergency";
pub const DIARY: &str = "/my/diary";
/// What else goes into the diary; the kind of note follows.
pub const DIARY_NOTE: &str = "/my/diary/";
/// One entry of the diary; its id follows.
pub const DIARY_ENTRY: &str = "/my/diary/entry/";
pub const MORE: &str = "/my/more";
/// Whom to ring, on that page.
pub const HELP: &str = "/my/more#help";
/// The patient's plans for other conditions: plain pages.
pub const MY_PLANS: &str = "/my/plans";
/// How the app comes onto the home screen.
pub const INSTALL: &str = "/my/install";
pub const JOURNEY: &str = "/my/journey";
pub const CONTROL: &str = "/my/control";
/// Pages that hold nobody's data, kept by phones for when there is no network.
pub const OFFLINE: &str = "/my/offline";
/// The questions before a visit: a plain page.
pub const MY_VISIT: &str = "/my/visit";
/// The medicines of the plan in force, and what belongs to them: plain pages.
pub const MY_MEDICINES: &str = "/my/medicines";
pub const MY_REMINDERS: &str = "/my/medicines/reminders";
pub const MY_REPEAT: &str = "/my/medicines/repeat";
/// Who has seen the record or plan.
pub const MY_SEEN: &str = "/my/seen";
/// Who can open the plan by a link, and making another link.
pub const MY_SHARE: &str = "/my/share";
/// A link that was just made.
pub const MY_NEW_SHARE: &str = "/my/share/new";
/// The few questions after joining.
pub const MY_ABOUT_ME: &str = "/my/about-me";
/// What was agreed to, and leaving.
pub const MY_TERMS: &str = "/my/terms";
pub const MY_LEAVE: &str = "/my/terms/leave";
/// Where the account is logged in, and its passkeys.
pub const MY_LOG_INS: &str = "/my/log-ins";
/// Who else sees the plan.
pub const MY_PARENTS: &str = "/my/parents";
/// Pages of the ICB for its patients.
pub const MY_HACKS: &str = "/my/hacks";
/// Two questions about the app.
pub const MY_FEEDBACK: &str = "/my/feedback";
/// Air quality and pollen.
pub const MY_AIR: &str = "/my/air";
/// Everything that is kept about the person shown, and the file of it.
pub const MY_DATA: &str = "/my/data";
pub const MY_DATA_FILE: &str = "/my/data.json";
pub const MY_DATA_PAPER: &str = "/my/data.pdf";
/// Closing the account.
pub const MY_CLOSE: &str = "/my/close";
/// Where somebody lands who has left.
pub const LEFT: &str = "/left";
pub const DESIGN: &str = "/design";
/// Asked every few seconds by an open editor: who else is there.
pub const HEARTBEAT: &str = "/api/plans/present";

/// Logging in, then back to a page of staff.
pub fn log_in_and_back(path: &str) -> String {
    format!("{LOG_IN}?return={path}")
}

/// Where a log-in may lead back to: pages of staff by our own addresses, and nothing that a browser could read as
/// another site.
pub fn way_back(path: &str) -> Option<&str> {
    let staff = path.starts_with("/practice/") || path.starts_with("/icb/");
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-'));
    (staff && plain && !path.contains("//") && path.len() < 200).then_some(path)
}

pub fn join(code: &str) -> String {
    format!("/join/{code}")
}

pub fn join_agree(code: &str) -> String {
    format!("/join/{code}/agree")
}

pub fn practice(practice: &OdsCode) -> String {
    format!("/practice/{practice}")
}

/// The board of a practice, a PCN of an ICB, or an ICB.
pub fn board(kind: OrganisationKind, code: &OdsCode, above: Option<&OdsCode>) -> String {
    match (kind, above) {
        (OrganisationKind::Practice, _) => practice(code),
        (OrganisationKind::Pcn, Some(above)) => format!("{}/pcn/{code}", icb(above)),
        _ => icb(code),
    }
}

/// The practices of an ICB beside each other; behind the address of its board.
pub const PRACTICES: &str = "/practices";
/// Groups of people beside each other; the dimension follows.
pub const GROUPS: &str = "/groups/";
/// People by the month in which they registered.
pub const RETENTION: &str = "/retention";
/// One figure, explained and counted again; its word follows.
pub const FIGURES: &str = "/figures/";
/// Files of a board; the name follows.
pub const BOARD_FILES: &str = "/files/";

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

/// Requests for more of a medicine.
pub fn repeats(practice: &OdsCode) -> String {
    format!("/practice/{practice}/repeats")
}

/// How a kind of inhaler is used.
pub fn technique(guide: Guide) -> String {
    format!("{MY_MEDICINES}/technique/{guide}")
}

/// The clinicians of a practice and their certificates.
pub fn team(practice: &OdsCode) -> String {
    format!("/practice/{practice}/team")
}

pub fn version(practice: &OdsCode, patient: PatientId, number: u32) -> String {
    format!("/practice/{practice}/patients/{patient}/plan/versions/{number}")
}

/// Two versions side by side; `older` and `newer` are chosen by a form.
pub fn compare(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/plan/versions/compare")
}

/// A signed version as PDF; `print` is the word for the kind of paper.
pub fn version_print(practice: &OdsCode, patient: PatientId, number: u32, print: &str) -> String {
    format!("{}/plan.pdf?print={print}", version(practice, patient, number))
}

/// A lesson of My Journey.
pub fn lesson(topic: LessonTopic) -> String {
    format!("{JOURNEY}/{}", topic.as_str())
}

/// The patient's own plan as PDF.
pub fn my_print(print: &str) -> String {
    format!("{MY_PLAN}.pdf?print={print}")
}

pub fn invitation(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/invitation")
}

/// One page of the ICB for its patients.
pub fn my_hack(page: LocalPageId) -> String {
    format!("{MY_HACKS}/{page}")
}

/// The ICB's list of them.
pub fn hacks(icb: &OdsCode) -> String {
    format!("/icb/{icb}/hacks")
}

/// The form of one, or of a new one.
pub fn hack_edit(icb: &OdsCode, page: Option<LocalPageId>) -> String {
    format!("/icb/{icb}/hacks/{}", page.map_or_else(|| "new".to_owned(), |page| page.to_string()))
}

/// What people think of the app.
pub fn feedback(icb: &OdsCode) -> String {
    format!("/icb/{icb}/feedback")
}

/// Who acts for a patient, and how far.
pub fn acting(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/people")
}

/// The form of an assessment of Gillick competence.
pub fn gillick(practice: &OdsCode, patient: PatientId) -> String {
    format!("/practice/{practice}/patients/{patient}/gillick")
}

/// Young people whose parents' access waits for a review.
pub fn young_people(practice: &OdsCode) -> String {
    format!("/practice/{practice}/young-people")
}

/// Public recruitment links of a practice.
pub fn recruitment(practice: &OdsCode) -> String {
    format!("/practice/{practice}/recruitment")
}

/// Public recruitment links of an ICB.
pub fn icb_recruitment(icb: &OdsCode) -> String {
    format!("/icb/{icb}/recruitment")
}

/// Keys with which an ICB's own tools read its figures.
pub fn tokens(icb: &OdsCode) -> String {
    format!("/icb/{icb}/tokens")
}

/// The ages at which an ICB has parents' access reviewed and ended.
pub fn parent_policy(icb: &OdsCode) -> String {
    format!("/icb/{icb}/young-people")
}

/// What comes after signing a version.
pub fn after(practice: &OdsCode, patient: PatientId, number: u32) -> String {
    format!("{}/after", version(practice, patient, number))
}

/// Signed plans that are not in the GP record yet.
pub fn to_file(practice: &OdsCode) -> String {
    format!("/practice/{practice}/to-file")
}

/// People of a practice for whom something is to be done.
pub fn worklist(practice: &OdsCode, list: WorkList) -> String {
    format!("/practice/{practice}/lists/{}", list.as_str())
}

/// Attacks, A&E visits and hospital stays that the practice has to review.
pub fn attacks(practice: &OdsCode) -> String {
    format!("/practice/{practice}/attacks")
}

/// The form of a kind of diary note.
pub fn diary_note(kind: &str) -> String {
    format!("{DIARY_NOTE}{}", kind.replace('_', "-"))
}

/// One entry of the diary.
pub fn diary_entry(id: EntryId) -> String {
    format!("{DIARY_ENTRY}{id}")
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

/// The same as PDF.
pub fn condition_print(practice: &OdsCode, patient: PatientId, condition: Condition, number: u32) -> String {
    format!("{}/plan.pdf", condition_version(practice, patient, condition, number))
}

/// The patient's own plan for another condition as PDF.
pub fn my_condition_print(condition: Condition) -> String {
    format!("{MY_PLANS}/{condition}/plan.pdf")
}

/// What a shared link shows.
pub fn shared(token: &str) -> String {
    format!("/s/{token}")
}

/// The school card behind a shared link as PDF.
pub fn shared_print(token: &str) -> String {
    format!("/s/{token}/card.pdf")
}

/// Staff pages of text, tables and plain forms: they need no bundle, and the staff bundle carries none of them.
pub fn is_plain(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    matches!(
        parts.as_slice(),
        ["design"]
            | ["icb", _, "rules" | "formulary" | "templates" | "conditions" | "recruitment" | "young-people", ..]
            | ["icb", _, "hacks" | "feedback" | "tokens", ..]
            | ["practice", _, "lists", _]
            | ["icb" | "practice", _, "practices" | "groups" | "retention" | "figures", ..]
            | ["icb", _, "pcn", _, "groups" | "retention" | "figures", ..]
            | ["practice", _, "patients", _, "conditions", ..]
            | ["practice", _, "to-file" | "inbox" | "team" | "attacks" | "repeats" | "young-people" | "recruitment"]
            | ["practice", _, "patients", _]
            | ["practice", _, "patients", _, "people" | "gillick"]
            | ["practice", _, "patients", _, "plan", "review"]
            | ["practice", _, "patients", _, "plan", "versions", _]
            | ["practice", _, "patients", _, "plan", "versions", _, "after"]
    )
}

/// Pages of the patient without a bundle: all but Today and the check-in, on which the rules advise at once, with or
/// without a network.
pub fn is_plain_my(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    path.starts_with("/my/") && path != CHECK_IN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_in_leads_back_to_pages_of_staff_only() {
        for path in ["/practice/F82001/patients/0190f3a0-0000-7000-8000-000000000001/plan", "/icb/QMF"] {
            assert_eq!(way_back(path), Some(path));
        }
        for path in [
            "",
            "/",
            "/my/plan",
            "/practice",
            "https://elsewhere.test/practice/F82001",
            "//elsewhere.test/practice/F82001",
            "/practice/../my",
            "/practice//elsewhere.test",
            "/practice/\\elsewhere.test",
            "/practice/F82001?to=x",
            "/practice/F82001#x",
            "/practice/F82001%0d%0a",
            "/practiced/F82001",
        ] {
            assert_eq!(way_back(path), None, "{path}");
        }
    }

    #[test]
    fn patients_download_the_rules_where_the_rules_answer() {
        for plain in [MY_PLAN, EMERGENCY, DIARY, MORE, MY_VISIT, "/my/plans/allergy", "/my/diary/attack"] {
            assert!(is_plain_my(plain), "{plain}");
        }
        for other in [MY, "/my/", CHECK_IN, "/my/check-in/", "/myself/plan", "/practice/F82001"] {
            assert!(!is_plain_my(other), "{other}");
        }
    }

    #[test]
    fn what_is_read_is_plain_and_what_is_typed_in_is_not() {
        for plain in ["", "/plan/versions/compare", "/plan/versions/1", "/plan/versions/1/after", "/plan/review"] {
            assert!(is_plain(&format!("/practice/F82001/patients/1{plain}")), "{plain}");
        }
        for bundled in ["", "/patients", "/patients/1/plan", "/patients/1/plan/sign", "/patients/1/invitation"] {
            assert!(!is_plain(&format!("/practice/F82001{bundled}")), "{bundled}");
        }
    }
}
