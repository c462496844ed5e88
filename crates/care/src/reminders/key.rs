use domain::FieldProblem;
use integrations::push::VapidKey;
use storage::{Store, settings};

use crate::{CareError, Refused};

/// Where the key is kept when the operator gives none.
const SETTING: &str = "vapid_key";

/// The product's key for push: made once and kept with the database, so that every node sends under the same one. A new
/// key would silence every device that subscribed under the old.
///
/// # Errors
/// When the database fails, holds no key where one was, or there is no randomness.
pub async fn own_key(store: &Store) -> Result<VapidKey, CareError> {
    let fresh = VapidKey::new().map_err(CareError::broken)?.reveal();
    let kept: String = store
        .write::<_, CareError, _>(move |tx| Box::pin(async move { Ok(settings::put_first(tx, SETTING, fresh).await?) }))
        .await?;
    VapidKey::parse(&kept).map_err(CareError::broken)
}

/// A refusal of a device that cannot take messages.
pub(super) fn not_a_device() -> CareError {
    let message = "This phone cannot take reminders. The list of doses on Today works without them";
    Refused::Fields(vec![FieldProblem::new("device", message)]).into()
}
