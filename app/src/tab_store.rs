//! What a tab keeps by itself: typed text that could not be sent, gone with the tab and at log-out; and small wishes of
//! whoever uses this browser, which say nothing about anybody. On the server both are empty.

use std::sync::atomic::{AtomicBool, Ordering};

use browser::{of_browser, of_tab};

/// Somebody is logging out: what is kept from now on would outlive them.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Keeps a text until the tab is closed or its user logs out. False when it is not kept.
pub fn keep(key: &str, text: &str) -> bool {
    !CLOSED.load(Ordering::Relaxed) && of_tab().is_some_and(|tab| tab.set_item(key, text).is_ok())
}

/// A kept text.
pub fn kept(key: &str) -> Option<String> {
    of_tab()?.get_item(key).ok().flatten()
}

/// Forgets a text.
pub fn forget(key: &str) {
    if let Some(tab) = of_tab() {
        let _ = tab.remove_item(key);
    }
}

/// Forgets everything that the tab keeps, for good: somebody logs out.
pub fn close() {
    CLOSED.store(true, Ordering::Relaxed);
    if let Some(tab) = of_tab() {
        let _ = tab.clear();
    }
}

/// This browser has the wish.
pub fn wishes(key: &str) -> bool {
    of_browser().is_some_and(|own| matches!(own.get_item(key), Ok(Some(_))))
}

/// Keeps a wish, or forgets it.
pub fn wish(key: &str, wanted: bool) {
    if let Some(own) = of_browser() {
        let _ = if wanted { own.set_item(key, "yes") } else { own.remove_item(key) };
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::window;
    use web_sys::Storage;

    pub(super) fn of_tab() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }

    pub(super) fn of_browser() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }
}

#[cfg(not(feature = "hydrate"))]
mod browser {
    /// Stands for a browser's storage: there is none here.
    pub(super) enum Storage {}

    impl Storage {
        pub(super) fn set_item(&self, _: &str, _: &str) -> Result<(), ()> {
            match *self {}
        }

        pub(super) fn get_item(&self, _: &str) -> Result<Option<String>, ()> {
            match *self {}
        }

        pub(super) fn remove_item(&self, _: &str) -> Result<(), ()> {
            match *self {}
        }

        pub(super) fn clear(&self) -> Result<(), ()> {
            match *self {}
        }
    }

    pub(super) fn of_tab() -> Option<Storage> {
        None
    }

    pub(super) fn of_browser() -> Option<Storage> {
        None
    }
}
