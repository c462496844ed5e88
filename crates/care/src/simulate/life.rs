//! What a made-up person does with the passport: joins or not, opens the plan, keeps a diary, has an attack, loses
//! interest.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use domain::consent::RecruitmentSource;
use domain::diary::{CheckIn, Daytime, DiaryEntry, RelieverUse, Symptoms, advise};
use domain::invitation::{DAYS_TO_LIVE, InvitationState};
use domain::patient::Patient;
use domain::plan::Zone;
use domain::{
    AccountId, EntryId, EventId, EventKind, Ids, InvitationId, NhsNumber, PatientId, PlanVersionId, Relationship,
};
use rand::RngExt;
use rand::rngs::StdRng;
use storage::activity_events::ActivityEvent;
use storage::diary_entries::DiaryRow;
use storage::invitations::Invitation;

use super::Place;
use super::forms::{SignedLife, first_plan, next_plan};
use super::people::{Made, person, weighted};

/// How somebody joined.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub(crate) account: AccountId,
    pub(crate) relationship: Relationship,
    pub(crate) source: RecruitmentSource,
    pub(crate) at: DateTime<Utc>,
}

/// Everything that is written about one person.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    pub(crate) patient: Patient,
    pub(crate) eligible_at: DateTime<Utc>,
    pub(crate) plans: Vec<SignedLife>,
    pub(crate) invitation: Option<Invitation>,
    pub(crate) joined: Option<Joined>,
    pub(crate) entries: Vec<DiaryRow>,
    pub(crate) events: Vec<ActivityEvent>,
}

/// The days that are made up: from the first to the moment it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) start: NaiveDate,
    pub(crate) end: DateTime<Utc>,
}

/// How faithfully a diary is kept.
#[derive(Clone, Copy)]
enum Habit {
    Daily,
    Weekdays,
    Fading,
    Rarely,
    Never,
}

/// Builds one life; keeps what happened so far.
pub(crate) struct Living<'a> {
    pub(crate) ids: &'a dyn Ids,
    pub(crate) window: Window,
    pub(crate) life: Life,
}

impl<'a> Living<'a> {
    /// Somebody on the register since a moment.
    pub(crate) fn new(ids: &'a dyn Ids, window: Window, patient: Patient, eligible_at: DateTime<Utc>) -> Self {
        let life = Life {
            patient,
            eligible_at,
            plans: Vec::new(),
            invitation: None,
            joined: None,
            entries: Vec::new(),
            events: Vec::new(),
        };
        let mut living = Self { ids, window, life };
        living.event(EventKind::Eligible, eligible_at);
        living
    }

    pub(crate) fn event(&mut self, kind: EventKind, at: DateTime<Utc>) {
        self.life.events.push(ActivityEvent {
            id: EventId::from_uuid(self.ids.next()),
            kind,
            practice: self.life.patient.practice.clone(),
            patient: self.life.patient.id,
            happened_at: at,
            received_at: at,
            day: domain::time::london_day(at),
            until: None,
            source: None,
        });
    }

    pub(crate) fn sign(&mut self, signed: SignedLife) {
        self.event(EventKind::PlanSigned, signed.plan.signature().signed_at);
        if let Some(event) = self.life.events.last_mut() {
            event.until = Some(signed.plan.review_due());
        }
        self.life.plans.push(signed);
    }

    pub(crate) fn invite(&mut self, place: &Place, source: RecruitmentSource, at: DateTime<Utc>) {
        // Hashes of nothing: nobody can join with a made-up invitation.
        let nothing = || format!("{}{}", self.ids.next().simple(), self.ids.next().simple());
        self.life.invitation = Some(Invitation {
            id: InvitationId::from_uuid(self.ids.next()),
            patient: self.life.patient.id,
            practice: self.life.patient.practice.clone(),
            link_hash: nothing(),
            code_hash: nothing(),
            source,
            created_by: place.signer.id,
            created_at: at,
            expires_at: at + TimeDelta::days(DAYS_TO_LIVE),
            wrong_tries: 0,
            state: InvitationState::Open,
            used_at: None,
            account: None,
        });
        self.event(EventKind::Invited, at);
    }

    pub(crate) fn join(
        &mut self,
        account: AccountId,
        relationship: Relationship,
        source: RecruitmentSource,
        at: DateTime<Utc>,
    ) {
        if let Some(invitation) = &mut self.life.invitation {
            invitation.state = InvitationState::Used;
            invitation.used_at = Some(at);
        }
        self.event(EventKind::Registered, at);
        if let Some(event) = self.life.events.last_mut() {
            event.source = Some(source);
        }
        self.life.joined = Some(Joined { account, relationship, source, at });
    }

    /// The version in force at a moment.
    pub(crate) fn plan_at(&self, at: DateTime<Utc>) -> Option<&SignedLife> {
        self.life.plans.iter().rev().find(|signed| signed.plan.signature().signed_at <= at)
    }

