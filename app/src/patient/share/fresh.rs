use domain::time::say_date;
use leptos::prelude::*;

use super::api::{FreshShare, fresh_share};
use crate::load::load;
use crate::patient::frame::{Frame, Menu, Place, refused};
use crate::routes;
use crate::staff::picture;
use crate::ui::{BackLink, ButtonLink, Card, Heading, InsetText, Page, SectionHeading, Stack};

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
    let heading = format!("Your link for {}", share.name);
    let until = format!("It works until {}.", say_date(share.ends_on));
    let told = code.map(|code| {
        let (first, second) = code.split_at_checked(3).unwrap_or((&code, ""));
        let spaced = format!("{first} {second}");
        view! {
            <Card heading="Tell them this code by voice">
                <p><strong class="block my-3 text-[2rem] tracking-[0.1em] tabular-nums whitespace-nowrap">{spaced}</strong></p>
                <p>"Do not send it with the link. Ten wrong codes close the link."</p>
            </Card>
        }
    });
    view! {
        <Frame title="Your new link" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_SHARE text="Share your plan"/>
                <Heading text=heading/>
                <p><strong>"Shown only now. "</strong>"We keep neither the link nor the code. If you lose them, make a new link."</p>
                <Card>
                    <SectionHeading text="Let them point their camera at this picture"/>
                    {picture(&qr, "QR picture of the link")}
                    <SectionHeading text="Or send them this link"/>
                    <p class="break-all">{link}</p>
                    <p>{until}</p>
                </Card>
                {told}
                <InsetText>
                    <p>{share.purpose.shows()}</p>
                </InsetText>
                <p><ButtonLink href=routes::MY_SHARE>"Done"</ButtonLink></p>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn gone() -> AnyView {
    view! {
        <Page title="Your new link">
            <Stack>
                <Heading text="This link was shown once"/>
                <p>"We do not keep links. If you need one again, make a new link and stop the old one."</p>
                <p><ButtonLink href=routes::MY_SHARE>"Share your plan"</ButtonLink></p>
            </Stack>
        </Page>
        <Menu place=None/>
    }
    .into_any()
}
