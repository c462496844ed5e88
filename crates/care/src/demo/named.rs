//! The named patients of the demonstration and what they did in the last weeks.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use domain::consent::RecruitmentSource;
use domain::diary::{CheckIn, Daytime, RelieverUse, Symptoms};
use domain::patient::Patient;
use domain::plan::{Field, PlanForm, SignedPlan, TemplateId};
use domain::time::london_day;
use domain::{DateOfBirth, EventKind, Ids, NhsNumber, PersonName, PlanVersionId, Relationship, Sex};

use super::people::{account_id, patient_id};
use crate::simulate::Place;
use crate::simulate::forms::{Signer, facts, medicines, peak_flow_fields, signed};
use crate::simulate::life::{Life, Living, Window, calm, moment};
use crate::simulate::people::inhalers;

/// How many numbers [`lives`] needs.
pub(super) const NAMED: usize = 9;

/// What all named people share.
struct Stage<'a> {
    ids: &'a dyn Ids,
    place: &'a Place,
    gp: &'a Signer,
    window: Window,
    today: NaiveDate,
}

/// The lives of the named patients; each takes one of the numbers.
pub(super) fn lives(ids: &dyn Ids, place: &Place, gp: &Signer, window: Window, numbers: &[NhsNumber]) -> Vec<Life> {
    let stage = Stage { ids, place, gp, window, today: london_day(window.end) };
    let people: [fn(&Stage<'_>, NhsNumber) -> Life; NAMED] =
        [adult, teenager, amina, yusuf, chloe, harry, leo, maya, megan];
    people.iter().zip(numbers).map(|(person, number)| person(&stage, number.clone())).collect()
}

impl Stage<'_> {
    /// A moment so many days ago.
    fn ago(&self, days: u64, hour: u32, minute: u32) -> DateTime<Utc> {
        moment(self.today - Days::new(days), hour, minute)
    }

    fn living(&self, patient: Patient) -> Living<'_> {
        Living::new(self.ids, self.window, patient, self.ago(85, 9, 0))
    }

    /// Signs a plan with a form filled in by `fill`.
    fn plan(
        &self,
        living: &mut Living<'_>,
        (template, signer, at): (TemplateId, &Signer, DateTime<Utc>),
        fill: impl FnOnce(&mut PlanForm),
    ) {
        let before: Option<&SignedPlan> = living.life.plans.last().map(|last| &last.plan);
        let number = before.map_or(1, |plan| plan.number() + 1);
        let facts = facts(&living.life.patient, self.place, london_day(at), before);
        let mut form = PlanForm::from_template(&template.template(), &facts);
        medicines(&mut form, template);
        fill(&mut form);
        let id = PlanVersionId::from_uuid(self.ids.next());
        if let Some(plan) = signed(id, template, form, &facts, number, signer, at) {
            living.sign(plan);
        }
    }

    /// Diary entries from `from` to `to` days ago, with readings near `best` and a day off now and then.
    fn quiet_days(&self, living: &mut Living<'_>, from: u64, to: u64, best: Option<u16>) {
        for ago in (to..=from).rev().filter(|ago| ago % 5 != 2) {
            let wobble = u16::try_from(ago * 7 % 5).unwrap_or(0) * 5;
            let peak_flow = best.map(|best| best - wobble);
            living.log(CheckIn { peak_flow, symptoms: calm() }, self.ago(ago, 7, 20));
        }
    }
}

fn person(
    stage: &Stage<'_>,
    place: u128,
    number: NhsNumber,
    (given, family): (&str, &str),
    sex: Sex,
    age: u32,
    template: TemplateId,
) -> Patient {
    let born = stage.today.checked_sub_months(Months::new(age * 12 + 5)).unwrap_or(stage.today) - Days::new(9);
    Patient {
        id: patient_id(place),
        nhs_number: number,
        name: PersonName { given: given.into(), family: family.into() },
        date_of_birth: DateOfBirth::from_date(born),
        sex,
        practice: stage.place.practice.clone(),
        phone: Some(format!("07700 90014{}", place % 10)),
        email: Some(format!("{}.{}@example.org", given.to_lowercase(), family.to_lowercase())),
        height_cm: None,
        asthma_onset: Some(format!("age {}", (age / 3).max(1))),
        current_inhalers: inhalers(template),
        last_peak_flow: None,
        deprivation: None,
    }
}

