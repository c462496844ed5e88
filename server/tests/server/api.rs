//! The figures as JSON: told as the board tells them to whoever leads the ICB, and to nobody without a key.

use std::collections::BTreeMap;
use std::fmt::Write;

use care::IcbAccess;
use care::imports::import_events;
use care::session::{SessionTokens, proof};
use chrono::TimeDelta;
use domain::api_token::ApiTokenWish;
use domain::{ApiTokenId, OdsCode};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use storage::{ConnectionTrait, StoreError};
use tower::ServiceExt;

use crate::support::{Site, Who, sites};

async fn leads(site: &Site, who: Who, icb: &OdsCode) -> IcbAccess {
    let staff = site.cookie(who).strip_prefix("staff=").map(str::to_owned);
    let lead = proof(&site.services, &SessionTokens { staff, ..SessionTokens::default() }).await.unwrap();
    IcbAccess::at(&lead, icb).unwrap()
}

/// A key of an ICB, made by whoever leads it.
pub(crate) async fn key(site: &Site, who: Who, icb: &OdsCode, scope: &str) -> (String, ApiTokenId) {
    let access = leads(site, who, icb).await;
    let wish = ApiTokenWish::read("Power BI", scope, "90", icb, site.services.today()).unwrap();
    let key = care::api_tokens::make(&access, &site.services, wish).await.unwrap();
    let page = care::api_tokens::list(&access, &site.services).await.unwrap();
    (key, page.tokens[0].id)
}

/// What the API answers to a key.
async fn ask(site: &Site, key: &str, path: &str) -> (StatusCode, Value) {
    let mut request = Request::get(path).header(header::HOST, "passport.test");
    if !key.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
    }
    let answer = site.router.clone().oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
    let status = answer.status();
    assert_eq!(answer.headers().get(header::CACHE_CONTROL).unwrap(), "no-store", "{path}");
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

/// People of both practices: numbers by a small generator, so that each seed is another world.
async fn busy(site: &Site, seed: u64) {
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let mut up_to = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let mut file = String::from("event_id,person,practice_ods_code,kind,happened_at,source,sex,deprivation\n");
    for practice in [&site.world.practice, &site.world.other_practice] {
        for _ in 0..20 + up_to(60) {
            let person = site.services.ids.next();
            let (sex, fifth) = (if up_to(2) == 0 { "female" } else { "male" }, up_to(5) + 1);
            let mut line = |kind: &str, days: u64, source: &str| {
                let at = site.services.now() - TimeDelta::days(i64::try_from(days).unwrap());
                let id = site.services.ids.next();
                writeln!(file, "{id},{person},{practice},{kind},{},{source},{sex},{fifth}", at.to_rfc3339()).unwrap();
            };
            let joined = up_to(80);
            line("eligible", 90, "");
            if up_to(3) > 0 {
                line("registered", joined, "school");
                for _ in 0..up_to(4) {
                    line("reading_logged", joined.saturating_sub(up_to(40)), "");
                }
            }
        }
    }
    let report = import_events(&site.services, std::io::Cursor::new(file.into_bytes()), &mut |_| {}).await.unwrap();
    assert!(report.is_clean(), "{}", report.summary());
}

/// Count and whole of each figure, in the words of a file: "" where there is none, "hidden" where it is.
type Numbers = BTreeMap<String, (String, String)>;

fn of_json(figures: &Value) -> Numbers {
    let text = |figure: &Value, name: &str| figure[name].as_i64().map_or("hidden".to_owned(), |n| n.to_string());
    let figure = |figure: &Value| {
        let whole = if figure["rate"].is_null() { String::new() } else { text(figure, "of") };
        (figure["figure"].as_str().unwrap().to_owned(), (text(figure, "count"), whole))
    };
    figures.as_array().unwrap().iter().map(figure).collect()
}

fn of_file(file: &str) -> Numbers {
    let rows = file.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    // No cell before these has a comma: figure, title, count, of.
    rows.map(|row| (row[0].clone(), (row[2].clone(), row[3].clone()))).collect()
}

fn of_board(board: &Value) -> Numbers {
    let text = |shown: &Value| shown["Count"].as_i64().map_or("hidden".to_owned(), |n| n.to_string());
    let figure = |told: &Value| {
        let whole = if told["of"].is_null() { String::new() } else { text(&told["of"]) };
        (told["metric"].as_str().unwrap().to_owned(), (text(&told["count"]), whole))
    };
    board["Board"]["figures"].as_array().unwrap().iter().map(figure).collect()
}

