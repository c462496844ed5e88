//! Doses that a family ticks together (HZ-17) and the list of them that needs no push (HZ-16).

use care::diary::{log_entry, sync};
use care::doses::{due_card, log_dose, set_dose_times, undo_dose};
use care::medicines::{mark_practised, my_medicines, technique};
use care::plans::withdraw;
use care::session::begin_patient;
use care::{CareError, PatientAccess, Refused, audit};
use chrono::TimeDelta;
use domain::diary::CheckInForm;
use domain::diary::sync::{Batch, Outcome};
use domain::dose::{DoseAnswer, DoseForm, DoseTimesForm, DueState, RelieverNote, Slot};
use domain::parents::{Decided, ParentDecision};
use domain::technique::Guide;
use domain::{AccountId, DeviceId, EntryId, PatientId, Relationship};
use serde_json::json;
use storage::StoreError;
use storage::accounts::{self, AccountPerson};
use storage::parents::{self, DecidedBy, NewDecision};
use uuid::Uuid;

use crate::support::{ADULT_BORN, Clinic, HERE, on_each_store};

/// Somebody with a plan of two puffs morning and night, and a second account that acts for the same person.
pub(crate) async fn family(clinic: &Clinic) -> (PatientAccess, PatientAccess, u32) {
    let patient = clinic.patient(HERE, ADULT_BORN).await;
    let own = PatientAccess::of(&clinic.join(patient, ADULT_BORN, "myself").await).unwrap();
    let other = acts_for(clinic, patient).await;
    let number = clinic.sign_plan(patient).await;
    (own, other, number)
}

/// An account of a parent that was opened years ago, and with whom the person agreed when they grew up.
async fn acts_for(clinic: &Clinic, patient: PatientId) -> PatientAccess {
    let services = &clinic.services;
    let (account, since) = (AccountId::from_uuid(services.ids.next()), services.now());
    let relationship = Relationship::Parent;
    let decision = services.ids.next();
    let person = AccountPerson { account, patient, relationship, since, ended_at: None };
    let opened = services.store.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move {
            accounts::insert(tx, account, since).await?;
            accounts::add_person(tx, &person).await?;
            let decided = Decided { decision: ParentDecision::Agreed, about: Some(account), at: since };
            let by = DecidedBy::Account(account);
            parents::insert(tx, &NewDecision { id: decision, patient, decided, by, words: None }).await
        })
    });
    opened.await.unwrap();
    let session = begin_patient(services, account, patient).await.unwrap();
    PatientAccess::of(&clinic.proof_of(&session).await).unwrap()
}

fn id(clinic: &Clinic) -> EntryId {
    EntryId::from_uuid(clinic.services.ids.next())
}

fn dose(day: &str, slot: &str) -> DoseForm {
    DoseForm { day: day.into(), slot: slot.into(), ..DoseForm::default() }
}

async fn states(clinic: &Clinic, access: &PatientAccess) -> Vec<(Slot, DueState)> {
    let card = due_card(access, &clinic.services).await.unwrap();
    card.map(|card| card.lines.into_iter().map(|line| (line.slot, line.state)).collect()).unwrap_or_default()
}

