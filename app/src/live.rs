//! Live updates: one `EventSource` a tab. A message says that something under a topic changed, nothing more; whoever
//! listens asks again through its own authorised function.

use leptos::prelude::*;

/// Whether changes are being heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LiveStatus {
    /// The stream is open.
    pub connected: bool,
}

/// One tab's stream, provided by the app root.
#[derive(Clone, Copy)]
pub struct Live {
    changes: RwSignal<u64>,
    status: RwSignal<LiveStatus>,
    topic: RwSignal<Option<String>>,
    /// Who listens to what; the latest decides what the stream is about.
    listeners: StoredValue<Vec<(u64, String)>>,
}

impl Live {
    /// Provides the tab's stream to everything below. Call once, in the app root.
    pub fn provide() {
        let live = Self {
            changes: RwSignal::new(0),
            status: RwSignal::default(),
            topic: RwSignal::new(None),
            listeners: StoredValue::new(Vec::new()),
        };
        provide_context(live);
        #[cfg(feature = "hydrate")]
        browser::follow(live);
    }

    fn listen(self, topic: String) -> u64 {
        let id = self.listeners.with_value(|all| all.last().map_or(0, |(id, _)| id + 1));
        self.listeners.update_value(|all| all.push((id, topic)));
        self.choose();
        id
    }

    fn leave(self, id: u64) {
        let left = self.listeners.try_update_value(|all| all.retain(|(other, _)| *other != id));
        if left.is_some() {
            self.choose();
        }
    }

    fn choose(self) {
        let wanted = self.listeners.with_value(|all| all.last().map(|(_, topic)| topic.clone()));
        if self.topic.try_get_untracked().is_some_and(|now| now != wanted) {
            self.topic.set(wanted);
        }
    }
}

/// A number that counts up whenever something under `topic` changes; 0 on the server.
pub fn live(topic: String) -> Signal<u64> {
    match use_context::<Live>() {
        Some(live) => {
            // In an effect: opening the stream is the browser's business, after hydration.
            let id = StoredValue::new(None::<u64>);
            Effect::new(move |_| id.set_value(Some(live.listen(topic.clone()))));
            on_cleanup(move || {
                if let Some(Some(id)) = id.try_get_value() {
                    live.leave(id);
                }
            });
            live.changes.into()
        }
        None => Signal::stored(0),
    }
}

/// Whether the stream is open.
pub fn status() -> Signal<LiveStatus> {
    use_context::<Live>().map_or_else(|| Signal::stored(LiveStatus::default()), |live| live.status.into())
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use futures::StreamExt;
    use futures::channel::oneshot;
    use futures::future::{AbortHandle, Either, abortable, select as race};
    use futures::stream::select;
    use gloo_net::eventsource::State;
    use gloo_net::eventsource::futures::EventSource;
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::{Live, LiveStatus};

    /// Follows the topic. A page that is drawn again asks for the same topic again: then the stream stays as it is.
    pub(super) fn follow(live: Live) {
        Effect::new(move |before: Option<(Option<String>, Option<AbortHandle>)>| {
            let topic = live.topic.get();
            let (last, stream) = before.unwrap_or_default();
            if topic == last {
                return (topic, stream);
            }
            if let Some(stream) = stream {
                stream.abort();
            }
            let stream = topic.clone().map(|topic| {
                // Aborting drops the source, which closes its connection at once.
                let (stream, handle) = abortable(async move { listen(live, &topic).await });
                spawn_local(async move {
                    let _ = stream.await;
                    let _ = live.status.try_set(LiveStatus { connected: false });
                });
                handle
            });
            (topic, stream)
        });
    }

    /// How long a browser that was turned away waits before it asks again: half to one and a half times as long, and
    /// twice as long each time, so that those who lost one node do not all return in the same second.
    const SHORTEST_WAIT: f64 = 4_000.0;
    const LONGEST_WAIT: f64 = 60_000.0;
    /// How often it is looked whether the connection still stands.
    const LOOK: f64 = 2_000.0;

    async fn listen(live: Live, topic: &str) {
        let (mut wait, mut again) = (SHORTEST_WAIT, false);
        while let Some(greeted) = hear(live, topic, again).await {
            if live.status.try_set(LiveStatus { connected: false }).is_some() {
                return;
            }
            wait = if greeted { SHORTEST_WAIT } else { (wait * 2.0).min(LONGEST_WAIT) };
            again = true;
            pause(wait * (0.5 + web_sys::js_sys::Math::random())).await;
        }
    }

    /// Listens until the browser gives up for good, as it does when something other than a stream answers: then whether
    /// it was greeted. `None` when the stream itself is over.
    async fn hear(live: Live, topic: &str, again: bool) -> Option<bool> {
        let mut source = EventSource::new(&format!("/live?topics={topic}")).ok()?;
        let (hello, changed) = (source.subscribe("hello").ok()?, source.subscribe("changed").ok()?);
        let (resync, ended) = (source.subscribe("resync").ok()?, source.subscribe("ended").ok()?);
        let mut events = select(select(hello, changed), select(resync, ended));
        let mut greeted = false;
        loop {
            let event = match race(events.next(), Box::pin(pause(LOOK))).await {
                Either::Left((Some(event), _)) => event,
                Either::Left((None, _)) => break,
                // A browser that connects again by itself says nothing of it.
                Either::Right(_) => {
                    let connected = greeted && source.state() == State::Open;
                    if live.status.try_get_untracked().is_some_and(|status| status.connected != connected) {
                        live.status.set(LiveStatus { connected });
                    }
                    continue;
                }
            };
            // A connection that only broke the browser makes anew by itself, and sends Last-Event-ID.
            let Ok((kind, _)) = event else { return Some(greeted) };
            if kind == "ended" {
                break;
            }
            let _ = live.status.try_set(LiveStatus { connected: true });
            // Nobody knows what a new source missed: it looks again.
            if kind != "hello" || (again && !greeted) {
                let _ = live.changes.try_update(|count| *count += 1);
            }
            greeted = true;
        }
        None
    }

    async fn pause(milliseconds: f64) {
        let (done, over) = oneshot::channel::<()>();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a minute and a half at most")]
        let long = Duration::from_millis(milliseconds as u64);
        set_timeout(move || drop(done), long);
        let _ = over.await;
    }
}
