//! Being heard: an ICB's own pages (hazard HZ-33), the two questions, air quality.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use care::air::{AirDesk, my_air};
use care::diary::{add_note, log_entry};
use care::feedback::{answer, figures, my_feedback};
use care::local_pages::{approve_page, desk, my_hack, my_hacks, withdraw_page, write_page};
use care::{CareError, IcbAccess, PatientAccess, Refused, Services};
use chrono::{DateTime, TimeDelta, Utc};
use domain::air::{AirReport, AirView, Level};
use domain::diary::CheckInForm;
use domain::feedback::Answer;
use domain::local_page::{LocalPageForm, PageState};
use domain::metrics::Shown;
use domain::{EntryId, OdsCode, Role};
use futures::future::BoxFuture;
use integrations::air::{AirFailure, AirService};
use storage::audit;

use crate::support::{CHILD_BORN, Clinic, HERE, ICB, code, form, on_each_store};

async fn leads(clinic: &Clinic, icb: &str, role: Role) -> IcbAccess {
    let staff = clinic.staff(icb, role).await;
    IcbAccess::at(&clinic.staff_proof(staff).await, &code(icb)).unwrap()
}

fn page(title: &str, review_by: &str) -> LocalPageForm {
    LocalPageForm {
        title: title.into(),
        text: "The path by the river is far from cars.".into(),
        owner: "Public health team".into(),
        review_by: review_by.into(),
    }
}

#[tokio::test]
async fn a_page_is_shown_from_its_approval_to_its_day_and_to_the_icbs_own_patients_alone() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let lead = leads(&clinic, ICB, Role::IcbLead).await;
        let officer = leads(&clinic, ICB, Role::ClinicalSafetyOfficer).await;
        let stranger = leads(&clinic, "QRL", Role::ClinicalSafetyOfficer).await;
        let patient = clinic.joined_adult().await;
        let titles = async || {
            my_hacks(&patient, services).await.unwrap().hacks.into_iter().map(|hack| hack.title).collect::<Vec<_>>()
        };

        let id = write_page(&lead, services, None, page("Walks", "2026-12-31")).await.unwrap();
        assert!(titles().await.is_empty(), "nobody has approved it");
        assert_eq!(approve_page(&lead, services, id, 1).await, Err(Refused::NotFound.into()), "the lead may not");
        assert_eq!(approve_page(&stranger, services, id, 1).await, Err(Refused::Conflict.into()));
        approve_page(&officer, services, id, 1).await.unwrap();
        assert_eq!(titles().await, ["Walks"]);
        assert_eq!(my_hack(&patient, services, id).await.unwrap().hacks.len(), 1);

        // The next version changes nothing until it is approved.
        assert_eq!(
            write_page(&stranger, services, Some(id), page("Ours", "2026-12-31")).await,
            Err(Refused::NotFound.into())
        );
        write_page(&lead, services, Some(id), page("More walks", "2027-01-31")).await.unwrap();
        assert_eq!(titles().await, ["Walks"]);
        let states = |line: &domain::hacks::HackLine| line.versions.iter().map(|v| v.state).collect::<Vec<_>>();
        let listed = desk(&lead, services).await.unwrap();
        assert_eq!(states(&listed.pages[0]), [PageState::Waiting, PageState::Shown]);
        assert!(desk(&stranger, services).await.unwrap().pages.is_empty());
        assert_eq!(approve_page(&officer, services, id, 1).await, Err(Refused::Conflict.into()), "an older one");
        approve_page(&officer, services, id, 2).await.unwrap();
        assert_eq!(titles().await, ["More walks"]);

        // On its last day it is there, the day after it is not, and the older version does not come back.
        clinic.wait(TimeDelta::days(70));
        assert_eq!(titles().await, ["More walks"]);
        clinic.wait(TimeDelta::days(1));
        assert!(titles().await.is_empty());
        assert_eq!(my_hack(&patient, services, id).await, Err(Refused::NotFound.into()));
        let listed = desk(&lead, services).await.unwrap();
        assert_eq!(states(&listed.pages[0]), [PageState::Expired]);
        assert!(listed.pages[0].look_again(listed.today), "and the ICB is told");

        write_page(&lead, services, Some(id), page("Walks again", "2027-05-31")).await.unwrap();
        approve_page(&officer, services, id, 3).await.unwrap();
        assert_eq!(titles().await, ["Walks again"]);
        assert_eq!(withdraw_page(&stranger, services, id).await, Err(Refused::NotFound.into()));
        for _ in 0..2 {
            withdraw_page(&lead, services, id).await.unwrap();
        }
        assert!(titles().await.is_empty(), "what harms is taken away at once");
        assert_eq!(
            write_page(&lead, services, Some(id), page("Back", "2027-05-31")).await,
            Err(Refused::Conflict.into())
        );

        let read = services.store.read().await.unwrap();
        let filter = audit::AuditFilter { patient: None, organisation: Some(code(ICB)) };
        let rows = audit::list(&*read, &filter, None, 100).await.unwrap();
        let count = |action: &str| rows.iter().filter(|(_, row)| row.action == action).count();
        assert_eq!(
            (count("local_page_written"), count("local_page_approved"), count("local_page_withdrawn")),
            (3, 3, 1)
        );
    })
    .await;
}

