//! What may be told of a practice to those who do not work there, so that no group of 1 to 6 people can be found out:
//! neither from one number nor by subtracting numbers, groups, days or levels from each other.
//!
//! **Every number that leaves a practice is a multiple of seven, and is moved as one.** [`step`] moves it when the count is
//! seven away, and by whole sevens; until then it stands. Whoever watches it move knows the count of that moment exactly,
//! and what is known exactly is always a multiple of seven; so is every sum, rest and difference of such numbers. Between
//! two moves the count lies anywhere up to six to either side. Days that are over are told by [`closed`], rounded down.
//!
//! **Under two sevens a number is hidden.** Whoever reads "hidden" knows of at most 13; a number that is shown is of at
//! least 8. Hiding under one seven would not do: seven practices with under seven each, and a PCN that shows 42, are six
//! each.
//!
//! The attacker who adds, subtracts, squeezes and remembers is `tests/suppression`.

use crate::metrics::{K, Shown};

/// The number to tell of a count, after the one told before; none was told at first. A multiple of seven, less than seven
/// away from the count.
pub const fn step(before: Option<i64>, count: i64) -> i64 {
    match before {
        Some(before) => before + (count - before) / K * K,
        None => closed(count),
    }
}

/// The number to tell of a count of a day that is over: rounded down to a multiple of seven.
pub const fn closed(count: i64) -> i64 {
    count - count.rem_euclid(K)
}

/// Least number that is shown to those who do not work there.
pub const LEAST: i64 = 2 * K;

/// A told number as it is shown: hidden under two sevens, whether there is nobody or there are thirteen.
pub const fn shown(told: i64) -> Shown {
    if told < LEAST { Shown::Hidden } else { Shown::Count(told) }
}

/// A part beside its whole: hidden with it, and never more than it, since both move by themselves.
pub fn shown_of(part: i64, whole: i64) -> Shown {
    match shown(whole) {
        Shown::Hidden => Shown::Hidden,
        Shown::Count(whole) => shown(part.min(whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_until_the_count_is_seven_away() {
        for (before, count, told) in [
            (None, 0, 0),
            (None, 6, 0),
            (None, 45, 42),
            (Some(42), 48, 42),
            (Some(42), 49, 49),
            (Some(42), 36, 42),
            (Some(42), 35, 35),
            (Some(42), 70, 70),
            (Some(7), 1, 7),
            (Some(7), 0, 0),
            (Some(0), 6, 0),
        ] {
            assert_eq!(step(before, count), told, "{before:?} then {count}");
        }
    }

    #[test]
    fn nobody_and_thirteen_look_alike_and_a_part_goes_with_its_whole() {
        assert_eq!((shown(0), shown(7), shown(14)), (Shown::Hidden, Shown::Hidden, Shown::Count(14)));
        assert_eq!((shown_of(28, 21), shown_of(14, 21)), (Shown::Count(21), Shown::Count(14)));
        assert_eq!(shown_of(14, 7), Shown::Hidden);
    }
}
