//! A day played through hour by hour, so that a nurse can read beforehand what the plan would say on it. The answers are
//! those of [`advise`], nothing here decides.

use super::{Advice, CheckIn, Daytime, RelieverUse, Symptoms, advise};
use crate::plan::zones::READING_RANGE;
use crate::plan::{PlanContent, Thresholds};

/// Hours of the day that is played, the last one included.
pub const HOURS: std::ops::RangeInclusive<u8> = 7..=23;

/// A moment at which the person could check in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// The night before the day.
    Night,
    /// A full hour.
    Hour(u8),
}

impl Moment {
    /// "7am", "midday", "5pm".
    pub fn words(self) -> String {
        match self {
            Self::Night => "night".into(),
            Self::Hour(12) => "midday".into(),
            Self::Hour(hour @ 0..12) => format!("{hour}am"),
            Self::Hour(hour) => format!("{}pm", hour - 12),
        }
    }
}

/// Peak flow over the day: it falls evenly from the morning to its worst and stays there. No recovery is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blows {
    morning: u16,
    /// As set; while it is above the morning, the morning counts.
    worst: u16,
    worst_at: u8,
}

impl Blows {
    /// The course of a day.
    pub fn new(morning: u16, worst: u16, worst_at: u8) -> Self {
        let reading = |number: u16| number.clamp(*READING_RANGE.start(), *READING_RANGE.end());
        Self {
            morning: reading(morning),
            worst: reading(worst),
            worst_at: worst_at.clamp(*HOURS.start(), *HOURS.end()),
        }
    }

    /// The same all day.
    pub fn steady(reading: u16) -> Self {
        Self::new(reading, reading, *HOURS.end())
    }

    /// First thing in the morning.
    pub const fn morning(self) -> u16 {
        self.morning
    }

    /// At its worst, never above the morning.
    pub fn worst(self) -> u16 {
        self.worst.min(self.morning)
    }

    /// The hour from which it is at its worst.
    pub const fn worst_at(self) -> u8 {
        self.worst_at
    }

    /// Another morning. The worst comes down with it, and goes back up with it: a morning of 500 is typed by way of 50.
    #[must_use]
    pub fn with_morning(self, morning: u16) -> Self {
        Self::new(morning, self.worst, self.worst_at)
    }

    /// Another worst; the morning goes up with it.
    #[must_use]
    pub fn with_worst(self, worst: u16) -> Self {
        Self::new(self.morning.max(worst), worst, self.worst_at)
    }

    /// Another hour of the worst.
    #[must_use]
    pub fn with_worst_at(self, hour: u8) -> Self {
        Self::new(self.morning, self.worst, hour)
    }

    /// No reading above `best`.
    #[must_use]
    pub fn at_most(self, best: u16) -> Self {
        Self::new(self.morning.min(best), self.worst.min(best), self.worst_at)
    }

    /// The reading at an hour, rounded **down**: a reading in between never looks better than it is.
    pub fn reading(self, hour: u8) -> u16 {
        if hour >= self.worst_at {
            return self.worst();
        }
        let whole = u32::from(self.worst_at - HOURS.start());
        let gone = u32::from(hour.saturating_sub(*HOURS.start()));
        let fallen = (u32::from(self.morning - self.worst()) * gone).div_ceil(whole);
        self.morning - u16::try_from(fallen).unwrap_or(self.morning)
    }
}

/// A day as somebody sets it. What has begun goes on until its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadDay {
    /// Peak flow; `None` when it is not measured.
    pub peak_flow: Option<Blows>,
    /// Asthma woke the person in the night before.
    pub woke_at_night: bool,
    /// Symptoms in the day.
    pub daytime: Daytime,
    /// The hour at which they begin.
    pub daytime_from: u8,
    /// Use of the reliever.
    pub reliever: RelieverUse,
    /// The hour at which it begins.
    pub reliever_from: u8,
    /// Too breathless to talk, eat or sleep.
    pub too_breathless: bool,
    /// The hour at which that begins.
    pub too_breathless_from: u8,
}

/// What the person would be told at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub moment: Moment,
    /// What they would say.
    pub check_in: CheckIn,
    /// What they would read.
    pub advice: Advice,
}

impl BadDay {
    /// What the person would say at a moment. At night nobody blows, and the day has not begun.
    pub fn check_in(&self, moment: Moment) -> CheckIn {
        let begun = |from: u8| matches!(moment, Moment::Hour(hour) if hour >= from);
        CheckIn {
            peak_flow: match moment {
                Moment::Night => None,
                Moment::Hour(hour) => self.peak_flow.map(|blows| blows.reading(hour)),
            },
            symptoms: Symptoms {
                daytime: if begun(self.daytime_from) { self.daytime } else { Daytime::None },
                woke_at_night: self.woke_at_night,
                reliever: if begun(self.reliever_from) { self.reliever } else { RelieverUse::None },
                too_breathless: self.too_breathless && begun(self.too_breathless_from),
            },
        }
    }

