#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

use std::collections::{BTreeMap, BTreeSet};

use super::rules::{CONDITION_RULES, check};
use super::signed::{CannotSignCondition, ConditionRecord};
use super::*;
use crate::plan::{PlanStatus, Signature};
use crate::{DateOfBirth, NhsNumber, PersonName, Role, StaffId};

fn facts(born: &str) -> ConditionFacts {
    ConditionFacts {
        today: "2026-11-22".parse().unwrap(),
        name: PersonName::new("Amina", "Rahman").unwrap(),
        date_of_birth: DateOfBirth::from_date(born.parse().unwrap()),
        nhs_number: NhsNumber::from_first_nine(999_000_001).unwrap(),
        practice_name: "Halbutt Street".into(),
        practice_phone: "01632 960001".into(),
        asthma_reliever: Some("Salbutamol 100 micrograms".into()),
    }
}

/// Born 11 years ago.
const CHILD: &str = "2015-03-03";

fn filled(condition: Condition) -> ConditionForm {
    let mut form = ConditionForm::start(&condition.starter(), &facts(CHILD));
    let typed: &[(&str, &str)] = match condition {
        Condition::Allergy => &[
            ("allergens", "peanut"),
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
            ("team_phone", "020 7946 0123"),
        ],
    };
    for (key, text) in typed.iter().chain(&[("contact_name", "Nadia"), ("contact_phone", "07700 900123")]) {
        form.0.insert((*key).into(), (*text).into());
    }
    form
}

fn rules(condition: Condition, changes: &[(&str, &str)], born: &str) -> Vec<String> {
    let mut form = filled(condition);
    form.0.extend(changes.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())));
    check(&form, &condition.starter(), &facts(born)).into_iter().map(|problem| problem.rule).collect()
}

fn signature(role: Role) -> Signature {
    Signature {
        author: StaffId::from_uuid(uuid::Uuid::nil()),
        author_name: "Grace Okafor".into(),
        author_role: role,
        signed_at: "2026-11-22T10:00:00Z".parse().unwrap(),
        approver: None,
    }
}

fn review(condition: Condition, form: ConditionForm) -> signed::ConditionReview {
    ConditionDraft { template: condition.starter(), form }.review(&facts(CHILD))
}

#[test]
fn a_clean_plan_of_each_condition_signs_and_reads_back_as_it_was() {
    for condition in Condition::ALL {
        let reviewed = review(condition, filled(condition));
        assert_eq!(reviewed.problems(), &[], "{condition}");
        let by_manager = reviewed.clone().sign(1, signature(Role::PracticeManager), &BTreeMap::new());
        assert_eq!(by_manager, Err(CannotSignCondition::NotAClinician));
        let plan = reviewed.sign(1, signature(Role::Nurse), &BTreeMap::new()).unwrap();
        let mut record = ConditionRecord {
            number: 1,
            content: serde_json::from_str(&serde_json::to_string(plan.content()).unwrap()).unwrap(),
            content_hash: plan.content_hash().into(),
            rules_version: plan.rules_version(),
            confirmations: Vec::new(),
            signature: signature(Role::Nurse),
            review_due: plan.review_due(),
            status: PlanStatus::Signed,
        };
        assert_eq!(SignedConditionPlan::from_record(record.clone()), Ok(plan));
        record.content.values.insert("dose".into(), "150 micrograms".into());
        assert!(SignedConditionPlan::from_record(record).is_err());
    }
}

