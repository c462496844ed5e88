use std::collections::BTreeMap;

use domain::EntryId;
use domain::diary::DiaryView;
use domain::diary::note::{NotePage, OneEntry};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// The diary of the person shown, 30 days of it or as many as asked for.
#[server(prefix = "/api", endpoint = "my/diary")]
pub(super) async fn my_diary(#[server(default)] days: Option<u64>) -> Result<(DiaryView, bool), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok((care::diary::diary_of(&access, &cx.services, days.unwrap_or(30)).await?, cx.services.demo))
}

/// The form of a note.
#[server(name = ReadNoteForm, prefix = "/api", endpoint = "diary/note_form")]
pub(super) async fn note_form(kind: String, replaces: Option<EntryId>) -> Result<(NotePage, bool), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok((care::diary::note_form(&access, &cx.services, &kind, replaces).await?, cx.services.demo))
}

/// Keeps a note, then shows it in the diary. An attack that is not over leads to the emergency steps instead.
#[server(prefix = "/api", endpoint = "diary/note")]
pub(super) async fn keep_note(
    id: EntryId,
    kind: String,
    replaces: Option<EntryId>,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    use domain::diary::note::{HowLong, Note};
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    match care::diary::add_note(&access, &cx.services, id, &kind, fields.clone(), replaces).await {
        Ok(note) => {
            let on = matches!(note.note, Note::Attack(attack) if attack.how_long == HowLong::StillOn);
            let next = if on { routes::EMERGENCY.to_owned() } else { format!("{}?kept={}", routes::DIARY, note.id) };
            leptos_axum::redirect(&next);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            let page = routes::diary_note(&kind);
            again(&page, Returned { values: with_ids(fields, id, replaces), problems }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A refused form comes back with the id it had, so that it is the same note when it is sent again.
#[cfg(feature = "ssr")]
fn with_ids(mut fields: BTreeMap<String, String>, id: EntryId, replaces: Option<EntryId>) -> BTreeMap<String, String> {
    fields.insert("id".into(), id.to_string());
    if let Some(replaces) = replaces {
        fields.insert("replaces".into(), replaces.to_string());
    }
    fields
}

/// One entry.
#[server(name = ReadEntry, prefix = "/api", endpoint = "diary/entry")]
pub(super) async fn one_entry(id: EntryId) -> Result<(OneEntry, bool), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok((care::diary::one_entry(&access, &cx.services, id).await?, cx.services.demo))
}

/// Takes an entry back.
#[server(prefix = "/api", endpoint = "diary/take_back")]
pub(super) async fn take_back(id: EntryId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    care::diary::take_back(&access, &cx.services, id).await?;
    leptos_axum::redirect(&format!("{}?changed=taken_back", crate::routes::DIARY));
    Ok(())
}

/// Keeps a check-in in the place of another.
#[server(prefix = "/api", endpoint = "diary/put_right")]
pub(super) async fn put_right(
    id: EntryId,
    old: EntryId,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::{CareError, Refused};
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let typed = serde_json::to_value(&fields).unwrap_or_default();
    let form = serde_json::from_value(typed).map_err(|_| AppError::Changed)?;
    match care::diary::put_right(&access, &cx.services, (id, old), form, fields.clone()).await {
        Ok(()) => {
            leptos_axum::redirect(&format!("{}?changed=right", routes::DIARY));
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            let page = format!("{}/right", routes::diary_entry(old));
            again(&page, Returned { values: with_ids(fields, id, None), problems }).await
        }
        Err(error) => Err(error.into()),
    }
}
