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
    let said_when = said.as_ref().map(|(_, at)| format!("You answered on {}.", say_date(london_day(*at))));
    let said = said.map(|(said, _)| said);
    let fields = ["condition", "language", "ethnicity", "reliever_days", "nights_woken", "steroid_courses"]
        .map(|field| value(state, said.as_ref(), field));
    let [condition, language, ethnicity, reliever_days, nights_woken, steroid_courses] = fields;
    let name = person.given_name.clone();
    let first = said.is_none();
    let conditions = CONDITIONS.map(|(word, title)| Choice::new(word, title)).into();
    let languages: Vec<Choice> = LANGUAGES.map(|(code, title)| Choice::new(code, title)).into();
    let ethnicities: Vec<Choice> = std::iter::once(Choice::new("", "Leave this out"))
        .chain(ETHNICITIES.iter().map(|(code, group, title)| {
            let text = if group.is_empty() { (*title).to_owned() } else { format!("{group}: {title}") };
            Choice::new(*code, text)
        }))
        .collect();
    view! {
        <Frame title="About you" person=person demo=demo place=Place::More>
            <Stack>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=format!("About {name}")/>
                {said_when.map(|text| view! { <p class="text-muted">{text}</p> })}
                <form method="post" action=SayAboutMe::url() novalidate>
                    <Stack>
                        <Radios
                            name="condition"
                            legend="What is the plan for?"
                            choices=conditions
                            value=condition
                            error=problem(state, "condition")
                        />
                        <Select name="language" label="Language you like best" choices=languages value=language error=problem(state, "language")/>
                        <Select
                            name="ethnicity"
                            label="Ethnic group (you can leave this out)"
                            hint="The NHS asks so that it can see if this app reaches everybody. It changes nothing in your care, and only counts without names are shown."
                            choices=ethnicities
                            value=ethnicity
                            error=problem(state, "ethnicity")
                        />
                        <Details summary="How has asthma been? (you can leave this out)">
                            <p>"Three numbers to look back at later. They do not change the plan."</p>
                            {number("reliever_days", "Days you used the reliever, out of the last 7", state, reliever_days)}
                            {number("nights_woken", "Nights asthma woke you, out of the last 7", state, nights_woken)}
                            {number("steroid_courses", "Courses of steroid tablets in the last 12 months", state, steroid_courses)}
                        </Details>
                        <Button full_width=true>{if first { "Save and carry on" } else { "Save" }}</Button>
                    </Stack>
                </form>
                {first.then(|| view! { <p><TextLink href=routes::MY external=true>"Not now"</TextLink></p> })}
                <Card heading="Who sees these answers">
                    <p class="mb-0">"You, and whoever else has joined for this person. You can change them at any time under More."</p>
                </Card>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn number(name: &'static str, label: &'static str, state: Signal<Returned>, value: Signal<String>) -> AnyView {
    view! {
        <TextInput name=name label=label value=value error=problem(state, name) width=InputWidth::Two keyboard=Keyboard::Number/>
    }
    .into_any()
}
