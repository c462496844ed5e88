//! Coming back: with a passkey, or with a fresh invitation; and being logged out elsewhere.

use care::invitations::{AgreeForm, DobAnswer, agree, check_date_of_birth, invite_back, joining, look_at_invitation};
use care::log_ins::{end_elsewhere, my_log_ins, name_device};
use care::passkeys::{PasskeyLogIn, ask_for_new, ask_who, keep_new, log_in, remove};
use care::{CareError, NewSession, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::Relationship;
use domain::invitation::InvitationLook;
use storage::activity_events;

use crate::phone_lock::Phone;
use crate::support::{ADULT_BORN, Clinic, HERE, form, on_each_store};

const ORIGIN: &str = "https://passport.example";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)";

async fn with_passkey(clinic: &Clinic, seed: u8) -> (PatientAccess, Phone) {
    let access = clinic.joined_adult().await;
    let mut phone = Phone::new(seed, ORIGIN);
    let asked = ask_for_new(&access, &clinic.services).await.unwrap();
    let made = phone.make(&asked.options);
    keep_new(&access, &clinic.services, asked.question, made, IPHONE).await.unwrap();
    (access, phone)
}

async fn says(clinic: &Clinic, phone: &Phone) -> PasskeyLogIn {
    let asked = ask_who(&clinic.services).await.unwrap();
    log_in(&clinic.services, asked.question, phone.answer(&asked.options)).await.unwrap()
}

async fn access(clinic: &Clinic, answer: PasskeyLogIn) -> Option<PatientAccess> {
    match answer {
        PasskeyLogIn::LoggedIn(session) => PatientAccess::of(&clinic.proof_of(&session).await).ok(),
        PasskeyLogIn::NobodyLeft | PasskeyLogIn::Refused => None,
    }
}

