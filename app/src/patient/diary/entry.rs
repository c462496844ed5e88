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
use crate::words::{say, t};
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
    let row = |key: String, value: String| SummaryRow { key, value, action: None };
    let (title, rows, right) = match (check_in, note) {
        (Some(entry), _) => {
            let zone = match entry.zone {
                Zone::Green => t("diary-green"),
                Zone::Amber => t("diary-amber"),
                Zone::Red => t("diary-red"),
            };
            let reading =
                entry.check_in.peak_flow.map_or_else(|| t("diary-not-measured"), |reading| reading.to_string());
            let when = if entry.time_uncertain {
                say("diary-wrong-time", &[("time", &say_date_time(entry.happened_at))])
            } else {
                say_date_time(entry.happened_at)
            };
            let rows = vec![
                row(t("diary-when"), when),
                row(t("diary-said"), entry.said()),
                row(t("diary-peak-flow"), reading),
                row(t("diary-zone-then"), zone),
            ];
            (t("diary-check-in"), rows, format!("{}/right", routes::diary_entry(id)))
        }
        (None, Some(note)) => {
            let rows =
                vec![row(t("diary-when"), say_date_time(note.happened_at)), row(t("diary-said"), note.note.said())];
            let right = format!("{}?replaces={id}", routes::diary_note(note.note.kind()));
            (note.note.title().to_owned(), rows, right)
        }
        (None, None) => return refused(&AppError::NotFound),
    };
    let acts = if stands {
        view! {
            <p><ButtonLink href=right kind=ButtonKind::Secondary full_width=true>{t("diary-put-it-right")}</ButtonLink></p>
            <Details summary=t("diary-take-back")>
                <p>{t("diary-take-back-text")}</p>
                <form method="post" action=TakeBack::url()>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <Button kind=ButtonKind::Warning full_width=true>{t("diary-take-back-now")}</Button>
                </form>
            </Details>
        }
        .into_any()
    } else {
        view! { <InsetText><p>{t("diary-counts-not")}</p></InsetText> }.into_any()
    };
    view! {
        <Frame title=title.clone() person=person demo=demo place=Place::Diary>
            <Stack>
                <BackLink href=routes::DIARY text=t("diary-title")/>
                <Heading text=title/>
                <SummaryList rows=rows/>
                {acts}
            </Stack>
        </Frame>
    }
    .into_any()
}
