//! Notes beside check-ins, what was taken back or put right, and the practice's list of attacks to review.

use std::collections::BTreeMap;

use care::attack_reviews::{attacks_to_review, give_review, review_done};
use care::boards::{board, verify_metrics};
use care::diary::{add_note, diary, put_right, sync, take_back, today};
use care::patients::patient_record;
use care::worklists::worklist;
use care::{BoardAccess, CareError, ClinicalAccess, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::attack_review::{Press, press};
use domain::board::Range;
use domain::diary::CheckInForm;
use domain::diary::note::{DiaryNote, ReviewCause};
use domain::diary::sync::Batch;
use domain::plan::Zone;
use domain::worklist::WorkList;
use domain::{DeviceId, EntryId, EventKind, Role};
use serde_json::json;
use storage::activity_events;
use uuid::Uuid;

use crate::support::{Clinic, HERE, NEXT_DOOR, code, on_each_store};

fn typed(fields: &[(&str, &str)]) -> BTreeMap<String, String> {
    fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn id(clinic: &Clinic) -> EntryId {
    EntryId::from_uuid(clinic.services.ids.next())
}

async fn told(clinic: &Clinic, access: &PatientAccess, kind: &str, fields: &[(&str, &str)]) -> DiaryNote {
    add_note(access, &clinic.services, id(clinic), kind, typed(fields), None).await.unwrap()
}

fn refused<T>(answer: Result<T, CareError>) -> Option<Refused> {
    match answer {
        Err(CareError::Refused(why)) => Some(why),
        Err(broken) => panic!("{broken}"),
        Ok(_) => None,
    }
}

async fn nurse(clinic: &Clinic) -> ClinicalAccess {
    ClinicalAccess::at(&clinic.staff_proof(clinic.nurse).await, &code(HERE)).unwrap()
}

const A_AND_E: &[(&str, &str)] = &[("place", "a_and_e"), ("day", "yesterday")];
const ATTACK: &[(&str, &str)] = &[
    ("day", "today"),
    ("part", "night"),
    ("how_long", "hour"),
    ("puffs", "up_to_ten"),
    ("steroids", "yes"),
    ("called_999", "no"),
];

#[tokio::test]
async fn a_and_e_is_reviewed_within_two_working_days_by_somebody() {
    on_each_store(async |clinic: Clinic| {
        // Sunday 22 November.
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        let visit = told(&clinic, &access, "visit", A_AND_E).await;
        let again = add_note(&access, services, visit.id, "visit", typed(A_AND_E), None).await.unwrap();
        assert_eq!(again, visit, "sent twice is one");
        let attack = told(&clinic, &access, "attack", ATTACK).await;

        let nurse = nurse(&clinic).await;
        let list = attacks_to_review(&nurse, services).await.unwrap();
        let seen: Vec<_> = list.open.iter().map(|line| (line.cause, line.due_at.unwrap().to_rfc3339())).collect();
        // A Saturday's visit: Monday, Tuesday. A Sunday's attack at home: Monday, when the surgery opens.
        let due = ["2026-11-24T00:00:00+00:00", "2026-11-25T00:00:00+00:00"].map(str::to_owned);
        assert_eq!(
            seen,
            [(ReviewCause::Attack, due[0].clone()), (ReviewCause::AAndE, due[1].clone())],
            "{}",
            clinic.kind
        );
        assert_eq!(list.open.iter().map(|line| press(line.due_at, list.now)).collect::<Vec<_>>(), [Press::InTime; 2]);
        assert!(list.colleagues.iter().any(|colleague| colleague.id == clinic.nurse));
        let proof = clinic.staff_proof(clinic.nurse).await;
        let staff = BoardAccess::at(services, &proof, &code(HERE)).await.unwrap();
        assert_eq!(board(&staff, services, Range::default()).await.unwrap().attacks, 2);

        clinic.wait(TimeDelta::hours(38));
        let list = attacks_to_review(&nurse, services).await.unwrap();
        let pressing: Vec<_> = list.open.iter().map(|line| press(line.due_at, list.now)).collect();
        assert_eq!(pressing, [Press::Overdue, Press::Soon], "the last 24 hours are marked");
        let late = worklist(&staff, services, WorkList::AttackLate, 1).await.unwrap();
        assert_eq!(late.lines.iter().map(|line| line.patient).collect::<Vec<_>>(), [list.open[0].patient]);

        let review = list.open[1].id;
        let elsewhere = clinic.staff(NEXT_DOOR, Role::Nurse).await;
        assert_eq!(refused(give_review(&nurse, services, review, Some(elsewhere)).await), Some(Refused::NotFound));
        let other = ClinicalAccess::at(&clinic.staff_proof(elsewhere).await, &code(NEXT_DOOR)).unwrap();
        assert_eq!(refused(review_done(&other, services, review).await), Some(Refused::NotFound));
        assert!(attacks_to_review(&other, services).await.unwrap().open.is_empty());
        give_review(&nurse, services, review, Some(clinic.nurse)).await.unwrap();
        review_done(&nurse, services, review).await.unwrap();
        assert_eq!(refused(review_done(&nurse, services, review).await), Some(Refused::Conflict));
        assert_eq!(refused(give_review(&nurse, services, review, None).await), Some(Refused::Conflict));
        let list = attacks_to_review(&nurse, services).await.unwrap();
        assert_eq!(list.open.len(), 1);
        assert_eq!(list.done[0].done_by.as_deref(), Some("Jo practice nurse"));
        assert_eq!((list.done[0].owner, list.done[0].done_at), (Some(clinic.nurse), Some(services.now())));

        take_back(&access, services, attack.id).await.unwrap();
        let list = attacks_to_review(&nurse, services).await.unwrap();
        assert!(list.open[0].taken_back, "it never vanishes by itself");
        let read = services.store.read().await.unwrap();
        let events = activity_events::of_patient(&*read, access.patient()).await.unwrap();
        let kinds: Vec<_> = events.iter().map(|event| event.kind).filter(|kind| kind.is_by_patient()).collect();
        assert_eq!(kinds, [EventKind::HospitalLogged, EventKind::AttackLogged]);
        drop(read);
        assert!(verify_metrics(services).await.unwrap().agrees());
    })
    .await;
}

#[tokio::test]
async fn the_clock_of_a_hospital_stay_starts_when_they_leave() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        let there = [("place", "hospital"), ("day", "other"), ("day_date", "17/11/2026"), ("home", "no")];
        let stay = told(&clinic, &access, "visit", &there).await;
        let nurse = nurse(&clinic).await;
        assert_eq!(attacks_to_review(&nurse, services).await.unwrap().open[0].due_at, None);
        let home = [there[0], there[1], there[2], ("home", "yes"), ("left", "other"), ("left_date", "20/11/2026")];
        let right = add_note(&access, services, id(&clinic), "visit", typed(&home), Some(stay.id)).await.unwrap();
        let list = attacks_to_review(&nurse, services).await.unwrap();
        let due: Vec<_> = list.open.iter().map(|line| line.due_at.unwrap().to_rfc3339()).collect();
        assert_eq!(due, ["2026-11-25T00:00:00+00:00"], "left on a Friday: Monday, Tuesday");
        // The old words are gone from the diary and shown as put right.
        let page = diary(&access, services).await.unwrap();
        assert_eq!(page.notes, std::slice::from_ref(&right));
        assert!(page.gone[0].put_right && page.gone[0].said == "stayed in hospital");
        let twice = add_note(&access, services, id(&clinic), "visit", typed(&home), Some(stay.id)).await;
        assert_eq!(refused(twice), Some(Refused::Conflict));
        let other_kind = add_note(&access, services, id(&clinic), "attack", typed(ATTACK), Some(right.id)).await;
        assert_eq!(refused(other_kind), Some(Refused::NotFound));
    })
    .await;
}

