use leptos::prelude::*;

pub struct SummaryRow {
    pub key: String,
    pub value: String,
    /// Words and address of a link, such as "Change".
    pub action: Option<(String, String)>,
}

#[component]
pub fn SummaryList(rows: Vec<SummaryRow>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            // "Change" alone says nothing in a list of links.
            let context = format!(" {}", row.key.to_lowercase());
            view! {
                <div class="summary-row">
                    <dt>{row.key}</dt>
                    <dd>{row.value}</dd>
                    {row
                        .action
                        .map(|(text, href)| {
                            view! {
                                <dd class="summary-action">
                                    <a href=href>
                                        {text}
                                        <span class="visually-hidden">{context}</span>
                                    </a>
                                </dd>
                            }
                        })}
                </div>
            }
        })
        .collect_view();
    view! { <dl class="summary-list">{rows}</dl> }.into_any()
}
