use domain::SubscriptionId;
use integrations::push::is_device_key;
use storage::push_subscriptions::{self, Subscription};

use super::key::not_a_device;
use crate::audit::note;
use crate::{CareError, PatientAccess, Refused, Services};

/// Devices of one account; more are no family's.
const MOST: usize = 10;

/// Takes a device on for reminders. One that is known goes over to this account.
///
/// # Errors
/// `Fields` when its address is none of a push service that is allowed, or its keys cannot be used; `TooManyTries` when
/// the account has ten already.
pub async fn add_device(
    access: &PatientAccess,
    services: &Services,
    (endpoint, p256dh, auth): (String, String, String),
) -> Result<(), CareError> {
    if !services.push.allows(&endpoint) || !is_device_key(&p256dh, &auth) {
        return Err(not_a_device());
    }
    let device = Subscription {
        id: SubscriptionId::from_uuid(services.ids.next()),
        account: access.account(),
        endpoint,
        p256dh,
        auth,
        wait_until: None,
        failures: 0,
    };
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let known = push_subscriptions::of_account(tx, acting.account()).await?;
                let again = known.iter().any(|known| known.endpoint == device.endpoint);
                if known.len() >= MOST && !again {
                    return Err(Refused::TooManyTries.into());
                }
                push_subscriptions::put(tx, &device, now).await?;
                note(tx, &acting.act("reminder_device_added").with(device.id), now).await
            })
        })
        .await
}

/// Forgets the account's device with this address, or all of them when there is none.
///
/// # Errors
/// When the database fails.
pub async fn remove_device(
    access: &PatientAccess,
    services: &Services,
    endpoint: Option<String>,
) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                match endpoint {
                    Some(endpoint) => {
                        push_subscriptions::remove_of(tx, acting.account(), &endpoint).await?;
                    }
                    None => {
                        for device in push_subscriptions::of_account(tx, acting.account()).await? {
                            push_subscriptions::remove(tx, device.id).await?;
                        }
                    }
                }
                note(tx, &acting.act("reminder_device_removed"), now).await
            })
        })
        .await
}
