//! The press: fonts and layouts, read once, and the typesetter that works with nothing else. It reads no file and no
//! clock of the machine, so a plan is printed the same way everywhere.

use std::sync::OnceLock;

use chrono::{DateTime, Datelike, Timelike, Utc};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::DocumentError;

/// Where a layout finds the plan.
const PLAN: &str = "/plan.json";

const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../fonts/LiberationSans-Bold.ttf"),
    // Letters that Liberation Sans lacks.
    include_bytes!("../fonts/DejaVuSans.ttf"),
];

const LAYOUTS: [(&str, &str); 6] = [
    ("/parts.typ", include_str!("../layouts/parts.typ")),
    ("/plan.typ", include_str!("../layouts/plan.typ")),
    ("/booklet.typ", include_str!("../layouts/booklet.typ")),
    ("/school.typ", include_str!("../layouts/school.typ")),
    ("/condition.typ", include_str!("../layouts/condition.typ")),
    ("/own_data.typ", include_str!("../layouts/own_data.typ")),
];

/// Results of the typesetter are kept for as many prints: layouts stay known, plans do not stay in memory.
const REMEMBERED: usize = 1;

/// Fonts and layouts.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    layouts: Vec<Source>,
    plan: FileId,
}

/// The press with one plan on it.
struct Job<'a> {
    press: &'a Press,
    layout: FileId,
    plan: Bytes,
}

/// What is to be set: a layout and what it is given.
pub(crate) struct Sheet {
    /// The layout's file.
    pub(crate) layout: &'static str,
    /// The word for the kind of paper.
    pub(crate) name: &'static str,
    /// Tells this document from every other.
    pub(crate) ident: String,
    /// When what it says was signed.
    pub(crate) signed_at: DateTime<Utc>,
    /// What the layout is given, as JSON.
    pub(crate) facts: Vec<u8>,
}

/// What a PDF must conform to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standard {
    /// Tagged.
    Tagged,
    /// Tagged, and checked to be accessible (PDF/UA-1).
    Accessible,
}

/// The sheet as an accessible PDF. Should the check ever stop one, it is printed without its certificate: a plan in the
/// hand matters more.
pub(crate) fn pdf(sheet: &Sheet) -> Result<Vec<u8>, DocumentError> {
    let document = set(sheet)?;
    export(&document, sheet, Standard::Accessible).or_else(|_| export(&document, sheet, Standard::Tagged))
}

/// Sets the pages.
pub(crate) fn set(sheet: &Sheet) -> Result<PagedDocument, DocumentError> {
    let press = Press::get()?;
    let job = Job { press, layout: file_id(sheet.layout)?, plan: Bytes::new(sheet.facts.clone()) };
    let set = typst::compile::<PagedDocument>(&job).output.map_err(|problems| broken(sheet, &problems));
    typst::comemo::evict(REMEMBERED);
    set
}

/// Writes the pages as PDF.
pub(crate) fn export(document: &PagedDocument, sheet: &Sheet, standard: Standard) -> Result<Vec<u8>, DocumentError> {
    let standards = match standard {
        Standard::Tagged => PdfStandards::default(),
        Standard::Accessible => PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|problem| DocumentError::Layout(sheet.name, problem.message().to_string()))?,
    };
    let options = PdfOptions {
        ident: Smart::Custom(sheet.ident.clone()),
        creator: Smart::Custom(Some("Digital Health Passport".into())),
        timestamp: timestamp(sheet.signed_at),
        standards,
        tagged: true,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|problems| broken(sheet, &problems))
}

/// Whether a font of ours can print a letter.
pub(crate) fn has_letter(letter: char) -> bool {
    Press::get().is_ok_and(|press| press.has_letter(letter))
}

/// What the typesetter says of a layout. It quotes the layout, never the plan.
fn broken(sheet: &Sheet, problems: &[SourceDiagnostic]) -> DocumentError {
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    DocumentError::Layout(sheet.name, said.join("; "))
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(|part| u8::try_from(part).unwrap_or_default());
    Datetime::from_ymd_hms(at.year(), month, day, hour, minute, second).map(Timestamp::new_utc)
}

fn file_id(path: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(path).map_err(|_| DocumentError::Press)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Press {
    /// The one press, made ready by the first print.
    fn get() -> Result<&'static Self, DocumentError> {
        static PRESS: OnceLock<Option<Press>> = OnceLock::new();
        PRESS.get_or_init(|| Self::new().ok()).as_ref().ok_or(DocumentError::Press)
    }

    fn new() -> Result<Self, DocumentError> {
        let fonts = FONTS
            .into_iter()
            .map(|font| Font::new(Bytes::new(font), 0).ok_or(DocumentError::Press))
            .collect::<Result<Vec<_>, _>>()?;
        let layouts = LAYOUTS
            .into_iter()
            .map(|(path, text)| Ok(Source::new(file_id(path)?, text.to_owned())))
            .collect::<Result<Vec<_>, DocumentError>>()?;
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Ok(Self { library: LazyHash::new(Library::default()), book, fonts, layouts, plan: file_id(PLAN)? })
    }

    fn has_letter(&self, letter: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.layout
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.press.layouts.iter().find(|layout| layout.id() == id).cloned().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.plan { Ok(self.plan.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
