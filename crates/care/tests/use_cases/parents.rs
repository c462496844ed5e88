//! Parents and young people: who joins, who sees what, and that it ends on its own (hazard HZ-23).

use care::diary::{diary_of, log_entry, one_entry, phone_copies, take_back, today};
use care::invitations::{agree, check_date_of_birth, invite_back};
use care::parents::{acting, assess, decide, decide_as_young_person, my_parents, set_policy, to_review};
use care::people::people;
use care::session::{Proof, SessionTokens, proof};
use care::shares::{make_share, my_shares, open_share};
use care::{CareError, ClinicalAccess, IcbAccess, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::diary::CheckInForm;
use domain::gillick::Gillick;
use domain::parents::{ParentAccess, ParentDecision, ParentPolicy};
use domain::share::{ShareLook, SharePurpose, ShareWish};
use domain::{EntryId, PatientId, Relationship, Role};

use crate::support::{Clinic, HERE, ICB, code, form, on_each_store};

/// Ten on the day the tests play.
const TEN: &str = "2016-03-03";
/// Thirteen.
const THIRTEEN: &str = "2013-03-03";

fn refused<T: std::fmt::Debug>(answer: Result<T, CareError>) -> Refused {
    match answer {
        Err(CareError::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

async fn parent_of(clinic: &Clinic, patient: PatientId, born: &str) -> PatientAccess {
    PatientAccess::of(&clinic.join(patient, born, "parent").await).unwrap()
}

async fn well(access: &PatientAccess, clinic: &Clinic) -> EntryId {
    let id = EntryId::from_uuid(clinic.services.ids.next());
    let form = CheckInForm {
        daytime: "none".into(),
        woke_at_night: "no".into(),
        reliever: "none".into(),
        too_breathless: "no".into(),
        ..CheckInForm::default()
    };
    log_entry(access, &clinic.services, id, form, None).await.unwrap();
    id
}

async fn competent(clinic: &Clinic, patient: PatientId, competent: bool) {
    let gillick = Gillick { answers: [competent; 5], notes: String::new(), competent };
    assess(&clinic.scope(patient).await, &clinic.services, gillick).await.unwrap();
}

/// What the same log-in proves now, or that it proves nothing.
async fn again(clinic: &Clinic, token: &str) -> Option<PatientAccess> {
    let tokens = SessionTokens { patient: Some(token.to_owned()), ..SessionTokens::default() };
    PatientAccess::of(&proof(&clinic.services, &tokens).await.unwrap()).ok()
}

#[tokio::test]
async fn under_sixteen_somebody_joins_with_a_parent_or_after_an_assessment_and_not_otherwise() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let alone = clinic.patient(HERE, THIRTEEN).await;
        let tries = async |patient| {
            let joining = clinic.joining(patient, THIRTEEN).await;
            agree(services, &clinic.proof_of(&joining).await, form("myself")).await.map(drop)
        };
        assert!(
            matches!(refused(tries(alone).await), Refused::Fields(problems) if problems[0].field == "relationship")
        );
        competent(&clinic, alone, false).await;
        assert!(tries(alone).await.is_err(), "assessed, and not competent");
        competent(&clinic, alone, true).await;
        tries(alone).await.unwrap();
        assert!(tries(alone).await.is_err(), "a second account of the same person");

        let together = clinic.patient(HERE, THIRTEEN).await;
        parent_of(&clinic, together, THIRTEEN).await;
        tries(together).await.unwrap();

        let young = clinic.patient(HERE, TEN).await;
        competent(&clinic, young, true).await;
        let joining = clinic.joining(young, TEN).await;
        let answer = agree(services, &clinic.proof_of(&joining).await, form("myself")).await.map(drop);
        assert!(answer.is_err(), "under thirteen a parent agrees");

        let grown = clinic.scope(clinic.patient(HERE, "2010-11-22").await).await;
        let gillick = Gillick { answers: [true; 5], notes: String::new(), competent: true };
        assert!(matches!(refused(assess(&grown, services, gillick).await), Refused::Fields(_)), "sixteen");
    })
    .await;
}

#[tokio::test]
async fn two_parents_who_live_apart_learn_nothing_of_each_other() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let child = clinic.patient(HERE, TEN).await;
        let (first, second) = (parent_of(&clinic, child, TEN).await, parent_of(&clinic, child, TEN).await);
        assert_ne!(first.account(), second.account());
        let ends_on = SharePurpose::Family.usual_end(services.today());
        let wish = ShareWish { purpose: SharePurpose::Family, name: "Nana Ruth".into(), ends_on, with_code: false };
        make_share(&first, services, wish).await.unwrap();
        well(&first, &clinic).await;

        let shares = my_shares(&second, services).await.unwrap();
        assert_eq!(shares.shares.len(), 1, "that there is a link is known");
        let seen = care::seen::who_has_seen(&second, services).await.unwrap();
        let parents = my_parents(&second, services).await.unwrap();
        assert_eq!((parents.parents.len(), parents.parents.iter().filter(|one| one.me).count()), (2, 1));
        let (day, diary) = (today(&second, services).await.unwrap(), diary_of(&second, services, 30).await.unwrap());
        assert!(!diary.entries.is_empty(), "the diary is the child's, and both see it");
        let shown = format!("{shares:?} {seen:?} {day:?} {diary:?} {parents:?}");
        assert!(!shown.contains("Nana Ruth"), "{shown}");
        assert!(!shown.contains(&first.account().to_string()), "{shown}");
        // Each invitation brings back its own account, whoever of the two holds it.
        let scope = clinic.scope(child).await;
        let back = invite_back(&scope, services, first.account()).await.unwrap();
        let care::invitations::DobAnswer::Right(joining) =
            check_date_of_birth(services, &back.code, TEN).await.unwrap()
        else {
            panic!("refused")
        };
        let session =
            agree(services, &clinic.proof_of(&joining).await, care::invitations::AgreeForm::default()).await.unwrap();
        let returned = PatientAccess::of(&clinic.proof_of(&session).await).unwrap();
        assert_eq!((returned.account(), returned.relationship()), (first.account(), Relationship::Parent));
    })
    .await;
}

