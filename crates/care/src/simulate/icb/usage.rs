//! What somebody does with the passport from day to day: writes, loses interest, has an attack, leaves, comes back.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use domain::EventKind;
use domain::consent::RecruitmentSource;
use rand::RngExt;
use rand::rngs::StdRng;

use super::life::Pen;
use super::rates::{
    ATTACK, ATTACK_BRINGS_BACK, ATTACK_LASTS, ENTRY, FAITH_FADES, IN_ATTACK, INTEREST_FADES, LEAVES, LOOKS_IN, METER,
    MOVES, OFFLINE, OPENS_PLAN, PLAN_WITHDRAWN, RENEWED,
};
use super::{seasons, waves};

/// How somebody stands with the passport.
pub(super) struct Usage {
    meter: bool,
    entry: f64,
    /// Chance of staying for 30 days, once joined.
    stay: f64,
    /// Registered, and not left.
    here: bool,
    interest_until: Option<NaiveDate>,
    /// Review date of the plan in force.
    review: Option<NaiveDate>,
    /// When the next version is signed.
    renewal: Option<NaiveDate>,
    /// Whether the plan in force was opened.
    seen: bool,
    /// Days left of a bad spell, and whether it was told.
    spell: u8,
    told: bool,
    comes_back: Option<NaiveDate>,
}

impl Usage {
    pub(super) fn new(rng: &mut StdRng) -> Self {
        Self {
            meter: rng.random_bool(METER),
            entry: rng.random_range(ENTRY.0..ENTRY.1),
            stay: 0.0,
            here: false,
            interest_until: None,
            review: None,
            renewal: None,
            seen: false,
            spell: 0,
            told: false,
            comes_back: None,
        }
    }

    /// Somebody joined on a day.
    pub(super) fn joined(&mut self, pen: &mut Pen<'_>, stay: f64, day: NaiveDate) {
        self.here = true;
        self.stay = stay;
        self.interest_until = Some(day + interest(&mut pen.rng, stay));
    }

    /// A plan is signed on a day.
    pub(super) fn sign(&mut self, pen: &mut Pen<'_>, day: NaiveDate) {
        let at = seasons::at_work(&mut pen.rng, day);
        let review = pen.plan(at);
        let around = review - Days::new(10) + Days::new(pen.rng.random_range(0..40));
        self.review = Some(review);
        self.renewal = pen.rng.random_bool(RENEWED).then(|| seasons::working_day(around));
        self.seen = false;
    }

    /// One day.
    pub(super) fn day(&mut self, pen: &mut Pen<'_>, day: NaiveDate) {
        self.practice(pen, day);
        if !self.here {
            self.away(pen, day);
            return;
        }
        if pen.rng.random_bool(LEAVES.0) {
            self.leave(pen, day);
            return;
        }
        network(pen, day);
        if self.spell > 0 {
            self.spell -= 1;
        } else if pen.rng.random_bool((ATTACK * seasons::attacks(day, pen.child)).clamp(0.0, 1.0)) {
            self.spell = pen.rng.random_range(ATTACK_LASTS);
            self.told = false;
            if !self.interested(day) && pen.rng.random_bool(ATTACK_BRINGS_BACK) {
                self.interest_until = Some(day + interest(&mut pen.rng, self.stay));
            }
        }
        match (self.interested(day), self.spell > 0) {
            (true, true) => self.bad_day(pen, day),
            (true, false) => self.usual_day(pen, day),
            (false, _) => {
                if pen.rng.random_bool(LOOKS_IN) {
                    self.open_plan(pen, day, 1.0);
                }
            }
        }
    }

    fn interested(&self, day: NaiveDate) -> bool {
        self.interest_until.is_some_and(|until| day <= until)
    }

    /// What the practice does, whoever uses the passport.
    fn practice(&mut self, pen: &mut Pen<'_>, day: NaiveDate) {
        if self.renewal == Some(day) {
            self.sign(pen, day);
        }
        if self.review.is_some_and(|review| day < review) && pen.rng.random_bool(PLAN_WITHDRAWN.0) {
            let at = seasons::at_work(&mut pen.rng, day);
            pen.staff(EventKind::PlanWithdrawn, at);
            self.review = None;
            let again = seasons::working_day(day + Days::new(pen.rng.random_range(1..30)));
            self.renewal = pen.rng.random_bool(PLAN_WITHDRAWN.1).then_some(again);
        }
        if pen.rng.random_bool(MOVES) {
            let at = seasons::at_work(&mut pen.rng, day);
            pen.moves(at);
        }
    }

