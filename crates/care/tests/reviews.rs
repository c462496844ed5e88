//! A second person at a plan, and what whoever signs must be at that moment.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

#[path = "stage/clinic.rs"]
#[expect(dead_code, reason = "other tests use the rest of the clinic")]
mod clinic;
mod stage;

use std::collections::BTreeMap;

use care::plans::{
    ApproveRequest, SignRequest, StartFrom, approve, ask_for_approval, comment, discard_draft, my_plan, open_draft,
    open_review, plan_version, save_draft, send_back, settle_comment, sign, start_draft, take_back,
};
use care::{PatientScope, Refused};
use chrono::TimeDelta;
use clinic::{BORN, Clinic, certificate, changed, clinic, refused, request};
use domain::certificate::{ASTHMA_PLANS, Certified};
use domain::plan::changes::Danger;
use domain::plan::review::{ReviewState, ReviewView};
use domain::plan::second::Why;
use domain::plan::views::{ReviewedGround, SaveAnswer, SignAnswer};
use domain::plan::{Field, PlanStatus, TemplateId};
use domain::{DraftId, Role};
use storage::{StoreError, certificates, memberships};

/// A nurse's draft with a rescue dose that takes a second person, and its reason.
async fn unusual(clinic: &Clinic) -> (DraftId, SignRequest) {
    let (draft, _) = clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
    let revision = typed(
        clinic,
        &clinic.nurse,
        &[(Field::RescueSteroids, "yes"), (Field::RescueSteroidMg, "50"), (Field::RescueSteroidDays, "5")],
    )
    .await;
    let reasons = BTreeMap::from([("AMB-3".to_owned(), "Specialist advice".to_owned())]);
    (draft, SignRequest { reasons, ..request(draft, revision) })
}

/// Types into the open draft; the revision now.
async fn typed(clinic: &Clinic, scope: &PatientScope, changes: &[(Field, &str)]) -> i64 {
    let view = clinic.view().await;
    let form = changed(&view.form, changes);
    match save_draft(scope, &clinic.services, view.id, view.revision, form).await.unwrap() {
        SaveAnswer::Saved { revision, .. } => revision,
        other => panic!("{other:?}"),
    }
}

async fn review(clinic: &Clinic) -> ReviewView {
    open_review(&clinic.gp, &clinic.services).await.unwrap().unwrap()
}

async fn approved(clinic: &Clinic, scope: &PatientScope, review: &ReviewView) -> SignAnswer {
    let request = ApproveRequest {
        review: review.id,
        date_of_birth: BORN.into(),
        viewed: Danger::ALL.to_vec(),
        ground: ReviewedGround::default(),
    };
    approve(scope, &clinic.services, request).await.unwrap()
}

async fn asked(clinic: &Clinic, request: &SignRequest) -> ReviewView {
    let answer = ask_for_approval(&clinic.nurse, &clinic.services, request.clone()).await.unwrap();
    assert_eq!(answer, SignAnswer::Asked);
    review(clinic).await
}

