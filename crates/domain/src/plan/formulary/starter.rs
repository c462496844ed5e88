//! The starter formulary, for an ICB that has brought none of its own.
//!
//! Licensed ages and MART/AIR flags differ between public summaries; where they do, the stricter reading stands here.
//! What no source settled says `needs_local_confirmation`: an ICB confirms it in a formulary of its own. The regular
//! doses are the patterns inhalers of the kind are taken in and need that confirmation too. Codes are those of a public
//! list of dm+d products; none was checked against a terminology server.

use std::sync::{Arc, OnceLock};

use super::{Device, Formulary, Product, ProductKind, UsualDose};
use Device::{BreathActuated, DryPowder, Pressurised};
use ProductKind::{Ics, IcsFormoterol, IcsLaba, Saba};

/// The starter formulary: version 0.
pub fn starter() -> Formulary {
    static PRODUCTS: OnceLock<Arc<[Product]>> = OnceLock::new();
    let products = PRODUCTS.get_or_init(|| products().into()).clone();
    Formulary { version: 0, from: None, statuses: Vec::new(), products }
}

/// Key, brand, contents, strength, micrograms of steroid in a puff (0 for none), use, device, colour, dm+d code.
struct Line(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u16,
    ProductKind,
    Device,
    &'static str,
    &'static str,
);

fn line(line: &Line) -> Product {
    let Line(id, brand, generic, strength, micrograms, kind, device, colour, dmd) = line;
    let usual = if *kind == Saba { Vec::new() } else { vec![twice(1), twice(2)] };
    Product {
        id: (*id).into(),
        brand: (*brand).into(),
        generic: (*generic).into(),
        strength: format!("{strength} micrograms"),
        steroid_micrograms: (*micrograms > 0).then_some(*micrograms),
        kind: *kind,
        device: *device,
        colour: (*colour).into(),
        licensed_from: None,
        mart_from: None,
        air_from: None,
        most_a_day: None,
        usual,
        status: String::new(),
        dmd: (*dmd).into(),
        needs_local_confirmation: *kind != Saba,
    }
}

const fn twice(puffs: u8) -> UsualDose {
    UsualDose { morning: puffs, night: puffs }
}

fn products() -> Vec<Product> {
    LINES.iter().map(|each| with_flags(line(each))).collect()
}

/// MART and AIR: ages and the most puffs on one day.
fn with_flags(product: Product) -> Product {
    let budesonide = product.generic == "budesonide and formoterol";
    let (mart_from, air_from, most_a_day) = match (product.id.as_str(), product.strength.as_str()) {
        ("symbicort-turbohaler-200-6", _) => (Some(12), Some(12), Some(12)),
        (_, "100/6 micrograms" | "160/4.5 micrograms") if budesonide => (Some(12), None, Some(12)),
        (_, "100/6 micrograms") if product.kind == IcsFormoterol => (Some(18), None, Some(8)),
        _ => (None, None, None),
    };
    let usual = if most_a_day == Some(8) { vec![twice(1)] } else { product.usual };
    Product { mart_from, air_from, most_a_day, usual, ..product }
}

const BECLOMETASONE: &str = "beclometasone";
const EXTRA_FINE: &str = "beclometasone extra-fine";
const EXTRA_FINE_FORMOTEROL: &str = "beclometasone extra-fine and formoterol";
const BUDESONIDE: &str = "budesonide";
const BUDESONIDE_FORMOTEROL: &str = "budesonide and formoterol";
const FLUTICASONE: &str = "fluticasone";
const FLUTICASONE_FORMOTEROL: &str = "fluticasone and formoterol";
const FLUTICASONE_SALMETEROL: &str = "fluticasone and salmeterol";
const FLUTICASONE_VILANTEROL: &str = "fluticasone and vilanterol";
const SALBUTAMOL: &str = "salbutamol";

