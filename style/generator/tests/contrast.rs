//! Text and marks stand out from what they lie on, in light and in dark.

use std::{collections::BTreeMap, fs, path::Path};

type Tokens = BTreeMap<String, String>;

fn tokens(file: &str, base: &Tokens) -> Tokens {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../parts").join(file);
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut tokens = base.clone();
    for line in text.lines() {
        if let Some((name, value)) =
            line.trim().trim_end_matches(';').strip_prefix("--").and_then(|l| l.split_once(':'))
        {
            tokens.insert(name.to_owned(), value.trim().to_owned());
        }
    }
    tokens
}

/// Relative luminance of a `#rgb` or `#rrggbb` colour, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches('#');
    let digits: String = if digits.len() == 3 { digits.chars().flat_map(|d| [d, d]).collect() } else { digits.into() };
    let part = |at: usize| {
        let value = digits.get(at..at + 2).and_then(|d| u8::from_str_radix(d, 16).ok()).unwrap_or(0);
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_of_colours_meets_wcag_in_light_and_dark() {
    let light = tokens("tokens-light.css", &Tokens::new());
    let dark = tokens("tokens-dark.css", &light);
    let pairs = [
        ("text", "page", 7.0),
        ("text", "card", 7.0),
        ("text", "tint", 7.0),
        ("text-2", "page", 4.5),
        ("text-2", "card", 4.5),
        ("link", "page", 4.5),
        ("link", "card", 4.5),
        ("link", "tint", 4.5),
        ("link", "second-hover", 4.5),
        ("link-hover", "page", 4.5),
        ("error", "page", 4.5),
        ("error", "card", 4.5),
        ("urgent", "card", 4.5),
        ("focus-text", "focus", 7.0),
        ("zone-green-text", "zone-green", 7.0),
        ("zone-amber-text", "zone-amber", 7.0),
        ("zone-red-text", "zone-red", 7.0),
        ("grey-text", "grey", 7.0),
        ("blue-text", "blue", 7.0),
        ("yellow-text", "yellow", 7.0),
        ("purple-text", "purple", 7.0),
        ("control", "card", 3.0),
        ("control", "page", 3.0),
        ("mark", "card", 3.0),
        ("success", "page", 3.0),
    ];
    for (theme, tokens) in [("light", &light), ("dark", &dark)] {
        let colour = |name: &str| tokens.get(name).cloned().unwrap_or_default();
        for (front, back, least) in pairs {
            let measured = contrast(&colour(front), &colour(back));
            assert!(measured >= least, "{theme}: {front} on {back} is {measured:.1}, needs {least}");
        }
        for back in ["brand", "button", "button-hover", "warn", "warn-hover"] {
            let measured = contrast("#ffffff", &colour(back));
            assert!(measured >= 4.5, "{theme}: white on {back} is {measured:.1}, needs 4.5");
        }
    }
}