    /// The whole day, moment by moment. Who sleeps through the night reads nothing in it.
    pub fn play(&self, plan: Option<&PlanContent>) -> Vec<Told> {
        let night = self.woke_at_night.then_some(Moment::Night);
        night
            .into_iter()
            .chain(HOURS.map(Moment::Hour))
            .map(|moment| {
                let check_in = self.check_in(moment);
                Told { moment, check_in, advice: advise(plan, &check_in) }
            })
            .collect()
    }
}

/// Moments after each other at which the person is told to do the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: Moment,
    /// The moment at which something else is said; `None` for the last span.
    pub until: Option<Moment>,
    /// What is said at the first.
    pub advice: Advice,
    /// Why: at the first moment, whenever another symptom joins, and from when on it stays the same. Readings in
    /// between are left out.
    pub because: Vec<(Moment, String)>,
}

impl Span {
    /// "7am to 1pm".
    pub fn words(&self) -> String {
        let first = Moment::Hour(*HOURS.start());
        match (self.from, self.until) {
            (Moment::Night, None) => "The night and all day".into(),
            (Moment::Night, Some(until)) if until == first => "In the night".into(),
            (Moment::Night, Some(until)) => format!("From the night to {}", until.words()),
            (from, None) if from == first => "All day".into(),
            (from, None) => format!("From {}", from.words()),
            (from, Some(until)) => format!("{} to {}", from.words(), until.words()),
        }
    }
}

/// Brings together what reads the same.
pub fn spans(day: &[Told]) -> Vec<Span> {
    let same = |a: &Told, b: &Told| {
        let (a, b) = (&a.advice, &b.advice);
        a.zone == b.zone && a.urgency == b.urgency && a.actions == b.actions
    };
    let groups: Vec<&[Told]> = day.chunk_by(same).collect();
    let starts = groups.iter().skip(1).map(|group| group.first().map(|told| told.moment)).chain([None]);
    groups.iter().zip(starts).filter_map(|(group, until)| span(group, until)).collect()
}

fn span(group: &[Told], until: Option<Moment>) -> Option<Span> {
    let (first, last) = (group.first()?, group.last()?);
    let mut because = vec![(first.moment, first.advice.because.clone())];
    for pair in group.windows(2) {
        let [before, now] = pair else { continue };
        let joined = before.check_in.symptoms != now.check_in.symptoms || now.advice.because == last.advice.because;
        if joined && because.last().is_some_and(|(_, said)| *said != now.advice.because) {
            because.push((now.moment, now.advice.because.clone()));
        }
    }
    Some(Span { from: first.moment, until, advice: first.advice.clone(), because })
}

/// A day to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Nothing is wrong.
    GoodDay,
    /// A cold comes on.
    Cold,
    /// An asthma attack.
    Attack,
}

impl Preset {
    /// Every preset, best first.
    pub const ALL: [Self; 3] = [Self::GoodDay, Self::Cold, Self::Attack];

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::GoodDay => "A good day",
            Self::Cold => "A cold coming",
            Self::Attack => "An asthma attack",
        }
    }

    /// The day. Readings follow from the plan's own lines: none is a number of ours.
    pub fn day(self, lines: Option<Thresholds>) -> BadDay {
        let well = BadDay {
            peak_flow: lines.map(|lines| Blows::steady(lines.best)),
            woke_at_night: false,
            daytime: Daytime::None,
            daytime_from: 9,
            reliever: RelieverUse::None,
            reliever_from: 12,
            too_breathless: false,
            too_breathless_from: 18,
        };
        match self {
            Self::GoodDay => well,
            Self::Cold => BadDay {
                peak_flow: lines.map(|lines| {
                    let between = lines.red_below + (lines.amber_below - lines.red_below) / 2;
                    Blows::new(lines.best, between, 18)
                }),
                daytime: Daytime::Some,
                daytime_from: 11,
                reliever: RelieverUse::Helped,
                reliever_from: 15,
                ..well
            },
            Self::Attack => BadDay {
                peak_flow: lines.map(|lines| {
                    let line = lines.emergency_below.unwrap_or(lines.red_below);
                    Blows::new(lines.amber_below, line.saturating_sub(1), 18)
                }),
                woke_at_night: true,
                daytime: Daytime::Interfering,
                daytime_from: 9,
                reliever: RelieverUse::NotLasting,
                reliever_from: 16,
                too_breathless: true,
                ..well
            },
        }
    }
}
