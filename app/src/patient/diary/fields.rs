//! Fields that several forms of the diary share.

use domain::diary::note::form::PARTS;
use leptos::prelude::*;

use crate::forms::{self, Returned};
use crate::ui::{Choice, InputWidth, Radios, TextInput};
use crate::words::t;

/// A form's state with what its fields hold at first.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) state: Signal<Returned>,
    first: StoredValue<std::collections::BTreeMap<String, String>>,
}

impl Fields {
    pub(super) fn new(state: Signal<Returned>, first: std::collections::BTreeMap<String, String>) -> Self {
        Self { state, first: StoredValue::new(first) }
    }

    /// What was refused comes back as typed; else what the form opened with. A box that was not ticked is not typed.
    pub(super) fn value(self, field: &'static str) -> Signal<String> {
        Signal::derive(move || {
            self.state.with(|state| {
                if state.values.is_empty() {
                    self.first.with_value(|first| first.get(field).cloned().unwrap_or_default())
                } else {
                    state.values.get(field).cloned().unwrap_or_default()
                }
            })
        })
    }

    pub(super) fn error(self, field: &'static str) -> Signal<Option<String>> {
        forms::problem(self.state, field)
    }

    /// The id that the form had when it was refused.
    pub(super) fn kept_or(self, field: &'static str, first: String) -> String {
        self.state.with_untracked(|state| state.values.get(field).cloned()).unwrap_or(first)
    }

    pub(super) fn radios(
        self,
        name: &'static str,
        legend: impl Into<String>,
        choices: impl IntoIterator<Item = (&'static str, String)>,
    ) -> AnyView {
        let choices = choices.into_iter().map(|(value, label)| Choice::new(value, label)).collect();
        let legend: String = legend.into();
        view! { <Radios name=name legend=legend choices=choices value=self.value(name) error=self.error(name)/> }
            .into_any()
    }

    pub(super) fn yes_no(self, name: &'static str, legend: impl Into<String>) -> AnyView {
        let choices = vec![Choice::new("yes", t("diary-yes")), Choice::new("no", t("diary-no"))];
        let legend: String = legend.into();
        view! {
            <Radios name=name legend=legend choices=choices inline=true value=self.value(name) error=self.error(name)/>
        }
        .into_any()
    }

    /// Today, yesterday or a day that is typed.
    pub(super) fn day(self, name: &'static str, other: &'static str, legend: impl Into<String>) -> AnyView {
        let days = [("today", t("diary-today")), ("yesterday", t("diary-yesterday")), ("other", t("diary-other-day"))];
        let days = self.radios(name, legend, days);
        view! {
            <div class="diary-when">
                {days}
                <div class="diary-other-day">
                    <TextInput
                        name=other
                        label=t("diary-which-day")
                        hint=t("diary-which-day-hint")
                        width=InputWidth::Ten
                        autocomplete="off"
                        value=self.value(other)
                        error=self.error(other)
                    />
                </div>
            </div>
        }
        .into_any()
    }

    /// Day and part of the day.
    pub(super) fn when(self, legend: impl Into<String>) -> AnyView {
        let parts = PARTS.map(|(word, name, _)| Choice::new(word, name)).to_vec();
        view! {
            {self.day("day", "day_date", legend)}
            <Radios
                name="part"
                legend=t("diary-time-of-day")
                choices=parts
                inline=true
                value=self.value("part")
                error=self.error("part")
            />
        }
        .into_any()
    }
}
