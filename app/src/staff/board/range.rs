//! The days of a board, chosen by links and by a form: they stand in the address.

use chrono::NaiveDate;
use domain::board::{Range, RangeProblem};
use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, ButtonType, DayInput, Details, LinkChoices, NavItem, Row, WarningCallout};

/// Which days, and the way to others.
pub(super) fn range_bar(range: Range, today: NaiveDate, address: &str) -> AnyView {
    let items = Range::DAYS
        .map(|days| NavItem {
            text: if days == 365 { "12 months".into() } else { format!("{days} days") },
            href: format!("{address}{}", Range { days, ..range }.query()),
            current: days == range.days,
        })
        .into_iter()
        .collect::<Vec<_>>();
    let (value, max, back) = (range.last(today).to_string(), today.to_string(), address.to_owned());
    let (action, days) = (address.to_owned(), range.days.to_string());
    let now = range.until.map(|_| {
        let href = format!("{back}{}", Range { until: None, ..range }.query());
        view! { <a href=href>"Back to today"</a> }
    });
    view! {
        <div class="flex flex-wrap items-start gap-x-6 gap-y-2">
            <LinkChoices label="Days shown" items=items/>
            <Details summary="Another day">
                <form method="get" action=action>
                    <input type="hidden" name="days" value=days/>
                    <Row>
                        <DayInput name="until" label="Up to and with" value=value max=max/>
                        <Button kind=ButtonKind::Secondary button_type=ButtonType::Submit>"Show"</Button>
                    </Row>
                </form>
            </Details>
            {now}
        </div>
    }
    .into_any()
}

/// What is wrong with the days of an address, and the way on.
pub(super) fn wrong_days(problem: RangeProblem) -> AnyView {
    let text = problem.to_string();
    view! {
        <WarningCallout heading="Check the address">
            <p>{text}</p>
            <p><a href="?">"Show the last four weeks"</a></p>
        </WarningCallout>
    }
    .into_any()
}
