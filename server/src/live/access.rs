//! Who may listen to what.

use care::access::may_hear;
use care::session::{self, Proof};
use care::{CareError, Services};
use domain::Topic;

use super::Listener;

/// Whether whoever asks may hear of all these topics.
pub(super) async fn may_hear_all(services: &Services, proof: &Proof, topics: &[Topic]) -> Result<bool, CareError> {
    for topic in topics {
        if !may_hear(services, proof, topic).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a listener's session still is one and still may hear of its topics. Looking does not count as being there:
/// an open screen must not keep a session alive. When the database does not answer, the stream goes on: it tells
/// nothing but numbers, and the next look will know.
pub(super) async fn still_holds(listener: &Listener) -> bool {
    let services = &listener.live.services;
    match session::peek(services, &listener.asking.tokens).await {
        Ok(proof) => may_hear_all(services, &proof, &listener.topics).await.unwrap_or(true),
        Err(_) => true,
    }
}
