//! The checks themselves, one small function a section.

use chrono::Days;

use super::{PlanFacts, Problem, rule};
use crate::person::is_invisible;
use crate::plan::content::Meter;
use crate::plan::form::LONGEST_TEXT;
use crate::plan::formulary::{Device, Product, ProductKind, UsualDose};
use crate::plan::predicted::predicted;
use crate::plan::reading_age::{READABLE_AT, reading_age};
use crate::plan::zones::{Thresholds, ThresholdsError};
use crate::plan::{Field, MedicineLine, PlanForm, Regimen, Severity, Template};
use crate::time::{add_months, say_date};

/// Every rule that does not hold, worst first, then in the order of the form.
pub fn check(form: &PlanForm, template: &Template, facts: &PlanFacts) -> Vec<Problem> {
    let mut found = Found(Vec::new());
    person(&mut found, template, facts);
    texts(&mut found, form);
    if form.is_yes(Field::UsesPeakFlow) {
        peak_flow(&mut found, form, template, facts);
    } else if form.get(Field::UsesPeakFlow) != "no" {
        found.add("PEF-8", Field::UsesPeakFlow, "Say whether this plan uses peak flow");
    }
    preventer(&mut found, form, template, facts);
    reliever(&mut found, form, template, facts);
    devices(&mut found, form, template, facts);
    amber(&mut found, form, template);
    contacts(&mut found, form, facts);
    review(&mut found, form, template, facts);
    found.0.sort_by(|a, b| b.severity.cmp(&a.severity).then(a.field.cmp(&b.field)));
    found.0
}

struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, id: &'static str, field: Field, message: impl Into<String>) {
        let severity = rule(id).map_or(Severity::Stop, |rule| rule.severity);
        self.0.push(Problem { rule: id.into(), severity, field, message: message.into() });
    }
}

fn person(found: &mut Found, template: &Template, facts: &PlanFacts) {
    if template.withdrawn {
        let message = format!(
            "The template “{}” was withdrawn: what is typed is kept, but it cannot be signed. Start from another template",
            template.name
        );
        found.add("TPL-1", Field::Preventer, message);
    }
    let age = facts.age();
    if !template.fits_age(age) {
        let message = format!(
            "The template “{}” is for {} to {} years; this person is {age}. Start from another template",
            template.name, template.from_age, template.to_age
        );
        found.add("AGE-1", Field::Preventer, message);
    }
}

/// Youngest age at which peak flow in a plan needs no second thought.
const PEAK_FLOW_FROM: u16 = 12;
/// Share of a reading by which it may differ before somebody looks again, per cent (as for one reading and the next).
const WORTH_A_LOOK: u32 = 40;
/// L/min; closer lines are within the spread of one person's blows.
const CLOSEST_LINES: u16 = 20;
/// How soon a change of treatment is looked at again, at the latest.
const AFTER_A_CHANGE: Days = Days::new(12 * 7);
/// mg of prednisolone a day; more is unusual at any age.
const USUAL_RESCUE_MG: u8 = 40;

fn texts(found: &mut Found, form: &PlanForm) {
    for field in Field::ALL {
        let text = form.typed(*field);
        if text.chars().count() > LONGEST_TEXT {
            found.add("TXT-1", *field, format!("{} can have at most {LONGEST_TEXT} characters", field.label()));
        } else if text.chars().any(|c| is_invisible(c) && !matches!(c, '\n' | '\r' | '\t')) {
            found.add("TXT-1", *field, format!("{} has characters that cannot be seen: type it again", field.label()));
        }
    }
    for field in [Field::Triggers, Field::Note] {
        let lower = form.get(field).to_lowercase();
        if lower.contains('µ') || lower.contains('μ') || has_word(&lower, "mcg") || has_word(&lower, "ug") {
            found.add("TXT-3", field, "Write “micrograms” in full: mcg and µg are misread");
        }
    }
    if let Some(age) = reading_age(form.get(Field::Note)).filter(|age| *age > READABLE_AT) {
        found.add(
            "TXT-4",
            Field::Note,
            format!("This note reads like a text for {age} years and over: shorter words and sentences help"),
        );
    }
    let lower = form.get(Field::Note).to_lowercase();
    if lower.contains("wean") || lower.contains("nebuli") || (lower.contains("every 4 hours") && lower.contains("puff"))
    {
        found.add("TXT-2", Field::Note, "The note reads like a weaning schedule or a home nebuliser, which hide an asthma attack that is getting worse");
    }
}

