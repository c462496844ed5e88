//! Figures beside their budgets, with the ratio of the two.

/// Which way is better.
#[derive(Clone, Copy)]
pub(super) enum Budget {
    AtMost(f64),
    AtLeast(f64),
    None,
}

pub(super) fn heading() {
    println!("{:44} {:>12} {:>14} {:>8}", "", "measured", "budget", "ratio");
}

/// One line; the ratio is of the measured figure to its budget.
pub(super) fn line(what: &str, measured: f64, unit: &str, budget: Budget) {
    let (sign, limit, kept) = match budget {
        Budget::AtMost(limit) => ("<=", limit, measured <= limit),
        Budget::AtLeast(limit) => (">=", limit, measured >= limit),
        Budget::None => {
            println!("{what:44} {:>12}", say(measured, unit));
            return;
        }
    };
    let verdict = if kept { "" } else { "  over budget" };
    let budget = format!("{sign} {}", say(limit, unit));
    println!("{what:44} {:>12} {budget:>14} {:>8.2}{verdict}", say(measured, unit), measured / limit);
}

fn say(figure: f64, unit: &str) -> String {
    let digits = if figure >= 100.0 { 0 } else { 2 };
    format!("{figure:.digits$} {unit}")
}
