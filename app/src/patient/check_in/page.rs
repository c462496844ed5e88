use domain::diary::CheckInForm;
use domain::plan::{PlanStatus, SignedPlan};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::answer::{danger, zone_now};
use super::api::{LogCheckIn, Opened, new_entry};
use super::here::{Here, is_no_network};
use crate::forms::{self, FormState, Returned};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{
    BackLink, Button, Choice, ErrorSummary, FieldError, Heading, InputWidth, Keyboard, LinkedText, Radios, Stack,
    TextInput,
};
use crate::words::{say, t};
use crate::{AppError, phone, routes};

#[component]
pub(in crate::patient) fn CheckInPage() -> impl IntoView {
    let opened = load(|| (), |()| opened_here());
    let action = ServerAction::<LogCheckIn>::new();
    let state = forms::state(action.value());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(opened) => shown(opened, action, state).await,
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// A fresh form from the server; without a network, by what the phone keeps.
async fn opened_here() -> Result<Opened, AppError> {
    let asked = new_entry().await;
    let made_here = phone::new_id();
    match (asked, made_here) {
        (Err(AppError::Transport | AppError::SignedOut), Some(id)) => {
            Ok(Opened { id, today: phone::today(async { Err(AppError::Transport) }).await? })
        }
        (asked, _) => asked,
    }
}

async fn shown(opened: Opened, action: ServerAction<LogCheckIn>, state: FormState) -> AnyView {
    let answered: Signal<Returned> = state.ready().await;
    let Opened { id, today } = opened;
    let here = Here { id, person: today.person.id, last_reading: today.last_reading, answer: RwSignal::new(None) };
    let state = Signal::derive(move || here.answer.get().unwrap_or_else(|| answered.get()));
    let errors = Signal::derive(move || match action.value().get() {
        Some(Err(error)) if !is_no_network(&error) => {
            vec![FieldError { field: "too_breathless".into(), message: error.to_string() }]
        }
        _ => forms::summary(state).get(),
    });
    let plan = today.plan.as_ref().filter(|plan| plan.status() == PlanStatus::Signed).map(SignedPlan::content).cloned();
    let typed = RwSignal::new(CheckInForm {
        peak_flow: forms::value(state, "peak_flow").get_untracked(),
        daytime: forms::value(state, "daytime").get_untracked(),
        woke_at_night: forms::value(state, "woke_at_night").get_untracked(),
        reliever: forms::value(state, "reliever").get_untracked(),
        too_breathless: forms::value(state, "too_breathless").get_untracked(),
        peak_flow_sure: String::new(),
    });
    here.write_without_network(action, typed);
    let has_lines = plan.as_ref().is_some_and(|plan| plan.peak_flow.is_some());
    let demo = today.demo;
    view! {
        <Frame title=t("check-in-title") person=today.person demo=demo place=Place::Today>
            <Stack>
                <BackLink href=routes::MY text=t("check-in-back")/>
                <ErrorSummary errors=errors/>
                <Heading text=t("check-in-how")/>
                <p><LinkedText text=t("check-in-watched") href=routes::EMERGENCY/></p>
                <ActionForm action=action>
                    <input type="hidden" name="id" value=id.to_string()/>
                    {questions(typed, state)}
                    <TextInput
                        name="peak_flow"
                        label=t("check-in-peak-flow")
                        hint=if has_lines { t("check-in-peak-flow-hint") } else { t("check-in-peak-flow-hint-symptoms") }
                        unit=t("check-in-unit")
                        width=InputWidth::Three
                        keyboard=Keyboard::Number
                        optional=true
                        autocomplete="off"
                        value=forms::value(state, "peak_flow")
                        error=forms::problem(state, "peak_flow")
                        on_input=Callback::new(move |text| typed.update(|form| form.peak_flow = text))
                    />
                    {sure(state, typed)}
                    {zone_now(typed, plan)}
                    <Button pending=action.pending() full_width=true>{t("check-in-save")}</Button>
                </ActionForm>
            </Stack>
        </Frame>
    }
    .into_any()
}

/// A reading far from the last one is asked about once more.
fn sure(state: Signal<Returned>, typed: RwSignal<CheckInForm>) -> AnyView {
    let question = forms::problem(state, "peak_flow_sure");
    (move || {
        question.get().map(|_| {
            let reading = forms::value(state, "peak_flow").get_untracked().trim().to_owned();
            let yes = vec![Choice::new(reading.clone(), say("check-in-sure-yes", &[("reading", &reading)]))];
            let on_input = Callback::new(move |text| typed.update(|form| form.peak_flow_sure = text));
            view! { <Radios name="peak_flow_sure" legend=t("check-in-sure") choices=yes error=question on_input=on_input/> }
        })
    })
    .into_any()
}

fn questions(typed: RwSignal<CheckInForm>, state: Signal<Returned>) -> AnyView {
    let yes_no = || vec![Choice::new("yes", t("check-in-yes")), Choice::new("no", t("check-in-no"))];
    view! {
        <Radios
            name="too_breathless"
            legend=t("check-in-breathless")
            choices=yes_no()
            inline=true
            value=forms::value(state, "too_breathless")
            error=forms::problem(state, "too_breathless")
            on_input=Callback::new(move |text| typed.update(|form| form.too_breathless = text))
        />
        <Radios
            name="reliever"
            legend=t("check-in-reliever")
            choices=vec![
                Choice::new("none", t("check-in-no")),
                Choice::new("helped", t("check-in-reliever-helped")),
                Choice::new("not_lasting", t("check-in-reliever-not-lasting")),
            ]
            value=forms::value(state, "reliever")
            error=forms::problem(state, "reliever")
            on_input=Callback::new(move |text| typed.update(|form| form.reliever = text))
        />
        {danger(typed)}
        <Radios
            name="daytime"
            legend=t("check-in-daytime")
            choices=vec![
                Choice::new("none", t("check-in-no")),
                Choice::new("some", t("check-in-daytime-some")),
                Choice::new("interfering", t("check-in-daytime-interfering")),
            ]
            value=forms::value(state, "daytime")
            error=forms::problem(state, "daytime")
            on_input=Callback::new(move |text| typed.update(|form| form.daytime = text))
        />
        <Radios
            name="woke_at_night"
            legend=t("check-in-night")
            choices=yes_no()
            inline=true
            value=forms::value(state, "woke_at_night")
            error=forms::problem(state, "woke_at_night")
            on_input=Callback::new(move |text| typed.update(|form| form.woke_at_night = text))
        />
    }
    .into_any()
}
