#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::consent::RecruitmentSource;
use crate::time::{london_day, london_time};
use crate::{DateOfBirth, EventKind, OdsCode, Sex};

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 2, 1).unwrap() + Days::new(n)
}

fn code(text: &str) -> OdsCode {
    OdsCode::parse(text).unwrap()
}

/// At noon of a day, heard so many days later.
fn fact(kind: EventKind, n: u64, later: u64) -> Fact {
    let at = london_time(day(n), 12);
    Fact { kind, at, day: day(n), heard: day(n + later), practice: code("Z99001"), until: None, source: None }
}

fn now(kind: EventKind, n: u64) -> Fact {
    fact(kind, n, 0)
}

fn signed(n: u64, review: u64) -> Fact {
    Fact { until: Some(day(review)), ..now(EventKind::PlanSigned, n) }
}

fn moved(n: u64, to: &str) -> Fact {
    Fact { practice: code(to), ..now(EventKind::Moved, n) }
}

/// What a counter of a practice says at the end of a day.
fn stands(facts: &[Fact], practice: &str, group: Group, counter: Counter, n: u64) -> i64 {
    let (tally, _) = count(&Traits::default(), facts);
    level(&tally, practice, group, counter, n)
}

fn level(tally: &Tally, practice: &str, group: Group, counter: Counter, n: u64) -> i64 {
    let here = tally.iter().filter(|(place, _)| place.practice == code(practice) && place.group == group);
    here.filter(|(place, _)| place.day <= day(n)).map(|(_, counts)| counts.of(counter)).sum()
}

const HERE: &str = "Z99001";
const THERE: &str = "Z99002";

#[test]
fn words_are_read_back() {
    for counter in Counter::ALL {
        assert_eq!(Counter::parse(counter.as_str()), Some(counter));
    }
    assert_eq!(Counter::ALL.map(|counter| counter as usize).to_vec(), (0..Counter::COUNT).collect::<Vec<_>>());
    for dimension in Dimension::ALL {
        for word in dimension.words() {
            let group = Group::Of(dimension, word);
            assert_eq!(Group::parse(&group.key()), Some(group));
        }
    }
    assert_eq!(Group::parse("all"), Some(Group::All));
    assert_eq!(Group::parse("age:13-14"), None);
}

#[test]
fn an_active_day_counts_for_seven_and_for_twenty_eight() {
    let facts = [now(EventKind::Registered, 0), now(EventKind::ReadingLogged, 3), now(EventKind::CheckInLogged, 5)];
    for (n, seven, month) in [(2, 0, 0), (3, 1, 1), (9, 1, 1), (11, 1, 1), (12, 0, 1), (32, 0, 1), (33, 0, 0)] {
        assert_eq!(stands(&facts, HERE, Group::All, Counter::ActiveSeven, n), seven, "day {n}");
        assert_eq!(stands(&facts, HERE, Group::All, Counter::ActiveTwentyEight, n), month, "day {n}");
    }
}

#[test]
fn whoever_leaves_is_not_registered_until_they_come_back() {
    let facts = [
        now(EventKind::Registered, 0),
        signed(1, 100),
        now(EventKind::ReadingLogged, 4),
        now(EventKind::Withdrawn, 6),
        now(EventKind::ReadingLogged, 7),
        now(EventKind::Registered, 20),
    ];
    for (n, registered, covered, active) in [(5, 1, 1, 1), (6, 0, 0, 0), (7, 0, 0, 0), (20, 1, 1, 0), (21, 1, 1, 0)] {
        assert_eq!(stands(&facts, HERE, Group::All, Counter::Registered, n), registered, "day {n}");
        assert_eq!(stands(&facts, HERE, Group::All, Counter::Covered, n), covered, "day {n}");
        assert_eq!(stands(&facts, HERE, Group::All, Counter::ActiveSeven, n), active, "day {n}");
    }
    assert_eq!(stands(&facts, HERE, Group::All, Counter::ReadingLogged, 30), 1, "nobody's reading counts for nobody");
    assert_eq!(stands(&facts, HERE, Group::All, Counter::Cohort, 30), 1, "the first registration is the registration");
}

