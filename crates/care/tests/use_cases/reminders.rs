//! Reminders: sent once, to whom they belong, and to nobody when there is nothing to take (HZ-16).

use std::sync::{Arc, Mutex};

use care::doses::log_dose;
use care::plans::withdraw;
use care::reminders::{add_device, my_reminders, own_key, remove_device, send_due, set_reminders};
use care::{CareError, PatientAccess, Refused, Services};
use chrono::TimeDelta;
use domain::EntryId;
use domain::dose::DoseForm;
use domain::reminder::ReminderForm;
use futures::future::BoxFuture;
use integrations::push::{Answer, Failure, Message, PushService};

use crate::doses::family;
use crate::support::{Clinic, on_each_store};

const KEY: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

/// Notes what it is given and answers as it is told.
struct StandIn {
    answer: Mutex<Answer>,
    sent: Mutex<Vec<(String, String, TimeDelta)>>,
}

impl PushService for StandIn {
    fn public_key(&self) -> Option<String> {
        Some("key".into())
    }

    fn allows(&self, endpoint: &str) -> bool {
        endpoint.starts_with("https://push.example/")
    }

    fn send<'a>(&'a self, message: Message<'a>) -> BoxFuture<'a, Answer> {
        self.sent.lock().unwrap().push((message.endpoint.into(), message.text.into(), message.ttl));
        let answer = *self.answer.lock().unwrap();
        Box::pin(async move { answer })
    }
}

fn with_stand_in(clinic: &Clinic) -> (Services, Arc<StandIn>) {
    let push = Arc::new(StandIn { answer: Mutex::new(Answer::Taken), sent: Mutex::new(Vec::new()) });
    let mut services = clinic.services.clone();
    services.push = push.clone();
    (services, push)
}

async fn wants(access: &PatientAccess, services: &Services, name: &str) {
    let device = (format!("https://push.example/{name}"), KEY.to_owned(), AUTH.to_owned());
    add_device(access, services, device).await.unwrap();
    set_reminders(access, services, wish("yes", "22:00", "06:00")).await.unwrap();
}

fn wish(on: &str, from: &str, until: &str) -> ReminderForm {
    ReminderForm { on: on.into(), quiet_from: from.into(), quiet_until: until.into(), quiet_at_school: String::new() }
}

