//! Sharing a plan: what a link shows, to whom, how long, and that it stops at once (hazards HZ-21 and HZ-22).

use care::patients::patient_record;
use care::plans::withdraw;
use care::seen::who_has_seen;
use care::shares::{
    CodeAnswer, NewShare, enter_code, fresh_share, make_share, my_shares, open_share, shared_plan_to_print, stop_share,
};
use care::{CareError, PatientAccess, Refused, audit};
use chrono::TimeDelta;
use domain::share::{OPENINGS_AN_HOUR, ShareLook, SharePurpose, ShareState, ShareWish, SharedPlan, WRONG_CODES};
use storage::shares;

use crate::support::{ADULT_BORN, Clinic, HERE, on_each_store};

fn wish(clinic: &Clinic, purpose: SharePurpose, with_code: bool) -> ShareWish {
    let ends_on = purpose.usual_end(clinic.services.today());
    ShareWish { purpose, name: "Marks Gate Juniors".into(), ends_on, with_code }
}

async fn shared(clinic: &Clinic, purpose: SharePurpose, with_code: bool) -> (PatientAccess, NewShare) {
    let access = clinic.joined_adult().await;
    clinic.sign_plan(access.patient()).await;
    let made = make_share(&access, &clinic.services, wish(clinic, purpose, with_code)).await.unwrap();
    (access, made)
}

async fn look(clinic: &Clinic, token: &str, pass: Option<&str>) -> ShareLook {
    open_share(&clinic.services, token, pass).await.unwrap().look
}

fn plan(look: ShareLook) -> SharedPlan {
    match look {
        ShareLook::Plan(plan) => *plan,
        other => panic!("no plan: {other:?}"),
    }
}

#[tokio::test]
async fn a_stopped_link_is_refused_at_the_next_request_and_so_is_its_print() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let (access, made) = shared(&clinic, SharePurpose::School, false).await;
        plan(look(&clinic, &made.token, None).await);
        shared_plan_to_print(&services, &made.token, None).await.unwrap();

        let stranger = clinic.joined_adult().await;
        let not_theirs = stop_share(&stranger, &services, made.id).await;
        assert!(matches!(not_theirs, Err(CareError::Refused(Refused::NotFound))), "{not_theirs:?}");
        for _ in 0..2 {
            stop_share(&access, &services, made.id).await.unwrap();
        }
        assert_eq!(look(&clinic, &made.token, None).await, ShareLook::Closed);
        let print = shared_plan_to_print(&services, &made.token, None).await;
        assert!(matches!(print, Err(CareError::Refused(Refused::NotFound))), "{print:?}");
        assert_eq!(look(&clinic, "0123456789abcdef0123456789abcdef", None).await, ShareLook::Closed, "never made");

        let mine = my_shares(&access, &services).await.unwrap();
        assert_eq!((mine.shares[0].state, mine.shares[0].views), (ShareState::Stopped, 2));
        assert_eq!(my_shares(&stranger, &services).await.unwrap().shares, []);
        let acts: Vec<String> = audit::of_record(&clinic.scope(access.patient()).await, &services, 100)
            .await
            .unwrap()
            .into_iter()
            .map(|row| row.action)
            .collect();
        for (act, times) in [("share_made", 1), ("share_opened", 2), ("share_stopped", 1)] {
            assert_eq!(acts.iter().filter(|action| *action == act).count(), times, "{act}: {acts:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_got_the_link_by_mistake_sees_nothing_without_the_code_and_cannot_guess_it() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let (access, made) = shared(&clinic, SharePurpose::Family, true).await;
        let code = made.code.clone().unwrap();
        assert_eq!(code.len(), 6);
        for pass in [None, Some(""), Some("9999999999."), Some("9999999999.00")] {
            assert_eq!(look(&clinic, &made.token, pass).await, ShareLook::CodeFirst, "{pass:?}");
        }
        let CodeAnswer::Right(pass) = enter_code(&services, &made.token, &format!("{} ", code)).await.unwrap() else {
            panic!("the code is right")
        };
        plan(look(&clinic, &made.token, Some(&pass)).await);
        let other = make_share(&access, &services, wish(&clinic, SharePurpose::Carer, true)).await.unwrap();
        assert_eq!(look(&clinic, &other.token, Some(&pass)).await, ShareLook::CodeFirst, "a pass is for one link");
        clinic.wait(TimeDelta::minutes(31));
        assert_eq!(look(&clinic, &made.token, Some(&pass)).await, ShareLook::CodeFirst, "a pass ends");

        let wrong = if code == "123456" { "654321" } else { "123456" };
        for _ in 0..WRONG_CODES {
            assert!(matches!(enter_code(&services, &made.token, wrong).await.unwrap(), CodeAnswer::Wrong));
        }
        assert!(matches!(enter_code(&services, &made.token, &code).await.unwrap(), CodeAnswer::Closed));
        assert_eq!(look(&clinic, &made.token, None).await, ShareLook::Closed);
        let mine = my_shares(&access, &services).await.unwrap();
        let locked = mine.shares.iter().find(|share| share.id == made.id).unwrap();
        assert_eq!((locked.state, locked.views), (ShareState::Locked, 1), "what showed nothing is no opening");
    })
    .await;
}

