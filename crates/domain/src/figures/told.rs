//! Figures in the form in which they are told: exact to those who work there, in steps of seven to everybody else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::report::{Figure, MONTH, per_hundred_years};
use crate::metrics::{Metric, Shown, Unit, per_cent};
use crate::spc::Share;
use crate::suppress;

/// A figure as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldFigure {
    /// Which.
    pub metric: Metric,
    /// Its count.
    pub count: Shown,
    /// Of what, where it is a part of something.
    pub of: Option<Shown>,
}

/// A number that moves by itself: the count of a figure, or what it is a part of where that is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The figure.
    pub metric: Metric,
    /// What it is a part of, instead of its count.
    pub whole: bool,
}

impl Number {
    /// The word kept in storage: "activated", "activated/of".
    pub fn key(self) -> String {
        format!("{}{}", self.metric.as_str(), if self.whole { "/of" } else { "" })
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        let (metric, whole) = text.strip_suffix("/of").map_or((text, false), |metric| (metric, true));
        Metric::parse(metric).map(|metric| Self { metric, whole })
    }
}

/// Days of a year of four.
const YEARS_IN_DAYS: (i64, i64) = (1461, 4);

/// What a figure is a part of.
enum Whole {
    /// Another figure's count.
    Figure(Metric),
    /// A count of its own.
    Own,
    /// 28 times the people active in 28 days.
    ActiveMonths,
    /// Days, told in years: in days they would give away how many people they are of.
    Days,
    Nothing,
}

const fn whole(metric: Metric) -> Whole {
    match metric {
        Metric::Invited | Metric::Registered => Whole::Figure(Metric::Eligible),
        Metric::PlanCoverage
        | Metric::ActiveToday
        | Metric::ActiveWeek
        | Metric::ReadingsToday
        | Metric::ActiveMonth => Whole::Figure(Metric::Registered),
        Metric::Activated | Metric::PlanSeen | Metric::RetainedSeven | Metric::RetainedThirty => Whole::Own,
        Metric::Stickiness => Whole::ActiveMonths,
        Metric::HospitalRate => Whole::Days,
        Metric::Eligible
        | Metric::PlansSigned
        | Metric::EmergencyOpened
        | Metric::Attacks
        | Metric::HospitalVisits
        | Metric::TimeToSign => Whole::Nothing,
    }
}

/// Figures as they were counted, for those who know the people by name.
pub fn told_exactly(figures: &[Figure]) -> Vec<ToldFigure> {
    let told = |figure: &Figure| ToldFigure {
        metric: figure.metric,
        count: Shown::Count(figure.count),
        of: figure.of.map(Shown::Count),
    };
    figures.iter().map(told).collect()
}

/// Figures for everybody else. `tell` makes of a number and its count what is told of it, a multiple of seven
/// ([`suppress::step`] or [`suppress::closed`]).
pub fn told_in_steps(figures: &[Figure], mut tell: impl FnMut(Number, i64) -> i64) -> Vec<ToldFigure> {
    let of = |metric| figures.iter().find(|figure| figure.metric == metric);
    let mut number = |metric: Metric, whole: bool, count: i64| tell(Number { metric, whole }, count);
    let told: Vec<(Metric, i64)> =
        figures.iter().map(|figure| (figure.metric, number(figure.metric, false, figure.count))).collect();
    let count_of = |metric| told.iter().find(|(known, _)| *known == metric).map_or(0, |(_, told)| *told);
    let mut figure = |(metric, told): &(Metric, i64)| {
        let own = |figure: &Figure| figure.of.unwrap_or(0);
        let metric = *metric;
        let (count, of) = match whole(metric) {
            Whole::Nothing => (suppress::shown(*told), None),
            Whole::Figure(other) => {
                let whole = count_of(other);
                (suppress::shown_of(*told, whole), Some(suppress::shown(whole)))
            }
            Whole::Own => {
                let whole = number(metric, true, of(metric).map_or(0, own));
                (suppress::shown_of(*told, whole), Some(suppress::shown(whole)))
            }
            Whole::ActiveMonths => {
                let people = suppress::shown(count_of(Metric::ActiveMonth));
                let days = people.map(|people| people * MONTH.cast_signed());
                let most = days.count().unwrap_or(0);
                (if most == 0 { Shown::Hidden } else { suppress::shown((*told).min(most)) }, Some(days))
            }
            Whole::Days => {
                let (days, years) = YEARS_IN_DAYS;
                let years = number(metric, true, of(metric).map_or(0, own) * years / days);
                let whole = suppress::shown(years).map(|years| years * YEARS_IN_DAYS.0 / YEARS_IN_DAYS.1);
                (if whole == Shown::Hidden { whole } else { suppress::shown(*told) }, Some(whole))
            }
        };
        ToldFigure { metric, count, of }
    };
    told.iter().map(&mut figure).collect()
}