#[tokio::test]
async fn a_parents_access_ends_on_the_birthday_with_everything_that_hung_on_it() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        // Sixteen in three days.
        let born = "2010-11-25";
        let (young, sibling) = (clinic.patient(HERE, born).await, clinic.patient(HERE, TEN).await);
        let joining = clinic.joining(young, born).await;
        let parent = agree(services, &clinic.proof_of(&joining).await, form("parent")).await.unwrap();
        let access = again(&clinic, &parent.token).await.unwrap();
        let ends_on = SharePurpose::School.usual_end(services.today());
        let wish = ShareWish { purpose: SharePurpose::School, name: "School".into(), ends_on, with_code: false };
        let link = make_share(&access, services, wish).await.unwrap();
        let look = async || open_share(services, &link.token, None).await.unwrap().look;
        assert_eq!(look().await, ShareLook::Withdrawn, "it works, and there is no plan yet");

        clinic.wait(TimeDelta::days(3));
        assert!(again(&clinic, &parent.token).await.is_none(), "ended, without anybody doing anything");
        assert_eq!(look().await, ShareLook::Closed, "a link counts no longer than its maker's right");
        let scope = clinic.scope(young).await;
        assert_eq!(acting(&scope, services).await.unwrap().people[0].access, ParentAccess::Ended);
        assert_eq!(refused(invite_back(&scope, services, access.account()).await), Refused::NotFound);
        let new = clinic.joining(young, born).await;
        assert!(agree(services, &clinic.proof_of(&new).await, form("parent")).await.is_err(), "nor anew");
        // The young person joins alone, without an assessment, and may let the parent in again.
        let own = PatientAccess::of(&clinic.join(young, born, "myself").await).unwrap();
        decide_as_young_person(&own, services, Some(access.account()), ParentDecision::Agreed).await.unwrap();
        let joining = clinic.joining(sibling, TEN).await;
        let tokens = SessionTokens { patient: None, joining: Some(joining.token), staff: None };
        agree(services, &proof(services, &tokens).await.unwrap(), form("parent")).await.unwrap();
        let session = care::session::begin_patient(services, access.account(), young).await.unwrap();
        let back = PatientAccess::of(&clinic.proof_of(&session).await).unwrap();
        assert_eq!((back.patient(), back.relationship()), (young, Relationship::Parent));
        decide_as_young_person(&own, services, None, ParentDecision::Ended).await.unwrap();
        assert!(again(&clinic, &session.token).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_practice_may_record_that_a_parent_goes_on_and_must_say_why() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let born = "2010-11-25";
        let young = clinic.patient(HERE, born).await;
        let parent = parent_of(&clinic, young, born).await;
        let scope = clinic.scope(young).await;
        let goes_on = async |why| decide(&scope, services, parent.account(), ParentDecision::GoesOn, why).await;
        assert!(matches!(refused(goes_on(" ").await), Refused::Fields(_)));
        goes_on("Does not understand enough to decide; seen with both.").await.unwrap();
        clinic.wait(TimeDelta::days(3));
        let session = care::session::begin_patient(services, parent.account(), young).await.unwrap();
        assert!(again(&clinic, &session.token).await.is_some());
        let strange = clinic.joined_adult().await;
        let nobodys = decide(&scope, services, strange.account(), ParentDecision::Ended, "x").await;
        assert_eq!(refused(nobodys), Refused::NotFound);
        let theirs = decide(&scope, services, parent.account(), ParentDecision::Agreed, "").await;
        assert_eq!(refused(theirs), Refused::NotFound, "to agree is the young person's");
    })
    .await;
}

