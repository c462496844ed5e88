//! Every page and every server function, asked for by everybody. The table is written by hand and knows nothing of the
//! code that decides; a page or function that is missing in it fails the test.

use std::collections::{BTreeMap, BTreeSet};

use care::session::{SessionTokens, proof};
use care::{ClinicalAccess, IcbAccess, PatientAccess, campaigns, conditions};
use domain::campaign::CampaignWish;
use domain::condition::views::SignConditionAnswer;
use domain::diary::CheckInForm;
use domain::plan::Field;
use domain::plan::review::ReviewState;
use domain::{
    AccountId, ApiTokenId, CampaignId, CommentId, Condition, DraftId, EntryId, PatientId, ReviewId, Role, StaffId,
};
use http::StatusCode;
use leptos::server_fn::axum::server_fn_paths;
use server::http::page_routes;
use storage::plan_comments::CommentRow;
use storage::plan_reviews::ReviewRow;
use storage::{
    StoreError, accounts, attack_reviews, drafts, memberships, patients, plan_comments, plan_reviews, plan_versions,
};

use crate::headers::address;
use crate::prints::sign_a_plan;
use crate::support::{Answer, BORN, Site, Who, sites};

// What everybody gets, in the order of `Who::ALL`: anonymous, nurse, GP, manager, ICB lead, safety officer, nurse of
// another practice, lead of another ICB, nurse whose session ended, patient whose session ended, patient, patient of
// another practice, somebody who joins. "o": it opens, "l": log in first, "n": there is no such thing for you.
const EVERYBODY: &str = "ooooooooooooo";
const GONE: &str = "ggggggggggggg";
const NOBODY: &str = "nnnnnnnnnnnnn";
const CLINICIANS: &str = "loonnnnnlllll";
/// Who works at the practice.
const WORKERS: &str = "looonnnnlllll";
const PRACTICE_AND_ITS_ICB: &str = "looooonnlllll";
const ICB: &str = "lnnnoonnlllll";
const SAFETY_OFFICER: &str = "lnnnnonnlllll";
const MANAGER: &str = "lnnonnnnlllll";
const STAFF: &str = "looooooolllll";
const PATIENTS: &str = "llllllllllool";
const THE_PATIENT: &str = "llllllllllonl";
/// There is nothing of theirs by that id.
const NOBODY_OF_PATIENTS: &str = "llllllllllnnl";
const WHO_JOINS: &str = "llllllllllllo";

