//! Two people at one draft: changes of different fields go together, changes of the same field do not.

use domain::plan::{Field, PlanForm};

/// Merges two forms that both started from `base`. `None` when some field was changed by both to different texts.
pub(super) fn merge(base: &PlanForm, mine: &PlanForm, theirs: &PlanForm) -> Option<PlanForm> {
    let mut merged = PlanForm::default();
    for field in Field::ALL {
        // Blanks at either end are no change.
        let (before, a, b) = (base.get(*field), mine.get(*field), theirs.get(*field));
        let text = if a == b || b == before {
            mine.typed(*field)
        } else if a == before {
            theirs.typed(*field)
        } else {
            return None;
        };
        merged.set(*field, text);
    }
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(best: &str, note: &str) -> PlanForm {
        PlanForm::from_posted([("best_peak_flow", best), ("note", note)])
    }

    #[test]
    fn changes_of_different_fields_go_together() {
        for (base, mine, theirs, expected) in [
            (form("400", "a"), form("410", "a"), form("400", "b"), Some(form("410", "b"))),
            (form("400", "a"), form("410", "a"), form("420", "a"), None),
            (form("400", "a"), form("410", "a"), form("410", "b"), Some(form("410", "b"))),
            (form("400", "a"), form("", "a"), form("400", "b"), Some(form("", "b"))),
            (form("400", "a"), form("", "a"), form("410", "a"), None),
            (form("400", "a"), form("400", "a"), form("410", ""), Some(form("410", ""))),
            (form("400", ""), form("400 ", ""), form("410", ""), Some(form("410", ""))),
        ] {
            assert_eq!(merge(&base, &mine, &theirs), expected, "{mine:?} {theirs:?}");
            assert_eq!(merge(&base, &theirs, &mine), expected, "{theirs:?} {mine:?}");
        }
    }
}
