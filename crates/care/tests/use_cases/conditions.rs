//! Plans for other conditions: off until an ICB takes them up, signed as they were read, one in force for each.

use std::collections::BTreeMap;

use care::certificates::end_certificate;
use care::conditions::{
    ProposeConditionAnswer, SignConditionRequest, approve_condition_template, condition_form, condition_plan,
    condition_templates, my_condition_plan, my_other_plans, print_condition_plan, print_my_condition_plan,
    propose_condition_template, sign_condition, withdraw_condition, withdraw_condition_template,
};
use care::patients::patient_record;
use care::plans::rule_catalogue;
use care::{CareError, ClinicalAccess, IcbAccess, ManagerAccess, PatientAccess, PatientScope, Refused, audit};
use chrono::TimeDelta;
use domain::condition::rules::CONDITION_RULES;
use domain::condition::views::SignConditionAnswer;
use domain::condition::{Condition, ConditionForm};
use domain::plan::PlanStatus;
use domain::plan::rules::RULES;
use domain::plan::template::views::TemplateState;
use domain::plan::views::SignAnswer;
use domain::{PatientId, Role};
use storage::rule_uses;

use crate::support::{ADULT_BORN, Clinic, HERE, ICB, NEXT_DOOR, code, on_each_store};

const ALLERGY: Condition = Condition::Allergy;

async fn icb(clinic: &Clinic, role: Role) -> IcbAccess {
    let proof = clinic.staff_proof(clinic.staff(ICB, role).await).await;
    IcbAccess::at(&proof, &code(ICB)).unwrap()
}

/// Takes up a condition's starter template.
async fn take_up(clinic: &Clinic, condition: Condition) -> IcbAccess {
    let officer = icb(clinic, Role::ClinicalSafetyOfficer).await;
    let proposed =
        propose_condition_template(&officer, &clinic.services, condition, condition.starter().to_form()).await.unwrap();
    assert_eq!(proposed, ProposeConditionAnswer::Proposed(1));
    approve_condition_template(&officer, &clinic.services, condition, 1).await.unwrap();
    officer
}

async fn typed(clinic: &Clinic, scope: &PatientScope, changes: &[(&str, &str)]) -> ConditionForm {
    let mut form = condition_form(scope, &clinic.services, ALLERGY, None).await.unwrap().form;
    let clean = [
        ("allergens", "peanut"),
        ("device", "Jext"),
        ("dose", "300 micrograms"),
        ("two_pens", "yes"),
        ("contact_name", "Nadia"),
        ("contact_phone", "07700 900123"),
    ];
    for (key, text) in clean.iter().chain(changes) {
        form.0.insert((*key).into(), (*text).into());
    }
    form
}

async fn request(clinic: &Clinic, scope: &PatientScope, form: ConditionForm) -> SignConditionRequest {
    let view = condition_form(scope, &clinic.services, ALLERGY, Some(form.clone())).await.unwrap();
    SignConditionRequest {
        condition: ALLERGY,
        form,
        read: view.content.hash(),
        reasons: BTreeMap::new(),
        date_of_birth: ADULT_BORN.into(),
    }
}

async fn signed(clinic: &Clinic, scope: &PatientScope, changes: &[(&str, &str)]) -> SignConditionAnswer {
    let request = request(clinic, scope, typed(clinic, scope, changes).await).await;
    sign_condition(scope, &clinic.services, request).await.unwrap()
}

fn is_not_found<T: std::fmt::Debug>(answer: &Result<T, CareError>) -> bool {
    matches!(answer, Err(CareError::Refused(Refused::NotFound)))
}

async fn adult(clinic: &Clinic) -> (PatientId, PatientScope, PatientAccess) {
    let access = clinic.joined_adult().await;
    (access.patient(), clinic.scope(access.patient()).await, access)
}