#[tokio::test]
async fn a_gp_who_did_not_write_it_approves_and_the_version_names_both() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, request) = unusual(&clinic).await;
        let sign = async |request| sign(&clinic.nurse, &clinic.services, request).await.unwrap();
        let why = Why::Rules(vec!["AMB-3".into()]);
        assert_eq!(sign(request.clone()).await, SignAnswer::SecondPerson(why));
        let unsaid = SignRequest { reasons: BTreeMap::new(), ..request.clone() };
        let answer = ask_for_approval(&clinic.nurse, &clinic.services, unsaid).await.unwrap();
        assert!(matches!(answer, SignAnswer::Stopped(_)), "{answer:?}");
        assert_eq!(open_review(&clinic.gp, &clinic.services).await.unwrap(), None);

        let (first, view) = tokio::join!(asked(&clinic, &request), asked(&clinic, &request));
        assert_eq!(first.id, view.id, "of two clicks one asks");
        assert!(view.may_decide && view.unchanged);
        assert_eq!((view.why.len(), view.reasons.len()), (1, 1), "{:?}", view.why);
        assert!(!open_review(&clinic.nurse, &clinic.services).await.unwrap().unwrap().may_decide);
        assert_eq!(sign(request).await, SignAnswer::Waiting);
        assert_eq!(approved(&clinic, &clinic.nurse, &view).await, SignAnswer::NotYours);
        let wrong = ApproveRequest {
            review: view.id,
            date_of_birth: "3/3/1987".into(),
            viewed: vec![],
            ground: ReviewedGround::default(),
        };
        let wrong = approve(&clinic.gp, &clinic.services, wrong).await.unwrap();
        assert_eq!(wrong, SignAnswer::WrongDateOfBirth);
        let other = ApproveRequest {
            review: view.id,
            date_of_birth: BORN.into(),
            viewed: vec![],
            ground: ReviewedGround::default(),
        };
        assert_eq!(refused(approve(&clinic.other, &clinic.services, other).await), Some(Refused::NotFound));
        assert_eq!(my_plan(&clinic.owner, &clinic.services).await.unwrap(), None, "what waits is nobody's plan");

        let (first, second) = tokio::join!(approved(&clinic, &clinic.gp, &view), approved(&clinic, &clinic.gp, &view));
        assert_eq!(
            (first, second),
            (SignAnswer::Signed { number: 1 }, SignAnswer::Signed { number: 1 }),
            "{}",
            store.kind
        );
        let version = plan_version(&clinic.nurse, &clinic.services, 1).await.unwrap();
        let signature = version.plan.signature();
        assert_eq!((signature.author, signature.author_role), (clinic.nurse.staff(), Role::Nurse));
        let second = signature.approver.as_ref().unwrap();
        assert_eq!((second.id, second.role), (clinic.gp.staff(), Role::Gp));
        assert_eq!(version.plan.confirmations().first().map(|kept| kept.reason.as_str()), Some("Specialist advice"));
        let stamp = my_plan(&clinic.owner, &clinic.services).await.unwrap().unwrap().stamp();
        assert!(stamp.contains("by Grace Okafor, practice nurse, approved by Owen Okafor, GP."), "{stamp}");
        assert_eq!(clinic.versions().await, vec![(1, PlanStatus::Signed)]);
        let actions = clinic.actions().await;
        for (action, times) in [("approval_asked", 1), ("plan_approved", 1), ("plan_signed", 1)] {
            assert_eq!(actions.iter().filter(|noted| *noted == action).count(), times, "{action}");
        }
        let late = comment(&clinic.gp, &clinic.services, view.id, Field::Note, "too late").await;
        assert_eq!(refused(late), Some(Refused::Conflict));
        assert_eq!(open_draft(&clinic.nurse, &clinic.services).await.unwrap(), None, "{draft} is signed");
        stage::verify(&clinic.services).await;
    }
}

#[tokio::test]
async fn a_gp_signs_alone_and_a_nurse_may_always_ask() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (_, request) = unusual(&clinic).await;
        let by_gp = sign(&clinic.gp, &clinic.services, request).await.unwrap();
        assert_eq!(by_gp, SignAnswer::Signed { number: 1 });

        let draft = start_draft(&clinic.nurse, &clinic.services, StartFrom::LastSigned).await.unwrap();
        let revision =
            typed(&clinic, &clinic.nurse, &[(Field::RescueSteroids, "no"), (Field::Note, "as agreed")]).await;
        let view = asked(&clinic, &clinic::request(draft, revision)).await;
        assert_eq!((view.why.as_slice(), view.line.state), (&[][..], ReviewState::Waiting));
        assert_eq!(approved(&clinic, &clinic.gp, &view).await, SignAnswer::Signed { number: 2 });
    }
}

#[tokio::test]
async fn a_draft_that_changes_or_is_given_up_waits_no_longer() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, request) = unusual(&clinic).await;
        let view = asked(&clinic, &request).await;
        let same = typed(&clinic, &clinic.nurse, &[(Field::RescueSteroidMg, "50")]).await;
        assert_eq!((same, review(&clinic).await.line.state), (request.revision, ReviewState::Waiting));
        let revision = typed(&clinic, &clinic.nurse, &[(Field::RescueSteroidMg, "60")]).await;
        assert_eq!(review(&clinic).await.line.state, ReviewState::TakenBack);
        assert_eq!(approved(&clinic, &clinic.gp, &view).await, SignAnswer::Decided);
        assert_eq!(clinic.versions().await, vec![]);

        let view = asked(&clinic, &SignRequest { revision, ..request }).await;
        take_back(&clinic.nurse, &clinic.services, view.id).await.unwrap();
        take_back(&clinic.nurse, &clinic.services, view.id).await.unwrap();
        assert_eq!(
            refused(send_back(&clinic.gp, &clinic.services, view.id, "too much").await),
            Some(Refused::Conflict)
        );

        let view = asked(&clinic, &clinic_request(draft, revision)).await;
        discard_draft(&clinic.nurse, &clinic.services, draft).await.unwrap();
        assert_eq!(approved(&clinic, &clinic.gp, &view).await, SignAnswer::Decided);
    }
}

