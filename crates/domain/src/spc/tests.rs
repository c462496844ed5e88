use proptest::prelude::*;

use super::*;
use crate::metrics::Shown::{Count, Hidden};

fn share(count: i64, of: i64) -> Share {
    Share::of(Count(count), Count(of)).unwrap_or(Share { count: 0, of: 1 })
}

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() < 6e-5
}

#[test]
fn limits_are_the_binomial_quantiles() {
    // Worked out in exact fractions.
    for (mean, of, usual, far) in [
        (0.1, 50, (0.01386, 0.17972), (0.0, 0.24013)),
        (0.5, 100, (0.39682, 0.59318), (0.34122, 0.64878)),
        (0.3, 20, (0.08118, 0.48726), (0.00148, 0.6137)),
        (0.62, 200, (0.54971, 0.68421), (0.51009, 0.72169)),
        (0.5, 400, (0.44976, 0.54774), (0.42154, 0.57596)),
        (0.9, 30, (0.76514, 0.98034), (0.67828, 0.99921)),
    ] {
        for (level, wanted) in [(Level::Usual, usual), (Level::Far, far)] {
            let found = limits(mean, of, level);
            assert!(near(found.lower, wanted.0) && near(found.upper, wanted.1), "{mean} of {of}: {found:?}");
        }
    }
}

#[test]
fn limits_of_nobody_or_of_certainty_are_defined() {
    assert_eq!(limits(0.5, 0, Level::Far), Limits { lower: 0.0, upper: 1.0 });
    assert_eq!(limits(0.0, 50, Level::Far), Limits { lower: 0.0, upper: 0.0 });
    assert_eq!(limits(1.0, 50, Level::Far), Limits { lower: 1.0, upper: 1.0 });
    assert_eq!(limits(f64::NAN, 50, Level::Far), Limits { lower: 0.0, upper: 1.0 });
    // As many as all of England has.
    let whole = limits(0.62, 1_400_000, Level::Far);
    assert!(whole.lower > 0.618 && whole.upper < 0.622);
}

#[test]
fn places_are_told_apart() {
    for (count, place) in
        [(30, Place::FarBelow), (37, Place::Below), (50, Place::Inside), (62, Place::Above), (70, Place::FarAbove)]
    {
        assert_eq!(Place::of(share(count, 100), 0.5), place);
    }
}

#[test]
fn wilsons_intervals_are_newcombes_published_ones() {
    for (count, of, lower, upper) in
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
    {
        let found = share(count, of).interval();
        assert!((found.lower - lower).abs() < 6e-5 && (found.upper - upper).abs() < 6e-5, "{found:?}");
    }
}

#[test]
fn a_gap_is_newcombes_published_one() {
    let found = gap(share(56, 70), share(48, 80));
    assert!(near(found.difference, 0.2) && near(found.interval.lower, 0.05243) && near(found.interval.upper, 0.33387));
    assert!(!found.may_be_chance());
    assert!(gap(share(28, 70), share(33, 80)).may_be_chance());
}

#[test]
fn hidden_numbers_make_no_share() {
    assert_eq!(Share::of(Hidden, Count(50)), None);
    assert_eq!(Share::of(Count(20), Hidden), None);
    assert_eq!(Share::of(Count(0), Count(0)), None);
    assert_eq!(Share::of(Count(51), Count(50)), None);
    assert_eq!(Share::of(Count(-1), Count(50)), None);
}

#[test]
fn a_run_of_eight_is_a_signal_and_seven_is_not() {
    let above = vec![Some(share(55, 100)); 7];
    assert_eq!(signals(&above, 0.5), [None; 7]);
    let above = vec![Some(share(55, 100)); 8];
    assert_eq!(signals(&above, 0.5), [Some(Signal::RunAbove); 8]);
    let mut broken = above.clone();
    broken.insert(4, None);
    assert_eq!(signals(&broken, 0.5), [None; 9]);
    broken.insert(4, Some(share(50, 100)));
    assert_eq!(signals(&broken, 0.5), [None; 10]);
    assert_eq!(
        signals(&[Some(share(90, 100)), None, Some(share(10, 100))], 0.5),
        [Some(Signal::High), None, Some(Signal::Low)]
    );
}

#[test]
fn the_middle_half_is_what_a_spreadsheet_says() {
    let values = [0.41, 0.35, 0.66, 0.5, 0.52, 0.71, 0.6, 0.48];
    let Some(found) = middle_half(&values) else { unreachable!("eight values") };
    assert!(near(found.low, 0.4625) && near(found.middle, 0.51) && near(found.high, 0.615), "{found:?}");
    assert_eq!(middle_half(&[0.5; 7]), None);
}

#[test]
fn practices_that_differ_by_chance_alone_are_not_overdispersed() {
    let same: Vec<Share> = [46, 52, 55, 48, 50, 44, 53, 51, 57, 45].map(|count| share(count, 100)).to_vec();
    assert!(!is_overdispersed(&same, 0.5));
    let apart: Vec<Share> = [20, 80, 30, 70, 25, 75, 35, 65, 50, 45].map(|count| share(count, 100)).to_vec();
    assert!(is_overdispersed(&apart, 0.5));
    assert_eq!(dispersion(&[], 0.5), None);
}

proptest! {
    #[test]
    fn limits_hold_the_mean_within_nought_and_one_and_lie_in_each_other(mean in 0.0f64..=1.0, of in 1u32..5000) {
        let (usual, far) = (limits(mean, of, Level::Usual), limits(mean, of, Level::Far));
        for found in [usual, far] {
            prop_assert!(0.0 <= found.lower && found.lower <= mean && mean <= found.upper && found.upper <= 1.0);
        }
        prop_assert!(far.lower <= usual.lower && usual.upper <= far.upper);
    }

    #[test]
    fn four_times_the_people_make_narrower_limits(mean in 0.02f64..0.98, of in 20u32..2000) {
        let width = |of| { let found = limits(mean, of, Level::Far); found.upper - found.lower };
        prop_assert!(width(of * 4) < width(of));
    }

    #[test]
    fn limits_of_a_share_and_of_its_rest_mirror_each_other(mean in 0.05f64..0.95, of in 10u32..1000) {
        let (one, other) = (limits(mean, of, Level::Far), limits(1.0 - mean, of, Level::Far));
        // Interpolating between counts from below moves a limit by one person at most.
        prop_assert!((one.upper - (1.0 - other.lower)).abs() <= 1.0 / f64::from(of) + 1e-9);
    }

    #[test]
    fn intervals_hold_their_share(count in 0i64..300, more in 0i64..300) {
        let one = share(count, (count + more).max(1));
        let found = one.interval();
        prop_assert!(0.0 <= found.lower && found.lower <= one.value() && one.value() <= found.upper && found.upper <= 1.0);
    }

    #[test]
    fn there_is_a_signal_or_none_for_every_period(counts in proptest::collection::vec(proptest::option::of(0i64..=100), 0..40)) {
        let periods: Vec<_> = counts.iter().map(|count| count.map(|count| share(count, 100))).collect();
        let found = signals(&periods, 0.5);
        prop_assert_eq!(found.len(), periods.len());
        prop_assert!(periods.iter().zip(&found).all(|(period, signal)| period.is_some() || signal.is_none()));
    }
}