#[tokio::test]
async fn a_dose_ticked_by_one_is_never_given_again_unasked_by_another() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (child, parent, _) = family(&clinic).await;
        clinic.wait(TimeDelta::hours(10));
        assert!(matches!(states(&clinic, &parent).await.as_slice(), [(Slot::Night, DueState::Now)]), "signed at 10am");
        let night = dose("2026-11-22", "night");
        let first = id(&clinic);
        assert_eq!(log_dose(&child, services, first, night.clone()).await, Ok(DoseAnswer::Kept));
        assert_eq!(
            log_dose(&child, services, first, night.clone()).await,
            Ok(DoseAnswer::Kept),
            "the same again is one"
        );

        let asked = log_dose(&parent, services, id(&clinic), night.clone()).await.unwrap();
        let DoseAnswer::Already(by) = asked else { panic!("not asked: {asked:?}") };
        assert_eq!((by.who.as_str(), by.at), ("Amina", services.now()));
        let seen = states(&clinic, &parent).await;
        assert!(matches!(seen.as_slice(), [(Slot::Night, DueState::Taken(by))] if by.who == "Amina"), "{seen:?}");

        let sure = DoseForm { sure: "yes".into(), ..night };
        let kept = log_dose(&parent, services, id(&clinic), sure).await.unwrap();
        assert!(matches!(kept, DoseAnswer::KeptBeside(by) if by.who == "Amina"));
        let seen = states(&clinic, &child).await;
        let [(_, DueState::TakenTwice(one, two))] = seen.as_slice() else { panic!("two doses are hidden: {seen:?}") };
        assert_eq!((one.who.as_str(), two.who.as_str()), ("you", "a parent or carer"));
        let actions: Vec<String> = audit::of_record(&clinic.scope(child.patient()).await, services, 50)
            .await
            .unwrap()
            .into_iter()
            .map(|row| row.action)
            .collect();
        assert_eq!(actions.iter().filter(|action| *action == "dose_ticked").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn given_a_night_dose_ticked_after_midnight_then_it_stays_in_sight_of_both_and_is_taken_back() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (child, parent, _) = family(&clinic).await;
        clinic.wait(TimeDelta::hours(15));
        let slots = |seen: &[(Slot, DueState)]| seen.iter().map(|(slot, _)| *slot).collect::<Vec<_>>();
        let seen = states(&clinic, &parent).await;
        assert_eq!(slots(&seen), [Slot::Night, Slot::Morning, Slot::Night], "last night's, and both of today");
        assert_eq!(seen[0].1, DueState::Now);
        let first = id(&clinic);
        log_dose(&child, services, first, dose("2026-11-22", "night")).await.unwrap();
        let seen = states(&clinic, &parent).await;
        assert!(matches!(&seen[0], (Slot::Night, DueState::Taken(by)) if by.who == "Amina"), "{seen:?}");
        let seen = states(&clinic, &child).await;
        assert!(matches!(&seen[0], (_, DueState::Taken(by)) if by.undo == Some(first)), "{seen:?}");
        clinic.wait(TimeDelta::hours(3));
        assert_eq!(slots(&states(&clinic, &parent).await), [Slot::Morning, Slot::Night], "from four the day is new");
    })
    .await;
}

#[tokio::test]
async fn a_tick_is_taken_back_by_whoever_made_it_for_fifteen_minutes() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (child, parent, _) = family(&clinic).await;
        let stranger = clinic.joined_adult().await;
        clinic.wait(TimeDelta::hours(10));
        let first = id(&clinic);
        log_dose(&child, services, first, dose("2026-11-22", "night")).await.unwrap();
        assert_eq!(undo_dose(&parent, services, first).await, Err(CareError::Refused(Refused::Conflict)));
        assert_eq!(undo_dose(&stranger, services, first).await, Err(CareError::Refused(Refused::NotFound)));
        let stolen = log_dose(&stranger, services, first, dose("2026-11-22", "night")).await;
        assert!(!matches!(stolen, Ok(DoseAnswer::Kept)), "{stolen:?}");
        clinic.wait(TimeDelta::minutes(14));
        undo_dose(&child, services, first).await.unwrap();
        undo_dose(&child, services, first).await.unwrap();
        assert!(matches!(states(&clinic, &child).await.as_slice(), [(_, DueState::Now)]));
        let second = id(&clinic);
        assert_eq!(log_dose(&parent, services, second, dose("2026-11-22", "night")).await, Ok(DoseAnswer::Kept));
        clinic.wait(TimeDelta::minutes(15));
        assert_eq!(undo_dose(&parent, services, second).await, Err(CareError::Refused(Refused::Conflict)));
    })
    .await;
}

#[tokio::test]
async fn ticks_of_two_phones_without_a_line_are_both_kept_and_told() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (child, parent, _) = family(&clinic).await;
        clinic.wait(TimeDelta::hours(12));
        let entry = |id: EntryId, at: &str| {
            json!({ "id": id, "person": child.patient(), "kind": "dose", "happened_at": at, "noted_at": at,
                "form": { "day": "2026-11-22", "slot": "night" } })
        };
        let send = async |access: &PatientAccess, device: u128, entries| {
            let device = DeviceId::from_uuid(Uuid::from_u128(device));
            sync(access, services, Batch { device, sent_at: services.now(), entries }).await.unwrap().results
        };
        let (one, two) = (id(&clinic), id(&clinic));
        let first = send(&child, 1, vec![entry(one, "2026-11-22T20:05:00Z")]).await;
        assert_eq!((first[0].outcome, first[0].message.as_deref()), (Outcome::Kept, None));
        let second = send(
            &parent,
            2,
            vec![entry(two, "2026-11-22T20:01:00Z"), json!({ "kind": "dose", "person": child.patient() })],
        )
        .await;
        assert_eq!((second[0].outcome, second[1].outcome), (Outcome::Kept, Outcome::Refused));
        assert!(second[0].message.as_deref().is_some_and(|words| words.contains("do not take it again")));
        assert_eq!(send(&child, 1, vec![entry(one, "2026-11-22T20:05:00Z")]).await[0].outcome, Outcome::Known);
        let seen = states(&clinic, &child).await;
        let [(_, DueState::TakenTwice(first, second))] = seen.as_slice() else { panic!("one was lost: {seen:?}") };
        assert_eq!(
            (first.who.as_str(), second.who.as_str()),
            ("a parent or carer", "you"),
            "in the order of the clock"
        );
        let page = my_medicines(&parent, services).await.unwrap();
        assert_eq!(page.adherence.iter().map(|line| (line.due, line.ticked)).collect::<Vec<_>>(), [(1, 1)]);
    })
    .await;
}