fn clinic_request(draft: DraftId, revision: i64) -> SignRequest {
    let reasons = BTreeMap::from([("AMB-3".to_owned(), "Specialist advice".to_owned())]);
    SignRequest { reasons, ..request(draft, revision) }
}

#[tokio::test]
async fn what_the_second_person_says_stays_beside_the_lines() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, request) = unusual(&clinic).await;
        let view = asked(&clinic, &request).await;
        for (words, wanted) in [("", "Write what"), ("x\u{200b}yz", "cannot be seen")] {
            match comment(&clinic.gp, &clinic.services, view.id, Field::Note, words).await {
                Err(care::CareError::Refused(Refused::Fields(problems))) => {
                    assert!(problems.iter().all(|problem| problem.message.contains(wanted)), "{problems:?}");
                }
                other => panic!("{other:?}"),
            }
        }
        comment(&clinic.gp, &clinic.services, view.id, Field::RescueSteroidMg, " 60 is the most ").await.unwrap();
        comment(&clinic.nurse, &clinic.services, view.id, Field::RescueSteroidMg, "The clinic wrote 50").await.unwrap();
        comment(&clinic.gp, &clinic.services, view.id, Field::Triggers, "And pollen?").await.unwrap();
        assert_eq!(
            refused(comment(&clinic.other, &clinic.services, view.id, Field::Note, "not here").await),
            Some(Refused::NotFound)
        );
        let remarks = clinic.view().await.remarks;
        let said: Vec<(Field, &str, &str)> =
            remarks.iter().map(|remark| (remark.field, remark.by.as_str(), remark.words.as_str())).collect();
        assert_eq!(
            said,
            [
                (Field::RescueSteroidMg, "Owen Okafor", "60 is the most"),
                (Field::RescueSteroidMg, "Grace Okafor", "The clinic wrote 50"),
                (Field::Triggers, "Owen Okafor", "And pollen?"),
            ]
        );
        for (scope, wanted) in [(&clinic.nurse, Some(Refused::Conflict)), (&clinic.gp, None)] {
            let answer = send_back(scope, &clinic.services, view.id, "See the lines").await;
            assert_eq!(refused(answer), wanted);
        }
        let line = clinic.view().await.review.unwrap();
        assert_eq!(
            (line.state, line.decided_by.as_deref(), line.words.as_deref(), line.open_remarks),
            (ReviewState::SentBack, Some("Owen Okafor"), Some("See the lines"), 3)
        );
        settle_comment(&clinic.nurse, &clinic.services, view.id, remarks[0].id).await.unwrap();
        let again = clinic.view().await;
        assert_eq!(again.review.unwrap().open_remarks, 2);
        assert!(again.remarks[0].settled);

        let revision = typed(&clinic, &clinic.nurse, &[(Field::Triggers, "pollen")]).await;
        let view = asked(&clinic, &SignRequest { revision, ..request }).await;
        assert_eq!(view.draft.remarks.len(), 3, "what was said before is still there");
        assert_eq!(approved(&clinic, &clinic.gp, &view).await, SignAnswer::Signed { number: 1 }, "{draft}");
    }
}

#[tokio::test]
async fn a_certificate_that_ended_a_minute_ago_signs_nothing_and_loses_nothing() {
    for store in storage::testing::stores().await {
        let mut clinic = clinic(store.store()).await;
        let (draft, request) = unusual(&clinic).await;
        let view = asked(&clinic, &request).await;
        let ended = clinic.services.now();
        for scope in [&clinic.nurse, &clinic.gp] {
            let staff = scope.staff();
            clinic
                .services
                .store
                .write::<_, StoreError, _>(move |tx| {
                    Box::pin(async move { certificates::end(tx, staff, ASTHMA_PLANS, ended).await })
                })
                .await
                .unwrap();
        }
        clinic.wait(TimeDelta::minutes(1));
        let no_certificate = SignAnswer::NoCertificate(Certified::Ended(ended));
        assert_eq!(approved(&clinic, &clinic.gp, &view).await, no_certificate);
        assert_eq!(review(&clinic).await.line.state, ReviewState::Waiting, "it still waits");
        take_back(&clinic.nurse, &clinic.services, view.id).await.unwrap();
        assert_eq!(sign(&clinic.nurse, &clinic.services, request.clone()).await.unwrap(), no_certificate);
        assert_eq!(ask_for_approval(&clinic.nurse, &clinic.services, request.clone()).await.unwrap(), no_certificate);
        let kept = clinic.view().await;
        assert_eq!((kept.id, kept.revision, kept.signer.certified), (draft, request.revision, Certified::Ended(ended)));

        let (ids, gp, now) = (clinic.services.ids.clone(), clinic.gp.staff(), clinic.services.now());
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { certificates::insert(tx, &certificate(&*ids, gp, now)).await })
            })
            .await
            .unwrap();
        assert_eq!(sign(&clinic.gp, &clinic.services, request).await.unwrap(), SignAnswer::Signed { number: 1 });
    }
}

