use domain::OdsCode;
use domain::heard::FeedbackFigures;
use domain::metrics::Shown;
use leptos::prelude::*;

use super::api::feedback_figures;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Details, Heading, Page, Stack, StatCard};

/// Satisfaction and recommendation of the last twelve whole months.
#[component]
pub fn FeedbackPage() -> impl IntoView {
    let icb = place::icb();
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => feedback_figures(icb.clone()).await.map(|figures| (icb, figures)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((icb, figures)) => shown(&icb, figures),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(icb: &OdsCode, figures: FeedbackFigures) -> AnyView {
    let FeedbackFigures { icb_name, from, to, asked, answered, happy, satisfaction, recommendation } = figures;
    let trail = vec![(icb_name, Some(routes::icb(icb))), ("Feedback".into(), None)];
    let of_asked = match asked {
        Shown::Count(asked) => format!("of {} asked", Shown::Count(asked).text()),
        Shown::Hidden => "how many were asked is hidden".to_owned(),
    };
    let satisfied = satisfaction.map_or_else(|| "hidden".to_owned(), |per_cent| format!("{per_cent}%"));
    let satisfied = if answered == Shown::Count(0) { "no answers".to_owned() } else { satisfied };
    let happy = match happy {
        Shown::Count(happy) if answered != Shown::Count(0) => {
            format!("{} happy or very happy with the app", Shown::Count(happy).text())
        }
        _ => "happy or very happy with the app".to_owned(),
    };
    let score = recommendation.map_or_else(|| "not shown".to_owned(), |score| format!("{score:+}"));
    let period = format!("{from} to {to}. The month that runs is not counted yet.");
    view! {
        <Page title="Feedback" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Feedback from patients and parents"/>
            <Stack>
                <p>{period}</p>
                <div class="grid gap-4 desktop:grid-cols-3">
                    <StatCard title="Answers" value=answered.text() note=of_asked/>
                    <StatCard title="Satisfaction" value=satisfied note=happy/>
                    <StatCard title="Recommendation score" value=score note="from −100 to +100, shown from 30 answers on"/>
                </div>
                <Details summary="What is counted">
                    <ul class="bullets">
                        <li>"People are asked 28 days after joining at the earliest, then every 90 days at most, and never within two days of an amber or red day, an attack or a hospital visit of theirs or of their children."</li>
                        <li>"Satisfaction: answers of happy and very happy, out of all answers."</li>
                        <li>"Recommendation score: per cent who answer 9 or 10, less per cent who answer 0 to 6, to how likely they are to tell a friend."</li>
                        <li>"Counts of 1 to 6 are hidden, and whatever would give them away. Answers are kept as counts by ICB and month: nobody can tell whose they are, this page included."</li>
                    </ul>
                </Details>
            </Stack>
        </Page>
    }
    .into_any()
}
