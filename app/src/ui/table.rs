use leptos::prelude::*;

pub struct Column {
    pub text: String,
    pub numeric: bool,
}

/// A table that becomes a list of labelled blocks on a phone. Its body is made of [`TableRow`] and [`Cell`].
///
/// The roles repeat what the elements are, because browsers drop table semantics once CSS changes how they are laid out.
#[component]
pub fn TableFrame(
    #[prop(into)] caption: String,
    #[prop(optional)] caption_hidden: bool,
    columns: Vec<Column>,
    children: Children,
) -> impl IntoView {
    let caption_class = if caption_hidden { "visually-hidden" } else { "table-caption" };
    let columns = columns
        .into_iter()
        .map(|column| {
            let column_class = column.numeric.then_some("numeric");
            view! {
                <th role="columnheader" scope="col" class=column_class>
                    {column.text}
                </th>
            }
        })
        .collect_view();
    view! {
        <div class="table-frame">
            <table role="table" class="table">
                <caption class=caption_class>{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{columns}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
pub fn TableRow(children: Children) -> impl IntoView {
    view! { <tr role="row">{children()}</tr> }.into_any()
}

#[component]
pub fn Cell(
    /// Name of the column, shown beside the value on a phone.
    #[prop(into)]
    label: String,
    #[prop(optional)] numeric: bool,
    /// The cell that names its row.
    #[prop(optional)]
    header: bool,
    children: Children,
) -> impl IntoView {
    let cell_class = numeric.then_some("numeric");
    let content = view! {
        <span class="cell-label" aria-hidden="true">
            {label}
        </span>
        <span>{children()}</span>
    };
    if header {
        view! {
            <th role="rowheader" scope="row" class=cell_class>
                {content}
            </th>
        }
        .into_any()
    } else {
        view! {
            <td role="cell" class=cell_class>
                {content}
            </td>
        }
        .into_any()
    }
}
