//! Drawings of inhalers in their own colours, for whoever knows theirs by sight.

use domain::plan::formulary::Device;

use crate::ui::Drawing;

/// The drawing of a device in a colour as people say it: "red and white".
pub(crate) fn inhaler(colour: &str, device: Device) -> Drawing {
    let mut fills = colour.split(" and ").map(fill);
    let body_fill = fills.next().unwrap_or(UNKNOWN);
    let cap_fill = fills.next().unwrap_or(body_fill);
    let (body, cap) = match device {
        Device::Pressurised => ("M10 3h9v4h2v14h-13v-14h2Z", "M8 21h13l7 2v6h-20Z"),
        Device::BreathActuated => ("M9 3h13l1 18h-15Z", "M8 21h15l3 2v6h-18Z"),
        Device::DryPowder => ("M11 3h10v20h-10Z", "M8 23h16v6h-16Z"),
    };
    Drawing { body, cap, body_fill, cap_fill }
}

const UNKNOWN: &str = "#d8dde0";

fn fill(colour: &str) -> &'static str {
    match colour.trim() {
        "blue" => "#2f8de4",
        "brown" => "#8a5a33",
        "orange" => "#ed8b00",
        "pink" => "#ec9bc0",
        "purple" => "#7c4dab",
        "red" => "#d5281b",
        "white" => "#ffffff",
        "yellow" => "#ffd54a",
        "green" => "#4ba35f",
        "grey" => "#9aa5ad",
        _ => UNKNOWN,
    }
}
