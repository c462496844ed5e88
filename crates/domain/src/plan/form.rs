//! The plan form: what was typed, exactly as typed, so that nothing a nurse wrote is ever lost to a rule.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::content::{Contacts, Meter, PeakFlowSection, PlanContent, RescueSteroids, TemplateRef};
use super::medicine::MedicineLine;
use super::rules::PlanFacts;
use super::zones::Thresholds;
use super::{Field, Template};
use crate::time::{add_months, read_date};

/// Values of the plan form by field. A field that is absent is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanForm(BTreeMap<Field, String>);

/// Key of the blue inhaler nearly everybody has.
const USUAL_RELIEVER: &str = "salbutamol-100";

/// Longest text any field takes, characters.
pub const LONGEST_TEXT: usize = 500;

impl PlanForm {
    /// A new form for a template: what nearly every plan of this kind says, and nothing clinical the nurse must choose.
    pub fn from_template(template: &Template, facts: &PlanFacts) -> Self {
        let mut form = Self::default();
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        form.set(Field::UsesPeakFlow, yes_no(template.peak_flow_at_first));
        form.set(Field::Meter, Meter::Eu.as_str());
        if template.regimen.has_separate_reliever() && !matches!(template.regimen, super::Regimen::Air) {
            // Where the ICB's formulary lists it under another key, the nurse chooses.
            if facts.formulary.product(USUAL_RELIEVER).is_some() {
                form.set(Field::Reliever, USUAL_RELIEVER);
            }
            form.set(Field::RelieverPuffs, "2");
            form.set(Field::AmberPuffs, "4");
            form.set(Field::Spacer, "yes");
        } else {
            form.set(Field::RelieverPuffs, "1");
            form.set(Field::AmberPuffs, "1");
            form.set(Field::Spacer, "no");
        }
        form.set(Field::BeforeExercise, "no");
        form.set(Field::RescueSteroids, "no");
        form.set(Field::PracticePhone, &facts.practice_phone);
        form.set(Field::ReviewDue, &add_months(facts.today, template.review_months).format("%d/%m/%Y").to_string());
        form
    }

    /// The form of a signed plan as it was signed: every line in figures, and the review date it had.
    pub fn as_signed(content: &PlanContent) -> Self {
        let mut form = Self::default();
        let day = |d: NaiveDate| d.format("%d/%m/%Y").to_string();
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        form.set(Field::UsesPeakFlow, yes_no(content.peak_flow.is_some()));
        form.set(Field::Meter, Meter::Eu.as_str());
        if let Some(section) = &content.peak_flow {
            let lines = section.thresholds;
            form.set(Field::BestPeakFlow, &lines.best.to_string());
            form.set(Field::BestMeasuredOn, &day(section.measured_on));
            form.set(Field::Meter, section.meter.as_str());
            form.set(Field::AmberBelow, &lines.amber_below.to_string());
            form.set(Field::RedBelow, &lines.red_below.to_string());
            form.set(Field::EmergencyBelow, &count_text(lines.emergency_below));
        }
        if let Some(line) = &content.preventer {
            form.set(Field::Preventer, &line.product);
            form.set(Field::PreventerMorning, &line.morning.to_string());
            form.set(Field::PreventerNight, &line.night.to_string());
        }
        if let (Some(line), true) = (&content.reliever, content.regimen.has_separate_reliever()) {
            form.set(Field::Reliever, &line.product);
        }
        form.set(Field::RelieverPuffs, &count_text(content.reliever_puffs));
        form.set(Field::AmberPuffs, &count_text(content.amber_puffs));
        form.set(Field::Spacer, yes_no(content.spacer));
        form.set(Field::BeforeExercise, yes_no(content.before_exercise));
        form.set(Field::RescueSteroids, yes_no(content.rescue_steroids.is_some()));
        if let Some(steroids) = content.rescue_steroids {
            form.set(Field::RescueSteroidMg, &steroids.mg_a_day.to_string());
            form.set(Field::RescueSteroidDays, &steroids.days.to_string());
        }
        form.set(Field::Triggers, &content.triggers.join(", "));
        form.set(Field::Note, &content.note);
        form.set(Field::PracticePhone, &content.contacts.practice_phone);
        form.set(Field::ContactName, &content.contacts.name);
        form.set(Field::ContactPhone, &content.contacts.phone);
        form.set(Field::ReviewDue, &content.review_due.map(day).unwrap_or_default());
        form
    }

    /// The form of a signed plan, to renew it: everything but the review date, which starts anew. A line that is the
    /// template's percentage is left to follow it.
    pub fn from_signed(content: &PlanContent, template: &Template, facts: &PlanFacts) -> Self {
        let mut form = Self::as_signed(content);
        if let Some(best) = content.peak_flow.as_ref().map(|section| section.thresholds.best) {
            for field in [Field::AmberBelow, Field::RedBelow, Field::EmergencyBelow] {
                let suggested = template.percent(field).map(|percent| template.line_at(best, percent).to_string());
                if suggested.is_some_and(|suggested| suggested == form.get(field)) {
                    form.set(field, "");
                }
            }
        }
        let due = add_months(facts.today, template.review_months);
        form.set(Field::ReviewDue, &due.format("%d/%m/%Y").to_string());
        form
    }

