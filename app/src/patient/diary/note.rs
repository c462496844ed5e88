use std::collections::BTreeMap;

use domain::diary::note::form::TRIGGERS;
use domain::diary::note::{HowLong, NotePage as Opened, Puffs};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{KeepNote, note_form};
use super::fields::Fields;
use crate::forms;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, Button, Checkbox, Choice, ErrorSummary, Fieldset, Heading, InputWidth, Keyboard, Radios, Select, Stack,
    TextInput, TextLink,
};

/// The form of one kind of note.
#[component]
pub(in crate::patient) fn NotePage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let kind = Memo::new(move |_| params.read().get("kind").unwrap_or_default().replace('-', "_"));
    let replaces = move || query.with(|query| query.get("replaces").and_then(|id| id.parse().ok()));
    let opened = load(move || (kind.get(), replaces()), |(kind, replaces)| note_form(kind, replaces));
    let state = forms::state::<()>(Signal::derive(|| None));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((opened, demo)) => shown(opened, demo, Fields::new(state.ready().await, BTreeMap::new())),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(opened: Opened, demo: bool, fields: Fields) -> AnyView {
    let Opened { person, id, kind, replaces, values } = opened;
    let fields = Fields::new(fields.state, values);
    let (id, replaces) = (
        fields.kept_or("id", id.to_string()),
        fields.kept_or("replaces", replaces.map(|id| id.to_string()).unwrap_or_default()),
    );
    let (title, form) = form(&kind, fields, id, replaces);
    view! {
        <Frame title=title person=person demo=demo place=Place::Diary>
            <Stack>
                <BackLink href=routes::DIARY text="Diary"/>
                <ErrorSummary errors=forms::summary(fields.state)/>
                {form}
            </Stack>
        </Frame>
    }
    .into_any()
}

/// The form as a phone keeps it; the phone makes the entry's id.
#[cfg(feature = "ssr")]
pub(in crate::patient) fn of_form(kind: &str, meter: Option<domain::plan::content::Meter>) -> AnyView {
    let first = [("day", "today"), ("meter", meter.map_or("", |meter| meter.as_str()))];
    let first = first.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    let (_, form) =
        form(kind, Fields::new(Signal::derive(forms::Returned::default), first), String::new(), String::new());
    view! { <Stack><BackLink href=routes::DIARY text="Diary"/>{form}</Stack> }.into_any()
}

/// Heading and form of a kind.
fn form(kind: &str, fields: Fields, id: String, replaces: String) -> (&'static str, AnyView) {
    let (title, lead, questions, button) = match kind {
        "attack" => (
            "An attack",
            "Write it down once it is over. It takes less than a minute. Your GP surgery sees it on its list.",
            attack(fields),
            "Save the attack",
        ),
        "visit" => (
            "A&E or hospital",
            "Your GP surgery sees this on its list and should see you within 2 working days of going home.",
            visit(fields),
            "Save and tell my surgery",
        ),
        "peak_flow" => {
            ("Peak flow", "Blow up to 3 times. The best one counts, and all are kept.", blows(fields), "Save peak flow")
        }
        "reliever" => ("Reliever", "Puffs of your reliever for symptoms.", reliever(fields), "Save puffs"),
        "night" => ("Bad night", "How often asthma woke you.", night(fields), "Save night"),
        _ => ("Triggers", "What made your asthma worse?", triggers(fields), "Save triggers"),
    };
    let now = matches!(kind, "attack").then(|| {
        view! {
            <p>
                <strong>"Attack now? "</strong>
                <TextLink href=routes::EMERGENCY>"Open the emergency steps"</TextLink>
                ". This form can wait."
            </p>
        }
    });
    let kind = kind.to_owned();
    let replaces = (!replaces.is_empty()).then(|| view! { <input type="hidden" name="replaces" value=replaces/> });
    let form = view! {
        <Heading text=title/>
        {now}
        <p>{lead}</p>
        <form method="post" action=KeepNote::url()>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="kind" value=kind/>
            {replaces}
            {questions}
            <Button full_width=true>{button}</Button>
        </form>
    };
    (title, form.into_any())
}

