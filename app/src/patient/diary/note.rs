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
    BackLink, Button, Checkbox, Choice, ErrorSummary, Fieldset, Heading, InputWidth, Keyboard, LinkedText, Radios,
    Select, Stack, TextInput,
};
use crate::words::{say, t};

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
                <BackLink href=routes::DIARY text=t("diary-title")/>
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
    view! { <Stack><BackLink href=routes::DIARY text=t("diary-title")/>{form}</Stack> }.into_any()
}

/// Heading and form of a kind.
fn form(kind: &str, fields: Fields, id: String, replaces: String) -> (String, AnyView) {
    let (title, lead, questions, button) = match kind {
        "attack" => (t("diary-attack-title"), t("diary-attack-lead"), attack(fields), t("diary-attack-save")),
        "visit" => (t("diary-visit"), t("diary-visit-lead"), visit(fields), t("diary-visit-save")),
        "peak_flow" => (t("diary-peak-flow"), t("diary-peak-flow-lead"), blows(fields), t("diary-peak-flow-save")),
        "reliever" => (t("diary-reliever"), t("diary-reliever-lead"), reliever(fields), t("diary-reliever-save")),
        "night" => (t("diary-night"), t("diary-night-lead"), night(fields), t("diary-night-save")),
        _ => (t("diary-triggers"), t("diary-triggers-lead"), triggers(fields), t("diary-triggers-save")),
    };
    let now = matches!(kind, "attack").then(|| {
        view! {
            <p>
                <strong>{t("diary-attack-now")}</strong> " " <LinkedText text=t("diary-attack-now-text") href=routes::EMERGENCY/>
            </p>
        }
    });
    let kind = kind.to_owned();
    let replaces = (!replaces.is_empty()).then(|| view! { <input type="hidden" name="replaces" value=replaces/> });
    let form = view! {
        <Heading text=title.clone()/>
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
            HowLong::TenMinutes => t("diary-ten-minutes"),
            HowLong::Hour => t("diary-hour"),
            HowLong::Longer => t("diary-longer"),
            HowLong::StillOn => t("diary-still-on"),
        };
        (answer.as_str(), label)
    });
    let puffs = Puffs::ALL.map(|answer| {
        let label = match answer {
            Puffs::UpToFive => t("diary-puffs-five"),
            Puffs::UpToTen => t("diary-puffs-ten"),
            Puffs::More => t("diary-puffs-more"),
            Puffs::NoInhaler => t("diary-puffs-none"),
        };
        (answer.as_str(), label)
    });
    view! {
        {fields.when(t("diary-when-was-it"))}
        {fields.radios("how_long", t("diary-how-long"), how_long)}
        {fields.radios("puffs", t("diary-how-many-puffs"), puffs)}
        {fields.yes_no("steroids", t("diary-steroids"))}
        {fields.yes_no("called_999", t("diary-called"))}
    }
    .into_any()
}

fn visit(fields: Fields) -> AnyView {
    view! {
        {fields.radios("place", t("diary-where"), [("a_and_e", t("diary-a-and-e")), ("hospital", t("diary-hospital"))])}
        {fields.day("day", "day_date", t("diary-went-in"))}
        <div class="diary-stay">
            {fields.radios("home", t("diary-home"), [("yes", t("diary-yes")), ("no", t("diary-still-there"))])}
            {fields.day("left", "left_date", t("diary-went-home"))}
        </div>
    }
    .into_any()
}

fn blows(fields: Fields) -> AnyView {
    let blow = |name: &'static str, label: String| {
        view! {
            <TextInput
                name=name
                label=label
                unit=t("diary-unit")
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
        let choices = vec![Choice::new(best.clone(), say("diary-sure-yes", &[("reading", &best)]))];
        view! { <Radios name="peak_flow_sure" legend=t("diary-sure") choices=choices error=Some(question)/> }
    });
    view! {
        {sure}
        {blow("blow_1", t("diary-blow-first"))}
        {blow("blow_2", t("diary-blow-second"))}
        {blow("blow_3", t("diary-blow-third"))}
        {fields.when(t("diary-when-was-it"))}
        {fields.radios("meter", t("diary-meter"), [("eu", t("diary-meter-eu")), ("wright", t("diary-meter-wright"))])}
    }
    .into_any()
}

fn reliever(fields: Fields) -> AnyView {
    view! {
        <TextInput
            name="puffs"
            label=t("diary-puffs")
            width=InputWidth::Two
            keyboard=Keyboard::Number
            autocomplete="off"
            value=fields.value("puffs")
            error=fields.error("puffs")
        />
        {fields.when(t("diary-when-was-it"))}
    }
    .into_any()
}

fn night(fields: Fields) -> AnyView {
    let times = (0..=10).map(|n| Choice::new(n.to_string(), n.to_string())).collect::<Vec<_>>();
    let times = std::iter::once(Choice::new("", t("diary-choose"))).chain(times).collect::<Vec<_>>();
    view! {
        <Select
            name="times"
            label=t("diary-times")
            choices=times
            value=fields.value("times")
            error=fields.error("times")
        />
        // A night belongs to the day on which it ends.
        {fields.day("day", "day_date", t("diary-which-night"))}
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
        <Fieldset legend=t("diary-choose-all")>{boxes}</Fieldset>
        <TextInput
            name="own"
            label=t("diary-something-else")
            optional=true
            autocomplete="off"
            value=fields.value("own")
            error=fields.error("own")
        />
        {fields.when(t("diary-when-was-it"))}
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