/// A unit by itself or right after its number, not inside another word.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|part| part == word)
}

fn peak_flow(found: &mut Found, form: &PlanForm, template: &Template, facts: &PlanFacts) {
    if facts.age() < PEAK_FLOW_FROM {
        found.add("AGE-2", Field::UsesPeakFlow, "Under 12, a plan by symptoms alone is usually easier to follow");
    }
    let best = form.number(Field::BestPeakFlow).filter(|best| (60..=900).contains(best));
    match best {
        None => found.add(
            "PEF-1",
            Field::BestPeakFlow,
            "Enter the best peak flow, a whole number from 60 to 900 litres per minute",
        ),
        Some(best) => lines(found, form, template, best),
    }
    match form.date(Field::BestMeasuredOn) {
        None => found.add(
            "PEF-3",
            Field::BestMeasuredOn,
            "Enter the day the best peak flow was measured, such as 14/10/2026",
        ),
        Some(day) if day > facts.today => found.add(
            "PEF-3",
            Field::BestMeasuredOn,
            "The day the best peak flow was measured must be today or in the past",
        ),
        Some(day) => {
            let months = if facts.age() < 18 { 12 } else { 24 };
            if add_months(day, months) < facts.today {
                found.add(
                    "PEF-4",
                    Field::BestMeasuredOn,
                    format!("This best peak flow is more than {months} months old: measure again, or say why not"),
                );
            } else if facts.age() < 16 && add_months(day, 6) < facts.today {
                found.add(
                    "PEF-11",
                    Field::BestMeasuredOn,
                    "Children grow: this best peak flow is more than 6 months old",
                );
            }
        }
    }
    let meter = Meter::parse(form.get(Field::Meter));
    match (meter, best) {
        (None, _) => found.add("PEF-8", Field::Meter, "Say which scale the meter has"),
        (Some(meter), Some(best)) => expected(found, facts, best, meter),
        (Some(_), None) => {}
    }
    if let Some(last) = facts.last_signed.as_ref().and_then(|plan| plan.peak_flow.as_ref()) {
        if meter.is_some_and(|meter| meter != last.meter) {
            found.add(
                "PEF-7",
                Field::Meter,
                "The last plan used the other meter scale: best peak flow must be measured on this one",
            );
        }
        let before = last.thresholds.best;
        if best.is_some_and(|now| u32::from(now.abs_diff(before)) * 100 > u32::from(before) * WORTH_A_LOOK) {
            found.add("PEF-6", Field::BestPeakFlow, format!("The last plan had {before}: more than 40% away"));
        }
    }
}

/// A best far from what people of this sex, age and height blow may be a slip of the pen. Only a hint: personal best
/// counts, not what is predicted.
fn expected(found: &mut Found, facts: &PlanFacts, best: u16, meter: Meter) {
    let Some(height) = facts.height_cm else { return };
    let Some(usual) = predicted(facts.sex, facts.age(), height, meter) else { return };
    let apart = (f64::from(best) - usual).abs() * 100.0;
    if apart > usual * f64::from(WORTH_A_LOOK) {
        found.add(
            "PEF-9",
            Field::BestPeakFlow,
            format!("People of this age and height blow about {usual:.0}: is {best} what was measured?"),
        );
    }
}

