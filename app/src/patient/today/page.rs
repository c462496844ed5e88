use domain::Topic;
use domain::diary::{Advice, TodayView, Urgency};
use domain::plan::{PlanStatus, SignedPlan, Zone};
use domain::time::{say_date, say_weekday};
use leptos::prelude::*;

use super::api::today;
use crate::live::live;
use crate::patient::frame::{Frame, Place, refused};
use crate::plan_words::{PlanStamp, Sentence, tone};
use crate::routes;
use crate::ui::{ButtonKind, ButtonLink, Card, CareCard, CareLevel, Heading, Row, Stack, TextLink, Tone, ZoneCard};

#[component]
pub(in crate::patient) fn TodayPage() -> impl IntoView {
    let fetch = RwSignal::new(0_u64);
    let view = Resource::new_blocking(move || fetch.get(), |_| today());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(view) => shown(view, fetch),
                    Err(error) => refused(&error),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn shown(view: TodayView, fetch: RwSignal<u64>) -> AnyView {
    let changes = live(Topic::Patient(view.person.id).to_string());
    // Every change of this person's record, such as a newly signed plan, fetches the page again.
    Effect::new(move |before: Option<u64>| {
        let now = changes.get();
        if before.is_some_and(|before| before != now) {
            fetch.update(|count| *count += 1);
        }
        now
    });
    let TodayView { person, people, today, plan, latest, demo, .. } = view;
    let advice = latest.map(|(_, advice)| advice);
    let heading = match &advice {
        Some(advice) => match advice.zone {
            Zone::Green => "You are in your green zone".to_owned(),
            Zone::Amber => "You are in your amber zone".to_owned(),
            Zone::Red => "You are in your red zone".to_owned(),
        },
        None => format!("How are you today, {}?", person.given_name),
    };
    let checked_in = advice.is_some();
    let others = people.iter().filter(|other| !other.current).map(|other| other.given_name.clone()).collect::<Vec<_>>();
    view! {
        <Frame title="Today" person=person demo=demo place=Place::Today>
            <Stack>
                <Heading text=heading caption=say_weekday(today)/>
                {plan.as_ref().filter(|plan| plan.status() == PlanStatus::Withdrawn).map(|_| withdrawn())}
                {advice.map(now)}
                <Card edge=Tone::Red>
                    <p>
                        <strong>"Worse, or your reliever is not lasting 4 hours? "</strong>
                        <TextLink href=routes::EMERGENCY>"Open the emergency steps"</TextLink>
                    </p>
                </Card>
                <Card heading=if checked_in { "How are you now?" } else { "Check in" }>
                    <p>"About 20 seconds. Nobody is watching this for you: if you are worried, get help."</p>
                    <Row>
                        <ButtonLink href=routes::CHECK_IN>"Check in"</ButtonLink>
                        <ButtonLink href=routes::MY_PLAN kind=ButtonKind::Secondary>"See the plan"</ButtonLink>
                    </Row>
                </Card>
                {foot(plan, today)}
                {(!others.is_empty()).then(|| view! {
                    <p>{format!("You also carry the plan of {}. ", others.join(" and "))} <TextLink href=routes::MORE>"Change person"</TextLink></p>
                })}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn now(advice: Advice) -> AnyView {
    let heading = match advice.urgency {
        Urgency::Emergency => "This is an emergency: do this now",
        Urgency::Today => "Get medical help today",
        Urgency::Within24Hours => "Do this now",
        Urgency::Routine => "Carry on with your plan",
    };
    let emergency = advice.urgency == Urgency::Emergency;
    let actions = advice.actions.into_iter().map(|text| view! { <li><Sentence text=text/></li> }).collect_view();
    view! {
        {emergency.then(|| view! { <crate::ui::BigCall number="999" text="Call 999"/> })}
        <ZoneCard zone=tone(advice.zone) heading=heading>
            <ol class="numbers">{actions}</ol>
            <p class="type-small">{advice.because}</p>
        </ZoneCard>
    }
    .into_any()
}

fn withdrawn() -> AnyView {
    view! {
        <CareCard level=CareLevel::Urgent heading="Do not use your old plan">
            <p>"Your GP surgery has withdrawn it. Ask them for a new one. In an asthma attack, open the emergency steps."</p>
        </CareCard>
    }
    .into_any()
}

fn foot(plan: Option<SignedPlan>, today: chrono::NaiveDate) -> AnyView {
    match plan {
        Some(plan) if plan.status() == PlanStatus::Signed => {
            let late = plan.review_due() < today;
            let due = say_date(plan.review_due());
            view! {
                {late.then(|| view! {
                    <Card edge=Tone::Orange>
                        <p><strong>"Your plan needs a review. "</strong> {format!("It was due on {due}. Keep using it, and ask your GP surgery for a review.")}</p>
                    </Card>
                })}
                <PlanStamp plan=plan/>
            }
            .into_any()
        }
        Some(_) => ().into_any(),
        None => view! {
            <Card edge=Tone::Orange>
                <p><strong>"You have no signed plan yet. "</strong> "Ask your nurse or GP for one. Until then the advice here is general."</p>
            </Card>
        }
        .into_any(),
    }
}
