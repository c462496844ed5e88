//! Choosing an inhaler of the ICB's formulary: by any word people call it, with what must be known before it is chosen.

use std::time::Duration;

use domain::plan::formulary::{Formulary, Product, ProductKind, StatusWord, answers_to, words};
use domain::plan::{Field, PlanFacts, PlanForm, Regimen, Severity};
use leptos::prelude::*;

use super::controls::{notes, with_typed};
use super::inhaler::drawing;
use super::state::Editor;
use crate::staff::shared::awake;
use crate::ui::{Choice, ComboFound, ComboOption, Combobox, DrawingMark, Tag, Tone, WrittenSelect};

/// How long after waking the lists of inhalers are made ready.
const QUIET: Duration = Duration::from_millis(400);

/// A product that may be offered, ready to be found.
#[derive(Clone)]
struct Offer {
    words: Vec<String>,
    option: ComboOption,
}

/// The control: a box to search in, or a plain list where the page is not awake.
pub(super) fn medicine(editor: Editor, field: Field, regimen: Regimen) -> AnyView {
    let all = move || editor.ground.with_value(|ground| offers(&ground.facts, regimen, field));
    // Made ready in a quiet moment after the page woke, or when the box is opened before that.
    let ready = StoredValue::new(None::<Vec<Offer>>);
    let make_ready = move || {
        let _ = ready.try_update_value(|ready| {
            ready.get_or_insert_with(all);
        });
    };
    let find = Callback::new(move |typed: String| {
        make_ready();
        ready.with_value(|ready| {
            let fits = |offer: &&Offer| answers_to(&offer.words, &typed);
            ready.iter().flatten().filter(fits).map(|offer| &offer.option).collect::<ComboFound>()
        })
    });
    Effect::new(move |_| set_timeout(make_ready, QUIET));
    let value = editor.value(field);
    let title = Signal::derive(move || {
        value.with(|id| {
            if id.trim().is_empty() {
                String::new()
            } else {
                editor.ground.with_value(|ground| ground.facts.product_name(id.trim()))
            }
        })
    });
    let awake = awake();
    let called = editor.ground.with_value(|ground| ground.facts.formulary.called());
    let (hint, none) = (
        format!("Name, contents, colour or device, from {called}"),
        format!("Nothing in {called} fits: try fewer letters"),
    );
    let control = move || {
        if awake.get() {
            view! {
                <div>
                    // The box holds a name; the form posts the key, should the browser ever send it by itself.
                    <input type="hidden" name=field.name() value=move || value.get()/>
                    <Combobox
                        name=field.name()
                        label=field.label()
                        hint=hint.clone()
                        find=find
                        chosen=title
                        error=editor.error(field)
                        on_choose=editor.choosing(field)
                        none=none.clone()
                    />
                    {notes(editor, field)}
                </div>
            }
            .into_any()
        } else {
            asleep(editor, field, all)
        }
    };
    view! { {control} {chosen(editor, field)} }.into_any()
}

/// The plain list. What the draft already holds stays choosable, or sending the form would change it unseen.
fn asleep(editor: Editor, field: Field, all: impl Fn() -> Vec<Offer> + 'static) -> AnyView {
    let typed = editor.value(field).get_untracked();
    let chosen = typed.clone();
    let choices = Box::new(move || {
        let blank = Choice::new("", "Choose an inhaler");
        let listed = std::iter::once(blank).chain(all().iter().map(in_a_line)).collect();
        with_typed(listed, typed.clone())
    });
    view! {
        <div>
            <WrittenSelect name=field.name() label=field.label() choices=choices chosen=chosen error=editor.error(field)/>
            {notes(editor, field)}
        </div>
    }
    .into_any()
}

fn in_a_line(offer: &Offer) -> Choice {
    let ComboOption { value, title, detail, tags, .. } = &offer.option;
    let tags: String = tags.iter().map(|(_, text)| format!(", {text}")).collect();
    Choice::new(value, format!("{title} – {detail}{tags}"))
}

