//! The starter formulary: respiratory products with the facts that rules decide on.
//!
//! Licensed ages and MART/AIR flags differ between public summaries; where they do, the stricter reading stands here and
//! `needs_local_confirmation` says that an ICB must confirm it before use.

use serde::{Deserialize, Serialize};

/// What a product is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// Short-acting reliever (salbutamol).
    Saba,
    /// Inhaled steroid.
    Ics,
    /// Inhaled steroid and a long-acting reliever that is not for MART or AIR.
    IcsLaba,
    /// Inhaled steroid and formoterol.
    IcsFormoterol,
}

/// Kind of inhaler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// Pressurised metered-dose inhaler; a spacer helps.
    Pressurised,
    /// Breath-actuated pressurised inhaler.
    BreathActuated,
    /// Dry-powder inhaler; no spacer.
    DryPowder,
}

impl Device {
    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pressurised => "pressurised inhaler",
            Self::BreathActuated => "breath-actuated inhaler",
            Self::DryPowder => "dry-powder inhaler",
        }
    }
}

/// One product of the formulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Product {
    /// Stable key.
    pub id: &'static str,
    /// Brand; inhalers are prescribed and shown by brand because doses differ between brands.
    pub brand: &'static str,
    /// Contents.
    pub generic: &'static str,
    /// Strength of one puff in words.
    pub strength: &'static str,
    /// Inhaled steroid in one puff, micrograms.
    pub steroid_micrograms: Option<u16>,
    /// What it is for.
    pub kind: ProductKind,
    /// Device.
    pub device: Device,
    /// Colour people know it by; empty when not known.
    pub colour: &'static str,
    /// Youngest age in years at which MART with it is licensed.
    pub mart_from: Option<u16>,
    /// Youngest age in years at which AIR with it is licensed.
    pub air_from: Option<u16>,
    /// Most puffs on one day, all uses together, where a limit is known.
    pub most_a_day: Option<u8>,
    /// An ICB must confirm the flags against the current product licence.
    pub needs_local_confirmation: bool,
}

impl Product {
    /// Brand and strength.
    pub fn name(&self) -> String {
        format!("{} {}", self.brand, self.strength)
    }

    /// Holds an inhaled steroid.
    pub const fn has_steroid(&self) -> bool {
        self.steroid_micrograms.is_some()
    }
}

const fn saba(id: &'static str, brand: &'static str, device: Device) -> Product {
    Product {
        id,
        brand,
        generic: "salbutamol",
        strength: "100 micrograms",
        steroid_micrograms: None,
        kind: ProductKind::Saba,
        device,
        colour: "blue",
        mart_from: None,
        air_from: None,
        most_a_day: None,
        needs_local_confirmation: false,
    }
}

const fn ics(
    id: &'static str,
    brand: &'static str,
    generic: &'static str,
    strength: &'static str,
    micrograms: u16,
    device: Device,
    colour: &'static str,
) -> Product {
    Product {
        id,
        brand,
        generic,
        strength,
        steroid_micrograms: Some(micrograms),
        kind: ProductKind::Ics,
        device,
        colour,
        mart_from: None,
        air_from: None,
        most_a_day: None,
        needs_local_confirmation: true,
    }
}

const fn combined(
    product: Product,
    kind: ProductKind,
    mart_from: Option<u16>,
    air_from: Option<u16>,
    most_a_day: Option<u8>,
) -> Product {
    Product { kind, mart_from, air_from, most_a_day, ..product }
}

use Device::{BreathActuated, DryPowder, Pressurised};
use ProductKind::{IcsFormoterol, IcsLaba};