#[test]
fn every_rule_speaks_when_it_is_broken() {
    use Condition::{Allergy, Epilepsy, SickleCell};
    let long = "x".repeat(121);
    let mut spoke = BTreeSet::new();
    let table: &[(Condition, &str, &str, &str, &str)] = &[
        (Allergy, "allergens", " ", CHILD, "CND-1"),
        (Epilepsy, "contact_name", "", CHILD, "CND-1"),
        (Allergy, "device", "Pen", CHILD, "CND-2"),
        (Epilepsy, "second_after", "11", CHILD, "CND-2"),
        (Epilepsy, "second_after", "4", CHILD, "CND-2"),
        (SickleCell, "penicillin", "perhaps", CHILD, "CND-2"),
        (SickleCell, "review_due", "tomorrow", CHILD, "CND-2"),
        (SickleCell, "contact_phone", "ask at school", CHILD, "CND-3"),
        (Epilepsy, "team_phone", "12", CHILD, "CND-3"),
        (Allergy, "allergens", &long, CHILD, "CND-4"),
        (Allergy, "allergens", "pea\u{200b}nut", CHILD, "CND-4"),
        (Allergy, "allergens", "{dose}", CHILD, "CND-4"),
        (Allergy, "antihistamine", "500 mcg", CHILD, "CND-5"),
        (Allergy, "antihistamine", "500µg", CHILD, "CND-5"),
        (Allergy, "review_due", "2026-11-22", CHILD, "CND-6"),
        (Allergy, "review_due", "2027-11-23", CHILD, "CND-6"),
        (Allergy, "antihistamine", "{reliever}", CHILD, "CND-7"),
        (Allergy, "antihistamine", "what NHS 111 online says", "2022-11-23", "CND-8"),
        (Allergy, "device", "Emerade", CHILD, "ALL-1"),
        (Allergy, "dose", "500 micrograms", CHILD, "ALL-1"),
        (Allergy, "reliever", "", CHILD, "ALL-2"),
        (Allergy, "two_pens", "no", CHILD, "ALL-3"),
        (Epilepsy, "brand", "", CHILD, "EPI-1"),
        (Epilepsy, "brand", "midazolam", CHILD, "EPI-1"),
        (Epilepsy, "give_after", "0", CHILD, "EPI-2"),
        (Epilepsy, "give_after", "11", CHILD, "EPI-2"),
        (Epilepsy, "give_after", "", CHILD, "EPI-2"),
        (Epilepsy, "dose", "7.5 mg", CHILD, "EPI-3"),
        (Epilepsy, "brand", "Buccolam", "2008-11-22", "EPI-3"),
        (Epilepsy, "brand", "Buccolam", "2026-08-23", "EPI-3"),
        (Epilepsy, "brand", "Epistatus", CHILD, "EPI-5"),
        (SickleCell, "fever", "37.0 °C", CHILD, "SCD-1"),
        (SickleCell, "fever", "", CHILD, "SCD-1"),
        (SickleCell, "team_phone", "the ward", CHILD, "SCD-2"),
    ];
    for (condition, key, text, born, rule) in table {
        let found = rules(*condition, &[(key, text)], born);
        assert!(found.iter().any(|id| id == rule), "{condition} {key}={text}: {found:?} lacks {rule}");
        spoke.insert((*rule).to_owned());
    }
    spoke.extend(broken_templates());
    let all: BTreeSet<String> = CONDITION_RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(spoke, all);
}

/// Rules of the words, which only a template that is wrong breaks.
fn broken_templates() -> BTreeSet<String> {
    let mut spoke = BTreeSet::new();
    for (condition, rule) in [
        (Condition::Allergy, "CND-7"),
        (Condition::Allergy, "ALL-2"),
        (Condition::Allergy, "CND-9"),
        (Condition::Epilepsy, "EPI-4"),
    ] {
        let mut template = condition.starter();
        let emergency = template.sections.first_mut().unwrap();
        match rule {
            "CND-9" => template.withdrawn = true,
            "CND-7" => emergency.steps.rotate_left(1),
            "ALL-2" => emergency.steps.swap(2, 4),
            _ => emergency.when.truncate(3),
        }
        let found = check(&filled(condition), &template, &facts(CHILD));
        assert!(found.iter().any(|problem| problem.rule == rule), "{rule}: {found:?}");
        spoke.insert(rule.to_owned());
    }
    spoke
}

#[test]
fn buccolam_is_checked_at_each_edge_of_its_ages() {
    // Born, the dose that fits.
    for (born, dose) in [
        ("2026-08-22", "2.5 mg"),
        ("2025-11-23", "2.5 mg"),
        ("2025-11-22", "5 mg"),
        ("2021-11-23", "5 mg"),
        ("2021-11-22", "7.5 mg"),
        ("2016-11-23", "7.5 mg"),
        ("2016-11-22", "10 mg"),
        ("2008-11-23", "10 mg"),
    ] {
        for other in rules::BUCCAL_DOSES {
            let found = rules(Condition::Epilepsy, &[("dose", other)], born);
            assert_eq!(found.is_empty(), other == dose, "born {born}, {other}: {found:?}");
        }
    }
}

#[test]
fn a_dose_without_a_table_is_signed_only_with_a_reason_that_is_kept() {
    let mut form = filled(Condition::Epilepsy);
    form.0.insert("brand".into(), "Epistatus".into());
    let reviewed = review(Condition::Epilepsy, form);
    let refused = reviewed.clone().sign(1, signature(Role::Gp), &BTreeMap::new());
    assert!(matches!(&refused, Err(CannotSignCondition::Problems(open)) if open.len() == 1), "{refused:?}");
    let reasons = BTreeMap::from([("EPI-5".to_owned(), "As the epilepsy clinic wrote on 3 November".to_owned())]);
    let plan = reviewed.sign(1, signature(Role::Gp), &reasons).unwrap();
    assert_eq!(plan.confirmations().len(), 1);
}

