//! How the app comes onto the home screen: the browser's own way where it has one, in plain words where it has not.

use domain::diary::PersonLine;
use leptos::prelude::*;

use super::frame::{Frame, Place, refused};
use super::people::my_people;
use crate::AppError;
use crate::load::load;
use crate::plan_words::Sentence;
use crate::routes;
use crate::ui::{BackLink, Button, ButtonType, Card, Heading, Stack};
use crate::words::t;

#[component]
pub(super) fn InstallPage() -> impl IntoView {
    let people = load(|| (), |()| my_people());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match people.ready().await {
                    Ok((people, demo, _)) => match people.into_iter().find(|person| person.current) {
                        Some(person) => shown(person, demo),
                        None => refused(&AppError::NotFound),
                    },
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(person: PersonLine, demo: bool) -> AnyView {
    view! {
        <Frame title=t("install-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("install-back")/>
                <Heading text=t("install-title")/>
                <p>{t("install-lead")}</p>
                <div data-installed hidden>
                    <Card heading=t("install-done")><p>{t("install-done-text")}</p></Card>
                </div>
                <div data-install hidden>
                    <Card heading=t("install-now")>
                        <Button button_type=ButtonType::Button>{t("install-button")}</Button>
                    </Card>
                </div>
                <div data-install-help>
                    <Stack>
                        <Card heading=t("install-apple")>
                            <ol class="numbers">
                                <li>{t("install-apple-safari")}</li>
                                <li><Sentence text=t("install-apple-share")/></li>
                                <li><Sentence text=t("install-apple-add")/></li>
                                <li>{t("install-apple-again")}</li>
                            </ol>
                        </Card>
                        <Card heading=t("install-android")>
                            <ol class="numbers">
                                <li>{t("install-android-menu")}</li>
                                <li><Sentence text=t("install-android-add")/></li>
                                <li>{t("install-android-open")}</li>
                            </ol>
                        </Card>
                    </Stack>
                </div>
                <p>{t("install-room")}</p>
            </Stack>
        </Frame>
    }
    .into_any()
}
