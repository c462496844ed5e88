use domain::time::say_date;
use leptos::prelude::*;

use super::api::{FreshShare, fresh_share};
use crate::load::load;
use crate::patient::frame::{Frame, Menu, Place, refused};
use crate::routes;
use crate::staff::picture;
use crate::ui::{BackLink, ButtonLink, Card, Heading, InsetText, Page, SectionHeading, Stack};
use crate::words::{say, t};

/// The link that was just made: picture, address and code, for as long as the browser keeps its cookie.
#[component]
pub(in crate::patient) fn NewSharePage() -> impl IntoView {
    let fresh = load(|| (), |()| fresh_share());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match fresh.ready().await {
                    Ok(Some(fresh)) => shown(fresh),
                    Ok(None) => gone(),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(fresh: FreshShare) -> AnyView {
    let FreshShare { person, share, link, code, qr, demo } = fresh;
    let heading = say("share-link-for", &[("name", &share.name)]);
    let until = say("share-until-new", &[("date", &say_date(share.ends_on))]);
    let told = code.map(|code| {
        let (first, second) = code.split_at_checked(3).unwrap_or((&code, ""));
        let spaced = format!("{first} {second}");
        view! {
            <Card heading=t("share-tell")>
                <p><strong class="block my-3 text-[2rem] tracking-[0.1em] tabular-nums whitespace-nowrap">{spaced}</strong></p>
                <p>{t("share-tell-text")}</p>
            </Card>
        }
    });
    view! {
        <Frame title=t("share-new") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_SHARE text=t("share-title")/>
                <Heading text=heading/>
                <p><strong>{t("share-only-now")}</strong>" "{t("share-not-kept")}</p>
                <Card>
                    <SectionHeading text=t("share-point")/>
                    {picture(&qr, t("share-qr"))}
                    <SectionHeading text=t("share-send")/>
                    <p class="break-all">{link}</p>
                    <p>{until}</p>
                </Card>
                {told}
                <InsetText>
                    <p>{share.purpose.shows()}</p>
                </InsetText>
                <p><ButtonLink href=routes::MY_SHARE>{t("share-done")}</ButtonLink></p>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn gone() -> AnyView {
    view! {
        <Page title=t("share-new")>
            <Stack>
                <Heading text=t("share-once")/>
                <p>{t("share-gone")}</p>
                <p><ButtonLink href=routes::MY_SHARE>{t("share-title")}</ButtonLink></p>
            </Stack>
        </Page>
        <Menu place=None/>
    }
    .into_any()
}
