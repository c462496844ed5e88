//! Streams end with the right of whoever listens, and a client that never reads costs nothing for long.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use care::Services;
use care::session::{SessionTokens, begin_patient, begin_staff, log_out};
use domain::patient::Patient;
use domain::{
    AccountId, Clock, DateOfBirth, Ids, NhsNumber, OdsCode, Organisation, OrganisationKind, PatientId, PersonName,
    Relationship, Role, Sex, StaffId, Topic,
};
use futures::StreamExt;
use integrations::clock::SystemClock;
use integrations::ids::RandomIds;
use storage::accounts::{self, AccountPerson};
use storage::memberships::{self, NewMembership};
use storage::staff::{self, StaffMember};
use storage::testing::TestStore;
use storage::{StoreError, organisations, patients};
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::ear::Ear;
use super::stream::Told;
use super::*;
use crate::http::accept::{Limits, converse};

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A practice with a nurse, and a patient with an account.
struct World {
    services: Services,
    live: Live,
    practice: OdsCode,
    staff: StaffId,
    account: AccountId,
    patient: PatientId,
    _store: TestStore,
}

impl World {
    async fn new() -> Self {
        let store = storage::testing::sqlite().await;
        let (clock, ids) = (Arc::new(SystemClock), Arc::new(RandomIds));
        let services = Services::start(store.store().clone(), clock, ids, true, "http://test", None).await.unwrap();
        let figures = ServerFigures::new("sqlite");
        let live = Live::checked(services.clone(), figures, CancellationToken::new(), Duration::from_millis(20));
        let world = Self {
            services,
            live,
            practice: OdsCode::parse("A81001").unwrap(),
            staff: StaffId::from_uuid(RandomIds.next()),
            account: AccountId::from_uuid(RandomIds.next()),
            patient: PatientId::from_uuid(RandomIds.next()),
            _store: store,
        };
        world.populate().await;
        world
    }

    async fn populate(&self) {
        let (now, code, name) = (SystemClock.now(), self.practice.clone(), PersonName::new("Robin", "Bowyer").unwrap());
        let place = Organisation {
            code: code.clone(),
            name: "The Surgery".into(),
            kind: OrganisationKind::Practice,
            parent: None,
            icb: None,
            demo: true,
        };
        let (member, account) = (StaffMember { id: self.staff, name: name.clone() }, self.account);
        let work = NewMembership {
            id: RandomIds.next(),
            staff: self.staff,
            organisation: code.clone(),
            role: Role::Nurse,
            started_at: now,
        };
        let patient = Patient {
            id: self.patient,
            nhs_number: NhsNumber::parse("999 123 4012").unwrap(),
            name,
            date_of_birth: DateOfBirth::parse("1990-05-04", now.date_naive()).unwrap(),
            sex: Sex::Female,
            practice: code,
            phone: None,
            email: None,
            height_cm: Some(165),
            asthma_onset: None,
            current_inhalers: Vec::new(),
            last_peak_flow: None,
            deprivation: None,
        };
        let person = AccountPerson {
            account,
            patient: self.patient,
            relationship: Relationship::Myself,
            since: now,
            ended_at: None,
        };
        self.services
            .store
            .write::<(), StoreError, _>(move |tx| {
                Box::pin(async move {
                    organisations::upsert(tx, &place, now).await?;
                    staff::insert(tx, &member, now).await?;
                    memberships::start(tx, &work).await?;
                    patients::insert(tx, &patient, now).await?;
                    accounts::insert(tx, account, now).await?;
                    accounts::add_person(tx, &person).await
                })
            })
            .await
            .unwrap();
    }

    async fn nurse(&self) -> SessionTokens {
        let token = begin_staff(&self.services, self.staff).await.unwrap().token;
        SessionTokens { staff: Some(token), ..SessionTokens::default() }
    }

    fn listen(&self, tokens: SessionTokens, topic: Topic) -> Told {
        let place = self.live.places.take("somebody").unwrap();
        let ear = self.live.hub.join(Ear::new(tokens, vec![topic], Duration::from_secs(1)));
        Told::new(self.live.hub.clone(), ear, place)
    }

