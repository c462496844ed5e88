//! The played day says what the phone would say, hour by hour.

use proptest::prelude::*;

use super::{plan, well};
use crate::diary::bad_day::{BadDay, Blows, HOURS, Moment, Preset, spans};
use crate::diary::{Daytime, RelieverUse, Urgency, advise};
use crate::plan::{PlanContent, TemplateId, Thresholds, Zone};

fn plan_of(id: TemplateId, with_peak_flow: bool) -> Option<PlanContent> {
    let plan = match id {
        TemplateId::AdultPreventer | TemplateId::Teenager => plan(id, Some("clenil-modulite-100"), "salbutamol-100"),
        TemplateId::Child5To11 | TemplateId::Under5 => plan(id, Some("clenil-modulite-50"), "salbutamol-100"),
        TemplateId::Mart => plan(id, Some("fostair-100-6"), "fostair-100-6"),
        TemplateId::Air => plan(id, None, "symbicort-turbohaler-200-6"),
    };
    plan.map(|plan| PlanContent { peak_flow: plan.peak_flow.filter(|_| with_peak_flow), ..plan })
}

fn any_plan() -> impl Strategy<Value = Option<PlanContent>> {
    (0..TemplateId::ALL.len(), any::<bool>(), any::<bool>())
        .prop_map(|(id, peak_flow, none)| if none { None } else { plan_of(TemplateId::ALL[id], peak_flow) })
}

fn any_day() -> impl Strategy<Value = BadDay> {
    let blows = (0u16..1000, 0u16..1000, 0u8..30).prop_map(|(morning, worst, at)| Blows::new(morning, worst, at));
    let daytime = prop_oneof![Just(Daytime::None), Just(Daytime::Some), Just(Daytime::Interfering)];
    let reliever = prop_oneof![Just(RelieverUse::None), Just(RelieverUse::Helped), Just(RelieverUse::NotLasting)];
    let signs = (any::<bool>(), daytime, reliever, any::<bool>());
    (proptest::option::of(blows), signs, (HOURS, HOURS, HOURS)).prop_map(|(peak_flow, signs, from)| BadDay {
        peak_flow,
        woke_at_night: signs.0,
        daytime: signs.1,
        daytime_from: from.0,
        reliever: signs.2,
        reliever_from: from.1,
        too_breathless: signs.3,
        too_breathless_from: from.2,
    })
}

proptest! {
    #[test]
    fn every_hour_reads_what_the_phone_would_say_and_no_better_than_its_symptoms(plan in any_plan(), day in any_day()) {
        let told = day.play(plan.as_ref());
        prop_assert_eq!(told.len(), HOURS.count() + usize::from(day.woke_at_night));
        for told in told {
            prop_assert_eq!(told.check_in, day.check_in(told.moment));
            prop_assert_eq!(&told.advice, &advise(plan.as_ref(), &told.check_in));
            prop_assert!(told.advice.zone >= told.check_in.symptoms.zone(plan.as_ref().map(|plan| plan.regimen)));
        }
    }

    #[test]
    fn symptoms_and_readings_only_get_worse_through_the_day(plan in any_plan(), day in any_day()) {
        let told = day.play(plan.as_ref());
        prop_assert!(told.is_sorted_by(|a, b| a.advice.zone <= b.advice.zone && a.advice.urgency <= b.advice.urgency));
    }

    #[test]
    fn spans_hold_every_moment_once_and_two_beside_each_other_differ(plan in any_plan(), day in any_day()) {
        let told = day.play(plan.as_ref());
        let spans = spans(&told);
        prop_assert_eq!(spans.first().map(|span| span.from), told.first().map(|told| told.moment));
        prop_assert_eq!(spans.last().and_then(|span| span.until), None);
        for pair in spans.windows(2) {
            prop_assert_eq!(pair[0].until, Some(pair[1].from));
            let (a, b) = (&pair[0].advice, &pair[1].advice);
            prop_assert!((a.zone, a.urgency, &a.actions) != (b.zone, b.urgency, &b.actions));
        }
        for told in &told {
            let inside = |until: Option<Moment>| until.is_none_or(|until| told.moment < until);
            let mut around = spans.iter().filter(|span| span.from <= told.moment && inside(span.until));
            let advice = around.next().map(|span| &span.advice);
            prop_assert_eq!(advice.map(|a| (a.zone, a.urgency, &a.actions)), Some((told.advice.zone, told.advice.urgency, &told.advice.actions)));
            prop_assert!(around.next().is_none());
        }
        for span in &spans {
            for (moment, because) in &span.because {
                prop_assert!(told.iter().any(|told| told.moment == *moment && told.advice.because == *because));
            }
        }
    }

    #[test]
    fn a_reading_in_between_is_rounded_down_and_by_less_than_one(
        morning in 50u16..=900, worst in 50u16..=900, at in HOURS, hour in HOURS,
    ) {
        let blows = Blows::new(morning, worst, at);
        let reading = blows.reading(hour);
        prop_assert!((blows.worst()..=blows.morning()).contains(&reading));
        if hour < at {
            let share = f64::from(hour - HOURS.start()) / f64::from(at - HOURS.start());
            let exact = f64::from(blows.morning()) - f64::from(blows.morning() - blows.worst()) * share;
            prop_assert!(f64::from(reading) <= exact + 1e-9 && f64::from(reading) > exact - 1.0 - 1e-9);
        } else {
            prop_assert_eq!(reading, blows.worst());
        }
    }

    #[test]
    fn moving_one_end_of_the_peak_flow_takes_the_other_along(
        morning in 50u16..=900, worst in 50u16..=900, moved in 50u16..=900,
    ) {
        let blows = Blows::new(morning, worst, 18);
        prop_assert_eq!(blows.with_morning(moved).morning(), moved);
        prop_assert_eq!(blows.with_worst(moved).worst(), moved);
        prop_assert!(blows.with_morning(moved).worst() <= moved && blows.with_worst(moved).morning() >= moved);
        prop_assert_eq!(blows.with_morning(moved).with_morning(morning), blows);
        prop_assert!(HOURS.map(|hour| blows.at_most(moved).reading(hour)).all(|reading| reading <= moved));
    }

    #[test]
    fn the_days_to_start_from_are_what_their_names_say(
        id in 0..TemplateId::ALL.len(), lines in (60u16..=900, 50u16..900, 50u16..900, proptest::option::of(1u16..900)),
    ) {
        let lines = Thresholds::new(lines.0, lines.1, lines.2, lines.3).ok();
        let Some(mut plan) = plan_of(TemplateId::ALL[id], lines.is_some()) else { return Ok(()) };
        if let (Some(section), Some(lines)) = (&mut plan.peak_flow, lines) {
            section.thresholds = lines;
        }
        let play = |preset: Preset| preset.day(lines).play(Some(&plan));
        let ends = |preset| play(preset).last().map(|told| (told.advice.zone, told.advice.urgency));
        prop_assert!(play(Preset::GoodDay).iter().all(|told| told.advice.urgency == Urgency::Routine));
        prop_assert_eq!(play(Preset::Cold).first().map(|told| told.advice.zone), Some(Zone::Green));
        prop_assert_eq!(ends(Preset::Cold), Some((Zone::Amber, Urgency::Within24Hours)));
        prop_assert_eq!(ends(Preset::Attack), Some((Zone::Red, Urgency::Emergency)));
    }
}

