//! From an invitation to an account.

use care::invitations::{AgreeForm, DobAnswer, agree, check_date_of_birth, joining, look_at_invitation};
use care::people::{people, switch_person};
use care::session::{Proof, SessionTokens, proof};
use care::{CareError, PatientAccess, Refused};
use chrono::{DurationRound, TimeDelta};
use domain::Relationship;
use domain::invitation::{InvitationLook, InvitationState};
use storage::{StoreError, attempts, consents, invitations, progress};

use crate::support::{ADULT_BORN, CHILD_BORN, Clinic, HERE, form, on_each_store};

async fn is_open(clinic: &Clinic, typed: &str) -> bool {
    look_at_invitation(&clinic.services, typed).await.unwrap() != InvitationLook::Closed
}

#[tokio::test]
async fn looking_uses_nothing_up_and_a_newer_invitation_replaces_an_older() {
    on_each_store(async |clinic: Clinic| {
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let first = clinic.invitation(patient).await;
        let token = first.link.strip_prefix("https://passport.example/join/").unwrap();
        let typed = first.code.to_lowercase().replace('-', " ");
        for _ in 0..20 {
            assert!(is_open(&clinic, token).await && is_open(&clinic, &typed).await);
        }
        {
            let read = clinic.services.store.read().await.unwrap();
            let kept = invitations::latest_of(&*read, patient).await.unwrap().unwrap();
            let plain = first.code.replace('-', "");
            assert!(!kept.code_hash.contains(&plain) && !kept.link_hash.contains(token));
        }
        let second = clinic.invitation(patient).await;
        assert!(!is_open(&clinic, &first.code).await && is_open(&clinic, &second.code).await);
        clinic.wait(TimeDelta::days(14));
        assert!(!is_open(&clinic, &second.code).await, "fourteen days");
        assert!(!is_open(&clinic, "not a code").await);
    })
    .await;
}

#[tokio::test]
async fn the_fifth_wrong_date_of_birth_burns_the_invitation() {
    on_each_store(async |clinic: Clinic| {
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let invitation = clinic.invitation(patient).await;
        let tries = async |born: &str| check_date_of_birth(&clinic.services, &invitation.code, born).await.unwrap();
        assert!(matches!(tries("31/2/1990").await, DobAnswer::Fields(_)), "no date, no try");
        for left in [4, 3, 2, 1] {
            assert!(matches!(tries("1990-05-07").await, DobAnswer::Wrong { tries_left } if tries_left == left));
        }
        assert!(matches!(tries("1990-05-07").await, DobAnswer::Closed));
        assert!(matches!(tries(ADULT_BORN).await, DobAnswer::Closed), "burned, even for the right one");
        let read = clinic.services.store.read().await.unwrap();
        let kept = invitations::latest_of(&*read, patient).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.wrong_tries), (InvitationState::Burned, 5));
    })
    .await;
}

#[tokio::test]
async fn wrong_dates_typed_at_the_same_moment_all_count() {
    on_each_store(async |clinic: Clinic| {
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let invitation = clinic.invitation(patient).await;
        let wrong = (0..12).map(|_| check_date_of_birth(&clinic.services, &invitation.code, "1990-05-07"));
        let answers = futures::future::join_all(wrong).await;
        let told = answers.iter().filter(|a| matches!(a, Ok(DobAnswer::Wrong { .. }))).count();
        assert_eq!(told, 4, "{}", clinic.kind);
    })
    .await;
}

#[tokio::test]
async fn guessing_codes_stops_codes_and_not_links() {
    on_each_store(async |clinic: Clinic| {
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let invitation = clinic.invitation(patient).await;
        let hour = clinic.services.now().duration_trunc(TimeDelta::hours(1)).unwrap();
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    for _ in 0..998 {
                        attempts::bump(tx, "unknown_invitation_code", hour).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
        for guess in ["ABCDE-FGHJK", "ABCDE-FGHJM"] {
            assert!(!is_open(&clinic, guess).await);
        }
        let refused = look_at_invitation(&clinic.services, &invitation.code).await;
        assert_eq!(refused, Err(CareError::Refused(Refused::TooManyTries)));
        assert!(is_open(&clinic, invitation.link.rsplit('/').next().unwrap()).await);
        clinic.wait(TimeDelta::hours(1));
        assert!(is_open(&clinic, &invitation.code).await);
    })
    .await;
}

#[tokio::test]
async fn agreeing_makes_one_account_once() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let session = clinic.joining(patient, ADULT_BORN).await;
        let proof = clinic.proof_of(&session).await;
        assert_eq!(joining(services, &proof, None).await.unwrap().given_name, "Amina");
        assert_eq!(joining(services, &Proof::default(), None).await, Err(Refused::SignedOut.into()));

        let both = futures::future::join_all((0..4).map(|_| agree(services, &proof, form("myself")))).await;
        let joined: Vec<_> = both.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert_eq!(joined.len(), 1, "{}", clinic.kind);
        assert!(clinic.proof_of(&session).await.joining.is_none(), "the joining session ended");

        let access = PatientAccess::of(&clinic.proof_of(joined[0]).await).unwrap();
        assert_eq!((access.patient(), access.relationship()), (patient, Relationship::Myself));
        let read = services.store.read().await.unwrap();
        let consent = consents::current(&*read, access.account(), patient).await.unwrap().unwrap();
        assert_eq!(consent.terms_version, domain::consent::TERMS_VERSION);
        assert_eq!(consent.text_hash, domain::consent::text_hash());
        let progress = progress::get(&*read, patient).await.unwrap().unwrap();
        assert_eq!(progress.registered_day, Some(services.today()));
        assert_eq!(progress.source, Some(domain::consent::RecruitmentSource::School));
    })
    .await;
}

