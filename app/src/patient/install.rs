//! How the app comes onto the home screen: the browser's own way where it has one, in plain words where it has not.

use domain::diary::PersonLine;
use leptos::prelude::*;

use super::frame::{Frame, Place, refused};
use super::people::my_people;
use crate::AppError;
use crate::load::load;
use crate::routes;
use crate::ui::{BackLink, Button, ButtonType, Card, Heading, Stack};

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
        <Frame title="Put the plan on your home screen" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text="Back"/>
                <Heading text="Put the plan on your home screen"/>
                <p>"One tap opens your plan and the emergency steps, with or without a signal."</p>
                <div data-installed hidden>
                    <Card heading="It is on your home screen"><p>"You opened the app from there. There is nothing more to do."</p></Card>
                </div>
                <div data-install hidden>
                    <Card heading="This phone can do it now">
                        <Button button_type=ButtonType::Button>"Put it on my home screen"</Button>
                    </Card>
                </div>
                <div data-install-help>
                    <Stack>
                        <Card heading="iPhone or iPad">
                            <ol class="numbers">
                                <li>"Open this page in Safari."</li>
                                <li>"Press " <strong>"Share"</strong> ", the square with an arrow."</li>
                                <li>"Choose " <strong>"Add to Home Screen"</strong> ", then press " <strong>"Add"</strong> "."</li>
                                <li>"Open the app from your home screen and log in once more. It keeps your plan apart from Safari."</li>
                            </ol>
                        </Card>
                        <Card heading="Android">
                            <ol class="numbers">
                                <li>"Press the menu of your browser, often three dots."</li>
                                <li>"Choose " <strong>"Install app"</strong> " or " <strong>"Add to Home screen"</strong> "."</li>
                                <li>"Open the app from your home screen."</li>
                            </ol>
                        </Card>
                    </Stack>
                </div>
                <p>"A phone that is short of room may clear what a web page keeps, and Safari does so after 7 days without a visit. An app on the home screen is spared. Keep a paper copy too."</p>
            </Stack>
        </Frame>
    }
    .into_any()
}
