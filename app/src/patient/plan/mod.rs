//! The plan: three zones in the order in which they are needed, with version and date.

mod api;
mod medicines;
mod page;

pub(super) use page::PlanPage;
#[cfg(feature = "ssr")]
pub(super) use page::of_plan;

/// The address that rings a number as somebody typed it.
pub(super) fn ring(phone: &str) -> String {
    let number: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{number}")
}