/// Figures made again of the numbers that were told of them before, but for rates, whose whole is not told as it is kept.
pub fn told_again(numbers: &BTreeMap<Number, i64>) -> Vec<ToldFigure> {
    let of = |metric| numbers.get(&Number { metric, whole: true }).copied();
    let counts = numbers.iter().filter(|(number, _)| !number.whole && number.metric.unit() != Unit::PerHundredYears);
    let figures: Vec<Figure> =
        counts.map(|(number, told)| Figure { metric: number.metric, count: *told, of: of(number.metric) }).collect();
    told_in_steps(&figures, |_, told| told)
}

impl ToldFigure {
    /// The share, where it is one of people or acts.
    pub fn share(&self) -> Option<Share> {
        match self.metric.unit() {
            Unit::PerHundredYears => None,
            _ => Share::of(self.count, self.of?),
        }
    }

    /// The share or rate in words; `None` for a plain count.
    pub fn rate(&self) -> Option<String> {
        let text = match (self.count, self.of?) {
            (_, Shown::Count(0)) => "n/a".into(),
            (Shown::Count(count), Shown::Count(of)) => match self.metric.unit() {
                Unit::PerHundredYears => per_hundred_years(count, of),
                _ => per_cent(count, of),
            },
            _ => Shown::Hidden.text(),
        };
        Some(text)
    }

    /// What stands in large: the count, or the share where the figure is one.
    pub fn text(&self) -> String {
        let leads = matches!(
            self.metric,
            Metric::Activated
                | Metric::PlanSeen
                | Metric::Stickiness
                | Metric::RetainedSeven
                | Metric::RetainedThirty
                | Metric::HospitalRate
        );
        self.rate().filter(|_| leads).unwrap_or_else(|| self.count.text())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use proptest::prelude::*;

    use super::*;
    use crate::figures::{Counter, Counts, Sums, figures};
    use crate::suppress::{LEAST, closed};

    fn sums(numbers: &[(Counter, i64)]) -> Sums {
        let mut counts = Counts::default();
        numbers.iter().for_each(|(counter, n)| counts.add(*counter, *n));
        Sums {
            until: counts,
            until_month_before: counts,
            month: counts,
            year: counts,
            person_days: 6_000,
            ..Sums::default()
        }
    }

    #[test]
    fn parts_go_with_their_wholes() {
        let numbers = [
            (Counter::Eligible, 60),
            (Counter::Registered, 30),
            (Counter::Covered, 13),
            (Counter::Cohort, 5),
            (Counter::CohortActivated, 5),
        ];
        let told = told_in_steps(&figures(&sums(&numbers)), |_, count| closed(count));
        let of = |metric| told.iter().find(|told| told.metric == metric).copied().unwrap();
        assert_eq!(
            (of(Metric::Registered).count, of(Metric::Registered).of),
            (Shown::Count(28), Some(Shown::Count(56)))
        );
        assert_eq!(of(Metric::Registered).rate().as_deref(), Some("50%"));
        assert_eq!(of(Metric::PlanCoverage).count, Shown::Hidden);
        assert_eq!((of(Metric::Activated).text().as_str(), of(Metric::Eligible).rate()), ("hidden", None));
        // 6,000 days are 16 years; told are 14.
        assert_eq!(of(Metric::HospitalRate).of, Some(Shown::Count(5113)));
        let exact = told_exactly(&figures(&sums(&numbers)));
        assert_eq!(exact.iter().find(|told| told.metric == Metric::PlanCoverage).unwrap().text(), "13");
    }

    #[test]
    fn every_number_has_a_word() {
        for metric in Metric::ALL {
            for whole in [false, true] {
                assert_eq!(Number::parse(&Number { metric, whole }.key()), Some(Number { metric, whole }));
            }
        }
    }

    proptest! {
        #[test]
        fn told_numbers_make_the_same_figures_again(numbers in prop::collection::vec(0_i64..80, Counter::COUNT)) {
            let numbers: Vec<(Counter, i64)> = Counter::ALL.into_iter().zip(numbers).collect();
            let mut kept = BTreeMap::new();
            let told = told_in_steps(&figures(&sums(&numbers)), |number, count| {
                kept.insert(number, closed(count));
                closed(count)
            });
            for again in told_again(&kept) {
                prop_assert!(told.contains(&again), "{again:?}");
            }
            prop_assert_eq!(told_again(&kept).len(), told.len() - 1);
        }

        #[test]
        fn nothing_told_in_steps_is_few_or_between(numbers in prop::collection::vec(0_i64..80, Counter::COUNT)) {
            let numbers: Vec<(Counter, i64)> = Counter::ALL.into_iter().zip(numbers).collect();
            for told in told_in_steps(&figures(&sums(&numbers)), |_, count| closed(count)) {
                let numbers = [Some(told.count), told.of.filter(|_| told.metric != Metric::HospitalRate)];
                for n in numbers.into_iter().flatten().filter_map(Shown::count) {
                    prop_assert!(n >= LEAST && n % 7 == 0, "{told:?}");
                }
                prop_assert!(told.share().is_some() || told.rate().is_none_or(|text| !text.contains('%')), "{told:?}");
            }
        }
    }
}