const PAGES: [(&str, &str); 90] = [
    ("/", EVERYBODY),
    ("/log-in", EVERYBODY),
    ("/join", EVERYBODY),
    ("/join/{code}", EVERYBODY),
    ("/join/{code}/agree", WHO_JOINS),
    ("/my", PATIENTS),
    ("/my/check-in", PATIENTS),
    ("/my/plan", PATIENTS),
    // General steps for whoever has no session: nothing stands between a person in an attack and them.
    ("/my/emergency", EVERYBODY),
    ("/my/diary", PATIENTS),
    ("/my/diary/{kind}", PATIENTS),
    ("/my/diary/entry/{id}", THE_PATIENT),
    ("/my/diary/entry/{id}/right", THE_PATIENT),
    ("/my/more", PATIENTS),
    ("/my/install", PATIENTS),
    ("/my/journey", PATIENTS),
    ("/my/journey/{topic}", PATIENTS),
    ("/my/control", PATIENTS),
    // They hold nobody's data.
    ("/my/offline/{page}", EVERYBODY),
    ("/my/offline/emergency", EVERYBODY),
    ("/my/plans/{condition}", THE_PATIENT),
    ("/my/about-me", PATIENTS),
    ("/my/terms", PATIENTS),
    ("/my/terms/leave", PATIENTS),
    ("/my/log-ins", PATIENTS),
    ("/my/parents", PATIENTS),
    ("/left", EVERYBODY),
    ("/my/data", PATIENTS),
    ("/my/close", PATIENTS),
    ("/my/seen", PATIENTS),
    ("/my/share", PATIENTS),
    ("/my/share/new", PATIENTS),
    ("/s/{token}", GONE),
    ("/my/visit", PATIENTS),
    ("/my/hacks", PATIENTS),
    ("/my/hacks/{hack}", NOBODY_OF_PATIENTS),
    ("/my/feedback", PATIENTS),
    ("/my/air", PATIENTS),
    ("/my/medicines", PATIENTS),
    ("/my/medicines/reminders", PATIENTS),
    ("/my/medicines/repeat", PATIENTS),
    ("/my/medicines/technique/{guide}", PATIENTS),
    ("/practice/{ods}", PRACTICE_AND_ITS_ICB),
    ("/practice/{ods}/patients", CLINICIANS),
    ("/practice/{ods}/patients/{id}", CLINICIANS),
    ("/practice/{ods}/patients/{id}/plan", CLINICIANS),
    ("/practice/{ods}/patients/{id}/plan/sign", CLINICIANS),
    ("/practice/{ods}/patients/{id}/plan/review", CLINICIANS),
    ("/practice/{ods}/patients/{id}/plan/versions/{number}", CLINICIANS),
    ("/practice/{ods}/patients/{id}/plan/versions/compare", CLINICIANS),
    ("/practice/{ods}/patients/{id}/plan/versions/{number}/after", CLINICIANS),
    ("/practice/{ods}/inbox", CLINICIANS),
    ("/practice/{ods}/team", MANAGER),
    ("/practice/{ods}/repeats", CLINICIANS),
    ("/practice/{ods}/patients/{id}/invitation", CLINICIANS),
    ("/practice/{ods}/patients/{id}/conditions/{condition}", CLINICIANS),
    ("/practice/{ods}/patients/{id}/conditions/{condition}/{number}", CLINICIANS),
    ("/practice/{ods}/lists/{list}", WORKERS),
    ("/practice/{ods}/to-file", CLINICIANS),
    ("/practice/{ods}/attacks", CLINICIANS),
    ("/practice/{ods}/patients/{id}/people", CLINICIANS),
    ("/practice/{ods}/patients/{id}/gillick", CLINICIANS),
    ("/practice/{ods}/young-people", CLINICIANS),
    ("/practice/{ods}/recruitment", MANAGER),
    ("/icb/{code}/recruitment", ICB),
    ("/icb/{code}/young-people", ICB),
    ("/icb/{code}", ICB),
    ("/icb/{code}/pcn/{pcn}", ICB),
    ("/icb/{code}/practices", ICB),
    ("/icb/{code}/groups/{dimension}", ICB),
    ("/icb/{code}/retention", ICB),
    ("/icb/{code}/figures/{figure}", ICB),
    ("/icb/{code}/pcn/{pcn}/groups/{dimension}", ICB),
    ("/icb/{code}/pcn/{pcn}/retention", ICB),
    ("/icb/{code}/pcn/{pcn}/figures/{figure}", ICB),
    ("/practice/{ods}/groups/{dimension}", PRACTICE_AND_ITS_ICB),
    ("/practice/{ods}/retention", PRACTICE_AND_ITS_ICB),
    ("/practice/{ods}/figures/{figure}", PRACTICE_AND_ITS_ICB),
    ("/icb/{code}/tokens", ICB),
    ("/icb/{code}/rules", ICB),
    ("/icb/{code}/hacks", ICB),
    ("/icb/{code}/hacks/{hack}", ICB),
    ("/icb/{code}/feedback", ICB),
    ("/icb/{code}/formulary", ICB),
    ("/icb/{code}/formulary/{version}", ICB),
    ("/icb/{code}/templates", ICB),
    ("/icb/{code}/templates/{template}", ICB),
    ("/icb/{code}/conditions", ICB),
    ("/icb/{code}/conditions/{condition}", ICB),
    ("/design", EVERYBODY),
];

/// Files, which are no pages of the app. There is one of the patient's own for whoever has a signed plan.
const PRINTS: [(&str, &str); 10] = [
    ("/practice/{ods}/files/{file}", PRACTICE_AND_ITS_ICB),
    ("/icb/{code}/files/{file}", ICB),
    ("/icb/{code}/pcn/{pcn}/files/{file}", ICB),
    ("/s/{token}/card.pdf", GONE),
    ("/practice/{ods}/patients/{id}/plan/versions/{number}/plan.pdf", CLINICIANS),
    ("/practice/{ods}/patients/{id}/conditions/{condition}/{number}/plan.pdf", CLINICIANS),
    ("/my/plan.pdf", THE_PATIENT),
    ("/my/plans/{condition}/plan.pdf", THE_PATIENT),
    ("/my/data.json", PATIENTS),
    ("/my/data.pdf", PATIENTS),
];