#[tokio::test]
async fn a_link_follows_the_plan_in_force_and_never_shows_one_that_was_withdrawn_or_a_draft() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let access = clinic.joined_adult().await;
        let made = make_share(&access, &services, wish(&clinic, SharePurpose::Family, false)).await.unwrap();
        assert_eq!(look(&clinic, &made.token, None).await, ShareLook::Withdrawn, "before the first plan");
        let scope = clinic.scope(access.patient()).await;
        clinic.sign_plan(access.patient()).await;
        assert!(plan(look(&clinic, &made.token, None).await).stamp.contains("version 1"));
        clinic.sign_plan(access.patient()).await;
        assert!(plan(look(&clinic, &made.token, None).await).stamp.contains("version 2"));
        withdraw(&scope, &services, 2, "wrong record").await.unwrap();
        assert_eq!(look(&clinic, &made.token, None).await, ShareLook::Withdrawn);
        assert!(shared_plan_to_print(&services, &made.token, None).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_school_sees_only_what_a_school_needs_and_nobody_sees_who_the_record_says_it_is() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let (access, school) = shared(&clinic, SharePurpose::School, false).await;
        let family = make_share(&access, &services, wish(&clinic, SharePurpose::Family, false)).await.unwrap();
        let [school, family] =
            [plan(look(&clinic, &school.token, None).await), plan(look(&clinic, &family.token, None).await)];
        assert_eq!((school.zones.len(), family.zones.len()), (2, 3));
        assert!(school.medicines.len() < family.medicines.len());
        let record = patient_record(&clinic.scope(access.patient()).await, &services).await.unwrap();
        for shown in [&school, &family] {
            assert!(!shown.emergency.is_empty() && !shown.contacts.is_empty());
            let text = serde_json::to_string(shown).unwrap();
            let born = record.patient.date_of_birth.date();
            for private in [
                record.patient.nhs_number.to_string(),
                record.patient.nhs_number.to_string().replace(' ', ""),
                born.to_string(),
                domain::time::say_date(born),
                access.patient().to_string(),
            ] {
                assert!(!text.contains(&private), "{private} in {text}");
            }
        }
        let text = serde_json::to_string(&school).unwrap();
        assert!(!text.contains("Clenil"), "a school needs no everyday medicine: {text}");
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_after_its_last_day_and_is_opened_so_often_in_an_hour_and_no_more() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let (access, made) = shared(&clinic, SharePurpose::Carer, false).await;
        for _ in 0..OPENINGS_AN_HOUR {
            plan(look(&clinic, &made.token, None).await);
        }
        let refused = open_share(&services, &made.token, None).await;
        assert!(matches!(refused, Err(CareError::Refused(Refused::TooManyTries))), "{refused:?}");
        clinic.wait(TimeDelta::hours(1));
        plan(look(&clinic, &made.token, None).await);
        let ends = my_shares(&access, &services).await.unwrap().shares[0].ends_on;
        clinic.wait(TimeDelta::days((ends - services.today()).num_days()));
        plan(look(&clinic, &made.token, None).await);
        clinic.wait(TimeDelta::days(1));
        assert_eq!(look(&clinic, &made.token, None).await, ShareLook::Closed);
    })
    .await;
}

#[tokio::test]
async fn the_family_sees_who_has_seen_the_plan_by_role_and_place_and_links_by_their_name() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let (access, made) = shared(&clinic, SharePurpose::School, false).await;
        for _ in 0..2 {
            plan(look(&clinic, &made.token, None).await);
        }
        let scope = clinic.scope(access.patient()).await;
        patient_record(&scope, &services).await.unwrap();
        let seen = who_has_seen(&access, &services).await.unwrap();
        let find = |who: &str, what: &str| seen.lines.iter().find(|line| line.who == who && line.what == what);
        let nurse = format!("A practice nurse at The {HERE}");
        assert_eq!(find("Your link for Marks Gate Juniors", "opened the plan").map(|line| line.times), Some(2));
        for (who, what) in
            [(nurse.as_str(), "signed a plan"), (nurse.as_str(), "read the record"), ("You", "made a link to the plan")]
        {
            assert!(find(who, what).is_some(), "{who} {what}: {:?}", seen.lines);
        }
        assert!(!format!("{:?}", seen.lines).contains(scope.staff_name()), "a role and a place, no name");
        clinic.wait(TimeDelta::days(367));
        let later = who_has_seen(&access, &services).await.unwrap();
        assert!(later.lines.iter().all(|line| line.what != "signed a plan"), "twelve months are told");
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_the_tables_can_open_no_link_and_a_new_link_is_shown_to_its_owner_alone() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let (access, made) = shared(&clinic, SharePurpose::School, true).await;
        assert!(made.token.len() >= 32, "128 bits in hex");
        let fresh = fresh_share(&access, &services, &made.token).await.unwrap().unwrap();
        assert_eq!(fresh.id, made.id);
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let stranger = PatientAccess::of(&clinic.join(patient, ADULT_BORN, "myself").await).unwrap();
        assert_eq!(fresh_share(&stranger, &services, &made.token).await.unwrap(), None);
        let read = services.store.read().await.unwrap();
        let kept = format!("{:?}", shares::of_patient(&*read, access.patient()).await.unwrap());
        let noted = format!("{:?}", storage::audit::after(&*read, 0, 1_000).await.unwrap());
        let code = format!("\"{}\"", made.code.unwrap());
        for text in [&kept, &noted] {
            assert!(!text.contains(&made.token) && !text.contains(&code), "{text}");
        }
    })
    .await;
}
