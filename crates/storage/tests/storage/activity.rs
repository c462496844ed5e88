//! Diary, events, progress, active days and counters.

use domain::consent::RecruitmentSource;
use domain::diary::{CheckIn, Daytime, DiaryEntry, RelieverUse, Symptoms};
use domain::figures::{Counter, Counts, Dimension, Group, Traits};
use domain::plan::Zone;
use domain::{EntryId, EventId, EventKind, Topic};
use storage::active_days::ActiveDay;
use storage::activity_events::ActivityEvent;
use storage::counters::CounterChange;
use storage::diary_entries::DiaryRow;
use storage::progress::Progress;
use storage::testing::stores;
use storage::{StoreError, active_days, activity_events, counters, diary_entries, outbox, patients, progress};

use crate::Outcome;
use crate::world::{World, at, code, day, id, patient};

#[tokio::test]
async fn a_diary_entry_sent_twice_is_kept_once() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let (_, version) = world.sign(tx, 1).await?;
                    let entry = |minutes, on, zone, plan_number: Option<u32>| DiaryEntry {
                        id: EntryId::from_uuid(id()),
                        patient: world.patient,
                        happened_at: at(minutes),
                        day: day(on),
                        noted_at: None,
                        time_uncertain: false,
                        reading_sure: false,
                        check_in: CheckIn {
                            peak_flow: plan_number.map(|_| 410),
                            symptoms: Symptoms {
                                daytime: Daytime::Some,
                                woke_at_night: true,
                                reliever: RelieverUse::Helped,
                                too_breathless: false,
                            },
                        },
                        zone,
                        plan_number,
                    };
                    let row = |entry: &DiaryEntry| DiaryRow {
                        entry: entry.clone(),
                        account: world.account,
                        received_at: at(90),
                        device: None,
                        plan_version: entry.plan_number.map(|_| version),
                    };
                    let early = entry(1, 1, Zone::Green, None);
                    let late = entry(2, 2, Zone::Red, Some(1));
                    assert!(diary_entries::insert_if_absent(tx, &row(&late)).await?);
                    assert!(!diary_entries::insert_if_absent(tx, &row(&late)).await?);
                    assert_eq!(diary_entries::insert_many(tx, &[row(&late), row(&early)]).await?, 1);
                    assert_eq!(diary_entries::by_id(tx, world.patient, late.id).await?, Some(late.clone()));
                    let stranger = domain::PatientId::from_uuid(id());
                    assert_eq!(diary_entries::by_id(tx, stranger, late.id).await?, None);
                    assert_eq!(diary_entries::latest(tx, world.patient).await?, Some(late.clone()));
                    assert_eq!(diary_entries::list(tx, world.patient, 5).await?, vec![late.clone(), early]);
                    assert_eq!(diary_entries::since(tx, world.patient, day(2)).await?, vec![late]);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn events_are_kept_once_and_read_in_order() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let event = |kind, minutes: i64| ActivityEvent {
                        id: EventId::from_uuid(id()),
                        kind,
                        practice: world.practice.clone(),
                        patient: world.patient,
                        happened_at: at(-minutes),
                        received_at: at(minutes),
                        day: day(3),
                        until: (kind == EventKind::PlanSigned).then(|| day(300)),
                        source: (kind == EventKind::Registered).then_some(RecruitmentSource::School),
                    };
                    let all: Vec<ActivityEvent> =
                        EventKind::ALL.into_iter().zip(1..).map(|(k, n)| event(k, n)).collect();
                    assert!(activity_events::insert_if_absent(tx, &all[0]).await?);
                    assert!(!activity_events::insert_if_absent(tx, &all[0]).await?);
                    assert_eq!(activity_events::insert_many(tx, &all).await?, 13);
                    assert_eq!(activity_events::count(tx).await?, 14);
                    assert_eq!(activity_events::of_patient(tx, world.patient).await?, all);
                    assert_eq!(activity_events::latest_at(tx, &world.practice).await?, Some(at(14)));
                    assert_eq!(activity_events::latest_at(tx, &world.other_practice).await?, None);
                    let mut read = Vec::new();
                    let mut seq = 0;
                    loop {
                        let portion = activity_events::after(tx, seq, 4).await?;
                        let Some((last, _)) = portion.last() else { break };
                        seq = *last;
                        read.extend(portion.into_iter().map(|(_, event)| event));
                    }
                    assert_eq!(read, all);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn progress_is_kept_as_it_was_written() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        let second = patient(&world.practice, 2, "Idris", "Rahman");
        let third = patient(&world.other_practice, 3, "Bea", "Jones");
        store
            .write(move |tx| {
                Box::pin(async move {
                    for person in [&second, &third] {
                        patients::insert(tx, person, at(0)).await?;
                    }
                    let mut mine = Progress::new(clinic.patient, clinic.practice.clone());
                    progress::upsert(tx, &mine).await?;
                    mine.invited_day = Some(day(1));
                    mine.registered_day = Some(day(2));
                    mine.source = Some(RecruitmentSource::Social);
                    mine.plan_seen_day = Some(day(3));
                    mine.first_act_day = Some(day(3));
                    mine.activated_day = Some(day(3));
                    mine.plan_review_due = Some(day(60));
                    mine.registered_since = Some(day(4));
                    (mine.moved, mine.day_seven, mine.day_thirty) = (true, true, false);
                    mine.traits = Traits {
                        born: Some(second.date_of_birth),
                        sex: Some(second.sex),
                        ethnicity: Some("J".into()),
                        deprivation: Some(2),
                        language: Some("ur".into()),
                    };
                    progress::upsert(tx, &mine).await?;
                    assert_eq!(progress::get(tx, clinic.patient).await?, Some(mine.clone()));
                    let recent = Progress::new(second.id, clinic.practice.clone());
                    let nowhere = Progress::new(third.id, clinic.other_practice.clone());
                    assert_eq!(progress::insert_many(tx, &[recent, nowhere]).await?, 2);
                    assert_eq!(progress::of_practice(tx, &clinic.practice).await?.len(), 2);
                    let both = [clinic.practice.clone(), clinic.other_practice.clone()];
                    assert_eq!(progress::of_practices(tx, &both).await?.len(), 3);
                    let first = progress::after(tx, None, 2).await?;
                    assert_eq!(progress::after(tx, first.last().map(|p| p.patient), 2).await?.len(), 1);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn people_are_counted_and_not_their_taps() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        let second = patient(&world.practice, 2, "Idris", "Rahman");
        store
            .write(move |tx| {
                Box::pin(async move {
                    let World { patient, practice, .. } = clinic;
                    patients::insert(tx, &second, at(0)).await?;
                    assert!(active_days::insert_if_absent(tx, patient, day(1), &practice).await?);
                    assert!(!active_days::insert_if_absent(tx, patient, day(1), &practice).await?);
                    let on = |patient, n| ActiveDay { patient, day: day(n), practice: practice.clone() };
                    let days = [on(patient, 1), on(patient, 2), on(second.id, 2), on(second.id, 9)];
                    assert_eq!(active_days::insert_many(tx, &days).await?, 3);
                    let asked = [(patient, day(2)), (patient, day(3)), (second.id, day(5)), (second.id, day(1))];
                    let near = active_days::nearest(tx, &asked.into_iter().collect()).await?;
                    let of = |id| near.get(&id).into_iter().flatten().copied().collect::<Vec<_>>();
                    assert_eq!(of(patient), [day(2)]);
                    assert_eq!(of(second.id), [day(2), day(9)]);
                    active_days::remove(tx, patient, day(2)).await?;
                    assert_eq!(active_days::of_patient(tx, patient).await?, [day(1)]);
                    assert_eq!(active_days::of_patient(tx, second.id).await?, [day(2), day(9)]);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn counters_add_up() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let World { practice, other_practice, icb, .. } = world;
                    let one = |counter, by| {
                        let mut counts = Counts::default();
                        counts.add(counter, by);
                        counts
                    };
                    let change = |organisation: &domain::OdsCode, n, counter, by| CounterChange {
                        organisation: organisation.clone(),
                        group: Group::All,
                        day: day(n),
                        by: one(counter, by),
                    };
                    use Counter::{PlanSigned, ReadingLogged as Reading};
                    counters::add(tx, [change(&practice, 1, Reading, 2)]).await?;
                    let girls = Group::Of(Dimension::Sex, "female");
                    counters::add(
                        tx,
                        [
                            change(&practice, 1, Reading, 1),
                            change(&practice, 1, Reading, 1),
                            change(&practice, 2, Reading, 5),
                            change(&practice, 2, PlanSigned, 7),
                            change(&practice, 50, Reading, 3),
                            change(&practice, 200, PlanSigned, -1),
                            change(&other_practice, 2, Reading, -1),
                            change(&icb, 2, Reading, i64::from(i32::MAX)),
                            CounterChange { group: girls, ..change(&icb, 4, Reading, 2) },
                        ],
                    )
                    .await?;
                    counters::add(tx, []).await?;
                    let each = [practice.clone(), other_practice.clone(), code("NONE")];
                    for (until, readings, signed) in [
                        (0, None, 0),
                        (1, Some(4), 0),
                        (2, Some(9), 7),
                        (49, Some(9), 7),
                        (50, Some(12), 7),
                        (500, Some(12), 6),
                    ] {
                        let sums = counters::until(tx, &each, Group::All, day(until)).await?;
                        let mine = sums.get(&practice).copied();
                        assert_eq!(mine.map(|counts| counts.of(Reading)), readings, "day {until}");
                        assert_eq!(mine.unwrap_or_default().of(PlanSigned), signed, "day {until}");
                        assert_eq!(sums.contains_key(&other_practice), until >= 2);
                    }
                    let sums = counters::between(tx, &each, Group::All, day(2), day(50)).await?;
                    assert_eq!(sums[&practice].of(Reading), 8);
                    let ends = [day(0), day(1), day(49), day(500)];
                    let each_end = counters::until_each(tx, &each, Group::All, &[Reading], &ends).await?;
                    let found: Vec<i64> = each_end[&practice].iter().map(|counts| counts.of(Reading)).collect();
                    assert_eq!(found, [0, 4, 9, 12]);
                    assert!(each_end[&practice].iter().all(|counts| counts.of(PlanSigned) == 0), "not asked for");
                    for (n, by) in [(3, 5), (6, -2), (9, 0)] {
                        counters::add(tx, [change(&practice, n, Counter::Registered, by)]).await?;
                    }
                    let days = counters::registered_days(tx, &each, day(3), day(9)).await?;
                    assert_eq!(days, [(practice.clone(), 5 * 7 - 2 * 4)].into());
                    let days = counters::days(tx, &practice, day(1), day(2)).await?;
                    let days: Vec<_> = days.into_iter().map(|(day, counts)| (day, counts.of(Reading))).collect();
                    assert_eq!(days, [(day(1), 4), (day(2), 5)]);
                    let groups = counters::groups_until(tx, &icb, day(4)).await?;
                    assert_eq!(groups[&girls].of(Reading), 2);
                    assert_eq!(groups[&Group::All].of(Reading), i64::from(i32::MAX));
                    let (mut rows, mut last) = (Vec::new(), None);
                    loop {
                        let portion = counters::after(tx, last.as_ref(), 3).await?;
                        let Some((key, _)) = portion.last() else { break };
                        last = Some(key.clone());
                        rows.extend(portion.into_iter().map(|(key, _)| key));
                    }
                    assert_eq!(rows.len(), 19);
                    assert!(!counters::is_empty(tx).await?);
                    assert_eq!(counters::clear(tx).await?, 19);
                    assert!(counters::is_empty(tx).await?);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_outbox_is_read_on_from_a_number() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let topics = [
                        Topic::Practice(world.practice.clone()),
                        Topic::Icb(world.icb.clone()),
                        Topic::Patient(world.patient),
                    ];
                    assert_eq!(outbox::latest_seq(tx).await?, 0);
                    for (topic, minutes) in topics.iter().zip(0..) {
                        outbox::append(tx, topic, at(minutes)).await?;
                    }
                    let latest = outbox::latest_seq(tx).await?;
                    let rows = outbox::after(tx, 0, 10).await?;
                    assert_eq!(rows.iter().map(|r| r.topic.clone()).collect::<Vec<_>>(), topics);
                    assert_eq!(outbox::after(tx, rows[0].seq, 1).await?[0].topic, topics[1]);
                    assert_eq!(outbox::prune(tx, at(1)).await?, 1);
                    assert_eq!(outbox::prune(tx, at(99)).await?, 1);
                    assert_eq!(outbox::latest_seq(tx).await?, latest, "the newest stays, so that numbers go on");
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}
