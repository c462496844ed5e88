//! Signed plans to print, made by the same steps as in the clinic.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::plan::formulary::starter;
use domain::plan::rules::RULES;
use domain::plan::stage::Reasons;
use domain::plan::{Draft, Field, PlanFacts, PlanForm, Signature, SignedPlan, TemplateId};
use domain::{DateOfBirth, Ids, NhsNumber, PersonName, Role, Sex, StaffId};
use integrations::ids::RandomIds;

/// A plan of each kind with what a real one usually has.
pub(super) fn usual(id: TemplateId) -> SignedPlan {
    with(id, ("Amina", "Rahman"), &[])
}

/// The same with other fields and another name.
pub(super) fn with(id: TemplateId, (given, family): (&str, &str), fields: &[(Field, &str)]) -> SignedPlan {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let age = match id {
        TemplateId::Under5 => 3,
        TemplateId::Child5To11 => 9,
        TemplateId::Air | TemplateId::Teenager => 16,
        TemplateId::AdultPreventer | TemplateId::Mart => 40,
    };
    let born = today.checked_sub_months(chrono::Months::new(age * 12 + 5)).unwrap();
    let facts = PlanFacts {
        today,
        name: PersonName::new(given, family).unwrap(),
        date_of_birth: DateOfBirth::from_date(born),
        nhs_number: NhsNumber::parse("943 476 5919").unwrap(),
        sex: Sex::Female,
        height_cm: None,
        practice_name: "Halbutt Street Surgery".into(),
        practice_phone: "020 7946 0123".into(),
        current_inhalers: Vec::new(),
        formulary: starter(),
        last_signed: None,
    };
    let template = id.template();
    let mut form = PlanForm::from_template(&template, &facts);
    let twice =
        |product| vec![(Field::Preventer, product), (Field::PreventerMorning, "2"), (Field::PreventerNight, "2")];
    let medicines = match id {
        TemplateId::AdultPreventer => twice("clenil-modulite-100"),
        TemplateId::Teenager | TemplateId::Child5To11 | TemplateId::Under5 => twice("clenil-modulite-50"),
        TemplateId::Mart => twice("symbicort-turbohaler-200-6"),
        TemplateId::Air => vec![(Field::Reliever, "symbicort-turbohaler-200-6")],
    };
    for (field, text) in medicines {
        form.set(field, text);
    }
    if template.peak_flow_at_first {
        form.set(Field::BestPeakFlow, "455");
        form.set(Field::BestMeasuredOn, &(today - Days::new(30)).format("%d/%m/%Y").to_string());
    }
    for (field, text) in [
        (Field::Triggers, "colds, pollen, cold air"),
        (Field::Note, "I keep one inhaler at work and one in my coat."),
        (Field::ContactName, "Sian Hughes"),
        (Field::ContactPhone, "07700 900147"),
    ]
    .iter()
    .chain(fields)
    {
        form.set(*field, text);
    }
    let reasons: Reasons = RULES.iter().map(|rule| (rule.id.to_owned(), "meant, seen in clinic".to_owned())).collect();
    Draft { template, form }.review(&facts).sign(2, signature(), &reasons).unwrap()
}

fn signature() -> Signature {
    Signature {
        author: StaffId::from_uuid(RandomIds.next()),
        author_name: "Grace Okafor".into(),
        author_role: Role::Nurse,
        signed_at: DateTime::<Utc>::from_timestamp(1_795_341_600, 0).unwrap(),
        approver: None,
    }
}

/// Every field as long as the rules allow.
pub(super) fn longest(id: TemplateId) -> SignedPlan {
    let note = "Wherever I go I carry it. ".repeat(20).chars().take(499).collect::<String>() + "Z";
    let triggers = ["a very dusty old carpet"; 20].join(", ");
    let name = "Wolfeschlegelsteinhausenberger ".repeat(3);
    with(
        id,
        (name.trim(), name.trim()),
        &[
            (Field::Note, &note),
            (Field::Triggers, &triggers),
            (Field::BeforeExercise, "yes"),
            (Field::RescueSteroids, "yes"),
            (Field::RescueSteroidMg, "40"),
            (Field::RescueSteroidDays, "5"),
        ],
    )
}
