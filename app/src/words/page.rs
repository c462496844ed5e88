//! In the browser: the sentences that came with the page. Each line is `key=sentence`, with `{name}` for a gap.

use leptos::prelude::document;

thread_local! {
    static WORDS: String = document().get_element_by_id("catalogue").and_then(|words| words.text_content()).unwrap_or_default();
}

pub(super) fn find(key: &'static str, parts: &[(&'static str, &str)]) -> String {
    let mut text = WORDS.with(|words| line(words, key).unwrap_or(key).to_owned());
    for (name, value) in parts {
        text = text.replace(&["{", name, "}"].concat(), value);
    }
    text
}

pub(super) fn count(key: &'static str, _numbers: &[(&'static str, usize)]) -> String {
    find(key, &[])
}

fn line<'a>(words: &'a str, key: &str) -> Option<&'a str> {
    words.split('\n').find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
}