#[test]
fn a_plan_covers_until_its_review_day_and_a_new_version_is_unseen() {
    let facts = [
        now(EventKind::Registered, 0),
        signed(2, 10),
        now(EventKind::PlanOpened, 3),
        signed(12, 40),
        now(EventKind::PlanWithdrawn, 20),
    ];
    for (n, planned, covered, seen) in [
        (1, 0, 0, 0),
        (2, 1, 1, 0),
        (3, 1, 1, 1),
        (10, 1, 1, 1),
        (11, 1, 0, 1),
        (12, 1, 1, 0),
        (19, 1, 1, 0),
        (20, 0, 0, 0),
    ] {
        assert_eq!(stands(&facts, HERE, Group::All, Counter::Planned, n), planned, "day {n}");
        assert_eq!(stands(&facts, HERE, Group::All, Counter::Covered, n), covered, "day {n}");
        assert_eq!(stands(&facts, HERE, Group::All, Counter::PlanSeen, n), seen, "day {n}");
    }
}

#[test]
fn a_move_takes_the_person_along_and_leaves_the_past() {
    let facts = [now(EventKind::Registered, 0), signed(1, 30), now(EventKind::ReadingLogged, 5), moved(8, THERE)];
    for (n, here, there) in [(7, 1, 0), (8, 0, 1), (11, 0, 1), (30, 0, 1)] {
        assert_eq!(stands(&facts, HERE, Group::All, Counter::Covered, n), here, "day {n}");
        assert_eq!(stands(&facts, THERE, Group::All, Counter::Covered, n), there, "day {n}");
    }
    assert_eq!(stands(&facts, THERE, Group::All, Counter::ActiveSeven, 11), 1);
    assert_eq!(stands(&facts, THERE, Group::All, Counter::ActiveSeven, 12), 0);
    assert_eq!(stands(&facts, HERE, Group::All, Counter::ReadingLogged, 30), 1);
    assert_eq!(stands(&facts, THERE, Group::All, Counter::ReadingLogged, 30), 0);
}

#[test]
fn a_birthday_changes_the_age_band_on_its_day() {
    let born = DateOfBirth::from_date(NaiveDate::from_ymd_opt(2012, 2, 29).unwrap());
    let traits = Traits { born: Some(born), sex: Some(Sex::Female), ..Traits::default() };
    // 12 on 29 February 2024, which is day 28.
    let (tally, _) = count(&traits, &[now(EventKind::Registered, 0)]);
    let band = |word, n| level(&tally, HERE, Group::Of(Dimension::Age, word), Counter::Registered, n);
    assert_eq!((band("5-11", 27), band("12-17", 27)), (1, 0));
    assert_eq!((band("5-11", 28), band("12-17", 28)), (0, 1));
    // 18 on 29 February 2030 does not exist: on 1 March.
    let first_of_march = (NaiveDate::from_ymd_opt(2030, 3, 1).unwrap() - day(0)).num_days().cast_unsigned();
    assert_eq!((band("12-17", first_of_march - 1), band("18-25", first_of_march)), (1, 1));
    assert_eq!(level(&tally, HERE, Group::Of(Dimension::Sex, "female"), Counter::Registered, 1), 1);
    assert_eq!(level(&tally, HERE, Group::Of(Dimension::Deprivation, "unknown"), Counter::Registered, 1), 1);
}

#[test]
fn what_is_heard_on_the_eighth_day_is_late() {
    let facts =
        [now(EventKind::Registered, 0), fact(EventKind::ReadingLogged, 3, 7), fact(EventKind::ReadingLogged, 3, 8)];
    assert_eq!(stands(&facts, HERE, Group::All, Counter::ReadingLogged, 40), 1);
    assert_eq!(stands(&facts, HERE, Group::All, Counter::ArrivedLate, 10), 0);
    assert_eq!(stands(&facts, HERE, Group::All, Counter::ArrivedLate, 11), 1);
}

