//! A plan in a file, for checking outside the editor: what was typed, for whom, from which template. The form of the
//! file and of the verdict is described in `docs/plan-file.md`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::formulary::starter;
use super::rules::{RULES_VERSION, check, rule};
use super::words::PlanWords;
use super::{Field, PlanFacts, PlanForm, Severity, TemplateId, Thresholds};
use crate::{DateOfBirth, NhsNumber, PersonName, Sex};

/// A plan as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// Key of the template, such as `mart`.
    pub template: String,
    /// Day for which the rules are asked; today when left out.
    #[serde(default)]
    pub today: Option<NaiveDate>,
    /// For whom.
    pub person: FilePerson,
    /// The GP surgery.
    pub practice: FilePractice,
    /// What was typed, by field of the plan form; a field that is left out is blank.
    pub fields: BTreeMap<String, String>,
    /// The plan signed before, if any.
    #[serde(default)]
    pub last_signed: Option<FilePlan>,
}

/// Somebody in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilePerson {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// ISO or dd/mm/yyyy.
    pub date_of_birth: String,
    /// Ten digits, blanks and hyphens allowed.
    pub nhs_number: String,
    /// As registers write it; left out when not known.
    #[serde(default)]
    pub sex: Option<String>,
    /// cm.
    #[serde(default)]
    pub height_cm: Option<u16>,
}

/// A GP surgery in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilePractice {
    /// Name.
    pub name: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
}

/// The plan before, in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilePlan {
    /// Key of its template.
    pub template: String,
    /// What it said, by field of the plan form.
    pub fields: BTreeMap<String, String>,
}

/// Why a file cannot be checked. Names of fields only, never what stands in them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanFileError {
    /// Not JSON, or not of this form.
    #[error("this is not a plan file: {0}")]
    Form(String),
    /// No such template.
    #[error("there is no template “{0}”: the templates are {1}")]
    Template(String, String),
    /// No such field of the plan form.
    #[error("the plan form has no field “{0}”")]
    Field(String),
    /// Something about the person cannot be read.
    #[error("person.{0}: {1}")]
    Person(&'static str, String),
}

/// What the rules say of a plan file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Version of the rule set.
    pub rules_version: u16,
    /// Template and version.
    pub template: String,
    /// Its version.
    pub template_version: u16,
    /// No rule stops it. Rules of severity `confirm` still want a reason from whoever signs.
    pub signable: bool,
    /// The worst severity, if any rule speaks.
    pub worst: Option<Severity>,
    /// Every rule that does not hold, worst first.
    pub problems: Vec<VerdictProblem>,
    /// Lines in L/min, where the plan has peak flow.
    pub lines: Option<Thresholds>,
    /// The plan as the patient would read it.
    pub words: PlanWords,
}

/// One rule that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerdictProblem {
    /// Id of the rule.
    pub rule: String,
    /// Severity.
    pub severity: Severity,
    /// Field of the plan form.
    pub field: Field,
    /// What and how to put it right.
    pub message: String,
    /// Where the rule comes from.
    pub source: String,
}

