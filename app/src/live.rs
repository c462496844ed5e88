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
}

impl Live {
    /// Provides the tab's stream to everything below. Call once, in the app root.
    pub fn provide() {
        let live = Self { changes: RwSignal::new(0), status: RwSignal::default(), topic: RwSignal::new(None) };
        provide_context(live);
        #[cfg(feature = "hydrate")]
        browser::follow(live);
    }
}

/// A number that counts up whenever something under `topic` changes; 0 on the server.
pub fn live(topic: String) -> Signal<u64> {
    match use_context::<Live>() {
        Some(live) => {
            // The topic is set in an effect: opening the stream is the browser's business, after hydration.
            Effect::new(move |_| live.topic.set(Some(topic.clone())));
            on_cleanup(move || {
                let _ = live.topic.try_set(None);
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
    use futures::stream::select;
    use gloo_net::eventsource::futures::EventSource;
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::{Live, LiveStatus};

    /// Opens the stream of the topic, follows it, and closes it when the topic changes.
    pub(super) fn follow(live: Live) {
        Effect::new(move |_| {
            let Some(topic) = live.topic.get() else { return };
            spawn_local(async move {
                listen(live, &topic).await;
                let _ = live.status.try_set(LiveStatus { connected: false });
            });
        });
    }

    async fn listen(live: Live, topic: &str) {
        let Ok(mut source) = EventSource::new(&format!("/live?topics={topic}")) else { return };
        let (Ok(hello), Ok(changed), Ok(resync), Ok(ended)) =
            (source.subscribe("hello"), source.subscribe("changed"), source.subscribe("resync"), source.subscribe("ended"))
        else {
            return;
        };
        let mut events = select(select(hello, changed), select(resync, ended));
        while let Some(event) = events.next().await {
            if live.topic.try_get_untracked().flatten().as_deref() != Some(topic) {
                break;
            }
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
