use domain::metrics::Shown;
use domain::spc::Share;
use leptos::prelude::*;

use super::frame::ChartFigure;
use super::measured::Called;

/// What is known of a cohort at a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// So many of those who joined.
    Of(Shown),
    /// The day has not come for everybody who joined.
    NotYet,
}

/// People who joined in one month.
pub struct Cohort {
    pub month: String,
    pub joined: Shown,
    /// One for each day of the head.
    pub kept: Vec<Kept>,
}

/// Who still uses it some days after joining: months down, days across, a shade and the number in each cell. The grid is
/// a table itself, so there is no other behind it.
#[component]
pub fn RetentionGrid(
    #[prop(into)] title: String,
    #[prop(into)] finding: String,
    /// Days after joining.
    days: Vec<u16>,
    cohorts: Vec<Cohort>,
    #[prop(optional, into)] csv: Option<String>,
) -> impl IntoView {
    let cells = || cohorts.iter().flat_map(|cohort| cohort.kept.iter().map(|kept| (cohort.joined, *kept)));
    let is_hidden = |(joined, kept): &(Shown, Kept)| match kept {
        Kept::Of(count) => *count == Shown::Hidden || *joined == Shown::Hidden,
        Kept::NotYet => false,
    };
    let hidden = cells().filter(is_hidden).count();
    let known = cells().filter(|cell| cell.1 != Kept::NotYet).count();
    const NUMBERS: Called = Called("number", "numbers");
    let finding = match NUMBERS.nothing(known - hidden, hidden) {
        Some(nothing) if known == 0 => nothing,
        Some(_) => "All numbers are too small to show.".into(),
        None => finding,
    };
    let mut notes = Vec::new();
    match hidden {
        0 => {}
        1 => notes.push("One number is too small to show: its cell is striped and says hidden.".into()),
        many => notes.push(format!("{many} numbers are too small to show: their cells are striped and say hidden.")),
    }
    if cells().any(|cell| cell.1 == Kept::NotYet) {
        notes.push("A dash stands where the day has not come yet.".into());
    }
    let drawing = if cohorts.is_empty() { ().into_any() } else { grid(&title, &days, cohorts) };
    view! { <ChartFigure title=title finding=finding notes=notes csv=csv drawing=drawing/> }.into_any()
}

fn grid(title: &str, days: &[u16], cohorts: Vec<Cohort>) -> AnyView {
    let caption = format!("{title}: share still using it, by days after joining");
    let names: Vec<String> = days.iter().map(|day| format!("Day {day}")).collect();
    let heads =
        names.iter().map(|name| view! { <th role="columnheader" scope="col">{name.clone()}</th> }).collect_view();
    let rows = cohorts.into_iter().map(|cohort| row(&names, cohort)).collect_view();
    view! {
        <table role="table" class="retention">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Joined"</th>
                    <th role="columnheader" scope="col">"People"</th>
                    {heads}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(names: &[String], cohort: Cohort) -> AnyView {
    let joined = cohort.joined;
    let cells = names
        .iter()
        .zip(cohort.kept)
        .map(|(name, kept)| {
            let (cell_class, text) = cell(joined, kept);
            let spoken = (kept == Kept::NotYet).then_some("not yet");
            let text = match spoken {
                Some(spoken) => view! {
                    <span aria-hidden="true">{text}</span>
                    <span class="visually-hidden">{spoken}</span>
                }
                .into_any(),
                None => text.into_any(),
            };
            view! {
                <td role="cell" class=cell_class>
                    <span class="retention-day" aria-hidden="true">{name.clone()}</span>
                    <span>{text}</span>
                </td>
            }
        })
        .collect_view();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{cohort.month}</th>
            <td role="cell" class="retention-people">
                {joined.text()}<span class="retention-day" aria-hidden="true">" people"</span>
            </td>
            {cells}
        </tr>
    }
    .into_any()
}

/// Shade and words of a cell. Five shades: more cannot be told apart, and the number says the rest.
fn cell(joined: Shown, kept: Kept) -> (&'static str, String) {
    let Kept::Of(count) = kept else { return ("retention-cell", "–".into()) };
    let Some(share) = Share::of(count, joined) else {
        return match joined {
            Shown::Count(0) => ("retention-cell", "n/a".into()),
            _ => ("retention-cell retention-hidden", Shown::Hidden.text()),
        };
    };
    let shade = match share.value() {
        value if value < 0.2 => "retention-cell retention-0",
        value if value < 0.4 => "retention-cell retention-1",
        value if value < 0.6 => "retention-cell retention-2",
        value if value < 0.8 => "retention-cell retention-3",
        _ => "retention-cell retention-4",
    };
    // A narrow cell has no room for tenths.
    (shade, format!("{:.0}%", share.value() * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_cell_has_no_shade_that_tells() {
        for (joined, count) in
            [(Shown::Hidden, Shown::Count(50)), (Shown::Count(50), Shown::Hidden), (Shown::Hidden, Shown::Hidden)]
        {
            assert_eq!(cell(joined, Kept::Of(count)), ("retention-cell retention-hidden", "hidden".to_owned()));
        }
        assert_eq!(cell(Shown::Count(50), Kept::NotYet).1, "–");
        assert_eq!(cell(Shown::Count(50), Kept::Of(Shown::Count(20))), ("retention-cell retention-2", "40%".into()));
    }
}
