//! Plans as PDF over HTTP.

use std::collections::BTreeMap;

use care::plans::{SignRequest, StartFrom, open_draft, save_draft, sign, start_draft};
use care::session::{SessionTokens, proof};
use care::{ClinicalAccess, PatientScope};
use domain::DraftId;
use domain::plan::views::{ReviewedGround, SaveAnswer, SignAnswer};
use domain::plan::{Field, TemplateId};
use http::StatusCode;

use crate::access_matrix::with_an_allergy_plan;
use crate::support::{BORN, Site, Who, site};

/// The nurse writes a plan for the patient that can be signed.
pub(crate) async fn write_a_plan(site: &Site) -> (PatientScope, DraftId, i64) {
    let (services, world) = (&site.services, &site.world);
    let token = site.cookie(Who::Nurse).strip_prefix("staff=").map(str::to_owned);
    let proof = proof(services, &SessionTokens { staff: token, ..SessionTokens::default() }).await.unwrap();
    let access = ClinicalAccess::at(&proof, &world.practice).unwrap();
    let scope = access.patient(services, world.patient).await.unwrap();
    let draft = start_draft(&scope, services, StartFrom::Template(TemplateId::AdultPreventer)).await.unwrap();
    let view = open_draft(&scope, services).await.unwrap().unwrap();
    let mut form = view.form;
    for (field, text) in [
        (Field::Preventer, "clenil-modulite-100"),
        (Field::PreventerMorning, "2"),
        (Field::PreventerNight, "2"),
        (Field::UsesPeakFlow, "no"),
        (Field::PracticePhone, "020 7946 0123"),
    ] {
        form.set(field, text);
    }
    let SaveAnswer::Saved { revision, .. } = save_draft(&scope, services, draft, view.revision, form).await.unwrap()
    else {
        panic!("nobody else writes this draft");
    };
    (scope, draft, revision)
}

/// The nurse signs a plan for the patient.
pub(crate) async fn sign_a_plan(site: &Site) {
    let (scope, draft, revision) = write_a_plan(site).await;
    let request = SignRequest {
        draft,
        revision,
        reasons: BTreeMap::new(),
        date_of_birth: BORN.into(),
        ground: ReviewedGround::default(),
        effort: None,
        viewed: Vec::new(),
    };
    let answer = sign(&scope, &site.services, request).await.unwrap();
    assert_eq!(answer, SignAnswer::Signed { number: 1 });
}

fn version(site: &Site) -> String {
    format!("/practice/{}/patients/{}/plan/versions/1/plan.pdf", site.world.practice, site.world.patient)
}

#[tokio::test]
async fn a_print_is_a_file_that_nobody_keeps_and_whose_name_tells_nothing() {
    let site = site().await;
    sign_a_plan(&site).await;
    for (path, who) in [(version(&site), Who::Nurse), ("/my/plan.pdf".to_owned(), Who::Patient)] {
        for query in ["", "?print=a4", "?print=booklet", "?print=school", "?print=bw"] {
            let answer = site.open(&format!("{path}{query}"), who).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}{query}");
            assert!(answer.body.starts_with("%PDF-1."), "{path}{query}");
            for (header, value) in [
                ("content-type", "application/pdf"),
                ("content-disposition", "inline; filename=\"asthma-plan-v1.pdf\""),
                ("cache-control", "no-store"),
                ("x-content-type-options", "nosniff"),
                ("cross-origin-resource-policy", "same-origin"),
            ] {
                assert_eq!(answer.header(header), value, "{path}{query}");
            }
            assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}{query}");
        }
    }
}

#[tokio::test]
async fn a_plan_for_another_condition_is_printed_for_staff_and_for_its_owner() {
    let site = site().await;
    with_an_allergy_plan(&site).await;
    let staff = format!("/practice/{}/patients/{}/conditions/allergy/1", site.world.practice, site.world.patient);
    for (page, who) in [(staff, Who::Nurse), ("/my/plans/allergy".to_owned(), Who::Patient)] {
        let answer = site.open(&page, who).await;
        assert!(answer.body.contains(&format!("{page}/plan.pdf")), "{page} has no link to its print");
        let answer = site.open(&format!("{page}/plan.pdf"), who).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(answer.body.starts_with("%PDF-1."), "{page}");
        assert_eq!(answer.header("content-disposition"), "inline; filename=\"allergy-plan-v1.pdf\"");
        assert_eq!(answer.header("cache-control"), "no-store");
        for missing in [page.replace("allergy", "epilepsy"), page.replace("allergy", "asthma")] {
            let answer = site.open(&format!("{missing}/plan.pdf"), who).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_printed_is_a_page_that_says_so() {
    let site = site().await;
    sign_a_plan(&site).await;
    let (own, practice) = (version(&site), &site.world.practice);
    for path in [
        format!("{own}?print=poster"),
        own.replace("versions/1", "versions/2"),
        own.replace("versions/1", "versions/one"),
        own.replace("versions/1", "versions/-1"),
        own.replace(&site.world.patient.to_string(), "nobody"),
        own.replace(practice.as_str(), "not-a-code"),
    ] {
        let answer = site.open(&path, Who::Nurse).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("ot found"), "{path}");
    }
    let answer = site.open("/my/plan.pdf", Who::OtherPatient).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "no plan was signed for them");
}

#[tokio::test]
async fn a_browsers_translator_leaves_doses_alone() {
    let site = site().await;
    sign_a_plan(&site).await;
    let page = site.open("/my/plan", Who::Patient).await.body;
    for dose in ["two puffs", "morning and night", "Clenil Modulite 100 micrograms", "four puffs", "within 24 hours"] {
        let marked = page.matches(&format!("<strong translate=\"no\">{dose}<")).count();
        assert!(marked > 0, "{dose}");
    }
    for (at, _) in page.match_indices(" puffs<") {
        let before = page.get(at.saturating_sub(60)..at).unwrap_or_default();
        assert!(before.contains("translate=\"no\""), "{before}");
    }
}
