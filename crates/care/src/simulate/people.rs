//! Who a made-up person is: name, birth, and the asthma they have.

use chrono::{Days, Months, NaiveDate};
use domain::patient::Patient;
use domain::plan::TemplateId;
use domain::{DateOfBirth, NhsNumber, OdsCode, PatientId, PersonName, Sex};
use rand::RngExt;
use rand::rngs::StdRng;

use super::names::{BOYS_AND_MEN, FAMILIES, GIRLS_AND_WOMEN};

/// One of several, each as likely.
pub(super) fn pick<T: Copy>(rng: &mut StdRng, from: &[T], otherwise: T) -> T {
    if from.is_empty() { otherwise } else { from.get(rng.random_range(0..from.len())).copied().unwrap_or(otherwise) }
}

/// One of several by weight.
pub(super) fn weighted<T: Copy>(rng: &mut StdRng, from: &[(u32, T)], otherwise: T) -> T {
    let total: u32 = from.iter().map(|(weight, _)| weight).sum();
    if total == 0 {
        return otherwise;
    }
    let mut at = rng.random_range(0..total);
    for (weight, what) in from {
        if at < *weight {
            return *what;
        }
        at -= weight;
    }
    otherwise
}

/// A person and what their asthma asks for.
pub(super) struct Made {
    pub(super) patient: Patient,
    pub(super) template: TemplateId,
    /// Best peak flow, L/min.
    pub(super) best: u16,
}

/// A person of no more than 80 years on `today`.
pub(super) fn person(rng: &mut StdRng, id: PatientId, number: NhsNumber, practice: &OdsCode, today: NaiveDate) -> Made {
    let sex = if rng.random_bool(0.53) { Sex::Female } else { Sex::Male };
    let given = match sex {
        Sex::Male => pick(rng, BOYS_AND_MEN, "Sam"),
        Sex::Female | Sex::NotSpecified => pick(rng, GIRLS_AND_WOMEN, "Sam"),
    };
    let name = PersonName { given: given.into(), family: pick(rng, FAMILIES, "Smith").into() };
    let age: u32 = match rng.random_range(0..100) {
        0..24 => rng.random_range(5..12),
        24..42 => rng.random_range(12..18),
        42..60 => rng.random_range(18..26),
        _ => rng.random_range(26..80),
    };
    // A few weeks short of the next birthday at most, so that nobody outgrows a template during the simulation.
    let born = today.checked_sub_months(Months::new(age * 12)).unwrap_or(today) - Days::new(rng.random_range(120..340));
    let template = match age {
        0..12 => TemplateId::Child5To11,
        12..18 => weighted(
            rng,
            &[(55, TemplateId::Teenager), (25, TemplateId::Air), (20, TemplateId::Mart)],
            TemplateId::Teenager,
        ),
        _ => weighted(
            rng,
            &[(50, TemplateId::AdultPreventer), (35, TemplateId::Mart), (15, TemplateId::Air)],
            TemplateId::AdultPreventer,
        ),
    };
    let height = match (age, sex) {
        (0..12, _) => 108 + (age.saturating_sub(5)) * 6 + rng.random_range(0..8),
        (12..16, _) => 148 + (age - 12) * 5 + rng.random_range(0..12),
        (_, Sex::Male) => 166 + rng.random_range(0..22),
        _ => 153 + rng.random_range(0..20),
    };
    let best = match age {
        0..16 => 130 + height.saturating_sub(105) * 5 + rng.random_range(0..30),
        _ => {
            let peak = if sex == Sex::Male { 560 } else { 420 };
            peak + rng.random_range(0..90) - age.saturating_sub(30) * 2
        }
    };
    let best = u16::try_from(best / 5 * 5).unwrap_or(400);
    let optional = |rng: &mut StdRng, p: f64, text: String| rng.random_bool(p).then_some(text);
    // 07700 900000 to 900999 are kept free for drama.
    let phone = format!("07700 900{:03}", rng.random_range(0..1000));
    let email = format!("{}.{}@example.org", name.given.to_lowercase(), name.family.to_lowercase().replace('\'', ""));
    let onset = rng.random_range(1..age.max(2));
    // Made of the number, so that one more fact moves nobody's life.
    let fifth = number.as_digits().as_bytes().get(8).map_or(1, |digit| digit % 5 + 1);
    let patient = Patient {
        id,
        nhs_number: number,
        name,
        date_of_birth: DateOfBirth::from_date(born),
        sex,
        practice: practice.clone(),
        phone: optional(rng, 0.9, phone),
        email: optional(rng, 0.6, email),
        height_cm: u16::try_from(height).ok(),
        asthma_onset: optional(rng, 0.7, format!("age {onset}")),
        current_inhalers: inhalers(template),
        last_peak_flow: rng.random_bool(0.6).then_some(best),
        deprivation: Some(fifth),
    };
    Made { patient, template, best }
}

/// What the register lists for somebody on this kind of plan.
pub(crate) fn inhalers(template: TemplateId) -> Vec<String> {
    let names: &[&str] = match template {
        TemplateId::AdultPreventer => &["Clenil Modulite 100 micrograms", "Salbutamol 100 micrograms"],
        TemplateId::Teenager | TemplateId::Child5To11 | TemplateId::Under5 => {
            &["Clenil Modulite 50 micrograms", "Salbutamol 100 micrograms"]
        }
        TemplateId::Mart | TemplateId::Air => &["Symbicort Turbohaler 200/6 micrograms"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Test numbers: all of them start with 999, which is never issued. Skips the few without a check digit.
pub(crate) fn test_number(at: u32) -> Option<NhsNumber> {
    NhsNumber::from_first_nine(999_000_000 + at % 1_000_000)
}

/// The inverse of [`test_number`].
pub(crate) fn place_of(number: &NhsNumber) -> u32 {
    number.as_digits().get(3..9).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