    /// Logs a check-in at a moment; the zone is what the plan then in force says.
    pub(crate) fn log(&mut self, check_in: CheckIn, at: DateTime<Utc>) -> Option<Zone> {
        let account = self.life.joined.as_ref()?.account;
        let plan = self.plan_at(at);
        let zone = advise(plan.map(|signed| signed.plan.content()), &check_in).zone;
        let entry = DiaryEntry {
            id: EntryId::from_uuid(self.ids.next()),
            patient: self.life.patient.id,
            happened_at: at,
            day: domain::time::london_day(at),
            noted_at: None,
            time_uncertain: false,
            check_in,
            reading_sure: false,
            zone,
            plan_number: plan.map(|signed| signed.plan.number()),
        };
        let plan_version = plan.map(|signed| signed.id);
        self.life.entries.push(DiaryRow { entry, account, received_at: at, device: None, plan_version });
        self.event(EventKind::CheckInLogged, at);
        if check_in.peak_flow.is_some() {
            self.event(EventKind::ReadingLogged, at);
        }
        if zone == Zone::Red {
            self.event(EventKind::RedZone, at);
        }
        Some(zone)
    }
}

/// A moment of a day. Hours are UTC and between 7 and 21, which is the same day in London all year.
pub(crate) fn moment(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    day.and_time(NaiveTime::from_hms_opt(hour.min(21), minute.min(59), 0).unwrap_or_default()).and_utc()
}

/// A life from its first day in the product to the end of the window.
pub(super) fn live(rng: &mut StdRng, ids: &dyn Ids, number: NhsNumber, place: &Place, window: Window) -> Life {
    let last = domain::time::london_day(window.end);
    let made = person(rng, PatientId::from_uuid(ids.next()), number, &place.practice, last);
    let days = u64::try_from((last - window.start).num_days()).unwrap_or(0);
    let eligible = if rng.random_bool(0.85) {
        place.import_day
    } else {
        window.start + Days::new(rng.random_range(0..=days * 3 / 5))
    };
    let eligible_at = moment(eligible, 9, rng.random_range(0..60)).min(window.end);
    let mut living = Living::new(ids, window, made.patient.clone(), eligible_at);
    let zeal = |p: f64| (p * place.zeal).clamp(0.0, 0.97);

    // Most are invited in the first weeks, the others as they come in.
    let longest = if rng.random_bool(0.55) { days.div_ceil(3) } else { days };
    let wait = rng.random_range(1..=longest.max(2));
    let invited_at = moment(working_day(eligible + Days::new(wait)), rng.random_range(9..17), rng.random_range(0..60));
    let invited = rng.random_bool(zeal(0.78)) && invited_at <= window.end;
    plan_around(rng, &mut living, &made, place, invited_at, if invited { 0.8 } else { 0.25 });
    if invited {
        let child = living.life.patient.date_of_birth.age_on(last) < 18;
        let sources = [
            (55, RecruitmentSource::Practice),
            (22, RecruitmentSource::Letter),
            (if child { 16 } else { 0 }, RecruitmentSource::School),
            (9, RecruitmentSource::Social),
            (4, RecruitmentSource::Other),
        ];
        let source = weighted(rng, &sources, RecruitmentSource::Practice);
        living.invite(place, source, invited_at);
        join(
            rng,
            &mut living,
            source,
            invited_at,
            zeal(if source == RecruitmentSource::Practice { 0.74 } else { 0.5 }),
        );
    }
    if living.life.joined.is_some() {
        use_passport(rng, &mut living, &made);
    }
    living.life
}

/// Clinics are closed at weekends.
fn working_day(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => day + Days::new(2),
        Weekday::Sun => day + Days::new(1),
        _ => day,
    }
}

/// Signs a plan around the invitation, most often in the same clinic; a few are renewed later.
fn plan_around(rng: &mut StdRng, living: &mut Living<'_>, made: &Made, place: &Place, around: DateTime<Utc>, p: f64) {
    if !rng.random_bool(p) {
        return;
    }
    let later = if rng.random_bool(0.75) { 0 } else { rng.random_range(1..12) };
    let day = working_day(domain::time::london_day(around) + Days::new(later));
    let at = moment(day, rng.random_range(9..17), rng.random_range(0..60)).max(living.life.eligible_at);
    if at > living.window.end {
        return;
    }
    let id = PlanVersionId::from_uuid(living.ids.next());
    let Some(first) = first_plan(rng, id, made, place, at) else { return };
    let again = moment(working_day(day + Days::new(rng.random_range(25..70))), 11, rng.random_range(0..60));
    let renewed = rng.random_bool(0.12) && again <= living.window.end;
    let next =
        renewed.then(|| next_plan(PlanVersionId::from_uuid(living.ids.next()), made, place, &first, again)).flatten();
    living.sign(first);
    if let Some(next) = next {
        living.sign(next);
    }
}