/// Functions with the form each is sent. `$P` stands for the practice, `$I` for the ICB, `$A` for the patient, `$V` for one
/// with a signed plan, `$D` for the draft that is open for the patient, `$R` for its review that waits, `$C` for a remark
/// in it, `$S` for a GP of the practice, `$N` for the patient's account, `$L` for a public link of the ICB, `$K` for a key of it, `$W` for an
/// attack that waits for a review. An entry of the patient's diary has the patient's own id.
const FUNCTIONS: [(&str, &str, &str); 149] = [
    ("/api/my/hacks", "", PATIENTS),
    ("/api/my/hack", "id=0190f3a0-0000-7000-8000-0000000000b1", NOBODY_OF_PATIENTS),
    ("/api/my/air", "", PATIENTS),
    ("/api/feedback/mine", "", PATIENTS),
    ("/api/feedback/give", "satisfied=5&recommend=9", PATIENTS),
    ("/api/feedback/not_now", "", PATIENTS),
    ("/api/feedback/figures", "icb=$I", ICB),
    ("/api/hacks/list", "icb=$I", ICB),
    ("/api/hacks/write", "icb=$I", ICB),
    ("/api/hacks/approve", "icb=$I&page=0190f3a0-0000-7000-8000-0000000000b1&version=1", SAFETY_OFFICER),
    ("/api/hacks/withdraw", "icb=$I&page=0190f3a0-0000-7000-8000-0000000000b1", "lnnnnnnnlllll"),
    ("/api/my/seen", "", PATIENTS),
    ("/api/account/close_page", "", PATIENTS),
    // Without the tick nothing is closed.
    ("/api/account/close", "", PATIENTS),
    ("/api/share/mine", "", PATIENTS),
    ("/api/share/make", "purpose=school&name=Juniors", PATIENTS),
    ("/api/share/fresh", "", PATIENTS),
    ("/api/share/stop", "id=0190f3a0-0000-7000-8000-000000000009", "llllllllllnnl"),
    ("/api/shared/open", "token=0123456789abcdef0123456789abcdef", GONE),
    ("/api/shared/code", "token=0123456789abcdef0123456789abcdef&code=123456", EVERYBODY),
    ("/api/forms/returned", "id=unknown", EVERYBODY),
    ("/api/people/demo", "", EVERYBODY),
    // The demonstration is not loaded here; `no_js` logs in where it is.
    ("/api/people/log_in", "key=nurse", NOBODY),
    ("/api/layout/demonstration", "", EVERYBODY),
    ("/api/layout/staff_member", "organisation=$P", STAFF),
    ("/api/join/code", "code=ABCDE", EVERYBODY),
    ("/api/join/look", "code=AAAAABBBBB", EVERYBODY),
    ("/api/join/date_of_birth", "code=AAAAABBBBB&date_of_birth_day=1", EVERYBODY),
    ("/api/join/joining", "", WHO_JOINS),
    ("/api/join/agree", "code=AAAAABBBBB", WHO_JOINS),
    ("/api/join/heard", "", EVERYBODY),
    ("/api/about_me/mine", "", PATIENTS),
    ("/api/about_me/say", "condition=asthma", PATIENTS),
    ("/api/terms/mine", "", PATIENTS),
    ("/api/terms/agree", "", PATIENTS),
    ("/api/terms/later", "", PATIENTS),
    // Not sure, so nobody leaves.
    ("/api/terms/leave", "", PATIENTS),
    ("/api/log_ins/mine", "", PATIENTS),
    ("/api/log_ins/end", "id=unknown", PATIENTS),
    ("/api/passkeys/ask_new", "", PATIENTS),
    ("/api/passkeys/keep_new", "question=0190f3a0-0000-7000-8000-0000000000b1&answer={}", PATIENTS),
    ("/api/passkeys/remove", "id=unknown", PATIENTS),
    ("/api/passkeys/ask_who", "", EVERYBODY),
    ("/api/passkeys/log_in", "question=0190f3a0-0000-7000-8000-0000000000b1&answer={}", EVERYBODY),
    ("/api/parents/mine", "", PATIENTS),
    ("/api/parents/decide", "decision=diary_hidden", PATIENTS),
    ("/api/people/acting", "practice=$P&patient=$A", CLINICIANS),
    ("/api/people/decide", "practice=$P&patient=$A&account=$N", CLINICIANS),
    ("/api/people/invite_back", "practice=$P&patient=$A&account=$N", CLINICIANS),
    ("/api/gillick/assess", "practice=$P&patient=$A", CLINICIANS),
    ("/api/young_people/list", "practice=$P", CLINICIANS),
    ("/api/young_people/policy", "icb=$I", ICB),
    ("/api/young_people/set_policy", "icb=$I&review_from=11&ends_at=16", ICB),
    ("/api/recruitment/list", "organisation=$P", MANAGER),
    ("/api/recruitment/make", "organisation=$I", ICB),
    ("/api/recruitment/stop", "organisation=$I&id=$L", ICB),
    ("/api/boards/board", "code=$P&days=90", PRACTICE_AND_ITS_ICB),
    ("/api/boards/practices", "icb=$I", ICB),
    ("/api/boards/groups", "code=$P&dimension=age", PRACTICE_AND_ITS_ICB),
    ("/api/boards/retention", "code=$P", PRACTICE_AND_ITS_ICB),
    ("/api/boards/recount", "code=$I", ICB),
    ("/api/worklists/list", "practice=$P&list=no_plan&page=1", WORKERS),
    ("/api/tokens/list", "icb=$I", ICB),
    ("/api/tokens/make", "icb=$I&name=Power+BI&scope=&days=90", ICB),
    ("/api/tokens/revoke", "icb=$I&id=$K", ICB),
    ("/api/rules/catalogue", "icb=$I", ICB),
    ("/api/formularies/list", "icb=$I", ICB),
    ("/api/formularies/version", "icb=$I&version=0", ICB),
    ("/api/formularies/activate", "icb=$I&version=1", ICB),
    ("/api/formularies/end", "icb=$I&version=1", ICB),
    ("/api/templates/list", "icb=$I", ICB),
    ("/api/templates/propose", "icb=$I&template=air", ICB),
    ("/api/templates/approve", "icb=$I&template=air&version=1", SAFETY_OFFICER),
    ("/api/templates/withdraw", "icb=$I&template=air&version=1&reason-air-1=too+early", SAFETY_OFFICER),
    ("/api/condition_templates/list", "icb=$I", ICB),
    ("/api/condition_templates/propose", "icb=$I&condition=epilepsy", ICB),
    ("/api/condition_templates/approve", "icb=$I&condition=epilepsy&version=1", SAFETY_OFFICER),
    (
        "/api/condition_templates/withdraw",
        "icb=$I&condition=epilepsy&version=1&reason-epilepsy-1=too+early",
        SAFETY_OFFICER,
    ),
    ("/api/conditions/form", "practice=$P&patient=$A&condition=allergy", CLINICIANS),
    ("/api/conditions/save", "practice=$P&patient=$A&condition=allergy&act=sign", CLINICIANS),
    ("/api/conditions/version", "practice=$P&patient=$A&condition=allergy&number=1", CLINICIANS),
    ("/api/conditions/withdraw", "practice=$P&patient=$A&condition=allergy&number=1&reason=", CLINICIANS),
    ("/api/my/condition_plan", "condition=allergy", THE_PATIENT),
    ("/api/patients/search", "practice=$P&words=casey", CLINICIANS),
    ("/api/patients/search_again", "practice=$P&id=unknown", CLINICIANS),
    ("/api/patients/record", "practice=$P&patient=$A", CLINICIANS),
    ("/api/plans/start", "practice=$P&patient=$A&from=mart", CLINICIANS),
    ("/api/plans/draft", "practice=$P&patient=$A", CLINICIANS),
    ("/api/plans/save_draft", SAVE_DRAFT, CLINICIANS),
    ("/api/plans/present", "practice=$P&patient=$A&draft=$D&section=contacts", CLINICIANS),
    ("/api/plans/compare", "practice=$P&patient=$V&older=1&newer=1", CLINICIANS),
    ("/api/plans/save_plan_form", "practice=$P&patient=$A&draft=$D&base_revision=1", CLINICIANS),
    ("/api/plans/sign", "practice=$P&patient=$A&draft=$D&revision=1&template=1&formulary=0", CLINICIANS),
    ("/api/reviews/inbox", "practice=$P", CLINICIANS),
    ("/api/reviews/open", "practice=$P&patient=$A", CLINICIANS),
    ("/api/reviews/approve", "practice=$P&patient=$A&review=$R&template=1&formulary=0", CLINICIANS),
    ("/api/reviews/send_back", "practice=$P&patient=$A&review=$R&back=", CLINICIANS),
    ("/api/reviews/take_back", "practice=$P&patient=$A&review=$R", CLINICIANS),
    ("/api/reviews/remark", "practice=$P&patient=$A&review=$R&line=note&remark=", CLINICIANS),
    ("/api/reviews/settle", "practice=$P&patient=$A&review=$R&comment=$C", CLINICIANS),
    ("/api/team/list", "practice=$P", MANAGER),
    ("/api/team/record_certificate", "practice=$P&staff=$S", MANAGER),
    ("/api/team/end_certificate", "practice=$P&staff=$S", MANAGER),
    ("/api/plans/discard", "practice=$P&patient=$A", CLINICIANS),
    ("/api/plans/version", "practice=$P&patient=$V&number=1", CLINICIANS),
    ("/api/plans/withdraw", "practice=$P&patient=$V&number=1&reason=", CLINICIANS),
    ("/api/after/page", "practice=$P&patient=$V&number=1", CLINICIANS),
    ("/api/after/tick", "practice=$P&patient=$V&number=1&step=filed&done=true", CLINICIANS),
    ("/api/after/to_file", "practice=$P", CLINICIANS),
    ("/api/visits/send", "practice=$P&patient=$A", CLINICIANS),
    ("/api/visits/mine", "", PATIENTS),
    ("/api/my/journey", "", PATIENTS),
    ("/api/my/try_lesson", "topic=basics&first=0", PATIENTS),
    ("/api/my/control", "", PATIENTS),
    ("/api/my/check_control", "reliever_days=0&nights_woken=0&steroid_courses=0", PATIENTS),
    // Nothing is asked of the other patient: the page says so.
    ("/api/visits/answer", "reliever_days=0&nights_woken=0&steroid_courses=0", PATIENTS),
    ("/api/invitations/invite", "practice=$P&patient=$A", CLINICIANS),
    ("/api/invitations/page", "practice=$P&patient=$A", CLINICIANS),
    ("/api/my/today", "", PATIENTS),
    ("/api/my/plan", "", PATIENTS),
    ("/api/my/emergency", "", EVERYBODY),
    ("/api/my/diary", "", PATIENTS),
    ("/api/diary/note_form", "kind=attack", PATIENTS),
    ("/api/diary/note", "id=0190f3a0-0000-7000-8000-00000000000a&kind=night&times=1&day=today&part=night", PATIENTS),
    ("/api/diary/entry", "id=$A", THE_PATIENT),
    ("/api/diary/put_right", "id=0190f3a0-0000-7000-8000-00000000000b&old=$A", THE_PATIENT),
    ("/api/diary/take_back", "id=$A", THE_PATIENT),
    ("/api/attacks/list", "practice=$P", CLINICIANS),
    ("/api/attacks/give", "practice=$P&review=$W&owner=$S", CLINICIANS),
    ("/api/attacks/done", "practice=$P&review=$W", CLINICIANS),
    ("/api/my/people", "", PATIENTS),
    ("/api/my/switch", "to=$A", THE_PATIENT),
    ("/api/my/medicines", "", PATIENTS),
    // Nobody here has a plan, so no dose is kept: they may ask, and are told.
    ("/api/doses/log", "id=0190f3a0-0000-7000-8000-0000000000a1&day=2026-11-01&slot=morning", PATIENTS),
    ("/api/doses/undo", "id=0190f3a0-0000-7000-8000-0000000000a1", NOBODY_OF_PATIENTS),
    ("/api/doses/times", "morning=07:30&night=19:30", PATIENTS),
    ("/api/my/reminders", "", PATIENTS),
    ("/api/reminders/set", "quiet_from=22:00&quiet_until=06:00", PATIENTS),
    ("/api/reminders/add_device", "endpoint=https://10.0.0.1/&p256dh=x&auth=x", PATIENTS),
    ("/api/reminders/remove_device", "", PATIENTS),
    ("/api/my/technique", "guide=spacer", PATIENTS),
    ("/api/technique/practised", "guide=spacer", PATIENTS),
    ("/api/my/repeats", "", PATIENTS),
    ("/api/repeats/ask", "id=0190f3a0-0000-7000-8000-0000000000a2", PATIENTS),
    ("/api/repeats/take_back", "item=0190f3a0-0000-7000-8000-0000000000a3", NOBODY_OF_PATIENTS),
    ("/api/repeats/queue", "practice=$P", CLINICIANS),
    ("/api/repeats/move", "practice=$P&item=0190f3a0-0000-7000-8000-0000000000a3&to=refused", CLINICIANS),
    ("/api/repeats/delay", "practice=$P&request=0190f3a0-0000-7000-8000-0000000000a2", CLINICIANS),
    ("/api/repeats/days", "practice=$P&days=3", CLINICIANS),
];

