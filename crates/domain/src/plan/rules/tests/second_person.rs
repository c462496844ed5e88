//! Who may sign alone, and who may be the second person.

use super::*;
use crate::plan::second::{Why, second_person};
use crate::plan::stage::Approver;

fn approved_by(id: u128, role: Role) -> Signature {
    let approver = Approver { id: StaffId::from_uuid(uuid::Uuid::from_u128(id)), name: "Owen Llewellyn".into(), role };
    Signature { approver: Some(approver), ..signature(Role::Nurse) }
}

#[test]
fn a_rule_that_takes_a_second_person_says_so_for_nurses_and_by_age() {
    for (id, changes, nurse) in [
        (TemplateId::AdultPreventer, vec![], false),
        (TemplateId::AdultPreventer, vec![(Field::AmberBelow, "380")], false),
        (TemplateId::AdultPreventer, rescue("40"), false),
        (TemplateId::AdultPreventer, rescue("50"), true),
        (TemplateId::Child5To11, lines("200", ""), false),
        (TemplateId::Child5To11, lines("200", "170"), true),
        (TemplateId::Child5To11, rescue("50"), true),
    ] {
        let facts = facts(usual_age(id));
        let (mut template, form) = clean(id, &facts);
        let problems = check(&changed(&form, &changes), &template, &facts);
        let asked = |role| second_person(&problems, &template, &facts, role);
        assert_eq!(asked(Role::Nurse).is_some(), nurse, "{id} {changes:?} {problems:?}");
        assert_eq!(asked(Role::Gp), None, "{id} {changes:?}: a GP decides");
        template.needs_approval = true;
        for role in [Role::Nurse, Role::Gp] {
            assert_eq!(second_person(&problems, &template, &facts, role), Some(Why::Template), "{id} {role:?}");
        }
    }
}

fn rescue(mg: &'static str) -> Vec<(Field, &'static str)> {
    vec![(Field::RescueSteroids, "yes"), (Field::RescueSteroidMg, mg), (Field::RescueSteroidDays, "5")]
}

fn lines(best: &'static str, amber: &'static str) -> Vec<(Field, &'static str)> {
    vec![
        (Field::UsesPeakFlow, "yes"),
        (Field::BestPeakFlow, best),
        (Field::BestMeasuredOn, "1/11/2026"),
        (Field::AmberBelow, amber),
    ]
}

#[test]
fn a_gp_who_is_not_the_author_approves_and_nobody_else() {
    let facts = facts(40);
    let (template, form) = clean(TemplateId::AdultPreventer, &facts);
    let form = changed(&form, &rescue("50"));
    let sign = |signature| {
        let review = Draft { template: template.clone(), form: form.clone() }.review(&facts);
        review.sign(1, signature, &every_reason())
    };
    assert_eq!(sign(signature(Role::Nurse)), Err(CannotSign::SecondPerson(Why::Rules(vec!["AMB-3".into()]))));
    assert!(sign(signature(Role::Gp)).is_ok());
    assert_eq!(sign(approved_by(7, Role::Gp)), Err(CannotSign::NotASecondPerson), "the author");
    assert_eq!(sign(approved_by(8, Role::Nurse)), Err(CannotSign::NotASecondPerson), "another nurse");
    let plan = sign(approved_by(8, Role::Gp)).unwrap();
    assert!(
        plan.stamp().contains("by Grace Okafor, practice nurse, approved by Owen Llewellyn, GP."),
        "{}",
        plan.stamp()
    );
    let alone = SignedRecord { signature: signature(Role::Nurse), ..record(&plan) };
    assert_eq!(
        SignedPlan::from_record(alone).unwrap().content_hash(),
        plan.content_hash(),
        "the hash is of the content"
    );
    let before = serde_json::to_string(&signature(Role::Nurse)).unwrap();
    assert!(!before.contains("approver"), "plans of one author are kept as they always were: {before}");
}

#[test]
fn what_is_only_written_otherwise_is_no_change_and_each_group_is_named_once() {
    use crate::plan::changes::{Danger, groups, since_last};
    let mut facts = facts(40);
    let (template, form) = clean(TemplateId::AdultPreventer, &facts);
    assert_eq!(since_last(&form, &template, &template, &facts), None);
    facts.last_signed = Some(form.content(&template, &facts));
    let day = form.date(Field::ReviewDue).unwrap();
    let other_way = day.format("%-d/%-m/%Y").to_string();
    let same = changed(&form, &[(Field::ReviewDue, &other_way), (Field::BeforeExercise, "")]);
    assert_eq!(since_last(&same, &template, &template, &facts), Some(vec![]));
    let now = changed(&form, &[(Field::PreventerNight, "1"), (Field::PreventerMorning, "1"), (Field::Note, "new")]);
    let found = since_last(&now, &template, &template, &facts).unwrap();
    assert_eq!(groups(&found), [Danger::Dose, Danger::Text]);
}
