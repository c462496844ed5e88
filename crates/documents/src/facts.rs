//! What a layout is given: the plan's words, ready to be set. Layouts decide where a text stands, never what it says.

use domain::plan::words::{ZoneWords, runs};
use domain::plan::{PlanStatus, SignedPlan, Zone};
use domain::time::say_date;
use serde::Serialize;

use crate::press::{Sheet, has_letter};
use crate::{DocumentError, PlanPrint};

/// Stands for a letter that no font of ours has.
const NO_SUCH_LETTER: char = '□';

/// A sentence in its plain and bold parts.
pub(crate) type Sentence = Vec<Run>;

#[derive(Serialize)]
pub(crate) struct Run {
    text: String,
    bold: bool,
}

/// Everything a layout may print.
#[derive(Serialize)]
struct Facts {
    colour: bool,
    title: String,
    author: String,
    demo: bool,
    /// Set when the version is no longer in force.
    mark: Option<Mark>,
    name: String,
    born: String,
    nhs_number: String,
    /// Version, author and dates: on every page.
    stamp: String,
    emergency: Vec<Sentence>,
    zones: Vec<PrintedZone>,
    medicines: Vec<Line>,
    /// The line of `medicines` that says what helps in an attack.
    reliever: Vec<Line>,
    triggers: Vec<String>,
    note: Vec<String>,
    contacts: Vec<Line>,
    /// Some letters of this plan could not be printed.
    letters_missing: bool,
}

#[derive(Serialize)]
pub(crate) struct Mark {
    title: &'static str,
    text: String,
}

#[derive(Serialize)]
pub(crate) struct Line {
    key: String,
    value: String,
}

#[derive(Serialize)]
struct PrintedZone {
    zone: &'static str,
    letter: &'static str,
    heading: String,
    when_heading: String,
    when: Vec<Sentence>,
    actions: Vec<Sentence>,
}

/// The plan, ready to be set.
pub(crate) fn sheet(plan: &SignedPlan, kind: PlanPrint, demo: bool) -> Result<Sheet, DocumentError> {
    let layout = match kind {
        PlanPrint::A4 | PlanPrint::BlackAndWhite => "/plan.typ",
        PlanPrint::Booklet => "/booklet.typ",
        PlanPrint::School => "/school.typ",
    };
    let facts = facts(plan, kind != PlanPrint::BlackAndWhite, demo);
    Ok(Sheet {
        layout,
        name: kind.as_str(),
        ident: format!("{}/{}/{}", plan.content_hash(), plan.number(), kind.as_str()),
        signed_at: plan.signature().signed_at,
        facts: serde_json::to_vec(&facts).map_err(|_| DocumentError::Press)?,
    })
}

/// Puts a plan into words.
fn facts(plan: &SignedPlan, colour: bool, demo: bool) -> Facts {
    let mut ink = Ink::default();
    let (content, signature) = (plan.content(), plan.signature());
    let words = content.words();
    let medicines = content.medicines();
    let reliever = medicines.iter().filter(|(when, _)| when.contains("attacks") || when == "Spacer").cloned().collect();
    let contacts = &content.contacts;
    let contact = if contacts.name.is_empty() { "Emergency contact" } else { &contacts.name };
    let contacts = [(contacts.practice_name.as_str(), &contacts.practice_phone), (contact, &contacts.phone)]
        .into_iter()
        .filter(|(_, phone)| !phone.is_empty())
        .map(|(who, phone)| (who.to_owned(), phone.clone()))
        .collect();
    let mut facts = Facts {
        colour,
        title: format!("Asthma action plan, version {}", plan.number()),
        author: ink.print(&signature.author_name),
        demo,
        mark: mark(plan.status(), plan.number()),
        name: ink.print(&content.name.to_string()),
        born: say_date(content.date_of_birth.date()),
        nhs_number: content.nhs_number.to_string(),
        stamp: ink.print(&plan.stamp()),
        emergency: ink.sentences(&words.emergency),
        zones: words.zones.iter().map(|zone| ink.zone(zone)).collect(),
        medicines: ink.lines(medicines),
        reliever: ink.lines(reliever),
        triggers: words.triggers.iter().map(|trigger| ink.print(trigger)).collect(),
        note: words.note.lines().map(|line| ink.print(line)).collect(),
        contacts: ink.lines(contacts),
        letters_missing: false,
    };
    facts.letters_missing = ink.letters_missing;
    facts
}

/// What stands across a version that is no longer in force.
pub(crate) fn mark(status: PlanStatus, number: u32) -> Option<Mark> {
    match status {
        PlanStatus::Signed => None,
        PlanStatus::Superseded => {
            Some(Mark { title: "REPLACED", text: format!("Do not use. A newer plan has replaced version {number}.") })
        }
        PlanStatus::Withdrawn => Some(Mark {
            title: "DO NOT USE",
            text: format!("Version {number} has been withdrawn. Ring your GP surgery and ask for a new plan."),
        }),
    }
}

/// Turns texts into what can be printed and remembers whether something could not.
#[derive(Default)]
pub(crate) struct Ink {
    pub(crate) letters_missing: bool,
}

impl Ink {
    pub(crate) fn print(&mut self, text: &str) -> String {
        text.chars()
            .map(|letter| {
                if letter.is_control() {
                    ' '
                } else if letter.is_whitespace() || has_letter(letter) {
                    letter
                } else {
                    self.letters_missing = true;
                    NO_SUCH_LETTER
                }
            })
            .collect()
    }

    fn sentence(&mut self, text: &str) -> Sentence {
        runs(text).into_iter().map(|(text, bold)| Run { text: self.print(&text), bold }).collect()
    }

    pub(crate) fn sentences(&mut self, texts: &[String]) -> Vec<Sentence> {
        texts.iter().map(|text| self.sentence(text)).collect()
    }

    pub(crate) fn lines(&mut self, lines: Vec<(String, String)>) -> Vec<Line> {
        lines.into_iter().map(|(key, value)| Line { key: self.print(&key), value: self.print(&value) }).collect()
    }

    fn zone(&mut self, words: &ZoneWords) -> PrintedZone {
        let letter = match words.zone {
            Zone::Green => "G",
            Zone::Amber => "A",
            Zone::Red => "R",
        };
        PrintedZone {
            zone: words.zone.as_str(),
            letter,
            heading: self.print(&words.heading),
            when_heading: self.print(&words.when_heading),
            when: self.sentences(&words.when),
            actions: self.sentences(&words.actions),
        }
    }
}