#[tokio::test]
async fn nobody_touches_anothers_diary() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (access, other) = (clinic.joined_adult().await, clinic.joined_adult().await);
        let mine = told(&clinic, &access, "night", &[("day", "today"), ("part", "night"), ("times", "2")]).await;
        assert_eq!(refused(take_back(&other, services, mine.id).await), Some(Refused::NotFound));
        assert_eq!(refused(care::diary::one_entry(&other, services, mine.id).await), Some(Refused::NotFound));
        let stolen = add_note(&other, services, mine.id, "attack", typed(ATTACK), None).await;
        assert_eq!(refused(stolen), Some(Refused::Conflict));
        assert_eq!(
            refused(add_note(&access, services, id(&clinic), "mood", typed(&[]), None).await),
            Some(Refused::NotFound)
        );
        take_back(&access, services, mine.id).await.unwrap();
        assert_eq!(refused(take_back(&access, services, mine.id).await), Some(Refused::Conflict));
        let page = diary(&access, services).await.unwrap();
        assert!(page.notes.is_empty() && !page.gone[0].put_right);
    })
    .await;
}

fn calm(peak_flow: &str) -> CheckInForm {
    CheckInForm {
        peak_flow: peak_flow.into(),
        daytime: "none".into(),
        woke_at_night: "no".into(),
        reliever: "none".into(),
        too_breathless: "no".into(),
        ..CheckInForm::default()
    }
}