#[rustfmt::skip]
const LINES: &[Line] = &[
    Line("salbutamol-100", "Salbutamol", SALBUTAMOL, "100", 0, Saba, Pressurised, "blue", "39113611000001102"),
    Line("ventolin-evohaler-100", "Ventolin Evohaler", SALBUTAMOL, "100", 0, Saba, Pressurised, "blue", "222311000001102"),
    Line("salamol-100", "Salamol", SALBUTAMOL, "100", 0, Saba, Pressurised, "blue", "106511000001103"),
    Line("salamol-easi-breathe-100", "Salamol Easi-Breathe", SALBUTAMOL, "100", 0, Saba, BreathActuated, "blue", "3215311000001107"),
    Line("easyhaler-salbutamol-100", "Easyhaler Salbutamol", SALBUTAMOL, "100", 0, Saba, DryPowder, "blue", "9205211000001104"),
    Line("clenil-modulite-50", "Clenil Modulite", BECLOMETASONE, "50", 50, Ics, Pressurised, "brown", "10617711000001103"),
    Line("clenil-modulite-100", "Clenil Modulite", BECLOMETASONE, "100", 100, Ics, Pressurised, "brown", "10618211000001109"),
    Line("clenil-modulite-200", "Clenil Modulite", BECLOMETASONE, "200", 200, Ics, Pressurised, "brown", "10619311000001107"),
    Line("soprobec-50", "Soprobec", BECLOMETASONE, "50", 50, Ics, Pressurised, "brown", "36603211000001106"),
    Line("soprobec-100", "Soprobec", BECLOMETASONE, "100", 100, Ics, Pressurised, "brown", "36603611000001108"),
    Line("soprobec-200", "Soprobec", BECLOMETASONE, "200", 200, Ics, Pressurised, "brown", "36603411000001105"),
    Line("kelhale-50", "Kelhale", EXTRA_FINE, "50", 50, Ics, Pressurised, "", "35430111000001100"),
    Line("kelhale-100", "Kelhale", EXTRA_FINE, "100", 100, Ics, Pressurised, "", "35430311000001103"),
    Line("qvar-50", "Qvar", EXTRA_FINE, "50", 50, Ics, Pressurised, "brown", "3176811000001102"),
    Line("qvar-100", "Qvar", EXTRA_FINE, "100", 100, Ics, Pressurised, "brown", "3175611000001106"),
    Line("pulmicort-turbohaler-100", "Pulmicort Turbohaler", BUDESONIDE, "100", 100, Ics, DryPowder, "brown", "3113111000001106"),
    Line("pulmicort-turbohaler-200", "Pulmicort Turbohaler", BUDESONIDE, "200", 200, Ics, DryPowder, "brown", "3112411000001105"),
    Line("easyhaler-budesonide-100", "Easyhaler Budesonide", BUDESONIDE, "100", 100, Ics, DryPowder, "brown", "10073911000001106"),
    Line("easyhaler-budesonide-200", "Easyhaler Budesonide", BUDESONIDE, "200", 200, Ics, DryPowder, "brown", "10074611000001102"),
    Line("flixotide-evohaler-50", "Flixotide Evohaler", FLUTICASONE, "50", 50, Ics, Pressurised, "orange", "726611000001102"),
    Line("flixotide-evohaler-125", "Flixotide Evohaler", FLUTICASONE, "125", 125, Ics, Pressurised, "orange", "398511000001105"),
    Line("flixotide-evohaler-250", "Flixotide Evohaler", FLUTICASONE, "250", 250, Ics, Pressurised, "orange", "2831211000001109"),
    Line("symbicort-turbohaler-200-6", "Symbicort Turbohaler", BUDESONIDE_FORMOTEROL, "200/6", 200, IcsFormoterol, DryPowder, "red and white", "3294611000001104"),
    Line("symbicort-turbohaler-100-6", "Symbicort Turbohaler", BUDESONIDE_FORMOTEROL, "100/6", 100, IcsFormoterol, DryPowder, "red and white", "3294211000001101"),
    Line("symbicort-turbohaler-400-12", "Symbicort Turbohaler", BUDESONIDE_FORMOTEROL, "400/12", 400, IcsFormoterol, DryPowder, "red and white", "4373811000001100"),
    Line("duoresp-spiromax-160-4.5", "DuoResp Spiromax", BUDESONIDE_FORMOTEROL, "160/4.5", 160, IcsFormoterol, DryPowder, "white and red", "25254111000001105"),
    Line("duoresp-spiromax-320-9", "DuoResp Spiromax", BUDESONIDE_FORMOTEROL, "320/9", 320, IcsFormoterol, DryPowder, "white and red", "25254711000001106"),
    Line("fobumix-easyhaler-80-4.5", "Fobumix Easyhaler", BUDESONIDE_FORMOTEROL, "80/4.5", 80, IcsFormoterol, DryPowder, "white and red", "34950611000001103"),
    Line("fobumix-easyhaler-160-4.5", "Fobumix Easyhaler", BUDESONIDE_FORMOTEROL, "160/4.5", 160, IcsFormoterol, DryPowder, "white and red", "34950311000001108"),
    Line("fobumix-easyhaler-320-9", "Fobumix Easyhaler", BUDESONIDE_FORMOTEROL, "320/9", 320, IcsFormoterol, DryPowder, "white and red", "34812111000001106"),
    Line("wockair-160-4.5", "WockAIR", BUDESONIDE_FORMOTEROL, "160/4.5", 160, IcsFormoterol, DryPowder, "", ""),
    Line("fostair-100-6", "Fostair", EXTRA_FINE_FORMOTEROL, "100/6", 100, IcsFormoterol, Pressurised, "pink", "12906411000001100"),
    Line("fostair-nexthaler-100-6", "Fostair NEXThaler", EXTRA_FINE_FORMOTEROL, "100/6", 100, IcsFormoterol, DryPowder, "pink and white", "26112111000001106"),
    Line("luforbec-100-6", "Luforbec", EXTRA_FINE_FORMOTEROL, "100/6", 100, IcsFormoterol, Pressurised, "pink", ""),
    Line("bibecfo-100-6", "Bibecfo", EXTRA_FINE_FORMOTEROL, "100/6", 100, IcsFormoterol, Pressurised, "", ""),
    Line("fostair-200-6", "Fostair", EXTRA_FINE_FORMOTEROL, "200/6", 200, IcsFormoterol, Pressurised, "pink", "31063411000001101"),
    Line("fostair-nexthaler-200-6", "Fostair NEXThaler", EXTRA_FINE_FORMOTEROL, "200/6", 200, IcsFormoterol, DryPowder, "pink and white", "31063111000001106"),
    Line("flutiform-50-5", "Flutiform", FLUTICASONE_FORMOTEROL, "50/5", 50, IcsLaba, Pressurised, "grey", "21020611000001104"),
    Line("flutiform-125-5", "Flutiform", FLUTICASONE_FORMOTEROL, "125/5", 125, IcsLaba, Pressurised, "grey", "21019411000001101"),
    Line("seretide-evohaler-50", "Seretide Evohaler", FLUTICASONE_SALMETEROL, "50/25", 50, IcsLaba, Pressurised, "purple", "453611000001102"),
    Line("seretide-evohaler-125", "Seretide Evohaler", FLUTICASONE_SALMETEROL, "125/25", 125, IcsLaba, Pressurised, "purple", "810211000001105"),
    Line("seretide-evohaler-250", "Seretide Evohaler", FLUTICASONE_SALMETEROL, "250/25", 250, IcsLaba, Pressurised, "purple", "539811000001106"),
    Line("relvar-ellipta-92-22", "Relvar Ellipta", FLUTICASONE_VILANTEROL, "92/22", 92, IcsLaba, DryPowder, "yellow", "23622011000001107"),
    Line("relvar-ellipta-184-22", "Relvar Ellipta", FLUTICASONE_VILANTEROL, "184/22", 184, IcsLaba, DryPowder, "yellow", "23621711000001102"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::answers_to;
    use super::*;

    #[test]
    fn keys_are_unique_and_codes_pass_their_check_digit() {
        let formulary = starter();
        let keys: BTreeSet<_> = formulary.products.iter().map(|p| &p.id).collect();
        assert_eq!(keys.len(), formulary.products.len());
        for product in formulary.products.iter().filter(|p| !p.dmd.is_empty()) {
            assert!(verhoeff::validate(product.dmd.as_str()), "{}", product.id);
        }
    }

    #[test]
    fn only_formoterol_products_are_ever_flagged_for_mart_or_air_and_never_for_air_under_12() {
        for product in starter().products.iter() {
            if product.mart_from.is_some() || product.air_from.is_some() {
                assert_eq!(product.kind, IcsFormoterol, "{}", product.id);
            }
            assert!(product.air_from.is_none_or(|age| age >= 12), "{}", product.id);
            let highest = product.usual.iter().map(|dose| dose.morning + dose.night).max();
            assert!(product.most_a_day.is_none_or(|most| highest.is_some_and(|dose| dose <= most)), "{}", product.id);
        }
    }

    #[test]
    fn every_product_but_a_saba_holds_a_steroid() {
        for product in starter().products.iter() {
            assert_eq!(product.has_steroid(), product.kind != Saba, "{}", product.id);
        }
    }

    #[test]
    fn words_find_products_by_what_people_call_them() {
        let found = |typed: &str| -> BTreeSet<String> {
            starter().products.iter().filter(|p| answers_to(&p.words(), typed)).map(|p| p.id.clone()).collect()
        };
        for (typed, id) in [
            ("fost", "fostair-100-6"),
            ("blue", "salamol-100"),
            ("evohaler 125", "flixotide-evohaler-125"),
            ("160/4.5", "duoresp-spiromax-160-4.5"),
            ("AIR symb", "symbicort-turbohaler-200-6"),
            ("becl dry", "fostair-nexthaler-100-6"),
        ] {
            assert!(found(typed).contains(id), "{typed}: {:?}", found(typed));
        }
        assert_eq!(found("fostair 50"), BTreeSet::new());
        assert_eq!(found("").len(), starter().products.len());
    }
}
