//! What a tab keeps by itself: typed text that could not be sent, gone with the tab and at log-out; and small wishes of
//! whoever uses this browser, which say nothing about anybody. On the server both are empty.

use std::sync::atomic::{AtomicBool, Ordering};

/// Somebody is logging out: what is kept from now on would outlive them.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Keeps a text until the tab is closed or its user logs out. False when it is not kept.
pub fn keep(key: &str, text: &str) -> bool {
    !CLOSED.load(Ordering::Relaxed) && browser::tab(|tab| tab.set_item(key, text).ok()).is_some()
}

/// A kept text.
pub fn kept(key: &str) -> Option<String> {
    browser::tab(|tab| tab.get_item(key).ok().flatten())
}

/// Forgets a text.
pub fn forget(key: &str) {
    let _ = browser::tab(|tab| tab.remove_item(key).ok());
}

/// Forgets everything that the tab keeps, for good: somebody logs out.
pub fn close() {
    CLOSED.store(true, Ordering::Relaxed);
    let _ = browser::tab(|tab| tab.clear().ok());
}

/// A wish of this browser.
pub fn wish(key: &str) -> Option<String> {
    browser::own(|own| own.get_item(key).ok().flatten())
}

/// Keeps a wish, or forgets it when it is empty.
pub fn set_wish(key: &str, text: &str) {
    let _ = browser::own(|own| if text.is_empty() { own.remove_item(key).ok() } else { own.set_item(key, text).ok() });
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::window;
    use web_sys::Storage;

    pub(super) fn tab<T>(act: impl FnOnce(Storage) -> Option<T>) -> Option<T> {
        window().session_storage().ok().flatten().and_then(act)
    }

    pub(super) fn own<T>(act: impl FnOnce(Storage) -> Option<T>) -> Option<T> {
        window().local_storage().ok().flatten().and_then(act)
    }
}

#[cfg(not(feature = "hydrate"))]
mod browser {
    /// Stands for a browser's storage; there is none here.
    pub(super) struct Storage;

    impl Storage {
        pub(super) fn set_item(&self, _: &str, _: &str) -> Result<(), ()> {
            Err(())
        }

        pub(super) fn get_item(&self, _: &str) -> Result<Option<String>, ()> {
            Err(())
        }

        pub(super) fn remove_item(&self, _: &str) -> Result<(), ()> {
            Err(())
        }

        pub(super) fn clear(&self) -> Result<(), ()> {
            Err(())
        }
    }

    pub(super) fn tab<T>(_: impl FnOnce(Storage) -> Option<T>) -> Option<T> {
        None
    }

    pub(super) fn own<T>(_: impl FnOnce(Storage) -> Option<T>) -> Option<T> {
        None
    }
}
