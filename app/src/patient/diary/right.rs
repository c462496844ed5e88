use std::collections::BTreeMap;

use domain::EntryId;
use domain::diary::note::OneEntry;
use domain::diary::note::form::part_of;
use domain::diary::{Daytime, DiaryEntry, RelieverUse};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::{PutRight, one_entry};
use super::entry::entry_id;
use super::fields::Fields;
use crate::forms::{self, FormState};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{BackLink, Button, ErrorSummary, Heading, InputWidth, InsetText, Keyboard, Stack, TextInput};
use crate::words::t;
use crate::{AppError, routes};

/// A check-in again, to put it right: other answers, or the day it really was.
#[component]
pub(in crate::patient) fn RightPage() -> impl IntoView {
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
    let action = ServerAction::<PutRight>::new();
    let state = forms::state(action.value());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((id, entry, demo)) => shown(id, entry, demo, action, state).await,
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

async fn shown(old: EntryId, entry: OneEntry, demo: bool, action: ServerAction<PutRight>, state: FormState) -> AnyView {
    let OneEntry { person, check_in, stands, next, .. } = entry;
    let Some(check_in) = check_in.filter(|_| stands) else { return refused(&AppError::NotFound) };
    let uncertain = check_in.time_uncertain;
    let fields = Fields::new(state.ready().await, answers(&check_in));
    let id = fields.kept_or("id", next.to_string());
    let lead = uncertain.then(|| {
        view! { <InsetText><p>{t("diary-clock-wrong")}</p></InsetText> }
    });
    view! {
        <Frame title=t("diary-put-it-right") person=person demo=demo place=Place::Diary>
            <Stack>
                <BackLink href=routes::diary_entry(old) text=t("diary-back")/>
                <ErrorSummary errors=forms::summary(fields.state)/>
                <Heading text=t("diary-put-it-right") caption=t("diary-check-in")/>
                {lead}
                <ActionForm action=action>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="old" value=old.to_string()/>
                    {fields.when(t("diary-when-was-it"))}
                    {fields.yes_no("too_breathless", t("diary-breathless"))}
                    {fields.radios(
                        "reliever",
                        t("diary-need-reliever"),
                        [("none", t("diary-no")), ("helped", t("diary-helped")), ("not_lasting", t("diary-not-lasting"))],
                    )}
                    {fields.radios(
                        "daytime",
                        t("diary-symptoms"),
                        [("none", t("diary-no")), ("some", t("diary-some")), ("interfering", t("diary-interfering"))],
                    )}
                    {fields.yes_no("woke_at_night", t("diary-woke"))}
                    <TextInput
                        name="peak_flow"
                        label=t("diary-peak-flow")
                        unit=t("diary-unit")
                        width=InputWidth::Three
                        keyboard=Keyboard::Number
                        optional=true
                        autocomplete="off"
                        value=fields.value("peak_flow")
                        error=fields.error("peak_flow")
                    />
                    <Button full_width=true>{t("diary-save-right")}</Button>
                </ActionForm>
            </Stack>
        </Frame>
    }
    .into_any()
}

/// The answers as they were. A time that cannot be right is asked for anew.
fn answers(entry: &DiaryEntry) -> BTreeMap<String, String> {
    let symptoms = entry.check_in.symptoms;
    let yes_no = |yes| if yes { "yes" } else { "no" };
    let daytime = match symptoms.daytime {
        Daytime::None => "none",
        Daytime::Some => "some",
        Daytime::Interfering => "interfering",
    };
    let reliever = match symptoms.reliever {
        RelieverUse::None => "none",
        RelieverUse::Helped => "helped",
        RelieverUse::NotLasting => "not_lasting",
    };
    let mut answers: BTreeMap<String, String> = [
        ("too_breathless", yes_no(symptoms.too_breathless)),
        ("reliever", reliever),
        ("daytime", daytime),
        ("woke_at_night", yes_no(symptoms.woke_at_night)),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into();
    if let Some(reading) = entry.check_in.peak_flow {
        answers.insert("peak_flow".into(), reading.to_string());
    }
    if !entry.time_uncertain {
        answers.insert("day".into(), "other".into());
        answers.insert("day_date".into(), entry.day.format("%d/%m/%Y").to_string());
        answers.insert("part".into(), part_of(entry.happened_at).into());
    }
    answers
}
