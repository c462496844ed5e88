//! What is finite is tried to the end. The counts stand in `docs/proof.md` and are asserted here, so that neither can
//! shrink unnoticed.

use std::collections::{BTreeMap, BTreeSet};

use super::{changed, clean, facts, usual_age, worst};
use crate::diary::{CheckIn, Daytime, RelieverUse, Symptoms, Urgency, advise};
use crate::plan::emergency::EmergencyProtocol;
use crate::plan::formulary::{ProductKind, starter};
use crate::plan::rules::{Severity, check};
use crate::plan::zones::line_at;
use crate::plan::{Field, PlanContent, Regimen, TemplateId, Thresholds, Zone};

const AGES: std::ops::RangeInclusive<u32> = 0..=100;

/// A plan of this template with this inhaler in every place an inhaler can stand.
fn content_with(id: TemplateId, age: u32, inhaler: &str) -> (PlanContent, Option<Severity>) {
    let facts = facts(age);
    let (template, form) = clean(id, &facts);
    let form = changed(
        &form,
        &[
            (if template.regimen.has_separate_reliever() { Field::Reliever } else { Field::Preventer }, inhaler),
            (Field::UsesPeakFlow, "yes"),
            (Field::BestPeakFlow, "455"),
            (Field::BestMeasuredOn, "14/11/2026"),
            (Field::Spacer, "no"),
        ],
    );
    (form.content(&template, &facts), worst(&check(&form, &template, &facts)))
}

/// Every answer to the four questions, with a reading in each zone, below the emergency line, and none.
fn check_ins() -> Vec<CheckIn> {
    let mut all = Vec::new();
    for daytime in [Daytime::None, Daytime::Some, Daytime::Interfering] {
        for reliever in [RelieverUse::None, RelieverUse::Helped, RelieverUse::NotLasting] {
            for (woke_at_night, too_breathless) in [(false, false), (false, true), (true, false), (true, true)] {
                for peak_flow in [None, Some(455), Some(300), Some(200), Some(100)] {
                    let symptoms = Symptoms { daytime, woke_at_night, reliever, too_breathless };
                    all.push(CheckIn { peak_flow, symptoms });
                }
            }
        }
    }
    all
}

/// Which protocols a text gives steps of, told by what only they say.
fn protocols(text: &str) -> Vec<EmergencyProtocol> {
    [EmergencyProtocol::Saba, EmergencyProtocol::IcsFormoterol]
        .into_iter()
        .filter(|protocol| {
            text.contains(protocol.interval_words()) || text.contains(&format!("Up to {} puffs", protocol.max_puffs()))
        })
        .collect()
}

#[test]
fn every_regimen_age_inhaler_and_way_to_fall_ill_ends_in_one_protocol_and_the_right_one() {
    let (check_ins, formulary) = (check_ins(), starter());
    let mut states = 0_u32;
    for id in TemplateId::ALL {
        for age in AGES {
            for inhaler in formulary.products.iter() {
                let (content, _) = content_with(id, age, &inhaler.id);
                let wanted = content.regimen.protocol();
                assert_eq!(protocols(&content.emergency_steps().join(" ")), [wanted], "{id} {age} {}", inhaler.id);
                for check_in in &check_ins {
                    states += 1;
                    let advice = advise(Some(&content), check_in);
                    let severe = check_in.symptoms.zone(Some(content.regimen)) == Zone::Red;
                    let very_low = check_in.peak_flow.is_some_and(|reading| reading < 182);
                    assert_eq!(advice.urgency == Urgency::Emergency, severe || very_low, "{id} {age} {check_in:?}");
                    if advice.urgency == Urgency::Emergency {
                        assert_eq!(advice.actions, content.emergency_steps(), "{id} {age} {check_in:?}");
                        assert_eq!(advice.zone, Zone::Red);
                    } else {
                        assert_eq!(protocols(&advice.actions.join(" ")), [], "{id} {age} {check_in:?}");
                    }
                }
            }
        }
    }
    assert_eq!((formulary.products.len(), check_ins.len()), (44, 180));
    assert_eq!(states, 6 * 101 * 44 * 180);
}

#[test]
fn no_age_and_inhaler_that_must_not_meet_can_be_signed_together() {
    let formulary = starter();
    let mut signable: BTreeMap<TemplateId, BTreeSet<String>> = BTreeMap::new();
    for id in TemplateId::ALL {
        let regimen = id.template().regimen;
        for age in AGES {
            for inhaler in formulary.products.iter() {
                let (_, severity) = content_with(id, age, &inhaler.id);
                let old_enough = |from: Option<u16>| age >= 12 && from.is_some_and(|from| age >= u32::from(from));
                let right_age = match id {
                    TemplateId::AdultPreventer => age >= 18,
                    TemplateId::Teenager => (12..=17).contains(&age),
                    TemplateId::Child5To11 => (5..=11).contains(&age),
                    TemplateId::Under5 => age < 5,
                    TemplateId::Mart | TemplateId::Air => age >= 12,
                };
                let fits = right_age
                    && match regimen {
                        Regimen::PreventerSaba | Regimen::ChildSaba => inhaler.kind == ProductKind::Saba,
                        Regimen::Mart => old_enough(inhaler.mart_from),
                        Regimen::Air => old_enough(inhaler.air_from),
                    };
                assert_eq!(severity != Some(Severity::Stop), fits, "{id} {age} {}", inhaler.id);
                if fits {
                    signable.entry(id).or_default().insert(inhaler.id.clone());
                }
            }
        }
    }
    assert_eq!(signable.get(&TemplateId::Air).map(BTreeSet::len), Some(1), "only one inhaler is flagged for AIR");
}

