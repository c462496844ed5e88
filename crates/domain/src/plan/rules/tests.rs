#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

mod exhaustive;
mod properties;
mod second_person;
mod table;

use std::collections::BTreeSet;

use super::{PlanFacts, Problem, RULES, Severity, check};
use crate::plan::emergency::EmergencyProtocol;
use crate::plan::formulary::starter;
use crate::plan::stage::{CannotSign, Reasons, SignedRecord, Tampered};
use crate::plan::{
    Draft, Field, PlanContent, PlanForm, PlanStatus, Regimen, Signature, SignedPlan, Template, TemplateId,
};
use crate::time::add_months;
use crate::{DateOfBirth, NhsNumber, PersonName, Role, Sex, StaffId};
use chrono::{DateTime, Days, NaiveDate, Utc};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn say(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn facts(age: u32) -> PlanFacts {
    PlanFacts {
        today: today(),
        name: PersonName::new("Amina", "Rahman").unwrap(),
        date_of_birth: DateOfBirth::from_date(today().checked_sub_months(chrono::Months::new(age * 12 + 5)).unwrap()),
        nhs_number: NhsNumber::parse("943 476 5919").unwrap(),
        sex: Sex::Female,
        height_cm: None,
        practice_name: "Halbutt Street Surgery".into(),
        practice_phone: "020 7946 0123".into(),
        current_inhalers: Vec::new(),
        formulary: starter(),
        last_signed: None,
    }
}

fn usual_age(id: TemplateId) -> u32 {
    match id {
        TemplateId::Child5To11 => 9,
        TemplateId::Under5 => 3,
        TemplateId::Teenager => 16,
        TemplateId::Air => 16,
        TemplateId::AdultPreventer | TemplateId::Mart => 40,
    }
}

/// A form as a nurse fills it in without a slip.
fn clean(id: TemplateId, facts: &PlanFacts) -> (Template, PlanForm) {
    let template = id.template();
    let mut form = PlanForm::from_template(&template, facts);
    let typed: &[(Field, &str)] = match id {
        TemplateId::AdultPreventer => {
            &[(Field::Preventer, "clenil-modulite-100"), (Field::PreventerMorning, "2"), (Field::PreventerNight, "2")]
        }
        TemplateId::Teenager => {
            &[(Field::Preventer, "clenil-modulite-50"), (Field::PreventerMorning, "2"), (Field::PreventerNight, "2")]
        }
        TemplateId::Child5To11 | TemplateId::Under5 => &[
            (Field::Preventer, "clenil-modulite-50"),
            (Field::PreventerMorning, "2"),
            (Field::PreventerNight, "2"),
            (Field::ContactName, "Nadia Rahman"),
            (Field::ContactPhone, "07700 900142"),
        ],
        TemplateId::Mart => &[
            (Field::Preventer, "symbicort-turbohaler-200-6"),
            (Field::PreventerMorning, "1"),
            (Field::PreventerNight, "1"),
        ],
        TemplateId::Air => &[(Field::Reliever, "symbicort-turbohaler-200-6")],
    };
    for (field, text) in typed {
        form.set(*field, text);
    }
    if template.peak_flow_at_first {
        form.set(Field::BestPeakFlow, "455");
        form.set(Field::BestMeasuredOn, &say(today() - Days::new(30)));
    }
    (template, form)
}

fn changed(form: &PlanForm, changes: &[(Field, &str)]) -> PlanForm {
    let mut form = form.clone();
    for (field, text) in changes {
        form.set(*field, text);
    }
    form
}

fn ids(problems: &[Problem]) -> BTreeSet<&str> {
    problems.iter().map(|problem| problem.rule.as_str()).collect()
}

fn worst(problems: &[Problem]) -> Option<Severity> {
    problems.iter().map(|problem| problem.severity).max()
}

fn signature(role: Role) -> Signature {
    Signature {
        author: StaffId::from_uuid(uuid::Uuid::from_u128(7)),
        author_name: "Grace Okafor".into(),
        author_role: role,
        signed_at: DateTime::<Utc>::from_timestamp(1_795_341_600, 0).unwrap(),
        approver: None,
    }
}

fn every_reason() -> Reasons {
    RULES.iter().map(|rule| (rule.id.to_owned(), "meant, seen in clinic".to_owned())).collect()
}

fn record(plan: &SignedPlan) -> SignedRecord {
    SignedRecord {
        number: plan.number(),
        content: plan.content().clone(),
        content_hash: plan.content_hash().to_owned(),
        rules_version: plan.rules_version(),
        confirmations: plan.confirmations().to_vec(),
        signature: plan.signature().clone(),
        review_due: plan.review_due(),
        status: plan.status(),
    }
}

#[test]
fn a_clean_form_of_each_template_is_signed_as_it_stands() {
    for id in TemplateId::ALL {
        let facts = facts(usual_age(id));
        let (template, form) = clean(id, &facts);
        assert_eq!(check(&form, &template, &facts), vec![], "{id}");
        let plan = Draft { template, form }.review(&facts).sign(1, signature(Role::Nurse), &Reasons::new()).unwrap();
        assert_eq!((plan.number(), plan.status(), plan.confirmations().len()), (1, PlanStatus::Signed, 0), "{id}");
    }
}

#[test]
fn rules_are_quiet_right_at_their_edges() {
    let ago = |months: u32| say(today().checked_sub_months(chrono::Months::new(months)).unwrap());
    for (id, changes) in [
        (TemplateId::AdultPreventer, vec![(Field::BestMeasuredOn, ago(24))]),
        (TemplateId::Air, vec![(Field::BestMeasuredOn, ago(12))]),
        (TemplateId::AdultPreventer, vec![(Field::BestMeasuredOn, say(today()))]),
        (TemplateId::AdultPreventer, vec![(Field::AmberBelow, "364".into())]),
        (TemplateId::AdultPreventer, vec![(Field::BestPeakFlow, "900".into())]),
        (TemplateId::AdultPreventer, vec![(Field::RelieverPuffs, "10".into()), (Field::AmberPuffs, "10".into())]),
        (TemplateId::Mart, vec![(Field::RelieverPuffs, "6".into()), (Field::AmberPuffs, "6".into())]),
        (TemplateId::Mart, vec![(Field::PreventerMorning, "6".into()), (Field::PreventerNight, "6".into())]),
        (TemplateId::AdultPreventer, vec![(Field::Note, "é".repeat(500))]),
        (TemplateId::AdultPreventer, vec![(Field::ReviewDue, say(today() + Days::new(1)))]),
        (TemplateId::Child5To11, vec![(Field::ReviewDue, say(add_months(today(), 6)))]),
        (
            TemplateId::AdultPreventer,
            vec![(Field::UsesPeakFlow, "no".into()), (Field::BestPeakFlow, "whatever".into())],
        ),
    ] {
        let facts = facts(usual_age(id));
        let (template, form) = clean(id, &facts);
        let changes: Vec<(Field, &str)> = changes.iter().map(|(field, text)| (*field, text.as_str())).collect();
        assert_eq!(check(&changed(&form, &changes), &template, &facts), vec![], "{id} {changes:?}");
    }
}

#[test]
fn the_emergency_steps_follow_the_regimen_and_nothing_else() {
    for regimen in Regimen::ALL {
        let expected = match regimen {
            Regimen::PreventerSaba | Regimen::ChildSaba => EmergencyProtocol::Saba,
            Regimen::Mart | Regimen::Air => EmergencyProtocol::IcsFormoterol,
        };
        assert_eq!(regimen.protocol(), expected);
    }
    for id in TemplateId::ALL {
        let template = id.template();
        let facts = facts(usual_age(id));
        for product in starter().products.iter() {
            let form = changed(&clean(id, &facts).1, &[(Field::Reliever, &product.id)]);
            let steps = form.content(&template, &facts).emergency_steps().join(" ");
            let (shown, never) = match template.regimen.protocol() {
                EmergencyProtocol::Saba => (["Up to 10 puffs", "30 to 60 seconds"], ["6 puffs", "1 to 3 minutes"]),
                EmergencyProtocol::IcsFormoterol => {
                    (["Up to 6 puffs", "1 to 3 minutes"], ["10 puffs", "30 to 60 seconds"])
                }
            };
            assert!(shown.iter().all(|words| steps.contains(words)), "{id}: {steps}");
            assert!(!never.iter().any(|words| steps.contains(words)), "{id}: {steps}");
            assert!(steps.contains("Call 999"), "{id}: {steps}");
        }
    }
}

#[test]
fn a_confirmation_needs_a_reason_and_keeps_it() {
    let facts = facts(40);
    let (template, form) = clean(TemplateId::AdultPreventer, &facts);
    let form = changed(&form, &[(Field::AmberBelow, "380")]);
    let review = || Draft { template: template.clone(), form: form.clone() }.review(&facts);
    for reason in [None, Some(""), Some("  ab ")] {
        let reasons: Reasons = reason.map(|text| ("PEF-5".to_owned(), text.to_owned())).into_iter().collect();
        let refused = review().sign(1, signature(Role::Gp), &reasons);
        assert!(
            matches!(refused, Err(CannotSign::Problems(open)) if ids(&open) == BTreeSet::from(["PEF-5"])),
            "{reason:?}"
        );
    }
    let reasons = Reasons::from([("PEF-5".to_owned(), " wants to be warned early ".to_owned())]);
    let plan = review().sign(3, signature(Role::Gp), &reasons).unwrap();
    let kept = plan.confirmations().first().unwrap();
    assert_eq!((kept.rule.as_str(), kept.reason.as_str()), ("PEF-5", "wants to be warned early"));
}

#[test]
fn only_a_nurse_or_gp_signs() {
    for role in Role::ALL {
        let facts = facts(9);
        let (template, form) = clean(TemplateId::Child5To11, &facts);
        let signed = Draft { template, form }.review(&facts).sign(1, signature(role), &Reasons::new());
        assert_eq!(signed.is_ok(), matches!(role, Role::Nurse | Role::Gp), "{role:?}");
    }
}

#[test]
fn a_signed_plan_is_read_back_whole_and_a_changed_one_not_at_all() {
    for id in TemplateId::ALL {
        let facts = facts(usual_age(id));
        let (template, form) = clean(id, &facts);
        let plan = Draft { template, form }.review(&facts).sign(2, signature(Role::Nurse), &Reasons::new()).unwrap();
        assert_eq!(SignedPlan::from_record(record(&plan)).as_ref(), Ok(&plan));
        let wire = serde_json::to_string(plan.content()).unwrap();
        let content: PlanContent = serde_json::from_str(&wire).unwrap();
        assert_eq!(SignedPlan::from_record(SignedRecord { content, ..record(&plan) }).as_ref(), Ok(&plan), "{id}");

        let tamper: [fn(&mut PlanContent); 8] = [
            |content| content.amber_puffs = content.amber_puffs.map(|count| count + 1),
            |content| content.reliever_puffs = None,
            |content| content.review_due = None,
            |content| content.spacer = !content.spacer,
            |content| content.name.given.push('a'),
            |content| content.contacts.practice_phone.push('0'),
            |content| content.note.push(' '),
            |content| content.template.version += 1,
        ];
        for (at, change) in tamper.iter().enumerate() {
            let mut content = plan.content().clone();
            change(&mut content);
            assert_eq!(SignedPlan::from_record(SignedRecord { content, ..record(&plan) }), Err(Tampered), "{id} {at}");
        }
        let content_hash = "0".repeat(64);
        assert_eq!(SignedPlan::from_record(SignedRecord { content_hash, ..record(&plan) }), Err(Tampered));
    }
}

#[test]
fn a_renewal_of_a_clean_plan_is_clean() {
    for id in TemplateId::ALL {
        let mut facts = facts(usual_age(id));
        let (template, form) = clean(id, &facts);
        let content = form.content(&template, &facts);
        facts.last_signed = Some(content.clone());
        let renewed = PlanForm::from_signed(&content, &template, &facts);
        assert_eq!(check(&renewed, &template, &facts), vec![], "{id}");
        assert_eq!(renewed.content(&template, &facts), content, "{id}");
    }
}
