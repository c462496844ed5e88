mod bad_day;

use super::*;
use crate::plan::content::{Contacts, Meter, PeakFlowSection, TemplateRef};
use crate::plan::formulary::starter;
use crate::plan::{MedicineLine, PlanContent, Regimen, TemplateId, Thresholds, Zone};
use crate::time::read_date;
use crate::{DateOfBirth, NhsNumber, PersonName};

fn plan(id: TemplateId, preventer: Option<&str>, reliever: &str) -> Option<PlanContent> {
    let template = id.template();
    let line = |id: &str| starter().product(id).map(|p| MedicineLine::new(p, 2, 2));
    Some(PlanContent {
        template: TemplateRef { id, version: 1, name: template.name },
        formulary: None,
        regimen: template.regimen,
        name: PersonName::new("Amina", "Rahman").ok()?,
        date_of_birth: DateOfBirth::from_date(read_date("2017-03-03")?),
        nhs_number: NhsNumber::parse("9434765919").ok()?,
        peak_flow: Some(PeakFlowSection {
            thresholds: Thresholds::new(455, 364, 273, Some(182)).ok()?,
            measured_on: read_date("2026-10-14")?,
            meter: Meter::Eu,
        }),
        preventer: preventer.and_then(line),
        reliever: line(reliever),
        reliever_puffs: Some(2),
        spacer: true,
        before_exercise: false,
        amber_puffs: Some(4),
        rescue_steroids: None,
        triggers: Vec::new(),
        note: String::new(),
        contacts: Contacts {
            practice_name: "Surgery".into(),
            practice_phone: "020 7946 0123".into(),
            name: String::new(),
            phone: String::new(),
        },
        review_due: read_date("2027-10-14"),
    })
}

fn well(peak_flow: Option<u16>) -> CheckIn {
    CheckIn {
        peak_flow,
        symptoms: Symptoms {
            daytime: Daytime::None,
            woke_at_night: false,
            reliever: RelieverUse::None,
            too_breathless: false,
        },
    }
}

#[test]
fn peak_flow_never_makes_symptoms_look_better_and_symptoms_never_make_peak_flow_look_better() {
    let plan = plan(TemplateId::Child5To11, Some("clenil-modulite-50"), "salbutamol-100");
    let bad =
        Symptoms { daytime: Daytime::Some, woke_at_night: true, reliever: RelieverUse::None, too_breathless: false };
    for (check_in, zone, urgency) in [
        (well(Some(455)), Zone::Green, Urgency::Routine),
        (well(Some(364)), Zone::Green, Urgency::Routine),
        (well(Some(363)), Zone::Amber, Urgency::Within24Hours),
        (well(Some(272)), Zone::Red, Urgency::Today),
        (well(Some(181)), Zone::Red, Urgency::Emergency),
        (CheckIn { symptoms: bad, ..well(Some(900)) }, Zone::Amber, Urgency::Within24Hours),
        (
            CheckIn { symptoms: Symptoms { too_breathless: true, ..bad }, ..well(Some(900)) },
            Zone::Red,
            Urgency::Emergency,
        ),
        (
            CheckIn {
                symptoms: Symptoms { reliever: RelieverUse::NotLasting, ..well(None).symptoms },
                ..well(Some(900))
            },
            Zone::Red,
            Urgency::Emergency,
        ),
    ] {
        let advice = advise(plan.as_ref(), &check_in);
        assert_eq!((advice.zone, advice.urgency), (zone, urgency), "{check_in:?}");
    }
}

#[test]
fn an_emergency_shows_the_steps_of_the_persons_own_regimen() {
    let attack = CheckIn { symptoms: Symptoms { too_breathless: true, ..well(None).symptoms }, peak_flow: None };
    for (plan, wanted, never) in [
        (plan(TemplateId::Child5To11, Some("clenil-modulite-50"), "salbutamol-100"), "Up to 10 puffs", "Up to 6 puffs"),
        (plan(TemplateId::Mart, Some("fostair-100-6"), "fostair-100-6"), "Up to 6 puffs", "Up to 10 puffs"),
        (plan(TemplateId::Air, None, "symbicort-turbohaler-200-6"), "Up to 6 puffs", "blue"),
    ] {
        let text = advise(plan.as_ref(), &attack).actions.join(" ");
        assert!(
            plan.is_some() && text.contains(wanted) && !text.contains(never) && text.contains("Call 999"),
            "{text}"
        );
    }
    let general = advise(None, &attack).actions.join(" ");
    assert!(
        general.contains("Up to 10 puffs") && general.contains("Up to 6 puffs") && general.starts_with("**Call 999**")
    );
}

#[test]
fn with_air_the_reliever_is_the_treatment_and_no_sign_of_its_own() {
    let used = Symptoms { reliever: RelieverUse::Helped, ..well(None).symptoms };
    assert_eq!(used.zone(Some(Regimen::Air)), Zone::Green);
    assert_eq!(used.zone(Some(Regimen::PreventerSaba)), Zone::Amber);
    assert_eq!(used.zone(None), Zone::Amber);
}

#[test]
fn a_check_in_asks_for_every_answer_and_a_real_reading() {
    let full = CheckInForm {
        peak_flow: " 310 ".into(),
        daytime: "some".into(),
        woke_at_night: "no".into(),
        reliever: "helped".into(),
        too_breathless: "no".into(),
        ..CheckInForm::default()
    };
    assert_eq!(full.read().map(|c| c.peak_flow), Ok(Some(310)));
    for (change, field) in [("49", "peak_flow"), ("901", "peak_flow"), ("3l0", "peak_flow"), ("-1", "peak_flow")] {
        let form = CheckInForm { peak_flow: change.into(), ..full.clone() };
        assert_eq!(
            form.read().map_err(|p| p.into_iter().map(|p| p.field).collect::<Vec<_>>()),
            Err(vec![field.to_owned()])
        );
    }
    let fields = CheckInForm::default().read().map_err(|p| p.into_iter().map(|p| p.field).collect::<Vec<_>>());
    assert_eq!(fields, Err(["too_breathless", "reliever", "daytime", "woke_at_night"].map(String::from).to_vec()));
}
