//! Medicines as structured doses: puffs of a product of known strength, never free text.

use serde::{Deserialize, Serialize};

use super::formulary::{Device, Product, ProductKind};
use super::{PlanContent, Regimen};

/// One medicine of a plan, with enough of the product kept that a signed plan reads the same for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicineLine {
    /// Key in the formulary.
    pub product: String,
    /// Brand and strength, as prescribed ("Clenil Modulite 50 micrograms").
    pub name: String,
    /// What is in it ("beclometasone").
    pub generic: String,
    /// Kind of medicine.
    pub kind: ProductKind,
    /// Kind of device.
    pub device: Device,
    /// Colour the person knows it by; empty when not known.
    pub colour: String,
    /// Inhaled steroid in one puff, micrograms; `None` for a reliever without one.
    pub steroid_micrograms: Option<u16>,
    /// Puffs every morning.
    pub morning: u8,
    /// Puffs every night.
    pub night: u8,
}

impl MedicineLine {
    /// A line of `product` taken `morning` and `night` times a day.
    pub fn new(product: &Product, morning: u8, night: u8) -> Self {
        Self {
            product: product.id.clone(),
            name: product.name(),
            generic: product.generic.clone(),
            kind: product.kind,
            device: product.device,
            colour: product.colour.clone(),
            steroid_micrograms: product.steroid_micrograms,
            morning,
            night,
        }
    }

    /// Puffs a day, taken regularly.
    pub fn daily_puffs(&self) -> u16 {
        u16::from(self.morning) + u16::from(self.night)
    }

    /// Inhaled steroid a day, micrograms, taken regularly.
    pub fn daily_steroid_micrograms(&self) -> Option<u32> {
        self.steroid_micrograms.map(|each| u32::from(each) * u32::from(self.daily_puffs()))
    }

    /// What the person calls it: "brown inhaler", or the name where the colour is not known.
    pub fn called(&self) -> String {
        if self.colour.is_empty() { format!("{} inhaler", self.name) } else { format!("{} inhaler", self.colour) }
    }

    /// By the name on its box: "Your brown inhaler: Clenil Modulite 50 micrograms (beclometasone)".
    fn on_the_box(&self) -> String {
        let called = self.called();
        if called.starts_with(&self.name) {
            format!("{} ({})", self.name, self.generic)
        } else {
            format!("Your {called}: {} ({})", self.name, self.generic)
        }
    }
}

impl PlanContent {
    /// Which medicines the plan is about, and what each is for. How many puffs and when is said in the zones alone: a
    /// dose stands in one place.
    pub fn medicines(&self) -> Vec<(String, String)> {
        let line = |what_for: &str, line: &Option<MedicineLine>| {
            line.as_ref().map(|line| (what_for.to_owned(), line.on_the_box()))
        };
        let mut lines = Vec::new();
        match self.regimen {
            Regimen::PreventerSaba | Regimen::ChildSaba => {
                lines.extend(line("Every day", &self.preventer));
                lines.extend(line("For symptoms and attacks", &self.reliever));
            }
            Regimen::Mart => lines.extend(line("Every day, for symptoms and for attacks", &self.preventer)),
            Regimen::Air => lines.extend(line("For symptoms and attacks", &self.reliever)),
        }
        if self.spacer {
            lines.push(("Spacer".into(), "Use it with your inhaler".into()));
        }
        if self.rescue_steroids.is_some() {
            lines.push(("Steroid tablets".into(), "Prednisolone, only as your amber zone says".into()));
        }
        lines
    }
}

/// "one puff", "two puffs", "11 puffs": a number in a sentence that is read aloud.
pub fn puffs(count: u8) -> String {
    let word = match count {
        0 => "no",
        1 => "one",
        2 => "two",
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        7 => "seven",
        8 => "eight",
        9 => "nine",
        10 => "ten",
        more => return format!("{more} puffs"),
    };
    format!("{word} puff{}", if count == 1 { "" } else { "s" })
}
