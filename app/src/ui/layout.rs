use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gap {
    Small,
    #[default]
    Medium,
    Large,
}

fn gap_class(gap: Gap) -> &'static str {
    match gap {
        Gap::Small => "gap-2",
        Gap::Medium => "gap-4",
        Gap::Large => "gap-6 tablet:gap-8",
    }
}

/// Things under each other at an even distance.
#[component]
pub fn Stack(#[prop(default = Gap::Medium)] gap: Gap, children: Children) -> impl IntoView {
    let stack_class = format!("stack flex flex-col {}", gap_class(gap));
    view! { <div class=stack_class>{children()}</div> }.into_any()
}

/// Things beside each other, on more lines where there is no room.
#[component]
pub fn Row(#[prop(default = Gap::Medium)] gap: Gap, children: Children) -> impl IntoView {
    let row_class = format!("row flex flex-wrap items-center {}", gap_class(gap));
    view! { <div class=row_class>{children()}</div> }.into_any()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    #[default]
    Halves,
    ThreeTwo,
    Quarters,
    Thirds,
}

fn column_class(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Halves => "columns grid grid-cols-1 gap-4 desktop:grid-cols-2 desktop:gap-6",
        ColumnKind::ThreeTwo => {
            "columns grid grid-cols-1 gap-4 desktop:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] desktop:gap-6"
        }
        ColumnKind::Quarters => "columns grid grid-cols-1 gap-4 tablet:grid-cols-2 wide:grid-cols-4",
        ColumnKind::Thirds => "columns grid grid-cols-1 gap-4 desktop:grid-cols-3 desktop:gap-6",
    }
}

/// Columns on a desk, one column on a phone.
#[component]
pub fn Columns(#[prop(default = ColumnKind::Halves)] kind: ColumnKind, children: Children) -> impl IntoView {
    view! { <div class=column_class(kind)>{children()}</div> }.into_any()
}
