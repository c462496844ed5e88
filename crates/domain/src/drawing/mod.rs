//! Where things go in a drawing: scales with round numbers, labels that do not lie on each other, lines with gaps. Knows
//! nothing of what is drawn.

mod labels;
mod line;
mod scale;

pub use labels::spread;
pub use line::{path, runs};
pub use scale::Scale;

/// A number as short as a drawing needs it: one decimal at most, and none that says nothing.
pub fn short(value: f64) -> String {
    let tenths = (value * 10.0).round();
    if !tenths.is_finite() {
        return "0".into();
    }
    // Adding nought turns a minus nought into nought.
    format!("{}", tenths / 10.0 + 0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in
            [(1.0, "1"), (0.25, "0.3"), (-0.04, "0"), (33.333_333, "33.3"), (f64::NAN, "0"), (99.99, "100")]
        {
            assert_eq!(short(value), text);
        }
    }

    #[test]
    fn ticks_are_round() {
        for (low, high, most, ticks) in [
            (0.0, 1.0, 6, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (0.31, 0.68, 5, vec![0.3, 0.4, 0.5, 0.6, 0.7]),
            (0.0, 437.0, 4, vec![0.0, 200.0, 400.0, 600.0]),
            (5.0, 5.0, 5, vec![5.0, 5.2, 5.4, 5.6, 5.8, 6.0]),
        ] {
            let scale = Scale::round(low, high, most);
            let found: Vec<String> = scale.ticks().map(short).collect();
            let ticks: Vec<String> = ticks.into_iter().map(short).collect();
            if low < high {
                assert_eq!(found, ticks);
            }
        }
    }

    #[test]
    fn a_hidden_value_leaves_a_gap() {
        let values = [None, Some(1.0), Some(2.0), None, Some(3.0)];
        assert_eq!(runs(&values), [vec![(1, 1.0), (2, 2.0)], vec![(4, 3.0)]]);
        assert_eq!(path(&[(0.0, 1.5), (10.0, 2.0)]), "M0 1.5L10 2");
        assert_eq!(path(&[]), "");
    }

    proptest! {
        #[test]
        fn a_scale_holds_its_values_in_few_ticks(a in -1e6f64..1e6, b in -1e6f64..1e6, most in 2usize..9) {
            let (low, high) = (a.min(b), a.max(b));
            let scale = Scale::round(low, high, most);
            for value in [low, high] {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&scale.at(value)));
            }
            let ticks = scale.ticks().count();
            prop_assert!((2..=most.max(2) + 2).contains(&ticks), "{} ticks", ticks);
        }

        #[test]
        fn labels_keep_their_order_and_distance(wanted in proptest::collection::vec(0.0f64..300.0, 0..12)) {
            let found = spread(&wanted, 18.0, (0.0, 300.0));
            prop_assert_eq!(found.len(), wanted.len());
            for (a, placed_a) in wanted.iter().zip(&found) {
                prop_assert!((-1e-9..=300.0 + 1e-9).contains(placed_a));
                for (b, placed_b) in wanted.iter().zip(&found) {
                    if a < b {
                        prop_assert!(placed_b - placed_a >= 18.0 - 1e-6);
                    }
                }
            }
        }
    }
}
