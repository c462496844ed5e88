//! Public recruitment links, and the questions after joining.

use care::campaigns::{CampaignAccess, heard, list, make, stop};
use care::invitations::{AgreeForm, agree, joining};
use care::screening::{my_screening, say};
use care::{CareError, IcbAccess, ManagerAccess, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::Role;
use domain::campaign::CampaignWish;
use domain::consent::RecruitmentSource;
use domain::metrics::Shown;
use domain::screening::Screening;
use storage::{consents, progress};

use crate::support::{ADULT_BORN, Clinic, HERE, ICB, code, form, on_each_store};

async fn manager(clinic: &Clinic) -> CampaignAccess {
    let manager = clinic.staff(HERE, Role::PracticeManager).await;
    ManagerAccess::at(&clinic.staff_proof(manager).await, &code(HERE)).unwrap().into()
}

fn wish(clinic: &Clinic, source: RecruitmentSource) -> CampaignWish {
    CampaignWish { source, name: "Marks Gate Juniors".into(), ends_on: clinic.services.today() + TimeDelta::days(30) }
}

#[tokio::test]
async fn whoever_joins_after_a_public_link_is_counted_with_it_and_never_named() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = manager(&clinic).await;
        make(&access, services, wish(&clinic, RecruitmentSource::Social)).await.unwrap();
        let link = list(&access, services).await.unwrap().campaigns.remove(0);
        let from = link.link.rsplit('=').next().unwrap().to_owned();
        assert_eq!(link.joined, Shown::Count(0));
        for _ in 0..3 {
            let said = heard(services, &from.to_lowercase()).await.unwrap();
            assert_eq!(said, Some((RecruitmentSource::Social, format!("The {HERE}"))));
        }
        let mut people = Vec::new();
        for _ in 0..7 {
            assert!(!matches!(list(&access, services).await.unwrap().campaigns[0].joined, Shown::Count(1..=6)));
            let patient = clinic.patient(HERE, ADULT_BORN).await;
            let session = clinic.joining(patient, ADULT_BORN).await;
            let proof = clinic.proof_of(&session).await;
            let view = joining(services, &proof, Some(&from)).await.unwrap();
            assert_eq!(view.heard, Some(RecruitmentSource::Social), "so it is not asked");
            // Whatever a form says: the link itself says where they came from.
            let form = AgreeForm { from: from.clone(), source: String::new(), ..form("myself") };
            agree(services, &proof, form).await.map(drop).unwrap();
            people.push(patient);
        }
        assert_eq!(list(&access, services).await.unwrap().campaigns[0].joined, Shown::Count(7));
        let read = services.store.read().await.unwrap();
        let progress = progress::get(&*read, people[0]).await.unwrap().unwrap();
        assert_eq!(progress.source, Some(RecruitmentSource::Social));
    })
    .await;
}

#[tokio::test]
async fn a_link_that_ended_or_was_stopped_says_nothing_and_another_organisations_is_nobodys() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = manager(&clinic).await;
        let lead = clinic.staff(ICB, Role::IcbLead).await;
        let lead: CampaignAccess = IcbAccess::at(&clinic.staff_proof(lead).await, &code(ICB)).unwrap().into();
        for one in [&access, &lead] {
            make(one, services, wish(&clinic, RecruitmentSource::School)).await.unwrap();
        }
        let (mine, theirs) =
            (list(&access, services).await.unwrap().campaigns, list(&lead, services).await.unwrap().campaigns);
        assert_eq!((mine.len(), theirs.len()), (1, 1));
        let from = |link: &str| link.rsplit('=').next().unwrap().to_owned();
        assert_eq!(stop(&access, services, theirs[0].id).await, Err(CareError::Refused(Refused::NotFound)));
        for _ in 0..2 {
            stop(&access, services, mine[0].id).await.unwrap();
        }
        assert_eq!(heard(services, &from(&mine[0].link)).await.unwrap(), None);
        assert!(heard(services, &from(&theirs[0].link)).await.unwrap().is_some());
        clinic.wait(TimeDelta::days(31));
        for code in [from(&theirs[0].link), "ABCDEFGH".into(), "no code".into(), String::new()] {
            assert_eq!(heard(services, &code).await.unwrap(), None, "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_answer_about_oneself_is_kept_and_the_newest_counts() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        assert_eq!(my_screening(&access, services).await.unwrap().said, None);
        let first = Screening { condition: "asthma".into(), language: "en".into(), ethnicity: None, baseline: None };
        say(&access, services, first.clone()).await.unwrap();
        clinic.wait(TimeDelta::minutes(1));
        let control = domain::control::ControlAnswers { reliever_days: 2, nights_woken: 0, steroid_courses: 1 };
        let second = Screening { ethnicity: Some("H".into()), baseline: Some(control), ..first };
        say(&access, services, second.clone()).await.unwrap();
        let said = my_screening(&access, services).await.unwrap().said.unwrap();
        assert_eq!(said, (second, services.now()));
        let stranger = clinic.joined_adult().await;
        assert_eq!(my_screening(&stranger, services).await.unwrap().said, None);
        let read = services.store.read().await.unwrap();
        let consent = consents::current(&*read, access.account(), access.patient()).await.unwrap().unwrap();
        assert_eq!(consent.campaign, None);
        assert!(PatientAccess::of(&care::Proof::default()).is_err());
    })
    .await;
}