#[tokio::test]
async fn two_nodes_send_a_reminder_once_and_it_says_nothing() {
    on_each_store(async |clinic: Clinic| {
        let (services, push) = with_stand_in(&clinic);
        let (own, parent, _) = family(&clinic).await;
        wants(&own, &services, "own").await;
        wants(&parent, &services, "parent").await;
        clinic.wait(TimeDelta::hours(9));
        assert_eq!(send_due(&services).await, Ok(0), "an hour early");
        clinic.wait(TimeDelta::minutes(63));
        let (one, two) = tokio::join!(send_due(&services), send_due(&services));
        assert_eq!(one.unwrap() + two.unwrap(), 2, "one for each device, not two");
        assert_eq!(send_due(&services).await, Ok(0));
        for (endpoint, text, ttl) in push.sent.lock().unwrap().iter() {
            assert!(endpoint.ends_with("own") || endpoint.ends_with("parent"));
            assert!(text.contains("You have a reminder") && text.contains("https://passport.example/my"));
            for word in ["Amina", "Rahman", "puff", "inhaler", "asthma", "dose", "Clenil"] {
                assert!(!text.contains(word), "{word}");
            }
            assert_eq!(*ttl, TimeDelta::minutes(57), "kept until an hour after its time");
        }
        // Off for one of them; the other hears of the next morning.
        set_reminders(&parent, &services, wish("", "22:00", "06:00")).await.unwrap();
        clinic.wait(TimeDelta::hours(12));
        assert_eq!(send_due(&services).await, Ok(1));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sent_of_a_ticked_dose_in_quiet_hours_too_late_or_without_a_plan() {
    on_each_store(async |clinic: Clinic| {
        let (services, push) = with_stand_in(&clinic);
        let (own, parent, number) = family(&clinic).await;
        wants(&parent, &services, "parent").await;
        clinic.wait(TimeDelta::minutes(603));
        let form = DoseForm { day: "2026-11-22".into(), slot: "night".into(), ..DoseForm::default() };
        log_dose(&own, &services, EntryId::from_uuid(services.ids.next()), form).await.unwrap();
        assert_eq!(send_due(&services).await, Ok(0), "the child ticked it");
        set_reminders(&parent, &services, wish("yes", "07:00", "09:00")).await.unwrap();
        clinic.wait(TimeDelta::hours(12));
        assert_eq!(send_due(&services).await, Ok(0), "8:03am is quiet");
        set_reminders(&parent, &services, wish("yes", "23:00", "23:30")).await.unwrap();
        clinic.wait(TimeDelta::hours(1));
        assert_eq!(send_due(&services).await, Ok(0), "over an hour late");
        clinic.wait(TimeDelta::hours(11));
        withdraw(&clinic.scope(own.patient()).await, &services, number, "Wrong dose").await.unwrap();
        assert_eq!(send_due(&services).await, Ok(0), "a withdrawn plan");
        assert!(push.sent.lock().unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_service_that_is_busy_is_left_alone_and_a_device_that_is_gone_is_forgotten() {
    on_each_store(async |clinic: Clinic| {
        let (services, push) = with_stand_in(&clinic);
        let (own, _, _) = family(&clinic).await;
        wants(&own, &services, "own").await;
        *push.answer.lock().unwrap() = Answer::Wait(TimeDelta::minutes(10));
        clinic.wait(TimeDelta::minutes(603));
        let tries = || push.sent.lock().unwrap().len();
        assert_eq!((send_due(&services).await, tries()), (Ok(0), 1));
        clinic.wait(TimeDelta::minutes(9));
        assert_eq!((send_due(&services).await, tries()), (Ok(0), 1), "Retry-After is kept");
        *push.answer.lock().unwrap() = Answer::Taken;
        clinic.wait(TimeDelta::minutes(1));
        assert_eq!((send_due(&services).await, tries()), (Ok(1), 2));

        *push.answer.lock().unwrap() = Answer::Failed(Failure::Unreachable);
        clinic.wait(TimeDelta::hours(12) - TimeDelta::minutes(10));
        assert_eq!((send_due(&services).await, tries()), (Ok(0), 3));
        assert_eq!((send_due(&services).await, tries()), (Ok(0), 3), "not tried again: the page lists the dose");
        assert_eq!(my_reminders(&own, &services).await.unwrap().devices, 1);

        *push.answer.lock().unwrap() = Answer::Gone;
        clinic.wait(TimeDelta::hours(12));
        assert_eq!((send_due(&services).await, tries()), (Ok(0), 4));
        assert_eq!(my_reminders(&own, &services).await.unwrap().devices, 0, "permission was taken back");
    })
    .await;
}

#[tokio::test]
async fn a_phone_handed_on_reminds_its_new_owner_only() {
    on_each_store(async |clinic: Clinic| {
        let (services, push) = with_stand_in(&clinic);
        let (own, parent, _) = family(&clinic).await;
        wants(&own, &services, "phone").await;
        wants(&parent, &services, "phone").await;
        assert_eq!(my_reminders(&own, &services).await.unwrap().devices, 0);
        assert_eq!(my_reminders(&parent, &services).await.unwrap().devices, 1);
        clinic.wait(TimeDelta::minutes(603));
        assert_eq!(send_due(&services).await, Ok(1));
        remove_device(&parent, &services, Some("https://push.example/phone".into())).await.unwrap();
        clinic.wait(TimeDelta::hours(12));
        assert_eq!((send_due(&services).await, push.sent.lock().unwrap().len()), (Ok(0), 1));

        let add = async |endpoint: &str, key: &str| {
            add_device(&own, &services, (endpoint.to_owned(), key.to_owned(), AUTH.to_owned())).await
        };
        for (endpoint, key) in [("https://10.0.0.1/x", KEY), ("https://push.example/x", "nonsense")] {
            let refused = add(endpoint, key).await;
            assert!(matches!(refused, Err(CareError::Refused(Refused::Fields(_)))), "{endpoint}");
        }
        for number in 0..10 {
            add(&format!("https://push.example/{number}"), KEY).await.unwrap();
        }
        assert_eq!(add("https://push.example/11", KEY).await, Err(CareError::Refused(Refused::TooManyTries)));
    })
    .await;
}

#[tokio::test]
async fn the_key_is_made_once_and_kept() {
    on_each_store(async |clinic: Clinic| {
        let store = &clinic.services.store;
        let (one, two) = tokio::join!(own_key(store), own_key(store));
        assert_eq!(one.unwrap().public(), two.unwrap().public());
        assert_eq!(send_due(&clinic.services).await, Ok(0), "nothing is sent where push is not set up");
    })
    .await;
}
