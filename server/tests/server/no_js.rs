//! The product without scripts: forms are posted as a browser does, and lead on by redirects.

use http::{StatusCode, header};

use crate::support::{Answer, Site, Who, code, site};

/// A browser without scripts: it keeps cookies and follows redirects.
struct Browser<'a> {
    site: &'a Site,
    cookies: Vec<(String, String)>,
    at: String,
}

impl<'a> Browser<'a> {
    fn new(site: &'a Site) -> Self {
        Self { site, cookies: Vec::new(), at: "/".to_owned() }
    }

    async fn open(&mut self, path: &str) -> Answer {
        let mut answer = self.send("GET", path, "").await;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                break;
            }
            self.at = answer.header("location").to_owned();
            let path = self.at.clone();
            answer = self.send("GET", &path, "").await;
        }
        answer
    }

    async fn submit(&mut self, path: &str, form: &str) -> Answer {
        let answer = self.send("POST", path, form).await;
        if answer.status.is_redirection() {
            self.at = answer.header("location").to_owned();
            let path = self.at.clone();
            return self.open(&path).await;
        }
        answer
    }

    async fn send(&mut self, method: &str, path: &str, form: &str) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = http::Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "passport.test")
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::COOKIE, cookies.join("; "))
            .header(header::REFERER, format!("http://passport.test{}", self.at));
        if method == "POST" {
            request = request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
        }
        let answer = self.site.send(request.body(form.to_owned().into()).unwrap()).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(kept, _)| kept != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }
}

async fn demonstration() -> Site {
    let site = site().await;
    care::demo::load_demo(&site.services).await.unwrap();
    site
}

#[tokio::test]
async fn everybody_of_the_demonstration_logs_in_and_out() {
    let site = demonstration().await;
    let people = care::demo::demo_people(&site.services).await.unwrap();
    assert_eq!(people.len(), 8);
    for person in people {
        let mut browser = Browser::new(&site);
        let page = browser.open("/log-in").await;
        assert!(page.body.contains(&person.name), "{} can be chosen", person.name);
        let page = browser.submit("/api/people/log_in", &format!("key={}", person.key)).await;
        assert_eq!(page.status, StatusCode::OK, "{} at {}", person.key, browser.at);
        let own = if person.staff {
            browser.at.starts_with("/practice/") || browser.at.starts_with("/icb/")
        } else {
            browser.at == "/my"
        };
        assert!(own, "{} lands at {}", person.key, browser.at);
        let landing = browser.at.clone();
        browser.submit("/api/people/log_out", "").await;
        assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
        browser.open(&landing).await;
        assert_eq!(browser.at, "/log-in", "{}", person.key);
    }
}

#[tokio::test]
async fn a_wrong_key_logs_nobody_in() {
    let site = demonstration().await;
    let mut browser = Browser::new(&site);
    let page = browser.submit("/api/people/log_in", "key=nobody").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("Call 999"), "a page, with the emergency steps on it");
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn session_cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let site = demonstration().await;
    for (key, name, same_site) in [("nurse", "staff=", "SameSite=Strict"), ("adult", "patient=", "SameSite=Lax")] {
        let answer = site.submit("/api/people/log_in", Who::Anonymous, &format!("key={key}")).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with(name), "{cookie}");
        for flag in ["Path=/", "HttpOnly", same_site] {
            assert!(cookie.contains(flag), "{cookie} lacks {flag}");
        }
    }
}

#[tokio::test]
async fn a_check_in_that_lacks_answers_comes_back_with_what_was_typed() {
    let site = demonstration().await;
    let mut browser = Browser::new(&site);
    browser.submit("/api/people/log_in", "key=adult").await;
    let page = browser.open("/my/check-in").await;
    assert_eq!(page.status, StatusCode::OK);
    let entry = "0190f3a0-0000-7000-8000-00000000000a";
    let page = browser.submit("/api/diary/log", &format!("id={entry}&peak_flow=9999")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(browser.at.starts_with("/my/check-in?again="), "{}", browser.at);
    assert!(page.body.contains("There is a problem"), "the errors are listed");
    assert!(page.body.contains("9999"), "what was typed is kept");
}

#[tokio::test]
async fn a_nurse_looks_for_somebody_and_starts_a_draft() {
    let site = demonstration().await;
    let mut browser = Browser::new(&site);
    browser.submit("/api/people/log_in", "key=nurse").await;
    let practice = code("Z99001");
    let page = browser.submit("/api/patients/search", &format!("practice={practice}&words=hughes")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!browser.at.contains("hughes"), "no name in the address: {}", browser.at);
    assert!(page.body.contains("Hughes"));
    let link = format!("/practice/{practice}/patients/");
    let id = page.body.split(&link).nth(1).unwrap().chars().take(36).collect::<String>();
    let page = browser.open(&format!("{link}{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let form = format!("practice={practice}&patient={id}&from=renew");
    let page = browser.submit("/api/plans/start", &form).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(browser.at, format!("{link}{id}/plan"));
    assert!(page.body.contains("DRAFT") || page.body.contains("Draft"), "a draft never looks approved");
}

#[tokio::test]
async fn an_invitation_is_taken_up_with_code_and_date_of_birth() {
    let site = site().await;
    let mut browser = Browser::new(&site);
    // Joining, from a session that has given the right date of birth.
    let (name, token) = site.cookie(Who::Joining).split_once('=').unwrap();
    browser.cookies.push((name.to_owned(), token.to_owned()));
    let page = browser.open("/join/AAAAABBBBB/agree").await;
    assert_eq!(page.status, StatusCode::OK);
    let form = "code=AAAAABBBBB&relationship=myself&source=practice&agreed=true&understood=true";
    let page = browser.submit("/api/join/agree", form).await;
    assert_eq!((page.status, browser.at.as_str()), (StatusCode::OK, "/my/about-me"));
    assert_eq!(browser.cookies.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["patient"]);
    browser.cookies.push((name.to_owned(), token.to_owned()));
    browser.submit("/api/join/agree", form).await;
    assert_ne!(browser.at, "/my/about-me", "an invitation is used once");
}
