//! Two versions of a formulary side by side.

use serde::{Deserialize, Serialize};

use super::{Formulary, Product, StatusWord, UsualDose};
use crate::plan::Severity;

/// What became of a product from one version to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormularyChange {
    /// It left: a plan with it is asked to change at its renewal.
    Left {
        /// Brand and strength.
        name: String,
    },
    /// It joined.
    Joined {
        /// Brand and strength.
        name: String,
    },
    /// Something about it changed.
    Changed {
        /// Brand and strength.
        name: String,
        /// What, was and now, in words.
        facts: Vec<(String, String, String)>,
    },
}

/// Every product that differs: those that left first, then what changed, then what joined.
pub fn compare(was: &Formulary, now: &Formulary) -> Vec<FormularyChange> {
    let left =
        was.products.iter().filter(|p| now.product(&p.id).is_none()).map(|p| FormularyChange::Left { name: p.name() });
    let changed = now.products.iter().filter_map(|product| {
        let facts = facts(was, was.product(&product.id)?, now, product);
        (!facts.is_empty()).then(|| FormularyChange::Changed { name: product.name(), facts })
    });
    let joined = now
        .products
        .iter()
        .filter(|p| was.product(&p.id).is_none())
        .map(|p| FormularyChange::Joined { name: p.name() });
    left.chain(changed).chain(joined).collect()
}

fn facts(old: &Formulary, was: &Product, new: &Formulary, now: &Product) -> Vec<(String, String, String)> {
    let told = |formulary: &Formulary, product: &Product| {
        [
            ("Name", product.name()),
            ("Contents", product.generic.clone()),
            ("Use", product.kind.title().to_owned()),
            ("Device", product.device.title().to_owned()),
            ("Colour", product.colour.clone()),
            ("Steroid in a puff", product.steroid_micrograms.map(|n| format!("{n} micrograms")).unwrap_or_default()),
            ("Licensed", years(product.licensed_from)),
            ("MART", years(product.mart_from)),
            ("AIR", years(product.air_from)),
            ("Most puffs a day", product.most_a_day.map(|n| n.to_string()).unwrap_or_default()),
            ("Usual doses", product.usual.iter().map(dose).collect::<Vec<_>>().join("; ")),
            ("Standing", formulary.status(product).map(standing).unwrap_or_default()),
            ("dm+d code", product.dmd.clone()),
            ("Confirmed locally", if product.needs_local_confirmation { "no" } else { "yes" }.to_owned()),
        ]
    };
    told(old, was)
        .into_iter()
        .zip(told(new, now))
        .filter(|((_, was), (_, now))| was != now)
        .map(|((what, was), (_, now))| (what.to_owned(), said(was), said(now)))
        .collect()
}

fn years(age: Option<u16>) -> String {
    age.map(|age| format!("from {age} years")).unwrap_or_default()
}

fn dose(dose: &UsualDose) -> String {
    format!("{} morning, {} night", dose.morning, dose.night)
}

fn standing(word: &StatusWord) -> String {
    let asks = match word.severity {
        Some(Severity::Stop) => " (stops)",
        Some(Severity::Confirm) => " (asks for a reason)",
        Some(Severity::Advise | Severity::Info) => " (advice)",
        None => "",
    };
    format!("{}{asks}", word.label)
}

fn said(text: String) -> String {
    if text.is_empty() { "not said".into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::starter;
    use super::*;

    fn changed(change: impl FnOnce(&mut Vec<Product>)) -> Formulary {
        let mut products = starter().products.to_vec();
        change(&mut products);
        Formulary { version: 1, products: products.into(), ..starter() }
    }

    #[test]
    fn a_formulary_beside_itself_shows_nothing() {
        assert_eq!(compare(&starter(), &changed(|_| {})), vec![]);
    }

    #[test]
    fn what_left_stands_first_and_a_change_says_was_and_now() {
        let now = changed(|products| {
            if let [first, second, ..] = products.as_mut_slice() {
                first.id = "another".into();
                second.most_a_day = Some(8);
            }
        });
        let changes = compare(&starter(), &now);
        assert!(
            matches!(&changes[..], [
                FormularyChange::Left { .. },
                FormularyChange::Changed { facts, .. },
                FormularyChange::Joined { .. },
            ] if facts == &[("Most puffs a day".to_owned(), "not said".to_owned(), "8".to_owned())]),
            "{changes:?}"
        );
    }
}
