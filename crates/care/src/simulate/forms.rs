//! A plan for a made-up person, filled in as a careful nurse would and signed by the same rules.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::patient::Patient;
use domain::plan::formulary::starter;
use domain::plan::stage::Reasons;
use domain::plan::{Draft, Field, PlanFacts, PlanForm, Problem, Signature, SignedPlan, TemplateId};
use domain::time::london_day;
use domain::{PlanVersionId, Role, StaffId};
use rand::RngExt;
use rand::rngs::StdRng;

use super::Place;
use super::names::TRIGGERS;
use super::people::{Made, pick};

/// Who signs at a practice.
#[derive(Clone, Debug)]
pub(crate) struct Signer {
    pub(crate) id: StaffId,
    pub(crate) name: String,
    pub(crate) role: Role,
}

/// A version together with what it was written from.
#[derive(Clone, Debug)]
pub(crate) struct SignedLife {
    pub(crate) id: PlanVersionId,
    pub(crate) template: TemplateId,
    pub(crate) form: PlanForm,
    pub(crate) plan: SignedPlan,
    /// What the rules said of it.
    pub(crate) problems: Vec<Problem>,
}

/// What the rules know of a made-up person on a day.
pub(crate) fn facts(patient: &Patient, place: &Place, today: NaiveDate, last: Option<&SignedPlan>) -> PlanFacts {
    PlanFacts {
        today,
        name: patient.name.clone(),
        date_of_birth: patient.date_of_birth,
        nhs_number: patient.nhs_number.clone(),
        sex: patient.sex,
        height_cm: patient.height_cm,
        practice_name: place.name.clone(),
        practice_phone: place.phone.clone(),
        current_inhalers: patient.current_inhalers.clone(),
        formulary: starter(),
        last_signed: last.map(|plan| plan.content().clone()),
    }
}

/// Signs a form through the rules. `None` when a rule stops it: then this person has no plan, like anybody else.
pub(crate) fn signed(
    id: PlanVersionId,
    template: TemplateId,
    form: PlanForm,
    facts: &PlanFacts,
    number: u32,
    signer: &Signer,
    at: DateTime<Utc>,
) -> Option<SignedLife> {
    let signature = Signature {
        author: signer.id,
        author_name: signer.name.clone(),
        author_role: signer.role,
        signed_at: at,
        approver: None,
    };
    let draft = Draft { template: template.template(), form: form.clone() };
    let review = draft.review(facts);
    let problems = review.problems().to_vec();
    let plan = review.sign(number, signature, &Reasons::new()).ok()?;
    Some(SignedLife { id, template, form, plan, problems })
}

/// The first plan of a made-up person, signed at a moment.
pub(super) fn first_plan(
    rng: &mut StdRng,
    id: PlanVersionId,
    made: &Made,
    place: &Place,
    at: DateTime<Utc>,
) -> Option<SignedLife> {
    let today = london_day(at);
    let facts = facts(&made.patient, place, today, None);
    let template = made.template.template();
    let mut form = PlanForm::from_template(&template, &facts);
    let peak_flow = template.peak_flow_at_first || (facts.age() >= 9 && rng.random_bool(0.5));
    let measured = today - Days::new(rng.random_range(0..20));
    medicines(&mut form, made.template);
    peak_flow_fields(&mut form, peak_flow.then_some((made.best, measured)));
    let first = pick(rng, TRIGGERS, "colds");
    let second = pick(rng, TRIGGERS, "pollen");
    form.set(Field::Triggers, &if first == second { first.to_owned() } else { format!("{first}, {second}") });
    if rng.random_bool(0.12) {
        let soon = today + Days::new(rng.random_range(21..60));
        form.set(Field::ReviewDue, &soon.format("%d/%m/%Y").to_string());
    }
    signed(id, made.template, form, &facts, 1, &place.signer, at)
}

/// A renewal of a plan, with best peak flow measured anew.
pub(super) fn next_plan(
    id: PlanVersionId,
    made: &Made,
    place: &Place,
    before: &SignedLife,
    at: DateTime<Utc>,
) -> Option<SignedLife> {
    let today = london_day(at);
    let facts = facts(&made.patient, place, today, Some(&before.plan));
    let mut form = PlanForm::from_signed(before.plan.content(), &before.template.template(), &facts);
    if before.plan.content().peak_flow.is_some() {
        peak_flow_fields(&mut form, Some((made.best + 10, today)));
    }
    signed(id, before.template, form, &facts, before.plan.number() + 1, &place.signer, at)
}

/// Everyday doses of a typical plan of this kind.
pub(crate) fn medicines(form: &mut PlanForm, template: TemplateId) {
    let typed: &[(Field, &str)] = match template {
        TemplateId::AdultPreventer => {
            &[(Field::Preventer, "clenil-modulite-100"), (Field::PreventerMorning, "2"), (Field::PreventerNight, "2")]
        }
        TemplateId::Teenager | TemplateId::Child5To11 | TemplateId::Under5 => {
            &[(Field::Preventer, "clenil-modulite-50"), (Field::PreventerMorning, "2"), (Field::PreventerNight, "2")]
        }
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
}

/// Best peak flow and the day it was measured, or a plan by symptoms alone.
pub(crate) fn peak_flow_fields(form: &mut PlanForm, best: Option<(u16, NaiveDate)>) {
    form.set(Field::UsesPeakFlow, if best.is_some() { "yes" } else { "no" });
    if let Some((best, measured)) = best {
        form.set(Field::BestPeakFlow, &best.to_string());
        form.set(Field::BestMeasuredOn, &measured.format("%d/%m/%Y").to_string());
        for line in [Field::AmberBelow, Field::RedBelow, Field::EmergencyBelow] {
            form.set(line, "");
        }
    }
}
