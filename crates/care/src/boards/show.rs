//! Which counts may be shown beside which. A figure is hidden when it, its complement or its denominator is 1 to 6, and
//! when it would give such a figure away by subtraction.

use domain::metrics::{Shown, hide_complement, show, show_chain, show_of};

use super::figures::Counts;

/// Counts in the form in which they may be shown together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ShownCounts {
    pub(super) eligible: Shown,
    pub(super) invited: Shown,
    pub(super) registered: Shown,
    pub(super) registered_28: Shown,
    pub(super) activated_28: Shown,
    pub(super) covered: Shown,
    pub(super) active_week: Shown,
    pub(super) active_today: Shown,
    pub(super) readings_today: Shown,
    pub(super) activation: Activation,
    pub(super) red: Red,
}

/// How the share of activated people may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activation {
    /// Nobody registered 28 days ago.
    Nobody,
    /// Count, denominator and share.
    Exact(i64, i64),
    /// The share in tens of per cent: its denominator would give recent registrations away.
    About(i64),
    /// Not at all.
    Hidden,
}

/// How the number of people in the red zone may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Red {
    None,
    Few,
    Count(i64),
    Hidden,
}

/// Shows the counts of one organisation.
pub(super) fn show_one(counts: &Counts) -> ShownCounts {
    let way = [counts.eligible, counts.invited, counts.registered, counts.registered_28, counts.activated_28];
    let mut way = show_chain(&way).into_iter();
    let mut next = || way.next().unwrap_or(Shown::Hidden);
    let (eligible, invited, registered, registered_28, activated_28) = (next(), next(), next(), next(), next());
    let mut active = show_chain(&[counts.registered, counts.active_week, counts.active_today, counts.readings_today])
        .into_iter()
        .skip(1);
    let mut next = || active.next().unwrap_or(Shown::Hidden);
    let mut shown = ShownCounts {
        eligible,
        invited,
        registered,
        registered_28,
        activated_28,
        covered: show_of(counts.covered, counts.registered),
        active_week: next(),
        active_today: next(),
        readings_today: next(),
        activation: activation(counts, registered_28, activated_28),
        red: match counts.red_today {
            0 => Red::None,
            red if show(red) == Shown::Hidden => Red::Few,
            red if show_of(red, counts.active_today) == Shown::Hidden => Red::Hidden,
            red => Red::Count(red),
        },
    };
    shown.follow_registered();
    shown
}

fn activation(counts: &Counts, of: Shown, activated: Shown) -> Activation {
    let (n, d) = (counts.activated_28, counts.registered_28);
    if d == 0 {
        Activation::Nobody
    } else if of.count().is_some() && activated.count().is_some() && show_of(n, d) != Shown::Hidden {
        Activation::Exact(n, d)
    } else if show_of(n, d) != Shown::Hidden {
        Activation::About((n * 20 + d) / (d * 2) * 10)
    } else {
        Activation::Hidden
    }
}

impl ShownCounts {
    /// A share of registered people says how many there are: with the one, the other is hidden.
    fn follow_registered(&mut self) {
        if self.registered == Shown::Hidden {
            for part in [&mut self.covered, &mut self.active_week, &mut self.active_today, &mut self.readings_today] {
                *part = Shown::Hidden;
            }
            self.red = Red::Hidden;
        }
        if self.active_today == Shown::Hidden && matches!(self.red, Red::Count(_)) {
            self.red = Red::Hidden;
        }
    }
}

/// One column of a table.
type Column = (fn(&mut ShownCounts) -> &mut Shown, fn(&Counts) -> i64);