/// Products offered for a field of a regimen, what the person has first, then as the ICB wants them. Those that need
/// more years say so instead of hiding.
fn offers(facts: &PlanFacts, regimen: Regimen, field: Field) -> Vec<Offer> {
    let formulary = &facts.formulary;
    let mut offers: Vec<(u8, usize, Offer)> = formulary
        .products
        .iter()
        .filter(|product| fits(product, regimen, field))
        .map(|product| {
            let known = known(facts, product);
            let standing = formulary.statuses.iter().position(|word| word.code == product.status);
            let offer = offer(facts, product, regimen, known.map(|(_, text)| text));
            (known.map_or(u8::MAX, |(rank, _)| rank), standing.unwrap_or(usize::MAX), offer)
        })
        .collect();
    offers.sort_by_key(|(known, standing, _)| (*known, *standing));
    offers.into_iter().map(|(_, _, offer)| offer).collect()
}

fn offer(facts: &PlanFacts, product: &Product, regimen: Regimen, known: Option<&'static str>) -> Offer {
    let status = facts.formulary.status(product);
    let mut tags: Vec<(Tone, String)> = known.map(|text| (Tone::Blue, text.to_owned())).into_iter().collect();
    tags.extend(tags_of(facts, product, regimen));
    let mut told = product.words();
    told.extend(status.into_iter().flat_map(|word| words(&word.label)));
    let option = ComboOption {
        value: product.id.clone(),
        title: product.name(),
        detail: about(product),
        tags,
        drawing: Some(drawing(product)),
    };
    Offer { words: told, option }
}

/// What must be known before choosing.
fn tags_of(facts: &PlanFacts, product: &Product, regimen: Regimen) -> Vec<(Tone, String)> {
    let mut tags: Vec<(Tone, String)> = facts.formulary.status(product).map(standing).into_iter().collect();
    let from = licensed_from(product, regimen);
    if let Some(from) = from.filter(|from| facts.age() < *from) {
        tags.push((Tone::Red, format!("from {from} years")));
    }
    if product.device.is_lower_carbon() {
        tags.push((Tone::Green, "lower carbon".into()));
    }
    if product.needs_local_confirmation {
        tags.push((Tone::Grey, "needs local confirmation".into()));
    }
    tags
}

fn standing(word: &StatusWord) -> (Tone, String) {
    let tone = match word.severity {
        None => Tone::Green,
        Some(Severity::Info | Severity::Advise) => Tone::Yellow,
        Some(Severity::Confirm) => Tone::Orange,
        Some(Severity::Stop) => Tone::Red,
    };
    (tone, word.label.clone())
}

/// The person has it already: in the last plan, or on the register.
fn known(facts: &PlanFacts, product: &Product) -> Option<(u8, &'static str)> {
    let last = facts.last_signed.as_ref().map(|plan| [&plan.preventer, &plan.reliever]);
    if last.into_iter().flatten().flatten().any(|line| line.product == product.id) {
        return Some((0, "in the last plan"));
    }
    let name: Vec<String> = words(&product.brand).chain(words(&product.strength)).collect();
    let told = |text: &String| {
        let told: Vec<String> = words(text).collect();
        name.iter().filter(|word| *word != "micrograms").all(|word| told.contains(word))
    };
    facts.current_inhalers.iter().any(told).then_some((1, "on the register"))
}

/// The product may stand here at some age.
fn fits(product: &Product, regimen: Regimen, field: Field) -> bool {
    match (regimen, field) {
        (Regimen::PreventerSaba | Regimen::ChildSaba, Field::Reliever) => product.kind == ProductKind::Saba,
        (Regimen::PreventerSaba | Regimen::ChildSaba, _) => product.kind != ProductKind::Saba,
        (Regimen::Mart, _) => product.mart_from.is_some(),
        (Regimen::Air, _) => product.air_from.is_some(),
    }
}

/// Youngest age at which the product is licensed for this regimen, where that is known.
fn licensed_from(product: &Product, regimen: Regimen) -> Option<u16> {
    match regimen {
        Regimen::PreventerSaba | Regimen::ChildSaba => product.licensed_from,
        Regimen::Mart => product.mart_from,
        Regimen::Air => product.air_from,
    }
}

