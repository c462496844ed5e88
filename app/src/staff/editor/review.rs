//! What a second person said of the draft: above the form, and beside the line it is about.

use domain::plan::Field;
use domain::plan::review::{ReviewLine, ReviewState};
use domain::time::say_date_time;
use leptos::prelude::*;

use super::state::Editor;
use crate::ui::InsetText;

/// Where the review stands, above the form.
pub(super) fn review_note(line: &ReviewLine, address: String) -> Option<AnyView> {
    let text = match (line.state, &line.decided_by) {
        (ReviewState::Waiting, _) => {
            "This draft waits for a second person. A change of it takes it back from the review.".to_owned()
        }
        (ReviewState::SentBack, Some(by)) => {
            format!("{by} sent this draft back: “{}”", line.words.as_deref().unwrap_or_default())
        }
        _ => return None,
    };
    Some(
        view! {
            <div class="mb-4">
                <InsetText>
                    <p>{text}" "<a href=address>"Open the review"</a></p>
                </InsetText>
            </div>
        }
        .into_any(),
    )
}

/// What was said of a line and is not settled.
pub(super) fn remarks(editor: Editor, field: Field) -> Vec<AnyView> {
    editor.ground.with_value(|ground| {
        let said = ground.remarks.iter().filter(|remark| remark.field == field && !remark.settled);
        said.map(|remark| {
            let who = format!("{}, {}", remark.by, say_date_time(remark.at));
            view! {
                <div class="mb-4 border-s-4 border-mark bg-tint px-4 py-2">
                    <strong>"Remark: "</strong>
                    <span>{remark.words.clone()}</span>
                    <span class="block text-muted type-small">{who}</span>
                </div>
            }
            .into_any()
        })
        .collect()
    })
}
