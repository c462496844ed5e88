//! A database that is gone: every answer says so calmly, and the emergency steps are on it.

use http::StatusCode;

use crate::support::{Who, site};

#[tokio::test]
async fn without_a_database_the_emergency_steps_still_open() {
    let site = site().await;
    site.services.store.close().await;
    for who in [Who::Anonymous, Who::Patient] {
        let answer = site.open("/my/emergency", who).await;
        assert_eq!(answer.status, StatusCode::OK, "{who:?}");
        assert!(answer.body.contains("Call 999") && answer.body.contains("Up to 10 puffs"), "{who:?}");
    }
}

#[tokio::test]
async fn without_a_database_pages_say_so_and_hold_the_steps() {
    let site = site().await;
    site.services.store.close().await;
    for (path, who) in [("/my/plan", Who::Patient), ("/my", Who::Patient), ("/practice/A81001", Who::Nurse)] {
        let answer = site.open(path, who).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(answer.body.contains("Call 999"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    assert_eq!(site.open("/readyz", Who::Anonymous).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(site.open("/healthz", Who::Anonymous).await.status, StatusCode::OK);
}
