//! A whole made-up ICB: the same for the same seed, to the byte; counted alike from its log and in the database.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

mod stage;

use std::io::Cursor;

use care::boards::figures_at;
use care::imports::{ImportOptions, import_events, import_organisations};
use care::simulate::icb::{IcbOptions, IcbSimulated, load_icb, loaded_icb, replay_icb, write_log, write_organisations};
use care::{CareError, Refused, Services};
use chrono::Days;
use domain::Organisation;
use stage::services;
use storage::{activity_events, organisations};

fn options(seed: u64, patients: u32) -> IcbOptions {
    let last = stage::now().date_naive() - Days::new(1);
    IcbOptions { practices: 12, waves: 3, patients, days: 300, seed, last }
}

fn log(options: &IcbOptions) -> (Vec<u8>, IcbSimulated) {
    let mut file = Vec::new();
    let made = write_log(options, &mut file, |_| {}).unwrap();
    (file, made)
}

async fn import(services: &Services, options: &IcbOptions, file: Vec<u8>) -> u64 {
    let mut places = Vec::new();
    write_organisations(options, &mut places).unwrap();
    let strict = ImportOptions { strict: true };
    assert!(import_organisations(services, places.as_slice(), strict).await.unwrap().is_clean());
    let report = import_events(services, Cursor::new(file), &mut |_| {}).await.unwrap();
    assert!(report.is_clean(), "{}", report.summary());
    report.added
}

#[test]
fn the_same_seed_makes_the_same_log_to_the_byte_and_another_seed_another() {
    let (first, made) = log(&options(7, 600));
    let (second, again) = log(&options(7, 600));
    assert!(first == second && made == again);
    let (other, _) = log(&options(8, 600));
    assert!(first != other);
    let ids = |file: &[u8]| {
        let text = String::from_utf8(file.to_vec()).unwrap();
        text.lines()
            .skip(1)
            .map(|row| row.split(',').next().unwrap().to_owned())
            .collect::<std::collections::HashSet<_>>()
    };
    assert!(ids(&first).is_disjoint(&ids(&other)));
    assert!(made.late > 0 && made.repeated > 0 && made.registered > 60, "{made:?}");
}

/// Twenty thousand events with late arrivals, as a log and straight into the database.
#[tokio::test]
async fn a_simulated_log_is_counted_as_the_simulated_icb_is_and_a_recount_agrees() {
    let options = options(11, 1_800);
    let (file, made) = log(&options);
    assert!(made.events > 20_000 && made.late > 20, "{made:?}");
    for store in storage::testing::stores().await {
        let services = services(store.store()).await;
        assert_eq!(import(&services, &options, file.clone()).await, made.events);
        stage::verify(&services).await;
        let mut shown = Vec::new();
        let other = storage::testing::sqlite().await;
        let elsewhere = stage::services(other.store()).await;
        let loaded = load_icb(&elsewhere, &options, &mut |_| {}).await.unwrap();
        assert_eq!(IcbSimulated { repeated: made.repeated, ..loaded }, made);
        stage::verify(&elsewhere).await;
        let all: Vec<Organisation> = organisations::all(&*services.store.read().await.unwrap()).await.unwrap();
        for place in all {
            for back in [1, 40, 150] {
                let day = services.today() - Days::new(back);
                let one = figures_at(&services, &place.code, day).await.unwrap().figures;
                assert_eq!(
                    one,
                    figures_at(&elsewhere, &place.code, day).await.unwrap().figures,
                    "{} {day}",
                    place.code
                );
                shown.push(one);
            }
        }
        assert!(shown.iter().flatten().any(|figure| figure.count > 100));
        // Again: nobody is there twice.
        let again = load_icb(&elsewhere, &options, &mut |_| {}).await.unwrap();
        assert_eq!((again.patients, again.known), (0, made.patients));
        assert_eq!(loaded_icb(&elsewhere, 11).await.unwrap(), Some(options));
        assert!(
            organisations::all(&*elsewhere.store.read().await.unwrap()).await.unwrap().iter().all(|place| place.demo)
        );
    }
}

#[tokio::test]
async fn today_is_played_as_the_log_of_a_day_more_tells_it() {
    let store = storage::testing::sqlite().await;
    let services = services(store.store()).await;
    let options = options(5, 800);
    let before = load_icb(&services, &options, &mut |_| {}).await.unwrap();
    let moment = async { tokio::time::sleep(std::time::Duration::from_millis(50)).await };
    let played = replay_icb(&services, &options, 1, moment, &mut |_| {}).await.unwrap();
    assert!(played.events > 0);
    let kept = activity_events::count(&*services.store.read().await.unwrap()).await.unwrap();
    assert_eq!(kept, before.events + played.events);
    stage::verify(&services).await;
    let figures = figures_at(&services, &stage::code("QZX"), services.today()).await.unwrap().figures;
    assert!(figures.iter().any(|figure| figure.count > 100));
    // What was played is not played twice.
    let again = replay_icb(&services, &options, 1, async {}, &mut |_| {}).await.unwrap();
    assert_eq!(again.events, 0);
}

#[tokio::test]
async fn no_icb_is_made_up_beside_real_patients() {
    let store = storage::testing::sqlite().await;
    let mut services = services(store.store()).await;
    services.demo = false;
    let refused = CareError::Refused(Refused::NotFound);
    assert_eq!(load_icb(&services, &options(1, 10), &mut |_| {}).await, Err(refused.clone()));
    assert_eq!(replay_icb(&services, &options(1, 10), 1, async {}, &mut |_| {}).await, Err(refused));
    assert_eq!(organisations::all(&*services.store.read().await.unwrap()).await.unwrap(), Vec::new());
}
