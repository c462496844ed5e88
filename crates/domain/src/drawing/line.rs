//! Lines.

use super::short;

/// Values in a row with their places; whatever is not known parts one run from the next.
pub fn runs(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let mut found: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut open = false;
    for (at, value) in values.iter().enumerate() {
        match (value, found.last_mut()) {
            (Some(value), Some(run)) if open => run.push((at, *value)),
            (Some(value), _) => found.push(vec![(at, *value)]),
            (None, _) => {}
        }
        open = value.is_some();
    }
    found
}

/// The `d` of a path through points.
pub fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        path.push(if at == 0 { 'M' } else { 'L' });
        path.push_str(&short(*x));
        path.push(' ');
        path.push_str(&short(*y));
    }
    path
}
