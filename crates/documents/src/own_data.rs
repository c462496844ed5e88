//! What the layout of a person's own data is given.

use chrono::{DateTime, Utc};
use domain::own_data::OwnDataPaper;
use serde::Serialize;

use crate::DocumentError;
use crate::facts::{Ink, Line, Mark};
use crate::press::Sheet;

/// Everything the layout may print.
#[derive(Serialize)]
struct Facts {
    colour: bool,
    title: &'static str,
    author: &'static str,
    demo: bool,
    mark: Option<Mark>,
    name: String,
    born: String,
    nhs_number: String,
    /// When it was made: on every page.
    stamp: String,
    sections: Vec<PrintedSection>,
    /// Some letters could not be printed.
    letters_missing: bool,
}

#[derive(Serialize)]
struct PrintedSection {
    title: &'static str,
    rows: Vec<Line>,
    left_out: usize,
}

/// The file in words, ready to be set.
pub(crate) fn sheet(paper: &OwnDataPaper, made_at: DateTime<Utc>, demo: bool) -> Result<Sheet, DocumentError> {
    let mut ink = Ink::default();
    let mut facts = Facts {
        colour: true,
        title: "Your data",
        author: "Digital Health Passport",
        demo,
        mark: None,
        name: ink.print(&paper.name),
        born: paper.born.clone(),
        nhs_number: paper.nhs_number.clone(),
        stamp: format!("Everything that is kept, as of {}. Not a plan to act on.", paper.made),
        sections: Vec::new(),
        letters_missing: false,
    };
    facts.sections = paper
        .sections
        .iter()
        .map(|section| PrintedSection {
            title: section.title,
            rows: ink.lines(section.rows.clone()),
            left_out: section.left_out,
        })
        .collect();
    facts.letters_missing = ink.letters_missing;
    Ok(Sheet {
        layout: "/own_data.typ",
        name: "own-data",
        ident: format!("own-data/{}", made_at.timestamp_millis()),
        signed_at: made_at,
        facts: serde_json::to_vec(&facts).map_err(|_| DocumentError::Press)?,
    })
}
