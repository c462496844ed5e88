//! The forms of notes as typed. Each can be answered by tapping alone, but for numbers.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{Attack, Blows, DiaryNote, HowLong, Note, Puffs, Visit};
use crate::FieldProblem;
use crate::plan::content::Meter;
use crate::plan::zones::READING_RANGE;
use crate::time::{london_day, london_time, read_date};

/// Triggers to tap, as word of the form and as kept.
pub const TRIGGERS: [(&str, &str); 10] = [
    ("cold", "A cold or flu"),
    ("pollen", "Pollen"),
    ("exercise", "Exercise"),
    ("cold_air", "Cold air"),
    ("pollution", "Air pollution"),
    ("smoke", "Smoke or vaping"),
    ("animals", "Animals"),
    ("dust", "Dust"),
    ("mould", "Mould or damp"),
    ("feelings", "Stress or strong feelings"),
];

/// Parts of a day: word of the form, what it is called, and the London hour that stands for it.
pub const PARTS: [(&str, &str, u32); 4] =
    [("night", "Night", 3), ("morning", "Morning", 9), ("afternoon", "Afternoon", 15), ("evening", "Evening", 20)];

/// No counter of a day goes higher.
const MOST_PUFFS: u16 = 99;
/// Nobody counts further in a night.
const MOST_TIMES: u16 = 20;
/// Longest trigger of one's own.
const LONGEST_TRIGGER: usize = 60;

/// A form as typed: the values by the name of their field. What is not there is blank.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a>(pub &'a BTreeMap<String, String>);

/// What a form is read with.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// The present moment.
    pub now: DateTime<Utc>,
    /// The person's day of birth: nothing happened before it.
    pub born: NaiveDate,
}

/// Kinds that have a form.
pub const KINDS: [&str; 6] = ["attack", "visit", "peak_flow", "reliever", "night", "triggers"];

/// The part of the day of a moment in London.
pub fn part_of(at: DateTime<Utc>) -> &'static str {
    match at.with_timezone(&chrono_tz::Europe::London).format("%H").to_string().parse::<u32>() {
        Ok(0..6) => "night",
        Ok(6..12) => "morning",
        Ok(12..17) => "afternoon",
        _ => "evening",
    }
}

type Problems = Vec<FieldProblem>;