fn unwell(woke_at_night: bool) -> Symptoms {
    Symptoms { daytime: Daytime::Some, woke_at_night, reliever: RelieverUse::Helped, too_breathless: false }
}

fn adult(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 1, number, ("Daniel", "Hughes"), Sex::Male, 34, TemplateId::Mart);
    let mut living = stage.living(Patient { height_cm: Some(181), last_peak_flow: Some(540), ..patient });
    let measured = stage.today - Days::new(82);
    stage.plan(&mut living, (TemplateId::Mart, &stage.place.signer, stage.ago(82, 10, 40)), |form| {
        peak_flow_fields(form, Some((540, measured)));
        form.set(Field::Triggers, "pollen, cold air");
    });
    living.invite(stage.place, RecruitmentSource::Practice, stage.ago(82, 10, 50));
    living.join(account_id("adult"), Relationship::Myself, RecruitmentSource::Practice, stage.ago(82, 18, 5));
    living.event(EventKind::PlanOpened, stage.ago(82, 18, 9));
    stage.quiet_days(&mut living, 81, 27, Some(535));
    let attack = Symptoms {
        daytime: Daytime::Interfering,
        woke_at_night: true,
        reliever: RelieverUse::NotLasting,
        too_breathless: false,
    };
    living.log(CheckIn { peak_flow: Some(405), symptoms: unwell(true) }, stage.ago(26, 7, 30));
    living.log(CheckIn { peak_flow: Some(305), symptoms: attack }, stage.ago(25, 6, 55));
    living.event(EventKind::EmergencyOpened, stage.ago(25, 6, 56));
    living.log(CheckIn { peak_flow: Some(420), symptoms: unwell(false) }, stage.ago(24, 8, 10));
    stage.plan(&mut living, (TemplateId::Mart, stage.gp, stage.ago(23, 15, 20)), |form| {
        peak_flow_fields(form, Some((540, measured)));
        form.set(Field::Triggers, "pollen, cold air, colds");
        form.set(Field::RescueSteroids, "yes");
        form.set(Field::RescueSteroidMg, "40");
        form.set(Field::RescueSteroidDays, "5");
        form.set(Field::ContactName, "Sian Hughes");
        form.set(Field::ContactPhone, "07700 900147");
        form.set(Field::Note, "I keep one inhaler at work and one in my coat.");
    });
    living.event(EventKind::PlanOpened, stage.ago(23, 17, 45));
    stage.quiet_days(&mut living, 22, 1, Some(540));
    living.life
}

fn teenager(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 2, number, ("Zainab", "Hussain"), Sex::Female, 15, TemplateId::Air);
    let mut living = stage.living(Patient { height_cm: Some(162), last_peak_flow: Some(390), ..patient });
    stage.plan(&mut living, (TemplateId::Air, &stage.place.signer, stage.ago(41, 16, 10)), |form| {
        peak_flow_fields(form, Some((390, stage.today - Days::new(41))));
        form.set(Field::Triggers, "exercise, pollen");
        form.set(Field::ContactName, "Farah Hussain");
        form.set(Field::ContactPhone, "07700 900146");
        form.set(Field::Note, "My inhaler is in the front pocket of my school bag.");
    });
    living.invite(stage.place, RecruitmentSource::School, stage.ago(41, 16, 20));
    living.join(account_id("teenager"), Relationship::Myself, RecruitmentSource::School, stage.ago(39, 19, 30));
    living.event(EventKind::PlanOpened, stage.ago(39, 19, 33));
    stage.quiet_days(&mut living, 38, 1, Some(385));
    living.life
}

fn amina(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 3, number, ("Amina", "Rahman"), Sex::Female, 9, TemplateId::Child5To11);
    let mut living = stage.living(Patient { height_cm: Some(133), last_peak_flow: Some(240), ..patient });
    stage.plan(&mut living, (TemplateId::Child5To11, &stage.place.signer, stage.ago(30, 11, 15)), |form| {
        peak_flow_fields(form, Some((240, stage.today - Days::new(30))));
        mother(form);
        form.set(Field::Triggers, "colds, cats, cold air");
        form.set(Field::Note, "The spare blue inhaler is with the school office.");
    });
    parent_joins(stage, &mut living);
    stage.quiet_days(&mut living, 28, 4, Some(240));
    living.log(CheckIn { peak_flow: Some(205), symptoms: calm() }, stage.ago(3, 7, 35));
    living.log(CheckIn { peak_flow: Some(185), symptoms: unwell(false) }, stage.ago(2, 7, 40));
    living.log(CheckIn { peak_flow: Some(180), symptoms: unwell(true) }, stage.ago(1, 7, 25));
    living.event(EventKind::PlanOpened, stage.ago(1, 7, 27));
    living.life
}

