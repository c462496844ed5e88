//! A check-in without a network: the phone checks it by the same rules, writes it down, and sends it later under the same
//! id, so that one that did arrive after all is one.

use std::time::Duration;

use domain::diary::{CheckInForm, outlier};
use domain::{EntryId, FieldProblem, PatientId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::api::LogCheckIn;
use crate::forms::{FormAnswer, Returned};
use crate::words::t;
use crate::{AppError, phone, routes};

/// Nobody waits longer for an answer to "what do I do now".
const LONGEST_WAIT: Duration = Duration::from_secs(6);

/// The form as this phone knows it.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) id: EntryId,
    pub(super) person: PatientId,
    pub(super) last_reading: Option<u16>,
    /// What the phone itself has to say of the answers.
    pub(super) answer: RwSignal<Option<Returned>>,
}

/// The server was not reached, or the session ended while there was no network.
pub(super) fn is_no_network(error: &AppError) -> bool {
    matches!(error, AppError::Transport | AppError::SignedOut)
}

impl Here {
    /// Writes the check-in on the phone when the server is not reached, or not soon.
    pub(super) fn write_without_network(self, action: ServerAction<LogCheckIn>, typed: RwSignal<CheckInForm>) {
        let navigate = use_navigate();
        let go = StoredValue::new(move || navigate(routes::MY, leptos_router::NavigateOptions::default()));
        let (value, pending) = (action.value(), action.pending());
        let write = move || {
            let form = typed.get_untracked();
            let problems = self.problems(&form);
            if !problems.is_empty() {
                self.answer.set(Some(self.returned(&form, problems)));
                return;
            }
            spawn_local(async move {
                match phone::write_check_in(self.id, self.person, &form).await {
                    Ok(()) => go.with_value(|go| go()),
                    Err(_) => {
                        let problem = FieldProblem::new("too_breathless", t("check-in-no-room"));
                        self.answer.set(Some(self.returned(&form, vec![problem])));
                    }
                }
            });
        };
        Effect::new(move |_| match value.get() {
            Some(Err(error)) if is_no_network(&error) => write(),
            Some(Ok(FormAnswer::Again(_))) => self.answer.set(None),
            _ => {}
        });
        Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
            if let Some(Some(waiting)) = waiting {
                waiting.clear();
            }
            pending.get().then(|| set_timeout_with_handle(write, LONGEST_WAIT).ok()).flatten()
        });
    }

    /// What stands in the way, as the server would say it.
    fn problems(self, form: &CheckInForm) -> Vec<FieldProblem> {
        match form.read() {
            Err(problems) => problems,
            Ok(check_in) => check_in
                .peak_flow
                .filter(|_| outlier::may_ask(&check_in))
                .and_then(|reading| outlier::question(reading, self.last_reading, &form.peak_flow_sure))
                .map(|question| FieldProblem::new("peak_flow_sure", question))
                .into_iter()
                .collect(),
        }
    }

    fn returned(self, form: &CheckInForm, problems: Vec<FieldProblem>) -> Returned {
        let typed = [
            ("peak_flow", form.peak_flow.as_str()),
            ("daytime", &form.daytime),
            ("woke_at_night", &form.woke_at_night),
            ("reliever", &form.reliever),
            ("too_breathless", &form.too_breathless),
        ];
        Returned::new(typed, problems)
    }
}