const SAVE_DRAFT: &str = r#"{"practice":"$P","patient":"$A","draft":"$D","base_revision":1,"form":{}}"#;

/// Functions that tests of their own call, because calling them changes who is asking.
const ELSEWHERE: [&str; 3] = ["/api/people/log_out", "/api/diary/new", "/api/diary/log"];

/// An id that nobody has.
const NO_ID: &str = "00000000-0000-7000-8000-000000000000";

fn outcome(answer: &Answer) -> char {
    match answer.status {
        StatusCode::OK => 'o',
        // They may, and there is nothing to do: what they ask for has happened or never was.
        StatusCode::CONFLICT => 'o',
        StatusCode::SEE_OTHER if answer.header("location") == "/log-in" => 'l',
        StatusCode::UNAUTHORIZED => 'l',
        StatusCode::NOT_FOUND => 'n',
        // A shared link that was never made looks like one that was stopped.
        StatusCode::GONE => 'g',
        _ => '?',
    }
}

/// Somebody at the first practice who has a signed plan.
async fn with_a_plan(site: &Site) -> PatientId {
    let practice = site.world.practice.clone();
    let options = care::simulate::SimulateOptions {
        patients: 20,
        days: 60,
        seed: 7,
        end: None,
        practices: vec![practice.clone()],
    };
    care::simulate::simulate(&site.services, options).await.unwrap();
    let read = site.services.store.read().await.unwrap();
    for patient in patients::page(read.conn(), &practice, None, 100).await.unwrap() {
        if plan_versions::by_number(read.conn(), patient.id, 1).await.unwrap().is_some() {
            return patient.id;
        }
    }
    panic!("nobody of 20 made-up people has a signed plan");
}