impl Typed<'_> {
    fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |text| text.trim())
    }

    /// Reads a form of this kind.
    ///
    /// # Errors
    /// Every field that is missing or wrong, in the order of the form; none for a kind that has no form.
    pub fn read(&self, kind: &str, ground: Ground) -> Result<(DateTime<Utc>, Note), Problems> {
        let mut problems = Vec::new();
        let at = match kind {
            "visit" => self.day("day", ground, &mut problems).map(|day| moment(day, "afternoon", ground.now)),
            _ => self.when(ground, &mut problems),
        };
        let note = match kind {
            "attack" => self.attack(&mut problems),
            "visit" => self.visit(at, ground, &mut problems),
            "peak_flow" => self.blows(&mut problems),
            "reliever" => self
                .number("puffs", MOST_PUFFS, "Say how many puffs, from 0 to 99", &mut problems)
                .map(|puffs| Note::Reliever { puffs }),
            "night" => self
                .number("times", MOST_TIMES, "Say how many times asthma woke you, from 0 to 20", &mut problems)
                .map(|times| Note::Night { times }),
            "triggers" => self.triggers(&mut problems),
            _ => None,
        };
        match (at, note) {
            (Some(at), Some(note)) if problems.is_empty() => Ok((at, note)),
            _ => Err(problems),
        }
    }

    /// Reads day and part of the day alone.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn moment(&self, ground: Ground) -> Result<DateTime<Utc>, Problems> {
        let mut problems = Vec::new();
        let at = self.when(ground, &mut problems);
        at.filter(|_| problems.is_empty()).ok_or(problems)
    }

    /// Two moments that a form cannot tell apart.
    pub fn same_time(one: DateTime<Utc>, other: DateTime<Utc>) -> bool {
        london_day(one) == london_day(other) && part_of(one) == part_of(other)
    }

    /// Today, yesterday, or another day as typed.
    fn day(&self, field: &str, ground: Ground, problems: &mut Problems) -> Option<NaiveDate> {
        let today = london_day(ground.now);
        let other = format!("{field}_date");
        let day = match self.get(field) {
            "today" => Some(today),
            "yesterday" => today.checked_sub_days(Days::new(1)),
            "other" => read_date(self.get(&other)),
            _ => {
                problems.push(FieldProblem::new(field, "Say which day it was"));
                return None;
            }
        };
        let message = match day {
            None => "Type the day like this: 14/10/2026",
            Some(day) if day > today => "The day must not be after today",
            Some(day) if day < ground.born => "The day must be after the day of birth",
            Some(day) => return Some(day),
        };
        problems.push(FieldProblem::new(other, message));
        None
    }

    fn when(&self, ground: Ground, problems: &mut Problems) -> Option<DateTime<Utc>> {
        let day = self.day("day", ground, problems);
        let part = self.get("part");
        if !PARTS.iter().any(|(word, ..)| *word == part) {
            problems.push(FieldProblem::new("part", "Say what time of day it was"));
            return None;
        }
        day.map(|day| moment(day, part, ground.now))
    }

    fn yes_no(&self, field: &str, message: &str, problems: &mut Problems) -> Option<bool> {
        match self.get(field) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                problems.push(FieldProblem::new(field, message));
                None
            }
        }
    }

    fn number(&self, field: &str, most: u16, message: &str, problems: &mut Problems) -> Option<u16> {
        let number = self.get(field).parse().ok().filter(|number| *number <= most);
        if number.is_none() {
            problems.push(FieldProblem::new(field, message));
        }
        number
    }

    fn attack(&self, problems: &mut Problems) -> Option<Note> {
        let how_long = HowLong::parse(self.get("how_long"));
        if how_long.is_none() {
            problems.push(FieldProblem::new("how_long", "Say how long it lasted"));
        }
        let puffs = Puffs::parse(self.get("puffs"));
        if puffs.is_none() {
            problems.push(FieldProblem::new("puffs", "Say how many puffs of the reliever were taken"));
        }
        let steroids = self.yes_no("steroids", "Say if steroid tablets were taken", problems);
        let called_999 = self.yes_no("called_999", "Say if anybody called 999", problems);
        Some(Note::Attack(Attack { puffs: puffs?, steroids: steroids?, how_long: how_long?, called_999: called_999? }))
    }

    fn visit(&self, at: Option<DateTime<Utc>>, ground: Ground, problems: &mut Problems) -> Option<Note> {
        match self.get("place") {
            "a_and_e" => Some(Note::Visit(Visit::AAndE)),
            "hospital" => match self.get("home") {
                "no" => Some(Note::Visit(Visit::Hospital { left: None })),
                "yes" => {
                    let left = self.day("left", ground, problems)?;
                    if at.is_some_and(|at| left < london_day(at)) {
                        problems.push(FieldProblem::new(
                            "left_date",
                            "The day you went home must not be before the day you went in",
                        ));
                    }
                    Some(Note::Visit(Visit::Hospital { left: Some(left) }))
                }
                _ => {
                    problems.push(FieldProblem::new("home", "Say if you are home again"));
                    None
                }
            },
            _ => {
                problems.push(FieldProblem::new("place", "Say where you went"));
                None
            }
        }
    }

    fn blows(&self, problems: &mut Problems) -> Option<Note> {
        let mut blows = Vec::with_capacity(3);
        for field in ["blow_1", "blow_2", "blow_3"] {
            let typed = self.get(field);
            match typed.parse::<u16>().ok().filter(|reading| READING_RANGE.contains(reading)) {
                Some(reading) => blows.push(reading),
                None if typed.is_empty() && field != "blow_1" => {}
                None => problems.push(FieldProblem::new(field, "A blow must be a whole number from 50 to 900")),
            }
        }
        let meter = Meter::parse(self.get("meter"));
        if meter.is_none() {
            problems.push(FieldProblem::new("meter", "Say which meter you used"));
        }
        let mut blows = Blows { blows, meter: meter?, sure: false };
        blows.sure = self.get("peak_flow_sure") == blows.best().to_string();
        Some(Note::PeakFlow(blows))
    }

    fn triggers(&self, problems: &mut Problems) -> Option<Note> {
        let tapped = TRIGGERS.iter().filter(|(word, _)| !self.get(&format!("trigger_{word}")).is_empty());
        let mut triggers: Vec<String> = tapped.map(|(_, name)| (*name).to_owned()).collect();
        let own = self.get("own");
        if own.chars().count() > LONGEST_TRIGGER || own.chars().any(char::is_control) {
            problems.push(FieldProblem::new("own", "Use 60 letters or fewer"));
        } else if !own.is_empty() {
            triggers.push(own.to_owned());
        }
        if triggers.is_empty() {
            problems.push(FieldProblem::new("trigger_cold", "Choose what it was, or write it"));
        }
        Some(Note::Triggers { triggers })
    }
}

/// The moment that stands for a part of a day, never later than now.
fn moment(day: NaiveDate, part: &str, now: DateTime<Utc>) -> DateTime<Utc> {
    if day == london_day(now) && part == part_of(now) {
        return now;
    }
    let hour = PARTS.iter().find(|(word, ..)| *word == part).map_or(12, |(.., hour)| *hour);
    london_time(day, hour).min(now)
}

