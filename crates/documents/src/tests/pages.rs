//! How many pages, whether accessible, and always the same.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use domain::plan::{Field, TemplateId};

use super::plans::{longest, usual, with};
use crate::facts::sheet;
use crate::press::{Standard, export, set};
use crate::{PlanPrint, plan_pdf};

#[test]
fn every_print_of_every_regimen_has_its_pages_and_is_accessible() {
    let no_longer = [usual(TemplateId::Mart).supersede(), usual(TemplateId::Mart).withdraw()];
    for plan in TemplateId::ALL.into_iter().map(usual).chain(no_longer) {
        for kind in PlanPrint::ALL {
            let sheet = sheet(&plan, kind, true).unwrap();
            let document = set(&sheet).unwrap();
            let regimen = plan.content().regimen;
            assert_eq!(document.pages().len(), kind.pages(), "{regimen:?} {kind:?} {:?}", plan.status());
            export(&document, &sheet, Standard::Accessible).unwrap();
        }
    }
}

#[test]
fn the_longest_texts_take_one_page_more_at_most() {
    for id in TemplateId::ALL {
        for kind in PlanPrint::ALL {
            let sheet = sheet(&longest(id), kind, false).unwrap();
            let document = set(&sheet).unwrap();
            let pages = document.pages().len();
            assert!((kind.pages()..=kind.pages() + 1).contains(&pages), "{id} {kind:?}: {pages} pages");
            export(&document, &sheet, Standard::Accessible).unwrap();
        }
    }
}

/// For people who work on the layouts: `PASSPORT_PRINTS=FOLDER cargo test -p documents prints_to_look_at`.
#[test]
fn prints_to_look_at() {
    let Some(folder) = std::env::var_os("PASSPORT_PRINTS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for kind in PlanPrint::ALL {
        let plans = TemplateId::ALL.into_iter().flat_map(|id| [(id.as_str(), usual(id))]).chain([
            ("longest", longest(TemplateId::AdultPreventer)),
            ("replaced", usual(TemplateId::Mart).supersede()),
            ("withdrawn", usual(TemplateId::Mart).withdraw()),
        ]);
        for (name, plan) in plans {
            let began = Instant::now();
            let pdf = plan_pdf(&plan, kind, true).unwrap();
            let file = folder.join(format!("{}-{name}.pdf", kind.as_str()));
            std::fs::write(&file, &pdf).unwrap();
            let _ = writeln!(std::io::stderr(), "{} {:?} {} bytes", file.display(), began.elapsed(), pdf.len());
        }
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let plan = usual(TemplateId::Mart);
    for kind in PlanPrint::ALL {
        assert_eq!(plan_pdf(&plan, kind, false), plan_pdf(&plan, kind, false), "{kind:?}");
    }
}

#[test]
fn names_and_notes_of_everywhere_can_be_printed() {
    for (given, family) in [
        ("Zoë-Mae", "O’Brien"),
        ("Łukasz", "Żółć"),
        ("Nguyễn", "Thị Ánh"),
        ("#set", "*bold* $x$ \\ \"q\" <b> @a [c]"),
        ("محمد", "العلي"),
        ("陳", "大文"),
        ("Ολγα", "Иванова"),
    ] {
        let plan = with(TemplateId::Mart, (given, family), &[(Field::Note, "ক 🫁 😀\n\n#panic()\nlast")]);
        for kind in [PlanPrint::A4, PlanPrint::School] {
            let sheet = sheet(&plan, kind, true).unwrap();
            let document = set(&sheet).unwrap();
            export(&document, &sheet, Standard::Accessible).unwrap();
        }
    }
}
