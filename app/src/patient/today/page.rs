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
    BigCall, ButtonKind, ButtonLink, Card, CareCard, CareLevel, Heading, LinkedText, Row, Stack, TextLink, Tone,
    ZoneCard,
};
use crate::words::{say, t};

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
                            news.set(t("today-news"));
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
        None => say("today-how", &[("name", &person.given_name)]),
    };
    let checked_in = latest.is_some();
    let withdrawn = plan.as_ref().filter(|plan| plan.status() == PlanStatus::Withdrawn).map(|_| withdrawn());
    // Nothing stands above the call button in an emergency.
    let emergency = latest.as_ref().is_some_and(|(_, advice)| advice.urgency == Urgency::Emergency);
    let now = latest.map(|(entry, advice)| now(&entry, advice));
    let (first, second) = if emergency { (now, withdrawn) } else { (withdrawn, now) };
    view! {
        <Frame title=t("today-title") person=person demo=demo place=Place::Today>
            <Stack>
                <OtherPeople people=people/>
                <Heading text=heading caption=say_weekday(today)/>
                {first}
                {second}
                {visit.map(before_visit)}
                <Card edge=Tone::Red>
                    <p>
                        <strong>{t("today-worse")}</strong> " "
                        <TextLink href=routes::EMERGENCY>{t("today-emergency")}</TextLink>
                    </p>
                </Card>
                <Card heading=if checked_in { t("today-how-now") } else { t("today-check-in") }>
                    <p>{t("today-watched")}</p>
                    <Row>
                        <ButtonLink href=routes::CHECK_IN>{t("today-check-in")}</ButtonLink>
                        <ButtonLink href=routes::MY_PLAN kind=ButtonKind::Secondary>{t("today-see-plan")}</ButtonLink>
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
    let because = say("today-because", &[("why", &advice.because), ("time", &say_time(entry.happened_at))]);
    view! {
        {emergency.then(|| view! { <BigCall number="999" text=t("today-call")/> })}
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
        <Card heading=t("today-doses")>
            <DueDoses lines=due back="today"/>
            <p><TextLink href=routes::MY_MEDICINES external=true>{t("today-medicines")}</TextLink></p>
        </Card>
    }
    .into_any()
}

/// Questions are open. The page behind the link is a plain one.
fn before_visit(answered: bool) -> AnyView {
    let text = if answered { t("today-visit-answered") } else { t("today-visit-open") };
    view! {
        <Card>
            <p>
                <strong>{text}</strong> " "
                <TextLink href=routes::MY_VISIT external=true>{t("today-visit")}</TextLink>
            </p>
        </Card>
    }
    .into_any()
}

fn withdrawn() -> AnyView {
    view! {
        <CareCard level=CareLevel::Emergency heading=t("today-withdrawn")>
            <p><strong>{t("today-withdrawn-paper")}</strong></p>
            <p>{t("today-withdrawn-ring")}</p>
            <p><LinkedText text=t("today-withdrawn-attack") href=routes::EMERGENCY/></p>
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
                            <strong>{t("today-review")}</strong> " "
                            <span>{say("today-review-due", &[("date", &due)])}</span>
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
                    <strong>{t("today-no-plan")}</strong> " "
                    <LinkedText text=t("today-no-plan-text") href=routes::EMERGENCY/>
                </p>
            </Card>
        }
        .into_any(),
    }
}