#[test]
fn a_cold_reads_in_spans_with_the_reasons_as_they_join() {
    let plan = plan_of(TemplateId::AdultPreventer, true);
    let lines = plan.as_ref().and_then(|plan| plan.peak_flow.as_ref()).map(|section| section.thresholds);
    let spans = spans(&Preset::Cold.day(lines).play(plan.as_ref()));
    let read: Vec<(String, Zone)> = spans.iter().map(|span| (span.words(), span.advice.zone)).collect();
    assert_eq!(read, [("7am to 11am".to_owned(), Zone::Green), ("From 11am".to_owned(), Zone::Amber)]);
    let because: Vec<(String, &str)> =
        spans[1].because.iter().map(|(moment, text)| (moment.words(), text.as_str())).collect();
    assert_eq!(
        because,
        [
            ("11am".to_owned(), "Because you had symptoms."),
            (
                "3pm".to_owned(),
                "Because you needed your reliever, you had symptoms and you blew 355 (your amber line is 364)."
            ),
            (
                "6pm".to_owned(),
                "Because you needed your reliever, you had symptoms and you blew 318 (your amber line is 364)."
            ),
        ]
    );
}

#[test]
fn times_are_said_as_people_say_them() {
    let calm = Preset::GoodDay.day(None);
    let words = |day: BadDay| spans(&day.play(None)).iter().map(super::super::bad_day::Span::words).collect::<Vec<_>>();
    assert_eq!(words(calm), ["All day"]);
    assert_eq!(words(BadDay { woke_at_night: true, ..calm }), ["The night and all day"]);
    let attack = BadDay { woke_at_night: true, too_breathless: true, too_breathless_from: 12, ..calm };
    assert_eq!(words(attack), ["From the night to midday", "From midday"]);
    let at_once = BadDay { too_breathless_from: 7, ..attack };
    assert_eq!(words(at_once), ["In the night", "All day"]);
}

#[test]
fn nobody_blows_at_night_and_whoever_sleeps_reads_nothing_in_it() {
    let lines = Thresholds::new(455, 364, 273, Some(182)).ok();
    let day = BadDay { woke_at_night: true, ..Preset::GoodDay.day(lines) };
    assert_eq!(day.check_in(Moment::Night).peak_flow, None);
    assert_eq!(day.check_in(Moment::Hour(7)).peak_flow, Some(455));
    let asleep = BadDay { woke_at_night: false, ..day };
    assert_eq!(asleep.play(None).first().map(|told| told.moment), Some(Moment::Hour(7)));
    assert_eq!(asleep.check_in(Moment::Hour(9)), well(Some(455)));
}
