//! A formulary's file: what a row must hold to become a product. The columns are described in
//! `docs/formulary-file.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use chrono::NaiveDate;

use super::{Device, Formulary, Product, ProductKind, StatusWord, UsualDose};
use crate::FieldProblem;
use crate::person::is_invisible;
use crate::plan::Severity;

/// Columns that must be there.
pub const REQUIRED: [&str; 5] = ["brand", "generic", "strength", "kind", "device"];
/// Columns that may be there.
pub const OPTIONAL: [&str; 14] = [
    "product_id",
    "steroid_micrograms",
    "colour",
    "licensed_from",
    "mart_from",
    "air_from",
    "most_puffs_a_day",
    "usual_doses",
    "status",
    "status_label",
    "status_meaning",
    "status_weight",
    "dmd_code",
    "confirmed",
];

/// Longest text of a cell, characters.
const LONGEST: usize = 80;
/// Longest meaning of a status, characters.
const LONGEST_MEANING: usize = 200;
/// Youngest age at which any product may be flagged for AIR (NG245).
const AIR_FROM: u16 = 12;

/// A row that can become a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormularyRow {
    /// The product.
    pub product: Product,
    /// What the row says of its status word; `None` when it has none.
    pub status: Option<StatusWord>,
}

/// Reads one row, cells by column name.
///
/// # Errors
/// Every column that breaks a rule. Nothing in a formulary is about a person, so messages may repeat what was read.
pub fn read_row(cells: &BTreeMap<&str, &str>) -> Result<FormularyRow, Vec<FieldProblem>> {
    let mut row = Row { cells, problems: Vec::new() };
    let (brand, generic, strength) = (row.needed("brand"), row.needed("generic"), row.needed("strength"));
    let kind = row.word("kind", &ProductKind::ALL.map(|kind| (kind.as_str(), kind)));
    let device = row.word("device", &Device::ALL.map(|device| (device.as_str(), device)));
    let steroid_micrograms = row.number("steroid_micrograms", 1..=1000);
    let most_a_day = row.number("most_puffs_a_day", 1..=24);
    let age = 0..=120;
    let (licensed_from, mart_from) = (row.number("licensed_from", age.clone()), row.number("mart_from", age.clone()));
    let air_from = row.number("air_from", age);
    let usual = row.usual_doses(most_a_day);
    let (id, dmd, status) = (row.key(&brand, &strength), row.dmd(), row.status());
    let confirmed = row.word("confirmed", &[("yes", true), ("no", false), ("", false)]);
    let colour = row.text("colour", LONGEST);
    if let Some(kind) = kind {
        row.fits_together(kind, steroid_micrograms, mart_from, air_from);
    }
    match (kind, device, confirmed, row.problems.is_empty()) {
        (Some(kind), Some(device), Some(confirmed), true) => Ok(FormularyRow {
            product: Product {
                id,
                brand,
                generic,
                strength,
                steroid_micrograms,
                kind,
                device,
                colour,
                licensed_from,
                mart_from,
                air_from,
                most_a_day,
                usual,
                status: status.as_ref().map(|word| word.code.clone()).unwrap_or_default(),
                dmd,
                needs_local_confirmation: !confirmed,
            },
            status,
        }),
        _ => Err(row.problems),
    }
}

/// A formulary of rows in the order of the file, each with its line number.
///
/// # Errors
/// Lines whose key stands twice, or whose status word says something else than an earlier line; and a file without an
/// inhaled steroid or without a reliever, from which no plan could be written.
pub fn assemble(
    version: u32,
    from: NaiveDate,
    rows: Vec<(u64, FormularyRow)>,
) -> Result<Formulary, Vec<(u64, FieldProblem)>> {
    let mut problems = Vec::new();
    let mut keys = BTreeSet::new();
    let mut statuses: Vec<StatusWord> = Vec::new();
    let mut products: Vec<Product> = Vec::new();
    for (line, row) in rows {
        if !keys.insert(row.product.id.clone()) {
            let message = format!("“{}” stands in this file twice", row.product.id);
            problems.push((line, FieldProblem::new("product_id", message)));
        }
        if let Some(word) = row.status {
            match statuses.iter().find(|known| known.code == word.code) {
                None => statuses.push(word),
                Some(known) if *known == word => {}
                Some(_) => {
                    let message = format!("“{}” has another label, meaning or weight on an earlier line", word.code);
                    problems.push((line, FieldProblem::new("status", message)));
                }
            }
        }
        products.push(row.product);
    }
    for (is, lacks) in [
        (products.iter().any(Product::has_steroid), "no product with an inhaled steroid"),
        (products.iter().any(|product| product.kind == ProductKind::Saba), "no blue reliever"),
    ] {
        if !is && problems.is_empty() {
            problems.push((1, FieldProblem::new("kind", format!("the formulary has {lacks}"))));
        }
    }
    if problems.is_empty() {
        Ok(Formulary { version, from: Some(from), statuses, products: products.into() })
    } else {
        Err(problems)
    }
}

