//! The door through which people prove who they are to a service outside: NHS login for patients, a staff sign-on for
//! clinicians and managers.
//!
//! There is no client of either yet. The demonstration logs in made-up people without one; in live use the product
//! refuses to start until a provider for each audience is configured.

use std::sync::Arc;

use domain::{NhsNumber, PersonName};
use futures::future::BoxFuture;
use thiserror::Error;

/// Whom a provider knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Patients and parents.
    Patients,
    /// Practice and ICB staff.
    Staff,
}

/// What a provider vouches for after somebody proved who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider's own, stable name for this person.
    pub subject: String,
    /// Their name, where the provider says it.
    pub name: Option<PersonName>,
    /// Their NHS number, where the provider has checked it.
    pub nhs_number: Option<NhsNumber>,
}

/// Why somebody could not prove who they are.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IdentityError {
    /// The person stopped, or the provider says no.
    #[error("the log-in was not completed")]
    Refused,
    /// The answer does not belong to a question asked here: replayed, forged or late.
    #[error("the log-in's answer does not fit its question")]
    Mismatch,
    /// The provider does not answer.
    #[error("the log-in service does not answer")]
    Unavailable,
}

/// A question sent to a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Where the browser goes to answer it.
    pub address: String,
    /// Secret that the answer must repeat; kept with the browser's session meanwhile.
    pub state: String,
}

/// A service that knows who people are.
pub trait IdentityProvider: Send + Sync {
    /// Its name as people know it, such as "NHS login".
    fn name(&self) -> &str;

    /// Whom it knows.
    fn audience(&self) -> Audience;

    /// Starts a log-in that comes back to `return_to`.
    ///
    /// # Errors
    /// When the provider cannot be asked.
    fn ask<'a>(&'a self, return_to: &'a str) -> BoxFuture<'a, Result<Question, IdentityError>>;

    /// Reads the answer with which the browser came back.
    ///
    /// # Errors
    /// When nobody was proved to be anybody.
    fn answer<'a>(&'a self, question: &'a Question, answer: &'a str) -> BoxFuture<'a, Result<Identity, IdentityError>>;
}

/// The providers that are configured.
#[derive(Clone, Default)]
pub struct IdentityProviders {
    providers: Vec<Arc<dyn IdentityProvider>>,
}

/// Nobody could log in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Live mode needs a log-in service for {}: configure one, or use PASSPORT_MODE=demo", match .0 {
    Audience::Patients => "patients",
    Audience::Staff => "staff",
})]
pub struct NoProvider(pub Audience);

impl IdentityProviders {
    /// These providers.
    pub fn new(providers: Vec<Arc<dyn IdentityProvider>>) -> Self {
        Self { providers }
    }

    /// The provider for an audience.
    pub fn of(&self, audience: Audience) -> Option<&Arc<dyn IdentityProvider>> {
        self.providers.iter().find(|provider| provider.audience() == audience)
    }

    /// Checks that everybody can log in, as live use requires.
    ///
    /// # Errors
    /// Names the audience without a provider.
    pub fn ready_for_live(&self) -> Result<(), NoProvider> {
        for audience in [Audience::Patients, Audience::Staff] {
            self.of(audience).ok_or(NoProvider(audience))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_use_refuses_to_start_without_anybody_to_vouch() {
        let refused = IdentityProviders::default().ready_for_live();
        assert_eq!(refused, Err(NoProvider(Audience::Patients)));
        assert_eq!(
            NoProvider(Audience::Staff).to_string(),
            "Live mode needs a log-in service for staff: configure one, or use PASSPORT_MODE=demo"
        );
    }
}
