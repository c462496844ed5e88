//! Languages. English in disguise, from right to left, stands for every language that is to come: what a page still says
//! in plain English is not in the catalogue.

use crate::support::{Answer, Site, Who, site};

const DISGUISE: (&str, &str) = ("cookie", "language=ar-XB");

async fn disguised(site: &Site, path: &str, who: Who) -> Answer {
    let cookie = format!("{}; {}", site.cookie(who), DISGUISE.1);
    let request = http::Request::builder()
        .uri(path)
        .header(http::header::HOST, "passport.test")
        .header(http::header::ACCEPT, "text/html")
        .header(DISGUISE.0, cookie.trim_start_matches("; "));
    site.send(request.body(String::new().into()).unwrap()).await
}

/// What a person reads of a page: no tags, no scripts, and nothing that is marked as not to be translated.
fn read_aloud(body: &str) -> Vec<String> {
    let (_, body) = body.split_once("<body").unwrap();
    let mut lines = Vec::new();
    let mut skip_until: Option<String> = None;
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(end) = &skip_until {
            if tag.strip_prefix('/') == Some(end) {
                skip_until = None;
            } else {
                continue;
            }
        } else if name == "script" || tag.contains("translate=\"no\"") {
            skip_until = Some(name.to_owned());
            continue;
        }
        if !name.starts_with('!') && !text.trim().is_empty() {
            lines.push(text.trim().to_owned());
        }
    }
    lines
}

/// Words of five letters without an accent; any English text of some length has one in every line or two, and the
/// disguise leaves none.
fn plain_english(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 4 && word.is_ascii())
}

#[tokio::test]
async fn pages_are_said_in_the_language_asked_for_and_run_its_way() {
    let site = site().await;
    // Pages without anything of the plan, whose words are one text for all languages.
    let pages = [
        "/my/check-in",
        "/join",
        "/join/NONE000000",
        "/my/control",
        "/my/install",
        "/my/data",
        "/my/parents",
        "/my/feedback",
    ];
    for path in pages {
        let page = disguised(&site, path, Who::Patient).await;
        assert!(page.body.contains("<html lang=\"ar-XB\" dir=\"rtl\""), "{path}: {}", page.body);
        // A name is a name in every language.
        let told = read_aloud(&page.body).into_iter().filter(|line| !line.contains("Casey0"));
        let english: Vec<_> = told.filter(|line| plain_english(line)).collect();
        assert!(english.is_empty(), "{path} says {english:?}");
    }
    let english = site.open("/my", Who::Patient).await;
    assert!(english.body.contains("<html lang=\"en-GB\" dir=\"ltr\""));
}

/// Pages on which something is said by the rules, by the plan or by an ICB, with a sentence of the page's own.
#[tokio::test]
async fn pages_around_clinical_words_say_their_own_in_the_language_asked_for() {
    let site = site().await;
    let pages = [
        ("/my/air", "Air and pollen today"),
        ("/my/close", "Before you close it"),
        ("/my/hacks", "Tips from your local NHS"),
        ("/my/share", "Who can open it now"),
        ("/my/medicines", "Medicines"),
        ("/my/medicines/reminders", "Reminders can come late"),
        ("/my/medicines/repeat", "This sends a message to"),
        ("/my/diary", "Write something down"),
        ("/my/diary/attack", "How long did it last?"),
    ];
    for (path, own) in pages {
        let english = site.open(path, Who::Patient).await;
        assert!(english.body.contains(own), "{path} does not say {own:?}: {}", english.body);
        let page = disguised(&site, path, Who::Patient).await;
        assert!(page.body.contains("<html lang=\"ar-XB\" dir=\"rtl\""), "{path}: {}", page.body);
        let read = read_aloud(&page.body).join("\n");
        assert!(!read.contains(own), "{path} says {own:?} in English");
    }
}
