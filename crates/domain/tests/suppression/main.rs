//! An attacker reads everything that is told of made-up ICBs, at every moment, and tries to find a few people.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod attack;
mod worlds;

use domain::suppress::{closed, shown, step};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use attack::{Between, Knowledge, Leak, Way};
use worlds::{Change, Shape, World};

/// What is told of a moment, by cell; `None` before anything was.
type Sheet = Vec<Option<i64>>;

/// How numbers are told, and how they are read by whoever knows that.
struct Teller {
    tell: fn(Option<i64>, i64) -> i64,
    /// What a reader sees of a told number.
    show: fn(i64) -> Option<i64>,
    way: Way,
}

const OURS: Teller = Teller { tell: step, show: |told| shown(told).count(), way: read_step };

/// A number in steps, or "hidden": whoever saw it move knows what it has just reached.
fn read_step(seen: Option<i64>, before: Option<Option<i64>>) -> Between {
    match (seen, before) {
        (Some(told), Some(_)) => Between { low: told, high: told },
        (Some(told), None) => Between { low: told - 6, high: told + 6 },
        (None, Some(_)) => Between { low: 7, high: 7 },
        (None, None) => Between { low: 0, high: 13 },
    }
}

/// Tells a world after each change, and lets the attacker read each sheet. Finds the first leak.
fn watched(shape: &Shape, changes: &[Change], teller: &Teller) -> Option<Leak> {
    let mut world = World::new(shape.clone());
    let mut told: Sheet = vec![None; world.cells()];
    let mut mind = Knowledge::new(shape.clone());
    for change in changes {
        world.make(change);
        let before = told.clone();
        for (cell, told) in told.iter_mut().enumerate() {
            *told = Some((teller.tell)(*told, world.count(cell)));
        }
        let show = |sheet: &Sheet| sheet.iter().map(|told| told.map(teller.show)).collect::<Vec<_>>();
        if let Some(leak) = mind.read(&show(&told), &show(&before), teller.way, change.is_one()) {
            return Some(leak);
        }
    }
    None
}

#[test]
fn the_attacker_finds_nobody_in_any_world() {
    let mut runner = TestRunner::new(Config { cases: 1_500, ..Config::default() });
    runner
        .run(&worlds::lives(), |(shape, changes)| {
            let leak = watched(&shape, &changes, &OURS);
            prop_assert!(leak.is_none(), "{leak:?}");
            Ok(())
        })
        .unwrap();
}

/// How many of so many worlds the attacker breaks.
fn broken(teller: &Teller, worlds: usize) -> usize {
    let mut runner = TestRunner::deterministic();
    let worlds = (0..worlds).map(|_| worlds::lives().new_tree(&mut runner).unwrap().current());
    worlds.filter(|(shape, changes)| watched(shape, changes, teller).is_some()).count()
}

#[test]
fn the_attacker_is_no_straw_man() {
    fn near(seen: Option<i64>, up: i64) -> Between {
        seen.map_or(Between { low: 0, high: 6 }, |seen| Between { low: seen, high: seen + up })
    }
    let exact = Teller { tell: |_, count| count, show: Some, way: |seen, _| near(seen, 0) };
    let hidden = Teller { show: |told| Some(told).filter(|told| *told >= 7), ..exact };
    // Rounded down without standing still: whoever watches sees 42 become 35 when one person leaves.
    let rounded = Teller {
        tell: |_, count| closed(count),
        show: Some,
        way: |seen, before| match (seen, before.flatten()) {
            (Some(now), Some(before)) if now > before => near(seen, 0),
            (Some(now), Some(_)) => Between { low: now + 6, high: now + 6 },
            _ => near(seen, 6),
        },
    };
    let tellers = [("exact", exact, 190), ("small hidden", hidden, 150), ("rounded", rounded, 50)];
    for (name, teller, at_least) in tellers {
        let broken = broken(&teller, 400);
        assert!(broken >= at_least, "{name}: {broken} of 400");
    }
    assert_eq!(broken(&OURS, 400), 0);
}

/// Seven practices of one PCN come to six people each, one person at a time.
#[test]
fn seven_practices_of_six_are_not_squeezed() {
    let shape = Shape { practices: vec![0; 7], pcns: 1, groups: 1 };
    let changes: Vec<Change> = (0..42).map(|n| Change::joins(n % 7)).collect();
    // Hidden under one seven alone they would be.
    let from_seven = Teller {
        show: |told| Some(told).filter(|told| *told >= 7),
        way: |seen, before| match (seen, before) {
            (None, Some(_)) => Between { low: 0, high: 0 },
            (None, None) => Between { low: 0, high: 6 },
            (Some(told), None) => Between { low: (told - 6).max(1), high: told + 6 },
            other => read_step(other.0, other.1),
        },
        ..OURS
    };
    assert!(watched(&shape, &changes, &from_seven).is_some());
    assert!(watched(&shape, &changes, &OURS).is_none());
}

#[test]
fn what_is_told_is_near_the_truth() {
    proptest!(|(counts in prop::collection::vec(0_i64..200, 1..80))| {
        let mut told = None;
        for count in counts {
            let next = step(told, count);
            prop_assert!((next - count).abs() < 7 && next % 7 == 0 && next >= 0);
            prop_assert!(count > 0 || next == 0);
            prop_assert_eq!(shown(next).count().is_some(), next >= 14);
            told = Some(next);
        }
    });
}
