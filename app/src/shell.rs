//! The HTML around every page: head, theme, hashed assets, and the one inline script, which carries the nonce.

use leptos::nonce::{Nonce, use_nonce};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::MetaTags;
use serde::Deserialize;

use crate::public::log_out::LogOut;
use crate::words::{Locale, for_browser};
use crate::{PatientApp, PatientPlainApp, PublicApp, StaffApp, StaffPlainApp, routes};

/// Whom a page is for; decides bundle, root and density.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: plain pages without a bundle.
    Public,
    /// Patients and parents.
    Patient,
    /// Patients and parents, on pages that need no bundle.
    PatientPlain,
    /// Staff.
    Staff,
    /// Staff, on pages that need no bundle.
    StaffPlain,
}

impl Audience {
    /// The audience of an address.
    pub fn of_path(path: &str) -> Self {
        let under = |roots: &[&str]| {
            roots
                .iter()
                .any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        if under(&["/my"]) {
            if routes::is_plain_my(path) { Self::PatientPlain } else { Self::Patient }
        } else if under(&["/practice", "/icb", "/design"]) {
            if routes::is_plain(path) { Self::StaffPlain } else { Self::Staff }
        } else {
            Self::Public
        }
    }
}

/// Hashed names of what the browser loads, from `pkg/manifest.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Assets {
    /// Patient bundle.
    pub patient: Bundle,
    /// Staff bundle.
    pub staff: Bundle,
    /// Style sheet.
    pub css: String,
}

/// One WASM bundle.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Bundle {
    /// Glue script.
    pub js: String,
    /// Module.
    pub wasm: String,
}

/// Staff open a page to work on it: the bundle is fetched and started with it.
fn wake_at_once(bundle: &Bundle, nonce: Option<Nonce>) -> AnyView {
    let Bundle { js, wasm } = bundle.clone();
    let start = format!("import('{js}').then(m=>m.default({{module_or_path:'{wasm}'}}).then(()=>m.hydrate()))");
    view! {
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce>{start}</script>
    }
    .into_any()
}

/// Patients open a page to read it: nothing of the bundle comes between a slow phone and its words (decision 23).
fn wake_when_used(bundle: &Bundle, nonce: Option<Nonce>) -> AnyView {
    let start = format!("import {{wake}} from '/phone/wake.js';wake('{}','{}')", bundle.js, bundle.wasm);
    view! {
        <script type="module" nonce=nonce>{start}</script>
    }
    .into_any()
}

/// A whole page.
pub fn shell(audience: Audience, assets: &Assets) -> impl IntoView + use<> {
    let bundle = match audience {
        Audience::Public | Audience::PatientPlain | Audience::StaffPlain => Bundle::default(),
        Audience::Patient => assets.patient.clone(),
        Audience::Staff => assets.staff.clone(),
    };
    let nonce = use_nonce();
    let locale = Locale::current();
    let words = match audience {
        Audience::Public | Audience::StaffPlain => None,
        Audience::Patient | Audience::PatientPlain => Some(for_browser(false)),
        Audience::Staff => Some(for_browser(true)),
    };
    // Without a bundle (public and plain pages, server tests) pages are plain HTML: everything still works by forms.
    let script = (!bundle.js.is_empty()).then(|| match audience {
        Audience::Staff => wake_at_once(&bundle, nonce.clone()),
        _ => wake_when_used(&bundle, nonce.clone()),
    });
    // What an editor kept in this tab goes when somebody logs out, on the pages without its bundle too.
    let forget = (audience == Audience::StaffPlain).then(|| {
        let script = format!(
            "addEventListener('submit',e=>{{if(e.target.getAttribute('action')==='{}')sessionStorage.clear()}})",
            LogOut::url()
        );
        view! { <script nonce=nonce.clone()>{script}</script> }
    });
    let class = match audience {
        Audience::Public | Audience::Patient | Audience::PatientPlain => "patient",
        Audience::Staff | Audience::StaffPlain => "staff",
    };
    let installable = matches!(audience, Audience::Public | Audience::Patient | Audience::PatientPlain);
    // Without a network a plain page fetches the bundle by itself, from what the phone keeps.
    let plain_patient = audience == Audience::PatientPlain;
    let (js, wasm) =
        (plain_patient.then(|| assets.patient.js.clone()), plain_patient.then(|| assets.patient.wasm.clone()));
    let phone = (installable && !assets.css.is_empty())
        .then(|| view! { <script type="module" src="/phone/start.js" nonce=nonce.clone()></script> });
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag() dir=locale.dir()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#005eb8"/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                {installable.then(|| view! {
                    <link rel="manifest" href="/manifest.webmanifest"/>
                    <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png"/>
                })}
                <link rel="stylesheet" href=assets.css.clone()/>
                {words.map(|words| view! { <script id="catalogue" type="text/plain" nonce=nonce.clone() inner_html=words></script> })}
                {script}
                {forget}
                {phone}
                <MetaTags/>
            </head>
            <body class=class data-js=js data-wasm=wasm>
                {match audience {
                    Audience::Public => view! { <PublicApp/> }.into_any(),
                    Audience::Patient => view! { <PatientApp/> }.into_any(),
                    Audience::PatientPlain => view! { <PatientPlainApp/> }.into_any(),
                    Audience::Staff => view! { <StaffApp/> }.into_any(),
                    Audience::StaffPlain => view! { <StaffPlainApp/> }.into_any(),
                }}
            </body>
        </html>
    }
}