#[tokio::test]
async fn a_membership_that_ended_a_minute_ago_signs_nothing_and_loses_nothing() {
    for store in storage::testing::stores().await {
        let mut clinic = clinic(store.store()).await;
        let (draft, request) = unusual(&clinic).await;
        let view = asked(&clinic, &request).await;
        let (nurse, ended) = (clinic.nurse.staff(), clinic.services.now());
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { memberships::end(tx, nurse, &stage::code("A81001"), Role::Nurse, ended).await })
            })
            .await
            .unwrap();
        clinic.wait(TimeDelta::minutes(1));
        assert_eq!(approved(&clinic, &clinic.gp, &view).await, SignAnswer::AuthorGone);
        take_back(&clinic.gp, &clinic.services, view.id).await.unwrap();
        for ask in [false, true] {
            let request = request.clone();
            let answer = if ask {
                ask_for_approval(&clinic.nurse, &clinic.services, request).await
            } else {
                sign(&clinic.nurse, &clinic.services, request).await
            };
            assert_eq!(answer.unwrap(), SignAnswer::NoMembership);
        }
        let kept = open_draft(&clinic.gp, &clinic.services).await.unwrap().unwrap();
        assert_eq!((kept.id, kept.revision), (draft, request.revision));
        assert_eq!(sign(&clinic.gp, &clinic.services, request).await.unwrap(), SignAnswer::Signed { number: 1 });
    }
}

#[tokio::test]
async fn signing_and_approving_want_a_fresh_proof_of_who_it_is() {
    for store in storage::testing::stores().await {
        let mut clinic = clinic(store.store()).await;
        let (_, request) = unusual(&clinic).await;
        let view = asked(&clinic, &request).await;
        clinic.wait(TimeDelta::minutes(15));
        assert_eq!(approved(&clinic, &clinic.gp, &view).await, SignAnswer::ConfirmFirst);
        take_back(&clinic.nurse, &clinic.services, view.id).await.unwrap();
        assert_eq!(sign(&clinic.nurse, &clinic.services, request.clone()).await.unwrap(), SignAnswer::ConfirmFirst);
        assert!(!clinic.view().await.signer.fresh);
        clinic.wait(TimeDelta::seconds(-1));
        assert!(clinic.view().await.signer.fresh);
        assert_eq!(sign(&clinic.gp, &clinic.services, request).await.unwrap(), SignAnswer::Signed { number: 1 });
    }
}

#[tokio::test]
async fn every_group_of_changes_is_viewed_before_anything_is_signed() {
    for store in storage::testing::stores().await {
        let mut clinic = clinic(store.store()).await;
        let (draft, revision) = clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        let none = |draft, revision| SignRequest { viewed: vec![], ..request(draft, revision) };
        let first = sign(&clinic.nurse, &clinic.services, none(draft, revision)).await.unwrap();
        assert_eq!(first, SignAnswer::Signed { number: 1 }, "a first plan changes nothing");
        clinic.later(TimeDelta::days(1)).await;
        let draft = start_draft(&clinic.nurse, &clinic.services, StartFrom::LastSigned).await.unwrap();
        let revision = typed(&clinic, &clinic.nurse, &[(Field::PreventerNight, "3"), (Field::Note, "new")]).await;
        for (viewed, missed) in
            [(vec![], vec![Danger::Dose, Danger::Text]), (vec![Danger::Text, Danger::Lines], vec![Danger::Dose])]
        {
            let request = SignRequest { viewed, ..request(draft, revision) };
            let answer = sign(&clinic.nurse, &clinic.services, request).await.unwrap();
            assert_eq!(answer, SignAnswer::NotViewed(missed));
        }
        let request = SignRequest { viewed: vec![Danger::Dose, Danger::Text], ..request(draft, revision) };
        assert_eq!(sign(&clinic.nurse, &clinic.services, request).await.unwrap(), SignAnswer::Signed { number: 2 });
    }
}