#[test]
fn activation_takes_both_halves_within_twenty_eight_days() {
    for (opened, acted, activated) in [(1, 28, true), (28, 1, true), (1, 29, false), (29, 1, false), (0, 0, true)] {
        let facts = [
            now(EventKind::Registered, 0),
            signed(0, 300),
            now(EventKind::PlanOpened, opened),
            now(EventKind::CheckInLogged, acted),
        ];
        let (_, standing) = count(&Traits::default(), &facts);
        assert_eq!(standing.activated, activated.then(|| day(opened.max(acted))), "{opened} {acted}");
        assert_eq!(stands(&facts, HERE, Group::All, Counter::CohortActivated, 0), i64::from(activated));
    }
}

/// Day by day from the definitions, as slowly as can be.
fn recounted_slowly(facts: &[Fact], n: u64) -> [i64; 4] {
    let mut ordered: Vec<&Fact> = facts.iter().collect();
    ordered.sort_by_key(|fact| fact.at);
    let registered_on = |n: u64| {
        let steps = ordered.iter().filter(|fact| fact.day <= day(n));
        steps.fold(false, |now, fact| match fact.kind {
            EventKind::Registered => true,
            EventKind::Withdrawn => false,
            _ => now,
        })
    };
    let number = |of: NaiveDate| (of - day(0)).num_days().cast_unsigned();
    let active_on = |n: u64| {
        registered_on(n)
            && ordered.iter().any(|fact| fact.kind.is_qualifying() && fact.day == day(n) && number(fact.heard) < n + 8)
    };
    let active_in = |days: u64| i64::from(registered_on(n) && (0..days).any(|back| back <= n && active_on(n - back)));
    let (mut planned, mut due) = (false, None);
    for fact in ordered.iter().filter(|fact| fact.day <= day(n)) {
        match fact.kind {
            EventKind::PlanSigned => (planned, due) = (true, fact.until),
            EventKind::PlanWithdrawn => planned = false,
            _ => {}
        }
    }
    let covered = planned && registered_on(n) && due.is_some_and(|due| due >= day(n));
    [i64::from(registered_on(n)), i64::from(covered), active_in(7), active_in(28)]
}

fn kinds() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        2 => Just(EventKind::Registered),
        1 => Just(EventKind::Withdrawn),
        2 => Just(EventKind::PlanSigned),
        1 => Just(EventKind::PlanWithdrawn),
        1 => Just(EventKind::Moved),
        1 => Just(EventKind::Invited),
        5 => Just(EventKind::PlanOpened),
        8 => Just(EventKind::ReadingLogged),
        5 => Just(EventKind::CheckInLogged),
        1 => Just(EventKind::EmergencyOpened),
        1 => Just(EventKind::RedZone),
        1 => Just(EventKind::AttackLogged),
    ]
}

/// Facts in the order in which they were heard; what a person tells may be heard days later.
fn lives() -> impl Strategy<Value = Vec<Fact>> {
    let one = (kinds(), 0u64..90, 0u64..11, 0i64..1440, 0u64..60, any::<bool>());
    proptest::collection::vec(one, 1..30).prop_map(|drawn| {
        let mut facts: Vec<Fact> = drawn
            .into_iter()
            .map(|(kind, n, later, minute, review, there)| {
                let at = london_time(day(n), 0) + TimeDelta::minutes(minute);
                let heard = if kind.is_by_patient() { london_day(at) + Days::new(later) } else { london_day(at) };
                let practice = code(if kind == EventKind::Moved && there { THERE } else { HERE });
                let until = (kind == EventKind::PlanSigned).then(|| day(n + review));
                let source = (kind == EventKind::Registered).then_some(RecruitmentSource::School);
                Fact { kind, at, day: london_day(at), heard, practice, until, source }
            })
            .collect();
        facts.sort_by_key(|fact| fact.heard);
        facts
    })
}