/// Shows the counts of practices beside their sum: no column lets a hidden practice be found by subtraction.
pub(super) fn show_all(counts: &[Counts]) -> Vec<ShownCounts> {
    let mut rows: Vec<ShownCounts> = counts.iter().map(show_one).collect();
    let before: Vec<(Shown, Shown)> = rows.iter().map(|row| (row.registered_28, row.activated_28)).collect();
    let way: [Column; 5] = [
        (|row| &mut row.eligible, |of| of.eligible),
        (|row| &mut row.invited, |of| of.invited),
        (|row| &mut row.registered, |of| of.registered),
        (|row| &mut row.registered_28, |of| of.registered_28),
        (|row| &mut row.activated_28, |of| of.activated_28),
    ];
    protect(&mut rows, counts, &way);
    for (row, before) in rows.iter_mut().zip(before) {
        row.follow_registered();
        if (row.registered_28, row.activated_28) != before {
            row.activation = Activation::Hidden;
        }
    }
    let parts: [Column; 4] = [
        (|row| &mut row.covered, |of| of.covered),
        (|row| &mut row.active_week, |of| of.active_week),
        (|row| &mut row.active_today, |of| of.active_today),
        (|row| &mut row.readings_today, |of| of.readings_today),
    ];
    protect(&mut rows, counts, &parts);
    rows
}

fn protect(rows: &mut [ShownCounts], counts: &[Counts], columns: &[Column]) {
    for (cell, count) in columns {
        let mut column: Vec<Shown> = rows.iter_mut().map(|row| *cell(row)).collect();
        hide_complement(&mut column);
        // Several hidden practices that are few together are as good as one.
        loop {
            let hidden: i64 =
                column.iter().zip(counts).filter(|(shown, _)| **shown == Shown::Hidden).map(|(_, of)| count(of)).sum();
            let smallest =
                column.iter_mut().filter(|shown| shown.count().is_some_and(|n| n > 0)).min_by_key(|s| s.count());
            match smallest {
                Some(smallest) if show(hidden) == Shown::Hidden => *smallest = Shown::Hidden,
                _ => break,
            }
        }
        for (row, shown) in rows.iter_mut().zip(column) {
            *cell(row) = shown;
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::metrics::K;

    use super::*;

    fn counts(eligible: i64, invited: i64, registered: i64, covered: i64, week: i64, today: i64) -> Counts {
        Counts { eligible, invited, registered, covered, active_week: week, active_today: today, ..Counts::default() }
    }

    #[test]
    fn what_one_figure_hides_no_other_gives_away() {
        let shown = show_one(&counts(20, 12, 10, 8, 9, 9));
        assert_eq!((shown.eligible, shown.invited), (Shown::Count(20), Shown::Count(12)));
        // 12 - 10 would tell of two people who were invited and did not register.
        assert_eq!((shown.registered, shown.covered, shown.active_week), (Shown::Hidden, Shown::Hidden, Shown::Hidden));
        let shown = show_one(&counts(412, 264, 184, 151, 97, 93));
        assert_eq!(
            (shown.registered, shown.covered, shown.active_week),
            (Shown::Count(184), Shown::Count(151), Shown::Count(97))
        );
        assert_eq!(shown.active_today, Shown::Hidden);
    }

    #[test]
    fn a_share_is_coarse_when_its_denominator_would_tell() {
        let base = counts(412, 264, 184, 151, 97, 23);
        for (of, n, expected) in [
            (0, 0, Activation::Nobody),
            (150, 100, Activation::Exact(100, 150)),
            (181, 126, Activation::About(70)),
            (150, 147, Activation::Hidden),
            (5, 2, Activation::Hidden),
        ] {
            assert_eq!(
                show_one(&Counts { registered_28: of, activated_28: n, ..base }).activation,
                expected,
                "{n} of {of}"
            );
        }
    }

    #[test]
    fn hidden_practices_are_never_few_together() {
        let practices = [
            counts(2, 0, 0, 0, 0, 0),
            counts(3, 0, 0, 0, 0, 0),
            counts(40, 30, 20, 10, 10, 10),
            counts(90, 60, 40, 30, 20, 10),
        ];
        let shown = show_all(&practices);
        let hidden: i64 =
            shown.iter().zip(&practices).filter(|(s, _)| s.eligible == Shown::Hidden).map(|(_, c)| c.eligible).sum();
        assert!(hidden >= K);
        assert_eq!(shown.last().map(|s| s.eligible), Some(Shown::Count(90)));
    }
}
