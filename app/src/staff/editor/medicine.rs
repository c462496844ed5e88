//! Inhalers of the formulary that fit a regimen, and what is known of the chosen one.

use domain::plan::formulary::{FORMULARY, Product, ProductKind, product};
use domain::plan::{Field, PlanForm, Regimen};
use leptos::prelude::*;

use super::state::Editor;
use crate::ui::Choice;

/// Products offered for a field of a regimen, at an age. Those that need more years say so instead of hiding.
pub(super) fn product_choices(regimen: Regimen, field: Field, age: u16) -> Vec<Choice> {
    let offered = FORMULARY.iter().filter_map(|product| {
        let from = licensed_from(product, regimen, field)?;
        let too_young = if age < from { format!(", from {from} years") } else { String::new() };
        Some(Choice::new(product.id, format!("{} – {}{too_young}", product.name(), about(product))))
    });
    std::iter::once(Choice::new("", "Choose an inhaler")).chain(offered).collect()
}

/// Youngest age at which the product fits here; `None` when it never does.
fn licensed_from(product: &Product, regimen: Regimen, field: Field) -> Option<u16> {
    match (regimen, field) {
        (Regimen::PreventerSaba | Regimen::ChildSaba, Field::Reliever) => {
            (product.kind == ProductKind::Saba).then_some(0)
        }
        (Regimen::PreventerSaba | Regimen::ChildSaba, _) => (product.kind != ProductKind::Saba).then_some(0),
        (Regimen::Mart, _) => product.mart_from,
        (Regimen::Air, _) => product.air_from,
    }
}

/// "beclometasone, pressurised inhaler, brown".
fn about(product: &Product) -> String {
    let parts = [product.generic, product.device.title(), product.colour];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The chosen product under its list.
pub(super) fn chosen(editor: Editor, field: Field) -> AnyView {
    let value = editor.value(field);
    (move || {
        value.with(|id| product(id.trim())).map(|product| {
            let check = product
                .needs_local_confirmation
                .then(|| view! { <span class="text-muted">"Check the licence and your local formulary."</span> });
            view! {
                <div class="mb-4 rounded-sm border border-line bg-card px-4 py-2">
                    <strong class="block">{product.name()}</strong>
                    <span class="block">{about(product)}</span>
                    {check}
                </div>
            }
        })
    })
    .into_any()
}

/// Inhaled steroid a day in words, as far as it is known.
pub(super) fn daily_total(form: &PlanForm) -> Option<String> {
    let each = product(form.get(Field::Preventer))?.steroid_micrograms?;
    let puffs = |field| form.count(field).unwrap_or(0);
    let daily = u32::from(puffs(Field::PreventerMorning)) + u32::from(puffs(Field::PreventerNight));
    (daily > 0).then(|| format!("{} micrograms a day", u32::from(each) * daily))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_the_regimen_allows() {
        let ids = |regimen, field| {
            product_choices(regimen, field, 40)
                .into_iter()
                .map(|choice| choice.value)
                .filter(|id| !id.is_empty())
                .collect::<Vec<_>>()
        };
        let kind = |id: &String| product(id).map(|product| product.kind);
        assert!(ids(Regimen::PreventerSaba, Field::Reliever).iter().all(|id| kind(id) == Some(ProductKind::Saba)));
        assert!(ids(Regimen::ChildSaba, Field::Preventer).iter().all(|id| kind(id) != Some(ProductKind::Saba)));
        assert!(ids(Regimen::Mart, Field::Preventer).iter().all(|id| kind(id) == Some(ProductKind::IcsFormoterol)));
        assert!(!ids(Regimen::Air, Field::Reliever).is_empty());
    }

    #[test]
    fn the_daily_total_counts_both_times() {
        let mut form = PlanForm::default();
        form.set(Field::Preventer, "clenil-modulite-50");
        assert_eq!(daily_total(&form), None);
        form.set(Field::PreventerMorning, "2");
        form.set(Field::PreventerNight, "2");
        assert_eq!(daily_total(&form).as_deref(), Some("200 micrograms a day"));
    }
}
