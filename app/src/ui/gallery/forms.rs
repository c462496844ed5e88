use leptos::prelude::*;

use crate::ui::{
    Checkbox, Choice, Columns, DateInput, ErrorSummary, FieldError, Fieldset, InputWidth, Keyboard, Radios, Row,
    Select, Slider, Stack, TextInput, Textarea,
};

fn doses() -> Vec<Choice> {
    vec![Choice::new("1", "1 puff"), Choice::new("2", "2 puffs").hint("Morning and night"), Choice::new("4", "4 puffs")]
}

pub(super) fn controls() -> AnyView {
    view! {
        <Columns>
            <Stack>
                <TextInput name="full-name" label="Full name" autocomplete="name" />
                <TextInput name="email" label="Email address" keyboard=Keyboard::Email optional=true />
                <TextInput
                    name="best"
                    label="Best peak flow"
                    hint="The highest of three blows"
                    value="315"
                    width=InputWidth::Four
                    unit="litres per minute"
                    keyboard=Keyboard::Number
                />
                <TextInput name="phone" label="Phone number" keyboard=Keyboard::Tel width=InputWidth::Twenty />
                <TextInput name="search" label="Find a patient" keyboard=Keyboard::Search />
                <DateInput
                    name="born"
                    legend="Date of birth"
                    hint="For example, 3 3 2017"
                    day="3"
                    month="3"
                    year="2017"
                    birthday=true
                />
                <Textarea name="note" label="Note in her words" value="Do your brown inhaler when you brush your teeth." />
            </Stack>
            <Stack>
                <Select name="dose" label="Morning" choices=doses() value="2" hint="How many puffs" />
                <Radios name="night" legend="Did you wake up at night?" hint="Coughing or wheezing" choices=doses() value="2" />
                <Radios
                    name="yes"
                    legend="Have you used your blue inhaler today?"
                    choices=vec![Choice::new("yes", "Yes"), Choice::new("no", "No")]
                    inline=true
                />
                <Checkbox name="agree" label="I have checked this plan" hint="With the person or their parent" checked=true />
                <Fieldset legend="Who to call">
                    <Stack>
                        <TextInput name="contact" label="Name" />
                        <Checkbox name="next-of-kin" label="Next of kin" />
                    </Stack>
                </Fieldset>
            </Stack>
        </Columns>
    }
    .into_any()
}

pub(super) fn errors() -> AnyView {
    let wrong = |message: &str| Some(message.to_owned());
    let errors = vec![
        FieldError { field: "wrong-best".to_owned(), message: "Best peak flow must be 60 to 800".to_owned() },
        FieldError { field: "wrong-born".to_owned(), message: "Date of birth must be in the past".to_owned() },
        FieldError { field: "wrong-night".to_owned(), message: "Choose how many puffs".to_owned() },
    ];
    view! {
        <Stack>
            <ErrorSummary errors=errors />
            <TextInput
                name="wrong-best"
                label="Best peak flow"
                value="3150"
                width=InputWidth::Five
                error=wrong("Best peak flow must be 60 to 800")
            />
            <DateInput name="wrong-born" legend="Date of birth" year="2117" error=wrong("Date of birth must be in the past") />
            <Radios name="wrong-night" legend="How many puffs?" choices=doses() error=wrong("Choose how many puffs") />
            <Select name="wrong-dose" label="Morning" choices=doses() error=wrong("Choose a dose") />
            <Textarea name="wrong-note" label="Reason" error=wrong("Write why the line differs") />
            <Checkbox name="wrong-agree" label="I have checked this plan" error=wrong("Check the plan and tick the box") />
        </Stack>
    }
    .into_any()
}

pub(super) fn dense() -> AnyView {
    view! {
        <Stack>
            <Row>
                <TextInput name="small-text" label="Surname" small=true width=InputWidth::Twenty />
                <Select name="small-select" label="Period" choices=doses() small=true />
            </Row>
            <Radios name="small-radios" legend="Show" choices=doses() value="1" small=true inline=true />
            <Radios name="small-list" legend="Order" choices=doses() value="4" small=true />
            {slider()}
        </Stack>
    }
    .into_any()
}

fn slider() -> AnyView {
    let reading = RwSignal::new(240u16);
    let set = Callback::new(move |number| reading.set(number));
    view! {
        <Slider name="reading" label="Peak flow" range=50..=315 value=reading on_input=set unit=|_| "litres per minute".into()/>
    }
    .into_any()
}
