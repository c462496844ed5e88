//! What a note says, in a line.

use super::{Attack, HowLong, Note, Puffs, Visit};
use crate::diary::{Daytime, DiaryEntry, RelieverUse};
use crate::plan::content::Meter;
use crate::time::say_date;

impl DiaryEntry {
    /// What was said, in a line.
    pub fn said(&self) -> String {
        let symptoms = self.check_in.symptoms;
        let mut said = Vec::new();
        if symptoms.too_breathless {
            said.push("too breathless to talk, eat or sleep");
        }
        match symptoms.daytime {
            Daytime::None => {}
            Daytime::Some => said.push("some symptoms"),
            Daytime::Interfering => said.push("symptoms in the way of the day"),
        }
        if symptoms.woke_at_night {
            said.push("woke at night");
        }
        match symptoms.reliever {
            RelieverUse::None => {}
            RelieverUse::Helped => said.push("reliever helped"),
            RelieverUse::NotLasting => said.push("reliever not lasting"),
        }
        if said.is_empty() { "no symptoms".into() } else { said.join(", ") }
    }
}

impl Note {
    /// What it is.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::PeakFlow(_) => "Peak flow",
            Self::Reliever { .. } => "Reliever",
            Self::Night { .. } => "Night",
            Self::Triggers { .. } => "Triggers",
            Self::Attack(_) => "Attack",
            Self::Visit(Visit::AAndE) => "A&E",
            Self::Visit(Visit::Hospital { .. }) => "Hospital",
        }
    }

    /// What was said, in a line.
    pub fn said(&self) -> String {
        match self {
            Self::PeakFlow(blows) => {
                let all = blows.blows.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
                let scale = if blows.meter == Meter::Wright { ", old (Wright) meter" } else { "" };
                match blows.blows.len() {
                    1 => format!("{}{scale}", blows.best()),
                    _ => format!("{}, the best of {all}{scale}", blows.best()),
                }
            }
            Self::Reliever { puffs: 0 } => "no puffs".into(),
            Self::Reliever { puffs: 1 } => "1 puff".into(),
            Self::Reliever { puffs } => format!("{puffs} puffs"),
            Self::Night { times: 0 } => "slept through".into(),
            Self::Night { times: 1 } => "woke once".into(),
            Self::Night { times } => format!("woke {times} times"),
            Self::Triggers { triggers } => triggers.join(", "),
            Self::Attack(attack) => attack.said(),
            Self::Visit(Visit::AAndE) => "went to A&E and home again".into(),
            Self::Visit(Visit::Hospital { left: None }) => "stayed in hospital".into(),
            Self::Visit(Visit::Hospital { left: Some(day) }) => format!("stayed in hospital until {}", say_date(*day)),
        }
    }
}

impl Attack {
    fn said(self) -> String {
        let mut said = vec![self.puffs.words(), self.how_long.words()];
        if self.steroids {
            said.push("took steroid tablets");
        }
        if self.called_999 {
            said.push("called 999");
        }
        said.join(", ")
    }
}

impl Puffs {
    /// What was taken.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoInhaler => "no inhaler there",
            Self::UpToFive => "1 to 5 puffs",
            Self::UpToTen => "6 to 10 puffs",
            Self::More => "more than 10 puffs",
        }
    }
}

impl HowLong {
    /// How long it was.
    pub const fn words(self) -> &'static str {
        match self {
            Self::TenMinutes => "over in 10 minutes",
            Self::Hour => "over in an hour",
            Self::Longer => "longer than an hour",
            Self::StillOn => "not over yet",
        }
    }
}
