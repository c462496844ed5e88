//! What holds for any form, right or wrong.

use proptest::prelude::*;

use super::{changed, clean, every_reason, facts, signature, usual_age, worst};
use crate::Role;
use crate::plan::formulary::starter;
use crate::plan::rules::{Severity, check};
use crate::plan::{Draft, Field, PlanForm, Regimen, Template, TemplateId};

/// Fields without which a plan could hurt; blank, each of them stops the plan of a template that uses it.
fn is_needed(field: Field, template: &Template, form: &PlanForm) -> bool {
    match field {
        Field::BestPeakFlow | Field::BestMeasuredOn | Field::Meter => form.is_yes(Field::UsesPeakFlow),
        Field::Preventer => template.regimen.has_preventer(),
        Field::Reliever => template.regimen.has_separate_reliever(),
        Field::RescueSteroidMg | Field::RescueSteroidDays => form.is_yes(Field::RescueSteroids),
        Field::UsesPeakFlow | Field::RelieverPuffs | Field::AmberPuffs | Field::PracticePhone | Field::ReviewDue => {
            true
        }
        _ => false,
    }
}

/// Texts a form may come to hold: right ones, near misses and nonsense.
const TEXTS: &[&str] = &[
    "",
    "yes",
    "no",
    "0",
    "1",
    "2",
    "7",
    "9",
    "11",
    "49",
    "60",
    "200",
    "272",
    "273",
    "364",
    "455",
    "600",
    "900",
    "901",
    "-1",
    "1.5",
    "99999999",
    "eu",
    "wright",
    "22/10/2026",
    "22/11/2026",
    "23/11/2026",
    "22/11/2027",
    "31/02/2027",
    "22/12/2030",
    "020 7946 0123",
    "999",
    "Rafiq",
    "wean",
    "\u{200b}",
    "two",
    "٣",
];

fn any_form() -> impl Strategy<Value = (TemplateId, u32, PlanForm, Option<PlanForm>)> {
    let products = starter().products;
    let change = (0..Field::ALL.len(), 0..TEXTS.len() + products.len());
    let changes = || proptest::collection::vec(change.clone(), 0..7);
    (0..TemplateId::ALL.len(), 0u32..95, proptest::bool::ANY, changes(), proptest::option::of(changes())).prop_map(
        move |(id, age, usual, now, before)| {
            let id = TemplateId::ALL[id];
            let age = if usual { usual_age(id) } else { age };
            let (_, form) = clean(id, &facts(age));
            let apply = |changes: Vec<(usize, usize)>| {
                let mut form = form.clone();
                for (field, text) in changes {
                    let text = TEXTS
                        .get(text)
                        .copied()
                        .or_else(|| products.get(text - TEXTS.len()).map(|product| product.id.as_str()));
                    form.set(Field::ALL[field], text.unwrap_or_default());
                }
                form
            };
            (id, age, apply(now), before.map(apply))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn nothing_with_a_stop_is_ever_signed_and_nothing_signed_lacks_what_keeps_a_person_safe((id, age, form, before) in any_form()) {
        let mut facts = facts(age);
        let template = id.template();
        facts.last_signed = before.map(|form| form.content(&template, &facts));
        let problems = check(&form, &template, &facts);
        let stopped = worst(&problems) == Some(Severity::Stop);
        let review = Draft { template: template.clone(), form: form.clone() }.review(&facts);
        let asked = review.second_person(Role::Nurse).is_some();
        let by_nurse = review.clone().sign(1, signature(Role::Nurse), &every_reason());
        prop_assert_eq!(by_nurse.is_err(), stopped || asked);
        let signed = review.sign(1, signature(Role::Gp), &every_reason());
        prop_assert_eq!(signed.is_err(), stopped);
        let Ok(plan) = signed else { return Ok(()) };
        let content = plan.content();
        let steroid = [&content.preventer, &content.reliever].into_iter().flatten().any(|line| line.steroid_micrograms.is_some());
        prop_assert!(steroid, "an inhaled steroid is part of every plan");
        prop_assert!(content.reliever.is_some());
        prop_assert!(content.reliever_puffs.is_some_and(|n| n > 0 && n <= template.regimen.protocol().max_puffs()));
        prop_assert!(content.amber_puffs.is_some_and(|n| n > 0 && n <= template.regimen.protocol().max_puffs()));
        prop_assert_eq!(content.peak_flow.is_some(), form.is_yes(Field::UsesPeakFlow));
        prop_assert_eq!(content.rescue_steroids.is_some(), form.is_yes(Field::RescueSteroids));
        prop_assert!(plan.review_due() > facts.today && content.review_due == Some(plan.review_due()));
        prop_assert!(content.regimen != Regimen::Air || facts.age() >= 12);
        prop_assert!(!format!("{:?}", content.words()).contains('…'), "a signed plan has no gaps");
        prop_assert_eq!(content.hash(), plan.content_hash());
        let confirmed = problems.iter().filter(|p| p.severity == Severity::Confirm).count();
        prop_assert_eq!(plan.confirmations().len(), confirmed);
    }

    #[test]
    fn blanking_a_field_that_keeps_a_person_safe_always_stops_the_plan((id, age, form, _before) in any_form()) {
        let facts = facts(age);
        let template = id.template();
        let problems = check(&form, &template, &facts);
        for field in Field::ALL.iter().filter(|field| is_needed(**field, &template, &form)) {
            let after = check(&changed(&form, &[(*field, "")]), &template, &facts);
            prop_assert_eq!(worst(&after), Some(Severity::Stop), "{:?}", field);
            prop_assert!(worst(&after) >= worst(&problems));
        }
    }

    #[test]
    fn problems_come_worst_first_and_are_the_same_every_time((id, age, form, _before) in any_form()) {
        let facts = facts(age);
        let template = id.template();
        let problems = check(&form, &template, &facts);
        prop_assert!(problems.is_sorted_by(|a, b| a.severity >= b.severity));
        prop_assert_eq!(&problems, &check(&form, &template, &facts));
    }
}