fn lines(found: &mut Found, form: &PlanForm, template: &Template, best: u16) {
    let wanted = [Field::AmberBelow, Field::RedBelow, Field::EmergencyBelow];
    let mut all_numbers = true;
    for field in wanted {
        let (typed, percent) = (form.get(field), template.percent(field));
        if !typed.is_empty() && form.number(field).is_none() {
            all_numbers = false;
            found.add("PEF-2", field, format!("{} must be a whole number", field.label()));
        } else if let (Some(line), Some(percent), false) = (form.number(field), percent, typed.is_empty()) {
            let suggested = template.line_at(best, percent);
            if line != suggested {
                let way = if line < suggested {
                    "lower, so help would be sought later"
                } else {
                    "higher, so help would be sought earlier"
                };
                found.add(
                    "PEF-5",
                    field,
                    format!("{line} is not the template's {percent}% ({suggested}); it is {way}"),
                );
            }
        }
    }
    let line = |at: usize| wanted.get(at).and_then(|field| form.line(*field, template));
    if let (true, Some(amber), Some(red)) = (all_numbers, line(0), line(1))
        && let Err(error) = Thresholds::new(best, amber, red, line(2))
    {
        let field = match error {
            ThresholdsError::Best => Field::BestPeakFlow,
            ThresholdsError::AmberNotBelowBest => Field::AmberBelow,
            ThresholdsError::RedNotBelowAmber | ThresholdsError::RedTooLow => Field::RedBelow,
            ThresholdsError::EmergencyNotBelowRed => Field::EmergencyBelow,
        };
        found.add("PEF-2", field, error.to_string());
    } else if let (true, Some(amber), Some(red)) = (all_numbers, line(0), line(1)) {
        let pairs = [
            (Field::AmberBelow, best, Some(amber)),
            (Field::RedBelow, amber, Some(red)),
            (Field::EmergencyBelow, red, line(2)),
        ];
        for (field, above, below) in pairs {
            if let Some(below) = below.filter(|below| above.saturating_sub(*below) < CLOSEST_LINES) {
                found.add("PEF-10", field, format!("{above} and {below} are less than {CLOSEST_LINES} apart"));
            }
        }
    }
}

fn preventer(found: &mut Found, form: &PlanForm, template: &Template, facts: &PlanFacts) {
    if !template.regimen.has_preventer() {
        return;
    }
    let none = ("MED-1", "Choose the everyday inhaler: a blue inhaler alone is never enough");
    let Some(chosen) = chosen(found, form, facts, Field::Preventer, none) else { return };
    fits(found, chosen, template.regimen, facts, Field::Preventer);
    let puffs = [Field::PreventerMorning, Field::PreventerNight].map(|field| {
        let count = if form.get(field).is_empty() { Some(0) } else { form.count(field).filter(|n| *n <= 8) };
        if count.is_none() {
            found.add("MED-5", field, format!("{} must be a whole number from 0 to 8", field.label()));
        }
        count
    });
    let [Some(morning), Some(night)] = puffs else { return };
    let daily = u16::from(morning) + u16::from(night);
    if daily == 0 {
        found.add("MED-5", Field::PreventerMorning, "Enter how many puffs are taken every morning or night");
    }
    if chosen.most_a_day.is_some_and(|most| daily > u16::from(most)) {
        found.add("MED-7", Field::PreventerMorning, format!("{daily} puffs a day is more than this inhaler allows"));
    } else if daily > 0 && !is_usual(chosen, UsualDose { morning, night }) {
        let usual = chosen.usual.iter().map(say_dose).collect::<Vec<_>>().join(" or ");
        found.add("MED-15", Field::PreventerMorning, format!("The formulary’s usual dose is {usual}"));
    }
    let Some(last) = facts.last_signed.as_ref().and_then(|plan| plan.preventer.as_ref()) else { return };
    if last.product != chosen.id {
        found.add(
            "MED-9",
            Field::Preventer,
            format!("The last plan had {}: brands are not interchangeable dose for dose", last.name),
        );
    }
    if let (Some(each), Some(before)) = (chosen.steroid_micrograms, last.daily_steroid_micrograms()) {
        let now = u32::from(each) * u32::from(daily);
        let by = |times: u32| before > 0 && now > 0 && (now >= before * times || now * times <= before);
        if by(10) {
            let message = format!("{now} micrograms a day; the last plan had {before}: a tenfold change");
            found.add("MED-13", Field::PreventerMorning, message);
        } else if by(2) {
            found.add("MED-8", Field::PreventerMorning, format!("{now} micrograms a day; the last plan had {before}"));
        }
    }
}

/// A regular dose among those the ICB has confirmed. What nobody confirmed is offered, never asked about.
fn is_usual(product: &Product, dose: UsualDose) -> bool {
    product.needs_local_confirmation || product.usual.is_empty() || product.usual.contains(&dose)
}

