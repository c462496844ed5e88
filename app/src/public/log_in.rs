//! Logging in. A demonstration lists its people; a live service sends people to its identity provider.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::demo::DemoNotice;
use super::masthead::Masthead;
use crate::load::load;
use crate::ui::{BackLink, Button, ButtonKind, ButtonType, Card, Heading, Page, Stack, TextLink, Tone};
use crate::words::{say, t};
use crate::{AppError, routes};

/// Somebody of the demonstration to log in as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    key: String,
    name: String,
    what: String,
    staff: bool,
}

/// Everybody one can log in as; empty outside a demonstration.
#[server(prefix = "/api", endpoint = "people/demo")]
pub async fn demo_people() -> Result<Vec<Person>, AppError> {
    let cx = crate::context::request()?;
    let people = care::demo::demo_people(&cx.services).await?;
    Ok(people.into_iter().map(|p| Person { key: p.key, name: p.name, what: p.what, staff: p.staff }).collect())
}

/// Logs in as somebody of the demonstration. Staff whose session ended in the middle of something are led `back` to it.
#[server(prefix = "/api", endpoint = "people/log_in")]
pub async fn log_in(key: String, #[server(default)] back: String) -> Result<(), AppError> {
    use crate::context::{Session, request, set_cookie};
    use care::session::Audience;
    let cx = request()?;
    let log_in = care::demo::log_in_demo(&cx.services, &key).await?;
    let session = if log_in.session.audience == Audience::Staff { Session::Staff } else { Session::Patient };
    set_cookie(&cx, session, &log_in.session.token);
    if session == Session::Patient {
        let agent = crate::context::user_agent();
        care::log_ins::name_device(&cx.services, &log_in.session.token, &agent).await?;
    }
    let back = routes::way_back(&back).filter(|_| session == Session::Staff);
    leptos_axum::redirect(back.unwrap_or(&log_in.landing));
    Ok(())
}

#[component]
pub fn LogInPage() -> impl IntoView {
    let people = load(|| (), |()| demo_people());
    let query = use_query_map();
    let back = Memo::new(move |_| query.read().get("return").filter(|path| routes::way_back(path).is_some()));
    view! {
        <Masthead/>
        <Page title=t("log-in-title")>
            <Stack>
                <BackLink href=routes::HOME text=t("log-in-back")/>
                <Heading text=t("log-in-title")/>
                {kept_here()}
                {screen_lock()}
                <Suspense>
                    {move || Suspend::new(async move {
                        match people.ready().await {
                            Ok(people) if people.is_empty() => nobody(),
                            Ok(people) => everybody(people, back.get_untracked()),
                            Err(error) => error.view(),
                        }
                    })}
                </Suspense>
            </Stack>
        </Page>
    }
    .into_any()
}

/// Shown by a script where this phone keeps somebody's plan: a session that ended takes no plan away.
fn kept_here() -> AnyView {
    view! {
        <div data-kept-offer hidden>
            <Card heading=t("log-in-kept")>
                <p><TextLink href=routes::EMERGENCY external=true>{t("log-in-kept-emergency")}</TextLink></p>
                <p><TextLink href=format!("{}/plan", routes::OFFLINE) external=true>{t("log-in-kept-open")}</TextLink></p>
            </Card>
        </div>
    }
    .into_any()
}

/// Shown by a script where this browser can ask the phone for a passkey.
fn screen_lock() -> AnyView {
    view! {
        <div data-passkey-log-in=routes::MY hidden>
            <Card heading=t("log-in-lock-heading") edge=Tone::Blue>
                <p>{t("log-in-lock-text")}</p>
                <Button button_type=ButtonType::Button full_width=true>{t("log-in-lock")}</Button>
                <p data-passkey-says role="status" class="mb-0"></p>
            </Card>
        </div>
    }
    .into_any()
}

fn nobody() -> AnyView {
    view! {
        <Card heading=t("log-in-new-phone")>
            <p>{t("log-in-new-phone-text")}</p>
            <p class="mb-0"><TextLink href=routes::JOIN>{t("log-in-code")}</TextLink></p>
        </Card>
    }
    .into_any()
}

/// Logs in with the phone's answer: "in", "nobody_left" or "refused". For the script.
#[server(prefix = "/api", endpoint = "passkeys/log_in")]
pub async fn log_in_with_passkey(question: String, answer: String) -> Result<String, AppError> {
    use crate::context::{Session, request, set_cookie, user_agent};
    use care::passkeys::PasskeyLogIn;
    let cx = request()?;
    let question = question.parse().map_err(|_| AppError::Changed)?;
    let word = match care::passkeys::log_in(&cx.services, question, answer).await? {
        PasskeyLogIn::LoggedIn(session) => {
            set_cookie(&cx, Session::Patient, &session.token);
            care::log_ins::name_device(&cx.services, &session.token, &user_agent()).await?;
            "in"
        }
        PasskeyLogIn::NobodyLeft => "nobody_left",
        PasskeyLogIn::Refused => "refused",
    };
    Ok(word.to_owned())
}

/// Asks whoever wants to log in for a passkey. For the script.
#[server(prefix = "/api", endpoint = "passkeys/ask_who")]
pub async fn ask_who() -> Result<(String, String), AppError> {
    let cx = crate::context::request()?;
    let asked = care::passkeys::ask_who(&cx.services).await?;
    Ok((asked.question.to_string(), asked.options))
}

fn everybody(people: Vec<Person>, back: Option<String>) -> AnyView {
    let (staff, patients): (Vec<_>, Vec<_>) = people.into_iter().partition(|person| person.staff);
    view! {
        <DemoNotice/>
        <p>{t("log-in-choose")}</p>
        <Card heading=t("log-in-patients")>{list(patients, None)}</Card>
        <Card heading=t("log-in-staff")>{list(staff, back)}</Card>
    }
    .into_any()
}

fn list(people: Vec<Person>, back: Option<String>) -> AnyView {
    // Plain forms: a log-in may lead to pages of the other bundle, which only a whole new page can open.
    let rows = people
        .into_iter()
        .map(|Person { key, name, what, .. }| {
            let label = say("log-in-as", &[("name", &name)]);
            let back = back.clone().map(|back| view! { <input type="hidden" name="back" value=back/> });
            view! {
                <li class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3 max-w-none">
                    <span class="grow basis-[16rem]">
                        <strong class="block">{name}</strong>
                        <span class="text-muted">{what}</span>
                    </span>
                    <form method="post" action=LogIn::url()>
                        <input type="hidden" name="key" value=key/>
                        {back}
                        <Button kind=ButtonKind::Secondary small=true>{label}</Button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! { <ul role="list" class="grid gap-0">{rows}</ul> }.into_any()
}