/// An entry of the patient's diary that has the patient's own id, and an attack that waits for a review.
async fn with_a_diary(site: &Site) -> ReviewId {
    let token = site.cookie(Who::Patient).strip_prefix("patient=").map(str::to_owned);
    let tokens = SessionTokens { patient: token, ..SessionTokens::default() };
    let access = PatientAccess::of(&proof(&site.services, &tokens).await.unwrap()).unwrap();
    let form = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
    };
    let check_in = CheckInForm {
        daytime: "none".into(),
        woke_at_night: "no".into(),
        reliever: "none".into(),
        too_breathless: "no".into(),
        ..CheckInForm::default()
    };
    let entry = EntryId::from_uuid(site.world.patient.uuid());
    care::diary::log_entry(&access, &site.services, entry, check_in, None).await.unwrap();
    let visit = EntryId::from_uuid(site.services.ids.next());
    let typed = form(&[("place", "a_and_e"), ("day", "today")]);
    care::diary::add_note(&access, &site.services, visit, "visit", typed, None).await.unwrap();
    let read = site.services.store.read().await.unwrap();
    attack_reviews::lines(read.conn(), &site.world.practice, None).await.unwrap()[0].id
}

/// Takes up the allergy template and signs such a plan for the patient.
pub(crate) async fn with_an_allergy_plan(site: &Site) {
    let (services, world) = (&site.services, &site.world);
    let tokens = |who: Who| {
        let token = site.cookie(who).strip_prefix("staff=").map(str::to_owned);
        SessionTokens { staff: token, ..SessionTokens::default() }
    };
    let officer = proof(services, &tokens(Who::SafetyOfficer)).await.unwrap();
    let icb = IcbAccess::at(&officer, &world.icb).unwrap();
    let condition = Condition::Allergy;
    let starter = condition.starter().to_form();
    conditions::propose_condition_template(&icb, services, condition, starter).await.unwrap();
    conditions::approve_condition_template(&icb, services, condition, 1).await.unwrap();
    let nurse = proof(services, &tokens(Who::Nurse)).await.unwrap();
    let access = ClinicalAccess::at(&nurse, &world.practice).unwrap();
    let scope = access.patient(services, world.patient).await.unwrap();
    let mut form = conditions::condition_form(&scope, services, condition, None).await.unwrap().form;
    for (key, text) in [
        ("allergens", "peanut"),
        ("device", "EpiPen"),
        ("dose", "300 micrograms"),
        ("two_pens", "yes"),
        ("reliever", "the blue inhaler"),
        ("contact_name", "Nadia"),
        ("contact_phone", "07700 900123"),
    ] {
        form.0.insert(key.into(), text.into());
    }
    let view = conditions::condition_form(&scope, services, condition, Some(form.clone())).await.unwrap();
    let request = conditions::SignConditionRequest {
        condition,
        form,
        read: view.content.hash(),
        reasons: BTreeMap::new(),
        date_of_birth: BORN.into(),
    };
    let answer = conditions::sign_condition(&scope, services, request).await.unwrap();
    assert_eq!(answer, SignConditionAnswer::Signed(1), "{:?}", view.problems);
}