#[tokio::test]
async fn the_phones_own_lock_logs_in_to_the_account_that_made_the_passkey() {
    on_each_store(async |clinic: Clinic| {
        let (owner, phone) = with_passkey(&clinic, 7).await;
        let back = access(&clinic, says(&clinic, &phone).await).await.unwrap();
        assert_eq!((back.account(), back.patient()), (owner.account(), owner.patient()));
        let page = my_log_ins(&back, &clinic.services).await.unwrap();
        assert_eq!((page.passkeys.len(), page.passkeys[0].device.as_str()), (1, "An iPhone"));
        assert!(page.passkeys[0].used_at.is_some() && page.passkeys_work);
        // Removed here, it opens nothing, though the phone still has it.
        remove(&back, &clinic.services, &page.passkeys[0].id).await.unwrap();
        assert!(access(&clinic, says(&clinic, &phone).await).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn what_is_not_exactly_right_proves_nothing() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (owner, mut phone) = with_passkey(&clinic, 7).await;
        let (other, _) = with_passkey(&clinic, 9).await;
        let refused = async |phone: &Phone| matches!(says(&clinic, phone).await, PasskeyLogIn::Refused);

        phone.unlocked = false;
        assert!(refused(&phone).await, "nobody opened the screen lock");
        phone.unlocked = true;
        phone.origin = "https://passport.example.evil".into();
        assert!(refused(&phone).await, "another site passed the question on");
        phone.origin = ORIGIN.into();
        assert!(refused(&Phone::new(8, ORIGIN).claiming(&owner.account().to_string())).await, "a key nobody knows");
        let claims = Phone::new(7, ORIGIN).claiming(&other.account().to_string());
        assert!(refused(&claims).await, "a known key that claims another account");

        let asked = ask_who(services).await.unwrap();
        let answer = phone.answer(&asked.options);
        for junk in ["", "{}", "null"] {
            let asked = ask_who(services).await.unwrap();
            assert!(matches!(log_in(services, asked.question, junk.into()).await.unwrap(), PasskeyLogIn::Refused));
        }
        assert!(matches!(log_in(services, asked.question, answer.clone()).await.unwrap(), PasskeyLogIn::LoggedIn(_)));
        assert!(matches!(log_in(services, asked.question, answer).await.unwrap(), PasskeyLogIn::Refused), "replayed");
        let late = ask_who(services).await.unwrap();
        clinic.wait(TimeDelta::minutes(6));
        let answer = phone.answer(&late.options);
        assert!(matches!(log_in(services, late.question, answer).await.unwrap(), PasskeyLogIn::Refused), "late");
        // A question for making a passkey is no question for logging in, nor another account's to answer.
        let mine = ask_for_new(&owner, services).await.unwrap();
        let made = Phone::new(5, ORIGIN).make(&mine.options);
        let answer = keep_new(&other, services, mine.question, made, IPHONE).await;
        assert_eq!(answer, Err(CareError::Refused(Refused::Conflict)));
    })
    .await;
}

#[tokio::test]
async fn whoever_acts_for_nobody_is_told_so_and_not_let_in() {
    on_each_store(async |clinic: Clinic| {
        // A parent of somebody who turns sixteen in three days.
        let born = "2010-11-25";
        let young = clinic.patient(HERE, born).await;
        let parent = PatientAccess::of(&clinic.join(young, born, "parent").await).unwrap();
        let mut phone = Phone::new(7, ORIGIN);
        let asked = ask_for_new(&parent, &clinic.services).await.unwrap();
        let made = phone.make(&asked.options);
        keep_new(&parent, &clinic.services, asked.question, made, IPHONE).await.unwrap();
        clinic.wait(TimeDelta::days(3));
        assert!(matches!(says(&clinic, &phone).await, PasskeyLogIn::NobodyLeft));
    })
    .await;
}

async fn invited_back(clinic: &Clinic, owner: &PatientAccess) -> NewSession {
    let scope = clinic.scope(owner.patient()).await;
    let invitation = invite_back(&scope, &clinic.services, owner.account()).await.unwrap();
    match check_date_of_birth(&clinic.services, &invitation.code, ADULT_BORN).await.unwrap() {
        DobAnswer::Right(session) => session,
        _ => panic!("the date of birth was refused"),
    }
}

#[tokio::test]
async fn a_fresh_invitation_keeps_the_account_ends_the_old_invitation_and_logs_out_the_lost_phone() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let first = clinic.joining(patient, ADULT_BORN).await;
        let lost = agree(services, &clinic.proof_of(&first).await, form("myself")).await.unwrap();
        let owner = PatientAccess::of(&clinic.proof_of(&lost).await).unwrap();
        let before = clinic.invitation(patient).await;
        let session = invited_back(&clinic, &owner).await;
        assert_eq!(look_at_invitation(services, &before.code).await.unwrap(), InvitationLook::Closed);
        let proof = clinic.proof_of(&session).await;
        let view = joining(services, &proof, None).await.unwrap();
        assert_eq!((view.back_as, view.agreed_before), (Some(Relationship::Myself), true));
        // The words have not changed, so nothing is asked but yes.
        let new = agree(services, &proof, AgreeForm::default()).await.unwrap();
        let back = PatientAccess::of(&clinic.proof_of(&new).await).unwrap();
        assert_eq!((back.account(), back.patient()), (owner.account(), patient));
        assert!(clinic.proof_of(&lost).await.patient.is_none(), "the lost phone is logged out");
        assert!(agree(services, &proof, AgreeForm::default()).await.is_err(), "once");
        let read = services.store.read().await.unwrap();
        let events = activity_events::of_patient(&*read, patient).await.unwrap();
        let registered = events.iter().filter(|event| event.kind == domain::EventKind::Registered).count();
        assert_eq!(registered, 1, "coming back is no registration");
    })
    .await;
}

#[tokio::test]
async fn logging_out_elsewhere_ends_one_or_all_and_never_this_one_or_anothers() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let owner = clinic.joined_adult().await;
        let begin = async || care::session::begin_patient(services, owner.account(), owner.patient()).await.unwrap();
        let (here, other, third) = (begin().await, begin().await, begin().await);
        name_device(services, &other.token, IPHONE).await.unwrap();
        let access = PatientAccess::of(&clinic.proof_of(&here).await).unwrap();
        let page = my_log_ins(&access, services).await.unwrap();
        assert!(page.log_ins[0].here && page.log_ins.iter().filter(|line| line.here).count() == 1);
        let phone = page.log_ins.iter().find(|line| line.device == "An iPhone").unwrap();
        assert!(!phone.id.contains(&other.token));
        let stranger = clinic.joined_adult().await;
        end_elsewhere(&stranger, services, Some(&phone.id)).await.unwrap();
        assert!(clinic.proof_of(&other).await.patient.is_some(), "another account's is not theirs to end");
        end_elsewhere(&access, services, Some(&phone.id)).await.unwrap();
        assert!(clinic.proof_of(&other).await.patient.is_none() && clinic.proof_of(&third).await.patient.is_some());
        end_elsewhere(&access, services, None).await.unwrap();
        assert!(clinic.proof_of(&third).await.patient.is_none() && clinic.proof_of(&here).await.patient.is_some());
        clinic.wait(TimeDelta::minutes(31));
        assert!(my_log_ins(&access, services).await.unwrap().log_ins.is_empty(), "idle log-ins are over");
    })
    .await;
}
