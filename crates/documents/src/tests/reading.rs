//! What a reader finds in the files, told by a program that is none of ours: `pdftotext` of poppler-utils. Where it is
//! not installed these tests say so and check nothing.

use std::io::Write;
use std::process::{Command, Stdio};

use domain::plan::words::plain;
use domain::plan::{Field, SignedPlan, TemplateId};

use super::plans::{longest, usual, with};
use crate::{PlanPrint, plan_pdf};

/// The text of each page in the order in which it stands in the file, with single blanks.
pub(super) fn pages(pdf: &[u8]) -> Option<Vec<String>> {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    reader.stdin.take()?.write_all(pdf).ok()?;
    let output = reader.wait_with_output().ok()?;
    assert!(output.status.success(), "pdftotext cannot read the file");
    let text = String::from_utf8(output.stdout).unwrap();
    let pages = text.split('\u{c}').filter(|page| !page.trim().is_empty());
    Some(pages.map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect())
}

/// The pages of a print, for the check that follows; `None` with a note when nothing here can read them.
fn read(plan: &SignedPlan, kind: PlanPrint, demo: bool) -> Option<Vec<String>> {
    let read = pages(&plan_pdf(plan, kind, demo).unwrap());
    if read.is_none() {
        let _ = writeln!(std::io::stderr(), "pdftotext (poppler-utils) is not installed: the text was not checked");
    }
    read
}

#[test]
fn the_steps_in_an_attack_come_first_and_word_for_word() {
    for id in TemplateId::ALL {
        let plan = usual(id);
        for kind in PlanPrint::ALL {
            let Some(pages) = read(&plan, kind, false) else { return };
            let place = |text: &str| {
                pages[0].find(&plain(text)).unwrap_or_else(|| panic!("{id} {kind:?}: {text}\n{}", pages[0]))
            };
            let steps: Vec<usize> = plan.content().emergency_steps().iter().map(|step| place(step)).collect();
            assert!(steps.is_sorted(), "{id} {kind:?}");
            let all = pages.join(" ");
            assert!(all.find("What sets it off").unwrap() > steps[3], "{id} {kind:?}: triggers before the steps");
        }
    }
}

#[test]
fn a_print_says_every_word_of_the_plan() {
    for plan in TemplateId::ALL.into_iter().flat_map(|id| [usual(id), longest(id)]) {
        let words = plan.content().words();
        for kind in [PlanPrint::A4, PlanPrint::Booklet, PlanPrint::BlackAndWhite] {
            let Some(pages) = read(&plan, kind, false) else { return };
            let all = pages.join(" ");
            let zones = words
                .zones
                .iter()
                .flat_map(|zone| [vec![zone.heading.clone()], zone.when.clone(), zone.actions.clone()]);
            for sentence in zones.flatten().chain(words.emergency.clone()).chain(words.note.lines().map(str::to_owned))
            {
                let sentence = plain(&sentence);
                assert!(all.contains(&sentence), "{kind:?} lacks {sentence:?}\n{all}");
            }
            for trigger in &words.triggers {
                assert!(all.contains(trigger.as_str()), "{kind:?} lacks {trigger}");
            }
        }
    }
}

#[test]
fn every_page_says_whose_which_version_and_until_when() {
    for plan in [usual(TemplateId::Mart), longest(TemplateId::AdultPreventer)] {
        let name = plan.content().name.to_string();
        for kind in PlanPrint::ALL {
            let Some(pages) = read(&plan, kind, true) else { return };
            for page in &pages {
                for text in [
                    name.as_str(),
                    "Plan version 2, signed 22 November 2026 at 10am by Grace Okafor, practice nurse. Review due 22 November 2027.",
                    "Made up: demonstration",
                ] {
                    assert!(page.contains(text), "{kind:?} lacks {text}\n{page}");
                }
                assert_eq!(page.contains("born 22 June"), kind != PlanPrint::School, "{kind:?}");
            }
            if pages.len() > 1 {
                assert!(pages[0].contains("goes on over the page"), "{kind:?}");
            }
        }
    }
}

#[test]
fn a_school_learns_what_it_needs_and_no_more() {
    let plan = with(TemplateId::Mart, ("Amina", "Rahman"), &[(Field::Note, "A private note")]);
    let Some(pages) = read(&plan, PlanPrint::School, false) else { return };
    let text = pages.join(" ");
    for needed in
        ["Amina Rahman", "Sian Hughes", "07700 900147", "Symbicort", "colds", "See your nurse or GP within 24 hours"]
    {
        assert!(text.contains(needed), "lacks {needed}\n{text}");
    }
    for private in ["943 476 5919", "1986", "A private note", "Green zone", "Made up"] {
        assert!(!text.contains(private), "says {private}\n{text}");
    }
}

#[test]
fn what_no_longer_counts_says_so_on_every_page() {
    for kind in PlanPrint::ALL {
        for (plan, mark) in [
            (usual(TemplateId::Mart).supersede(), "REPLACED: Do not use. A newer plan has replaced version 2."),
            (usual(TemplateId::Mart).withdraw(), "DO NOT USE: Version 2 has been withdrawn."),
        ] {
            let Some(pages) = read(&plan, kind, false) else { return };
            assert!(pages.iter().all(|page| page.contains(mark)), "{kind:?} {mark}\n{pages:?}");
        }
        let Some(pages) = read(&usual(TemplateId::Mart), kind, false) else { return };
        assert!(pages.iter().all(|page| !page.contains("REPLACED") && !page.contains("DO NOT USE")), "{kind:?}");
    }
}

#[test]
fn letters_that_no_font_has_are_owned_up_to() {
    let plan = with(TemplateId::Mart, ("Zoë", "Żółć"), &[(Field::Note, "ক")]);
    let Some(pages) = read(&plan, PlanPrint::A4, false) else { return };
    assert!(pages[0].contains("Zoë Żółć") && pages[0].contains("□") && pages[0].contains("could not be printed"));
    let Some(pages) = read(&usual(TemplateId::Mart), PlanPrint::A4, false) else { return };
    assert!(!pages[0].contains("could not be printed"));
}
