//! How often things happen in a made-up ICB. All of it is chosen so that boards, charts and load look plausible; none of it
//! is a clinical fact, and nothing outside the simulator reads it. Where a study gave a number, the reason says so.

use domain::consent::RecruitmentSource;

/// Share of a practice's people who are on the register on its first day. Chosen: registers grow slowly.
pub(super) const ON_REGISTER_AT_FIRST: f64 = 0.88;
/// Days over which the others are added. Chosen: new diagnoses and people who move to the area, over a year.
pub(super) const REGISTER_GROWS_OVER: u64 = 365;
/// Share invited. Chosen: a practice never reaches everybody.
pub(super) const INVITED: f64 = 0.8;
/// Spread of the sizes of practices, as the deviation of a logarithm. Chosen: the largest is some ten times the smallest.
pub(super) const SIZES: f64 = 0.55;
/// Practices of a network. Chosen: a usual number.
pub(super) const PRACTICES_OF_PCN: usize = 5;
/// Share of the days over which the waves of practices begin. Chosen: the last wave still has some weeks to be seen.
pub(super) const WAVES_OVER: f64 = 0.6;
/// Practices of one wave begin within so many days. Chosen: nobody starts all on one Monday.
pub(super) const WAVE_SPREAD: u64 = 12;

/// How an invitation reaches people: weight among adults and among children, the source kept with the registration, the days
/// over which a practice sends it, and the chance that whoever gets it joins.
pub(super) struct Way {
    pub(super) adults: u32,
    pub(super) children: u32,
    pub(super) source: RecruitmentSource,
    pub(super) over: u64,
    pub(super) joins: f64,
    /// Only while schools are open.
    pub(super) term: bool,
    /// Share of them with a plan signed in the same days.
    pub(super) planned: f64,
    /// Share of those who joined who still use it after 30 days.
    pub(super) stay: f64,
}

/// Ways of inviting. Still there at 30 days: 54 % of those whom practices and 17 % of those whom social media brought, the
/// study in section 6 of the product reference; between them, chosen. The chances of joining are chosen so that a practice
/// reaches the target of a quarter of its register in its first year.
pub(super) const WAYS: [Way; 6] = [
    // A clinic: a nurse is there to help.
    Way {
        adults: 34,
        children: 34,
        source: RecruitmentSource::Practice,
        over: 240,
        joins: 0.66,
        term: false,
        planned: 0.9,
        stay: 0.54,
    },
    // A text message.
    Way {
        adults: 34,
        children: 18,
        source: RecruitmentSource::Letter,
        over: 28,
        joins: 0.3,
        term: false,
        planned: 0.3,
        stay: 0.35,
    },
    // A letter.
    Way {
        adults: 18,
        children: 12,
        source: RecruitmentSource::Letter,
        over: 56,
        joins: 0.17,
        term: false,
        planned: 0.3,
        stay: 0.38,
    },
    // A day at school.
    Way {
        adults: 0,
        children: 26,
        source: RecruitmentSource::School,
        over: 120,
        joins: 0.5,
        term: true,
        planned: 0.6,
        stay: 0.42,
    },
    // Social media.
    Way {
        adults: 9,
        children: 6,
        source: RecruitmentSource::Social,
        over: 300,
        joins: 0.36,
        term: false,
        planned: 0.12,
        stay: 0.17,
    },
    // A pharmacy, a friend, a stall.
    Way {
        adults: 5,
        children: 4,
        source: RecruitmentSource::Other,
        over: 300,
        joins: 0.3,
        term: false,
        planned: 0.2,
        stay: 0.3,
    },
];

/// Days after which a third of those who lose interest early are left. Chosen: most of them go in the first fortnight, as in
/// the study of 1,005 profiles in section 6 of the product reference.
pub(super) const INTEREST_FADES: f64 = 12.0;
/// Days after which a third of the faithful are left. Chosen.
pub(super) const FAITH_FADES: f64 = 420.0;
/// Chance on a day that somebody without interest opens it once. Chosen.
pub(super) const LOOKS_IN: f64 = 0.004;
/// Chance that an attack brings somebody back who had lost interest. Chosen.
pub(super) const ATTACK_BRINGS_BACK: f64 = 0.35;
/// Least and greatest chance of an entry on a usual day of somebody with interest. Chosen.
pub(super) const ENTRY: (f64, f64) = (0.12, 0.8);
/// Share with a peak-flow meter. Chosen.
pub(super) const METER: f64 = 0.5;
/// Chance of opening the plan: on the first day in it, and on a day with an entry. Chosen.
pub(super) const OPENS_PLAN: (f64, f64) = (0.85, 0.07);

/// Chance on a day that a bad spell begins, before the season. Chosen: a little under one a year for those who use it.
pub(super) const ATTACK: f64 = 0.002;
/// Days of a bad spell. Chosen.
pub(super) const ATTACK_LASTS: std::ops::RangeInclusive<u8> = 3..=7;
/// In a bad spell: chance of an entry on a day, of the red zone on one of its first days, of then opening the emergency
/// steps, that the attack is told, and that it ended at A&E. Chosen.
pub(super) const IN_ATTACK: (f64, f64, f64, f64, f64) = (0.75, 0.45, 0.6, 0.6, 0.12);

/// Months until review: a child's sooner, because best peak flow grows (section 3 of the clinical reference); the lengths
/// themselves are the longest that the product's rules let through.
pub(super) const REVIEW_MONTHS: (u32, u32) = (6, 12);
/// Chance that a plan is renewed around its review date. Chosen.
pub(super) const RENEWED: f64 = 0.7;
/// Chance on a day that a plan is withdrawn, and that another is signed in the weeks after. Chosen.
pub(super) const PLAN_WITHDRAWN: (f64, f64) = (0.000_08, 0.6);
/// Chance on a day that somebody leaves, and that they come back within some months. Chosen.
pub(super) const LEAVES: (f64, f64) = (0.000_25, 0.3);
/// Chance on a day of moving to another practice of the ICB. Chosen.
pub(super) const MOVES: f64 = 0.000_1;

/// Chance on a day that a phone loses its network, and that it does so for longer than the seven days after which a day's
/// figures are frozen. Chosen.
pub(super) const OFFLINE: (f64, f64) = (0.006, 0.15);
/// Share of rows that a log repeats. Chosen: whoever sends twice.
pub(super) const REPEATED: f64 = 0.004;
