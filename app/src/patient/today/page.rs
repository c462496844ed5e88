use domain::diary::{Advice, DiaryEntry, TodayView, Urgency};
use domain::dose::DueLine;
use domain::plan::{PlanStatus, SignedPlan};
use domain::time::{say_date, say_time, say_weekday};
use leptos::prelude::*;

use super::api::today;
use crate::load::load;
use crate::patient::follow::{changes, tell};
use crate::patient::frame::{Frame, Place, refused};
use crate::patient::medicines::DueDoses;
use crate::patient::people::OtherPeople;
use crate::phone;
use crate::plan_words::{Actions, PlanStamp, do_now, tone, you_are_in};
use crate::routes;
use crate::ui::{
    BigCall, ButtonKind, ButtonLink, Card, CareCard, CareLevel, Heading, Row, Stack, TextLink, Tone, ZoneCard,
};

/// Which plan a page showed: its version and whether it counted.
type Shown = Option<(u32, PlanStatus)>;

#[component]
pub(in crate::patient) fn TodayPage() -> impl IntoView {
    let changes = changes();
    let view = load(move || changes.get(), |_| phone::today(today()));
    let last = StoredValue::new(None::<Shown>);
    let news = RwSignal::new(String::new());
    tell(news);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match view.ready().await {
                    Ok(view) => {
                        let now: Shown = view.plan.as_ref().map(|plan| (plan.number(), plan.status()));
                        if last.get_value().is_some_and(|last| last != now) {
                            news.set("Your plan has changed. This page shows how it is now.".into());
                        }
                        last.set_value(Some(now));
                        shown(view)
                    }
                    Err(error) => refused(&error),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn shown(view: TodayView) -> AnyView {
    let TodayView { person, people, today, plan, latest, demo, visit, due, .. } = view;
    let heading = match &latest {
        Some((_, advice)) => you_are_in(advice.zone).to_owned(),
        None => format!("How are you today, {}?", person.given_name),
    };
    let checked_in = latest.is_some();
    let withdrawn = plan.as_ref().filter(|plan| plan.status() == PlanStatus::Withdrawn).map(|_| withdrawn());
    // Nothing stands above the call button in an emergency.
    let emergency = latest.as_ref().is_some_and(|(_, advice)| advice.urgency == Urgency::Emergency);
    let now = latest.map(|(entry, advice)| now(&entry, advice));
    let (first, second) = if emergency { (now, withdrawn) } else { (withdrawn, now) };
    view! {
        <Frame title="Today" person=person demo=demo place=Place::Today>
            <Stack>
                <OtherPeople people=people/>
                <Heading text=heading caption=say_weekday(today)/>
                {first}
                {second}
                {visit.map(before_visit)}
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
                {(!due.is_empty()).then(|| doses(due))}
                {foot(plan, today)}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn now(entry: &DiaryEntry, advice: Advice) -> AnyView {
    let emergency = advice.urgency == Urgency::Emergency;
    let because = format!("{} You checked in at {}.", advice.because, say_time(entry.happened_at));
    view! {
        {emergency.then(|| view! { <BigCall number="999" text="Call 999"/> })}
        <ZoneCard zone=tone(advice.zone) heading=do_now(advice.urgency)>
            <Actions actions=advice.actions/>
            <p class="type-small">{because}</p>
        </ZoneCard>
    }
    .into_any()
}

/// Doses of the day. The page behind the link is a plain one.
fn doses(due: Vec<DueLine>) -> AnyView {
    view! {
        <Card heading="Your doses today">
            <DueDoses lines=due back="today"/>
            <p><TextLink href=routes::MY_MEDICINES external=true>"All your medicines"</TextLink></p>
        </Card>
    }
    .into_any()
}

/// Questions are open. The page behind the link is a plain one.
fn before_visit(answered: bool) -> AnyView {
    let text = if answered { "Answered. You can change your answers." } else { "Two minutes before your visit." };
    view! {
        <Card>
            <p>
                <strong>{text}</strong> " "
                <TextLink href=routes::MY_VISIT external=true>"Questions from your GP surgery"</TextLink>
            </p>
        </Card>
    }
    .into_any()
}

fn withdrawn() -> AnyView {
    view! {
        <CareCard level=CareLevel::Emergency heading="Do not use your old plan">
            <p><strong>"Your GP surgery has withdrawn it. Do not use paper copies either."</strong></p>
            <p>"Ring your GP surgery today and ask what to do and for a new plan. Until then the advice here is general."</p>
            <p>
                "In an asthma attack, " <TextLink href=routes::EMERGENCY>"do the emergency steps"</TextLink>
                <span>" and call 999."</span>
            </p>
        </CareCard>
    }
    .into_any()
}

/// Which plan the page goes by, last on it.
fn foot(plan: Option<SignedPlan>, today: chrono::NaiveDate) -> AnyView {
    match plan {
        Some(plan) if plan.status() == PlanStatus::Signed => {
            let late = plan.review_due() < today;
            let due = say_date(plan.review_due());
            view! {
                {late.then(|| view! {
                    <Card edge=Tone::Orange>
                        <p>
                            <strong>"Your plan needs a review. "</strong>
                            <span>{format!("It was due on {due}. Keep using it, and ask your GP surgery for a review.")}</span>
                        </p>
                    </Card>
                })}
                <PlanStamp plan=plan/>
            }
            .into_any()
        }
        Some(_) => ().into_any(),
        None => view! {
            <Card edge=Tone::Orange>
                <p>
                    <strong>"You have no signed plan yet. "</strong>
                    <span>"Ask your nurse or GP for one. Until then the advice here is general, and there are "</span>
                    <TextLink href=routes::EMERGENCY>"emergency steps for everybody"</TextLink> <span>"."</span>
                </p>
            </Card>
        }
        .into_any(),
    }
}