fn join(rng: &mut StdRng, living: &mut Living<'_>, source: RecruitmentSource, invited_at: DateTime<Utc>, p: f64) {
    let wait = weighted(rng, &[(45, 0), (30, 2), (25, 8)], 0) + rng.random_range(0..4);
    let day = domain::time::london_day(invited_at) + Days::new(wait);
    let at = moment(day, rng.random_range(17..22), rng.random_range(0..60)).max(invited_at + TimeDelta::minutes(9));
    if !rng.random_bool(p) || at > living.window.end {
        return;
    }
    let age = living.life.patient.date_of_birth.age_on(day);
    let parent = age < 13 || (age < 16 && rng.random_bool(0.5));
    let relationship = if parent { Relationship::Parent } else { Relationship::Myself };
    living.join(AccountId::from_uuid(living.ids.next()), relationship, source, at);
}

/// Days with the passport after joining.
fn use_passport(rng: &mut StdRng, living: &mut Living<'_>, made: &Made) {
    let Some(joined_at) = living.life.joined.as_ref().map(|joined| joined.at) else { return };
    let habit = weighted(
        rng,
        &[(24, Habit::Daily), (24, Habit::Weekdays), (30, Habit::Fading), (14, Habit::Rarely), (8, Habit::Never)],
        Habit::Rarely,
    );
    let meter = rng.random_bool(0.8);
    let opens_first = rng.random_bool(0.93);
    let first = domain::time::london_day(joined_at);
    let last = domain::time::london_day(living.window.end);
    let mut attack: u32 = 0;
    let mut opened: Option<u32> = None;
    for (since, day) in first.iter_days().take_while(|day| *day <= last).enumerate() {
        let at = moment(
            day,
            if rng.random_bool(0.6) { rng.random_range(7..9) } else { rng.random_range(18..22) },
            rng.random_range(0..60),
        );
        let attacked = attack > 0;
        attack = if attacked {
            attack - 1
        } else if rng.random_bool(0.006) {
            rng.random_range(3..7)
        } else {
            0
        };
        let logs = rng.random_bool(likely(habit, since, day, attack > 0));
        let reading = logs.then(|| check_in(rng, made.best, meter, attack));
        let emergency = attack > 0 && rng.random_bool(0.4);
        let again = rng.random_bool(0.1);
        if at <= joined_at || at > living.window.end {
            continue;
        }
        let number = living.plan_at(at).map(|signed| signed.plan.number());
        if number.is_some() && opens_first && (opened != number || (logs && again)) && !matches!(habit, Habit::Never) {
            living.event(EventKind::PlanOpened, at);
            opened = number;
        }
        if let Some(check_in) = reading {
            let zone = living.log(check_in, at);
            if zone == Some(Zone::Red) && emergency {
                living.event(EventKind::EmergencyOpened, at);
            }
        }
    }
}

/// How likely an entry is on a day: less at weekends, more in an attack, less and less for those who lose interest.
fn likely(habit: Habit, since: usize, day: NaiveDate, attack: bool) -> f64 {
    let days = u32::try_from(since).map_or(1_000.0, f64::from);
    let base = match habit {
        Habit::Daily => 0.72,
        Habit::Weekdays => 0.48,
        Habit::Fading => 0.65 * (-days / 12.0).exp(),
        Habit::Rarely => 0.07,
        Habit::Never => return 0.0,
    };
    let rhythm = match (day.weekday(), habit) {
        (Weekday::Sat, Habit::Weekdays) => 0.3,
        (Weekday::Sun, Habit::Weekdays) => 0.45,
        (Weekday::Sat, _) => 0.7,
        (Weekday::Sun, _) => 0.85,
        (Weekday::Mon, _) => 1.1,
        _ => 1.0,
    };
    (base * rhythm * if attack { 1.5 } else { 1.0 }).clamp(0.0, 0.96)
}

/// What is logged on a day; `attack` counts down the days of a bad spell, the middle of it being the worst.
fn check_in(rng: &mut StdRng, best: u16, meter: bool, attack: u32) -> CheckIn {
    let (share, symptoms) = match attack {
        0 if rng.random_bool(0.9) => (rng.random_range(86..103), calm()),
        0 | 1 => {
            let unwell = Symptoms {
                daytime: Daytime::Some,
                woke_at_night: rng.random_bool(0.3),
                reliever: RelieverUse::Helped,
                too_breathless: false,
            };
            (rng.random_range(70..84), unwell)
        }
        2 | 3 => {
            let bad = Symptoms {
                daytime: Daytime::Interfering,
                woke_at_night: true,
                reliever: RelieverUse::NotLasting,
                too_breathless: rng.random_bool(0.2),
            };
            (rng.random_range(44..60), bad)
        }
        _ => {
            let worse = Symptoms {
                daytime: Daytime::Interfering,
                woke_at_night: rng.random_bool(0.6),
                reliever: RelieverUse::Helped,
                too_breathless: false,
            };
            (rng.random_range(61..78), worse)
        }
    };
    let reading = (u32::from(best) * share / 100 / 5 * 5).clamp(50, 900);
    let peak_flow = (meter && rng.random_bool(0.88)).then_some(u16::try_from(reading).unwrap_or(best));
    CheckIn { peak_flow, symptoms }
}

/// A day without a sign of asthma.
pub(crate) const fn calm() -> Symptoms {
    Symptoms { daytime: Daytime::None, woke_at_night: false, reliever: RelieverUse::None, too_breathless: false }
}
