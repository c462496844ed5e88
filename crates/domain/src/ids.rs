//! Identifiers of the product's own records. NHS numbers and ODS codes have modules of their own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Source of new identifiers, an argument so that a test or a seeded simulation can repeat itself.
pub trait Ids: Send + Sync {
    /// A new, unused identifier; ordered by time of making.
    fn next(&self) -> Uuid;
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an identifier read from storage or made by [`Ids`].
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare identifier, for storage.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

identifier!(
    /// A person on a practice's asthma register.
    PatientId
);
identifier!(
    /// Somebody who works for a practice or an ICB.
    StaffId
);
identifier!(
    /// A log-in of a patient or a parent; one account may act for several people.
    AccountId
);
identifier!(
    /// A plan being written.
    DraftId
);
identifier!(
    /// One signed version of a plan.
    PlanVersionId
);
identifier!(
    /// An invitation to join.
    InvitationId
);
identifier!(
    /// A diary entry; made on the device, so that sending it twice is harmless.
    EntryId
);
identifier!(
    /// A phone, tablet or browser that sends diary entries; made there and known by nothing else.
    DeviceId
);
identifier!(
    /// An activity event; the first receipt of an id wins.
    EventId
);
identifier!(
    /// A review of a draft by a second person.
    ReviewId
);
identifier!(
    /// What somebody said of one line of a draft.
    CommentId
);
identifier!(
    /// A link by which somebody shares a plan.
    ShareId
);
identifier!(
    /// A clinician's certificate to sign plans.
    CertificateId
);
identifier!(
    /// A request for more of a medicine.
    RepeatId
);
identifier!(
    /// One medicine of such a request.
    RepeatItemId
);
identifier!(
    /// A device that takes reminders.
    SubscriptionId
);
identifier!(
    /// A key with which an ICB's own tools read its figures.
    ApiTokenId
);
identifier!(
    /// A public recruitment link.
    CampaignId
);
identifier!(
    /// A page that an ICB writes for its patients.
    LocalPageId
);
