//! Plans for other conditions on paper: one accessible page, word for word.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use domain::condition::signed::ConditionRecord;
use domain::condition::{Condition, ConditionDraft, ConditionFacts, ConditionForm, SectionKind, SignedConditionPlan};
use domain::plan::stage::Reasons;
use domain::plan::words::plain;
use domain::plan::{PlanStatus, Signature};
use domain::{DateOfBirth, Ids, NhsNumber, PersonName, Role, StaffId};
use integrations::ids::RandomIds;

use super::reading::pages;
use crate::condition::sheet;
use crate::condition_pdf;
use crate::press::{Standard, export, set};

fn usual(condition: Condition) -> SignedConditionPlan {
    let facts = ConditionFacts {
        today: "2026-11-22".parse().unwrap(),
        name: PersonName::new("Amina", "Rahman").unwrap(),
        date_of_birth: DateOfBirth::from_date("2015-03-03".parse().unwrap()),
        nhs_number: NhsNumber::parse("943 476 5919").unwrap(),
        practice_name: "Halbutt Street Surgery".into(),
        practice_phone: "020 7946 0123".into(),
        asthma_reliever: Some("Salbutamol 100 micrograms".into()),
    };
    let template = condition.starter();
    let mut form = ConditionForm::start(&template, &facts);
    let typed: &[(&str, &str)] = match condition {
        Condition::Allergy => &[
            ("allergens", "peanut and every other nut"),
            ("device", "EpiPen"),
            ("dose", "300 micrograms"),
            ("two_pens", "yes"),
            ("antihistamine", "cetirizine 10 mg"),
        ],
        Condition::Epilepsy => &[
            ("seizures", "Stiff, then jerking\nboth arms"),
            ("brand", "Buccolam"),
            ("dose", "10 mg"),
            ("second_after", "10"),
        ],
        Condition::SickleCell => &[
            ("genotype", "HbSS"),
            ("analgesia", "Morphine by mouth, as the team has written"),
            ("allergies", "none known"),
            ("penicillin", "yes"),
            ("oxygen", "97"),
            ("team_name", "Sickle cell team"),
            ("team_phone", "020 7946 0199"),
        ],
    };
    for (key, text) in typed.iter().chain(&[("contact_name", "Sian Hughes"), ("contact_phone", "07700 900147")]) {
        form.0.insert((*key).into(), (*text).into());
    }
    let signature = Signature {
        author: StaffId::from_uuid(RandomIds.next()),
        author_name: "Grace Okafor".into(),
        author_role: Role::Nurse,
        signed_at: DateTime::<Utc>::from_timestamp(1_795_341_600, 0).unwrap(),
        approver: None,
    };
    ConditionDraft { template, form }.review(&facts).sign(2, signature, &Reasons::new()).unwrap()
}

fn ended(plan: &SignedConditionPlan, status: PlanStatus) -> SignedConditionPlan {
    SignedConditionPlan::from_record(ConditionRecord {
        number: plan.number(),
        content: plan.content().clone(),
        content_hash: plan.content_hash().into(),
        rules_version: plan.rules_version(),
        confirmations: plan.confirmations().to_vec(),
        signature: plan.signature().clone(),
        review_due: plan.review_due(),
        status,
    })
    .unwrap()
}

fn text(plan: &SignedConditionPlan) -> Option<String> {
    pages(&condition_pdf(plan, true).unwrap()).map(|pages| pages.join(" "))
}

#[test]
fn a_plan_for_another_condition_is_one_accessible_page_and_always_the_same() {
    for plan in Condition::ALL.map(usual) {
        for plan in [ended(&plan, PlanStatus::Superseded), ended(&plan, PlanStatus::Withdrawn), plan] {
            let sheet = sheet(&plan, true).unwrap();
            let document = set(&sheet).unwrap();
            assert_eq!(document.pages().len(), 1, "{:?} {:?}", plan.content().condition, plan.status());
            export(&document, &sheet, Standard::Accessible).unwrap();
            assert_eq!(condition_pdf(&plan, false), condition_pdf(&plan, false));
        }
    }
}

#[test]
fn it_says_every_word_of_the_plan_the_emergency_first() {
    for plan in Condition::ALL.map(usual) {
        let Some(text) = text(&plan) else { return };
        let content = plan.content();
        for part in content.sections.iter().filter(|part| part.kind != SectionKind::Contacts) {
            for said in part.when.iter().chain(&part.steps).map(|said| plain(said)) {
                assert!(text.contains(&said), "{:?} lacks {said:?}\n{text}", content.condition);
            }
        }
        let first = &content.sections[0];
        assert_eq!(first.kind, SectionKind::Emergency);
        let places: Vec<usize> =
            content.sections.iter().filter_map(|part| text.find(&plain(part.steps.first()?))).collect();
        assert_eq!(places.iter().min(), places.first());
        for (who, phone) in content.phones() {
            assert!(text.contains(&who) && text.contains(&phone), "{who}");
        }
        for needed in ["Amina Rahman", "943 476 5919", "born 3 March 2015", &plan.stamp(), "Made up: demonstration"] {
            assert!(text.contains(needed), "lacks {needed}\n{text}");
        }
        assert!(!text.contains("REPLACED") && !text.contains("DO NOT USE"));
    }
}

#[test]
fn what_no_longer_counts_says_so_across_the_page() {
    for plan in Condition::ALL.map(usual) {
        for (status, mark) in [
            (PlanStatus::Superseded, "REPLACED: Do not use. A newer plan has replaced version 2."),
            (PlanStatus::Withdrawn, "DO NOT USE: Version 2 has been withdrawn."),
        ] {
            let Some(text) = text(&ended(&plan, status)) else { return };
            assert!(text.contains(mark), "{text}");
        }
    }
}

/// For people who work on the layout: `PASSPORT_PRINTS=FOLDER cargo test -p documents condition_prints_to_look_at`.
#[test]
fn condition_prints_to_look_at() {
    let Some(folder) = std::env::var_os("PASSPORT_PRINTS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for plan in Condition::ALL.map(usual) {
        let name = plan.content().condition.as_str();
        std::fs::write(folder.join(format!("{name}.pdf")), condition_pdf(&plan, true).unwrap()).unwrap();
        let withdrawn = ended(&plan, PlanStatus::Withdrawn);
        std::fs::write(folder.join(format!("{name}-withdrawn.pdf")), condition_pdf(&withdrawn, true).unwrap()).unwrap();
    }
}