/// Makes sure that a draft is open for the patient.
async fn draft(site: &Site) -> DraftId {
    let world = &site.world;
    let form = format!("practice={}&patient={}&from=mart", world.practice, world.patient);
    assert_eq!(site.call("/api/plans/start", Who::Nurse, &form).await.status, StatusCode::OK);
    let read = site.services.store.read().await.unwrap();
    drafts::open_for_patient(read.conn(), world.patient).await.unwrap().unwrap().id
}

/// Makes sure that the draft waits for a second person, who has said something of it.
async fn review(site: &Site, draft: DraftId) -> (ReviewId, CommentId) {
    let (world, now) = (&site.world, site.services.now());
    let read = site.services.store.read().await.unwrap();
    let draft = drafts::by_id(read.conn(), &world.practice, draft).await.unwrap().unwrap();
    let last = plan_reviews::latest_of(read.conn(), draft.id).await.unwrap();
    drop(read);
    let waiting = last.filter(|review| review.state == ReviewState::Waiting);
    let is_new = waiting.is_none();
    let review = waiting.unwrap_or_else(|| ReviewRow {
        id: ReviewId::from_uuid(site.services.ids.next()),
        patient: draft.patient,
        practice: draft.practice.clone(),
        draft: draft.id,
        revision: draft.revision,
        reasons: BTreeMap::new(),
        state: ReviewState::Waiting,
        asked_by: draft.started_by,
        asked_at: now,
        decided_by: None,
        decided_at: None,
        words: None,
    });
    let remark = CommentRow {
        id: CommentId::from_uuid(site.services.ids.next()),
        review: review.id,
        field: Field::Note,
        words: "why?".into(),
        written_by: draft.started_by,
        written_at: now,
        settled_at: None,
    };
    let ids = (review.id, remark.id);
    site.services
        .store
        .write::<_, StoreError, _>(move |tx| {
            Box::pin(async move {
                if is_new {
                    plan_reviews::insert(tx, &review).await?;
                }
                plan_comments::insert(tx, &remark).await
            })
        })
        .await
        .unwrap();
    ids
}

