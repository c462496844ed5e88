//! What devices wrote without a line: nothing is lost, nothing counts twice, nothing is written over.

use care::boards::verify_metrics;
use care::diary::{diary, log_entry, sync, today};
use care::{CareError, PatientAccess};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::diary::sync::{Batch, Outcome, SyncAnswer};
use domain::diary::{CheckInForm, DiaryEntry};
use domain::figures::{Counter, Group};
use domain::plan::Zone;
use domain::{DeviceId, EntryId, EventKind, PatientId};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use storage::progress::Progress;
use storage::{active_days, activity_events, audit, counters, diary_entries, progress};
use uuid::Uuid;

use crate::support::{ADULT_BORN, CHILD_BORN, Clinic, HERE, code, on_each_store};

fn device(number: u128) -> DeviceId {
    DeviceId::from_uuid(Uuid::from_u128(number))
}

fn told(id: EntryId, person: PatientId, happened_at: &str, peak_flow: &str) -> Value {
    json!({
        "id": id, "person": person, "kind": "check_in", "happened_at": happened_at, "noted_at": happened_at,
        "form": {
            "peak_flow": peak_flow, "daytime": "none", "woke_at_night": "no", "reliever": "none",
            "too_breathless": "no", "peak_flow_sure": "",
        },
    })
}

fn new_id(clinic: &Clinic) -> EntryId {
    EntryId::from_uuid(clinic.services.ids.next())
}

async fn send(clinic: &Clinic, access: &PatientAccess, entries: Vec<Value>) -> SyncAnswer {
    send_at(clinic, access, clinic.services.now(), entries).await
}

async fn send_at(clinic: &Clinic, access: &PatientAccess, sent_at: DateTime<Utc>, entries: Vec<Value>) -> SyncAnswer {
    sync(access, &clinic.services, Batch { device: device(1), sent_at, entries }).await.unwrap()
}

fn outcomes(answer: &SyncAnswer) -> Vec<Outcome> {
    answer.results.iter().map(|result| result.outcome).collect()
}

async fn kept(clinic: &Clinic, patient: PatientId) -> Vec<DiaryEntry> {
    let read = clinic.services.store.read().await.unwrap();
    let mut entries = diary_entries::list(&*read, patient, 1_000).await.unwrap();
    entries.sort_by_key(|entry| entry.id);
    entries
}

async fn counter(clinic: &Clinic, counter: Counter, day: &str) -> i64 {
    let read = clinic.services.store.read().await.unwrap();
    let day = day.parse().unwrap();
    let counted = counters::between(&*read, &[code(HERE)], Group::All, day, day).await.unwrap();
    counted.get(&code(HERE)).map_or(0, |counts| counts.of(counter))
}