#[tokio::test]
async fn who_may_agree_for_whom() {
    on_each_store(async |clinic: Clinic| {
        for (born, relationship, fields) in [
            ("2017-03-03", "myself", &["relationship"][..]),
            ("2017-03-03", "parent", &[]),
            // Thirteen: with a parent, or after the nurse's assessment (`parents.rs`).
            ("2013-11-22", "myself", &["relationship"]),
            ("2010-11-22", "myself", &[]),
            ("2013-11-23", "myself", &["relationship"]),
            ("2010-11-22", "parent", &["relationship"]),
            ("2010-11-23", "parent", &[]),
            ("1990-05-06", "myself", &[]),
            ("1990-05-06", "", &["relationship"]),
        ] {
            let patient = clinic.patient(HERE, born).await;
            let proof = clinic.proof_of(&clinic.joining(patient, born).await).await;
            let problems = match agree(&clinic.services, &proof, form(relationship)).await {
                Ok(_) => Vec::new(),
                Err(CareError::Refused(Refused::Fields(problems))) => problems,
                Err(other) => panic!("{other}"),
            };
            let named: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(named, fields, "{born} {relationship}");
        }
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let proof = clinic.proof_of(&clinic.joining(patient, ADULT_BORN).await).await;
        let nothing = agree(&clinic.services, &proof, AgreeForm::default()).await;
        assert!(matches!(nothing, Err(CareError::Refused(Refused::Fields(problems))) if problems.len() == 4));
        agree(&clinic.services, &proof, form("myself")).await.map(|_| ()).unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_second_child_joins_the_parents_account() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (first, second) = (clinic.patient(HERE, CHILD_BORN).await, clinic.patient(HERE, "2019-07-01").await);
        let joined = clinic.joining(first, CHILD_BORN).await;
        let parent = agree(services, &clinic.proof_of(&joined).await, form("parent")).await.unwrap();
        let joining = clinic.joining(second, "2019-07-01").await;
        let tokens = SessionTokens { patient: Some(parent.token.clone()), joining: Some(joining.token), staff: None };
        let session = agree(services, &proof(services, &tokens).await.unwrap(), form("parent")).await.unwrap();
        assert!(clinic.proof_of(&parent).await.patient.is_none(), "the token was exchanged");

        let access = PatientAccess::of(&clinic.proof_of(&session).await).unwrap();
        assert_eq!(access.patient(), second);
        let lines = people(&access, services).await.unwrap();
        assert_eq!(
            lines.iter().map(|line| (line.id, line.current)).collect::<Vec<_>>(),
            [(first, false), (second, true)]
        );
        switch_person(&access, services, first).await.unwrap();
        let access = PatientAccess::of(&clinic.proof_of(&session).await).unwrap();
        assert_eq!(access.patient(), first);
        let stranger = clinic.patient(HERE, CHILD_BORN).await;
        assert_eq!(switch_person(&access, services, stranger).await, Err(Refused::NotFound.into()));
    })
    .await;
}

#[tokio::test]
async fn a_person_of_their_own_never_lands_in_the_account_of_the_phone_they_borrow() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let owner = clinic.patient(HERE, ADULT_BORN).await;
        let joining = clinic.joining(owner, ADULT_BORN).await;
        let phone = agree(services, &clinic.proof_of(&joining).await, form("myself")).await.unwrap();
        let guest = clinic.patient(HERE, "1999-01-01").await;
        let joining = clinic.joining(guest, "1999-01-01").await;
        let tokens = SessionTokens { patient: Some(phone.token.clone()), joining: Some(joining.token), staff: None };
        let session = agree(services, &proof(services, &tokens).await.unwrap(), form("myself")).await.unwrap();
        let theirs = PatientAccess::of(&clinic.proof_of(&session).await).unwrap();
        let owners = PatientAccess::of(&clinic.proof_of(&phone).await).unwrap();
        assert_ne!(theirs.account(), owners.account());
        assert_eq!(people(&theirs, services).await.unwrap().len(), 1);
    })
    .await;
}
