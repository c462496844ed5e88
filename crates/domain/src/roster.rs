//! One row of a practice's roster file: what it must hold to become a patient. (Architecture, section 4.)

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::person::is_invisible;
use crate::{DateOfBirth, FieldProblem, NhsNumber, OdsCode, PersonName, Sex};

/// Columns that must be there.
pub const REQUIRED: [&str; 5] = ["given_name", "family_name", "date_of_birth", "sex", "nhs_number"];
/// Columns that may be there.
pub const OPTIONAL: [&str; 8] = [
    "practice_ods_code",
    "phone",
    "email",
    "height_cm",
    "asthma_onset",
    "current_inhalers",
    "last_peak_flow",
    "deprivation_quintile",
];

/// A row that can become a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub date_of_birth: DateOfBirth,
    /// Sex.
    pub sex: Sex,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Height, cm.
    pub height_cm: Option<u16>,
    /// When asthma began.
    pub asthma_onset: Option<String>,
    /// Inhalers.
    pub current_inhalers: Vec<String>,
    /// Last peak flow, L/min.
    pub last_peak_flow: Option<u16>,
    /// Fifth of deprivation of the home: 1, the most deprived, to 5.
    pub deprivation: Option<u8>,
}

/// Reads one row, cells by column name, for the importer's own practice.
///
/// # Errors
/// Every column that breaks a rule, in words that never repeat the cell.
pub fn read_row(
    cells: &BTreeMap<&str, &str>,
    practice: &OdsCode,
    today: NaiveDate,
) -> Result<RosterRow, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let cell = |name: &str| cells.get(name).map_or("", |text| text.trim());
    for (name, text) in cells {
        if text.trim_start().starts_with(['=', '@']) || (text.trim_start().starts_with(['+', '-']) && *name != "phone")
        {
            problems.push(FieldProblem::new(*name, "looks like a spreadsheet formula"));
        } else if text.chars().any(is_invisible) {
            problems.push(FieldProblem::new(*name, "has control or invisible characters"));
        }
    }
    let mut note = |name: &str, message: String| {
        if !problems.iter().any(|p| p.field == name) {
            problems.push(FieldProblem::new(name, message));
        }
    };
    let name = PersonName::new(cell("given_name"), cell("family_name"))
        .map_err(|e| {
            note(
                if PersonName::new(cell("given_name"), "x").is_err() { "given_name" } else { "family_name" },
                e.to_string(),
            )
        })
        .ok();
    let date_of_birth =
        DateOfBirth::parse(cell("date_of_birth"), today).map_err(|e| note("date_of_birth", e.to_string())).ok();
    let sex = Sex::parse(cell("sex"));
    if sex.is_none() {
        note("sex", "must be female, male or not specified".into());
    }
    let nhs_number = NhsNumber::parse(cell("nhs_number")).map_err(|e| note("nhs_number", e.to_string())).ok();
    let code = cell("practice_ods_code");
    if !code.is_empty() && OdsCode::parse(code).ok().as_ref() != Some(practice) {
        note("practice_ods_code", "is not the practice this import is for".into());
    }
    let mut number = |name: &str, low: u16, high: u16, unit: &str| -> Option<u16> {
        let text = cell(name);
        let value = text.parse::<u16>().ok().filter(|n| (low..=high).contains(n));
        if !text.is_empty() && value.is_none() {
            note(name, format!("must be a whole number from {low} to {high} {unit}"));
        }
        value
    };
    let height_cm = number("height_cm", 50, 230, "cm");
    let last_peak_flow = number("last_peak_flow", 50, 900, "litres per minute");
    let deprivation = number("deprivation_quintile", 1, 5, "(1 is the most deprived fifth)");
    let deprivation = deprivation.and_then(|fifth| u8::try_from(fifth).ok());
    let phone = cell("phone");
    if !phone.is_empty() && !is_phone(phone) {
        note("phone", "must be a telephone number of 9 to 15 digits".into());
    }
    let email = cell("email");
    if !email.is_empty() && !is_email(email) {
        note("email", "must be an e-mail address".into());
    }
    let asthma_onset = cell("asthma_onset");
    if asthma_onset.chars().count() > 100 {
        note("asthma_onset", "can have at most 100 characters".into());
    }
    let current_inhalers: Vec<String> =
        cell("current_inhalers").split(';').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect();
    if current_inhalers.len() > 20 || current_inhalers.iter().any(|i| i.chars().count() > 200) {
        note("current_inhalers", "can have at most 20 inhalers of at most 200 characters".into());
    }
    let optional = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    match (name, date_of_birth, sex, nhs_number) {
        (Some(name), Some(date_of_birth), Some(sex), Some(nhs_number)) if problems.is_empty() => Ok(RosterRow {
            name,
            date_of_birth,
            sex,
            nhs_number,
            phone: optional(phone),
            email: optional(email),
            height_cm,
            asthma_onset: optional(asthma_onset),
            current_inhalers,
            last_peak_flow,
            deprivation,
        }),
        _ => Err(problems),
    }
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (9..=15).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +()-".contains(c))
}

fn is_email(text: &str) -> bool {
    text.len() <= 254
        && !text.chars().any(char::is_whitespace)
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(change: &[(&'static str, &'static str)]) -> Result<RosterRow, Vec<String>> {
        let mut cells = BTreeMap::from([
            ("given_name", "Amina"),
            ("family_name", "Rahman"),
            ("date_of_birth", "03/03/2017"),
            ("sex", "F"),
            ("nhs_number", "943 476 5919"),
        ]);
        cells.extend(change.iter().copied());
        let practice = OdsCode::parse("A81001").map_err(|e| vec![e.to_string()])?;
        read_row(&cells, &practice, crate::time::read_date("2026-11-22").unwrap_or_default())
            .map_err(|problems| problems.into_iter().map(|p| p.field).collect())
    }

    #[test]
    fn each_bad_cell_is_named() {
        for (change, column) in [
            (("nhs_number", "9434765918"), "nhs_number"),
            (("date_of_birth", "2027-01-01"), "date_of_birth"),
            (("date_of_birth", "31/02/2000"), "date_of_birth"),
            (("given_name", "=HYPERLINK(1)"), "given_name"),
            (("family_name", ""), "family_name"),
            (("family_name", "Rah\u{200b}man"), "family_name"),
            (("sex", "yes"), "sex"),
            (("practice_ods_code", "B12345"), "practice_ods_code"),
            (("height_cm", "49"), "height_cm"),
            (("last_peak_flow", "901"), "last_peak_flow"),
            (("deprivation_quintile", "6"), "deprivation_quintile"),
            (("email", "amina"), "email"),
            (("phone", "12"), "phone"),
            (("asthma_onset", "@SUM(A1)"), "asthma_onset"),
        ] {
            assert_eq!(read(&[change]).map(|_| ()), Err(vec![column.to_owned()]), "{change:?}");
        }
    }

    #[test]
    fn a_full_row_is_read() {
        let row = read(&[
            ("practice_ods_code", "a81001"),
            ("phone", "+44 7700 900123"),
            ("height_cm", "131"),
            ("current_inhalers", "Clenil 50; Salbutamol 100;"),
            ("last_peak_flow", "240"),
        ]);
        assert_eq!(
            row.map(|r| (r.name.to_string(), r.height_cm, r.current_inhalers.len(), r.last_peak_flow)),
            Ok(("Amina Rahman".into(), Some(131), 2, Some(240)))
        );
    }
}