fn child() -> Traits {
    // Twelve within the days of the lives.
    let born = DateOfBirth::from_date(NaiveDate::from_ymd_opt(2012, 3, 10).unwrap());
    Traits { born: Some(born), deprivation: Some(2), language: Some("pl".into()), ..Traits::default() }
}

fn sum(tally: &mut Tally, more: Tally, sign: i64) {
    for (place, counts) in more {
        let counts = if sign < 0 { Counts::default().minus(&counts) } else { counts };
        let kept = tally.entry(place).or_default();
        *kept = kept.plus(&counts);
    }
    tally.retain(|_, counts| !counts.is_zero());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_day_says_what_the_definitions_say(facts in lives()) {
        let (tally, _) = count(&child(), &facts);
        for n in (0..130).step_by(5) {
            let [registered, covered, seven, month] = recounted_slowly(&facts, n);
            let both = |counter| level(&tally, HERE, Group::All, counter, n) + level(&tally, THERE, Group::All, counter, n);
            prop_assert_eq!(both(Counter::Registered), registered, "registered on day {}", n);
            prop_assert_eq!(both(Counter::Covered), covered, "covered on day {}", n);
            prop_assert_eq!(both(Counter::ActiveSeven), seven, "active in seven on day {}", n);
            prop_assert_eq!(both(Counter::ActiveTwentyEight), month, "active in 28 on day {}", n);
        }
    }

    #[test]
    fn the_groups_of_a_dimension_are_everybody(facts in lives()) {
        let (tally, _) = count(&child(), &facts);
        for n in (0..130).step_by(13) {
            for counter in Counter::ALL.into_iter().filter(|counter| counter.by_group()) {
                for practice in [HERE, THERE] {
                    let all = level(&tally, practice, Group::All, counter, n);
                    for dimension in Dimension::ALL.into_iter().filter(|dimension| *dimension != Dimension::Source) {
                        let words = dimension.words();
                        let groups: i64 = words.iter().map(|word| level(&tally, practice, Group::Of(dimension, word), counter, n)).sum();
                        prop_assert_eq!(groups, all);
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_in_which_things_are_heard_changes_nothing_else(facts in lives(), turn in 0usize..30) {
        // Moments that are equal keep their order; these never are.
        let mut apart: Vec<Fact> = facts;
        for (at, fact) in apart.iter_mut().enumerate() {
            fact.at += TimeDelta::milliseconds(i64::try_from(at).unwrap());
        }
        let mut turned = apart.clone();
        let middle = turn % turned.len();
        turned.rotate_left(middle);
        prop_assert_eq!(count(&child(), &apart), count(&child(), &turned));
    }

    /// What is kept while events arrive, by the short way where it may be taken, is what a recount says.
    #[test]
    fn the_short_way_ends_where_the_long_one_does(facts in lives()) {
        let traits = child();
        let (mut kept, mut short) = (Tally::new(), 0);
        for heard in 1..=facts.len() {
            let (before, fact) = (&facts[..heard - 1], &facts[heard - 1]);
            let (tally_before, standing) = count(&traits, before);
            let last = standing.active.range(..=fact.day).next_back();
            let next = standing.active.range(fact.day + Days::new(1)..).next();
            let near: BTreeSet<NaiveDate> = last.into_iter().chain(next).copied().collect();
            let again = before.iter().any(|other| other.kind == fact.kind && other.day == fact.day && !other.is_late());
            let known = Known { traits: &traits, standing: &standing, active: &near, again_that_day: again };
            let (after, stands) = count(&traits, &facts[..heard]);
            if let Some((more, active)) = quick(known, fact) {
                short += 1;
                sum(&mut kept, more, 1);
                let mut expected = standing.clone();
                expected.active.extend(active);
                prop_assert_eq!(&expected, &stands);
            } else {
                sum(&mut kept, tally_before, -1);
                sum(&mut kept, after.clone(), 1);
            }
            prop_assert_eq!(&kept, &after, "after {:?}", fact);
        }
        prop_assert!(short <= facts.len());
    }
}
