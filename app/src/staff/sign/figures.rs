//! The figures of a plan in words.

use domain::plan::PlanContent;
use domain::plan::content::PeakFlowSection;
use domain::time::say_date;
use leptos::prelude::*;

use crate::staff::say;
use crate::ui::{SectionHeading, SummaryList, SummaryRow};

/// Figures once more, in words: what a slip of the finger would change.
pub(in crate::staff) fn figures(content: &PlanContent) -> AnyView {
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let mut rows = Vec::new();
    match &content.peak_flow {
        Some(section) => rows.extend(lines_in_words(section).into_iter().map(|(key, value)| row(key, value))),
        None => rows.push(row("Peak flow", "Not part of this plan: it goes by symptoms alone".into())),
    }
    if let Some(preventer) = &content.preventer {
        let dose = format!("{}: {} in the morning, {} at night", preventer.name, preventer.morning, preventer.night);
        let total = preventer
            .daily_steroid_micrograms()
            .map(|all| format!(", {all} micrograms of inhaled steroid a day"))
            .unwrap_or_default();
        rows.push(row("Everyday inhaler", format!("{dose}{total}")));
    }
    if let Some(steroids) = content.rescue_steroids {
        rows.push(row(
            "Rescue steroids",
            format!("Prednisolone {} mg once a day for {} days", steroids.mg_a_day, steroids.days),
        ));
    }
    if !content.triggers.is_empty() {
        rows.push(row("Triggers", content.triggers.join(", ")));
    }
    if !content.note.is_empty() {
        rows.push(row("Note", content.note.clone()));
    }
    rows.push(row("GP surgery", format!("{}, {}", content.contacts.practice_name, content.contacts.practice_phone)));
    if !content.contacts.name.is_empty() {
        rows.push(row("Emergency contact", format!("{}, {}", content.contacts.name, content.contacts.phone)));
    }
    rows.push(row("Review due", content.review_due.map_or_else(|| "Not set".into(), say_date)));
    view! {
        <section>
            <SectionHeading text="The figures in words"/>
            <SummaryList rows=rows/>
        </section>
    }
    .into_any()
}

fn lines_in_words(section: &PeakFlowSection) -> Vec<(&'static str, String)> {
    let lines = section.thresholds;
    let percent = |line: u16| u32::from(line) * 100 / u32::from(lines.best.max(1));
    let said = |line: u16| format!("below {line} litres per minute, {} percent of best", percent(line));
    let mut rows = vec![
        (
            "Best peak flow",
            format!(
                "{} litres per minute, measured on {}, {}",
                lines.best,
                say_date(section.measured_on),
                say::meter(section.meter)
            ),
        ),
        ("Amber zone", said(lines.amber_below)),
        ("Red zone", said(lines.red_below)),
    ];
    if let Some(line) = lines.emergency_below {
        rows.push(("Call 999 on the reading alone", said(line)));
    }
    rows
}