#[tokio::test]
async fn given_an_attack_and_blows_written_without_a_line_then_they_count_on_their_day_once_and_reach_the_practice() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let access = PatientAccess::of(&clinic.join(patient, ADULT_BORN, "myself").await).unwrap();
        let noted = services.now();
        let note = |id: EntryId, kind: &str, form: Value| {
            json!({
                "id": id, "person": patient, "kind": kind, "happened_at": noted, "noted_at": noted, "form": form,
            })
        };
        let attack = json!({
            "day": "yesterday", "part": "night", "how_long": "hour", "puffs": "up_to_ten", "steroids": "no",
            "called_999": "no",
        });
        let blown = |reading: &str| json!({ "blow_1": reading, "day": "today", "part": "morning", "meter": "eu" });
        let (first, second, far) = (new_id(&clinic), new_id(&clinic), new_id(&clinic));
        send(&clinic, &access, vec![told(new_id(&clinic), patient, &noted.to_rfc3339(), "420")]).await;
        // The phone has a line again two days later: "yesterday" is still the day before it was written.
        clinic.wait(TimeDelta::days(2));
        let batch = vec![
            note(first, "attack", attack.clone()),
            note(second, "peak_flow", blown("420")),
            note(far, "peak_flow", blown("90")),
            note(new_id(&clinic), "attack", json!({ "day": "today" })),
        ];
        let answer = send(&clinic, &access, batch.clone()).await;
        assert_eq!(outcomes(&answer), [Outcome::Kept, Outcome::Kept, Outcome::Refused, Outcome::Refused]);
        let question = answer.results[2].message.clone().unwrap();
        assert!(question.contains("Is 90 right? Your last peak flow was 420"), "{question}");
        assert_eq!(outcomes(&send(&clinic, &access, batch).await)[..2], [Outcome::Known, Outcome::Known]);
        let mut other = attack.clone();
        other["puffs"] = json!("more");
        let answer = send(&clinic, &access, vec![note(first, "attack", other)]).await;
        assert_eq!(outcomes(&answer), [Outcome::Conflict], "the first stays");

        let view = diary(&access, services).await.unwrap();
        let days: Vec<_> = view.notes.iter().map(|note| (note.note.kind(), note.day.to_string())).collect();
        let yesterday = (noted - TimeDelta::days(1)).date_naive().to_string();
        assert!(days.contains(&("attack", yesterday)) && days.len() == 2, "{days:?}");
        let read = services.store.read().await.unwrap();
        assert_eq!(storage::attack_reviews::lines(&*read, &code(HERE), None).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn one_bad_entry_never_fails_the_batch_and_the_same_batch_twice_is_one() {
    on_each_store(async |clinic: Clinic| {
        let (access, other) = (clinic.joined_adult().await, clinic.joined_adult().await);
        let me = access.patient();
        let (good, stolen) = (new_id(&clinic), new_id(&clinic));
        log_entry(&other, &clinic.services, stolen, form("420"), None).await.unwrap();
        let mut unknown_kind = told(new_id(&clinic), me, "2026-11-22T08:00:00Z", "400");
        unknown_kind["kind"] = json!("mood");
        let batch = vec![
            told(good, me, "2026-11-22T08:00:00Z", "400"),
            told(new_id(&clinic), other.patient(), "2026-11-22T08:00:00Z", "400"),
            told(new_id(&clinic), me, "2026-11-22T08:00:00Z", "4500"),
            unknown_kind,
            json!("nonsense"),
            told(stolen, me, "2026-11-22T08:00:00Z", "400"),
            told(good, me, "2026-11-22T08:00:00Z", "410"),
        ];
        let expected = [
            Outcome::Kept,
            Outcome::NotYours,
            Outcome::Refused,
            Outcome::Refused,
            Outcome::Refused,
            Outcome::Conflict,
            Outcome::Conflict,
        ];
        let answer = send(&clinic, &access, batch.clone()).await;
        assert_eq!(outcomes(&answer), expected, "{}: {answer:?}", clinic.kind);
        assert_eq!(answer.clock_minutes_off, None);
        for result in answer.results.iter().skip(1) {
            let words = result.message.as_deref().unwrap_or_default();
            assert!(words.ends_with('.') && !words.contains("check_in"), "{words}");
        }
        let again = send(&clinic, &access, batch).await;
        assert_eq!(again.results[0].outcome, Outcome::Known);
        assert_eq!(outcomes(&again)[1..], expected[1..]);

        let entries = kept(&clinic, me).await;
        assert_eq!(entries.iter().map(|entry| entry.check_in.peak_flow).collect::<Vec<_>>(), [Some(400)]);
        let read = clinic.services.store.read().await.unwrap();
        assert_eq!(storage::sync::set_aside_count(&*read, me).await.unwrap(), 2, "each set aside once");
        let filter = audit::AuditFilter { patient: Some(me), organisation: None };
        let rows = audit::list(&*read, &filter, None, 50).await.unwrap();
        let synced = rows.iter().filter(|(_, row)| row.action == "diary_synced");
        assert_eq!(synced.map(|(_, row)| row.detail.as_deref()).collect::<Vec<_>>(), [Some("0"), Some("1")]);
    })
    .await;
}

fn form(peak_flow: &str) -> CheckInForm {
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
async fn what_was_sent_at_once_and_queued_as_well_is_one_entry() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let id = new_id(&clinic);
        log_entry(&access, &clinic.services, id, form("400"), None).await.unwrap();
        let late = told(id, access.patient(), "2026-11-22T09:59:58Z", "400");
        assert_eq!(outcomes(&send(&clinic, &access, vec![late]).await), [Outcome::Known]);
        assert_eq!(kept(&clinic, access.patient()).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_late_entry_lands_on_the_london_day_it_happened_with_the_plan_of_then() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let me = access.patient();
        clinic.sign_plan(me).await;
        clinic.wait(TimeDelta::days(3));
        let entries = vec![
            // Before any plan was signed there were no lines.
            told(new_id(&clinic), me, "2026-11-21T23:30:00Z", "250"),
            // Half past midnight in Paris is the day before in London.
            told(new_id(&clinic), me, "2026-11-24T00:30:00+01:00", "250"),
        ];
        assert_eq!(outcomes(&send(&clinic, &access, entries).await), [Outcome::Kept; 2]);
        let entries = kept(&clinic, me).await;
        let seen: Vec<_> = entries.iter().map(|entry| (entry.day.to_string(), entry.zone)).collect();
        assert_eq!(seen, [("2026-11-21".into(), Zone::Green), ("2026-11-23".into(), Zone::Red)]);
        // Whoever was not registered that day is in no denominator of it, so in no numerator either.
        assert_eq!(counter(&clinic, Counter::ReadingPeople, "2026-11-21").await, 0);
        assert_eq!(counter(&clinic, Counter::ReadingPeople, "2026-11-23").await, 1);
        assert_eq!(counter(&clinic, Counter::RedPeople, "2026-11-23").await, 1);
        assert_eq!(counter(&clinic, Counter::ActivePeople, "2026-11-25").await, 0);
        assert!(today(&access, &clinic.services).await.unwrap().latest.is_none());
        assert!(verify_metrics(&clinic.services).await.unwrap().agrees());
    })
    .await;
}