/// "beclometasone, pressurised inhaler, brown".
fn about(product: &Product) -> String {
    let parts = [&*product.generic, product.device.title(), &*product.colour];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The chosen product under its box.
fn chosen(editor: Editor, field: Field) -> AnyView {
    let value = editor.value(field);
    let card = move |facts: &PlanFacts, regimen: Regimen, product: &Product| {
        let tags = tags_of(facts, product, regimen);
        let tags = tags.into_iter().map(|(tone, text)| view! { <Tag tone=tone text=text/> }).collect_view();
        let meaning = facts.formulary.status(product).map(|word| word.meaning.clone()).filter(|text| !text.is_empty());
        view! {
            <div class="mb-4 flex items-center gap-3 rounded-sm border border-line bg-card px-3 py-2">
                <DrawingMark drawing=drawing(product)/>
                <div>
                    <strong class="block">{product.name()}</strong>
                    <span class="block">{about(product)}</span>
                    <span class="flex flex-wrap gap-1">{tags}</span>
                    {meaning.map(|meaning| view! { <span class="block text-muted">{meaning}</span> })}
                </div>
            </div>
        }
    };
    (move || {
        value.with(|id| {
            editor.ground.with_value(|ground| {
                let product = ground.facts.formulary.product(id.trim())?;
                Some(card(&ground.facts, ground.template.regimen, product))
            })
        })
    })
    .into_any()
}

/// Inhaled steroid a day in words, as far as it is known.
pub(super) fn daily_total(formulary: &Formulary, form: &PlanForm) -> Option<String> {
    let each = formulary.product(form.get(Field::Preventer))?.steroid_micrograms?;
    let puffs = |field| form.count(field).unwrap_or(0);
    let daily = u32::from(puffs(Field::PreventerMorning)) + u32::from(puffs(Field::PreventerNight));
    (daily > 0).then(|| format!("{} micrograms a day", u32::from(each) * daily))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::plan::formulary::starter;
    use domain::{DateOfBirth, NhsNumber, PersonName, Sex};

    use super::*;

    fn facts() -> Option<PlanFacts> {
        Some(PlanFacts {
            today: NaiveDate::from_ymd_opt(2026, 11, 22)?,
            name: PersonName { given: "Amina".into(), family: "Rahman".into() },
            date_of_birth: DateOfBirth::from_date(NaiveDate::from_ymd_opt(1986, 3, 3)?),
            nhs_number: NhsNumber::parse("943 476 5919").ok()?,
            sex: Sex::Female,
            height_cm: None,
            practice_name: String::new(),
            practice_phone: String::new(),
            current_inhalers: vec!["Clenil Modulite 200 micrograms inhaler".into()],
            formulary: starter(),
            last_signed: None,
        })
    }

    #[test]
    fn lists_hold_what_the_regimen_allows_and_what_the_person_has_comes_first() {
        let Some(facts) = facts() else { return assert_eq!(1, 2, "no facts") };
        let kinds = |regimen, field| -> Vec<Option<ProductKind>> {
            let ids = offers(&facts, regimen, field).into_iter().map(|offer| offer.option.value);
            ids.map(|id| facts.formulary.product(&id).map(|product| product.kind)).collect()
        };
        assert!(kinds(Regimen::PreventerSaba, Field::Reliever).iter().all(|kind| *kind == Some(ProductKind::Saba)));
        assert!(kinds(Regimen::ChildSaba, Field::Preventer).iter().all(|kind| *kind != Some(ProductKind::Saba)));
        assert!(kinds(Regimen::Mart, Field::Preventer).iter().all(|kind| *kind == Some(ProductKind::IcsFormoterol)));
        assert_eq!(kinds(Regimen::Air, Field::Reliever).len(), 1);
        let first = offers(&facts, Regimen::PreventerSaba, Field::Preventer).into_iter().next();
        assert_eq!(first.map(|offer| offer.option.value).as_deref(), Some("clenil-modulite-200"));
    }

    #[test]
    fn the_daily_total_counts_both_times() {
        let mut form = PlanForm::default();
        form.set(Field::Preventer, "clenil-modulite-50");
        assert_eq!(daily_total(&starter(), &form), None);
        form.set(Field::PreventerMorning, "2");
        form.set(Field::PreventerNight, "2");
        assert_eq!(daily_total(&starter(), &form).as_deref(), Some("200 micrograms a day"));
    }
}
