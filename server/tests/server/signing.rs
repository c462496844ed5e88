//! Signing over HTTP by somebody who logged in some time ago.

use http::StatusCode;
use storage::{ConnectionTrait, StoreError};

use crate::prints::write_a_plan;
use crate::support::{Answer, Site, Who, sites};

/// Everybody proved who they are long ago.
async fn forget(site: &Site) {
    site.services
        .store
        .write::<_, StoreError, _>(|tx| {
            Box::pin(async move {
                tx.execute_unprepared("UPDATE sessions SET proved_at = '2026-01-01 00:00:00+00:00'").await?;
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn posted(site: &Site, form: &str) -> Answer {
    let answer = site.submit("/api/plans/sign", Who::Nurse, form).await;
    assert!(answer.status.is_redirection(), "{}: {}", answer.status, answer.body);
    answer
}

#[tokio::test]
async fn whoever_logged_in_some_time_ago_confirms_who_they_are_with_the_same_button() {
    for site in sites().await {
        let (_, draft, revision) = write_a_plan(&site).await;
        let (practice, patient) = (&site.world.practice, site.world.patient);
        let page = format!("/practice/{practice}/patients/{patient}/plan/sign");
        let fresh = site.open(&page, Who::Nurse).await;
        assert!(fresh.body.contains("Sign the plan") && !fresh.body.contains("confirm, and sign"), "no click more");

        forget(&site).await;
        let stale = site.open(&page, Who::Nurse).await;
        assert!(stale.body.contains("I am Robin practice nurse: confirm, and sign the plan"), "{}", stale.body);
        let form = format!(
            "practice={practice}&patient={patient}&draft={draft}&revision={revision}&template=1&formulary=0&born_day=4&born_month=5&born_year=1990"
        );
        let refused = posted(&site, &form).await;
        let back = refused.header("location");
        assert!(back.starts_with(&format!("{page}?again=")), "{back}");
        let again = site.open(back, Who::Nurse).await;
        assert_eq!(again.status, StatusCode::OK);
        assert!(again.body.contains("It is some time since you logged in") && again.body.contains("1990"));

        let signed = posted(&site, &format!("{form}&confirm=yes")).await;
        assert!(
            signed.header("location").contains("/plan/versions/1/after?signed=now"),
            "{}",
            signed.header("location")
        );
    }
}
