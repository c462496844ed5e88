//! The catalogue on the server, by Fluent: one file for each screen, one bundle for each language.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Locale;

type Bundle = FluentBundle<FluentResource>;

/// A screen's file; its keys begin with its name.
pub(super) struct Screen {
    pub(super) name: &'static str,
    pub(super) english: &'static str,
    /// Whether the bundle says it, so that it travels with the page.
    pub(super) browser: bool,
}

macro_rules! screens {
    ($($name:literal $browser:literal),* $(,)?) => {
        [$(Screen { name: $name, english: include_str!(concat!("../../locales/en-GB/", $name, ".ftl")), browser: $browser }),*]
    };
}

pub(super) static SCREENS: [Screen; 36] = screens![
    "ui" true, "frame" true, "people" true, "today" true, "doses" true, "check-in" true, "error" true,
    "more" false, "plan" false, "emergency" false, "offline" false, "other-plans" false,
    "home" false, "log-in" false, "join" false, "visit" false, "demo" false, "install" false, "journey" false,
    "control" false, "seen" false, "terms" false, "log-ins" false, "about-me" false,
    "air" false, "data" false, "feedback" false, "hacks" false, "parents" false, "share" false, "shared" false,
    "medicines" false, "reminders" false, "repeat" false, "technique" false, "diary" false,
];

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::ENGLISH, false));
static PSEUDO: LazyLock<Bundle> = LazyLock::new(|| {
    let mut bundle = bundle(Locale::PSEUDO, true);
    bundle.set_transform(Some(disguise));
    bundle
});

/// Names and numbers keep their direction between letters of the other one; where there is only one, no marks are needed.
fn bundle(locale: Locale, isolate: bool) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(isolate);
    for screen in &SCREENS {
        // A test reads every file without faults; whatever can be read of one is used.
        let resource = FluentResource::try_new(screen.english.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn of(locale: Locale) -> &'static Bundle {
    if locale == Locale::PSEUDO { &PSEUDO } else { &ENGLISH }
}

pub(super) fn find(key: &'static str, parts: &[(&'static str, &str)]) -> String {
    let args: FluentArgs<'_> = parts.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
    format(Locale::current(), key, &args)
}

pub(super) fn count(key: &'static str, numbers: &[(&'static str, usize)]) -> String {
    let args: FluentArgs<'_> = numbers.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
    format(Locale::current(), key, &args)
}

fn format(locale: Locale, key: &str, args: &FluentArgs<'_>) -> String {
    let found = |bundle: &Bundle| {
        let pattern = bundle.get_message(key)?.value()?;
        Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    };
    found(of(locale)).or_else(|| found(&ENGLISH)).unwrap_or_else(|| key.to_owned())
}

/// The sentences of the screens on which the rules answer, for the page to carry; only those of the components with
/// `ui_only`.
pub fn for_browser(ui_only: bool) -> String {
    let screens = SCREENS.iter().filter(|screen| screen.browser && (screen.name == "ui" || !ui_only));
    let mut words = String::new();
    for (key, gaps) in screens.flat_map(|screen| keys(screen.english)) {
        let filled: Vec<(&str, String)> = gaps.into_iter().map(|gap| (gap, format!("{{{gap}}}"))).collect();
        let args: FluentArgs<'_> = filled.iter().map(|(name, gap)| (*name, FluentValue::from(gap.as_str()))).collect();
        words.push_str(&format!("{key}={}\n", format(Locale::current(), key, &args)));
    }
    words
}

/// Every key of a file with the names of its gaps.
pub(super) fn keys(file: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    file.lines().filter_map(|line| {
        let (key, text) = line.split_once(" =")?;
        let named = key.starts_with(|c: char| c.is_ascii_lowercase());
        let gaps = text.split("{ $").skip(1).filter_map(|part| part.split(' ').next()).collect();
        named.then_some((key, gaps))
    })
}

/// Letters with accents, a third longer.
fn disguise(text: &str) -> Cow<'_, str> {
    let accented = text.chars().map(|letter| match letter {
        'a' => 'á',
        'e' => 'ë',
        'i' => 'ï',
        'o' => 'ö',
        'u' => 'ü',
        'y' => 'ÿ',
        'n' => 'ñ',
        'c' => 'ç',
        's' => 'š',
        't' => 'ţ',
        'r' => 'ŕ',
        'l' => 'ļ',
        'A' => 'Å',
        'E' => 'É',
        'I' => 'Î',
        'O' => 'Ø',
        'N' => 'Ñ',
        'T' => 'Ţ',
        'S' => 'Š',
        'Y' => 'Ý',
        letter => letter,
    });
    accented.collect::<String>().into()
}
