//! How people like the service: two questions, asked seldom and of nobody who has just been ill. That somebody was asked
//! is kept with the account; what they answered is counted by ICB and month and is nobody's.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use domain::diary::note::Note;
use domain::feedback::{Answer, Moment};
use domain::heard::{FeedbackFigures, FeedbackPage, figures as shown};
use domain::plan::Zone;
use domain::time::{london_day, say_date};
use storage::{ConnectionTrait, accounts, diary_entries, diary_notes, feedback, organisations, patients};

use crate::audit::note;
use crate::people::people;
use crate::{CareError, IcbAccess, PatientAccess, Refused, Services};

/// Whole months that the figures cover.
const MONTHS: u32 = 12;
/// Days looked back for somebody unwell: more than the rule asks for.
const LOOKED_BACK: TimeDelta = TimeDelta::days(7);

/// The page of the questions, and whether they may be asked now.
///
/// # Errors
/// When a row cannot be read.
pub async fn my_feedback(access: &PatientAccess, services: &Services) -> Result<FeedbackPage, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let due = is_right(&*read, access, services.today()).await?;
    Ok(FeedbackPage { person, due, demo: services.demo })
}

/// Takes an answer, or "Not now" without one: either way nobody is asked again for 90 days. False when nothing was asked,
/// as after a second press: then nothing is counted.
///
/// # Errors
/// When the database fails.
pub async fn answer(access: &PatientAccess, services: &Services, said: Option<Answer>) -> Result<bool, CareError> {
    let (acting, now, today) = (access.clone(), services.now(), services.today());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !is_right(tx, &acting, today).await? || !feedback::ask(tx, acting.account(), today).await? {
                    return Ok(false);
                }
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let practice = organisations::by_code(tx, &patient.practice).await?;
                if let Some(icb) = practice.and_then(|practice| practice.icb) {
                    feedback::count(tx, &icb, month_of(today), said).await?;
                }
                // What they said stands nowhere beside their name.
                let action = if said.is_some() { "feedback_given" } else { "feedback_not_now" };
                note(tx, &acting.act(action).at(&patient.practice), now).await?;
                Ok(true)
            })
        })
        .await
}

/// The figures of an ICB for the last twelve months that are over: they change once a month, so that no answer shows by
/// its difference from yesterday.
///
/// # Errors
/// When a row cannot be read.
pub async fn figures(access: &IcbAccess, services: &Services) -> Result<FeedbackFigures, CareError> {
    let this = month_of(services.today());
    let back = |months| this.checked_sub_months(Months::new(months)).unwrap_or(this);
    let (from, to) = (back(MONTHS), back(1));
    let read = services.store.read().await?;
    let (mut answers, mut not_now) = (Vec::new(), 0_i64);
    for (said, value) in feedback::counts(&*read, &access.icb().code, from, to).await? {
        match said {
            Some(said) => answers.extend(std::iter::repeat_n(said, usize::try_from(value).unwrap_or(0))),
            None => not_now = not_now.saturating_add(value),
        }
    }
    let figures = shown(&answers, not_now);
    Ok(FeedbackFigures {
        icb_name: access.icb().name.clone(),
        from: say_date(from),
        to: say_date(this - TimeDelta::days(1)),
        asked: figures.asked,
        answered: figures.answered,
        happy: figures.happy,
        satisfaction: figures.satisfaction,
        recommendation: figures.recommendation,
    })
}

/// The moment is right. Whoever acts for several people is asked nothing while one of them is unwell: in amber, in red,
/// in an attack or in hospital.
async fn is_right(conn: &impl ConnectionTrait, access: &PatientAccess, today: NaiveDate) -> Result<bool, CareError> {
    let asked = feedback::asked(conn, access.account()).await?;
    let people = accounts::people(conn, access.account()).await?;
    let Some(joined) = people.iter().map(|person| london_day(person.since)).min() else { return Ok(false) };
    let mut unwell: Option<NaiveDate> = None;
    for person in &people {
        let since = today - LOOKED_BACK;
        let entries = diary_entries::since(conn, person.patient, since).await?;
        let worse = entries.iter().filter(|entry| entry.zone != Zone::Green).map(|entry| entry.day);
        let notes = diary_notes::since(conn, person.patient, since).await?;
        let ill = notes.iter().filter(|note| matches!(note.note, Note::Attack(_) | Note::Visit(_)));
        unwell = worse.chain(ill.map(|note| note.day)).chain(unwell).max();
    }
    Ok(Moment { today, joined, asked, red: unwell }.is_right())
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