impl PlanFile {
    /// Reads a file's text.
    ///
    /// # Errors
    /// When it is not JSON of this form; says where.
    pub fn read(text: &str) -> Result<Self, PlanFileError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        serde_json::from_str(text).map_err(|error| PlanFileError::Form(error.to_string()))
    }

    /// Asks every rule. `today` counts where the file names no day.
    ///
    /// # Errors
    /// When the template, a field's name or the person cannot be read. What stands in a field is never an error: the
    /// rules speak of it.
    pub fn verdict(&self, today: NaiveDate) -> Result<Verdict, PlanFileError> {
        let today = self.today.unwrap_or(today);
        let template = template(&self.template)?.template();
        let form = form(&self.fields)?;
        let mut facts = self.facts(today)?;
        if let Some(before) = &self.last_signed {
            let template = self::template(&before.template)?.template();
            facts.last_signed = Some(self::form(&before.fields)?.content(&template, &facts));
        }
        let problems: Vec<VerdictProblem> = check(&form, &template, &facts)
            .into_iter()
            .map(|problem| VerdictProblem {
                source: rule(&problem.rule).map_or("", |rule| rule.source).to_owned(),
                rule: problem.rule,
                severity: problem.severity,
                field: problem.field,
                message: problem.message,
            })
            .collect();
        let worst = problems.iter().map(|problem| problem.severity).max();
        let content = form.content(&template, &facts);
        Ok(Verdict {
            rules_version: RULES_VERSION,
            template: template.id.to_string(),
            template_version: template.version,
            signable: worst != Some(Severity::Stop),
            worst,
            problems,
            lines: content.peak_flow.as_ref().map(|section| section.thresholds),
            words: content.words(),
        })
    }

    fn facts(&self, today: NaiveDate) -> Result<PlanFacts, PlanFileError> {
        let person = &self.person;
        let wrong = |field, error: &dyn std::fmt::Display| PlanFileError::Person(field, error.to_string());
        Ok(PlanFacts {
            today,
            name: PersonName::new(&person.given_name, &person.family_name)
                .map_err(|error| wrong("given_name", &error))?,
            date_of_birth: DateOfBirth::parse(&person.date_of_birth, today)
                .map_err(|error| wrong("date_of_birth", &error))?,
            nhs_number: NhsNumber::parse(&person.nhs_number).map_err(|error| wrong("nhs_number", &error))?,
            sex: match &person.sex {
                None => Sex::NotSpecified,
                Some(text) => Sex::parse(text).ok_or_else(|| wrong("sex", &"female, male or not specified"))?,
            },
            height_cm: person.height_cm,
            practice_name: self.practice.name.clone(),
            practice_phone: self.practice.phone.clone(),
            current_inhalers: Vec::new(),
            formulary: starter(),
            last_signed: None,
        })
    }
}

fn template(key: &str) -> Result<TemplateId, PlanFileError> {
    key.parse().map_err(|_| {
        let all: Vec<&str> = TemplateId::ALL.iter().map(|id| id.as_str()).collect();
        PlanFileError::Template(key.to_owned(), all.join(", "))
    })
}

fn form(fields: &BTreeMap<String, String>) -> Result<PlanForm, PlanFileError> {
    if let Some(unknown) = fields.keys().find(|name| Field::by_name(name).is_none()) {
        return Err(PlanFileError::Field(unknown.clone()));
    }
    Ok(PlanForm::from_posted(fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MART: &str = include_str!("../../../../docs/examples/plan-mart.json");

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default()
    }

    #[test]
    fn the_documented_example_is_signable() {
        let verdict = PlanFile::read(MART).and_then(|file| file.verdict(today()));
        assert!(
            matches!(&verdict, Ok(verdict) if verdict.signable && verdict.problems.is_empty() && verdict.lines.is_some()),
            "{verdict:?}"
        );
    }

    #[test]
    fn a_slip_is_told_with_its_rule_field_and_source() {
        let text = MART.replace("\"amber_puffs\": \"1\"", "\"amber_puffs\": \"12\"");
        let verdict = PlanFile::read(&text).and_then(|file| file.verdict(today()));
        assert!(
            matches!(&verdict, Ok(verdict) if !verdict.signable && matches!(&verdict.problems[..], [problem]
                if problem.rule == "AMB-1" && problem.field == Field::AmberPuffs && !problem.source.is_empty())),
            "{verdict:?}"
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_says_where() {
        for (from, to, said) in [
            ("\"template\": \"mart\"", "\"template\": \"martini\"", "there is no template “martini”"),
            ("\"amber_puffs\"", "\"amber_pufs\"", "no field “amber_pufs”"),
            ("\"person\"", "\"persona\"", "unknown field `persona`"),
            ("943 476 5919", "943 476 5918", "person.nhs_number"),
            ("1986-03-14", "2086-03-14", "person.date_of_birth"),
            ("\"female\"", "\"often\"", "person.sex"),
            ("{", "", "this is not a plan file"),
        ] {
            let text = MART.replacen(from, to, 1);
            assert_ne!(text, MART, "{from}");
            let verdict = PlanFile::read(&text).and_then(|file| file.verdict(today()));
            assert!(matches!(&verdict, Err(error) if error.to_string().contains(said)), "{to}: {verdict:?}");
        }
    }
}
