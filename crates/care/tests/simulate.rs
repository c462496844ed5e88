//! Made-up lives: the same seed makes the same ones, and every figure counted from them agrees with a recount.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

mod stage;

use care::demo::{DemoLoad, demo_people, load_demo, log_in_demo};
use care::imports::{ImportOptions, import_organisations};
use care::simulate::{SimulateOptions, Simulated, simulate};
use care::{CareError, Refused, Services};
use domain::OrganisationKind;
use domain::plan::{PlanStatus, Regimen, Zone};
use stage::{code, now, services};
use storage::{accounts, diary_entries, organisations, patients, plan_versions};

const PRACTICES: [&str; 3] = ["A81001", "A81002", "A81003"];

async fn organisations_of(services: &Services) {
    let header = "ods_code,name,icb_code,icb_name,pcn_code,pcn_name\n";
    let rows = PRACTICES.map(|practice| format!("{practice},Practice {practice},QAA,An ICB,U00001,A PCN\n"));
    let file = header.to_owned() + &rows.concat();
    assert!(import_organisations(services, file.as_bytes(), ImportOptions { strict: true }).await.unwrap().is_clean());
}

fn options(patients: u32, days: u32, seed: u64) -> SimulateOptions {
    SimulateOptions { patients, days, seed, end: Some(now()), practices: Vec::new() }
}

async fn world(store: &storage::Store, seed: u64) -> Simulated {
    let services = services(store).await;
    organisations_of(&services).await;
    let made = simulate(&services, options(150, 60, seed)).await.unwrap();
    stage::verify(&services).await;
    made
}

#[tokio::test]
async fn the_same_seed_makes_the_same_lives_and_figures_agree_with_a_recount() {
    let mut before = None;
    for _ in 0..2 {
        for store in storage::testing::stores().await {
            let made = world(store.store(), 7).await;
            assert_eq!(*before.get_or_insert(made), made);
        }
    }
    let made = before.unwrap();
    assert_eq!(made.patients, 150);
    assert!(made.invited > 50 && made.joined > 25 && made.plans > 60 && made.entries > 300, "{made:?}");
    let store = storage::testing::sqlite().await;
    assert_ne!(world(store.store(), 8).await, made);
}

#[tokio::test]
async fn running_it_twice_adds_other_people() {
    let store = storage::testing::sqlite().await;
    let services = services(store.store()).await;
    organisations_of(&services).await;
    for _ in 0..2 {
        simulate(&services, options(40, 30, 3)).await.unwrap();
    }
    let read = services.store.read().await.unwrap();
    let mut people = 0;
    for practice in PRACTICES {
        people += patients::count(&*read, &code(practice)).await.unwrap();
    }
    assert_eq!(people, 80);
    drop(read);
    stage::verify(&services).await;
}

#[tokio::test]
async fn nobody_is_made_up_beside_real_patients() {
    let store = storage::testing::sqlite().await;
    let mut services = services(store.store()).await;
    services.demo = false;
    organisations_of(&services).await;
    let refused = CareError::Refused(Refused::NotFound);
    assert_eq!(simulate(&services, options(1, 1, 1)).await, Err(refused.clone()));
    assert_eq!(load_demo(&services).await, Err(refused.clone()));
    assert_eq!(demo_people(&services).await, Ok(Vec::new()));
    assert_eq!(log_in_demo(&services, "nurse").await.err(), Some(refused));
}

#[tokio::test]
async fn the_demonstration_is_loaded_once_and_whole() {
    for store in storage::testing::stores().await {
        let services = services(store.store()).await;
        assert_eq!(demo_people(&services).await.unwrap(), Vec::new());
        let DemoLoad::Loaded(made) = load_demo(&services).await.unwrap() else { panic!("it was new") };
        assert_eq!(made.patients, 729);
        assert_eq!(load_demo(&services).await.unwrap(), DemoLoad::AlreadyThere);
        stage::verify(&services).await;

        let read = services.store.read().await.unwrap();
        let all = organisations::all(&*read).await.unwrap();
        assert!(all.iter().all(|organisation| organisation.demo));
        assert_eq!(all.iter().filter(|o| o.kind == OrganisationKind::Practice).count(), 12);
        let keys: Vec<String> = demo_people(&services).await.unwrap().into_iter().map(|person| person.key).collect();
        assert_eq!(keys, ["nurse", "gp", "manager", "icb-lead", "safety-officer", "adult", "teenager", "parent"]);
        for key in keys {
            assert!(!log_in_demo(&services, &key).await.unwrap().landing.is_empty());
        }
        assert!(log_in_demo(&services, "somebody").await.is_err());

        let search = |given: &'static str| patients::PatientSearch::read(given).unwrap();
        let mut found = Vec::new();
        for (name, regimen) in [
            ("Daniel Hughes", Some(Regimen::Mart)),
            ("Zainab Hussain", Some(Regimen::Air)),
            ("Amina Rahman", Some(Regimen::ChildSaba)),
            ("Yusuf Rahman", Some(Regimen::ChildSaba)),
            ("Chloe Bennett", None),
            ("Harry Osei", None),
            ("Megan Pryce", None),
            ("Leo Carter", Some(Regimen::Air)),
            ("Maya Ahmed", Some(Regimen::PreventerSaba)),
        ] {
            let rows = patients::search(&*read, &code("Z99001"), &search(name), 50).await.unwrap();
            let named: Vec<_> = rows.iter().filter(|row| row.id.to_string().starts_with("0de0")).collect();
            assert_eq!(named.len(), 1, "{name}");
            let id = named.first().unwrap().id;
            let plan = plan_versions::current(&*read, id).await.unwrap();
            assert_eq!(plan.as_ref().map(|version| version.plan.content().regimen), regimen, "{name}");
            let joined = regimen.is_some() && name != "Leo Carter";
            assert_eq!(named.first().unwrap().joined, joined, "{name}");
            found.push(id);
        }
        let [adult, _, amina, yusuf, ..] = found[..] else { panic!("eight people") };
        let versions = plan_versions::list(&*read, adult).await.unwrap();
        assert_eq!(
            versions.iter().map(|version| version.plan.status()).collect::<Vec<_>>(),
            [PlanStatus::Signed, PlanStatus::Superseded]
        );
        assert_eq!(diary_entries::latest(&*read, amina).await.unwrap().map(|entry| entry.zone), Some(Zone::Amber));
        let parents = accounts::accounts_of(&*read, amina).await.unwrap();
        assert_eq!(
            accounts::accounts_of(&*read, yusuf).await.unwrap().first().map(|p| p.account),
            parents.first().map(|p| p.account)
        );
    }
}
