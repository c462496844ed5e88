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
    use futures::StreamExt;
    use futures::future::{AbortHandle, abortable};
    use futures::stream::select;
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

    async fn listen(live: Live, topic: &str) {
        let Ok(mut source) = EventSource::new(&format!("/live?topics={topic}")) else { return };
        let (Ok(hello), Ok(changed), Ok(resync), Ok(ended)) = (
            source.subscribe("hello"),
            source.subscribe("changed"),
            source.subscribe("resync"),
            source.subscribe("ended"),
        ) else {
            return;
        };
        let mut events = select(select(hello, changed), select(resync, ended));
        while let Some(event) = events.next().await {
            match event {
                Ok((kind, _)) if kind == "ended" => break,
                Ok((kind, _)) => {
                    let _ = live.status.try_set(LiveStatus { connected: true });
                    if kind != "hello" {
                        let _ = live.changes.try_update(|count| *count += 1);
                    }
                }
                // The browser connects again by itself and sends Last-Event-ID.
                Err(_) => {
                    let _ = live.status.try_set(LiveStatus { connected: false });
                }
            }
        }
        source.close();
    }
}