    /// What stands in a field, without outer blanks.
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", |text| text.trim())
    }

    /// What stands in a field, exactly as typed.
    pub fn typed(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", String::as_str)
    }

    /// Sets a field.
    pub fn set(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            self.0.remove(&field);
        } else {
            // A database may refuse the character that ends a text elsewhere; nobody types it.
            self.0.insert(field, text.replace('\0', ""));
        }
    }

    /// A form from what a browser posted; names that are no fields are ignored, absent fields are blank.
    pub fn from_posted<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut form = Self::default();
        for (name, text) in pairs {
            if let Some(field) = Field::by_name(name) {
                form.set(field, text);
            }
        }
        form
    }

    /// Fields that differ, with what each form has.
    pub fn differences<'a>(&'a self, other: &'a Self) -> Vec<(Field, &'a str, &'a str)> {
        Field::ALL
            .iter()
            .filter_map(|field| {
                let (mine, theirs) = (self.get(*field), other.get(*field));
                (mine != theirs).then_some((*field, mine, theirs))
            })
            .collect()
    }

    /// A field that holds "yes".
    pub fn is_yes(&self, field: Field) -> bool {
        self.get(field) == "yes"
    }

    /// A whole number, or `None` when blank or not one.
    pub fn number(&self, field: Field) -> Option<u16> {
        self.get(field).parse().ok()
    }

    /// Puffs, or `None` when blank or not a whole number.
    pub fn count(&self, field: Field) -> Option<u8> {
        self.get(field).parse().ok()
    }

    /// A date, or `None` when blank or not a real one.
    pub fn date(&self, field: Field) -> Option<NaiveDate> {
        read_date(self.get(field))
    }

    /// A line in L/min: what was typed, else the template's percentage of best rounded up to its step.
    pub fn line(&self, field: Field, template: &Template) -> Option<u16> {
        if self.get(field).is_empty() {
            Some(template.line_at(self.number(Field::BestPeakFlow)?, template.percent(field)?))
        } else {
            self.number(field)
        }
    }

    /// The lines, where they can stand together.
    pub fn thresholds(&self, template: &Template) -> Option<Thresholds> {
        let best = self.number(Field::BestPeakFlow)?;
        let amber = self.line(Field::AmberBelow, template)?;
        let red = self.line(Field::RedBelow, template)?;
        let emergency = self.line(Field::EmergencyBelow, template);
        Thresholds::new(best, amber, red, emergency).ok()
    }

    /// The plan this form describes so far. What is missing or cannot be read is left out: the rules, not this reading,
    /// decide whether it may be signed.
    pub fn content(&self, template: &Template, facts: &PlanFacts) -> PlanContent {
        let regimen = template.regimen;
        let formulary = &facts.formulary;
        let line =
            |field, morning, night| formulary.product(self.get(field)).map(|p| MedicineLine::new(p, morning, night));
        let preventer = regimen
            .has_preventer()
            .then(|| {
                let (morning, night) = (self.count(Field::PreventerMorning), self.count(Field::PreventerNight));
                line(Field::Preventer, morning.unwrap_or(0), night.unwrap_or(0))
            })
            .flatten();
        let reliever = if regimen.has_separate_reliever() {
            line(Field::Reliever, 0, 0)
        } else {
            preventer.clone().map(|line| MedicineLine { morning: 0, night: 0, ..line })
        };
        let peak_flow = self.is_yes(Field::UsesPeakFlow).then_some(()).and_then(|()| {
            Some(PeakFlowSection {
                thresholds: self.thresholds(template)?,
                measured_on: self.date(Field::BestMeasuredOn)?,
                meter: Meter::parse(self.get(Field::Meter))?,
            })
        });
        let rescue_steroids = self.is_yes(Field::RescueSteroids).then_some(()).and_then(|()| {
            Some(RescueSteroids {
                mg_a_day: self.count(Field::RescueSteroidMg)?,
                days: self.count(Field::RescueSteroidDays)?,
            })
        });
        PlanContent {
            template: TemplateRef { id: template.id, version: template.version, name: template.name.clone() },
            formulary: Some(formulary.as_ref()),
            regimen,
            name: facts.name.clone(),
            date_of_birth: facts.date_of_birth,
            nhs_number: facts.nhs_number.clone(),
            peak_flow,
            preventer,
            reliever,
            reliever_puffs: self.count(Field::RelieverPuffs),
            spacer: self.is_yes(Field::Spacer),
            before_exercise: self.is_yes(Field::BeforeExercise),
            amber_puffs: self.count(Field::AmberPuffs),
            rescue_steroids,
            triggers: self
                .get(Field::Triggers)
                .split([',', ';', '\n'])
                .map(str::trim)
                .filter(|trigger| !trigger.is_empty())
                .map(str::to_owned)
                .collect(),
            note: self.get(Field::Note).to_owned(),
            contacts: Contacts {
                practice_name: facts.practice_name.clone(),
                practice_phone: self.get(Field::PracticePhone).to_owned(),
                name: self.get(Field::ContactName).to_owned(),
                phone: self.get(Field::ContactPhone).to_owned(),
            },
            review_due: self.date(Field::ReviewDue),
        }
    }
}

fn count_text(count: Option<impl ToString>) -> String {
    count.map(|n| n.to_string()).unwrap_or_default()
}
