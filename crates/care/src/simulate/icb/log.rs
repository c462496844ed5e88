//! The made-up ICB as files: its organisations and its event log, as `passport import organisations` and `passport events
//! import` read them.

use std::io::{self, Write};

use chrono::SecondsFormat;
use domain::OrganisationKind;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use storage::activity_events::ActivityEvent;

use super::life::IcbLife;
use super::rates::REPEATED;
use super::sizes::World;
use super::{BATCH, IcbOptions, IcbSimulated, lives};

const COLUMNS: [&str; 13] = [
    "event_id",
    "person",
    "practice_ods_code",
    "kind",
    "happened_at",
    "received_at",
    "until",
    "source",
    "born",
    "sex",
    "ethnicity",
    "deprivation",
    "language",
];

/// Writes the organisations.
///
/// # Errors
/// When the file cannot be written.
pub fn write_organisations(options: &IcbOptions, file: impl Write) -> io::Result<()> {
    let world = World::new(options);
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record(["ods_code", "name", "icb_code", "icb_name", "pcn_code", "pcn_name"])?;
    let icb = world.above.iter().find(|place| place.kind == OrganisationKind::Icb);
    let Some(icb) = icb else { return Ok(()) };
    for spot in &world.practices {
        let place = &spot.organisation;
        let network = world.above.iter().find(|above| Some(&above.code) == place.parent.as_ref());
        let (code, name) = network.map_or(("", ""), |network| (network.code.as_str(), network.name.as_str()));
        csv.write_record([place.code.as_str(), &place.name, icb.code.as_str(), &icb.name, code, name])?;
    }
    csv.flush()
}

/// Writes the event log, person by person in batches; a batch is shuffled and repeats a few rows, as logs of other systems
/// do. `progress` hears how many people are written.
///
/// # Errors
/// When the file cannot be written.
pub fn write_log(options: &IcbOptions, file: impl Write, mut progress: impl FnMut(u64)) -> io::Result<IcbSimulated> {
    let world = World::new(options);
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record(COLUMNS)?;
    let mut rng = StdRng::seed_from_u64(options.seed ^ 0x5AFF_1E00);
    let mut made = IcbSimulated::default();
    let mut first = 0;
    while first < options.patients {
        let last = first.saturating_add(BATCH).min(options.patients);
        let people = lives(&world, options, first..last, options.end());
        first = last;
        let mut rows: Vec<(&IcbLife, &ActivityEvent)> = Vec::new();
        for life in &people {
            made.take(life);
            rows.extend(life.events.iter().map(|event| (life, event)));
        }
        for at in 0..rows.len() {
            if rng.random_bool(REPEATED)
                && let Some(row) = rows.get(at).copied()
            {
                rows.push(row);
                made.repeated += 1;
            }
        }
        for at in (1..rows.len()).rev() {
            rows.swap(at, rng.random_range(0..=at));
        }
        for (life, event) in rows {
            csv.write_record(cells(life, event))?;
        }
        progress(made.patients);
    }
    csv.flush()?;
    Ok(made)
}

/// A row. What is said of the person stands where they came on the register.
fn cells(life: &IcbLife, event: &ActivityEvent) -> [String; 13] {
    let traits = Some(&life.traits).filter(|_| event.kind == domain::EventKind::Eligible);
    let said = |text: Option<String>| text.unwrap_or_default();
    [
        event.id.to_string(),
        event.patient.to_string(),
        event.practice.to_string(),
        event.kind.as_str().into(),
        event.happened_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        event.received_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        said(event.until.map(|day| day.to_string())),
        said(event.source.map(|source| source.as_str().into())),
        said(traits.and_then(|known| known.born).map(|born| born.date().to_string())),
        said(traits.and_then(|known| known.sex).map(|sex| sex.as_str().into())),
        said(traits.and_then(|known| known.ethnicity.clone())),
        said(traits.and_then(|known| known.deprivation).map(|fifth| fifth.to_string())),
        said(traits.and_then(|known| known.language.clone())),
    ]
}