/// The values with which the form of a kept note opens again, to put it right.
pub fn typed_again(note: &DiaryNote) -> BTreeMap<String, String> {
    let mut typed = BTreeMap::new();
    let mut put = |name: &str, text: &str| drop(typed.insert(name.to_owned(), text.to_owned()));
    put("day", "other");
    put("day_date", &note.day.format("%d/%m/%Y").to_string());
    put("part", part_of(note.happened_at));
    let yes_no = |yes| if yes { "yes" } else { "no" };
    match &note.note {
        Note::PeakFlow(blows) => {
            for (field, blow) in ["blow_1", "blow_2", "blow_3"].into_iter().zip(&blows.blows) {
                put(field, &blow.to_string());
            }
            put("meter", blows.meter.as_str());
        }
        Note::Reliever { puffs } => put("puffs", &puffs.to_string()),
        Note::Night { times } => put("times", &times.to_string()),
        Note::Triggers { triggers } => {
            for trigger in triggers {
                match TRIGGERS.iter().find(|(_, name)| name == trigger) {
                    Some((word, _)) => put(&format!("trigger_{word}"), "true"),
                    None => put("own", trigger),
                }
            }
        }
        Note::Attack(attack) => {
            put("puffs", attack.puffs.as_str());
            put("steroids", yes_no(attack.steroids));
            put("how_long", attack.how_long.as_str());
            put("called_999", yes_no(attack.called_999));
        }
        Note::Visit(Visit::AAndE) => put("place", "a_and_e"),
        Note::Visit(Visit::Hospital { left }) => {
            put("place", "hospital");
            put("home", yes_no(left.is_some()));
            if let Some(left) = left {
                put("left", "other");
                put("left_date", &left.format("%d/%m/%Y").to_string());
            }
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    const GROUND: (&str, &str) = ("2026-11-22T10:00:00Z", "2010-05-06");

    fn ground() -> Ground {
        Ground { now: GROUND.0.parse().unwrap(), born: GROUND.1.parse().unwrap() }
    }

    fn read(kind: &str, fields: &[(&str, &str)]) -> Result<(DateTime<Utc>, Note), Vec<String>> {
        let typed: BTreeMap<_, _> =
            fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Typed(&typed)
            .read(kind, ground())
            .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn an_attack_is_told_by_tapping() {
        let (at, note) = read(
            "attack",
            &[
                ("day", "yesterday"),
                ("part", "evening"),
                ("how_long", "hour"),
                ("puffs", "up_to_ten"),
                ("steroids", "no"),
                ("called_999", "yes"),
            ],
        )
        .unwrap();
        assert_eq!(at.to_rfc3339(), "2026-11-21T20:00:00+00:00");
        assert_eq!(note.said(), "6 to 10 puffs, over in an hour, called 999");
        assert_eq!(
            read("attack", &[]),
            Err(["day", "part", "how_long", "puffs", "steroids", "called_999"].map(String::from).to_vec())
        );
    }

    #[test]
    fn a_visit_has_real_days_in_order() {
        let stay = |day: &'static str, left: &'static str| {
            read(
                "visit",
                &[
                    ("place", "hospital"),
                    ("day", "other"),
                    ("day_date", day),
                    ("home", "yes"),
                    ("left", "other"),
                    ("left_date", left),
                ],
            )
        };
        assert!(stay("18/11/2026", "20/11/2026").is_ok());
        assert_eq!(stay("18/11/2026", "17/11/2026"), Err(vec!["left_date".into()]));
        assert_eq!(stay("23/11/2026", "24/11/2026"), Err(vec!["day_date".into(), "left_date".into()]));
        assert_eq!(stay("01/01/2009", "20/11/2026"), Err(vec!["day_date".into()]));
        assert_eq!(stay("yesterday", "20/11/2026"), Err(vec!["day_date".into()]));
        let there = read("visit", &[("place", "hospital"), ("day", "today"), ("home", "no")]).unwrap();
        assert_eq!(there.1, Note::Visit(Visit::Hospital { left: None }));
        assert!(there.0 <= ground().now);
    }

    #[test]
    fn the_best_of_three_blows_counts_and_all_are_kept() {
        let form = |blows: [&'static str; 3]| {
            read(
                "peak_flow",
                &[
                    ("day", "today"),
                    ("part", "morning"),
                    ("meter", "wright"),
                    ("blow_1", blows[0]),
                    ("blow_2", blows[1]),
                    ("blow_3", blows[2]),
                ],
            )
        };
        let Note::PeakFlow(blows) = form(["380", "410", "395"]).unwrap().1 else { unreachable!() };
        assert_eq!((blows.best(), blows.blows, blows.sure), (410, vec![380, 410, 395], false));
        assert!(form(["380", "", ""]).is_ok());
        assert_eq!(form(["", "410", ""]), Err(vec!["blow_1".into()]));
        assert_eq!(form(["45", "4500", "x"]), Err(["blow_1", "blow_2", "blow_3"].map(String::from).to_vec()));
    }

    #[test]
    fn triggers_are_tapped_or_written() {
        let (_, note) =
            read("triggers", &[("day", "today"), ("part", "night"), ("trigger_pollen", "true"), ("own", " hay ")])
                .unwrap();
        assert_eq!(note.said(), "Pollen, hay");
        assert_eq!(read("triggers", &[("day", "today"), ("part", "night")]), Err(vec!["trigger_cold".into()]));
        assert_eq!(read("mood", &[("day", "today"), ("part", "night")]), Err(Vec::new()));
    }
}