#[tokio::test]
async fn an_entry_with_a_wrong_time_counts_once_the_person_says_when_it_was() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        let (wrong, right) = (id(&clinic), id(&clinic));
        let entry = json!({
            "id": wrong, "person": access.patient(), "kind": "check_in", "happened_at": "2031-01-01T08:00:00Z",
            "noted_at": "2031-01-01T08:00:00Z",
            "form": { "peak_flow": "400", "daytime": "none", "woke_at_night": "no", "reliever": "none",
                      "too_breathless": "no", "peak_flow_sure": "" },
        });
        let device = DeviceId::from_uuid(Uuid::from_u128(1));
        sync(&access, services, Batch { device, sent_at: services.now(), entries: vec![entry] }).await.unwrap();
        assert_eq!(diary(&access, services).await.unwrap().uncertain.len(), 1);
        let when = typed(&[("day", "yesterday"), ("part", "morning")]);
        put_right(&access, services, (right, wrong), calm("400"), when).await.unwrap();
        let page = diary(&access, services).await.unwrap();
        assert!(page.uncertain.is_empty());
        assert_eq!(page.entries.iter().map(|entry| entry.day.to_string()).collect::<Vec<_>>(), ["2026-11-21"]);
        let read = services.store.read().await.unwrap();
        let events = activity_events::of_patient(&*read, access.patient()).await.unwrap();
        let told: Vec<_> =
            events.iter().filter(|event| event.kind.is_self_management()).map(|event| event.day.to_string()).collect();
        assert_eq!(told, ["2026-11-21", "2026-11-21"]);
    })
    .await;
}

#[tokio::test]
async fn blows_after_a_check_in_make_the_day_worse_and_never_better() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        clinic.sign_plan(access.patient()).await;
        care::diary::log_entry(&access, services, id(&clinic), calm("410"), None).await.unwrap();
        let zone = async || today(&access, services).await.unwrap().latest.map(|(_, advice)| advice.zone);
        assert_eq!(zone().await, Some(Zone::Green));
        let blow = |first: &'static str, meter: &'static str| {
            [("day", "today"), ("part", "morning"), ("blow_1", first), ("blow_2", "260"), ("meter", meter)]
        };
        told(&clinic, &access, "peak_flow", &blow("290", "wright")).await;
        assert_eq!(zone().await, Some(Zone::Green), "another scale draws no zone");
        let slip = add_note(&access, services, id(&clinic), "peak_flow", typed(&blow("900", "eu")), None).await;
        assert!(matches!(refused(slip), Some(Refused::Fields(problems)) if problems[0].field == "peak_flow_sure"));
        told(&clinic, &access, "peak_flow", &blow("290", "eu")).await;
        assert_eq!(zone().await, Some(Zone::Red));
        told(&clinic, &access, "peak_flow", &blow("480", "eu")).await;
        assert_eq!(zone().await, Some(Zone::Red), "the lowest since the check-in counts");
    })
    .await;
}

#[tokio::test]
async fn three_readings_above_the_best_are_a_hint_on_the_record_and_change_no_plan() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        let number = clinic.sign_plan(access.patient()).await;
        for day in 0..3 {
            let scope = clinic.scope(access.patient()).await;
            assert_eq!(patient_record(&scope, services).await.unwrap().best_hint, None, "after {day}");
            care::diary::log_entry(&access, services, id(&clinic), calm("520"), None).await.unwrap();
            clinic.wait(TimeDelta::hours(24));
        }
        let record = patient_record(&clinic.scope(access.patient()).await, services).await.unwrap();
        let hint = record.best_hint.unwrap();
        assert_eq!((hint.best, hint.above.len()), (500, 3));
        assert_eq!(record.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [number]);
    })
    .await;
}

/// Proclaimed holidays are in no law: the list has to be renewed while there is time.
#[test]
fn the_bank_holidays_are_listed_for_the_next_year() {
    use chrono::Datelike;
    use domain::Clock;
    let today = integrations::clock::SystemClock.now();
    assert!(domain::working_days::LISTED_UNTIL > today.year(), "add what GOV.UK has published since");
}
