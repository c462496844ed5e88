//! The ICB itself: networks and practices of unequal size. None of the codes is one the ODS would give out: no ICB, network
//! or practice has one that starts so.

use std::f64::consts::TAU;

use domain::{OdsCode, Organisation, OrganisationKind};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::super::people::{pick, weighted};
use super::IcbOptions;
use super::rates::{PRACTICES_OF_PCN, SIZES};
use super::waves;

/// The made-up ICB.
pub(super) const ICB: &str = "QZX";
/// Most practices: as many as codes.
pub const MOST_PRACTICES: u32 = 9_999;

const PLACES: &[&str] = &[
    "Ashdown",
    "Beckford",
    "Castle",
    "Dunmere",
    "Eastfield",
    "Fairwater",
    "Greenhill",
    "Hollow Lane",
    "Ivy Bank",
    "Kingsmoor",
    "Larkrise",
    "Market Place",
    "Northgate",
    "Orchard",
    "Priory",
    "Quarry Road",
    "Ridgeway",
    "Southfield",
    "Thornbury Lane",
    "Upland",
    "Valley",
    "Westbrook",
    "Yew Tree",
];
const KINDS: &[&str] = &["Surgery", "Medical Centre", "Practice", "Health Centre", "Family Practice"];

/// A practice as the simulation sees it.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) organisation: Organisation,
    pub(super) phone: String,
    /// How many people it has, compared with the others.
    pub(super) size: u32,
    /// How well it recruits, about 1.
    pub(super) zeal: f64,
    /// The day it joins.
    pub(super) joins: chrono::NaiveDate,
    /// Its usual fifth of deprivation, 1 the most deprived.
    pub(super) fifth: u32,
}

/// An ICB with everything in it.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// ICB and networks, from the top down.
    pub(super) above: Vec<Organisation>,
    pub(super) practices: Vec<Spot>,
    weights: Vec<(u32, usize)>,
    patients: u32,
}

impl World {
    /// The same for the same options.
    pub(super) fn new(options: &IcbOptions) -> Self {
        let mut rng = StdRng::seed_from_u64(options.seed ^ 0x1CB0_1CB0);
        let (mut above, mut practices) = (Vec::new(), Vec::new());
        let Ok(icb) = OdsCode::parse(ICB) else { return Self { above, practices, weights: Vec::new(), patients: 0 } };
        above.push(Organisation {
            code: icb.clone(),
            name: "Southmere ICB (simulated)".into(),
            kind: OrganisationKind::Icb,
            parent: None,
            icb: None,
            demo: true,
        });
        let mut network: Option<OdsCode> = None;
        for at in 0..usize::try_from(options.practices.min(MOST_PRACTICES)).unwrap_or(0) {
            if at % PRACTICES_OF_PCN == 0 {
                let number = at / PRACTICES_OF_PCN + 1;
                network = OdsCode::parse(&format!("Z8P{number:04}")).ok();
                above.extend(network.clone().map(|code| Organisation {
                    code,
                    name: format!("{} PCN {number}", pick(&mut rng, PLACES, "Valley")),
                    kind: OrganisationKind::Pcn,
                    parent: Some(icb.clone()),
                    icb: Some(icb.clone()),
                    demo: true,
                }));
            }
            let Ok(code) = OdsCode::parse(&format!("Z8{:04}", at + 1)) else { continue };
            let name = format!("{} {}", pick(&mut rng, PLACES, "Valley"), pick(&mut rng, KINDS, "Surgery"));
            practices.push(Spot {
                organisation: Organisation {
                    code,
                    name,
                    kind: OrganisationKind::Practice,
                    parent: network.clone(),
                    icb: Some(icb.clone()),
                    demo: true,
                },
                // 01632 960000 to 960999 are kept free for drama.
                phone: format!("01632 960{:03}", rng.random_range(0..1000)),
                size: size(&mut rng),
                zeal: rng.random_range(0.55..1.25),
                joins: waves::joins(&mut rng, options, at),
                fifth: rng.random_range(1..=5),
            });
        }
        let weights = practices.iter().enumerate().map(|(at, spot)| (spot.size, at)).collect();
        Self { above, practices, weights, patients: options.patients }
    }

    /// Where the person with this number is registered first. Larger practices have more numbers, and those of a practice
    /// follow each other: what is counted together then touches few practices.
    pub(super) fn home(&self, number: u32) -> Option<&Spot> {
        let all: u64 = self.practices.iter().map(|spot| u64::from(spot.size)).sum();
        let place = u64::from(number) * all / u64::from(self.patients.max(1));
        let mut passed = 0;
        self.practices.iter().find(|spot| {
            passed += u64::from(spot.size);
            place < passed
        })
    }

    /// Where somebody moves: the larger the practice, the likelier.
    pub(super) fn somewhere(&self, rng: &mut StdRng) -> Option<&Spot> {
        self.practices.get(weighted(rng, &self.weights, 0))
    }
}

/// In thousandths of a usual practice, spread as sizes are: many about the middle, a few large.
fn size(rng: &mut StdRng) -> u32 {
    let (one, two): (f64, f64) = (rng.random_range(0.001..1.0), rng.random_range(0.0..1.0));
    let normal = (-2.0 * one.ln()).sqrt() * (TAU * two).cos();
    let thousandths = waves::whole((normal * SIZES).exp() * 1_000.0).clamp(150, 8_000);
    u32::try_from(thousandths).unwrap_or(1_000)
}