#[tokio::test]
async fn a_condition_is_off_until_its_template_is_approved_and_off_again_when_it_is_withdrawn() {
    on_each_store(async |clinic| {
        let (lead, services) = (icb(&clinic, Role::IcbLead).await, clinic.services.clone());
        let scope = clinic.scope(clinic.patient(HERE, ADULT_BORN).await).await;
        assert!(is_not_found(&condition_form(&scope, &services, ALLERGY, None).await));
        assert_eq!(patient_record(&scope, &services).await.unwrap().others, []);

        let mut form = ALLERGY.starter().to_form();
        form.insert("review_months".into(), "13".into());
        let refused = propose_condition_template(&lead, &services, ALLERGY, form).await.unwrap();
        assert!(matches!(refused, ProposeConditionAnswer::Refused(_)), "{refused:?}");
        propose_condition_template(&lead, &services, ALLERGY, ALLERGY.starter().to_form()).await.unwrap();
        assert!(is_not_found(&approve_condition_template(&lead, &services, ALLERGY, 1).await));
        assert!(is_not_found(&condition_form(&scope, &services, ALLERGY, None).await), "only proposed");

        let officer = icb(&clinic, Role::ClinicalSafetyOfficer).await;
        approve_condition_template(&officer, &services, ALLERGY, 1).await.unwrap();
        assert_eq!(signed(&clinic, &scope, &[]).await, SignConditionAnswer::Signed(1));
        withdraw_condition_template(&officer, &services, ALLERGY, 1, "too early".into()).await.unwrap();
        assert!(is_not_found(&condition_form(&scope, &services, ALLERGY, None).await));
        let list = condition_templates(&lead, &services).await.unwrap();
        assert_eq!(list.conditions[0].1[0].state, TemplateState::Withdrawn);
        let still = condition_plan(&scope, &services, ALLERGY, 1).await.unwrap();
        assert_eq!(still.plan.status(), PlanStatus::Signed);
    })
    .await;
}

#[tokio::test]
async fn a_template_withdrawn_while_somebody_writes_stops_the_signature_and_keeps_what_was_typed() {
    on_each_store(async |clinic| {
        let officer = take_up(&clinic, ALLERGY).await;
        let (services, (_, scope, _)) = (clinic.services.clone(), adult(&clinic).await);
        let form = typed(&clinic, &scope, &[]).await;
        let read = request(&clinic, &scope, form.clone()).await;
        withdraw_condition_template(&officer, &services, ALLERGY, 1, "too early".into()).await.unwrap();
        let stopped = sign_condition(&scope, &services, read).await.unwrap();
        assert!(
            matches!(&stopped, SignConditionAnswer::Stopped(open) if open.iter().any(|p| p.rule == "CND-9")),
            "{stopped:?}"
        );
        let view = condition_form(&scope, &services, ALLERGY, Some(form.clone())).await.unwrap();
        assert_eq!(view.form, form);
    })
    .await;
}

