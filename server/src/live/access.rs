//! Who may listen to what, and for how long.

use std::time::Duration;

use care::access::may_hear;
use care::session::{self, Proof};
use care::{CareError, Services};
use domain::Topic;
use futures::StreamExt;
use tokio_util::sync::CancellationToken;

use super::ear::{Ear, End};
use super::hub::Hub;

/// How often each stream is looked at: it outlives a log-out otherwise. With the looks themselves it ends within a
/// minute of its right.
pub(super) const CHECK: Duration = Duration::from_secs(30);
/// Notes nobody took for so long: the client does not read.
const UNREAD: Duration = Duration::from_secs(60);
/// Looks at once, so that they leave connections of the database to others.
const LOOKS: usize = 4;

/// Whether whoever asks may hear of all these topics.
pub(super) async fn may_hear_all(services: &Services, proof: &Proof, topics: &[Topic]) -> Result<bool, CareError> {
    for topic in topics {
        if !may_hear(services, proof, topic).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Ends streams whose right is over, and those nobody reads, until the server stops.
pub(super) async fn watch(hub: Hub, services: Services, every: Duration, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(every) => {}
        }
        let look = |ear: std::sync::Arc<Ear>| {
            let (hub, services) = (&hub, &services);
            async move {
                if ear.has_not_read_for(UNREAD) {
                    if ear.end(End::Unread) {
                        hub.figures().ended("unread");
                    }
                } else if !still_holds(services, &ear).await && ear.end(End::RightOver) {
                    hub.figures().ended("right_over");
                }
            }
        };
        futures::stream::iter(hub.all()).for_each_concurrent(LOOKS, look).await;
    }
}

/// Whether a listener's session still is one and still may hear of its topics. Looking does not count as being there:
/// an open screen must not keep a session alive. When the database does not answer, the stream goes on: it tells
/// nothing but numbers, and the next look will know.
async fn still_holds(services: &Services, ear: &Ear) -> bool {
    match session::peek(services, ear.tokens()).await {
        Ok(proof) => may_hear_all(services, &proof, ear.topics()).await.unwrap_or(true),
        Err(_) => true,
    }
}
