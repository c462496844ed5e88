//! What patient screens say, from one catalogue: `app/locales/<language>/<screen>.ftl`. The server finds the sentence in the
//! language of the request; a page on which the rules answer carries its sentences with it, so that no language is in the
//! bundle. The plan's own words and the advice of the rules are not here: they are one text, approved clinically, in `domain`.

#[cfg(feature = "ssr")]
mod catalogue;
mod locale;
#[cfg(not(feature = "ssr"))]
mod page;
#[cfg(all(test, feature = "ssr"))]
mod tests;

#[cfg(feature = "ssr")]
use catalogue as source;
#[cfg(not(feature = "ssr"))]
use page as source;

#[cfg(feature = "ssr")]
pub use catalogue::for_browser;
pub use locale::Locale;

/// A sentence without gaps.
pub fn t(key: &'static str) -> String {
    source::find(key, &[])
}

/// A sentence with its gaps filled: names, dates, numbers that change nothing else in it.
pub fn say(key: &'static str, parts: &[(&'static str, &str)]) -> String {
    source::find(key, parts)
}

/// A sentence that changes with its numbers ("once", "3 times"). On the server only: a browser has no rules of plurals.
pub fn count(key: &'static str, numbers: &[(&'static str, usize)]) -> String {
    source::count(key, numbers)
}
