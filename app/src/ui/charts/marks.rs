//! Marks told apart by shape, and the axes.

use domain::drawing::{Scale, short};
use leptos::prelude::*;

use super::frame::HEIGHT;
use super::measured::percent;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Dot,
    Ring,
    Diamond,
    Square,
}

/// Across in parts of one, down in pixels.
pub(super) type Spot = (f64, f64);

/// "33.3%" of a drawing's width.
pub(super) fn across(part: f64) -> String {
    percent(part)
}

/// How far down a share lies.
pub(super) fn down(scale: &Scale, value: f64, height: f64) -> f64 {
    height * (1.0 - scale.at(value))
}

pub(super) fn mark(kind: Mark, (x, y): Spot) -> AnyView {
    let shape = match kind {
        Mark::Dot => view! { <circle r="4.5" class="plot-dot"></circle> }.into_any(),
        Mark::Ring => view! { <circle r="5" class="plot-ring"></circle> }.into_any(),
        Mark::Diamond => view! { <path d="M0-8L8 0 0 8-8 0Z" class="plot-out"></path> }.into_any(),
        Mark::Square => view! { <path d="M-5-5H5V5H-5Z" class="plot-square"></path> }.into_any(),
    };
    view! { <svg x=across(x) y=short(y) overflow="visible">{shape}</svg> }.into_any()
}

/// Text beside a place.
pub(super) fn text((x, y): Spot, (dx, dy): (i32, i32), anchor: &'static str, content: String) -> AnyView {
    view! {
        <text x=across(x) y=short(y) dx=dx.to_string() dy=dy.to_string() text-anchor=anchor class="plot-text">
            {content}
        </text>
    }
    .into_any()
}

/// Lines across with their shares at the left.
pub(super) fn grid(scale: &Scale) -> AnyView {
    scale
        .ticks()
        .map(|tick| {
            let y = down(scale, tick, HEIGHT);
            view! {
                <line x1="0" x2="100%" y1=short(y) y2=short(y) class="plot-grid"></line>
                {text((0.0, y), (-8, 5), "end", percent(tick))}
            }
        })
        .collect_view()
        .into_any()
}

/// The key above a drawing: a mark and what it means.
pub(super) fn key(entries: Vec<(Mark, &'static str)>) -> AnyView {
    let entries = entries
        .into_iter()
        .map(|(kind, words)| {
            view! {
                <li>
                    <svg width="18" height="18" aria-hidden="true" focusable="false">{mark(kind, (0.5, 9.0))}</svg>
                    {words}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="chart-key">{entries}</ul> }.into_any()
}
