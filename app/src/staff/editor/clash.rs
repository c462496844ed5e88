//! The panel for two people who changed the same fields: both texts side by side, a choice for each.

use std::collections::BTreeMap;

use domain::plan::Field;
use domain::time::say_date_time;
use leptos::prelude::*;

use super::save::ClashView;
use super::settle::{Clash, LISTED, Side, choice_name};
use super::state::Editor;
use crate::staff::say;
use crate::ui::{Button, ButtonKind, Choice, Radios, WarningCallout};

/// Sides chosen so far.
type Chosen = RwSignal<BTreeMap<Field, Side>>;

/// The panel, while there is something to settle.
pub(super) fn clash_panel(editor: Editor) -> AnyView {
    let clash = editor.saver.clash;
    (move || clash.get().map(|clash| panel(editor, clash))).into_any()
}

fn panel(editor: Editor, clash: ClashView) -> AnyView {
    let chosen: Chosen = RwSignal::new(clash.chosen.clone());
    let undecided = RwSignal::new(clash.undecided);
    let who = clash.saved_by.clone();
    let when = say_date_time(clash.saved_at);
    let listed = clash.fields.iter().map(|one| one.field.name()).collect::<Vec<_>>().join(",");
    let fields: Vec<Field> = clash.fields.iter().map(|one| one.field).collect();
    let keep = Callback::new(move |()| {
        let sides = chosen.get_untracked();
        if fields.iter().any(|field| !sides.contains_key(field)) {
            undecided.set(true);
            return;
        }
        let theirs =
            sides.into_iter().filter(|(_, side)| *side == Side::Theirs).map(|(field, _)| field).collect::<Vec<_>>();
        // The button goes with the panel: only once its click is over.
        request_animation_frame(move || editor.settle(&theirs));
    });
    let choices = clash.fields.iter().map(|one| choice(editor, one, &who, chosen, undecided)).collect_view();
    view! {
        <WarningCallout heading="A colleague changed the same fields">
            <p>{format!("{who} saved on {when}. Nothing of yours is lost. Choose whose text stands in each field; you can go on editing it afterwards.")}</p>
            <input type="hidden" name=LISTED value=listed/>
            {choices}
            <Button kind=ButtonKind::Secondary name="next" value="save" on_click=keep>"Keep these"</Button>
        </WarningCallout>
    }
    .into_any()
}

fn choice(editor: Editor, clash: &Clash, who: &str, chosen: Chosen, undecided: RwSignal<bool>) -> AnyView {
    let field = clash.field;
    let said =
        |text: &str| editor.ground.with_value(|ground| say::value(&|id| ground.facts.product_name(id), field, text));
    let choices = vec![
        Choice::new(Side::Mine.as_str(), format!("Yours: {}", said(&clash.mine))),
        Choice::new(Side::Theirs.as_str(), format!("{who}: {}", said(&clash.theirs))),
    ];
    let value =
        Signal::derive(move || chosen.with(|sides| sides.get(&field).map_or("", |side| side.as_str())).to_owned());
    let error = Signal::derive(move || {
        let missing = undecided.get() && chosen.with(|sides| !sides.contains_key(&field));
        missing.then(|| "Choose whose text stands".to_owned())
    });
    let choose = Callback::new(move |word: String| {
        if let Some(side) = Side::parse(&word) {
            chosen.update(|sides| {
                sides.insert(field, side);
            });
        }
    });
    view! {
        <Radios name=choice_name(field) legend=field.label() choices=choices value=value error=error on_input=choose small=true/>
    }
    .into_any()
}