fn attack(fields: Fields) -> AnyView {
    let how_long = HowLong::ALL.map(|answer| {
        let label = match answer {
            HowLong::TenMinutes => "10 minutes or less",
            HowLong::Hour => "Up to an hour",
            HowLong::Longer => "Longer than an hour",
            HowLong::StillOn => "It is not over: show me the emergency steps",
        };
        (answer.as_str(), label)
    });
    let puffs = Puffs::ALL.map(|answer| {
        let label = match answer {
            Puffs::UpToFive => "1 to 5",
            Puffs::UpToTen => "6 to 10",
            Puffs::More => "More than 10",
            Puffs::NoInhaler => "None: no inhaler there",
        };
        (answer.as_str(), label)
    });
    view! {
        {fields.when("When was it?")}
        {fields.radios("how_long", "How long did it last?", how_long)}
        {fields.radios("puffs", "How many puffs of the reliever?", puffs)}
        {fields.yes_no("steroids", "Were steroid tablets taken?")}
        {fields.yes_no("called_999", "Did anybody call 999?")}
    }
    .into_any()
}

fn visit(fields: Fields) -> AnyView {
    view! {
        {fields.radios("place", "Where?", [("a_and_e", "A&E, and home again"), ("hospital", "I stayed in hospital")])}
        {fields.day("day", "day_date", "Which day did you go in?")}
        <div class="diary-stay">
            {fields.radios("home", "For a hospital stay: are you home again?", [("yes", "Yes"), ("no", "No, I am still there")])}
            {fields.day("left", "left_date", "Which day did you go home?")}
        </div>
    }
    .into_any()
}

fn blows(fields: Fields) -> AnyView {
    let blow = |name: &'static str, label: &'static str| {
        view! {
            <TextInput
                name=name
                label=label
                unit="litres per minute"
                width=InputWidth::Three
                keyboard=Keyboard::Number
                autocomplete="off"
                optional=name != "blow_1"
                value=fields.value(name)
                error=fields.error(name)
            />
        }
    };
    let sure = fields.error("peak_flow_sure").get_untracked().map(|question| {
        let typed = ["blow_1", "blow_2", "blow_3"].map(|name| fields.value(name).get_untracked().trim().parse::<u16>());
        let best = typed.into_iter().filter_map(Result::ok).max().unwrap_or_default().to_string();
        let choices = vec![Choice::new(best.clone(), format!("Yes, {best} is right"))];
        view! { <Radios name="peak_flow_sure" legend="Is this number right?" choices=choices error=Some(question)/> }
    });
    view! {
        {sure}
        {blow("blow_1", "First blow")}
        {blow("blow_2", "Second blow")}
        {blow("blow_3", "Third blow")}
        {fields.when("When was it?")}
        {fields.radios("meter", "Which meter?", [("eu", "A meter with the EU scale (sold since 2004)"), ("wright", "An old meter (Wright scale)")])}
    }
    .into_any()
}

fn reliever(fields: Fields) -> AnyView {
    view! {
        <TextInput
            name="puffs"
            label="How many puffs?"
            width=InputWidth::Two
            keyboard=Keyboard::Number
            autocomplete="off"
            value=fields.value("puffs")
            error=fields.error("puffs")
        />
        {fields.when("When was it?")}
    }
    .into_any()
}

fn night(fields: Fields) -> AnyView {
    let times = (0..=10).map(|n| Choice::new(n.to_string(), n.to_string())).collect::<Vec<_>>();
    let times = std::iter::once(Choice::new("", "Choose")).chain(times).collect::<Vec<_>>();
    view! {
        <Select
            name="times"
            label="How many times did asthma wake you?"
            choices=times
            value=fields.value("times")
            error=fields.error("times")
        />
        // A night belongs to the day on which it ends.
        {fields.day("day", "day_date", "The night before which day?")}
        <input type="hidden" name="part" value="night"/>
    }
    .into_any()
}

fn triggers(fields: Fields) -> AnyView {
    let boxes = TRIGGERS
        .into_iter()
        .map(|(word, name)| {
            let field: &'static str = trigger_field(word);
            let checked = fields.value(field);
            let checked = Signal::derive(move || !checked.read().is_empty());
            view! { <Checkbox name=field label=name checked=checked error=fields.error(field)/> }
        })
        .collect_view();
    view! {
        <Fieldset legend="Choose all that fit">{boxes}</Fieldset>
        <TextInput
            name="own"
            label="Something else"
            optional=true
            autocomplete="off"
            value=fields.value("own")
            error=fields.error("own")
        />
        {fields.when("When was it?")}
    }
    .into_any()
}

/// Names of the boxes, one for every trigger.
fn trigger_field(word: &str) -> &'static str {
    match word {
        "cold" => "trigger_cold",
        "pollen" => "trigger_pollen",
        "exercise" => "trigger_exercise",
        "cold_air" => "trigger_cold_air",
        "pollution" => "trigger_pollution",
        "smoke" => "trigger_smoke",
        "animals" => "trigger_animals",
        "dust" => "trigger_dust",
        "mould" => "trigger_mould",
        _ => "trigger_feelings",
    }
}