#[tokio::test]
async fn a_time_that_cannot_be_right_is_kept_and_counts_for_nothing() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let me = access.patient();
        let entries = vec![
            told(new_id(&clinic), me, "2031-01-01T08:00:00Z", "400"),
            told(new_id(&clinic), me, "1970-01-01T00:00:10Z", "400"),
        ];
        let answer = send(&clinic, &access, entries).await;
        assert_eq!(outcomes(&answer), [Outcome::Kept; 2]);
        assert!(answer.results.iter().all(|result| result.message.as_deref().is_some_and(|m| m.contains("diary"))));
        // A clock that is two years behind makes every time of it doubtful; the skew is kept, the time left as told.
        let behind = clinic.services.now() - TimeDelta::days(730);
        let slow = told(new_id(&clinic), me, "2024-11-22T08:00:00Z", "400");
        let answer = send_at(&clinic, &access, behind, vec![slow]).await;
        assert_eq!(answer.clock_minutes_off, Some(-1_051_200));

        let page = diary(&access, &clinic.services).await.unwrap();
        assert!(page.entries.is_empty());
        let days: Vec<NaiveDate> = page.uncertain.iter().map(|entry| entry.day).collect();
        assert_eq!(days, ["2031-01-01", "2024-11-22", "1970-01-01"].map(|day| day.parse().unwrap()));
        assert!(today(&access, &clinic.services).await.unwrap().latest.is_none());
        let read = clinic.services.store.read().await.unwrap();
        let events = activity_events::of_patient(&*read, me).await.unwrap();
        assert!(events.iter().all(|event| !event.kind.is_self_management()), "nothing is counted from them");
        assert_eq!(diary_entries::last_reading(&*read, me).await.unwrap(), None);
        assert_eq!(storage::sync::seconds_ahead(&*read, access.account()).await.unwrap(), [0, -63_072_000]);
    })
    .await;
}

#[tokio::test]
async fn a_reading_far_from_the_one_before_waits_for_a_yes() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let me = access.patient();
        let (slip, sure) = (new_id(&clinic), new_id(&clinic));
        let mut confirmed = told(sure, me, "2026-11-22T08:00:00Z", "200");
        confirmed["form"]["peak_flow_sure"] = json!("200");
        let entries = vec![
            told(new_id(&clinic), me, "2026-11-20T08:00:00Z", "400"),
            told(slip, me, "2026-11-21T08:00:00Z", "800"),
            confirmed,
        ];
        let answer = send(&clinic, &access, entries).await;
        assert_eq!(outcomes(&answer), [Outcome::Kept; 3]);
        let asked: Vec<bool> = answer.results.iter().map(|result| result.message.is_some()).collect();
        assert_eq!(asked, [false, true, false]);
        assert_eq!(diary(&access, &clinic.services).await.unwrap().to_confirm, [slip]);
    })
    .await;
}

#[tokio::test]
async fn a_parent_sends_for_each_child_and_for_nobody_else() {
    on_each_store(async |clinic: Clinic| {
        let child = clinic.patient(HERE, CHILD_BORN).await;
        let stranger = clinic.patient(HERE, ADULT_BORN).await;
        let parent = PatientAccess::of(&clinic.join(child, CHILD_BORN, "parent").await).unwrap();
        let entries = [child, stranger].map(|who| told(new_id(&clinic), who, "2026-11-22T08:00:00Z", "300"));
        let answer = send(&clinic, &parent, entries.to_vec()).await;
        assert_eq!(outcomes(&answer), [Outcome::Kept, Outcome::NotYours]);
        assert!(kept(&clinic, stranger).await.is_empty());
        let denied = parent.for_person(stranger).map(|_| ());
        assert_eq!(denied, Err(CareError::Refused(care::Refused::NotFound)));
    })
    .await;
}

