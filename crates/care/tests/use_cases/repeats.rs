//! Asking for more of a medicine, from asked to sent.

use std::collections::BTreeSet;

use care::medicines::my_medicines;
use care::repeats::{
    ask_for_repeat, delay_repeat, move_repeat, my_repeats, open_repeats, repeat_queue, set_repeat_days,
    take_back_repeat,
};
use care::worklists::worklist;
use care::{BoardAccess, CareError, ClinicalAccess, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::dose::RelieverNote;
use domain::repeat::{RepeatState, WhyNot};
use domain::worklist::WorkList;
use domain::{RepeatId, Role};

use crate::doses::family;
use crate::support::{Clinic, HERE, NEXT_DOOR, code, on_each_store};

fn chosen(products: &[&str]) -> BTreeSet<String> {
    products.iter().map(|product| (*product).to_owned()).collect()
}

fn id(clinic: &Clinic) -> RepeatId {
    RepeatId::from_uuid(clinic.services.ids.next())
}

async fn nurse(clinic: &Clinic) -> ClinicalAccess {
    ClinicalAccess::at(&clinic.staff_proof(clinic.nurse).await, &code(HERE)).unwrap()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, CareError>) -> Refused {
    match answer {
        Err(CareError::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

async fn reliever(clinic: &Clinic, access: &PatientAccess) -> String {
    let askable = my_repeats(access, &clinic.services).await.unwrap().askable;
    askable.into_iter().find(|item| item.reliever).unwrap().product
}

#[tokio::test]
async fn a_request_goes_item_by_item_from_asked_to_sent_and_is_never_asked_twice() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (own, parent, _) = family(&clinic).await;
        let blue = reliever(&clinic, &own).await;
        assert!(matches!(refused(ask_for_repeat(&own, services, id(&clinic), chosen(&[])).await), Refused::Fields(_)));
        let unknown = ask_for_repeat(&own, services, id(&clinic), chosen(&["morphine"])).await;
        assert_eq!(refused(unknown), Refused::Conflict);
        let request = id(&clinic);
        let both = chosen(&["clenil-modulite-100", &blue]);
        ask_for_repeat(&own, services, request, both.clone()).await.unwrap();
        ask_for_repeat(&own, services, request, both).await.unwrap();
        let again = ask_for_repeat(&parent, services, id(&clinic), chosen(&[&blue])).await;
        assert!(matches!(refused(again), Refused::Fields(_)), "the other parent is told that it is asked for");
        let page = my_repeats(&parent, services).await.unwrap();
        assert_eq!(page.requests.len(), 1);
        assert!(page.askable.iter().filter(|item| item.product != "spacer").all(|item| item.open));
        // Sunday: three working days later is Wednesday.
        assert_eq!(page.requests[0].expected_on.to_string(), "2026-11-25");

        let nurse = nurse(&clinic).await;
        let queue = repeat_queue(&nurse, services).await.unwrap();
        assert_eq!((queue.open.len(), queue.done.len(), open_repeats(&nurse, services).await), (1, 0, Ok(1)));
        let [first, second] = queue.open[0].request.items.as_slice() else { panic!("{queue:?}") };
        let (first, second) = (first.id, second.id);
        let to = async |item, to, why| move_repeat(&nurse, services, item, to, why).await;
        assert_eq!(refused(to(first, RepeatState::Sent, None).await), Refused::Conflict, "not approved yet");
        assert!(matches!(refused(to(first, RepeatState::Refused, None).await), Refused::Fields(_)));
        clinic.wait(TimeDelta::minutes(5));
        to(first, RepeatState::Seen, None).await.unwrap();
        to(first, RepeatState::Approved, None).await.unwrap();
        assert_eq!(refused(take_back_repeat(&own, services, first).await), Refused::Conflict);
        clinic.wait(TimeDelta::minutes(5));
        to(first, RepeatState::Sent, None).await.unwrap();
        to(second, RepeatState::Refused, Some(WhyNot::ReviewFirst)).await.unwrap();

        let request = my_repeats(&own, services).await.unwrap().requests.remove(0);
        assert!(!request.is_open());
        let way = |at: usize| request.items[at].steps.iter().map(|step| step.state).collect::<Vec<_>>();
        assert_eq!(way(0), [RepeatState::Asked, RepeatState::Seen, RepeatState::Approved, RepeatState::Sent]);
        assert_eq!(way(1), [RepeatState::Asked, RepeatState::Refused]);
        assert_eq!(request.items[1].steps[1].why, Some(WhyNot::ReviewFirst));
        let queue = repeat_queue(&nurse, services).await.unwrap();
        assert_eq!((queue.open.len(), queue.done.len()), (0, 1));
        ask_for_repeat(&own, services, id(&clinic), chosen(&[&blue])).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_delay_is_told_and_a_late_request_shows() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (own, _, _) = family(&clinic).await;
        let nurse = nurse(&clinic).await;
        set_repeat_days(&nurse, services, "1").await.unwrap();
        assert!(matches!(refused(set_repeat_days(&nurse, services, "0").await), Refused::Fields(_)));
        let request = id(&clinic);
        ask_for_repeat(&own, services, request, chosen(&["clenil-modulite-100"])).await.unwrap();
        clinic.wait(TimeDelta::days(2));
        let shown = my_repeats(&own, services).await.unwrap();
        assert!(shown.requests[0].is_late(shown.today), "asked on Sunday, expected on Monday");
        assert!(matches!(refused(delay_repeat(&nurse, services, request, "24/11/2026").await), Refused::Fields(_)));
        delay_repeat(&nurse, services, request, "27/11/2026").await.unwrap();
        let shown = my_repeats(&own, services).await.unwrap();
        let told = &shown.requests[0];
        assert_eq!(
            (told.delayed, told.expected_on.to_string(), told.is_late(shown.today)),
            (true, "2026-11-27".into(), false)
        );
        let item = told.items[0].id;
        take_back_repeat(&own, services, item).await.unwrap();
        assert_eq!(refused(delay_repeat(&nurse, services, request, "30/11/2026").await), Refused::Conflict);
    })
    .await;
}

#[tokio::test]
async fn another_practice_and_another_family_find_nothing() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (own, _, _) = family(&clinic).await;
        let stranger = clinic.joined_adult().await;
        let request = id(&clinic);
        ask_for_repeat(&own, services, request, chosen(&["clenil-modulite-100"])).await.unwrap();
        let item = my_repeats(&own, services).await.unwrap().requests[0].items[0].id;
        let elsewhere = clinic.staff(NEXT_DOOR, Role::Nurse).await;
        let elsewhere = ClinicalAccess::at(&clinic.staff_proof(elsewhere).await, &code(NEXT_DOOR)).unwrap();
        assert!(repeat_queue(&elsewhere, services).await.unwrap().open.is_empty());
        let moved = move_repeat(&elsewhere, services, item, RepeatState::Approved, None).await;
        assert_eq!(refused(moved), Refused::NotFound);
        assert_eq!(refused(delay_repeat(&elsewhere, services, request, "27/11/2026").await), Refused::NotFound);
        assert_eq!(refused(take_back_repeat(&stranger, services, item).await), Refused::NotFound);
        assert!(my_repeats(&stranger, services).await.unwrap().requests.is_empty());
    })
    .await;
}