#[tokio::test]
async fn advice_that_harms_is_refused_and_a_page_past_its_day_is_not_approved() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let officer = leads(&clinic, ICB, Role::ClinicalSafetyOfficer).await;
        for text in ["How to wean off your reliever", "Take extra puffs on hot days", "hidden \u{202e} words"] {
            let form = LocalPageForm { text: text.into(), ..page("Tips", "2026-12-31") };
            let Err(CareError::Refused(Refused::Fields(problems))) = write_page(&officer, services, None, form).await
            else {
                panic!("{text} was kept")
            };
            assert_eq!(problems[0].field, "text");
        }
        let id = write_page(&officer, services, None, page("Tips", "2026-11-22")).await.unwrap();
        clinic.wait(TimeDelta::days(1));
        assert_eq!(approve_page(&officer, services, id, 1).await, Err(Refused::Conflict.into()));
    })
    .await;
}

async fn check_in(access: &PatientAccess, services: &Services, daytime: &str) {
    let form = CheckInForm {
        daytime: daytime.into(),
        woke_at_night: "no".into(),
        reliever: "none".into(),
        too_breathless: "no".into(),
        ..CheckInForm::default()
    };
    let id = EntryId::from_uuid(services.ids.next());
    log_entry(access, services, id, form, None).await.unwrap();
}

const HAPPY: Answer = Answer { satisfied: 5, recommend: 9 };

#[tokio::test]
async fn nobody_is_asked_early_often_or_while_somebody_is_unwell() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        let due = async |access: &PatientAccess| my_feedback(access, services).await.unwrap().due;
        assert!(!due(&access).await, "joined today");
        assert!(!answer(&access, services, Some(HAPPY)).await.unwrap(), "and nothing is counted that was not asked");
        clinic.wait(TimeDelta::days(28));
        assert!(due(&access).await);
        check_in(&access, services, "none").await;
        assert!(due(&access).await, "a good day");
        check_in(&access, services, "some").await;
        assert!(!due(&access).await, "amber");
        clinic.wait(TimeDelta::days(2));
        assert!(due(&access).await);
        let id = EntryId::from_uuid(services.ids.next());
        let visit = [("place", "a_and_e"), ("day", "today")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        add_note(&access, services, id, "visit", BTreeMap::from(visit), None).await.unwrap();
        assert!(!due(&access).await, "A&E");
        clinic.wait(TimeDelta::days(2));
        assert!(answer(&access, services, None).await.unwrap(), "not now");
        assert!(!answer(&access, services, Some(HAPPY)).await.unwrap(), "is respected");
        clinic.wait(TimeDelta::days(89));
        assert!(!due(&access).await);
        clinic.wait(TimeDelta::days(1));
        assert!(due(&access).await);

        // A parent is left alone while any of the children is unwell, whomever the page shows.
        let (first, second) = (clinic.patient(HERE, CHILD_BORN).await, clinic.patient(HERE, CHILD_BORN).await);
        let mother = clinic.join(first, CHILD_BORN, "parent").await;
        let joining = clinic.joining(second, CHILD_BORN).await;
        let mut proof = clinic.proof_of(&joining).await;
        proof.patient = mother.patient;
        let session = care::invitations::agree(services, &proof, form("parent")).await.unwrap();
        let mother = PatientAccess::of(&clinic.proof_of(&session).await).unwrap();
        clinic.wait(TimeDelta::days(30));
        let mother = mother.for_person(first).unwrap();
        assert!(due(&mother).await);
        check_in(&mother.for_person(second).unwrap(), services, "interfering").await;
        assert!(!due(&mother).await);
    })
    .await;
}