fn yusuf(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 4, number, ("Yusuf", "Rahman"), Sex::Male, 6, TemplateId::Child5To11);
    let mut living = stage.living(Patient { height_cm: Some(116), ..patient });
    stage.plan(&mut living, (TemplateId::Child5To11, &stage.place.signer, stage.ago(30, 11, 35)), |form| {
        mother(form);
        form.set(Field::Triggers, "colds");
    });
    parent_joins(stage, &mut living);
    stage.quiet_days(&mut living, 20, 1, None);
    living.life
}

fn mother(form: &mut PlanForm) {
    form.set(Field::ContactName, "Nadia Rahman");
    form.set(Field::ContactPhone, "07700 900142");
}

/// One account for both children.
fn parent_joins(stage: &Stage<'_>, living: &mut Living<'_>) {
    living.invite(stage.place, RecruitmentSource::Practice, stage.ago(30, 11, 45));
    living.join(account_id("parent"), Relationship::Parent, RecruitmentSource::Practice, stage.ago(29, 20, 10));
    living.event(EventKind::PlanOpened, stage.ago(29, 20, 15));
}

/// Nobody has written a plan for her or invited her yet.
fn chloe(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 5, number, ("Chloe", "Bennett"), Sex::Female, 22, TemplateId::AdultPreventer);
    stage.living(Patient { height_cm: Some(168), last_peak_flow: Some(430), ..patient }).life
}

/// Nor for him.
fn harry(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 6, number, ("Harry", "Osei"), Sex::Male, 8, TemplateId::Child5To11);
    stage.living(Patient { height_cm: Some(127), ..patient }).life
}

/// He has a plan and has not joined: at his age that takes a parent, or a talk with the nurse.
fn leo(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 7, number, ("Leo", "Carter"), Sex::Male, 14, TemplateId::Air);
    let mut living = stage.living(Patient { height_cm: Some(165), last_peak_flow: Some(380), ..patient });
    stage.plan(&mut living, (TemplateId::Air, &stage.place.signer, stage.ago(12, 15, 40)), |form| {
        peak_flow_fields(form, Some((380, stage.today - Days::new(12))));
        form.set(Field::Triggers, "football, cold air");
        form.set(Field::ContactName, "Sam Carter");
        form.set(Field::ContactPhone, "07700 900139");
    });
    living.life
}

/// She is of the age at which the practice looks at what her parent sees.
fn maya(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 8, number, ("Maya", "Ahmed"), Sex::Female, 12, TemplateId::Teenager);
    let mut living = stage.living(Patient { height_cm: Some(150), last_peak_flow: Some(310), ..patient });
    stage.plan(&mut living, (TemplateId::Teenager, &stage.place.signer, stage.ago(50, 14, 20)), |form| {
        peak_flow_fields(form, Some((310, stage.today - Days::new(50))));
        form.set(Field::Triggers, "dust, colds");
        form.set(Field::ContactName, "Sara Ahmed");
        form.set(Field::ContactPhone, "07700 900138");
    });
    living.invite(stage.place, RecruitmentSource::Social, stage.ago(50, 14, 30));
    living.join(account_id("parent-of-maya"), Relationship::Parent, RecruitmentSource::Social, stage.ago(49, 18, 40));
    living.event(EventKind::PlanOpened, stage.ago(49, 18, 44));
    stage.quiet_days(&mut living, 30, 2, Some(305));
    living.life
}

/// A teenager without a plan, whatever the day: of the people around, the last one may have got theirs this morning.
fn megan(stage: &Stage<'_>, number: NhsNumber) -> Life {
    let patient = person(stage, 9, number, ("Megan", "Pryce"), Sex::Female, 15, TemplateId::Air);
    stage.living(Patient { height_cm: Some(160), last_peak_flow: Some(395), ..patient }).life
}
