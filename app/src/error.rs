//! The only error that crosses the wire. Refusals that a form can show are `Ok` values instead.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::routes;
use crate::ui::{ButtonLink, Heading, Stack, TextLink};
use crate::words::{say, t};

/// Why a page or an act has no answer. None of these holds anything about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is logged in, or the session is over.
    #[error("You are logged out")]
    SignedOut,
    /// It does not exist, or it is not yours: both look the same.
    #[error("Not found")]
    NotFound,
    /// Too many tries.
    #[error("Too many tries")]
    TooManyTries,
    /// Somebody changed it meanwhile, or it is already done.
    #[error("This has changed since the page was opened")]
    Changed,
    /// A fault on our side, logged under this reference.
    #[error("Something went wrong. Reference {reference}")]
    Broken {
        /// What to quote.
        reference: String,
    },
    /// The server could not be reached or its answer could not be read.
    #[error("The service could not be reached")]
    Transport,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                // What was asked fits no form of ours: the asker's fault and not the server's.
                #[cfg(feature = "ssr")]
                crate::context::set_status(&Self::Changed);
                Self::Changed
            }
            _ => Self::Transport,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<care::CareError> for AppError {
    fn from(error: care::CareError) -> Self {
        use care::{CareError, Refused};
        let mapped = match error {
            CareError::Refused(Refused::SignedOut) => Self::SignedOut,
            CareError::Refused(Refused::NotFound) => Self::NotFound,
            CareError::Refused(Refused::TooManyTries) => Self::TooManyTries,
            CareError::Refused(_) => Self::Changed,
            CareError::Broken(reference) => Self::Broken { reference: reference.to_string() },
        };
        crate::context::set_status(&mapped);
        mapped
    }
}

impl AppError {
    /// A calm part of a page that says what happened and where to go. The way to the emergency steps is always on it.
    pub fn view(&self) -> AnyView {
        let (heading, text) = match self {
            Self::SignedOut => (t("error-signed-out"), t("error-signed-out-text")),
            Self::NotFound => (t("error-not-found"), t("error-not-found-text")),
            Self::TooManyTries => (t("error-tries"), t("error-tries-text")),
            Self::Changed => (t("error-changed"), t("error-changed-text")),
            Self::Broken { .. } => (t("error-broken"), t("error-broken-text")),
            Self::Transport => (t("error-no-connection"), t("error-no-connection-text")),
        };
        let reference = match self {
            Self::Broken { reference } => Some(say("error-reference", &[("reference", reference)])),
            _ => None,
        };
        let log_in = *self == Self::SignedOut;
        view! {
            <Stack>
                <Heading text=heading/>
                <p>{text}</p>
                {reference.map(|reference| view! { <p>{reference}</p> })}
                {log_in.then(|| view! { <p><ButtonLink href=routes::LOG_IN external=true>{t("error-log-in")}</ButtonLink></p> })}
                <p>{t("error-attack")} " " <TextLink href=routes::EMERGENCY external=true>{t("error-emergency")}</TextLink></p>
            </Stack>
        }
        .into_any()
    }
}
