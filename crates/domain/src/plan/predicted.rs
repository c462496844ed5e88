//! Predicted peak flow: what somebody of this sex, age and height blows on average. It checks an entry for a slip and is
//! never made a line of a plan: personal best works, per cent of predicted does not reliably (Gibson and Powell, Thorax
//! 2004).
//!
//! Adults: Nunn and Gregg, BMJ 1989;298:1068-70, on the Wright scale, carried over to the EU scale (EN 13826). Children
//! under 15: by height alone, EU scale, 85 to 170 cm. Both as two public implementations agree on them; an ICB confirms
//! them before use.

use crate::person::Sex;
use crate::plan::content::Meter;

/// Ages the adult equations were made from, years.
const ADULTS: std::ops::RangeInclusive<u16> = 15..=85;

/// Height in cm and peak flow in L/min on the EU scale, every 5 cm from 85.
const CHILDREN: [u16; 18] = [87, 95, 104, 115, 127, 141, 157, 174, 192, 212, 233, 254, 276, 299, 323, 346, 370, 393];
const SHORTEST_CHILD: u16 = 85;
const STEP: u16 = 5;

/// Predicted peak flow in L/min on the scale of `meter`; `None` where no method covers the person, never a guess.
pub fn predicted(sex: Sex, age: u16, height_cm: u16, meter: Meter) -> Option<f64> {
    if age < *ADULTS.start() {
        // The children's table is on the EU scale, and the way back to the other is not published.
        return (meter == Meter::Eu).then(|| of_child(height_cm)).flatten();
    }
    if !ADULTS.contains(&age) || !(100..=230).contains(&height_cm) {
        return None;
    }
    let wright = of_adult(sex, f64::from(age), f64::from(height_cm))?;
    Some(match meter {
        Meter::Wright => wright,
        Meter::Eu => to_eu(wright),
    })
}

/// Nunn and Gregg, Wright scale.
fn of_adult(sex: Sex, age: f64, height: f64) -> Option<f64> {
    let exponent = match sex {
        Sex::Male => 0.544 * age.ln() - 0.0151 * age - 74.7 / height + 5.48,
        Sex::Female => 0.376 * age.ln() - 0.0120 * age - 58.8 / height + 5.63,
        Sex::NotSpecified => return None,
    };
    Some(exponent.exp())
}

/// A reading of a Wright meter as an EN 13826 meter would show it.
pub fn to_eu(wright: f64) -> f64 {
    50.356 + 0.4 * wright + 0.000_881_4 * wright.powi(2) - 0.000_000_111_6 * wright.powi(3)
}

/// Between two rows of the table by proportion; outside it nothing.
fn of_child(height_cm: u16) -> Option<f64> {
    let above = height_cm.checked_sub(SHORTEST_CHILD)?;
    let row = usize::from(above / STEP);
    let low = f64::from(*CHILDREN.get(row)?);
    let part = f64::from(above % STEP) / f64::from(STEP);
    if part == 0.0 {
        return Some(low);
    }
    let high = f64::from(*CHILDREN.get(row + 1)?);
    Some(low + part * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, wanted: f64) -> bool {
        value.is_some_and(|value| (value - wanted).abs() < 0.06)
    }

    #[test]
    fn adults_agree_with_the_worked_values() {
        for (sex, age, cm, wright, eu) in [
            (Sex::Male, 15, 160, 523.1, 484.8),
            (Sex::Male, 20, 175, 590.4, 570.8),
            (Sex::Male, 35, 175, 638.3, 635.7),
            (Sex::Male, 40, 183, 648.4, 649.9),
            (Sex::Male, 60, 167, 574.8, 550.3),
            (Sex::Male, 85, 190, 502.8, 460.1),
            (Sex::Female, 15, 152, 437.6, 384.9),
            (Sex::Female, 20, 167, 475.5, 427.8),
            (Sex::Female, 30, 160, 483.6, 437.4),
            (Sex::Female, 50, 175, 475.8, 428.1),
            (Sex::Female, 85, 152, 362.7, 306.1),
        ] {
            assert!(near(predicted(sex, age, cm, Meter::Wright), wright), "{sex:?} {age} {cm}");
            assert!(near(predicted(sex, age, cm, Meter::Eu), eu), "{sex:?} {age} {cm} EU");
        }
    }

    #[test]
    fn the_old_scale_is_carried_over_as_the_table_says() {
        for (wright, eu) in [(300.0, 246.7), (400.0, 344.2), (500.0, 456.8), (600.0, 583.6), (700.0, 724.0)] {
            assert!((to_eu(wright) - eu).abs() < 0.06, "{wright}");
        }
    }

    #[test]
    fn children_go_by_height_and_never_beyond_the_table() {
        for (cm, wanted) in [(85, 87.0), (120, 174.0), (132, 220.4), (147, 285.2), (170, 393.0)] {
            assert!(near(predicted(Sex::Female, 9, cm, Meter::Eu), wanted), "{cm}");
        }
        for cm in [84, 171, 175] {
            assert_eq!(predicted(Sex::Male, 14, cm, Meter::Eu), None, "{cm}");
        }
        assert_eq!(predicted(Sex::Male, 9, 120, Meter::Wright), None);
    }

    #[test]
    fn nobody_is_guessed_at() {
        assert_eq!(predicted(Sex::Male, 86, 175, Meter::Eu), None);
        assert_eq!(predicted(Sex::NotSpecified, 40, 175, Meter::Eu), None);
    }
}
