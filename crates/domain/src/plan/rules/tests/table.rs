//! Every rule, broken at least once.

use std::collections::BTreeSet;

use chrono::Days;

use super::{changed, clean, facts, ids, say, today, usual_age};
use crate::plan::formulary::{Formulary, Product, StatusWord, UsualDose, starter};
use crate::plan::rules::{PlanFacts, RULES, Severity, check, rule};
use crate::plan::{Field, Template, TemplateId};
use crate::time::add_months;

/// One way to break a rule: the rules that must then speak, the first of them where the row points.
struct Row {
    template: TemplateId,
    age: u32,
    height_cm: Option<u16>,
    changes: Vec<(Field, String)>,
    last: Option<Vec<(Field, &'static str)>>,
    /// What the ICB's formulary says of the everyday inhaler.
    says: Option<fn(&mut Product)>,
    withdrawn: bool,
    speak: &'static [&'static str],
    at: Field,
}

fn row(template: TemplateId, changes: &[(Field, &str)], speak: &'static [&'static str], at: Field) -> Row {
    let changes = changes.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    Row {
        template,
        age: usual_age(template),
        height_cm: None,
        changes,
        last: None,
        says: None,
        withdrawn: false,
        speak,
        at,
    }
}

impl Row {
    fn aged(self, age: u32) -> Self {
        Self { age, ..self }
    }

    fn tall(self, height_cm: u16) -> Self {
        Self { height_cm: Some(height_cm), ..self }
    }

