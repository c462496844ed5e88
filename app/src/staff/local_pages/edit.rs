use chrono::Datelike;
use domain::hacks::{HackDesk, HackLine};
use domain::{LocalPageId, OdsCode};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{WriteHack, hack_desk};
use crate::forms::{self, FormAnswer, Returned, problem};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, refused};
use crate::ui::{Breadcrumb, Button, DateInput, ErrorSummary, Heading, InsetText, Page, Stack, TextInput, Textarea};

/// Writing a page, or the next version of one.
#[component]
pub fn HackEditPage() -> impl IntoView {
    let (icb, params) = (place::icb(), use_params_map());
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let opened = load(
        move || (icb.get(), params.read().get("hack")),
        |(icb, page)| async move {
            let (Some(icb), Some(page)) = (icb, page) else { return Err(place::not_found()) };
            let desk = hack_desk(icb.clone()).await?;
            if page == "new" {
                return Ok((icb, desk, None));
            }
            let id: Option<LocalPageId> = page.parse().ok();
            let line = desk.pages.iter().find(|line| Some(line.id) == id && !line.withdrawn()).cloned();
            line.map_or_else(|| Err(place::not_found()), |line| Ok((icb, desk, Some(line))))
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((icb, desk, line)) => shown(&icb, desk, line, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(icb: &OdsCode, desk: HackDesk, line: Option<HackLine>, state: Signal<Returned>) -> AnyView {
    let newest = line.as_ref().and_then(|line| line.versions.first());
    let heading = newest.map_or_else(
        || "Write a new page".to_owned(),
        |newest| format!("Version {} of “{}”", newest.version + 1, newest.page.title),
    );
    let trail = vec![
        (desk.icb_name, Some(routes::icb(icb))),
        ("Health hacks".into(), Some(routes::hacks(icb))),
        (heading.clone(), None),
    ];
    let words = newest.map(|newest| newest.page.clone());
    // The day is chosen anew with each version: that is what looking at it again means.
    let before = move |field: &str| match (&words, field) {
        (Some(page), "title") => page.title.clone(),
        (Some(page), "text") => page.text.clone(),
        (Some(page), "owner") => page.owner.clone(),
        _ => String::new(),
    };
    let value = |field: &'static str| {
        let before = before(field);
        Signal::derive(move || {
            let state = state.read();
            if state.values.is_empty() { before.clone() } else { state.values.get(field).cloned().unwrap_or_default() }
        })
    };
    let [title, text, owner, day, month, year] =
        ["title", "text", "owner", "review_by_day", "review_by_month", "review_by_year"].map(value);
    let errors = Signal::derive(move || lines(&state.read().problems));
    let hint = format!(
        "For example, 31 3 {}. A year from now at most. After it patients no longer see the page.",
        desk.today.year() + 1
    );
    let (code, id) = (icb.to_string(), line.map_or_else(String::new, |line| line.id.to_string()));
    view! {
        <Page title=heading.clone()>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text=heading/>
            <form method="post" action=WriteHack::url() novalidate>
                <input type="hidden" name="icb" value=code/>
                <input type="hidden" name="page" value=id/>
                <Stack>
                    <TextInput name="title" label="Heading" value=title error=problem(state, "title")/>
                    <Textarea
                        name="text"
                        label="Text"
                        hint="Short sentences, everyday words. A new line starts a new paragraph; a line that starts with - is a point of a list."
                        value=text
                        error=problem(state, "text")
                        rows=14
                    />
                    <TextInput
                        name="owner"
                        label="Who looks after this page?"
                        hint="A team, not a person. Patients see it."
                        value=owner
                        error=problem(state, "owner")
                    />
                    <DateInput name="review_by" legend="Look at it again by" hint=hint day=day month=month year=year error=problem(state, "review_by")/>
                    <Button>"Send to the clinical safety officer"</Button>
                </Stack>
            </form>
            <div class="mt-6">
                <InsetText>
                    <p>"Do not write about doses or about changing a medicine: that belongs in each person’s plan. What patients see now stays until this version is approved."</p>
                </InsetText>
            </div>
        </Page>
    }
    .into_any()
}
