//! How many streams one session may keep open.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Enough for three tabs; each tab keeps one.
const MOST: usize = 3;

/// Streams open per session.
#[derive(Clone, Default)]
pub(super) struct Places(Arc<Mutex<HashMap<String, usize>>>);

/// The right to keep one stream open; given back when dropped.
pub(super) struct Place {
    places: Places,
    session: String,
}

impl Places {
    /// A place for one more stream of this session, if it has one left.
    pub(super) fn take(&self, session: &str) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(session.to_owned()).or_default();
        if *count >= MOST {
            return None;
        }
        *count += 1;
        Some(Place { places: self.clone(), session: session.to_owned() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.session) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn a_session_keeps_three_streams_and_gets_places_back() {
        let places = Places::default();
        let held: Vec<Place> = (0..3).map(|_| places.take("one").unwrap()).collect();
        assert!(places.take("one").is_none());
        assert!(places.take("another").is_some());
        drop(held);
        assert!(places.take("one").is_some());
        assert!(places.0.lock().unwrap().is_empty());
    }
}