/// The starter formulary, in the order in which it is offered.
pub const FORMULARY: &[Product] = &[
    saba("salbutamol-100", "Salbutamol", Pressurised),
    saba("ventolin-evohaler-100", "Ventolin Evohaler", Pressurised),
    saba("salamol-100", "Salamol", Pressurised),
    saba("salamol-easi-breathe-100", "Salamol Easi-Breathe", BreathActuated),
    saba("easyhaler-salbutamol-100", "Easyhaler Salbutamol", DryPowder),
    ics("clenil-modulite-50", "Clenil Modulite", "beclometasone", "50 micrograms", 50, Pressurised, "brown"),
    ics("clenil-modulite-100", "Clenil Modulite", "beclometasone", "100 micrograms", 100, Pressurised, "brown"),
    ics("clenil-modulite-200", "Clenil Modulite", "beclometasone", "200 micrograms", 200, Pressurised, "brown"),
    ics("soprobec-50", "Soprobec", "beclometasone", "50 micrograms", 50, Pressurised, "brown"),
    ics("soprobec-100", "Soprobec", "beclometasone", "100 micrograms", 100, Pressurised, "brown"),
    ics("qvar-50", "Qvar", "beclometasone extra-fine", "50 micrograms", 50, Pressurised, "brown"),
    ics("qvar-100", "Qvar", "beclometasone extra-fine", "100 micrograms", 100, Pressurised, "brown"),
    ics("pulmicort-turbohaler-100", "Pulmicort Turbohaler", "budesonide", "100 micrograms", 100, DryPowder, "brown"),
    ics("pulmicort-turbohaler-200", "Pulmicort Turbohaler", "budesonide", "200 micrograms", 200, DryPowder, "brown"),
    ics("easyhaler-budesonide-100", "Easyhaler Budesonide", "budesonide", "100 micrograms", 100, DryPowder, "brown"),
    ics("flixotide-evohaler-50", "Flixotide Evohaler", "fluticasone", "50 micrograms", 50, Pressurised, "orange"),
    ics("flixotide-evohaler-125", "Flixotide Evohaler", "fluticasone", "125 micrograms", 125, Pressurised, "orange"),
    combined(
        ics(
            "symbicort-turbohaler-200-6",
            "Symbicort Turbohaler",
            "budesonide and formoterol",
            "200/6 micrograms",
            200,
            DryPowder,
            "red and white",
        ),
        IcsFormoterol,
        Some(12),
        Some(12),
        Some(12),
    ),
    combined(
        ics(
            "symbicort-turbohaler-100-6",
            "Symbicort Turbohaler",
            "budesonide and formoterol",
            "100/6 micrograms",
            100,
            DryPowder,
            "red and white",
        ),
        IcsFormoterol,
        Some(12),
        None,
        Some(12),
    ),
    combined(
        ics(
            "symbicort-turbohaler-400-12",
            "Symbicort Turbohaler",
            "budesonide and formoterol",
            "400/12 micrograms",
            400,
            DryPowder,
            "red and white",
        ),
        IcsFormoterol,
        None,
        None,
        None,
    ),
    combined(
        ics(
            "duoresp-spiromax-160-4.5",
            "DuoResp Spiromax",
            "budesonide and formoterol",
            "160/4.5 micrograms",
            160,
            DryPowder,
            "white and red",
        ),
        IcsFormoterol,
        Some(12),
        None,
        Some(12),
    ),
    combined(
        ics(
            "fobumix-easyhaler-160-4.5",
            "Fobumix Easyhaler",
            "budesonide and formoterol",
            "160/4.5 micrograms",
            160,
            DryPowder,
            "white and red",
        ),
        IcsFormoterol,
        Some(12),
        None,
        Some(12),
    ),
    combined(
        ics(
            "fostair-100-6",
            "Fostair",
            "beclometasone extra-fine and formoterol",
            "100/6 micrograms",
            100,
            Pressurised,
            "pink",
        ),
        IcsFormoterol,
        Some(18),
        None,
        Some(8),
    ),
    combined(
        ics(
            "fostair-nexthaler-100-6",
            "Fostair NEXThaler",
            "beclometasone extra-fine and formoterol",
            "100/6 micrograms",
            100,
            DryPowder,
            "pink and white",
        ),
        IcsFormoterol,
        Some(18),
        None,
        Some(8),
    ),
    combined(
        ics(
            "luforbec-100-6",
            "Luforbec",
            "beclometasone extra-fine and formoterol",
            "100/6 micrograms",
            100,
            Pressurised,
            "pink",
        ),
        IcsFormoterol,
        Some(18),
        None,
        Some(8),
    ),
    combined(
        ics(
            "fostair-200-6",
            "Fostair",
            "beclometasone extra-fine and formoterol",
            "200/6 micrograms",
            200,
            Pressurised,
            "pink",
        ),
        IcsFormoterol,
        None,
        None,
        None,
    ),
    combined(
        ics("flutiform-50-5", "Flutiform", "fluticasone and formoterol", "50/5 micrograms", 50, Pressurised, "grey"),
        IcsLaba,
        None,
        None,
        None,
    ),
    combined(
        ics(
            "seretide-evohaler-50",
            "Seretide Evohaler",
            "fluticasone and salmeterol",
            "50/25 micrograms",
            50,
            Pressurised,
            "purple",
        ),
        IcsLaba,
        None,
        None,
        None,
    ),
    combined(
        ics(
            "seretide-evohaler-125",
            "Seretide Evohaler",
            "fluticasone and salmeterol",
            "125/25 micrograms",
            125,
            Pressurised,
            "purple",
        ),
        IcsLaba,
        None,
        None,
        None,
    ),
    combined(
        ics(
            "relvar-ellipta-92-22",
            "Relvar Ellipta",
            "fluticasone and vilanterol",
            "92/22 micrograms",
            92,
            DryPowder,
            "yellow",
        ),
        IcsLaba,
        None,
        None,
        None,
    ),
];

/// The product with a key.
pub fn product(id: &str) -> Option<&'static Product> {
    FORMULARY.iter().find(|product| product.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn keys_are_unique() {
        let keys: BTreeSet<_> = FORMULARY.iter().map(|p| p.id).collect();
        assert_eq!(keys.len(), FORMULARY.len());
    }

    #[test]
    fn only_formoterol_products_are_ever_flagged_for_mart_or_air_and_never_for_air_under_12() {
        for product in FORMULARY {
            if product.mart_from.is_some() || product.air_from.is_some() {
                assert_eq!(product.kind, IcsFormoterol, "{}", product.id);
            }
            assert!(product.air_from.is_none_or(|age| age >= 12), "{}", product.id);
        }
    }

    #[test]
    fn every_product_but_a_saba_holds_a_steroid() {
        for product in FORMULARY {
            assert_eq!(product.has_steroid(), product.kind != ProductKind::Saba, "{}", product.id);
        }
    }
}
