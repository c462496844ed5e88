use domain::OdsCode;
use domain::board::{IcbBoard, PracticeLine};
use domain::time::say_time_with_seconds;
use leptos::prelude::*;

use super::api::icb_figures;
use crate::load::load;
use crate::routes;
use crate::staff::board::{Figure, Pulse, columns, funnel, in_a_sentence, pulse_bar, row, tiles};
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Card, Column, Heading, InsetText, Page, Stack, TableFrame};

#[component]
pub fn IcbPage() -> impl IntoView {
    let icb = place::icb();
    move || match icb.get() {
        Some(icb) => view! { <WholeIcb icb=icb/> }.into_any(),
        None => refused(&place::not_found()),
    }
}

#[component]
fn WholeIcb(icb: OdsCode) -> impl IntoView {
    let pulse = Pulse::new(format!("icb/{icb}"));
    let latest = RwSignal::new(None::<IcbBoard>);
    let code = icb.clone();
    pulse.keep_up(latest, move || icb_figures(code.clone()));
    let first = load(|| (), move |()| icb_figures(icb.clone()));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match first.ready().await {
                    Ok(first) => whole(first, latest, pulse),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn whole(first: IcbBoard, latest: RwSignal<Option<IcbBoard>>, pulse: Pulse) -> AnyView {
    let (title, name, address) = (format!("{} board", first.name), first.name.clone(), routes::icb(&first.code));
    let board = Memo::new(move |_| latest.get().unwrap_or_else(|| first.clone()));
    let as_at = Signal::derive(move || board.with(|board| say_time_with_seconds(board.as_at)));
    let sentence = Memo::new(move |_| board.with(|board| in_a_sentence(&board.tiles)));
    view! {
        <Page title=title wide=true>
            <div class="flex flex-wrap items-start justify-between gap-x-6">
                <Heading text=name/>
                {pulse_bar(pulse, as_at, sentence.into(), address)}
            </div>
            <Stack>
                {move || board.with(|board| tiles(&board.tiles))}
                {move || board.with(|board| funnel(&board.funnel))}
                {move || board.with(|board| practices(&board.practices))}
            </Stack>
        </Page>
    }
    .into_any()
}

fn practices(lines: &[PracticeLine]) -> AnyView {
    if lines.is_empty() {
        return view! { <InsetText><p>"No practice of this ICB has joined yet."</p></InsetText> }.into_any();
    }
    let mut columns =
        columns("Practice", &["Eligible", "Registered", "Plan in force", "Active this week", "Time to sign"]);
    columns.insert(1, Column { text: "PCN".into(), numeric: false });
    let rows = lines.iter().map(line).collect_view();
    view! {
        <Card heading="Practices">
            <TableFrame caption="Practices by name" caption_hidden=true columns=columns>{rows}</TableFrame>
            <p class="text-muted">"Counts of 1 to 6 are hidden, and so is what would give them away. Time to sign is the median of this month, hidden under 7 plans."</p>
        </Card>
    }
    .into_any()
}

fn line(line: &PracticeLine) -> AnyView {
    let address = routes::practice(&line.code);
    let name = view! { <a href=address>{line.name.clone()}</a> };
    let figures: Vec<Figure> = vec![
        ("Eligible", line.eligible.text()),
        ("Registered", line.registered.text()),
        ("Plan in force", line.covered.text()),
        ("Active this week", line.active_week.text()),
        ("Time to sign", line.time_to_sign.clone()),
    ];
    row("Practice", name, Some(("PCN", line.pcn_name.clone())), figures)
}
