use leptos::prelude::*;

const SPARK_WIDTH: f64 = 200.0;
const SPARK_HEIGHT: f64 = 36.0;
/// Half a line's thickness, so that the highest and lowest points are not cut off.
const SPARK_MARGIN: f64 = 3.0;

/// One figure with what it means. Numbers line up because they are tabular.
#[component]
pub fn StatCard(
    #[prop(into)] title: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] note: Signal<String>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <section class="card stat">
            <h2 class="stat-title">{title}</h2>
            <p class="stat-value">{move || value.get()}</p>
            <p class="stat-note">{move || note.get()}</p>
            {children.map(|children| children())}
        </section>
    }
    .into_any()
}

/// Points of a line through the values, highest at the top. One value draws a level line.
fn spark_points(values: &[f64]) -> String {
    let values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let (Some(low), Some(high)) = (values.iter().copied().reduce(f64::min), values.iter().copied().reduce(f64::max))
    else {
        return String::new();
    };
    let last = values.len().saturating_sub(1);
    let room = SPARK_HEIGHT - 2.0 * SPARK_MARGIN;
    let place = |index: usize, value: f64| {
        let across = if last == 0 { 0.0 } else { index as f64 / last as f64 };
        let up = if high > low { (value - low) / (high - low) } else { 0.5 };
        format!("{:.1},{:.1}", across * SPARK_WIDTH, SPARK_HEIGHT - SPARK_MARGIN - up * room)
    };
    let mut points: Vec<String> = values.iter().enumerate().map(|(index, value)| place(index, *value)).collect();
    if last == 0 {
        points.push(format!("{SPARK_WIDTH:.1},{:.1}", SPARK_HEIGHT / 2.0));
    }
    points.join(" ")
}

/// The way a figure went, drawn by the server. The label says it in words.
#[component]
pub fn Sparkline(#[prop(into)] points: Signal<Vec<f64>>, #[prop(into)] label: Signal<String>) -> impl IntoView {
    view! {
        <svg
            class="spark"
            width="100%"
            height="36"
            viewBox="0 0 200 36"
            preserveAspectRatio="none"
            role="img"
            aria-label=move || label.get()
        >
            <polyline
                points=move || points.with(|points| spark_points(points))
                fill="none"
                stroke="currentColor"
                stroke-width="3"
                stroke-linejoin="round"
                vector-effect="non-scaling-stroke"
            ></polyline>
        </svg>
    }
    .into_any()
}

/// One bar of a funnel. The value is written beside it, so the drawing is for the eye only.
#[component]
pub fn BarRow(
    #[prop(into)] label: String,
    /// Part of the whole, 0 to 1.
    #[prop(into)]
    share: Signal<f64>,
    #[prop(into)] value: Signal<String>,
) -> impl IntoView {
    let width = move || {
        let share = share.get();
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        format!("{:.1}%", share * 100.0)
    };
    view! {
        <div class="bar-row">
            <span class="bar-label">{label}</span>
            <svg class="bar-track" width="100%" height="24" aria-hidden="true" focusable="false">
                <rect class="bar-fill" width=width height="24"></rect>
            </svg>
            <span class="bar-value">{move || value.get()}</span>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::spark_points;

    #[test]
    fn a_line_spans_the_whole_width_and_keeps_inside() {
        assert_eq!(spark_points(&[1.0, 3.0, 2.0]), "0.0,33.0 100.0,3.0 200.0,18.0");
    }

    #[test]
    fn equal_values_and_a_single_value_are_level() {
        assert_eq!(spark_points(&[5.0, 5.0]), "0.0,18.0 200.0,18.0");
        assert_eq!(spark_points(&[5.0]), "0.0,18.0 200.0,18.0");
    }

    #[test]
    fn nothing_to_draw_draws_nothing() {
        assert_eq!(spark_points(&[]), "");
        assert_eq!(spark_points(&[f64::NAN]), "");
    }
}
