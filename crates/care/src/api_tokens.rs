//! Keys with which an ICB's own tools read its figures: made and revoked by whoever leads the ICB, used by a program.

use domain::api_token::{ApiTokenLine, ApiTokenPage, ApiTokenWish, MOST_TOKENS, PREFIX};
use domain::{ApiTokenId, FieldProblem, OdsCode, Organisation};
use storage::api_tokens::{self, ApiToken};
use storage::audit::Actor;
use storage::organisations;

use crate::audit::{Act, note};
use crate::secrets::{Purpose, long_token};
use crate::{CareError, IcbAccess, Refused, Services};

/// The ICB's keys.
///
/// # Errors
/// When a row cannot be read.
pub async fn list(access: &IcbAccess, services: &Services) -> Result<ApiTokenPage, CareError> {
    let today = services.today();
    let read = services.store.read().await?;
    let kept = api_tokens::of_icb(&*read, &access.icb().code).await?;
    let mut tokens: Vec<ApiTokenLine> = kept
        .into_iter()
        .map(|token| ApiTokenLine {
            works: works(&token, today),
            id: token.id,
            name: token.name,
            scope: token.scope,
            made_at: token.made_at,
            ends_on: token.ends_on,
            used_on: token.used_on,
        })
        .collect();
    tokens.sort_by_key(|line| !line.works);
    let address = format!("{}/api/v1/", services.public_url);
    Ok(ApiTokenPage { icb_name: access.icb().name.clone(), tokens, address })
}

/// Makes a key. It is answered once and kept as a hash.
///
/// # Errors
/// `Fields` when the scope is not of this ICB or twenty work already; when there is no randomness or the database fails.
pub async fn make(access: &IcbAccess, services: &Services, wish: ApiTokenWish) -> Result<String, CareError> {
    let secret = format!("{PREFIX}{}", long_token()?);
    let (acting, now, today) = (access.clone(), services.now(), services.today());
    let token = ApiToken {
        id: ApiTokenId::from_uuid(services.ids.next()),
        icb: acting.icb().code.clone(),
        scope: wish.scope,
        name: wish.name,
        secret_hash: services.secrets.hash(Purpose::ApiToken, &secret),
        made_by: acting.staff(),
        made_at: now,
        ends_on: wish.ends_on,
        used_on: None,
        revoked_at: None,
    };
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let scope = organisations::by_code(tx, &token.scope).await?;
                if !scope.is_some_and(|scope| is_of(&scope, &token.icb)) {
                    let message = "No practice or PCN of this ICB has this code";
                    return Err(CareError::Refused(Refused::Fields(vec![FieldProblem::new("scope", message)])));
                }
                let kept = api_tokens::of_icb(tx, &token.icb).await?;
                if kept.iter().filter(|one| works(one, today)).count() >= MOST_TOKENS {
                    let message = "There are 20 keys already: revoke one of them first";
                    return Err(Refused::Fields(vec![FieldProblem::new("name", message)]).into());
                }
                api_tokens::insert(tx, &token).await?;
                let act = Act::new(Actor::Staff(acting.staff()), "api_token_made").at(&token.icb);
                note(tx, &act.with(token.id), now).await
            })
        })
        .await?;
    Ok(secret)
}

/// Whether this is a key that works and that they made themself: only then is it shown to them once more.
///
/// # Errors
/// When a row cannot be read.
pub async fn is_own(access: &IcbAccess, services: &Services, secret: &str) -> Result<bool, CareError> {
    let hash = services.secrets.hash(Purpose::ApiToken, secret);
    let token = api_tokens::by_hash(services.store.ask(), &hash).await?;
    Ok(token.is_some_and(|token| {
        token.icb == access.icb().code && token.made_by == access.staff() && works(&token, services.today())
    }))
}

/// Revokes a key. Doing it twice is harmless.
///
/// # Errors
/// `NotFound` for another ICB's key.
pub async fn revoke(access: &IcbAccess, services: &Services, id: ApiTokenId) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let code = &acting.icb().code;
                if !api_tokens::of_icb(tx, code).await?.iter().any(|one| one.id == id) {
                    return Err(Refused::NotFound.into());
                }
                if api_tokens::revoke(tx, code, id, now).await? {
                    let act = Act::new(Actor::Staff(acting.staff()), "api_token_revoked").at(code);
                    note(tx, &act.with(id), now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// A key that works: the right to read its organisation's figures and those below, in steps of seven.
#[derive(Clone, Debug)]
pub struct ApiProof {
    id: ApiTokenId,
    scope: Organisation,
}

impl ApiProof {
    /// Whoever shows this key. The day of its use is noted, once a day.
    ///
    /// # Errors
    /// `SignedOut` for a key that was never made, is over or was revoked.
    pub async fn of(services: &Services, secret: &str) -> Result<Self, CareError> {
        let today = services.today();
        let hash = services.secrets.hash(Purpose::ApiToken, secret);
        let (token, scope) = {
            let read = services.store.read().await?;
            let token = api_tokens::by_hash(&*read, &hash).await?.filter(|token| works(token, today));
            let token = token.ok_or(Refused::SignedOut)?;
            let scope = organisations::by_code(&*read, &token.scope).await?.ok_or(Refused::SignedOut)?;
            (token, scope)
        };
        // A practice that went over to another ICB is no longer this one's to read.
        if !is_of(&scope, &token.icb) {
            return Err(Refused::SignedOut.into());
        }
        if token.used_on != Some(today) {
            let (id, now) = (token.id, services.now());
            services
                .store
                .write::<_, CareError, _>(move |tx| {
                    Box::pin(async move {
                        if !api_tokens::used(tx, id, today).await? {
                            return Ok(());
                        }
                        let act = Act::new(Actor::System, "api_token_used").at(&token.icb);
                        note(tx, &act.with(id), now).await
                    })
                })
                .await?;
            return Ok(Self { id, scope });
        }
        Ok(Self { id: token.id, scope })
    }

    /// Which key.
    pub const fn id(&self) -> ApiTokenId {
        self.id
    }

    /// The organisation it was made for.
    pub const fn scope(&self) -> &Organisation {
        &self.scope
    }

    /// Every organisation it may read: its own and all below.
    ///
    /// # Errors
    /// When a row cannot be read.
    pub async fn organisations(&self, services: &Services) -> Result<Vec<Organisation>, CareError> {
        let read = services.store.read().await?;
        let all = organisations::all(&*read).await?;
        Ok(all.into_iter().filter(|organisation| self.may_read(organisation)).collect())
    }

    /// Its own organisation, or one below it.
    pub(crate) fn may_read(&self, organisation: &Organisation) -> bool {
        let own = &self.scope.code;
        organisation.code == *own || organisation.parent.as_ref() == Some(own) || organisation.icb.as_ref() == Some(own)
    }
}

fn is_of(organisation: &Organisation, icb: &OdsCode) -> bool {
    organisation.code == *icb || organisation.icb.as_ref() == Some(icb)
}

fn works(token: &ApiToken, today: chrono::NaiveDate) -> bool {
    token.revoked_at.is_none() && today <= token.ends_on
}