#[test]
fn emergency_words_come_first_start_with_999_and_leave_no_place_unfilled() {
    for condition in Condition::ALL {
        let template = condition.starter();
        let places: Vec<&String> =
            template.sections.iter().flat_map(|part| part.when.iter().chain(&part.steps)).collect();
        for text in places {
            for part in text.split('{').skip(1) {
                let key = part.split('}').next().unwrap_or_default().trim_start_matches('?');
                assert!(template.field(key).is_some(), "{condition}: no field for {key}");
            }
        }
        let everything: ConditionForm = ConditionForm(
            template
                .fields
                .iter()
                .map(|field| {
                    (
                        field.key.clone(),
                        match field.kind {
                            FieldKind::YesNo => "yes".to_owned(),
                            FieldKind::Number { from, .. } => from.to_string(),
                            _ => field.label.clone(),
                        },
                    )
                })
                .collect(),
        );
        let none = ConditionForm::default();
        for form in [filled(condition), everything, none] {
            let words = template.words(&form);
            assert!(matches!(words.first(), Some(part) if part.kind == SectionKind::Emergency), "{condition}");
            for part in &words {
                let texts: Vec<&String> = part.when.iter().chain(&part.steps).collect();
                assert!(!texts.iter().any(|text| text.contains(['{', '}'])), "{condition}: {texts:?}");
                if part.kind == SectionKind::Emergency {
                    assert!(part.steps.first().is_some_and(|step| step.starts_with("**Call 999")), "{condition}");
                }
            }
        }
    }
}

/// The emergency words of each condition, to the letter: changing them is a clinical decision.
#[test]
fn the_emergency_steps_are_these() {
    let steps = |condition: Condition| {
        let words = condition.starter().words(&filled(condition));
        words.into_iter().next().unwrap().steps
    };
    assert_eq!(
        steps(Condition::Allergy),
        [
            "**Call 999 and use the adrenaline pen at once.** Say “anaphylaxis”. Do not wait for one to do the other. Alone? Use the pen first, then call 999.",
            "**Lie flat with your legs up.** Sit if breathing is hard. Do not stand up.",
            "**Give EpiPen 300 micrograms** in the outer thigh. Adrenaline comes before any inhaler.",
            "**No better after 5 minutes?** Give the second pen.",
            "**After the adrenaline:** if it is still hard to breathe, use Salbutamol 100 micrograms.",
            "**No signs of life?** Start CPR.",
            "**Not sure? Give the adrenaline.** There may be no rash at all.",
        ]
    );
    assert_eq!(
        steps(Condition::Epilepsy),
        [
            "**Call 999 at once for any sign in this box.** Say “seizure”.",
            "**Still going after 5 minutes?** Give **Buccolam 10 mg** between the gum and the cheek.",
            "**No better?** Call 999.",
            "**Still going 10 minutes after the first dose?** Call 999 and give a second dose: **Buccolam 10 mg**.",
        ]
    );
    assert_eq!(
        steps(Condition::SickleCell),
        [
            "**Call 999 or go to A&E now** for any sign in this box.",
            "**Show this page.** Say “sickle cell crisis”.",
            "**Pain relief that works:** Morphine by mouth, as the team has written.",
            "**Ring the sickle cell team:** Sickle cell team, 020 7946 0123.",
        ]
    );
}

#[test]
fn what_is_left_blank_drops_its_sentence_alone() {
    let template = Condition::Allergy.starter();
    let mut form = filled(Condition::Allergy);
    form.0.extend([("reliever".to_owned(), String::new()), ("school_pen".to_owned(), "no".to_owned())]);
    let all: Vec<String> = template.words(&form).into_iter().flat_map(|part| part.steps).collect();
    assert!(!all.iter().any(|text| text.contains("After the adrenaline") || text.contains("spare adrenaline pen")));
    form.0.insert("school_pen".into(), "yes".into());
    form.0.insert("antihistamine".into(), String::new());
    let all: Vec<String> = template.words(&form).into_iter().flat_map(|part| part.steps).collect();
    assert!(all.contains(&"A parent agrees that the school’s spare adrenaline pen is used.".to_owned()), "{all:?}");
    assert!(!all.iter().any(|text| text.contains("if you are sick")), "{all:?}");
}

#[test]
fn an_icb_adds_its_own_lines_and_never_touches_an_emergency() {
    for condition in Condition::ALL {
        let starter = condition.starter();
        assert_eq!(starter.next(1, &starter.to_form()), Ok(starter.clone()));
        assert_eq!(starter.compare(&starter), vec![]);
        let mut form = starter.to_form();
        form.insert("own-0".into(), "Wait and see".into());
        form.insert("own-1".into(), "Ring the county line.\n\n Ask at school. ".into());
        let next = starter.next(2, &form).unwrap();
        assert_eq!(next.sections[0], starter.sections[0]);
        assert_eq!(next.sections[1].own, ["Ring the county line.", "Ask at school."]);
        assert_eq!(next.compare(&starter).len(), 1);
        assert!(next.words(&filled(condition))[1].steps.contains(&"Ask at school.".to_owned()));
        let seven = "line\n".repeat(7);
        let long = "x".repeat(161);
        for (name, text) in [
            ("name", ""),
            ("about", "safe\u{202e}"),
            ("review_months", "13"),
            ("review_months", "0"),
            ("own-1", "{dose}"),
            ("own-1", "100 mcg"),
            ("own-2", seven.as_str()),
            ("own-2", long.as_str()),
        ] {
            let mut form = starter.to_form();
            form.insert(name.into(), text.into());
            let problems = starter.next(2, &form).err().unwrap_or_default();
            assert!(problems.iter().any(|problem| problem.field == name), "{condition} {name}={text}");
        }
    }
}