#[tokio::test]
async fn only_the_words_that_were_read_are_signed_and_only_for_this_person() {
    on_each_store(async |clinic| {
        let officer = take_up(&clinic, ALLERGY).await;
        let (services, (_, scope, _)) = (clinic.services.clone(), adult(&clinic).await);
        let form = typed(&clinic, &scope, &[]).await;
        let read = request(&clinic, &scope, form.clone()).await;

        let mut other = read.clone();
        other.form.0.insert("dose".into(), "150 micrograms".into());
        assert_eq!(sign_condition(&scope, &services, other).await.unwrap(), SignConditionAnswer::ReadFirst);
        let mut wrong = read.clone();
        wrong.date_of_birth = "6/5/1991".into();
        assert_eq!(sign_condition(&scope, &services, wrong).await.unwrap(), SignConditionAnswer::WrongDateOfBirth);
        let stopped = signed(&clinic, &scope, &[("device", "Emerade")]).await;
        assert!(matches!(&stopped, SignConditionAnswer::Stopped(open) if open.iter().any(|p| p.rule == "ALL-1")));

        // A new version of the template: what was read is not what would be signed.
        let mut next = ALLERGY.starter().to_form();
        next.insert("own-2".into(), "Ask the allergy nurse for a trainer pen.".into());
        propose_condition_template(&officer, &services, ALLERGY, next).await.unwrap();
        approve_condition_template(&officer, &services, ALLERGY, 2).await.unwrap();
        assert_eq!(sign_condition(&scope, &services, read).await.unwrap(), SignConditionAnswer::ReadFirst);

        // Of two clicks, one signs.
        let again = request(&clinic, &scope, form).await;
        for _ in 0..2 {
            let answer = sign_condition(&scope, &services, again.clone()).await.unwrap();
            assert_eq!(answer, SignConditionAnswer::Signed(1));
        }
        assert_eq!(condition_plan(&scope, &services, ALLERGY, 1).await.unwrap().plan.content().template_version, 2);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_an_asthma_plan_is_told_adrenaline_first_and_then_the_reliever() {
    on_each_store(async |clinic| {
        take_up(&clinic, ALLERGY).await;
        let (patient, scope, _) = adult(&clinic).await;
        assert_eq!(clinic.sign_plan(patient).await, 1);
        let stopped = signed(&clinic, &scope, &[("reliever", "")]).await;
        assert!(matches!(&stopped, SignConditionAnswer::Stopped(open) if open[0].rule == "ALL-2"), "{stopped:?}");
        // The form starts with the reliever of the asthma plan.
        assert_eq!(signed(&clinic, &scope, &[]).await, SignConditionAnswer::Signed(1));
        let plan = condition_plan(&scope, &clinic.services, ALLERGY, 1).await.unwrap().plan;
        let steps = &plan.content().sections[0].steps;
        let at = |words: &str| steps.iter().position(|step| step.contains(words)).unwrap();
        assert!(at("Adrenaline comes before any inhaler") < at(&plan.content().values["reliever"]), "{steps:?}");
    })
    .await;
}

#[tokio::test]
async fn the_next_plan_supersedes_and_a_withdrawn_one_says_so() {
    on_each_store(async |clinic| {
        take_up(&clinic, ALLERGY).await;
        let (services, (_, scope, owner)) = (clinic.services.clone(), adult(&clinic).await);
        assert!(is_not_found(&my_condition_plan(&owner, &services, ALLERGY).await));
        assert_eq!(my_other_plans(&owner, &services).await.unwrap(), []);
        assert_eq!(signed(&clinic, &scope, &[]).await, SignConditionAnswer::Signed(1));
        // A renewal starts from what the plan before says.
        let renewed = condition_form(&scope, &services, ALLERGY, None).await.unwrap();
        assert_eq!((renewed.form.get("allergens"), renewed.in_force), ("peanut", Some(1)));
        assert_eq!(signed(&clinic, &scope, &[("allergens", "egg")]).await, SignConditionAnswer::Signed(2));
        let first = condition_plan(&scope, &services, ALLERGY, 1).await.unwrap();
        assert_eq!((first.plan.status(), first.current), (PlanStatus::Superseded, Some(2)));
        let mine = my_condition_plan(&owner, &services, ALLERGY).await.unwrap();
        assert_eq!((mine.number(), mine.content().values["allergens"].as_str()), (2, "egg"));
        assert_eq!(my_other_plans(&owner, &services).await.unwrap(), [ALLERGY]);

        let short = withdraw_condition(&scope, &services, ALLERGY, 2, " ").await;
        assert!(matches!(short, Err(CareError::Refused(Refused::Fields(_)))), "{short:?}");
        let replaced = withdraw_condition(&scope, &services, ALLERGY, 1, "wrong record").await;
        assert!(matches!(replaced, Err(CareError::Refused(Refused::Conflict))), "{replaced:?}");
        withdraw_condition(&scope, &services, ALLERGY, 2, "wrong record").await.unwrap();
        assert_eq!(my_condition_plan(&owner, &services, ALLERGY).await.unwrap().status(), PlanStatus::Withdrawn);
        assert_eq!(signed(&clinic, &scope, &[]).await, SignConditionAnswer::Signed(3));

        let acts: Vec<String> =
            audit::of_record(&scope, &services, 100).await.unwrap().into_iter().map(|row| row.action).collect();
        for act in ["condition_plan_signed", "condition_plan_withdrawn", "own_condition_plan_opened"] {
            assert!(acts.iter().any(|action| action == act), "{act}: {acts:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_certificate_or_a_fresh_proof_nothing_is_signed() {
    on_each_store(async |clinic| {
        take_up(&clinic, ALLERGY).await;
        let (services, (_, scope, _)) = (clinic.services.clone(), adult(&clinic).await);
        let read = request(&clinic, &scope, typed(&clinic, &scope, &[]).await).await;
        clinic.wait(TimeDelta::minutes(16));
        let stale = sign_condition(&scope, &services, read.clone()).await.unwrap();
        assert_eq!(stale, SignConditionAnswer::NotNow(SignAnswer::ConfirmFirst));
        let scope = clinic.scope(scope.patient()).await;
        let manager = clinic.staff_proof(clinic.staff(HERE, Role::PracticeManager).await).await;
        let manager = ManagerAccess::at(&manager, &code(HERE)).unwrap();
        end_certificate(&manager, &services, clinic.nurse).await.unwrap();
        let ended = sign_condition(&scope, &services, read).await.unwrap();
        assert!(matches!(ended, SignConditionAnswer::NotNow(SignAnswer::NoCertificate(_))), "{ended:?}");
        assert!(is_not_found(&condition_plan(&scope, &services, ALLERGY, 1).await));
    })
    .await;
}

#[tokio::test]
async fn the_rules_are_counted_and_shown_beside_those_of_asthma_plans_small_numbers_hidden() {
    on_each_store(async |clinic| {
        let officer = take_up(&clinic, ALLERGY).await;
        let (services, (_, scope, _)) = (clinic.services.clone(), adult(&clinic).await);
        let shown = async || {
            let known = rule_catalogue(&officer, &services).await.unwrap();
            assert_eq!(known.rules.len(), RULES.len() + CONDITION_RULES.len());
            known.rules["ALL-1"].shown.text()
        };
        assert_eq!(shown().await, "0");
        for time in 1..=7 {
            let stopped = signed(&clinic, &scope, &[("device", "Emerade")]).await;
            assert!(matches!(stopped, SignConditionAnswer::Stopped(_)), "{stopped:?}");
            assert_eq!(shown().await.parse::<i64>().ok(), (time == 7).then_some(7), "hidden from 1 to 6");
        }
        assert_eq!(signed(&clinic, &scope, &[]).await, SignConditionAnswer::Signed(1));
        assert_eq!(shown().await, "7", "a clean plan counts for no rule");
    })
    .await;
}

#[tokio::test]
async fn the_reason_with_which_a_rule_was_passed_is_counted() {
    on_each_store(async |clinic| {
        let officer = take_up(&clinic, Condition::Epilepsy).await;
        let (services, (_, scope, _)) = (clinic.services.clone(), adult(&clinic).await);
        let mut form = condition_form(&scope, &services, Condition::Epilepsy, None).await.unwrap().form;
        for (key, text) in [
            ("seizures", "Stiff, then jerking"),
            ("brand", "Epistatus"),
            ("dose", "10 mg"),
            ("contact_name", "Nadia"),
            ("contact_phone", "07700 900123"),
        ] {
            form.0.insert(key.into(), text.into());
        }
        let read = condition_form(&scope, &services, Condition::Epilepsy, Some(form.clone())).await.unwrap();
        let mut request = SignConditionRequest {
            condition: Condition::Epilepsy,
            form,
            read: read.content.hash(),
            reasons: BTreeMap::new(),
            date_of_birth: ADULT_BORN.into(),
        };
        let stopped = sign_condition(&scope, &services, request.clone()).await.unwrap();
        assert!(matches!(&stopped, SignConditionAnswer::Stopped(open) if open[0].rule == "EPI-5"), "{stopped:?}");
        request.reasons.insert("EPI-5".into(), "the specialist has written it so".into());
        assert_eq!(sign_condition(&scope, &services, request).await.unwrap(), SignConditionAnswer::Signed(1));
        let today = services.today();
        let read = services.store.read().await.unwrap();
        let counted = rule_uses::of_icb(&*read, &officer.icb().code, today, today).await.unwrap();
        let of = |outcome: &str| counted.get(&("EPI-5".to_owned(), outcome.to_owned())).copied();
        assert_eq!((of("shown"), of("other")), (Some(2), Some(1)), "{counted:?}");
    })
    .await;
}

#[tokio::test]
async fn prints_are_noted_and_what_no_longer_counts_is_not_for_the_patient_to_print() {
    on_each_store(async |clinic| {
        take_up(&clinic, ALLERGY).await;
        let (services, (_, scope, owner)) = (clinic.services.clone(), adult(&clinic).await);
        assert!(is_not_found(&print_my_condition_plan(&owner, &services, ALLERGY).await));
        assert!(is_not_found(&print_condition_plan(&scope, &services, ALLERGY, 1).await));
        assert_eq!(signed(&clinic, &scope, &[]).await, SignConditionAnswer::Signed(1));
        assert_eq!(print_my_condition_plan(&owner, &services, ALLERGY).await.unwrap().number(), 1);
        assert_eq!(print_condition_plan(&scope, &services, ALLERGY, 1).await.unwrap().plan.number(), 1);
        withdraw_condition(&scope, &services, ALLERGY, 1, "wrong record").await.unwrap();
        assert!(is_not_found(&print_my_condition_plan(&owner, &services, ALLERGY).await));
        let paper = print_condition_plan(&scope, &services, ALLERGY, 1).await.unwrap().plan;
        assert_eq!(paper.status(), PlanStatus::Withdrawn, "staff print what was, and it says so");
        let acts: Vec<String> =
            audit::of_record(&scope, &services, 100).await.unwrap().into_iter().map(|row| row.action).collect();
        for (act, times) in [("own_condition_plan_printed", 1), ("condition_plan_printed", 2)] {
            assert_eq!(acts.iter().filter(|action| *action == act).count(), times, "{act}: {acts:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn another_practices_patient_is_nobody() {
    on_each_store(async |clinic| {
        take_up(&clinic, ALLERGY).await;
        let stranger = clinic.patient(NEXT_DOOR, ADULT_BORN).await;
        let proof = clinic.staff_proof(clinic.nurse).await;
        let access = ClinicalAccess::at(&proof, &code(HERE)).unwrap();
        assert!(is_not_found(&access.patient(&clinic.services, stranger).await));
    })
    .await;
}