struct Row<'a> {
    cells: &'a BTreeMap<&'a str, &'a str>,
    problems: Vec<FieldProblem>,
}

impl Row<'_> {
    fn note(&mut self, name: &str, message: impl Into<String>) {
        if !self.problems.iter().any(|problem| problem.field == name) {
            self.problems.push(FieldProblem::new(name, message));
        }
    }

    fn text(&mut self, name: &str, longest: usize) -> String {
        let text = self.cells.get(name).map_or("", |text| text.trim()).to_owned();
        if text.chars().any(is_invisible) {
            self.note(name, "has control or invisible characters");
        } else if text.starts_with(['=', '@', '+', '-']) {
            self.note(name, "looks like a spreadsheet formula");
        } else if text.chars().count() > longest {
            self.note(name, format!("is longer than {longest} characters"));
        } else if text.contains('µ') || text.contains('μ') || text.to_lowercase().contains("mcg") {
            self.note(name, "write “micrograms” in full: mcg and µg are misread");
        }
        text
    }

    fn needed(&mut self, name: &str) -> String {
        let text = self.text(name, LONGEST);
        if text.is_empty() {
            self.note(name, "is missing");
        }
        text
    }

    fn word<T: Copy>(&mut self, name: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(name, LONGEST).to_lowercase();
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).filter(|word| !word.is_empty()).collect();
            self.note(name, format!("must be one of: {}", words.join(", ")));
        }
        found
    }

    fn number<N: FromStr + TryFrom<u16>>(&mut self, name: &str, range: std::ops::RangeInclusive<u16>) -> Option<N> {
        let text = self.text(name, LONGEST);
        if text.is_empty() {
            return None;
        }
        let number = text.parse::<u16>().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.note(name, format!("must be a whole number from {} to {}, or blank", range.start(), range.end()));
        }
        number.and_then(|number| N::try_from(number).ok())
    }

    /// "1+1; 2+2": puffs in the morning and at night.
    fn usual_doses(&mut self, most: Option<u8>) -> Vec<UsualDose> {
        let text = self.text("usual_doses", LONGEST);
        let mut doses = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let read = part.split_once('+').and_then(|(morning, night)| {
                let puffs = |text: &str| text.trim().parse::<u8>().ok().filter(|puffs| *puffs <= 8);
                Some(UsualDose { morning: puffs(morning)?, night: puffs(night)? })
            });
            match read.filter(|dose| dose.morning + dose.night > 0) {
                Some(dose) if most.is_none_or(|most| dose.morning + dose.night <= most) => doses.push(dose),
                Some(_) => self.note("usual_doses", "has a dose above most_puffs_a_day"),
                None => self.note("usual_doses", "must read like 1+1; 2+2: morning and night puffs, 0 to 8 each"),
            }
        }
        doses
    }

    /// The key given, else one made of brand and strength.
    fn key(&mut self, brand: &str, strength: &str) -> String {
        let given = self.text("product_id", LONGEST);
        let made = format!("{brand} {}", strength.trim_end_matches("micrograms").trim());
        let text = if given.is_empty() { made } else { given };
        let slug: String = text
            .to_lowercase()
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        if slug.is_empty() {
            self.note("product_id", "must have letters or digits");
        }
        slug
    }

    fn dmd(&mut self) -> String {
        let text = self.text("dmd_code", LONGEST);
        let is_code = (6..=18).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
        if !(text.is_empty() || is_code && verhoeff::validate(text.as_str())) {
            self.note("dmd_code", "is not a dm+d code: its check digit does not fit");
        }
        text
    }

    fn status(&mut self) -> Option<StatusWord> {
        let code = self.text("status", LONGEST);
        let (label, meaning) = (self.text("status_label", LONGEST), self.text("status_meaning", LONGEST_MEANING));
        let severity = self.word(
            "status_weight",
            &[
                ("", None),
                ("none", None),
                ("advise", Some(Severity::Advise)),
                ("confirm", Some(Severity::Confirm)),
                ("stop", Some(Severity::Stop)),
            ],
        );
        if code.is_empty() {
            if !label.is_empty() || !meaning.is_empty() {
                self.note("status", "is missing, though the row explains one");
            }
            return None;
        }
        let label = if label.is_empty() { code.clone() } else { label };
        Some(StatusWord { code, label, meaning, severity: severity.flatten() })
    }

    fn fits_together(&mut self, kind: ProductKind, steroid: Option<u16>, mart: Option<u16>, air: Option<u16>) {
        match (kind, steroid) {
            (ProductKind::Saba, Some(_)) => self.note("steroid_micrograms", "must be blank for a blue reliever"),
            (ProductKind::Saba, None) => {}
            (_, None) => self.note("steroid_micrograms", "is missing: micrograms of inhaled steroid in one puff"),
            (_, Some(_)) => {}
        }
        if kind != ProductKind::IcsFormoterol {
            for (name, flag) in [("mart_from", mart), ("air_from", air)] {
                if flag.is_some() {
                    self.note(name, "must be blank: only a steroid with formoterol is ever for MART or AIR");
                }
            }
        }
        if air.is_some_and(|age| age < AIR_FROM) {
            self.note("air_from", "must be 12 or more: AIR is for nobody younger");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOSTAIR: &[(&str, &str)] = &[
        ("brand", "Fostair"),
        ("generic", "beclometasone extra-fine and formoterol"),
        ("strength", "100/6 micrograms"),
        ("kind", "ics_formoterol"),
        ("device", "pressurised"),
        ("steroid_micrograms", "100"),
        ("mart_from", "18"),
        ("most_puffs_a_day", "8"),
        ("usual_doses", "1+1"),
        ("status", "green"),
        ("status_label", "First choice"),
        ("dmd_code", "12906411000001100"),
        ("confirmed", "yes"),
    ];

    fn read(changes: &[(&'static str, &'static str)]) -> Result<FormularyRow, Vec<FieldProblem>> {
        let mut cells: BTreeMap<&str, &str> = FOSTAIR.iter().copied().collect();
        cells.extend(changes.iter().copied());
        read_row(&cells)
    }

    #[test]
    fn a_row_becomes_a_product() {
        let row = read(&[]);
        assert!(
            matches!(&row, Ok(row) if row.product.id == "fostair-100-6"
                && row.product.usual == [UsualDose { morning: 1, night: 1 }]
                && !row.product.needs_local_confirmation
                && row.status.as_ref().is_some_and(|word| word.label == "First choice")),
            "{row:?}"
        );
    }

    #[test]
    fn a_row_that_could_hurt_is_refused_at_the_column_to_blame() {
        for (changes, column) in [
            (vec![("brand", "")], "brand"),
            (vec![("kind", "steroid")], "kind"),
            (vec![("device", "nebuliser")], "device"),
            (vec![("steroid_micrograms", "")], "steroid_micrograms"),
            (vec![("steroid_micrograms", "0.1")], "steroid_micrograms"),
            (vec![("kind", "saba"), ("mart_from", "")], "steroid_micrograms"),
            (vec![("kind", "ics_laba")], "mart_from"),
            (vec![("air_from", "6")], "air_from"),
            (vec![("mart_from", "-1")], "mart_from"),
            (vec![("most_puffs_a_day", "80")], "most_puffs_a_day"),
            (vec![("usual_doses", "5+5")], "usual_doses"),
            (vec![("usual_doses", "twice")], "usual_doses"),
            (vec![("strength", "100mcg")], "strength"),
            (vec![("brand", "Fos\u{202e}tair")], "brand"),
            (vec![("brand", "=1+1")], "brand"),
            (vec![("status_weight", "red")], "status_weight"),
            (vec![("status", "")], "status"),
            (vec![("dmd_code", "12906411000001101")], "dmd_code"),
            (vec![("confirmed", "perhaps")], "confirmed"),
        ] {
            let problems = read(&changes).err().unwrap_or_default();
            assert!(problems.iter().any(|problem| problem.field == column), "{changes:?}: {problems:?}");
        }
    }

    #[test]
    fn the_file_as_a_whole_must_make_sense() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
        let row = |changes: &[(&'static str, &'static str)]| read(changes).ok();
        let blue = [
            ("brand", "Salamol"),
            ("kind", "saba"),
            ("steroid_micrograms", ""),
            ("mart_from", ""),
            ("usual_doses", ""),
        ];
        let file = |rows: Vec<Option<FormularyRow>>| {
            assemble(1, day, rows.into_iter().flatten().zip(2..).map(|(row, line)| (line, row)).collect())
        };
        assert!(
            matches!(file(vec![row(&[]), row(&blue)]), Ok(made) if made.products.len() == 2 && made.statuses.len() == 1)
        );
        let lacking = file(vec![row(&[])]).err().unwrap_or_default();
        assert!(matches!(&lacking[..], [(1, problem)] if problem.message.contains("blue")), "{lacking:?}");
        let twice = file(vec![row(&[]), row(&[]), row(&blue)]).err().unwrap_or_default();
        assert!(matches!(&twice[..], [(3, problem)] if problem.field == "product_id"), "{twice:?}");
        let other = file(vec![row(&[]), row(&[("brand", "X"), ("status_label", "Second")]), row(&blue)])
            .err()
            .unwrap_or_default();
        assert!(matches!(&other[..], [(3, problem)] if problem.field == "status"), "{other:?}");
    }
}