#[tokio::test]
async fn screen_file_and_api_say_the_same_of_every_world() {
    for (site, seed) in sites().await.into_iter().zip(1_u64..) {
        let world = &site.world;
        let (key, _) = key(&site, Who::IcbLead, &world.icb, "").await;
        for round in 0..3 {
            busy(&site, seed * 31 + round).await;
            for (code, page) in [
                (&world.icb, format!("/icb/{}", world.icb)),
                (&world.pcn, format!("/icb/{}/pcn/{}", world.icb, world.pcn)),
                (&world.practice, format!("/practice/{}", world.practice)),
            ] {
                let screen = site.call("/api/boards/board", Who::IcbLead, &format!("code={code}")).await;
                let screen = of_board(&serde_json::from_str(&screen.body).unwrap());
                let file = of_file(&site.open(&format!("{page}/files/figures.csv"), Who::IcbLead).await.body);
                let (status, answer) = ask(&site, &key, &format!("/api/v1/organisations/{code}/figures")).await;
                assert_eq!(status, StatusCode::OK);
                assert_eq!(screen.len(), 18);
                assert_eq!(file, screen, "{code}: file and screen");
                assert_eq!(of_json(&answer["figures"]), screen, "{code}: API and screen");
                let shown = screen.values().filter_map(|(count, _)| count.parse::<i64>().ok());
                assert!(shown.into_iter().all(|count| count % 7 == 0 && count >= 14), "{screen:?}");
            }
        }
        let (_, below) = ask(&site, &key, &format!("/api/v1/organisations/{}/below", world.icb)).await;
        let (_, practices) = ask(&site, &key, &format!("/api/v1/organisations/{}/practices", world.icb)).await;
        let of = |answer: &Value| {
            let lines = answer["organisations"].as_array().unwrap().iter();
            let line =
                lines.filter(|line| line["code"] == world.practice.as_str()).map(|line| of_json(&line["figures"]));
            line.collect::<Vec<_>>()
        };
        assert_eq!(of(&below), of(&practices));
        assert_eq!(of(&below).len(), 1);
    }
}