    /// It goes on for many looks, and ends once the right is taken away.
    async fn ends_with(&self, mut told: Told, take_away: impl Future<Output = ()>) {
        let text = |bytes: Bytes| String::from_utf8_lossy(&bytes).into_owned();
        assert!(text(told.next().await.unwrap().unwrap()).contains("event: hello"));
        assert!(timeout(Duration::from_millis(200), told.next()).await.is_err(), "it goes on while the right does");
        take_away.await;
        let last = timeout(PATIENCE, told.next()).await.unwrap().unwrap().unwrap();
        assert_eq!(text(last), "event: ended\ndata: log in again\n\n");
        assert!(told.next().await.is_none());
    }
}

#[tokio::test]
async fn a_stream_ends_soon_after_its_session() {
    let world = World::new().await;
    let tokens = world.nurse().await;
    let token = tokens.staff.clone().unwrap();
    let told = world.listen(tokens, Topic::Practice(world.practice.clone()));
    world.ends_with(told, async { log_out(&world.services, &token).await.unwrap() }).await;
    assert_eq!(world.live.hub.count(), 0, "nothing is held for it any more");
}

#[tokio::test]
async fn a_stream_ends_soon_after_the_work_at_the_practice() {
    let world = World::new().await;
    let (staff, code) = (world.staff, world.practice.clone());
    for topic in [Topic::Practice(code.clone()), Topic::Patient(world.patient)] {
        let start = NewMembership {
            id: RandomIds.next(),
            staff,
            organisation: code.clone(),
            role: Role::Gp,
            started_at: SystemClock.now(),
        };
        let told = world.listen(world.nurse().await, topic);
        let code = code.clone();
        let leave = world.services.store.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move { memberships::end(tx, staff, &code, Role::Nurse, SystemClock.now()).await })
        });
        world.ends_with(told, async { assert!(leave.await.unwrap()) }).await;
        let again = NewMembership { role: Role::Nurse, ..start };
        world
            .services
            .store
            .write::<_, StoreError, _>(move |tx| Box::pin(async move { memberships::start(tx, &again).await }))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_stream_ends_soon_after_the_access_to_a_patient() {
    let world = World::new().await;
    let (account, patient) = (world.account, world.patient);
    let token = begin_patient(&world.services, account, patient).await.unwrap().token;
    let tokens = SessionTokens { patient: Some(token), ..SessionTokens::default() };
    let told = world.listen(tokens, Topic::Patient(patient));
    let end = world.services.store.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move { accounts::end_person(tx, account, patient, SystemClock.now()).await })
    });
    world.ends_with(told, async { assert!(end.await.unwrap()) }).await;
}

#[tokio::test]
async fn a_client_that_never_reads_loses_its_connection_and_holds_nothing() {
    let world = World::new().await;
    let topic = Topic::Practice(world.practice.clone());
    let told = world.listen(world.nurse().await, topic.clone());
    let ear = world.live.hub.all().pop().unwrap();
    let told = Arc::new(Mutex::new(Some(told)));
    let router = Router::new()
        .route("/live", get(move || async move { Body::from_stream(told.lock().unwrap().take().unwrap()) }));

    // Room for a few messages between the two, as a network has.
    let (mut client, connection) = tokio::io::duplex(1_024);
    let limits = Limits { unread: Duration::from_millis(200), ..Limits::default() };
    let serving = tokio::spawn(converse(connection, router, CancellationToken::new(), limits));
    client.write_all(b"GET /live HTTP/1.1\r\nhost: test\r\n\r\n").await.unwrap();
    let changing = async {
        while world.live.hub.count() > 0 {
            ear.note(&topic);
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(PATIENCE, changing).await.unwrap();
    timeout(PATIENCE, serving).await.unwrap().unwrap();
    assert!(world.live.places.take("somebody").is_some());
}