#[test]
fn every_reading_of_every_pair_of_lines_is_in_one_zone_and_never_better_when_lower() {
    let mut pairs = 0_u32;
    for amber in 51..900_u16 {
        for red in 50..amber {
            // Best matters to the order only: any best above the amber line gives the same zones.
            let lines = Thresholds::new(900, amber, red, None).unwrap();
            pairs += 1;
            let mut last = Zone::Red;
            let (mut first_amber, mut first_green) = (None, None);
            for reading in 0..=900_u16 {
                let zone = lines.zone(reading);
                assert!(zone <= last, "{amber} {red} {reading}");
                if zone != last {
                    if zone == Zone::Amber {
                        first_amber = Some(reading);
                    } else {
                        first_green = Some(reading);
                    }
                    last = zone;
                }
            }
            assert_eq!((first_amber, first_green), (Some(red), Some(amber)));
        }
    }
    assert_eq!(pairs, 849 * 850 / 2);
}

#[test]
fn every_best_and_pair_of_percentages_gives_lines_in_order_or_is_refused() {
    let (mut stand, mut refused) = (0_u32, 0_u32);
    for best in 60..=900_u16 {
        for amber_percent in 2..=99_u8 {
            for red_percent in 1..amber_percent {
                let (amber, red) = (line_at(best, amber_percent), line_at(best, red_percent));
                match Thresholds::new(best, amber, red, None) {
                    Ok(lines) => {
                        stand += 1;
                        assert!(
                            50 <= lines.red_below && lines.red_below < lines.amber_below && lines.amber_below < best
                        );
                    }
                    Err(_) => {
                        refused += 1;
                        assert!(red < 50 || red >= amber || amber >= best, "{best} {amber_percent} {red_percent}");
                    }
                }
            }
        }
    }
    assert_eq!(stand + refused, 841 * (98 * 99 / 2));
}

/// Blank, these fall back on something safe: the template's line, "no", or a text nobody acts on.
const MAY_BE_BLANK: [Field; 11] = [
    Field::AmberBelow,
    Field::RedBelow,
    Field::EmergencyBelow,
    Field::PreventerMorning,
    Field::PreventerNight,
    Field::Spacer,
    Field::BeforeExercise,
    Field::RescueSteroids,
    Field::Triggers,
    Field::Note,
    Field::ContactName,
];

#[test]
fn no_rule_is_met_by_taking_away_what_keeps_somebody_safe() {
    let wrong = ["0", "99", "wean", "no-such-inhaler", "31/02/2026", "salbutamol-100", "clenil-modulite-50", "1"];
    let mut tried = 0;
    for id in TemplateId::ALL {
        let facts = facts(usual_age(id));
        let (template, form) = clean(id, &facts);
        let full = changed(
            &form,
            &[
                (Field::UsesPeakFlow, "yes"),
                (Field::BestPeakFlow, "455"),
                (Field::BestMeasuredOn, "14/11/2026"),
                (Field::RescueSteroids, "yes"),
                (Field::RescueSteroidMg, "30"),
                (Field::RescueSteroidDays, "5"),
            ],
        );
        for field in Field::ALL {
            let blank = changed(&full, &[(*field, "")]);
            let used = match field {
                Field::Preventer => template.regimen.has_preventer(),
                Field::Reliever => template.regimen.has_separate_reliever(),
                _ => true,
            };
            for text in wrong {
                let broken = changed(&full, &[(*field, text)]);
                if worst(&check(&broken, &template, &facts)) < Some(Severity::Confirm) {
                    continue;
                }
                tried += 1;
                let after = worst(&check(&blank, &template, &facts));
                let may = MAY_BE_BLANK.contains(field) || !used || *field == Field::ContactPhone;
                assert!(may || after == Some(Severity::Stop), "{id}: blank {field:?} frees a plan of “{text}”");
            }
        }
        // Both doses away is no way out either.
        if template.regimen.has_preventer() {
            let none = changed(&full, &[(Field::PreventerMorning, ""), (Field::PreventerNight, "")]);
            assert_eq!(worst(&check(&none, &template, &facts)), Some(Severity::Stop), "{id}");
        }
        // Whatever is blank, the emergency steps stand.
        let bare = crate::plan::PlanForm::default().content(&template, &facts);
        assert_eq!(protocols(&bare.emergency_steps().join(" ")), [template.regimen.protocol()], "{id}");
        assert!(bare.emergency_steps().join(" ").contains("Call 999"), "{id}");
    }
    assert!(tried > 100, "{tried}");
    assert!(wrong.iter().filter(|text| starter().product(text).is_some()).count() == 2);
}

#[test]
fn whoever_may_be_under_five_is_never_sent_online() {
    for (age, online) in [(3, false), (4, false), (6, true), (9, true), (40, true)] {
        let facts = facts(age);
        let (template, form) = clean(TemplateId::Child5To11, &facts);
        let text = form.content(&template, &facts).amber_actions().join(" ");
        assert_eq!(text.contains("111 online"), online, "{age}: {text}");
        assert!(text.contains("ring 111"), "{age}: {text}");
    }
}
