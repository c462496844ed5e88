//! What every use case works with.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::time::london_day;
use domain::{Clock, Ids};
use integrations::air::NoAir;
use integrations::identity::IdentityProviders;
use integrations::passkeys::PasskeyDesk;
use integrations::push::{NoPush, PushService};
use storage::Store;

use crate::air::AirDesk;
use crate::diary::DiaryDesk;
use crate::{CareError, LiveFeed, Secrets};

/// The database, the clock and the rest of what use cases need. Cloning it is cheap.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub store: Store,
    /// The present moment.
    pub clock: Arc<dyn Clock>,
    /// New identifiers.
    pub ids: Arc<dyn Ids>,
    /// Random tokens and the key under which they are hashed.
    pub secrets: Secrets,
    /// Tells screens what changed.
    pub feed: LiveFeed,
    /// A demonstration: anybody may log in as one of its people.
    pub demo: bool,
    /// Address under which patients reach the product, without a slash at the end; it stands in links.
    pub public_url: Arc<str>,
    /// How long sessions last.
    pub limits: SessionLimits,
    /// Services outside that know who people are.
    pub identity: IdentityProviders,
    /// Asks phones for passkeys; `None` where this address can hold none.
    pub passkeys: Option<PasskeyDesk>,
    /// Sends reminders to devices.
    pub push: Arc<dyn PushService>,
    /// Knows of air quality and pollen.
    pub air: Arc<AirDesk>,
    /// Where check-ins wait to be kept with those of others.
    pub diary: DiaryDesk,
}

/// How long sessions last (NHS login: 30 minutes idle, 12 hours in all; NHS e-RS: 10 minutes idle, 8 hours in all).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Staff, without a request.
    pub staff_idle: TimeDelta,
    /// Staff, in all.
    pub staff: TimeDelta,
    /// Patients and parents, without a request.
    pub patient_idle: TimeDelta,
    /// Patients and parents, in all.
    pub patient: TimeDelta,
    /// Between the right date of birth and agreeing, in all.
    pub joining: TimeDelta,
    /// Staff sign and approve within this long of proving who they are.
    pub fresh: TimeDelta,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            staff_idle: TimeDelta::minutes(10),
            staff: TimeDelta::hours(8),
            patient_idle: TimeDelta::minutes(30),
            patient: TimeDelta::hours(12),
            joining: TimeDelta::minutes(30),
            fresh: TimeDelta::minutes(15),
        }
    }
}

impl SessionLimits {
    /// For a demonstration, in which nobody's data is at risk and people talk between clicks.
    pub fn demonstration() -> Self {
        Self { staff_idle: TimeDelta::hours(8), patient_idle: TimeDelta::hours(8), ..Self::default() }
    }
}

impl Services {
    /// Starts what runs in the background and reads the secret key, making one on the first start.
    ///
    /// `secret` is the operator's own secret, when there is one: then a copy of the database alone opens nothing.
    ///
    /// # Errors
    /// When the database fails or there is no randomness.
    pub async fn start(
        store: Store,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        demo: bool,
        public_url: &str,
        secret: Option<&str>,
    ) -> Result<Self, CareError> {
        let secrets = Secrets::open(&store, secret).await?;
        let feed = LiveFeed::start(&store).await?;
        let limits = if demo { SessionLimits::demonstration() } else { SessionLimits::default() };
        let public_url: Arc<str> = public_url.trim_end_matches('/').into();
        let passkeys = PasskeyDesk::at(&public_url);
        let (identity, push) = (IdentityProviders::default(), Arc::new(NoPush));
        let air = Arc::new(AirDesk::new(Arc::new(NoAir)));
        let diary = DiaryDesk::default();
        Ok(Self { store, clock, ids, secrets, feed, demo, public_url, limits, identity, passkeys, push, air, diary })
    }

    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today in London.
    pub fn today(&self) -> NaiveDate {
        london_day(self.clock.now())
    }
}