    fn leave(&mut self, pen: &mut Pen<'_>, day: NaiveDate) {
        let at = seasons::at_home(&mut pen.rng, day);
        pen.staff(EventKind::Withdrawn, at);
        self.here = false;
        let later = Days::new(pen.rng.random_range(5..150));
        self.comes_back = pen.rng.random_bool(LEAVES.1).then_some(day + later);
    }

    fn away(&mut self, pen: &mut Pen<'_>, day: NaiveDate) {
        if self.comes_back == Some(day) {
            let at = seasons::at_home(&mut pen.rng, day);
            pen.registers(RecruitmentSource::Other, at);
            let stay = self.stay;
            self.joined(pen, stay, day);
        }
    }

    fn usual_day(&mut self, pen: &mut Pen<'_>, day: NaiveDate) {
        let likely = self.entry * seasons::rhythm(day.weekday());
        if pen.rng.random_bool(likely.clamp(0.0, 0.97)) {
            self.entry(pen, day);
            self.open_plan(pen, day, if self.seen { OPENS_PLAN.1 } else { OPENS_PLAN.0 });
        }
    }

    fn open_plan(&mut self, pen: &mut Pen<'_>, day: NaiveDate, likely: f64) {
        if self.review.is_some() && pen.rng.random_bool(likely) {
            let at = seasons::at_home(&mut pen.rng, day);
            pen.phone(EventKind::PlanOpened, at);
            self.seen = true;
        }
    }

    fn entry(&self, pen: &mut Pen<'_>, day: NaiveDate) {
        let at = seasons::at_home(&mut pen.rng, day);
        pen.phone(EventKind::CheckInLogged, at);
        if self.meter && pen.rng.random_bool(0.9) {
            pen.phone(EventKind::ReadingLogged, at);
        }
    }

    /// A day of a bad spell: an entry, the red zone and the emergency steps; in its course the attack is told, and A&E.
    fn bad_day(&mut self, pen: &mut Pen<'_>, day: NaiveDate) {
        let (writes, red, steps, tells, hospital) = IN_ATTACK;
        if pen.rng.random_bool(writes) {
            self.entry(pen, day);
        }
        let early = self.spell >= *ATTACK_LASTS.start();
        if early && pen.rng.random_bool(red) {
            let at = seasons::any_hour(&mut pen.rng, day);
            pen.phone(EventKind::RedZone, at);
            if pen.rng.random_bool(steps) {
                let soon = TimeDelta::seconds(pen.rng.random_range(20..400));
                pen.phone(EventKind::EmergencyOpened, at + soon);
            }
        }
        if !self.told && self.spell <= 2 {
            self.told = true;
            if pen.rng.random_bool(tells) {
                let at = seasons::at_home(&mut pen.rng, day);
                pen.phone(EventKind::AttackLogged, at);
                if pen.rng.random_bool(hospital) {
                    pen.phone(EventKind::HospitalLogged, at + TimeDelta::seconds(30));
                }
            }
        }
    }
}

/// For how long somebody has interest: most lose it early, the others late, so that the right share is there after 30 days.
fn interest(rng: &mut StdRng, stay: f64) -> Days {
    let gone = (-30.0 / INTEREST_FADES).exp();
    let faithful = ((stay - gone) / ((-30.0 / FAITH_FADES).exp() - gone)).clamp(0.0, 1.0);
    let fades = if rng.random_bool(faithful) { FAITH_FADES } else { INTEREST_FADES };
    let chance: f64 = rng.random_range(0.000_1..1.0);
    Days::new(waves::whole(-chance.ln() * fades))
}

/// Phones lose their network and find it again, most of them in a day or two.
fn network(pen: &mut Pen<'_>, day: NaiveDate) {
    let morning = domain::time::london_midnight(day);
    if pen.network_again.is_some_and(|again| again <= morning) {
        pen.network_again = None;
    }
    if pen.network_again.is_none() && pen.rng.random_bool(OFFLINE.0) {
        let days =
            if pen.rng.random_bool(OFFLINE.1) { pen.rng.random_range(7..25) } else { pen.rng.random_range(1..5) };
        pen.network_again = Some(seasons::at_home(&mut pen.rng, day + Days::new(days)));
    }
}