fn say_dose(dose: &UsualDose) -> String {
    format!("{} in the morning and {} at night", dose.morning, dose.night)
}

/// The product a field names, with what its ICB says of it; `none` speaks when the field is blank.
fn chosen<'a>(
    found: &mut Found,
    form: &PlanForm,
    facts: &'a PlanFacts,
    field: Field,
    none: (&'static str, &str),
) -> Option<&'a Product> {
    let (typed, formulary) = (form.get(field), &facts.formulary);
    if typed.is_empty() {
        found.add(none.0, field, none.1);
        return None;
    }
    let Some(product) = formulary.product(typed) else {
        let message = format!("{} is not in {}: choose another", facts.product_name(typed), formulary.called());
        found.add("FOR-1", field, message);
        return None;
    };
    if let Some(word) = formulary.status(product)
        && let Some((id, asks)) = match word.severity {
            Some(Severity::Stop) => Some(("FOR-2", "choose another")),
            Some(Severity::Confirm) => Some(("FOR-3", "say why it is right here")),
            Some(Severity::Advise | Severity::Info) => Some(("FOR-4", "look whether another would do")),
            None => None,
        }
    {
        let meaning = if word.meaning.is_empty() { String::new() } else { format!(" ({})", word.meaning) };
        found.add(id, field, format!("{} is “{}” on your formulary{meaning}: {asks}", product.name(), word.label));
    }
    if product.licensed_from.is_some_and(|age| facts.age() < age) {
        let age = product.licensed_from.unwrap_or_default();
        let message = format!("{} is licensed from {age} years; this person is {}", product.name(), facts.age());
        found.add("MED-14", field, message);
    }
    Some(product)
}

/// The product is of the kind the regimen needs, at this age.
fn fits(found: &mut Found, chosen: &Product, regimen: Regimen, facts: &PlanFacts, field: Field) {
    let licensed_from = match regimen {
        Regimen::PreventerSaba | Regimen::ChildSaba => {
            let right = match field {
                Field::Reliever => chosen.kind == ProductKind::Saba,
                _ => chosen.kind != ProductKind::Saba,
            };
            if !right {
                found.add("MED-3", field, format!("{} does not fit here", chosen.name()));
            }
            return;
        }
        Regimen::Mart => chosen.mart_from,
        Regimen::Air => chosen.air_from,
    };
    match licensed_from {
        None => found.add("MED-3", field, format!("{} is not an inhaler for {}", chosen.name(), regimen.title())),
        Some(age) if facts.age() < age => {
            found.add(
                "MED-4",
                field,
                format!(
                    "{} is for {} from {age} years; this person is {}",
                    chosen.name(),
                    regimen.title(),
                    facts.age()
                ),
            );
        }
        Some(_) => {}
    }
}

fn reliever(found: &mut Found, form: &PlanForm, template: &Template, facts: &PlanFacts) {
    if template.regimen.has_separate_reliever() {
        let none = ("MED-2", "Choose the inhaler for symptoms and attacks");
        if let Some(chosen) = chosen(found, form, facts, Field::Reliever, none) {
            fits(found, chosen, template.regimen, facts, Field::Reliever);
        }
    }
    puffs_at_once(found, form, template, Field::RelieverPuffs, "MED-6", "when symptoms come");
}

/// Puffs taken in one go are at least 1 and at most what the regimen's emergency protocol allows.
fn puffs_at_once(found: &mut Found, form: &PlanForm, template: &Template, field: Field, id: &'static str, when: &str) {
    let most = template.regimen.protocol().max_puffs();
    if form.count(field).is_none_or(|n| n == 0 || n > most) {
        found.add(id, field, format!("Enter how many puffs are taken {when}, a whole number from 1 to {most}"));
    }
}

