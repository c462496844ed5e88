use domain::log_ins::{LogInLine, LogInsPage as MyLogIns, PasskeyLine};
use domain::time::{london_day, say_date, say_date_time};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{EndLogIn, RemovePasskey, my_log_ins};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::public::log_out::LogOut;
use crate::routes;
use crate::ui::{
    BackLink, Button, ButtonKind, ButtonLink, ButtonType, Card, Heading, InsetText, SectionHeading, Stack, Tag, Tone,
};
use crate::words::{say, t};

/// How to come back next time, and where the account is logged in now.
#[component]
pub(in crate::patient) fn LogInsPage() -> impl IntoView {
    let mine = load(|| (), |()| my_log_ins());
    // Whether they were back, where they have just joined.
    let joined = use_query_map().with_untracked(|query| query.get("joined").map(|joined| joined == "back"));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match (mine.ready().await, joined) {
                    (Ok(mine), Some(back)) => next_time(mine, back),
                    (Ok(mine), None) => shown(mine),
                    (Err(error), _) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The last step of joining: one thing, and a way past it.
fn next_time(page: MyLogIns, back: bool) -> AnyView {
    let MyLogIns { person, passkeys_work, demo, .. } = page;
    view! {
        <Frame title=t("log-ins-next-time") person=person demo=demo place=Place::More>
            <Stack>
                <Heading text=if back { t("log-ins-again") } else { t("log-ins-joined") } caption=t("log-ins-last-step")/>
                {passkeys_work.then(|| make(true))}
                <InsetText>
                    <p>{t("log-ins-lost")}</p>
                </InsetText>
                <p><ButtonLink href=routes::MY kind=ButtonKind::Secondary full_width=true external=true>{t("log-ins-carry-on")}</ButtonLink></p>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn shown(page: MyLogIns) -> AnyView {
    let MyLogIns { person, passkeys, log_ins, passkeys_work, demo } = page;
    let several = log_ins.len() > 1;
    let keys = passkeys.into_iter().map(passkey).collect_view();
    let rows = log_ins.into_iter().map(log_in).collect_view();
    view! {
        <Frame title=t("log-ins-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("log-ins-back")/>
                <Heading text=t("log-ins-title")/>
                {passkeys_work.then(|| make(false))}
                <ul role="list" class="grid gap-3">{keys}</ul>
                <section>
                    <SectionHeading text=t("log-ins-where")/>
                    <ul role="list" class="grid gap-3">{rows}</ul>
                </section>
                {several.then(everywhere_else)}
                <Card heading=t("log-ins-away")>
                    <p>{t("log-ins-away-text")}</p>
                    <form method="post" action=LogOut::url()>
                        <Button kind=ButtonKind::Secondary>{t("log-ins-out-here")}</Button>
                    </form>
                </Card>
            </Stack>
        </Frame>
    }
    .into_any()
}

/// Shown by a script where this phone can make a passkey.
fn make(joined: bool) -> AnyView {
    view! {
        <div data-passkey-new=if joined { routes::MY } else { routes::MY_LOG_INS } hidden>
            <Card heading=t("log-ins-lock") edge=Tone::Blue>
                <p>{t("log-ins-lock-text")}</p>
                <Button button_type=ButtonType::Button full_width=true>{t("log-ins-lock-use")}</Button>
                <p data-passkey-says role="status" class="mb-0"></p>
            </Card>
        </div>
    }
    .into_any()
}

fn passkey(line: PasskeyLine) -> AnyView {
    let made = say("log-ins-made", &[("date", &say_date(london_day(line.made_at)))]);
    let used = match line.used_at {
        Some(at) => say("log-ins-used", &[("date", &say_date(london_day(at)))]),
        None => t("log-ins-unused"),
    };
    let made_on = say_date(london_day(line.made_at));
    let spoken = say("log-ins-remove-which", &[("device", &line.device), ("date", &made_on)]);
    view! {
        <li class="max-w-none">
            <Card heading=line.device.clone()>
                <p><Tag tone=Tone::Green text=t("log-ins-works")/></p>
                <p>{made} " " {used}</p>
                <form method="post" action=RemovePasskey::url()>
                    <input type="hidden" name="id" value=line.id/>
                    <Button kind=ButtonKind::Secondary small=true>{t("log-ins-remove")}<span class="visually-hidden">" " {spoken}</span></Button>
                </form>
            </Card>
        </li>
    }
    .into_any()
}

fn log_in(line: LogInLine) -> AnyView {
    let LogInLine { id, device, since, seen_at, here } = line;
    let text = say("log-ins-since", &[("since", &say_date_time(since)), ("used", &say_date_time(seen_at))]);
    let act = if here {
        view! { <Tag tone=Tone::Green text=t("log-ins-here")/> }.into_any()
    } else {
        let spoken = say("log-ins-out-which", &[("device", &device), ("since", &say_date_time(since))]);
        view! {
            <form method="post" action=EndLogIn::url()>
                <input type="hidden" name="id" value=id/>
                <Button kind=ButtonKind::Secondary small=true>{t("log-ins-out")}<span class="visually-hidden">" " {spoken}</span></Button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="flex flex-wrap items-center justify-between gap-4 border-t border-line py-3 max-w-none">
            <span class="grow basis-[14rem]">
                <strong class="block">{device}</strong>
                <span class="text-muted">{text}</span>
            </span>
            {act}
        </li>
    }
    .into_any()
}

fn everywhere_else() -> AnyView {
    view! {
        <form method="post" action=EndLogIn::url()>
            <Button kind=ButtonKind::Secondary full_width=true>{t("log-ins-out-elsewhere")}</Button>
        </form>
    }
    .into_any()
}