/// A GP of the first practice.
async fn gp(site: &Site) -> StaffId {
    let read = site.services.store.read().await.unwrap();
    let team = memberships::current_at(read.conn(), &site.world.practice).await.unwrap();
    team.iter().find(|colleague| colleague.role == Role::Gp).unwrap().staff.id
}

/// A public link of the ICB.
async fn public_link(site: &Site) -> CampaignId {
    let token = site.cookie(Who::IcbLead).strip_prefix("staff=").map(str::to_owned);
    let tokens = SessionTokens { staff: token, ..SessionTokens::default() };
    let lead = proof(&site.services, &tokens).await.unwrap();
    let access = campaigns::CampaignAccess::from(IcbAccess::at(&lead, &site.world.icb).unwrap());
    let today = site.services.today();
    let ends_on = (today + chrono::TimeDelta::days(30)).format("%d/%m/%Y").to_string();
    let wish = CampaignWish::read("school", "Juniors", &ends_on, today).unwrap();
    campaigns::make(&access, &site.services, wish).await.unwrap();
    campaigns::list(&access, &site.services).await.unwrap().campaigns[0].id
}

/// A key of the ICB.
async fn api_token(site: &Site) -> ApiTokenId {
    let (_, id) = crate::api::key(site, Who::IcbLead, &site.world.icb, "").await;
    id
}

/// The account that acts for the patient.
async fn account(site: &Site) -> AccountId {
    let read = site.services.store.read().await.unwrap();
    accounts::accounts_of(read.conn(), site.world.patient).await.unwrap()[0].account
}

fn filled(form: &str, site: &Site, planned: PatientId, draft: DraftId) -> String {
    let world = &site.world;
    let values = [
        ("$P", world.practice.to_string()),
        ("$I", world.icb.to_string()),
        ("$A", world.patient.to_string()),
        ("$V", planned.to_string()),
        ("$D", draft.to_string()),
    ];
    let mut text = form.to_owned();
    for (letter, value) in values {
        text = text.replace(letter, &value);
    }
    text
}

