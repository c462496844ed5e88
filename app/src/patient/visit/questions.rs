use domain::visit::VisitForm;
use leptos::prelude::*;

use crate::forms::{self, Returned};
use crate::ui::{Button, Choice, Fieldset, InputWidth, Keyboard, Radios, Select, TextInput, Textarea};
use crate::words::{say, t};

/// How the person is spoken of: "you", or the child by name.
pub(super) struct Words {
    pub(super) name: String,
    pub(super) child: bool,
}

impl Words {
    pub(super) fn pick(&self, to_them: &'static str, of_child: &'static str) -> String {
        if self.child { say(of_child, &[("name", &self.name)]) } else { t(to_them) }
    }
}

/// The questions, three of which must be answered.
pub(super) fn questions(words: &Words, form: &VisitForm, state: Signal<Returned>) -> AnyView {
    // What was refused comes back as typed; else what was answered before.
    let value = move |field: &'static str, kept: &str| {
        let kept = kept.to_owned();
        Signal::derive(move || state.read().values.get(field).cloned().unwrap_or_else(|| kept.clone()))
    };
    let error = move |field: &'static str| forms::problem(state, field);
    let week = || {
        let numbers = (0..=7).map(|n| Choice::new(n.to_string(), n.to_string()));
        std::iter::once(Choice::new("", t("visit-choose"))).chain(numbers).collect::<Vec<_>>()
    };
    let best = value("best_peak_flow", &form.best_peak_flow);
    let measured = value("best_measured_on", &form.best_measured_on);
    let name = value("contact_name", &form.contact_name);
    let phone = value("contact_phone", &form.contact_phone);
    let sure = forms::problem(state, "peak_flow_sure").get_untracked().map(|question| {
        let reading = best.get_untracked().trim().to_owned();
        let choices = vec![Choice::new(reading.clone(), say("visit-sure-yes", &[("reading", &reading)]))];
        view! { <Radios name="peak_flow_sure" legend=t("visit-sure") choices=choices error=Some(question)/> }
    });
    let kept_sure = sure.is_none().then(|| {
        let kept = value("peak_flow_sure", &form.peak_flow_sure).get_untracked();
        view! { <input type="hidden" name="peak_flow_sure" value=kept/> }
    });
    view! {
        <Select
            name="reliever_days"
            label=words.pick("visit-reliever-days", "visit-reliever-days-child")
            hint=t("visit-reliever-hint")
            choices=week()
            value=value("reliever_days", &form.reliever_days)
            error=error("reliever_days")
        />
        <Select
            name="nights_woken"
            label=words.pick("visit-nights", "visit-nights-child")
            choices=week()
            value=value("nights_woken", &form.nights_woken)
            error=error("nights_woken")
        />
        <TextInput
            name="steroid_courses"
            label=words.pick("visit-steroids", "visit-steroids-child")
            hint=t("visit-steroids-hint")
            width=InputWidth::Two
            keyboard=Keyboard::Number
            autocomplete="off"
            value=value("steroid_courses", &form.steroid_courses)
            error=error("steroid_courses")
        />
        <Textarea
            name="stops"
            label=words.pick("visit-stops", "visit-stops-child")
            hint=t("visit-stops-hint")
            rows=2
            value=value("stops", &form.stops)
            error=error("stops")
        />
        <TextInput
            name="triggers"
            label=words.pick("visit-triggers", "visit-triggers-child")
            hint=t("visit-triggers-hint")
            optional=true
            autocomplete="off"
            value=value("triggers", &form.triggers)
            error=error("triggers")
        />
        <TextInput
            name="inhalers"
            label=words.pick("visit-inhalers", "visit-inhalers-child")
            hint=t("visit-inhalers-hint")
            optional=true
            autocomplete="off"
            value=value("inhalers", &form.inhalers)
            error=error("inhalers")
        />
        <div class="mb-6">
        <Fieldset legend=t("visit-best-legend")>
            <TextInput
                name="best_peak_flow"
                label=t("visit-best")
                unit=t("visit-unit")
                width=InputWidth::Three
                keyboard=Keyboard::Number
                optional=true
                autocomplete="off"
                value=best
                error=error("best_peak_flow")
            />
            {sure}
            {kept_sure}
            <TextInput
                name="best_measured_on"
                label=t("visit-best-day")
                hint=t("visit-best-day-hint")
                width=InputWidth::Ten
                optional=true
                autocomplete="off"
                value=measured
                error=error("best_measured_on")
            />
        </Fieldset>
        </div>
        <div class="mb-6">
        <Fieldset legend=t("visit-contact")>
            <TextInput
                name="contact_name"
                label=t("visit-contact-name")
                optional=true
                autocomplete="off"
                width=InputWidth::Twenty
                value=name
                error=error("contact_name")
            />
            <TextInput
                name="contact_phone"
                label=t("visit-contact-phone")
                optional=true
                keyboard=Keyboard::Tel
                autocomplete="off"
                width=InputWidth::Twenty
                value=phone
                error=error("contact_phone")
            />
        </Fieldset>
        </div>
        <Button full_width=true>{t("visit-send")}</Button>
    }
    .into_any()
}
