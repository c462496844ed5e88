use domain::EntryId;
use domain::diary::note::OneEntry;
use domain::plan::Zone;
use domain::time::say_date_time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{TakeBack, one_entry};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{
    BackLink, Button, ButtonKind, ButtonLink, Details, Heading, InsetText, Stack, SummaryList, SummaryRow,
};
use crate::{AppError, routes};

/// The id of the address.
pub(super) fn entry_id() -> Memo<Option<EntryId>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("id")?.parse().ok())
}

/// One entry, and what can be done about it.
#[component]
pub(in crate::patient) fn EntryPage() -> impl IntoView {
    let id = entry_id();
    let opened = load(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => one_entry(id).await.map(|(entry, demo)| (id, entry, demo)),
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((id, entry, demo)) => shown(id, entry, demo),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(id: EntryId, entry: OneEntry, demo: bool) -> AnyView {
    let OneEntry { person, check_in, note, stands, .. } = entry;
    let row = |key: &str, value: String| SummaryRow { key: key.into(), value, action: None };
    let (title, rows, right) = match (check_in, note) {
        (Some(entry), _) => {
            let zone = match entry.zone {
                Zone::Green => "Green",
                Zone::Amber => "Amber",
                Zone::Red => "Red",
            };
            let reading = entry.check_in.peak_flow.map_or_else(|| "Not measured".into(), |reading| reading.to_string());
            let when = if entry.time_uncertain {
                format!("{}. This time cannot be right", say_date_time(entry.happened_at))
            } else {
                say_date_time(entry.happened_at)
            };
            let rows = vec![
                row("When", when),
                row("What you said", entry.said()),
                row("Peak flow", reading),
                row("Zone then", zone.into()),
            ];
            ("Check-in", rows, format!("{}/right", routes::diary_entry(id)))
        }
        (None, Some(note)) => {
            let rows = vec![row("When", say_date_time(note.happened_at)), row("What you said", note.note.said())];
            let right = format!("{}?replaces={id}", routes::diary_note(note.note.kind()));
            (note.note.title(), rows, right)
        }
        (None, None) => return refused(&AppError::NotFound),
    };
    let acts = if stands {
        view! {
            <p><ButtonLink href=right kind=ButtonKind::Secondary full_width=true>"Put it right"</ButtonLink></p>
            <Details summary="Take it back">
                <p>"Do this when it never happened. It then counts for nothing. You and your GP surgery can still see that it was there."</p>
                <form method="post" action=TakeBack::url()>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <Button kind=ButtonKind::Warning full_width=true>"Take this entry back"</Button>
                </form>
            </Details>
        }
        .into_any()
    } else {
        view! { <InsetText><p>"This was taken back or put right. It counts for nothing."</p></InsetText> }.into_any()
    };
    view! {
        <Frame title=title person=person demo=demo place=Place::Diary>
            <Stack>
                <BackLink href=routes::DIARY text="Diary"/>
                <Heading text=title/>
                <SummaryList rows=rows/>
                {acts}
            </Stack>
        </Frame>
    }
    .into_any()
}