#[tokio::test]
async fn every_page_opens_for_whom_it_is_and_for_nobody_else() {
    for site in sites().await {
        let planned = with_a_plan(&site).await;
        let mut missing: BTreeSet<String> = page_routes().iter().map(|route| route.path().to_owned()).collect();
        let mut wrong = Vec::new();
        draft(&site).await;
        with_an_allergy_plan(&site).await;
        with_a_diary(&site).await;
        for (route, expected) in PAGES {
            missing.remove(route);
            let mut path = address(&site, route);
            if route.contains("versions") {
                path = path.replace(&site.world.patient.to_string(), &planned.to_string());
            }
            let mut found = String::new();
            for who in Who::ALL {
                found.push(outcome(&site.open(&path, who).await));
            }
            if found != expected {
                wrong.push(format!("{route}: expected {expected}, found {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(missing.is_empty(), "write into the table who may see {missing:?}");
    }
}

#[tokio::test]
async fn every_print_opens_for_whom_it_is_and_for_nobody_else() {
    for site in sites().await {
        sign_a_plan(&site).await;
        with_an_allergy_plan(&site).await;
        for (route, expected) in PRINTS {
            let path = address(&site, route);
            let mut found = String::new();
            for who in Who::ALL {
                found.push(outcome(&site.open(&path, who).await));
            }
            assert_eq!(found, expected, "{route}");
        }
    }
}

#[tokio::test]
async fn every_function_works_for_whom_it_is_and_for_nobody_else() {
    for site in sites().await {
        with_an_allergy_plan(&site).await;
        let (planned, gp) = (with_a_plan(&site).await, gp(&site).await);
        let (attack, account) = (with_a_diary(&site).await, account(&site).await);
        let (link, token) = (public_link(&site).await, api_token(&site).await);
        let mut missing: BTreeSet<&str> = server_fn_paths().map(|(path, _)| path).collect();
        let mut wrong = Vec::new();
        for (path, form, expected) in FUNCTIONS {
            assert!(missing.remove(path), "{path} is in the table, but not in the app");
            let mut found = String::new();
            for who in Who::ALL {
                let draft = draft(&site).await;
                let mut form = filled(form, &site, planned, draft);
                if form.contains("$R") {
                    let (review, remark) = review(&site, draft).await;
                    form = form.replace("$R", &review.to_string()).replace("$C", &remark.to_string());
                }
                let form = form.replace("$S", &gp.to_string()).replace("$W", &attack.to_string());
                let form = form
                    .replace("$N", &account.to_string())
                    .replace("$L", &link.to_string())
                    .replace("$K", &token.to_string());
                found.push(outcome(&call(&site, path, who, &form).await));
            }
            if found != expected {
                wrong.push(format!("{path}: expected {expected}, found {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        for path in ELSEWHERE {
            assert!(missing.remove(path), "{path} is in the table, but not in the app");
        }
        assert!(missing.is_empty(), "write into the table who may call {missing:?}");
    }
}

async fn call(site: &Site, path: &str, who: Who, form: &str) -> Answer {
    if form.starts_with('{') { site.call_with_json(path, who, form).await } else { site.call(path, who, form).await }
}

#[tokio::test]
async fn the_diary_is_the_patients_own() {
    for site in sites().await {
        let mut found = String::new();
        for who in Who::ALL {
            found.push(outcome(&site.call("/api/diary/new", who, "").await));
        }
        assert_eq!(found, PATIENTS);
        for (who, entry, expected) in [
            (Who::Anonymous, "0190f3a0-0000-7000-8000-000000000001", 'l'),
            (Who::Nurse, "0190f3a0-0000-7000-8000-000000000001", 'l'),
            (Who::Patient, "0190f3a0-0000-7000-8000-000000000001", 'o'),
            (Who::OtherPatient, "0190f3a0-0000-7000-8000-000000000002", 'o'),
        ] {
            let form = format!("id={entry}&daytime=none&woke_at_night=no&reliever=0&too_breathless=no");
            assert_eq!(outcome(&site.call("/api/diary/log", who, &form).await), expected, "{who:?}");
        }
    }
}

#[tokio::test]
async fn logging_out_ends_the_session_for_pages_functions_and_streams() {
    for site in sites().await {
        let board = format!("/practice/{}", site.world.practice);
        let figures = format!("code={}", site.world.practice);
        assert_eq!(outcome(&site.open(&board, Who::Nurse).await), 'o');
        let answer = site.submit("/api/people/log_out", Who::Nurse, "").await;
        assert!(answer.status.is_redirection(), "{}", answer.status);
        assert!(answer.header("set-cookie").starts_with("staff=;"), "{}", answer.header("set-cookie"));
        assert_eq!(outcome(&site.open(&board, Who::Nurse).await), 'l');
        assert_eq!(outcome(&site.call("/api/boards/board", Who::Nurse, &figures).await), 'l');
        assert_eq!(outcome(&site.open(&board, Who::Gp).await), 'o', "others stay");
    }
}

/// The body without what differs from answer to answer: the number for scripts, and the ids that were asked for.
fn plain(answer: &Answer, asked: &[&str]) -> String {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or("-no number-");
    let mut text = answer.body.replace(nonce, "NUMBER");
    for id in asked {
        text = text.replace(id, "ASKED");
    }
    text
}

#[tokio::test]
async fn what_is_somebody_elses_looks_like_what_does_not_exist() {
    for site in sites().await {
        let (own, foreign) = (site.world.practice.to_string(), site.world.other_practice.to_string());
        let (foreign_patient, foreign_icb) = (site.world.other_patient.to_string(), site.world.other_icb.to_string());
        let (nobody, nowhere) = (NO_ID.to_owned(), "Z98765".to_owned());
        let mut pairs = Vec::new();
        for tail in [
            "",
            "/plan",
            "/plan/sign",
            "/plan/review",
            "/plan/versions/1",
            "/plan/versions/1/plan.pdf",
            "/conditions/allergy/1",
            "/conditions/allergy/1/plan.pdf",
            "/plan/versions/1/after",
            "/invitation",
        ] {
            let page = |patient: &str| format!("/practice/{own}/patients/{patient}{tail}");
            pairs.push((Who::Nurse, page(&foreign_patient), page(&nobody)));
        }
        for tail in
            ["", "/patients", "/to-file", "/inbox", "/team", "/attacks", &format!("/patients/{foreign_patient}")]
        {
            let page = |practice: &str| format!("/practice/{practice}{tail}");
            pairs.push((Who::Nurse, page(&foreign), page(&nowhere)));
            pairs.push((Who::Manager, page(&foreign), page(&nowhere)));
        }
        pairs.push((Who::IcbLead, format!("/icb/{foreign_icb}"), "/icb/QZ9".to_owned()));
        pairs.push((Who::IcbLead, format!("/practice/{foreign}"), format!("/practice/{nowhere}")));
        let asked = [foreign.as_str(), &nowhere, &foreign_patient, &nobody, &foreign_icb, "QZ9"];
        for (who, foreign, missing) in pairs {
            let (first, second) = (site.open(&foreign, who).await, site.open(&missing, who).await);
            assert_eq!(first.status, StatusCode::NOT_FOUND, "{who:?} {foreign}");
            assert_eq!(second.status, StatusCode::NOT_FOUND, "{who:?} {missing}");
            assert_eq!(plain(&first, &asked), plain(&second, &asked), "{who:?} {foreign} and {missing}");
        }
        let form = |patient: &str| format!("practice={own}&patient={patient}");
        for path in ["/api/patients/record", "/api/plans/draft", "/api/invitations/invite"] {
            let first = site.call(path, Who::Nurse, &form(&foreign_patient)).await;
            let second = site.call(path, Who::Nurse, &form(&nobody)).await;
            assert_eq!((first.status, &first.body), (second.status, &second.body), "{path}");
            assert_eq!(first.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
