//! Turns the class names used in the app's Rust source into the one style sheet the product serves.
//!
//! Hand-written parts (`style/main.css` and what it imports) come first, utilities made by `encre-css` last.

mod scan;
mod sheet;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use encre_css::{Config, Preflight, Scanner};

pub use scan::class_names;

/// Where the utilities alone are kept, for reading a change.
pub const UTILITIES: &str = "style/utilities.css";
/// The sheet that is served.
pub const PASSPORT: &str = "style/passport.css";

/// The theme's screens, narrow to wide.
const WIDTHS: [&str; 3] = ["tablet", "desktop", "wide"];

#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("theme: {0}")]
    Theme(#[from] encre_css::Error),
    #[error("classes without a rule:\n{0}")]
    Classes(String),
}

/// The two generated files.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheets {
    pub utilities: String,
    pub passport: String,
}

/// The style sheet for the source tree under `root`.
pub fn generate(root: &Path) -> Result<String, StyleError> {
    Ok(sheets(root)?.passport)
}

/// Both generated files, the same for the same sources whatever the machine.
pub fn sheets(root: &Path) -> Result<Sheets, StyleError> {
    let style = root.join("style");
    let by_hand = sheet::with_parts(&style, "main.css")?;
    let defined = sheet::defined_names(&by_hand);
    let mut config = Config::from_file(style.join("encre.toml"))?;
    config.scanner = Scanner::from_fn(|classes| classes.split_whitespace().collect());

    let mut used = BTreeSet::new();
    let mut wrong = String::new();
    let app = root.join("app/src");
    for (class, files) in classes_in(&app)? {
        if defined.contains(&class) {
            continue;
        }
        if let Some(reason) = fault(&class, &config) {
            let files: Vec<String> =
                files.iter().map(|file| file.strip_prefix(&app).unwrap_or(file).display().to_string()).collect();
            let _ = writeln!(wrong, "  {class}: {reason} ({})", files.join(", "));
        }
        used.insert(class);
    }
    if !wrong.is_empty() {
        return Err(StyleError::Classes(wrong));
    }

    let rules = widths_for_older_browsers(&narrow_to_wide(&used, &config));
    let utilities = sheet::compact(&format!("{}{rules}\n", initial_values(&rules)));
    let passport = format!("{}{utilities}", sheet::compact(&by_hand));
    Ok(Sheets { utilities, passport })
}

fn classes_in(folder: &Path) -> Result<BTreeMap<String, BTreeSet<PathBuf>>, StyleError> {
    let unreadable = |cause| StyleError::Unreadable { path: folder.to_owned(), cause };
    let mut classes: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            for (class, files) in classes_in(&path)? {
                classes.entry(class).or_default().extend(files);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).map_err(unreadable)?;
            for class in class_names(&source) {
                classes.entry(class).or_default().insert(path.clone());
            }
        }
    }
    Ok(classes)
}

/// Why a class may not stand in the source, if so.
fn fault(class: &str, config: &Config) -> Option<String> {
    if class.contains(['{', '}']) {
        return Some("class names are written whole, not put together".to_owned());
    }
    let (variants, utility) = class.rsplit_once(':').unwrap_or(("", class));
    for variant in variants.split(':') {
        match variant {
            "dark" => return Some("colours change by themselves in dark mode".to_owned()),
            variant if variant.starts_with("max-") => {
                return Some("the phone comes first: write the narrow case without a width".to_owned());
            }
            "sm" | "md" | "lg" | "xl" | "2xl" => return Some("widths are tablet:, desktop: and wide:".to_owned()),
            _ => {}
        }
    }
    let utility = utility.trim_start_matches('-');
    let for_one_direction = [
        ("pl-", "ps-"),
        ("pr-", "pe-"),
        ("ml-", "ms-"),
        ("mr-", "me-"),
        ("left-", "start-"),
        ("right-", "end-"),
        ("text-left", "text-start"),
        ("text-right", "text-end"),
        ("border-l", "border-s"),
        ("border-r", "border-e"),
    ];
    for (physical, logical) in for_one_direction {
        let rest = utility.strip_prefix(physical);
        if rest.is_some_and(|rest| physical.ends_with('-') || rest.is_empty() || rest.starts_with('-')) {
            return Some(format!("right-to-left languages need {logical} instead of {physical}"));
        }
    }
    let sizes = ["xs", "sm", "base", "lg", "xl", "2xl", "3xl", "4xl", "5xl", "6xl", "7xl", "8xl", "9xl"];
    if utility.strip_prefix("text-").is_some_and(|size| sizes.contains(&size)) {
        return Some("type sizes are type-xl, -l, -m, -s, -body, -small, -xs".to_owned());
    }
    let rule = encre_css::generate([class], config);
    if rule.trim().is_empty() {
        return Some("unknown".to_owned());
    }
    rule.contains("oklch(").then(|| "not a colour of the theme".to_owned())
}

/// Wider screens come later in the sheet, so that they win. `encre-css` gives all widths of a theme the same rank and
/// would order them by their classes.
fn narrow_to_wide(classes: &BTreeSet<String>, config: &Config) -> String {
    let width_of = |class: &str| WIDTHS.iter().position(|width| class.split(':').any(|variant| variant == *width));
    let mut rules = String::new();
    for width in std::iter::once(None).chain((0..WIDTHS.len()).map(Some)) {
        let group: Vec<&str> = classes.iter().map(String::as_str).filter(|class| width_of(class) == width).collect();
        rules.push_str(&encre_css::generate([group.join("\n").as_str()], config));
        rules.push('\n');
    }
    rules
}

/// Range syntax in media queries is younger than phones still in use.
fn widths_for_older_browsers(css: &str) -> String {
    css.lines().fold(String::with_capacity(css.len()), |mut sheet, line| {
        let width = line.trim().strip_prefix("@media (width >= ").and_then(|rest| rest.strip_suffix(") {"));
        match width {
            Some(width) => {
                let _ = writeln!(sheet, "@media (min-width: {width}) {{");
            }
            None => {
                let _ = writeln!(sheet, "{line}");
            }
        }
        sheet
    })
}

/// Utilities such as `tabular-nums` are made of variables. Their starting values stand in the CSS reset of `encre-css`,
/// of which we take only those that are used.
fn initial_values(rules: &str) -> String {
    let mut config = Config::default();
    config.preflight = Preflight::new_full();
    let reset = encre_css::generate([], &config);
    let values: BTreeSet<&str> = reset
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("--en-"))
        .filter(|line| line.split_once(':').is_some_and(|(name, _)| rules.contains(&format!("var({name})"))))
        .collect();
    if values.is_empty() {
        return String::new();
    }
    let values: Vec<&str> = values.into_iter().collect();
    format!("*,\n::before,\n::after {{\n{}\n}}\n", values.join("\n"))
}