/// What must not depend on the order in which things arrived.
async fn figures(
    clinic: &Clinic,
    patient: PatientId,
) -> (Vec<(DiaryEntry, bool)>, Progress, Vec<NaiveDate>, Vec<(EventKind, NaiveDate)>) {
    let entries = kept(clinic, patient).await;
    let waiting = domain::diary::outlier::unconfirmed(&entries);
    let read = clinic.services.store.read().await.unwrap();
    let mut events: Vec<_> = activity_events::of_patient(&*read, patient)
        .await
        .unwrap()
        .into_iter()
        .map(|event| (event.kind, event.day))
        .collect();
    events.sort_unstable();
    let nobody = PatientId::from_uuid(Uuid::nil());
    let same = |entry: DiaryEntry| {
        let waits = waiting.contains(&entry.id);
        (
            DiaryEntry {
                patient: nobody,
                id: EntryId::from_uuid(Uuid::from_u128(entry.id.uuid().as_u128() & 0xffff)),
                ..entry
            },
            waits,
        )
    };
    let progress = progress::get(&*read, patient).await.unwrap().unwrap();
    (
        entries.into_iter().map(same).collect(),
        Progress { patient: nobody, ..progress },
        active_days::of_patient(&*read, patient).await.unwrap(),
        events,
    )
}

/// Thirty days of a life with two phones, one reading a slip, one clock wrong for a while.
fn month(rng: &mut StdRng) -> Vec<(u16, String, String)> {
    (1..=40_u16)
        .map(|number| {
            let minutes = rng.random_range(0..30 * 24 * 60);
            let start: DateTime<Utc> = "2026-10-23T10:00:00Z".parse().unwrap();
            let at = match number {
                7 => "2033-05-05T05:05:05Z".to_owned(),
                _ => (start + TimeDelta::minutes(minutes)).to_rfc3339(),
            };
            let reading = if rng.random_bool(0.1) { rng.random_range(50..900) } else { rng.random_range(350..480) };
            (number, at, reading.to_string())
        })
        .collect()
}

#[tokio::test]
async fn any_order_split_and_repetition_over_two_devices_gives_the_same_set_and_figures() {
    on_each_store(async |clinic: Clinic| {
        for seed in 0..6 {
            let mut rng = StdRng::seed_from_u64(seed);
            let life = month(&mut rng);
            let mut seen = None;
            for run in 0..4_u128 {
                let access = clinic.joined_adult().await;
                let me = access.patient();
                // The same life of another person: ids differ in their upper part only.
                let upper = (u128::from(seed) * 100 + run + 1) << 64;
                let entry = |(number, at, reading): &(u16, String, String)| {
                    told(EntryId::from_uuid(Uuid::from_u128(upper | u128::from(*number))), me, at, reading)
                };
                let mut queue: Vec<Value> = life.iter().map(entry).collect();
                if run > 0 {
                    // Sent again after a broken line, in whatever order, cut into batches of any size.
                    let again: Vec<Value> = queue.iter().filter(|_| rng.random_bool(0.4)).cloned().collect();
                    queue.extend(again);
                    queue.shuffle(&mut rng);
                }
                while !queue.is_empty() {
                    let size = if run == 0 { 40 } else { rng.random_range(1..=9) }.min(queue.len());
                    let entries: Vec<Value> = queue.drain(..size).collect();
                    let from = device(rng.random_range(1..=2));
                    let batch = Batch { device: from, sent_at: clinic.services.now(), entries };
                    let answer = sync(&access, &clinic.services, batch).await.unwrap();
                    let fine = |outcome: &Outcome| matches!(outcome, Outcome::Kept | Outcome::Known);
                    assert!(outcomes(&answer).iter().all(fine), "{answer:?}");
                }
                let figures = figures(&clinic, me).await;
                assert_eq!(figures.0.len(), life.len());
                match &seen {
                    None => seen = Some(figures),
                    Some(first) => assert_eq!(&figures, first, "{} seed {seed} run {run}", clinic.kind),
                }
            }
        }
        let check = verify_metrics(&clinic.services).await.unwrap();
        assert!(check.agrees(), "{:?}", check.listed);
    })
    .await;
}
