//! Air quality and pollen of an area. What is asked is the code of an ICB, never anything of a person; the answer is kept
//! in memory, so that a thousand people who look ask once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::OdsCode;
use domain::air::{AirPage, AirReport, AirView};
use integrations::air::AirService;
use storage::{organisations, patients};
use tokio::sync::Mutex;

use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// An answer is asked for anew after this.
const FRESH: TimeDelta = TimeDelta::minutes(30);
/// After a failure it is tried again after this.
const RESTED: TimeDelta = TimeDelta::minutes(5);

/// Asks for areas, and remembers.
pub struct AirDesk {
    service: Arc<dyn AirService>,
    areas: Mutex<BTreeMap<OdsCode, Arc<Mutex<Remembered>>>>,
}

/// What is remembered of an area.
#[derive(Default)]
struct Remembered {
    /// Not asked again before this.
    until: Option<DateTime<Utc>>,
    report: Option<AirReport>,
}

impl fmt::Debug for AirDesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AirDesk")
    }
}

impl AirDesk {
    /// Asks this service.
    pub fn new(service: Arc<dyn AirService>) -> Self {
        Self { service, areas: Mutex::default() }
    }

    /// What is known of an area now. Whoever comes while it is asked for waits for the same answer.
    async fn of(&self, area: &OdsCode, now: DateTime<Utc>) -> AirView {
        if !self.service.is_set_up() {
            return AirView::NotHere;
        }
        let remembered = self.areas.lock().await.entry(area.clone()).or_default().clone();
        let mut known = remembered.lock().await;
        if known.until.is_none_or(|until| now >= until) {
            let answer = self.service.ask(area).await;
            let sound = answer.is_ok_and(|report| {
                let sound = report.is_sound(now);
                if sound {
                    known.report = Some(report);
                }
                sound
            });
            known.until = Some(now + if sound { FRESH } else { RESTED });
        }
        // An older answer is better than none while it still says something of today: its time stands beside it.
        match known.report.as_ref().filter(|report| report.is_sound(now)) {
            Some(report) => AirView::Known(report.clone()),
            None => AirView::NotNow,
        }
    }
}

/// Air quality and pollen of the ICB of the person's practice.
///
/// # Errors
/// When a row cannot be read.
pub async fn my_air(access: &PatientAccess, services: &Services) -> Result<AirPage, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let icb = {
        let read = services.store.read().await?;
        let patient = patients::own(&*read, access.patient()).await?.ok_or(Refused::NotFound)?;
        match organisations::by_code(&*read, &patient.practice).await?.and_then(|practice| practice.icb) {
            Some(icb) => organisations::by_code(&*read, &icb).await?,
            None => None,
        }
    };
    let (area, view) = match icb {
        Some(icb) => (icb.name, services.air.of(&icb.code, services.now()).await),
        None => (String::new(), AirView::NotHere),
    };
    Ok(AirPage { person, area, view, demo: services.demo })
}
