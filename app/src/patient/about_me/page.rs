use domain::screening::{CONDITIONS, ETHNICITIES, LANGUAGES, Screening, ScreeningPage};
use domain::time::{london_day, say_date};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{SayAboutMe, my_answers};
use crate::forms::{self, Returned, problem};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    Button, Card, Choice, Details, ErrorSummary, Heading, InputWidth, Keyboard, Radios, Select, Stack, TextInput,
    TextLink,
};
use crate::words::{say, t};

/// A few questions: only the first must be answered.
#[component]
pub(in crate::patient) fn AboutMePage() -> impl IntoView {
    let mine = load(|| (), |()| my_answers());
    let state = forms::state::<()>(Signal::derive(|| None));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match mine.ready().await {
                    Ok(mine) => shown(mine, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// What was typed, else what was said before, else what is likely.
fn value(state: Signal<Returned>, said: Option<&Screening>, field: &'static str) -> Signal<String> {
    let count = |pick: fn(&domain::control::ControlAnswers) -> u8| {
        said.and_then(|said| said.baseline.as_ref()).map_or_else(String::new, |line| pick(line).to_string())
    };
    let before = match field {
        "condition" => said.map_or_else(|| "asthma".to_owned(), |said| said.condition.clone()),
        "language" => said.map_or_else(|| "en".to_owned(), |said| said.language.clone()),
        "ethnicity" => said.and_then(|said| said.ethnicity.clone()).unwrap_or_default(),
        "reliever_days" => count(|line| line.reliever_days),
        "nights_woken" => count(|line| line.nights_woken),
        _ => count(|line| line.steroid_courses),
    };
    Signal::derive(move || {
        let state = state.read();
        if state.values.is_empty() { before.clone() } else { state.values.get(field).cloned().unwrap_or_default() }
    })
}

fn shown(page: ScreeningPage, state: Signal<Returned>) -> AnyView {
    let ScreeningPage { person, said, demo } = page;
    let said_when = said.as_ref().map(|(_, at)| say("about-me-answered", &[("date", &say_date(london_day(*at)))]));
    let said = said.map(|(said, _)| said);
    let fields = ["condition", "language", "ethnicity", "reliever_days", "nights_woken", "steroid_courses"]
        .map(|field| value(state, said.as_ref(), field));
    let [condition, language, ethnicity, reliever_days, nights_woken, steroid_courses] = fields;
    let name = person.given_name.clone();
    let first = said.is_none();
    let conditions = CONDITIONS.map(|(word, title)| Choice::new(word, title)).into();
    let languages: Vec<Choice> = LANGUAGES.map(|(code, title)| Choice::new(code, title)).into();
    let ethnicities: Vec<Choice> = std::iter::once(Choice::new("", t("about-me-leave-out")))
        .chain(ETHNICITIES.iter().map(|(code, group, title)| {
            let text = if group.is_empty() { (*title).to_owned() } else { format!("{group}: {title}") };
            Choice::new(*code, text)
        }))
        .collect();
    view! {
        <Frame title=t("about-me-title") person=person demo=demo place=Place::More>
            <Stack>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=say("about-me-heading", &[("name", &name)])/>
                {said_when.map(|text| view! { <p class="text-muted">{text}</p> })}
                <form method="post" action=SayAboutMe::url() novalidate>
                    <Stack>
                        <Radios
                            name="condition"
                            legend=t("about-me-condition")
                            choices=conditions
                            value=condition
                            error=problem(state, "condition")
                        />
                        <Select name="language" label=t("about-me-language") choices=languages value=language error=problem(state, "language")/>
                        <Select
                            name="ethnicity"
                            label=t("about-me-ethnicity")
                            hint=t("about-me-ethnicity-hint")
                            choices=ethnicities
                            value=ethnicity
                            error=problem(state, "ethnicity")
                        />
                        <Details summary=t("about-me-baseline")>
                            <p>{t("about-me-baseline-text")}</p>
                            {number("reliever_days", t("about-me-reliever"), state, reliever_days)}
                            {number("nights_woken", t("about-me-nights"), state, nights_woken)}
                            {number("steroid_courses", t("about-me-courses"), state, steroid_courses)}
                        </Details>
                        <Button full_width=true>{if first { t("about-me-save-first") } else { t("about-me-save") }}</Button>
                    </Stack>
                </form>
                {first.then(|| view! { <p><TextLink href=routes::MY external=true>{t("about-me-later")}</TextLink></p> })}
                <Card heading=t("about-me-who-sees")>
                    <p class="mb-0">{t("about-me-who-sees-text")}</p>
                </Card>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn number(name: &'static str, label: String, state: Signal<Returned>, value: Signal<String>) -> AnyView {
    view! {
        <TextInput name=name label=label value=value error=problem(state, name) width=InputWidth::Two keyboard=Keyboard::Number/>
    }
    .into_any()
}
