/// A language with its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    tag: &'static str,
    dir: &'static str,
}

impl Locale {
    /// The language that everything is written in first, and that fills gaps of any other.
    pub const ENGLISH: Self = Self { tag: "en-GB", dir: "ltr" };
    /// English in disguise, from right to left: what stays plain English in it is not in the catalogue.
    pub const PSEUDO: Self = Self { tag: "ar-XB", dir: "rtl" };
    /// The languages that a service offers.
    pub const OFFERED: [Self; 1] = [Self::ENGLISH];

    /// For `lang`.
    pub const fn tag(self) -> &'static str {
        self.tag
    }

    /// For `dir`.
    pub const fn dir(self) -> &'static str {
        self.dir
    }

    /// The language of the request being answered.
    #[cfg(feature = "ssr")]
    pub fn current() -> Self {
        leptos::prelude::use_context::<Self>().unwrap_or(Self::ENGLISH)
    }

    /// What a request asks for: the chosen language, else the first of the browser's that is offered. The disguise exists in
    /// a demonstration only.
    #[cfg(feature = "ssr")]
    pub fn asked(headers: &http::HeaderMap, demo: bool) -> Self {
        use http::header::{ACCEPT_LANGUAGE, COOKIE};
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let chosen = text(COOKIE).split(';').find_map(|cookie| cookie.trim().strip_prefix("language="));
        if demo && chosen == Some(Self::PSEUDO.tag) {
            return Self::PSEUDO;
        }
        let wanted = text(ACCEPT_LANGUAGE).split(',').filter_map(|part| part.split(';').next());
        chosen.into_iter().chain(wanted).find_map(Self::offered).unwrap_or(Self::ENGLISH)
    }

    #[cfg(feature = "ssr")]
    fn offered(tag: &str) -> Option<Self> {
        let language = |tag: &str| tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        Self::OFFERED.into_iter().find(|locale| language(locale.tag) == language(tag))
    }
}
