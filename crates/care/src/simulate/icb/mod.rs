//! A whole made-up ICB: practices that join in waves, people who are invited, stay or go, and have their attacks in season.
//! Everything follows from the seed and the days: the same seed and the same last day make the same events to the byte.
//!
//! People here are events and figures with a name on a register; they have no plan to open and no diary to read. The lives
//! of [`super::simulate`] have both, and cost a hundred times as much.

mod life;
mod load;
mod log;
mod rates;
mod replay;
mod seasons;
mod sizes;
mod usage;
mod waves;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::time::london_midnight;
use serde::{Deserialize, Serialize};

use life::IcbLife;
use sizes::World;

pub use load::{load_icb, loaded_icb};
pub use log::{write_log, write_organisations};
pub use replay::{Replayed, replay_icb};
pub use sizes::MOST_PRACTICES;

/// People at a time in memory, in a transaction, and shuffled among each other in a log.
const BATCH: u32 = 500;

/// What ICB to make up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IcbOptions {
    /// How many practices.
    pub practices: u32,
    /// In how many waves they join.
    pub waves: u32,
    /// People on their registers.
    pub patients: u32,
    /// For how many days.
    pub days: u32,
    /// The same seed makes the same ICB.
    pub seed: u64,
    /// The last of the days, whole; it must be over.
    pub last: NaiveDate,
}

/// What was made up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IcbSimulated {
    /// People on registers.
    pub patients: u64,
    /// Of them, registered with the passport at some time.
    pub registered: u64,
    /// Events.
    pub events: u64,
    /// Of them, heard of after their day was frozen.
    pub late: u64,
    /// Rows of a log that repeat another.
    pub repeated: u64,
    /// People who were there already, and were left as they are.
    pub known: u64,
}

impl IcbOptions {
    /// The first of the days.
    pub(super) fn first_day(&self) -> NaiveDate {
        self.last.checked_sub_days(Days::new(u64::from(self.days.saturating_sub(1)))).unwrap_or(self.last)
    }

    /// The last moment of the last day.
    pub(super) fn end(&self) -> DateTime<Utc> {
        london_midnight(self.last.succ_opt().unwrap_or(self.last)) - TimeDelta::milliseconds(1)
    }
}

impl IcbSimulated {
    fn take(&mut self, life: &IcbLife) {
        use domain::EventKind::Registered;
        self.patients += 1;
        self.registered += u64::from(life.events.iter().any(|event| event.kind == Registered));
        self.events += u64::try_from(life.events.len()).unwrap_or(0);
        let late = life.events.iter().filter(|event| event.fact().is_late()).count();
        self.late += u64::try_from(late).unwrap_or(0);
    }
}

/// The lives of some people, up to a moment; whoever is on no register by then is left out.
fn lives(world: &World, options: &IcbOptions, people: std::ops::Range<u32>, end: DateTime<Utc>) -> Vec<IcbLife> {
    people.filter_map(|person| life::live(world, options, person, end)).collect()
}