#[tokio::test]
async fn only_the_plan_in_force_lists_medicines_and_doses() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let early = clinic.joined_adult().await;
        let page = my_medicines(&early, services).await.unwrap();
        assert!(page.medicines.is_empty() && page.due.is_empty() && page.stamp.is_none() && !page.withdrawn);
        let answer = log_dose(&early, services, id(&clinic), dose("2026-11-22", "morning")).await.unwrap();
        assert!(matches!(answer, DoseAnswer::Fields(_)), "no plan, no dose");

        let (own, _, number) = family(&clinic).await;
        let page = my_medicines(&own, services).await.unwrap();
        assert_eq!(page.medicines.iter().map(|row| row.guide).collect::<Vec<_>>().len(), 2);
        let preventer = &page.medicines[0];
        assert_eq!(preventer.line.name, "Clenil Modulite 100 micrograms");
        assert_eq!(preventer.doses, ["**Two puffs**, **morning and night**"]);
        assert!(page.stamp.as_ref().is_some_and(|stamp| stamp.starts_with("Plan version 1, signed 22 November 2026")));
        mark_practised(&own, services, preventer.guide).await.unwrap();
        let lesson = technique(&own, services, preventer.guide).await.unwrap();
        assert_eq!(lesson.practised, Some(("you".into(), services.now())));
        assert_eq!(lesson.medicines.len(), 2, "both are used the same way");
        assert!(technique(&own, services, Guide::Ellipta).await.unwrap().medicines.is_empty());

        withdraw(&clinic.scope(own.patient()).await, services, number, "Wrong dose").await.unwrap();
        let page = my_medicines(&own, services).await.unwrap();
        assert!(page.withdrawn && page.medicines.is_empty() && page.stamp.is_none());
        clinic.wait(TimeDelta::hours(10));
        assert_eq!(due_card(&own, services).await.unwrap(), None, "a withdrawn plan has no doses");
    })
    .await;
}

#[tokio::test]
async fn the_family_chooses_one_set_of_times_and_they_stay_on_the_wall() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (own, parent, _) = family(&clinic).await;
        let times = |morning: &str, night: &str| DoseTimesForm { morning: morning.into(), night: night.into() };
        let wrong = set_dose_times(&own, services, times("13:00", "19:30")).await;
        assert!(matches!(wrong, Err(CareError::Refused(Refused::Fields(problems))) if problems.len() == 1));
        set_dose_times(&own, services, times("07:15", "19:30")).await.unwrap();
        clinic.wait(TimeDelta::hours(6));
        let lines = due_card(&parent, services).await.unwrap().unwrap().lines;
        assert_eq!(lines.iter().map(|line| line.at.to_rfc3339()).collect::<Vec<_>>(), ["2026-11-22T19:30:00+00:00"]);
        // Into summer time: the same time on the wall, an hour earlier in UTC.
        clinic.wait(TimeDelta::days(127));
        let lines = due_card(&parent, services).await.unwrap().unwrap().lines;
        let moments: Vec<String> = lines.iter().map(|line| line.at.to_rfc3339()).collect();
        assert_eq!(moments, ["2027-03-29T06:15:00+00:00", "2027-03-29T18:30:00+00:00"]);
    })
    .await;
}

#[tokio::test]
async fn needing_the_reliever_on_three_days_is_said() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (own, _, _) = family(&clinic).await;
        let form = CheckInForm {
            daytime: "some".into(),
            woke_at_night: "no".into(),
            reliever: "helped".into(),
            too_breathless: "no".into(),
            ..CheckInForm::default()
        };
        for day in 0_u8..3 {
            let notes = my_medicines(&own, services).await.unwrap().notes;
            assert!(notes.is_empty(), "after {day} days: {notes:?}");
            log_entry(&own, services, id(&clinic), form.clone(), None).await.unwrap();
            clinic.wait(TimeDelta::hours(if day < 2 { 24 } else { 0 }));
        }
        assert_eq!(my_medicines(&own, services).await.unwrap().notes, [RelieverNote::OftenThisWeek(3)]);
        clinic.wait(TimeDelta::days(6));
        assert!(my_medicines(&own, services).await.unwrap().notes.is_empty());
    })
    .await;
}
