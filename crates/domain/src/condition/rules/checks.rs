//! The checks themselves.

use super::{BRANDS, BUCCOLAM, ConditionProblem, FEVER_LINES, MINUTES_OF_SEIZURE, PENS_WITH_DOSES, condition_rule};
use crate::condition::Condition;
use crate::condition::form::{ConditionFacts, ConditionForm};
use crate::condition::starters::{ADRENALINE_FIRST, SEIZURE_999};
use crate::condition::template::{ConditionField, ConditionTemplate, FieldKind, SectionKind};
use crate::condition::words::WordSection;
use crate::person::is_invisible;
use crate::plan::Severity;
use crate::plan::form::LONGEST_TEXT;
use crate::plan::rules::is_telephone;
use crate::time::{add_months, read_date, say_date};

/// Under this age nobody is sent to NHS 111 online.
const ONLINE_111_FROM: u16 = 5;
/// The longest line; a few lines may have [`LONGEST_TEXT`].
const LONGEST_LINE: usize = 120;
/// No template's review is further away.
const LONGEST_REVIEW: u32 = 12;

/// Every rule that does not hold, worst first, then in the order of the form.
pub fn check(form: &ConditionForm, template: &ConditionTemplate, facts: &ConditionFacts) -> Vec<ConditionProblem> {
    let mut found = Found(Vec::new());
    for field in &template.fields {
        one(&mut found, field, form.get(&field.key));
    }
    let words = template.words(form);
    review(&mut found, form, template, facts);
    said(&mut found, template, &words, facts);
    match template.condition {
        Condition::Allergy => allergy(&mut found, form, &words, facts),
        Condition::Epilepsy => epilepsy(&mut found, form, &words, facts),
        Condition::SickleCell => sickle_cell(&mut found, form),
    }
    // What a rule of the condition says of a field is enough.
    let own: Vec<String> =
        found.0.iter().filter(|p| !p.rule.starts_with("CND")).map(|problem| problem.field.clone()).collect();
    found.0.retain(|p| !(matches!(p.rule.as_str(), "CND-1" | "CND-2" | "CND-3") && own.contains(&p.field)));
    let place = |key: &str| template.fields.iter().position(|field| field.key == key);
    found.0.sort_by(|a, b| b.severity.cmp(&a.severity).then(place(&a.field).cmp(&place(&b.field))));
    found.0
}

struct Found(Vec<ConditionProblem>);

impl Found {
    fn add(&mut self, id: &'static str, field: &str, message: impl Into<String>) {
        let severity = condition_rule(id).map_or(Severity::Stop, |rule| rule.severity);
        self.0.push(ConditionProblem { rule: id.into(), severity, field: field.into(), message: message.into() });
    }
}

/// What holds for a field of any template.
fn one(found: &mut Found, field: &ConditionField, text: &str) {
    let ConditionField { key, label, kind, needed, .. } = field;
    let longest = if *kind == FieldKind::LongText { LONGEST_TEXT } else { LONGEST_LINE };
    if text.is_empty() {
        if *needed {
            found.add("CND-1", key, format!("{label}: this is needed"));
        }
        return;
    }
    let lines = *kind == FieldKind::LongText;
    if text.chars().count() > longest {
        found.add("CND-4", key, format!("{label}: at most {longest} characters"));
    } else if text.chars().any(|c| is_invisible(c) && !(lines && matches!(c, '\n' | '\r' | '\t'))) {
        found.add("CND-4", key, format!("{label}: it has characters that cannot be seen, type it again"));
    } else if text.contains(['{', '}', '*']) {
        found.add("CND-4", key, format!("{label}: leave out curly brackets and stars"));
    }
    let lower = text.to_lowercase();
    if lower.contains(['µ', 'μ']) || lower.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "mcg" | "ug"))
    {
        found.add("CND-5", key, "Write “micrograms” in full: mcg and µg are misread");
    }
    let fits = match kind {
        FieldKind::Choice(options) => options.iter().any(|option| option == text),
        FieldKind::Number { from, to, .. } => text.parse().is_ok_and(|number: u16| (*from..=*to).contains(&number)),
        FieldKind::YesNo => matches!(text, "yes" | "no"),
        FieldKind::Date => read_date(text).is_some(),
        FieldKind::Text | FieldKind::LongText | FieldKind::Telephone => true,
    };
    if !fits {
        let what = match kind {
            FieldKind::Number { from, to, .. } => format!("enter a whole number from {from} to {to}"),
            FieldKind::Date => "enter a day, such as 22/11/2027".into(),
            _ => "choose one of the answers".into(),
        };
        found.add("CND-2", key, format!("{label}: {what}"));
    }
    if *kind == FieldKind::Telephone && !is_telephone(text) {
        found.add("CND-3", key, format!("{label}: enter a telephone number, such as 020 7946 0123"));
    }
}

fn review(found: &mut Found, form: &ConditionForm, template: &ConditionTemplate, facts: &ConditionFacts) {
    let last = add_months(facts.today, template.review_months.min(LONGEST_REVIEW));
    if form.review_due().is_some_and(|day| day <= facts.today || day > last) {
        let message = format!("Review due: enter a day after today and not after {}", say_date(last));
        found.add("CND-6", "review_due", message);
    }
}

