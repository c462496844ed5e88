//! Medicines: the list of the plan in force, doses of today, reminders, how to use each inhaler, and asking for more.

mod api;
mod due;
mod list;
mod page;
mod reminders;
mod repeat;
mod signs;
mod technique;

pub(super) use due::DueDoses;
pub(super) use page::MedicinesPage;
#[cfg(feature = "ssr")]
pub(super) use page::of_view;
pub(super) use reminders::RemindersPage;
pub(super) use repeat::RepeatPage;
pub(super) use technique::TechniquePage;