#[tokio::test]
async fn a_key_opens_its_own_organisation_and_nothing_else() {
    for site in sites().await {
        let world = &site.world;
        let (whole, id) = key(&site, Who::IcbLead, &world.icb, "").await;
        let (narrow, _) = key(&site, Who::IcbLead, &world.icb, world.practice.as_str()).await;
        let (foreign, _) = key(&site, Who::OtherIcbLead, &world.other_icb, "").await;
        let at = |code: &OdsCode, what: &str| format!("/api/v1/organisations/{code}/{what}");
        for (shown, path, expected) in [
            ("", at(&world.icb, "figures"), 401),
            ("dhp_0000", at(&world.icb, "figures"), 401),
            (whole.as_str(), at(&world.icb, "figures"), 200),
            (whole.as_str(), at(&world.practice, "figures"), 200),
            (whole.as_str(), at(&world.other_practice, "figures"), 404),
            (whole.as_str(), "/api/v1/organisations/X99999/figures".into(), 404),
            (narrow.as_str(), at(&world.practice, "retention"), 200),
            (narrow.as_str(), at(&world.icb, "figures"), 404),
            (foreign.as_str(), at(&world.icb, "figures"), 404),
            (foreign.as_str(), at(&world.practice, "groups/age"), 404),
            (whole.as_str(), format!("{}?days=30", at(&world.icb, "figures")), 400),
            (whole.as_str(), format!("{}?until=2020-02-29&until=2020-02-28", at(&world.icb, "figures")), 400),
            (whole.as_str(), format!("{}?until=2027-13-01", at(&world.icb, "figures")), 400),
            (whole.as_str(), format!("{}?until=2020-02-29", at(&world.icb, "figures")), 200),
            (whole.as_str(), at(&world.icb, "groups/colour"), 400),
            (whole.as_str(), at(&world.icb, "groups/ethnicity"), 200),
            (whole.as_str(), at(&world.practice, "groups/ethnicity"), 404),
        ] {
            let (status, answer) = ask(&site, shown, &path).await;
            assert_eq!(status.as_u16(), expected, "{path}: {answer}");
            if expected != 200 {
                assert_eq!(answer["status"], expected);
                assert!(answer["detail"].as_str().is_some_and(|text| text.len() > 20), "{answer}");
            }
        }
        let (_, mine) = ask(&site, &narrow, "/api/v1/organisations").await;
        assert_eq!(mine.as_array().map(Vec::len), Some(1));
        // A session is no key, and a revoked key is none either.
        let by_cookie = site.open("/api/v1/organisations", Who::IcbLead).await;
        assert_eq!(by_cookie.status, StatusCode::UNAUTHORIZED);
        let form = format!("icb={}&id={id}", world.icb);
        site.call("/api/tokens/revoke", Who::IcbLead, &form).await;
        assert_eq!(ask(&site, &whole, "/api/v1/metrics").await.0, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_key_ends_with_its_last_day_and_with_the_right_it_was_made_by() {
    for site in sites().await {
        let world = &site.world;
        let figures = |code: &OdsCode| format!("/api/v1/organisations/{code}/figures");
        let (of_pcn, _) = key(&site, Who::IcbLead, &world.icb, world.pcn.as_str()).await;
        let joins = |icb: &OdsCode, parent: &OdsCode| {
            let practice = &world.practice;
            format!("UPDATE organisations SET icb_code = '{icb}', parent_code = '{parent}' WHERE code = '{practice}'")
        };
        change(&site, joins(&world.icb, &world.pcn)).await;
        assert_eq!(ask(&site, &of_pcn, &figures(&world.pcn)).await.0, StatusCode::OK);
        assert_eq!(ask(&site, &of_pcn, &figures(&world.practice)).await.0, StatusCode::OK);
        assert_eq!(ask(&site, &of_pcn, &figures(&world.icb)).await.0, StatusCode::NOT_FOUND);

        // The practice goes over to another ICB: no key of the first one reads it.
        let (of_practice, _) = key(&site, Who::IcbLead, &world.icb, world.practice.as_str()).await;
        change(&site, joins(&world.other_icb, &world.other_icb)).await;
        assert_eq!(ask(&site, &of_practice, &figures(&world.practice)).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(ask(&site, &of_pcn, &figures(&world.practice)).await.0, StatusCode::NOT_FOUND);

        let yesterday = site.services.today() - TimeDelta::days(1);
        change(&site, format!("UPDATE api_tokens SET ends_on = '{yesterday}'")).await;
        assert_eq!(ask(&site, &of_pcn, &figures(&world.pcn)).await.0, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_new_key_is_shown_once_more_to_whoever_made_it_and_only_while_it_works() {
    for site in sites().await {
        let (icb, services) = (&site.world.icb, &site.services);
        let (secret, id) = key(&site, Who::IcbLead, icb, "").await;
        let (lead, officer) = (leads(&site, Who::IcbLead, icb).await, leads(&site, Who::SafetyOfficer, icb).await);
        assert_eq!(care::api_tokens::is_own(&lead, services, &secret).await, Ok(true));
        assert_eq!(care::api_tokens::is_own(&officer, services, &secret).await, Ok(false));
        assert_eq!(care::api_tokens::is_own(&lead, services, "dhp_00").await, Ok(false));
        care::api_tokens::revoke(&lead, services, id).await.unwrap();
        assert_eq!(care::api_tokens::is_own(&lead, services, &secret).await, Ok(false));
    }
}

async fn change(site: &Site, sql: String) {
    let work = site.services.store.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move { Ok(tx.execute_unprepared(&sql).await?.rows_affected()) })
    });
    assert!(work.await.unwrap() > 0);
}

#[tokio::test]
async fn whatever_is_turned_away_is_told_as_a_problem() {
    let site = sites().await.remove(0);
    let (key, _) = key(&site, Who::IcbLead, &site.world.icb, "").await;
    let icb = &site.world.icb;
    for (method, path, expected) in [
        ("OPTIONS", format!("/api/v1/organisations/{icb}/figures"), 405),
        ("OPTIONS", "/api/v1/metrics".to_owned(), 405),
        ("GET", "/api/v1/nothing".to_owned(), 404),
        ("GET", format!("/api/v1/organisations/{icb}/figures/more"), 404),
        ("GET", "/api/v1/organisations/%FF/figures".to_owned(), 404),
    ] {
        let request = Request::builder().method(method).uri(&path).header(header::HOST, "passport.test");
        let request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        let answer = site.router.clone().oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status().as_u16(), expected, "{method} {path}");
        assert_eq!(answer.headers().get(header::CONTENT_TYPE).unwrap(), "application/problem+json", "{method} {path}");
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["status"], expected);
    }
    // Two minutes at most are needed for this, so that one of them has more than 120 questions.
    let mut refused = None;
    for _ in 0..250 {
        let (status, answer) = ask(&site, &key, "/api/v1/metrics").await;
        if status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
        assert_eq!(status, StatusCode::OK);
    }
    assert!(refused.unwrap()["detail"].as_str().unwrap().contains("Ask again in"));
}

#[tokio::test]
async fn the_document_describes_every_address_and_answer() {
    let site = sites().await.remove(0);
    let (key, _) = key(&site, Who::IcbLead, &site.world.icb, "").await;
    let (status, document) = ask(&site, "", "/api/v1/openapi.json").await;
    assert_eq!(status, StatusCode::OK);
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 7);
    for (path, described) in paths {
        let asked = path.replace("{code}", site.world.icb.as_str()).replace("{dimension}", "age");
        let (status, answer) = ask(&site, &key, &asked).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let schema = &described["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        matches(&document, schema, &answer, path);
    }
}

/// Every field of an answer is in its schema, and every field that must be there is.
fn matches(document: &Value, schema: &Value, answer: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return matches(document, &document["components"]["schemas"][name], answer, &format!("{at} {name}"));
    }
    if let Some(items) = answer.as_array() {
        assert_eq!(schema["type"], "array", "{at}");
        return items.iter().for_each(|item| matches(document, &schema["items"], item, at));
    }
    let Some(fields) = answer.as_object() else { return };
    let known = schema["properties"].as_object().unwrap_or_else(|| panic!("{at}: {schema}"));
    for (name, value) in fields {
        let field = known.get(name).unwrap_or_else(|| panic!("{at}: {name} is not described"));
        matches(document, field, value, &format!("{at}.{name}"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(fields.contains_key(name.as_str().unwrap()), "{at}: {name} is missing");
    }
}