/// What the words must hold, whatever the template says.
fn said(found: &mut Found, template: &ConditionTemplate, words: &[WordSection], facts: &ConditionFacts) {
    let at = template.fields.first().map_or("", |field| field.key.as_str());
    let emergencies: Vec<&WordSection> = words.iter().filter(|part| part.kind == SectionKind::Emergency).collect();
    let calls = |part: &&WordSection| part.steps.first().is_some_and(|step| step.starts_with("**Call 999"));
    let texts = || words.iter().flat_map(|part| part.when.iter().chain(&part.steps));
    if emergencies.is_empty() || !emergencies.iter().all(calls) {
        found.add("CND-7", at, "The emergency steps of this template do not start with 999: tell your ICB");
    } else if texts().any(|text| text.contains(['{', '}'])) {
        found.add("CND-7", at, "A place in the words was left unfilled: tell your ICB");
    }
    if template.withdrawn {
        found.add(
            "CND-9",
            at,
            "The template was withdrawn: what is typed is kept on this page, but it cannot be signed",
        );
    }
    let young = facts.date_of_birth.age_on(facts.today) < ONLINE_111_FROM;
    if young && texts().any(|text| text.to_lowercase().contains("111 online")) {
        found.add("CND-8", at, "The words send a child under 5 to NHS 111 online, which is not for them");
    }
}

fn emergency(words: &[WordSection]) -> impl Iterator<Item = &WordSection> {
    words.iter().filter(|part| part.kind == SectionKind::Emergency)
}

fn allergy(found: &mut Found, form: &ConditionForm, words: &[WordSection], facts: &ConditionFacts) {
    let (device, dose) = (form.get("device"), form.get("dose"));
    if !device.is_empty() && !dose.is_empty() && !PENS_WITH_DOSES.contains(&(device, dose)) {
        found.add("ALL-1", "dose", format!("{device} is not to be had in {dose}: choose the pen and the dose again"));
    }
    let reliever = form.get("reliever");
    if reliever.is_empty() && facts.asthma_reliever.is_some() {
        found.add(
            "ALL-2",
            "reliever",
            "This person has an asthma plan: name the reliever inhaler, which comes after the adrenaline",
        );
    }
    let steps: Vec<&String> = emergency(words).flat_map(|part| &part.steps).collect();
    let first = steps.iter().position(|step| step.contains(ADRENALINE_FIRST));
    let then = steps.iter().position(|step| !reliever.is_empty() && step.contains(reliever));
    if first.is_none() || (!reliever.is_empty() && then <= first) {
        found.add("ALL-2", "reliever", "The words must say adrenaline first and the reliever inhaler after it");
    }
    if form.get("two_pens") == "no" {
        found.add("ALL-3", "two_pens", "Two adrenaline pens must always be carried: prescribe a second one first");
    }
}

fn epilepsy(found: &mut Found, form: &ConditionForm, words: &[WordSection], facts: &ConditionFacts) {
    let (brand, dose) = (form.get("brand"), form.get("dose"));
    if !BRANDS.contains(&brand) {
        found.add("EPI-1", "brand", "State the brand of buccal midazolam: brands differ in strength");
    }
    let (from, to) = MINUTES_OF_SEIZURE;
    if !form.get("give_after").parse().is_ok_and(|minutes: u16| (from..=to).contains(&minutes)) {
        found.add("EPI-2", "give_after", format!("Enter after how many minutes it is given, {from} to {to}"));
    }
    let reached = |months: u32| add_months(facts.date_of_birth.date(), months) <= facts.today;
    let usual = BUCCOLAM.iter().find(|(from, below, _)| reached(*from) && !reached(*below)).map(|(.., dose)| *dose);
    match (brand, usual) {
        ("Buccolam", None) => found.add(
            "EPI-3",
            "brand",
            "Buccolam is for 3 months to under 18 years: this person’s age does not fit",
        ),
        ("Buccolam", Some(usual)) if !dose.is_empty() && dose != usual => {
            found.add("EPI-3", "dose", format!("At this age the dose of Buccolam is {usual}"));
        }
        ("Epistatus", _) if !dose.is_empty() => found.add(
            "EPI-5",
            "dose",
            format!("No table checks this dose of Epistatus: check {dose} against the prescription and say where it comes from"),
        ),
        _ => (),
    }
    let signs: Vec<&String> = emergency(words).flat_map(|part| &part.when).collect();
    if SEIZURE_999.iter().any(|sign| !signs.iter().any(|said| said == sign)) {
        found.add("EPI-4", "give_after", "The words do not say when 999 is called: tell your ICB");
    }
}

fn sickle_cell(found: &mut Found, form: &ConditionForm) {
    if !FEVER_LINES.contains(&form.get("fever")) {
        found.add("SCD-1", "fever", "Choose the temperature above which a doctor is rung, 38.0 to 39.0 °C");
    }
    if !is_telephone(form.get("team_phone")) {
        found.add("SCD-2", "team_phone", "Enter the haematology team’s telephone number");
    }
}
