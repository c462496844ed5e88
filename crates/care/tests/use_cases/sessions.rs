//! Sessions begin, go idle, end, and never come back.

use std::sync::Arc;

use care::session::{ConfirmAnswer, SessionTokens, begin_staff, confirm_again, log_out, peek, proof};
use chrono::TimeDelta;
use futures::future::BoxFuture;
use integrations::identity::{Audience, Identity, IdentityError, IdentityProvider, IdentityProviders, Question};

use crate::support::{Clinic, on_each_store, tokens};

#[tokio::test]
async fn a_session_lasts_while_it_is_used_and_no_longer_than_it_may() {
    on_each_store(async |clinic: Clinic| {
        let session = begin_staff(&clinic.services, clinic.nurse).await.unwrap();
        let known = async || clinic.proof_of(&session).await.staff.is_some();
        assert!(known().await);
        for _ in 0..53 {
            clinic.wait(TimeDelta::minutes(9));
            assert!(known().await);
        }
        // 7 hours 57 minutes so far.
        clinic.wait(TimeDelta::minutes(3));
        assert!(!known().await, "eight hours in all");

        let session = begin_staff(&clinic.services, clinic.nurse).await.unwrap();
        clinic.wait(TimeDelta::minutes(10));
        assert!(clinic.proof_of(&session).await.staff.is_none(), "ten minutes idle");
        clinic.wait(TimeDelta::minutes(-5));
        assert!(clinic.proof_of(&session).await.staff.is_some());
    })
    .await;
}

#[tokio::test]
async fn looking_without_touching_keeps_nobody_logged_in() {
    on_each_store(async |clinic: Clinic| {
        let session = begin_staff(&clinic.services, clinic.nurse).await.unwrap();
        for _ in 0..3 {
            clinic.wait(TimeDelta::minutes(3));
            assert!(peek(&clinic.services, &tokens(&session)).await.unwrap().staff.is_some());
        }
        clinic.wait(TimeDelta::minutes(1));
        assert!(peek(&clinic.services, &tokens(&session)).await.unwrap().staff.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_token_proves_nothing_after_logging_out_or_in_another_cookie() {
    on_each_store(async |clinic: Clinic| {
        let session = begin_staff(&clinic.services, clinic.nurse).await.unwrap();
        let elsewhere =
            SessionTokens { patient: Some(session.token.clone()), joining: Some(session.token.clone()), staff: None };
        let nobody = proof(&clinic.services, &elsewhere).await.unwrap();
        assert!(nobody.patient.is_none() && nobody.joining.is_none());
        let guessed = SessionTokens { staff: Some("0".repeat(64)), ..SessionTokens::default() };
        assert!(proof(&clinic.services, &guessed).await.unwrap().staff.is_none());

        log_out(&clinic.services, &session.token).await.unwrap();
        assert!(clinic.proof_of(&session).await.staff.is_none());
        log_out(&clinic.services, &session.token).await.unwrap();
        assert!(clinic.proof_of(&session).await.staff.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_comes_back_once_and_not_for_long() {
    on_each_store(async |clinic: Clinic| {
        let form = serde_json::json!({ "values": { "peak_flow": "4OO" } });
        let id = care::form_returns::put(&clinic.services, form.clone()).await.unwrap();
        assert_eq!(care::form_returns::take(&clinic.services, "another").await.unwrap(), None);
        assert_eq!(care::form_returns::take(&clinic.services, &id).await.unwrap(), Some(form.clone()));
        assert_eq!(care::form_returns::take(&clinic.services, &id).await.unwrap(), None);
        let id = care::form_returns::put(&clinic.services, form).await.unwrap();
        clinic.wait(TimeDelta::minutes(11));
        assert_eq!(care::form_returns::take(&clinic.services, &id).await.unwrap(), None);
        care::health::readiness(&clinic.services).await.unwrap();
        care::health::sweep(&clinic.services).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn proving_anew_who_one_is_needs_somebody_to_ask() {
    on_each_store(async |mut clinic: Clinic| {
        let session = begin_staff(&clinic.services, clinic.nurse).await.unwrap();
        let began = clinic.services.now();
        clinic.wait(TimeDelta::minutes(9));
        let staff = clinic.proof_of(&session).await.staff.unwrap();
        assert_eq!(staff.proved_at(), began, "being here is no proof");
        let here = "https://passport.example/practice";
        assert_eq!(confirm_again(&staff, &clinic.services, here).await.unwrap(), ConfirmAnswer::NobodyToAsk);
        clinic.services.identity = IdentityProviders::new(vec![Arc::new(SignOn)]);
        assert_eq!(
            confirm_again(&staff, &clinic.services, here).await.unwrap(),
            ConfirmAnswer::GoTo(format!("https://sign-on.example/?to={here}")),
            "the log-in service asks, and nothing is proved yet"
        );
        assert_eq!(clinic.proof_of(&session).await.staff.unwrap().proved_at(), began);

        clinic.services.demo = true;
        assert_eq!(confirm_again(&staff, &clinic.services, here).await.unwrap(), ConfirmAnswer::Confirmed);
        assert_eq!(clinic.proof_of(&session).await.staff.unwrap().proved_at(), clinic.services.now());
        log_out(&clinic.services, &session.token).await.unwrap();
        assert!(confirm_again(&staff, &clinic.services, here).await.is_err(), "a session that ended proves nothing");
    })
    .await;
}

/// A sign-on that only asks.
struct SignOn;

impl IdentityProvider for SignOn {
    fn name(&self) -> &str {
        "Sign-on"
    }

    fn audience(&self) -> Audience {
        Audience::Staff
    }

    fn ask<'a>(&'a self, return_to: &'a str) -> BoxFuture<'a, Result<Question, IdentityError>> {
        let question =
            Question { address: format!("https://sign-on.example/?to={return_to}"), state: "state".to_owned() };
        Box::pin(async move { Ok(question) })
    }

    fn answer<'a>(&'a self, _: &'a Question, _: &'a str) -> BoxFuture<'a, Result<Identity, IdentityError>> {
        Box::pin(async { Err(IdentityError::Refused) })
    }
}
