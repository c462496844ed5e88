//! An outside event log: counted by the definitions, whatever the order, however late, however often.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

mod stage;

use std::io::Cursor;

use care::Services;
use care::boards::figures_at;
use care::imports::{ImportError, ImportOptions, ImportReport, import_events, import_organisations};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::metrics::Metric;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use stage::{code, services};
use uuid::Uuid;

const HEADER: &str = "event_id,person,practice_ods_code,kind,happened_at,received_at,until,source,born,sex,ethnicity,deprivation,language";
const PLACES: &str = "ods_code,name,icb_code,icb_name,pcn_code,pcn_name\n\
    A81001,ONE,QAA,An ICB,U00002,A PCN\nA81002,TWO,QAA,An ICB,U00002,A PCN\nA81003,THREE,QBB,Another ICB,,\n";

async fn clinic(store: &storage::Store) -> Services {
    let services = services(store).await;
    import_organisations(&services, PLACES.as_bytes(), ImportOptions { strict: true }).await.unwrap();
    services
}

async fn import(services: &Services, rows: &[String]) -> ImportReport {
    let file = format!("{HEADER}\n{}\n", rows.join("\n"));
    import_events(services, Cursor::new(file), &mut |_| {}).await.unwrap()
}

/// Lives of a hundred days: recruitment, plans, moves, people who leave and come back, and phones without a network.
fn log(seed: u64, people: u128, now: DateTime<Utc>) -> Vec<String> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut rows = Vec::new();
    let mut id = 0_u128;
    for person in 0..people {
        let practice = ["A81001", "A81002", "A81003"][rng.random_range(0..3)];
        let born = NaiveDate::from_ymd_opt(2014, 9, 1).unwrap() - Days::new(rng.random_range(0..9000));
        let mut row = |rng: &mut StdRng, practice: &str, kind: &str, days: i64, late: bool, until: &str| {
            id += 1;
            // No two at one moment: then the order of receipt would say which was first.
            let moment = TimeDelta::milliseconds(i64::try_from(id).unwrap());
            let at = now - TimeDelta::days(days) - TimeDelta::minutes(rng.random_range(0..2000)) - moment;
            let heard = at + TimeDelta::minutes(if late { rng.random_range(0..16_000) } else { 0 });
            let (event, who) = (Uuid::from_u128(u128::from(seed) << 64 | id), Uuid::from_u128(person + 1));
            rows.push(format!(
                "{event},{who},{practice},{kind},{},{},{until},{},{born},F,{},{},en",
                at.to_rfc3339(),
                heard.min(now).to_rfc3339(),
                if kind == "registered" { "school" } else { "" },
                ["A", "J", "N", ""][usize::try_from(person % 4).unwrap()],
                person % 5 + 1,
            ));
        };
        row(&mut rng, practice, "eligible", 110, false, "");
        row(&mut rng, practice, "registered", 100, false, "");
        for _ in 0..rng.random_range(0..3) {
            let day = rng.random_range(2..100);
            let until = (now - TimeDelta::days(day - 60)).date_naive().to_string();
            row(&mut rng, practice, "plan_signed", day, false, &until);
        }
        for _ in 0..rng.random_range(0..40) {
            let kind = ["reading_logged", "check_in_logged", "plan_opened", "emergency_opened", "red_zone"]
                [rng.random_range(0..5)];
            let (day, late) = (rng.random_range(2..115), rng.random_bool(0.3));
            row(&mut rng, practice, kind, day, late, "");
        }
        if rng.random_bool(0.2) {
            let day = rng.random_range(2..90);
            row(&mut rng, "A81002", "moved", day, false, "");
        }
        if rng.random_bool(0.2) {
            let (left, back) = (rng.random_range(30..90), rng.random_range(2..30));
            row(&mut rng, practice, "withdrawn", left, false, "");
            row(&mut rng, practice, "registered", back, false, "");
        }
        let day = rng.random_range(2..90);
        row(&mut rng, practice, "attack_logged", day, false, "");
    }
    rows
}

