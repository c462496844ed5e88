//! The attacker over time: what is told on two days differs by nobody or by seven.

use chrono::{Days, NaiveDate};
use domain::metrics::Shown;
use domain::suppress::{Held, Range, Share, Why, held, share};
use proptest::prelude::*;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).and_then(|first| first.checked_add_days(Days::new(n))).expect("a day")
}

fn series(counts: &[Option<i64>]) -> Vec<(NaiveDate, Option<i64>)> {
    (0..).map(day).zip(counts.iter().copied()).collect()
}

fn walks() -> impl Strategy<Value = Vec<Option<i64>>> {
    (7i64..60, proptest::collection::vec((-9i64..10, 0u8..6), 1..60)).prop_map(|(start, steps)| {
        let mut now = start;
        steps
            .into_iter()
            .map(|(step, kind)| {
                // Quiet days, single people, merges and moves of a practice.
                now = (now
                    + if kind == 5 {
                        step * 9
                    } else if kind > 2 {
                        0
                    } else {
                        step
                    })
                .max(0);
                (!(1..7).contains(&now)).then_some(now)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]
    #[test]
    fn no_two_days_differ_by_a_few(counts in walks()) {
        let days = series(&counts);
        let told: Vec<Option<Held>> = (1..=days.len()).map(|n| held(&days[..n])).collect();
        for (now, count) in told.iter().zip(&counts) {
            prop_assert_eq!(now.is_some(), count.is_some(), "hidden days tell nothing");
            if let (Some(now), Some(count)) = (now, count) {
                prop_assert!((now.value - count).abs() < 7, "never more than six off");
            }
        }
        let values: Vec<i64> = told.into_iter().flatten().map(|held| held.value).collect();
        for (at, a) in values.iter().enumerate() {
            for b in &values[..at] {
                prop_assert_eq!((a - b) % 7, 0);
            }
        }
    }

    #[test]
    fn overlapping_ranges_differ_by_nobody_or_sevens(flows in proptest::collection::vec(0i64..9, 40)) {
        let told = |from: usize, days: usize| Range::told(Shown::Count(flows[from..from + days].iter().sum())).count();
        for (from, days) in (0..30).flat_map(|from| [(from, 7), (from, 8), (from, 10)]) {
            let (a, b) = (told(from, 7).expect("shown"), told(from, days).expect("shown"));
            prop_assert_eq!((b - a) % 7, 0);
        }
    }
}

#[test]
fn the_few_of_each_day_are_given_away_without_it() {
    let exact = [40, 41, 41, 44, 49];
    assert!(exact.windows(2).any(|pair| (1..7).contains(&(pair[1] - pair[0]))));
    let told: Vec<i64> = (1..=5).filter_map(|n| held(&series(&exact.map(Some))[..n])).map(|held| held.value).collect();
    assert_eq!(told, [40, 40, 40, 40, 47]);
    let last = held(&series(&exact.map(Some))).expect("shown");
    assert_eq!((last.as_at, last.held), (day(4), true));
    assert_eq!(Why::Held(last.as_at).text(), "held since 6 March 2026");
    assert_eq!(held(&[]), None);
}

#[test]
fn only_ranges_that_are_over_may_be_asked_for() {
    let today = day(7);
    assert_eq!(Range::Week(day(0)).days(today), Some((day(0), day(6))));
    assert_eq!(Range::Week(day(1)).days(day(20)), None);
    assert_eq!(Range::Week(day(7)).days(day(13)), None);
    assert_eq!(Range::LastWeek.days(today), Some((day(0), day(6))));
    assert_eq!(Range::Month(day(0)).days(day(60)), None);
    let march = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
    assert_eq!(Range::Month(march).days(day(29)), None);
    assert_eq!(Range::Month(march).days(day(30)), Some((march, day(29))));
}

#[test]
fn a_share_needs_both_its_counts() {
    let stands = |value, held| Held { value, as_at: day(0), held };
    for (count, of, held, text) in [
        (Shown::Count(70), Shown::Count(100), None, "70%"),
        (Shown::Hidden, Shown::Count(100), None, "hidden"),
        (Shown::Count(70), Shown::Hidden, None, "hidden"),
        (Shown::Hidden, Shown::Count(0), None, "n/a"),
        (Shown::Count(126), Shown::Count(181), Some((stands(126, true), stands(181, false))), "about 70%"),
        (Shown::Count(126), Shown::Count(181), Some((stands(126, false), stands(181, false))), "69.6%"),
    ] {
        assert_eq!(share(count, of, held).text(), text);
    }
    assert_eq!(share(Shown::Count(0), Shown::Count(0), None), Share::Nobody);
}
