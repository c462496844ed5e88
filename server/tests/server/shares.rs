//! Shared links over HTTP: stopped at once, kept by nobody, and told to no program that makes previews.

use care::PatientAccess;
use care::session::{SessionTokens, proof};
use care::shares::{CodeAnswer, NewShare, enter_code, make_share, stop_share};
use domain::share::{SharePurpose, ShareWish};
use http::StatusCode;

use crate::prints::sign_a_plan;
use crate::support::{Site, Who, site};

async fn access(site: &Site) -> PatientAccess {
    let token = site.cookie(Who::Patient).strip_prefix("patient=").map(str::to_owned);
    let proof = proof(&site.services, &SessionTokens { patient: token, ..SessionTokens::default() }).await.unwrap();
    PatientAccess::of(&proof).unwrap()
}

async fn share(site: &Site, with_code: bool) -> NewShare {
    let purpose = SharePurpose::School;
    let ends_on = purpose.usual_end(site.services.today());
    let wish = ShareWish { purpose, name: "Juniors".into(), ends_on, with_code };
    make_share(&access(site).await, &site.services, wish).await.unwrap()
}

#[tokio::test]
async fn a_stopped_link_answers_gone_with_the_emergency_steps_at_the_next_request() {
    let site = site().await;
    sign_a_plan(&site).await;
    let made = share(&site, false).await;
    let page = format!("/s/{}", made.token);
    let shown = site.open(&page, Who::Anonymous).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("School asthma card"), "{}", shown.body);
    let card = site.open(&format!("{page}/card.pdf"), Who::Anonymous).await;
    assert!(card.body.starts_with("%PDF-1."));
    for answer in [&shown, &card] {
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert!(answer.header("x-robots-tag").contains("noindex"));
    }
    stop_share(&access(&site).await, &site.services, made.id).await.unwrap();
    for path in [page.clone(), format!("{page}/card.pdf")] {
        let answer = site.open(&path, Who::Anonymous).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
        assert!(answer.body.contains("This link no longer works") && answer.body.contains("Call 999"), "{path}");
        assert!(!answer.body.contains("Version"), "{path}");
    }
}

#[tokio::test]
async fn a_program_that_makes_previews_learns_nothing() {
    let site = site().await;
    sign_a_plan(&site).await;
    let name = patient_name(&site).await;
    let (open, coded) = (share(&site, false).await, share(&site, true).await);
    let head = |body: &str| body.split("</head>").next().unwrap_or_default().to_owned();
    let shown = site.open(&format!("/s/{}", open.token), Who::Anonymous).await;
    assert!(shown.body.contains(&name) && !head(&shown.body).contains(&name), "{}", head(&shown.body));
    let asked = site.open(&format!("/s/{}", coded.token), Who::Anonymous).await;
    assert_eq!(asked.status, StatusCode::OK);
    for word in [name.as_str(), "Version", "puff of", "Juniors"] {
        assert!(!asked.body.contains(word), "{word}");
    }
    let refused = site.open(&format!("/s/{}/card.pdf", coded.token), Who::Anonymous).await;
    assert_eq!(refused.status, StatusCode::GONE, "no paper before the code");
    let right = enter_code(&site.services, &coded.token, &coded.code.clone().unwrap()).await.unwrap();
    assert!(matches!(right, CodeAnswer::Right(_)));
}

async fn patient_name(site: &Site) -> String {
    let read = site.services.store.read().await.unwrap();
    let patient = storage::patients::own(read.conn(), site.world.patient).await.unwrap().unwrap();
    patient.name.family
}