#[tokio::test]
async fn a_log_is_counted_alike_in_one_piece_in_two_and_in_any_order() {
    for store in storage::testing::stores().await {
        let services = clinic(store.store()).await;
        let rows = log(7, 60, services.now());
        let mut shown = Vec::new();
        // All at once; nothing new the second time.
        let report = import(&services, &rows).await;
        assert!(report.is_clean(), "{}", report.summary());
        assert_eq!((report.added, report.unchanged), (u64::try_from(rows.len()).unwrap(), 0));
        assert_eq!(import(&services, &rows).await.added, 0);
        stage::verify(&services).await;
        for code in ["A81001", "A81002", "A81003", "U00002", "QAA", "QBB"].map(code) {
            for back in [0, 5, 40, 90] {
                let day = services.today() - Days::new(back);
                shown.push(figures_at(&services, &code, day).await.unwrap().figures);
            }
        }
        // In two pieces and from the end, into another store.
        let other = storage::testing::sqlite().await;
        let elsewhere = clinic(other.store()).await;
        let mut turned = rows.clone();
        turned.reverse();
        let (one, two) = turned.split_at(turned.len() / 2);
        import(&elsewhere, one).await;
        stage::verify(&elsewhere).await;
        import(&elsewhere, two).await;
        stage::verify(&elsewhere).await;
        let mut again = Vec::new();
        for code in ["A81001", "A81002", "A81003", "U00002", "QAA", "QBB"].map(code) {
            for back in [0, 5, 40, 90] {
                again.push(figures_at(&elsewhere, &code, elsewhere.today() - Days::new(back)).await.unwrap().figures);
            }
        }
        assert_eq!(shown, again);
        let active = shown.iter().flatten().filter(|figure| figure.metric == Metric::ActiveMonth);
        assert!(active.map(|figure| figure.count).sum::<i64>() > 0);
        // Everybody above is the sum of those below, for whatever is a plain sum.
        let at = |place: usize| shown[place * 4].clone();
        for (((one, two), pcn), icb) in at(0).into_iter().zip(at(1)).zip(at(3)).zip(at(4)) {
            assert_eq!(one.count + two.count, pcn.count, "{:?}", pcn.metric);
            assert_eq!(pcn, icb);
        }
    }
}

#[tokio::test]
async fn a_bad_row_is_named_and_nothing_of_the_file_is_kept() {
    let store = storage::testing::sqlite().await;
    let services = clinic(store.store()).await;
    let good = log(1, 1, services.now());
    for (row, column) in [
        ("x,y,A81001,registered,2026-01-01T10:00:00Z,,,,,,,,", "event_id"),
        ("00000000-0000-0000-0000-0000000000aa,,A81001,registered,2026-01-01T10:00:00Z,,,,,,,,", "person"),
        (
            "00000000-0000-0000-0000-0000000000aa,00000000-0000-0000-0000-0000000000ab,Z1,registered,2026-01-01T10:00:00Z,,,,,,,,",
            "practice_ods_code",
        ),
        (
            "00000000-0000-0000-0000-0000000000aa,00000000-0000-0000-0000-0000000000ab,A81001,born,2026-01-01T10:00:00Z,,,,,,,,",
            "kind",
        ),
        (
            "00000000-0000-0000-0000-0000000000aa,00000000-0000-0000-0000-0000000000ab,A81001,invited,2126-01-01T10:00:00Z,,,,,,,,",
            "happened_at",
        ),
        (
            "00000000-0000-0000-0000-0000000000aa,00000000-0000-0000-0000-0000000000ab,A81001,invited,2026-02-29T10:00:00Z,,,,,,,,",
            "happened_at",
        ),
        (
            "00000000-0000-0000-0000-0000000000aa,00000000-0000-0000-0000-0000000000ab,A81001,plan_signed,2026-01-01T10:00:00Z,,,,,,,,",
            "until",
        ),
        (
            "00000000-0000-0000-0000-0000000000aa,00000000-0000-0000-0000-0000000000ab,A81001,invited,2026-01-01T10:00:00Z,,,,,,,7,",
            "deprivation",
        ),
    ] {
        let mut rows = good.clone();
        rows.push(row.to_owned());
        let report = import(&services, &rows).await;
        assert!(report.nothing_written && report.refused == 1, "{}", report.summary());
        assert_eq!(report.problems[0].column.as_deref(), Some(column));
        assert_eq!(report.problems[0].line, u64::try_from(rows.len()).unwrap() + 1);
    }
    assert_eq!(figures_at(&services, &code("A81001"), services.today()).await.unwrap().figures[0].count, 0);
}

#[tokio::test]
async fn a_log_is_never_read_beside_real_patients() {
    let store = storage::testing::sqlite().await;
    let mut services = clinic(store.store()).await;
    services.demo = false;
    let file = format!("{HEADER}\n");
    let refused = import_events(&services, Cursor::new(file), &mut |_| {}).await;
    assert!(matches!(refused, Err(ImportError::File(words)) if words.contains("demonstrations only")));
}