#[tokio::test]
async fn at_eleven_the_practice_has_a_review_to_do_and_its_outcome_counts_at_once() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        // Eleven in three days.
        let born = "2015-11-25";
        let child = clinic.patient(HERE, born).await;
        let joining = clinic.joining(child, born).await;
        let parent = agree(services, &clinic.proof_of(&joining).await, form("parent")).await.unwrap();
        let access = again(&clinic, &parent.token).await.unwrap();
        let nurse = ClinicalAccess::at(&clinic.staff_proof(clinic.nurse).await, &code(HERE)).unwrap();
        let list = async || to_review(&nurse, services).await.unwrap().lines;
        assert!(list().await.is_empty(), "ten");
        clinic.wait(TimeDelta::days(3));
        let waiting = list().await;
        assert_eq!((waiting.len(), waiting[0].age, waiting[0].parents), (1, 11, 1));
        let session = care::session::begin_patient(services, access.account(), child).await.unwrap();
        let access = again(&clinic, &session.token).await.unwrap();
        assert!(access.sees_diary(), "nothing is cut before the review");
        let entry = well(&access, &clinic).await;

        decide(&clinic.scope(child).await, services, access.account(), ParentDecision::PlanOnly, "").await.unwrap();
        assert!(list().await.is_empty());
        let narrowed = again(&clinic, &session.token).await.unwrap();
        assert!(!narrowed.sees_diary());
        let diary = diary_of(&narrowed, services, 30).await.unwrap();
        assert!(diary.hidden && diary.entries.is_empty());
        assert_eq!(today(&narrowed, services).await.unwrap().latest, None);
        let copies = phone_copies(&narrowed, services).await.unwrap();
        assert!(copies.iter().all(|copy| copy.diary.hidden && copy.today.latest.is_none()), "nor on the phone");
        assert_eq!(refused(one_entry(&narrowed, services, entry).await.map(drop)), Refused::NotFound);
        assert_eq!(refused(take_back(&narrowed, services, entry).await), Refused::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_young_person_keeps_the_diary_to_themself_and_shows_it_again() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let young = clinic.patient(HERE, THIRTEEN).await;
        let joining = clinic.joining(young, THIRTEEN).await;
        let parent = agree(services, &clinic.proof_of(&joining).await, form("parent")).await.unwrap();
        let own = PatientAccess::of(&clinic.join(young, THIRTEEN, "myself").await).unwrap();
        let access = async || again(&clinic, &parent.token).await.unwrap();
        let by = access().await;
        let hide =
            async |who: &PatientAccess| decide_as_young_person(who, services, None, ParentDecision::DiaryHidden).await;
        assert_eq!(refused(hide(&by).await), Refused::NotFound, "a parent hides nothing from a parent");
        hide(&own).await.unwrap();
        assert!(!access().await.sees_diary());
        assert!(own.sees_diary() && my_parents(&own, services).await.unwrap().diary_hidden);
        decide_as_young_person(&own, services, None, ParentDecision::DiaryShown).await.unwrap();
        assert!(access().await.sees_diary());
        // To end a parent's access is for whoever decides alone: at thirteen the practice does.
        for early in [ParentDecision::Ended, ParentDecision::Agreed] {
            let answer = decide_as_young_person(&own, services, None, early).await;
            assert_eq!(refused(answer), Refused::NotFound, "{early:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_ages_are_the_icbs_and_count_from_the_next_request() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let young = clinic.patient(HERE, THIRTEEN).await;
        let joining = clinic.joining(young, THIRTEEN).await;
        let parent = agree(services, &clinic.proof_of(&joining).await, form("parent")).await.unwrap();
        let lead = clinic.staff(ICB, Role::IcbLead).await;
        let lead = IcbAccess::at(&clinic.staff_proof(lead).await, &code(ICB)).unwrap();
        assert_eq!(care::parents::policy(&lead, services).await.unwrap(), ParentPolicy::default());
        set_policy(&lead, services, ParentPolicy { review_from: 11, ends_at: 13 }).await.unwrap();
        assert!(again(&clinic, &parent.token).await.is_none());
        set_policy(&lead, services, ParentPolicy { review_from: 14, ends_at: 16 }).await.unwrap();
        let access = again(&clinic, &parent.token).await.unwrap();
        assert_eq!(people(&access, services).await.unwrap().len(), 1);
        let wrong = set_policy(&lead, services, ParentPolicy { review_from: 9, ends_at: 20 }).await;
        assert!(wrong.is_err(), "the database keeps the ages too");
        assert!(Proof::default().patient.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_child_lands_in_a_grown_persons_account_and_in_no_young_persons() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let child = clinic.patient(HERE, TEN).await;
        for (born, joins) in [("1990-05-06", true), ("2010-11-22", true), (THIRTEEN, false)] {
            let owner = clinic.patient(HERE, born).await;
            competent_if_young(&clinic, owner, born).await;
            let joining = clinic.joining(owner, born).await;
            let phone = agree(services, &clinic.proof_of(&joining).await, form("myself")).await.unwrap();
            let joining = clinic.joining(child, TEN).await;
            let tokens =
                SessionTokens { patient: Some(phone.token.clone()), joining: Some(joining.token), staff: None };
            let session = agree(services, &proof(services, &tokens).await.unwrap(), form("parent")).await.unwrap();
            let access = PatientAccess::of(&clinic.proof_of(&session).await).unwrap();
            assert_eq!(people(&access, services).await.unwrap().len() == 2, joins, "{born}");
        }
    })
    .await;
}

async fn competent_if_young(clinic: &Clinic, patient: PatientId, born: &str) {
    if born == THIRTEEN {
        competent(clinic, patient, true).await;
    }
}
