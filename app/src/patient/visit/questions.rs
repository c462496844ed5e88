use domain::visit::VisitForm;
use leptos::prelude::*;

use crate::forms::{self, Returned};
use crate::ui::{Button, Choice, Fieldset, InputWidth, Keyboard, Radios, Select, TextInput, Textarea};

/// How the person is spoken of: "you", or the child by name.
pub(super) struct Words {
    pub(super) name: String,
    pub(super) child: bool,
}

impl Words {
    pub(super) fn pick(&self, to_them: &str, of_child: &str) -> String {
        if self.child { of_child.replace("NAME", &self.name) } else { to_them.to_owned() }
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
        std::iter::once(Choice::new("", "Choose")).chain(numbers).collect::<Vec<_>>()
    };
    let best = value("best_peak_flow", &form.best_peak_flow);
    let measured = value("best_measured_on", &form.best_measured_on);
    let name = value("contact_name", &form.contact_name);
    let phone = value("contact_phone", &form.contact_phone);
    let sure = forms::problem(state, "peak_flow_sure").get_untracked().map(|question| {
        let reading = best.get_untracked().trim().to_owned();
        let choices = vec![Choice::new(reading.clone(), format!("Yes, {reading} is right"))];
        view! { <Radios name="peak_flow_sure" legend="Is this number right?" choices=choices error=Some(question)/> }
    });
    let kept_sure = sure.is_none().then(|| {
        let kept = value("peak_flow_sure", &form.peak_flow_sure).get_untracked();
        view! { <input type="hidden" name="peak_flow_sure" value=kept/> }
    });
    view! {
        <Select
            name="reliever_days"
            label=words.pick("In the last 7 days, on how many days did you need your reliever?", "In the last 7 days, on how many days did NAME need the reliever?")
            hint="The reliever is the inhaler for when you wheeze, cough or feel tight"
            choices=week()
            value=value("reliever_days", &form.reliever_days)
            error=error("reliever_days")
        />
        <Select
            name="nights_woken"
            label=words.pick("In the last 7 nights, how many times did asthma wake you?", "In the last 7 nights, how many times did asthma wake NAME?")
            choices=week()
            value=value("nights_woken", &form.nights_woken)
            error=error("nights_woken")
        />
        <TextInput
            name="steroid_courses"
            label=words.pick("Since your last asthma review, how many times did you need steroid tablets?", "Since the last asthma review, how many times did NAME need steroid tablets?")
            hint="Tablets such as prednisolone, for a few days. Type 0 if none"
            width=InputWidth::Two
            keyboard=Keyboard::Number
            autocomplete="off"
            value=value("steroid_courses", &form.steroid_courses)
            error=error("steroid_courses")
        />
        <Textarea
            name="stops"
            label=words.pick("What does asthma stop you doing? (optional)", "What does asthma stop NAME doing? (optional)")
            hint="Such as running, sleeping, going to school or work"
            rows=2
            value=value("stops", &form.stops)
            error=error("stops")
        />
        <TextInput
            name="triggers"
            label=words.pick("What makes your asthma worse?", "What makes NAME’s asthma worse?")
            hint="Put a comma between them, such as: pollen, cats, cold air"
            optional=true
            autocomplete="off"
            value=value("triggers", &form.triggers)
            error=error("triggers")
        />
        <TextInput
            name="inhalers"
            label=words.pick("Which inhalers do you use now, and how often?", "Which inhalers does NAME use now, and how often?")
            hint="As you say it at home, such as: brown one, 2 puffs every morning"
            optional=true
            autocomplete="off"
            value=value("inhalers", &form.inhalers)
            error=error("inhalers")
        />
        <div class="mb-6">
        <Fieldset legend="Best peak flow, if you know it">
            <TextInput
                name="best_peak_flow"
                label="Best peak flow"
                unit="litres per minute"
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
                label="Day you measured it"
                hint="For example, 14/10/2026"
                width=InputWidth::Ten
                optional=true
                autocomplete="off"
                value=measured
                error=error("best_measured_on")
            />
        </Fieldset>
        </div>
        <div class="mb-6">
        <Fieldset legend="Somebody to ring in an emergency">
            <TextInput
                name="contact_name"
                label="Name"
                optional=true
                autocomplete="off"
                width=InputWidth::Twenty
                value=name
                error=error("contact_name")
            />
            <TextInput
                name="contact_phone"
                label="Phone"
                optional=true
                keyboard=Keyboard::Tel
                autocomplete="off"
                width=InputWidth::Twenty
                value=phone
                error=error("contact_phone")
            />
        </Fieldset>
        </div>
        <Button full_width=true>"Send to your GP surgery"</Button>
    }
    .into_any()
}