    /// The plan before had a clean form with these changes.
    fn after(self, last: &[(Field, &'static str)]) -> Self {
        Self { last: Some(last.to_vec()), ..self }
    }

    /// The template was withdrawn meanwhile.
    fn withdrawn(self) -> Self {
        Self { withdrawn: true, ..self }
    }

    /// The ICB's formulary says this of the everyday inhaler.
    fn saying(self, says: fn(&mut Product)) -> Self {
        Self { says: Some(says), ..self }
    }
}

const PEAK_FLOW: &[(Field, &str)] =
    &[(Field::UsesPeakFlow, "yes"), (Field::BestPeakFlow, "240"), (Field::BestMeasuredOn, "14/11/2026")];

const HARD_TO_READ: &str = "Exacerbations necessitate immediate reassessment of maintenance pharmacotherapy by an \
     appropriately qualified respiratory professional, notwithstanding symptomatic improvement.";

fn rows() -> Vec<Row> {
    use Field as F;
    use TemplateId::{AdultPreventer as Adult, Air, Child5To11 as Child, Mart, Teenager as Teen, Under5};
    let ago = |months: u32| say(today().checked_sub_months(chrono::Months::new(months)).unwrap());
    let tomorrow = say(today() + Days::new(1));
    let long = "a".repeat(501);
    vec![
        row(Adult, &[], &["AGE-1"], F::Preventer).aged(17),
        row(Teen, &[], &["AGE-1", "AGE-2", "CON-3"], F::Preventer).aged(11),
        row(Teen, &[], &["AGE-1"], F::Preventer).aged(18),
        row(Child, &[], &["AGE-1"], F::Preventer).aged(12),
        row(Child, &[], &["AGE-1"], F::Preventer).aged(4),
        row(Air, &[], &["AGE-1", "MED-4", "AGE-2", "CON-3"], F::Preventer).aged(11),
        row(Child, PEAK_FLOW, &["AGE-2"], F::UsesPeakFlow),
        row(Adult, &[(F::Preventer, "")], &["MED-1"], F::Preventer),
        row(Child, &[(F::Preventer, "no-such-inhaler")], &["FOR-1"], F::Preventer),
        row(Mart, &[(F::Preventer, "")], &["MED-1"], F::Preventer),
        row(Adult, &[(F::Reliever, "")], &["MED-2"], F::Reliever),
        row(Air, &[(F::Reliever, "")], &["MED-2"], F::Reliever),
        row(Adult, &[(F::Preventer, "ventolin-evohaler-100")], &["MED-3"], F::Preventer),
        row(Adult, &[(F::Reliever, "clenil-modulite-50")], &["MED-3"], F::Reliever),
        row(Child, &[(F::Reliever, "fostair-100-6")], &["MED-3"], F::Reliever),
        row(Mart, &[(F::Preventer, "relvar-ellipta-92-22")], &["MED-3"], F::Preventer),
        row(Mart, &[(F::Preventer, "symbicort-turbohaler-400-12")], &["MED-3"], F::Preventer),
        row(Air, &[(F::Reliever, "easyhaler-salbutamol-100")], &["MED-3"], F::Reliever),
        row(Mart, &[(F::Preventer, "fostair-nexthaler-100-6")], &["MED-4"], F::Preventer).aged(17),
        row(Adult, &[(F::PreventerMorning, "two")], &["MED-5"], F::PreventerMorning),
        row(Adult, &[(F::PreventerNight, "9")], &["MED-5"], F::PreventerNight),
        row(Child, &[(F::PreventerNight, "1.5")], &["MED-5"], F::PreventerNight),
        row(Mart, &[(F::PreventerMorning, "0"), (F::PreventerNight, "")], &["MED-5"], F::PreventerMorning),
        row(Adult, &[(F::RelieverPuffs, "11")], &["MED-6"], F::RelieverPuffs),
        row(Adult, &[(F::RelieverPuffs, "0")], &["MED-6"], F::RelieverPuffs),
        row(Air, &[(F::RelieverPuffs, "7")], &["MED-6"], F::RelieverPuffs),
        row(Mart, &[(F::RelieverPuffs, "")], &["MED-6"], F::RelieverPuffs),
        row(Mart, &[(F::PreventerMorning, "7"), (F::PreventerNight, "6")], &["MED-7"], F::PreventerMorning),
        row(Adult, &[], &["MED-8", "REV-3"], F::PreventerMorning)
            .after(&[(F::PreventerMorning, "1"), (F::PreventerNight, "1")]),
        row(Adult, &[], &["MED-8", "REV-3"], F::PreventerMorning)
            .after(&[(F::PreventerMorning, "4"), (F::PreventerNight, "4")]),
        row(Adult, &[], &["MED-9", "REV-3"], F::Preventer).after(&[(F::Preventer, "qvar-100")]),
        row(Adult, &[(F::Spacer, "no")], &["MED-10"], F::Spacer),
        row(Adult, &[(F::Spacer, "")], &["MED-10"], F::Spacer),
        row(Adult, &[(F::Reliever, "easyhaler-salbutamol-100")], &["MED-11"], F::Reliever),
        row(Mart, &[(F::Spacer, "yes")], &["MED-12"], F::Spacer),
        row(Air, &[(F::Spacer, "yes")], &["MED-12"], F::Spacer),
        row(
            Adult,
            &[(F::PreventerMorning, "4"), (F::PreventerNight, "4")],
            &["MED-13", "MED-9", "REV-3"],
            F::PreventerMorning,
        )
        .after(&[(F::Preventer, "clenil-modulite-50"), (F::PreventerMorning, "1"), (F::PreventerNight, "0")]),
        row(Adult, &[(F::BestPeakFlow, "")], &["PEF-1"], F::BestPeakFlow),
        row(Adult, &[(F::BestPeakFlow, "59")], &["PEF-1"], F::BestPeakFlow),
        row(Adult, &[(F::BestPeakFlow, "901")], &["PEF-1"], F::BestPeakFlow),
        row(Adult, &[(F::BestPeakFlow, "455.5")], &["PEF-1"], F::BestPeakFlow),
        row(Adult, &[(F::AmberBelow, "three hundred")], &["PEF-2"], F::AmberBelow),
        row(Adult, &[(F::AmberBelow, "455")], &["PEF-2", "PEF-5"], F::AmberBelow),
        row(Adult, &[(F::RedBelow, "364")], &["PEF-2", "PEF-5"], F::RedBelow),
        row(Adult, &[(F::RedBelow, "49")], &["PEF-2", "PEF-5"], F::RedBelow),
        row(Adult, &[(F::EmergencyBelow, "273")], &["PEF-2", "PEF-5"], F::EmergencyBelow),
        row(Adult, &[(F::BestMeasuredOn, "")], &["PEF-3"], F::BestMeasuredOn),
        row(Adult, &[(F::BestMeasuredOn, "31/02/2026")], &["PEF-3"], F::BestMeasuredOn),
        row(Adult, &[(F::BestMeasuredOn, &tomorrow)], &["PEF-3"], F::BestMeasuredOn),
        row(Adult, &[(F::BestMeasuredOn, &ago(25))], &["PEF-4"], F::BestMeasuredOn),
        row(Air, &[(F::BestMeasuredOn, &ago(13))], &["PEF-4"], F::BestMeasuredOn),
        row(Adult, &[(F::AmberBelow, "363")], &["PEF-5"], F::AmberBelow),
        row(Adult, &[(F::RedBelow, "280")], &["PEF-5"], F::RedBelow),
        row(Adult, &[], &["PEF-6"], F::BestPeakFlow).after(&[(F::BestPeakFlow, "300")]),
        row(Adult, &[], &["PEF-6"], F::BestPeakFlow).after(&[(F::BestPeakFlow, "800")]),
        row(Adult, &[], &["PEF-7"], F::Meter).after(&[(F::Meter, "wright")]),
        row(Adult, &[(F::UsesPeakFlow, "")], &["PEF-8"], F::UsesPeakFlow),
        row(Adult, &[(F::Meter, "")], &["PEF-8"], F::Meter),
        row(Adult, &[(F::BestPeakFlow, "800")], &["PEF-9"], F::BestPeakFlow).tall(165),
        row(Adult, &[(F::BestPeakFlow, "200")], &["PEF-9"], F::BestPeakFlow).tall(165),
        row(Adult, &[(F::RedBelow, "350")], &["PEF-10", "PEF-5"], F::RedBelow),
        row(Adult, &[(F::AmberBelow, "440")], &["PEF-10", "PEF-5"], F::AmberBelow),
        row(
            Child,
            &[(F::UsesPeakFlow, "yes"), (F::BestPeakFlow, "240"), (F::BestMeasuredOn, &ago(7))],
            &["PEF-11", "AGE-2"],
            F::BestMeasuredOn,
        ),
        row(Adult, &[], &["TPL-1"], F::Preventer).withdrawn(),
        row(Under5, &[], &["AGE-1"], F::Preventer).aged(5),
        row(Adult, &[], &["MED-14"], F::Preventer).saying(|product| product.licensed_from = Some(41)),
        row(Adult, &[], &["MED-15"], F::PreventerMorning).saying(|product| {
            product.needs_local_confirmation = false;
            product.usual = vec![UsualDose { morning: 1, night: 1 }];
        }),
        row(Adult, &[(F::Reliever, "old-blue")], &["FOR-1"], F::Reliever),
        row(Adult, &[], &["FOR-1"], F::Preventer).saying(|product| product.id.push_str("-gone")),
        row(Adult, &[], &["FOR-2"], F::Preventer).saying(|product| product.status = "black".into()),
        row(Adult, &[], &["FOR-3"], F::Preventer).saying(|product| product.status = "red".into()),
        row(Adult, &[], &["FOR-4"], F::Preventer).saying(|product| product.status = "amber".into()),
        row(Adult, &[(F::AmberPuffs, "")], &["AMB-1"], F::AmberPuffs),
        row(Adult, &[(F::AmberPuffs, "11")], &["AMB-1"], F::AmberPuffs),
        row(Air, &[(F::AmberPuffs, "7")], &["AMB-1"], F::AmberPuffs),
        row(Adult, &[(F::RescueSteroids, "yes"), (F::RescueSteroidDays, "5")], &["AMB-2"], F::RescueSteroidMg),
        row(
            Adult,
            &[(F::RescueSteroids, "yes"), (F::RescueSteroidMg, "61"), (F::RescueSteroidDays, "5")],
            &["AMB-2"],
            F::RescueSteroidMg,
        ),
        row(
            Adult,
            &[(F::RescueSteroids, "yes"), (F::RescueSteroidMg, "40"), (F::RescueSteroidDays, "15")],
            &["AMB-2"],
            F::RescueSteroidDays,
        ),
        row(
            Adult,
            &[(F::RescueSteroids, "yes"), (F::RescueSteroidMg, "50"), (F::RescueSteroidDays, "5")],
            &["AMB-3"],
            F::RescueSteroidMg,
        ),
        row(Adult, &[(F::Triggers, &long)], &["TXT-1"], F::Triggers),
        row(Adult, &[(F::Note, "Clenil 200mcg on bad days")], &["TXT-3"], F::Note),
        row(Adult, &[(F::Note, "Only 100 µg")], &["TXT-3"], F::Note),
        row(Adult, &[(F::Note, HARD_TO_READ)], &["TXT-4"], F::Note),
        row(Adult, &[(F::Note, "call\u{202e}999")], &["TXT-1"], F::Note),
        row(Adult, &[(F::Note, "Weaning: 10 puffs, then 8")], &["TXT-2"], F::Note),
        row(Adult, &[(F::Note, "Use the nebuliser at home")], &["TXT-2"], F::Note),
        row(Adult, &[(F::PracticePhone, "")], &["CON-1"], F::PracticePhone),
        row(Adult, &[(F::PracticePhone, "call the surgery")], &["CON-1"], F::PracticePhone),
        row(Adult, &[(F::ContactName, "Rafiq")], &["CON-2"], F::ContactPhone),
        row(Adult, &[(F::ContactPhone, "123")], &["CON-2"], F::ContactPhone),
        row(Child, &[(F::ContactName, ""), (F::ContactPhone, "")], &["CON-3"], F::ContactPhone),
        row(Adult, &[(F::ReviewDue, "")], &["REV-1"], F::ReviewDue),
        row(Adult, &[(F::ReviewDue, &say(today()))], &["REV-1"], F::ReviewDue),
        row(Adult, &[(F::ReviewDue, &say(add_months(today(), 12) + Days::new(1)))], &["REV-2"], F::ReviewDue),
        row(Adult, &[], &["REV-3"], F::ReviewDue).after(&[(F::PreventerMorning, "3"), (F::PreventerNight, "2")]),
        row(Child, &[(F::ReviewDue, &say(add_months(today(), 7)))], &["REV-2"], F::ReviewDue),
    ]
}

/// The starter formulary in an ICB's words, with one product changed.
fn formulary(id: &str, says: fn(&mut Product)) -> Formulary {
    let mut products = starter().products.to_vec();
    products.iter_mut().filter(|product| product.id == id).for_each(says);
    let word =
        |code: &str, severity| StatusWord { code: code.into(), label: code.into(), meaning: String::new(), severity };
    let statuses = vec![
        word("amber", Some(Severity::Advise)),
        word("red", Some(Severity::Confirm)),
        word("black", Some(Severity::Stop)),
    ];
    Formulary { version: 1, from: Some(today()), statuses, products: products.into() }
}

#[test]
fn every_rule_speaks_when_it_is_broken_and_no_other_does() {
    let mut heard = BTreeSet::new();
    for Row { template: id, age, height_cm, changes, last, says, withdrawn, speak, at } in rows() {
        let mut facts = PlanFacts { height_cm, ..facts(age) };
        let (template, form) = clean(id, &facts);
        let template = Template { withdrawn, ..template };
        facts.last_signed = last.map(|last| changed(&form, &last).content(&template, &facts));
        if let Some(says) = says {
            facts.formulary = formulary(form.get(Field::Preventer), says);
        }
        let changes: Vec<(Field, &str)> = changes.iter().map(|(field, text)| (*field, text.as_str())).collect();
        let problems = check(&changed(&form, &changes), &template, &facts);
        assert_eq!(ids(&problems), speak.iter().copied().collect(), "{id} {changes:?}");
        let first = problems.iter().find(|problem| Some(&problem.rule.as_str()) == speak.first()).unwrap();
        assert_eq!(first.field, at, "{} {changes:?}", first.rule);
        for problem in &problems {
            assert_eq!(Some(problem.severity), rule(&problem.rule).map(|rule| rule.severity), "{}", problem.rule);
        }
        heard.extend(speak.first().copied());
    }
    assert_eq!(heard, RULES.iter().map(|rule| rule.id).collect());
}
