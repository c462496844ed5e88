#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::plan::reading_age::reading_age;
use fluent_bundle::FluentResource;

use super::catalogue::{SCREENS, for_browser, keys};

/// Grade 7 of an American school is twelve years.
const OLDEST_READER: u8 = 12;

/// Files of patient screens. What is plain English in them is missing from every other language.
const SCREENS_OF_PATIENTS: [&str; 2] = ["patient", "public"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn app() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// What runs: neither comments nor tests.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    text.lines().map(|line| line.split("// ").next().unwrap()).filter(|line| !line.trim().starts_with("//")).fold(
        String::new(),
        |mut code, line| {
            code.push_str(line);
            code.push('\n');
            code
        },
    )
}

/// Texts between quotes with what stands before each.
fn literals(code: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = code.split('"').collect();
    parts
        .chunks(2)
        .filter_map(|pair| match pair {
            [before, text] => Some(((*before).to_owned(), (*text).to_owned())),
            _ => None,
        })
        .collect()
}

#[test]
fn every_file_reads_without_faults_and_names_its_screen() {
    let mut seen = BTreeSet::new();
    for screen in &SCREENS {
        let read = FluentResource::try_new(screen.english.to_owned());
        assert!(read.is_ok(), "{}: {:?}", screen.name, read.err().map(|(_, faults)| faults));
        for (key, _) in keys(screen.english) {
            assert!(key.starts_with(&format!("{}-", screen.name)), "{key} is in the file of {}", screen.name);
            assert!(seen.insert(key), "{key} is written twice");
        }
    }
}

#[test]
fn the_browser_is_sent_no_sentence_that_needs_rules_of_plurals() {
    for screen in SCREENS.iter().filter(|screen| screen.browser) {
        assert!(!screen.english.contains("->"), "{} has a choice in it", screen.name);
        assert!(!screen.english.contains('<'), "{} would end the page's list of words", screen.name);
    }
    let words = for_browser(false);
    assert!(words.contains("\ntoday-how=How are you today, {name}?\n"), "{words}");
}

#[test]
fn every_sentence_asked_for_is_written_and_every_one_written_is_asked_for() {
    let written: BTreeSet<String> =
        SCREENS.iter().flat_map(|screen| keys(screen.english)).map(|(key, _)| key.to_owned()).collect();
    let mut asked = BTreeSet::new();
    for path in sources(&app()).into_iter().filter(|path| !path.starts_with(app().join("words"))) {
        for (before, text) in literals(&code(&path)) {
            let call = ["t(", "say(", "count("].iter().any(|call| before.trim_end().ends_with(call));
            if call && text.contains('-') {
                assert!(written.contains(&text), "{} asks for {text}, which is not written", path.display());
            }
            if written.contains(&text) {
                asked.insert(text);
            }
        }
    }
    let unused: Vec<_> = written.difference(&asked).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

/// Two words in a row, or one that begins like a sentence, are for people; class names, routes and keys are not.
#[test]
fn patient_screens_say_nothing_outside_the_catalogue() {
    let mut found = Vec::new();
    for path in SCREENS_OF_PATIENTS.iter().flat_map(|folder| sources(&app().join(folder))) {
        for (before, text) in literals(&code(&path)) {
            let before = before.trim_end();
            let for_machines = before.ends_with("class=")
                || before.ends_with("_class =")
                || before.ends_with("points=")
                || before.ends_with("reason =")
                || before.ends_with("feature =")
                || before.ends_with("autocomplete=");
            let words: Vec<&str> = text.split_whitespace().collect();
            let wordy = |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_alphabetic() || c == '’' || c == ',');
            let spoken = words.windows(2).any(|pair| pair.iter().all(wordy))
                || text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().skip(1).any(char::is_lowercase);
            // A line of a drawing begins by moving its pen.
            let drawn = text.strip_prefix('M').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            if spoken && !for_machines && !drawn {
                found.push(format!("{}: {text}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "write these in app/locales:\n{}", found.join("\n"));
}

#[test]
fn every_screen_reads_at_grade_seven_at_most() {
    for screen in &SCREENS {
        let sentences = screen.english.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let (_, text) = line.split_once(" = ")?;
            Some(text.replace(['[', ']', '*', '{', '}', '$'], " "))
        });
        // Labels of a word or two say nothing about a style.
        let text = sentences.filter(|text| text.split(' ').count() > 4).collect::<Vec<_>>().join(".\n");
        let age = reading_age(&text);
        assert!(age.is_none_or(|age| age <= OLDEST_READER), "{} reads at {age:?}", screen.name);
    }
}
