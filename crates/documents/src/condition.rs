//! What the layout of a plan for another condition is given.

use domain::condition::{SectionKind, SignedConditionPlan, WordSection};
use domain::time::say_date;
use serde::Serialize;

use crate::DocumentError;
use crate::facts::{Ink, Line, Mark, Sentence, mark};
use crate::press::Sheet;

/// Everything the layout may print.
#[derive(Serialize)]
struct Facts {
    colour: bool,
    title: String,
    heading: &'static str,
    author: String,
    demo: bool,
    /// Set when the version is no longer in force.
    mark: Option<Mark>,
    name: String,
    born: String,
    nhs_number: String,
    /// Version, author and dates: on every page.
    stamp: String,
    /// Those for an emergency first.
    sections: Vec<PrintedSection>,
    contacts: Vec<Line>,
    /// Some letters of this plan could not be printed.
    letters_missing: bool,
}

#[derive(Serialize)]
struct PrintedSection {
    title: String,
    kind: SectionKind,
    when: Vec<Sentence>,
    steps: Vec<Sentence>,
}

/// The plan, ready to be set.
pub(crate) fn sheet(plan: &SignedConditionPlan, demo: bool) -> Result<Sheet, DocumentError> {
    let facts = serde_json::to_vec(&facts(plan, demo)).map_err(|_| DocumentError::Press)?;
    let condition = plan.content().condition.as_str();
    Ok(Sheet {
        layout: "/condition.typ",
        name: condition,
        ident: format!("{}/{}/{condition}", plan.content_hash(), plan.number()),
        signed_at: plan.signature().signed_at,
        facts,
    })
}

fn facts(plan: &SignedConditionPlan, demo: bool) -> Facts {
    let mut ink = Ink::default();
    let (content, number) = (plan.content(), plan.number());
    let mut facts = Facts {
        colour: true,
        title: format!("{}, version {number}", content.condition.plan()),
        heading: content.condition.plan(),
        author: ink.print(&plan.signature().author_name),
        demo,
        mark: mark(plan.status(), number),
        name: ink.print(&content.name.to_string()),
        born: say_date(content.date_of_birth.date()),
        nhs_number: content.nhs_number.to_string(),
        stamp: ink.print(&plan.stamp()),
        sections: content.sections.iter().map(|section| printed(&mut ink, section)).collect(),
        contacts: ink.lines(content.phones()),
        letters_missing: false,
    };
    facts.letters_missing = ink.letters_missing;
    facts
}

fn printed(ink: &mut Ink, section: &WordSection) -> PrintedSection {
    PrintedSection {
        title: ink.print(&section.title),
        kind: section.kind,
        when: ink.sentences(&section.when),
        steps: ink.sentences(&section.steps),
    }
}