#[tokio::test]
async fn three_relievers_in_twelve_months_are_flagged_and_no_more_a_year_later() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (own, _, _) = family(&clinic).await;
        let blue = reliever(&clinic, &own).await;
        for _ in 0..3 {
            ask_for_repeat(&own, services, id(&clinic), chosen(&[&blue])).await.unwrap();
            let nurse = nurse(&clinic).await;
            let item = repeat_queue(&nurse, services).await.unwrap().open[0].request.items[0].id;
            for state in [RepeatState::Approved, RepeatState::Sent] {
                move_repeat(&nurse, services, item, state, None).await.unwrap();
            }
            clinic.wait(TimeDelta::days(20));
        }
        let queue = repeat_queue(&nurse(&clinic).await, services).await.unwrap();
        assert_eq!(queue.done[0].relievers, 3);
        let proof = clinic.staff_proof(clinic.nurse).await;
        let staff = BoardAccess::at(services, &proof, &code(HERE)).await.unwrap();
        let many = worklist(&staff, services, WorkList::ThreeRelievers, 1).await.unwrap();
        assert_eq!((many.people, many.lines.len()), (1, 1));
        assert!(RelieverNote::flag(3).is_some());
        assert_eq!(my_medicines(&own, services).await.unwrap().notes, [RelieverNote::AskedOften(3)]);
        clinic.wait(TimeDelta::days(310));
        assert!(my_medicines(&own, services).await.unwrap().notes.is_empty());
    })
    .await;
}