fn devices(found: &mut Found, form: &PlanForm, template: &Template, facts: &PlanFacts) {
    let chosen = |field| facts.formulary.product(form.get(field));
    let everyday = if template.regimen.has_preventer() { chosen(Field::Preventer) } else { None };
    let rescue = if template.regimen.has_separate_reliever() { chosen(Field::Reliever) } else { None };
    let pressurised = [everyday, rescue].into_iter().flatten().any(|p| p.device == Device::Pressurised);
    let known = everyday.is_some() || rescue.is_some();
    if known && !pressurised && form.is_yes(Field::Spacer) {
        found.add("MED-12", Field::Spacer, "None of these inhalers is used with a spacer: choose no");
    }
    if pressurised && !form.is_yes(Field::Spacer) {
        found.add("MED-10", Field::Spacer, "A pressurised inhaler works best with a spacer, at any age");
    }
    if let (Some(a), Some(b)) = (everyday, rescue)
        && (a.device == Device::DryPowder) != (b.device == Device::DryPowder)
    {
        found.add(
            "MED-11",
            Field::Reliever,
            "The two inhalers are breathed in differently (slow and steady, fast and deep): one kind is easier",
        );
    }
}

fn amber(found: &mut Found, form: &PlanForm, template: &Template) {
    puffs_at_once(found, form, template, Field::AmberPuffs, "AMB-1", "in the amber zone");
    if form.is_yes(Field::RescueSteroids) {
        match form.count(Field::RescueSteroidMg).filter(|mg| (1..=60).contains(mg)) {
            None => found.add("AMB-2", Field::RescueSteroidMg, "Enter the prednisolone dose a day, 1 to 60 mg"),
            Some(mg) if mg > USUAL_RESCUE_MG => {
                let message = format!("{mg} mg a day is more than the usual {USUAL_RESCUE_MG} mg");
                found.add("AMB-3", Field::RescueSteroidMg, message);
            }
            Some(_) => {}
        }
        if form.count(Field::RescueSteroidDays).is_none_or(|days| !(1..=14).contains(&days)) {
            found.add("AMB-2", Field::RescueSteroidDays, "Enter for how many days, 1 to 14");
        }
    }
}

fn contacts(found: &mut Found, form: &PlanForm, facts: &PlanFacts) {
    if !is_telephone(form.get(Field::PracticePhone)) {
        found.add("CON-1", Field::PracticePhone, "Enter the GP surgery's telephone number, such as 020 7946 0123");
    }
    let (name, phone) = (form.get(Field::ContactName), form.get(Field::ContactPhone));
    if (!phone.is_empty() && !is_telephone(phone)) || (phone.is_empty() && !name.is_empty()) {
        found.add(
            "CON-2",
            Field::ContactPhone,
            "Enter the emergency contact's telephone number, such as 07700 900123, or leave both blank",
        );
    } else if phone.is_empty() && facts.age() < 16 {
        found.add("CON-3", Field::ContactPhone, "A parent or carer to ring helps whoever is with the child");
    }
}

/// 9 to 15 digits with the usual separators; a telephone in this plan may be dialled in an emergency.
pub(crate) fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (9..=15).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +()-".contains(c))
}

/// The everyday inhaler or its dose is another than in the last plan.
fn has_changed(form: &PlanForm, template: &Template, facts: &PlanFacts) -> bool {
    let Some(last) = facts.last_signed.as_ref() else { return false };
    let now = form.content(template, facts).preventer;
    let dose = |line: &MedicineLine| (line.product.clone(), line.morning, line.night);
    now.is_some() && now.as_ref().map(dose) != last.preventer.as_ref().map(dose)
}

fn review(found: &mut Found, form: &PlanForm, template: &Template, facts: &PlanFacts) {
    match form.date(Field::ReviewDue) {
        Some(day) if day > facts.today => {
            let latest = add_months(facts.today, template.review_months);
            if day > latest {
                found.add(
                    "REV-2",
                    Field::ReviewDue,
                    format!("Later than {} months from today ({})", template.review_months, say_date(latest)),
                );
            } else if day > facts.today + AFTER_A_CHANGE && has_changed(form, template, facts) {
                found.add(
                    "REV-3",
                    Field::ReviewDue,
                    "The everyday inhaler changed: see the person again in 8 to 12 weeks",
                );
            }
        }
        _ => found.add("REV-1", Field::ReviewDue, "Enter the review date, a date in the future such as 14/4/2027"),
    }
}