#[tokio::test]
async fn answers_are_nobodys_and_shown_by_whole_months_and_never_when_few() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let lead = leads(&clinic, ICB, Role::IcbLead).await;
        let mut people = Vec::new();
        for _ in 0..8 {
            people.push(clinic.joined_adult().await);
        }
        clinic.wait(TimeDelta::days(28));
        for (at, one) in people.iter().enumerate() {
            let said = (at < 7).then_some(HAPPY);
            assert!(answer(one, services, said).await.unwrap());
            assert!(!answer(one, services, said).await.unwrap(), "a second press counts nothing");
        }
        assert_eq!(figures(&lead, services).await.unwrap().answered, Shown::Count(0), "the month is not over");
        clinic.wait(TimeDelta::days(31));
        let seen = figures(&lead, services).await.unwrap();
        assert_eq!((seen.answered, seen.happy, seen.satisfaction), (Shown::Count(7), Shown::Count(7), Some(100)));
        assert_eq!((seen.asked, seen.recommendation), (Shown::Hidden, None), "one said not now; seven are no score");
        let stranger = leads(&clinic, "QRL", Role::IcbLead).await;
        assert_eq!(figures(&stranger, services).await.unwrap().answered, Shown::Count(0));

        let read = services.store.read().await.unwrap();
        let filter = audit::AuditFilter { patient: Some(people[0].patient()), organisation: None };
        let rows = audit::list(&*read, &filter, None, 100).await.unwrap();
        let given: Vec<_> = rows.iter().filter(|(_, row)| row.action == "feedback_given").collect();
        assert_eq!((given.len(), given[0].1.detail.clone()), (1, None), "that they answered, not what");
    })
    .await;
}

/// A service that answers as it is told and counts how often it is asked.
struct StandIn {
    asked: AtomicUsize,
    areas: std::sync::Mutex<Vec<String>>,
    answers: std::sync::Mutex<Vec<Result<AirReport, AirFailure>>>,
}

impl AirService for StandIn {
    fn is_set_up(&self) -> bool {
        true
    }

    fn ask<'a>(&'a self, area: &'a OdsCode) -> BoxFuture<'a, Result<AirReport, AirFailure>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.areas.lock().unwrap().push(area.to_string());
        let answer = self.answers.lock().unwrap().remove(0);
        Box::pin(async move { answer })
    }
}

#[tokio::test]
async fn air_is_asked_for_by_area_once_in_half_an_hour_and_never_made_up() {
    on_each_store(async |mut clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let view = async |services: &Services| my_air(&access, services).await.unwrap().view;
        assert_eq!(view(&clinic.services).await, AirView::NotHere, "nobody set it up");

        let now: DateTime<Utc> = clinic.services.now();
        let report = AirReport { index: Some(7), pollen: Some(Level::Low), at: now, source: "UK-AIR".into() };
        let wrong = AirReport { index: Some(77), ..report.clone() };
        let answers = vec![Err(AirFailure::Status(503)), Ok(report.clone()), Ok(wrong), Err(AirFailure::Unreachable)];
        let service =
            Arc::new(StandIn { asked: AtomicUsize::new(0), areas: Vec::new().into(), answers: answers.into() });
        clinic.services.air = Arc::new(AirDesk::new(service.clone()));
        let asked = || service.asked.load(Ordering::SeqCst);
        let services = clinic.services.clone();
        assert_eq!((view(&services).await, asked()), (AirView::NotNow, 1));
        assert_eq!((view(&services).await, asked()), (AirView::NotNow, 1), "it is left in peace for a while");
        clinic.wait(TimeDelta::minutes(5));
        assert_eq!((view(&services).await, asked()), (AirView::Known(report.clone()), 2));
        clinic.wait(TimeDelta::minutes(29));
        assert_eq!((view(&services).await, asked()), (AirView::Known(report.clone()), 2));
        clinic.wait(TimeDelta::minutes(1));
        assert_eq!(
            (view(&services).await, asked()),
            (AirView::Known(report), 3),
            "what cannot be right is not believed"
        );
        clinic.wait(TimeDelta::hours(24));
        assert_eq!((view(&services).await, asked()), (AirView::NotNow, 4), "yesterday's figures say nothing of today");
        assert!(service.areas.lock().unwrap().iter().all(|area| area == ICB), "nothing but the ICB's code leaves");
    })
    .await;
}
