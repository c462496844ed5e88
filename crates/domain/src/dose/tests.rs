use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::*;
use crate::plan::formulary::starter;
use crate::plan::{PlanFacts, PlanForm, Regimen, TemplateId};
use crate::time::read_date;
use crate::{AccountId, DateOfBirth, EntryId, NhsNumber, PersonName, Relationship, Sex};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_default()
}

fn day(text: &str) -> NaiveDate {
    read_date(text).unwrap_or_default()
}

fn account(n: u128) -> AccountId {
    AccountId::from_uuid(Uuid::from_u128(n))
}

/// A preventer twice a day, two puffs in the morning and one at night.
fn plan(regimen: Regimen) -> Option<PlanContent> {
    let facts = PlanFacts {
        today: day("2026-11-22"),
        name: PersonName { given: "Casey".into(), family: "Hughes".into() },
        date_of_birth: DateOfBirth::from_date(day("1986-03-03")),
        nhs_number: (999_000_000..).find_map(NhsNumber::from_first_nine)?,
        sex: Sex::Female,
        height_cm: None,
        practice_name: "Halbutt Street".into(),
        practice_phone: "020 7946 0123".into(),
        current_inhalers: Vec::new(),
        formulary: starter(),
        last_signed: None,
    };
    let template = TemplateId::AdultPreventer.template();
    let mut content = PlanForm::from_template(&template, &facts).content(&template, &facts);
    let product = starter().products.iter().find(|product| product.id == "clenil-modulite-100").cloned()?;
    content.preventer = Some(MedicineLine::new(&product, 2, 1));
    content.regimen = regimen;
    Some(content)
}

fn tick(id: u128, by: u128, relationship: Relationship, slot: Slot, taken_at: &str) -> Tick {
    Tick {
        id: EntryId::from_uuid(Uuid::from_u128(id)),
        account: account(by),
        relationship,
        day: crate::time::london_day(at(taken_at)),
        slot,
        taken_at: at(taken_at),
        received_at: at(taken_at),
        sure: Sure::Ask,
        undone: false,
    }
}

#[test]
fn doses_come_from_the_preventer_of_the_plan_that_counted_then() {
    let (Some(old), Some(air)) = (plan(Regimen::PreventerSaba), plan(Regimen::Air)) else { panic!("no plan") };
    assert!(every_day(&air).is_empty(), "with AIR nothing is taken every day");
    let doses: Vec<(Slot, u8)> = every_day(&old).iter().map(|dose| (dose.slot, dose.puffs)).collect();
    assert_eq!(doses, [(Slot::Morning, 2), (Slot::Night, 1)]);
    let ends = at("2026-11-22T12:00:00Z");
    let plans = [
        InForce { from: at("2026-11-21T12:00:00Z"), until: Some(ends), plan: &old },
        InForce { from: ends, until: None, plan: &air },
    ];
    let due = due_between(&plans, DoseTimes::default(), day("2026-11-20"), day("2026-11-23"));
    let moments: Vec<DateTime<Utc>> = due.iter().map(|due| due.at).collect();
    assert_eq!(moments, [at("2026-11-21T20:00:00Z"), at("2026-11-22T08:00:00Z")]);
}

#[test]
fn one_morning_and_one_night_on_the_days_the_clocks_change() {
    let Some(plan) = plan(Regimen::PreventerSaba) else { panic!("no plan") };
    let plans = [InForce { from: at("2026-01-01T00:00:00Z"), until: None, plan: &plan }];
    let form = |morning: &str, night: &str| DoseTimesForm { morning: morning.into(), night: night.into() }.read();
    let moments = |morning: &str, on: &str| -> Vec<DateTime<Utc>> {
        let times = form(morning, "20:00").unwrap_or_default();
        due_between(&plans, times, day(on), day(on)).iter().map(|due| due.at).collect()
    };
    for (morning, on, first, second) in [
        // Spring: 8am and 8pm stay 8am and 8pm on the wall; 1:30am is left out and becomes the moment of the change.
        ("08:00", "2026-03-28", "2026-03-28T08:00:00Z", "2026-03-28T20:00:00Z"),
        ("08:00", "2026-03-29", "2026-03-29T07:00:00Z", "2026-03-29T19:00:00Z"),
        ("01:30", "2026-03-29", "2026-03-29T01:00:00Z", "2026-03-29T19:00:00Z"),
        // Autumn: 1:30am comes twice, and the dose once.
        ("08:00", "2026-10-25", "2026-10-25T08:00:00Z", "2026-10-25T20:00:00Z"),
        ("01:30", "2026-10-25", "2026-10-25T00:30:00Z", "2026-10-25T20:00:00Z"),
    ] {
        assert_eq!(moments(morning, on), [at(first), at(second)], "{morning} on {on}");
    }
    assert!(form("12:00", "20:00").is_err() && form("08:00", "11:59").is_err() && form("8", "").is_err());
    assert_eq!(form("7.30", "23:59").map(|times| say_clock(times.morning)), Ok("7:30am".into()));
}

#[test]
fn a_dose_is_told_with_who_took_it_and_twice_is_never_hidden() {
    let Some(plan) = plan(Regimen::PreventerSaba) else { panic!("no plan") };
    let plans = [InForce { from: at("2026-01-01T00:00:00Z"), until: None, plan: &plan }];
    let due = due_between(&plans, DoseTimes::default(), day("2026-11-22"), day("2026-11-22"));
    let [morning, night] = due.as_slice() else { panic!("{due:?}") };
    let all = due.clone();
    let state = |due: &Due, ticks: &[Tick], now: &str| state_of(due, &all, ticks, (account(1), "Amina"), at(now));
    assert_eq!(state(morning, &[], "2026-11-22T03:59:00Z"), DueState::Later);
    assert_eq!(state(morning, &[], "2026-11-22T04:00:00Z"), DueState::Now);
    assert_eq!(state(morning, &[], "2026-11-22T15:59:00Z"), DueState::Now, "a little late");
    let late = state(morning, &[], "2026-11-22T16:00:00Z");
    assert_eq!(late, DueState::Passed, "nobody is told to take two doses at once");
    assert_eq!(state(night, &[], "2026-11-23T03:59:00Z"), DueState::Now, "a night dose after midnight");
    assert_eq!(state(night, &[], "2026-11-23T04:00:00Z"), DueState::NotTicked);

    let childs = tick(10, 2, Relationship::Myself, Slot::Morning, "2026-11-22T08:05:00Z");
    let now = "2026-11-22T08:10:00Z";
    let DueState::Taken(by) = state(morning, std::slice::from_ref(&childs), now) else { panic!("not taken") };
    assert_eq!((by.who.as_str(), by.undo), ("Amina", None), "nobody takes back what another person ticked");
    let mine = tick(11, 1, Relationship::Parent, Slot::Morning, "2026-11-22T08:07:00Z");
    let DueState::Taken(by) = state(morning, std::slice::from_ref(&mine), now) else { panic!("not taken") };
    assert_eq!((by.who.as_str(), by.undo), ("you", Some(mine.id)));
    let DueState::Taken(by) = state(morning, std::slice::from_ref(&mine), "2026-11-22T08:22:00Z") else {
        panic!("not taken")
    };
    assert_eq!(by.undo, None, "after fifteen minutes it stays");
    assert!(matches!(state(morning, &[childs.clone(), mine], now), DueState::TakenTwice(..)));
    assert_eq!(state(morning, &[Tick { undone: true, ..childs.clone() }], now), DueState::Now);
    assert_eq!(state(night, &[childs], "2026-11-22T19:00:00Z"), DueState::Now, "another dose of the day");
}

#[test]
fn what_is_ticked_is_counted_in_plain_words_and_never_over_the_whole() {
    let Some(plan) = plan(Regimen::PreventerSaba) else { panic!("no plan") };
    let plans = [InForce { from: at("2026-01-01T00:00:00Z"), until: None, plan: &plan }];
    let first = day("2026-11-16");
    let due = due_between(&plans, DoseTimes::default(), first, day("2026-11-22"));
    let now = at("2026-11-22T10:00:00Z");
    let count = |ticks: &[Tick], began: Option<&str>| adherence(&due, ticks, began.map(day), (first, 7), now);
    assert_eq!(count(&[], None), None, "nobody began to tick: nothing is said");
    let mut ticks = vec![tick(1, 1, Relationship::Parent, Slot::Morning, "2026-11-22T08:00:00Z")];
    assert_eq!(
        count(&ticks, Some("2026-11-22")).map(Adherence::sentence),
        Some("The one dose so far is ticked.".into())
    );
    let told = |ticks: &[Tick]| count(ticks, Some("2026-11-21")).map(Adherence::sentence);
    assert_eq!(told(&ticks).as_deref(), Some("1 of 3 doses of the last 7 days are ticked."));
    // Twice is once; a dose taken early counts.
    ticks.push(tick(2, 2, Relationship::Myself, Slot::Morning, "2026-11-22T08:30:00Z"));
    ticks.push(tick(3, 2, Relationship::Myself, Slot::Night, "2026-11-22T09:30:00Z"));
    assert_eq!(told(&ticks).as_deref(), Some("2 of 4 doses of the last 7 days are ticked."));
}

#[test]
fn a_form_names_a_dose_that_can_have_been_taken() {
    let now = at("2026-11-22T00:30:00Z");
    let form = |day: &str, taken_at: &str| DoseForm {
        day: day.into(),
        slot: "night".into(),
        taken_at: taken_at.into(),
        sure: String::new(),
    };
    for (day, good) in
        [("2026-11-22", true), ("2026-10-22", true), ("2026-10-21", false), ("2026-11-23", false), ("", false)]
    {
        assert_eq!(form(day, "").read(now).is_ok(), good, "{day}");
    }
    // A clock that is years ahead, or behind, counts as now.
    for (taken_at, kept) in [
        ("", now),
        ("2031-01-01T00:00:00Z", now),
        ("2001-01-01T00:00:00Z", now),
        ("2026-11-21T20:05:00Z", now - TimeDelta::minutes(265)),
        ("yesterday", now),
    ] {
        assert_eq!(form("2026-11-21", taken_at).read(now).map(|read| read.taken_at), Ok(kept), "{taken_at}");
    }
}

#[test]
fn needing_the_reliever_often_is_said_and_for_air_only_what_was_asked_for() {
    let blue = Some(Regimen::PreventerSaba);
    for (regimen, days, asked, wanted) in [
        (blue, 2, 2, vec![]),
        (blue, 3, 2, vec![RelieverNote::OftenThisWeek(3)]),
        (blue, 7, 3, vec![RelieverNote::OftenThisWeek(7), RelieverNote::AskedOften(3)]),
        (Some(Regimen::Air), 7, 0, vec![]),
        (None, 3, 0, vec![RelieverNote::OftenThisWeek(3)]),
    ] {
        assert_eq!(reliever_notes(regimen, days, asked), wanted, "{regimen:?} {days} {asked}");
    }
    let flags =
        [2, 3, 5, 6, 12, 13].map(|count| RelieverNote::flag(count).map_or("", |flag| flag.get(..1).unwrap_or("")));
    assert_eq!(flags, ["", "3", "3", "6", "6", "M"]);
}
