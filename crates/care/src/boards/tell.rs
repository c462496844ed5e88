//! Figures told: exactly, or in the steps of seven that were told before.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::figures::{Figure, Number, ToldFigure, figures, told_exactly, told_in_steps};
use domain::{OdsCode, OrganisationKind, suppress};
use storage::told_numbers::ToldNumber;
use storage::{organisations, told_numbers};

use super::sums::sums;
use crate::{CareError, Services};

/// How the figures of a day are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As they were counted.
    Exact,
    /// Of now, in steps that stand until the count is seven away.
    Live,
    /// Of a day that is over, rounded down to sevens.
    Closed,
}

/// Figures of several organisations as they are told, in the order given.
///
/// # Errors
/// When the database fails.
pub(super) async fn tell(
    services: &Services,
    manner: Manner,
    counted: Vec<(OdsCode, Vec<Figure>)>,
) -> Result<Vec<Vec<ToldFigure>>, CareError> {
    match manner {
        Manner::Exact => Ok(counted.iter().map(|(_, figures)| told_exactly(figures)).collect()),
        Manner::Closed => {
            Ok(counted.iter().map(|(_, figures)| told_in_steps(figures, |_, count| suppress::closed(count))).collect())
        }
        Manner::Live => live(services, counted).await,
    }
}

async fn live(services: &Services, counted: Vec<(OdsCode, Vec<Figure>)>) -> Result<Vec<Vec<ToldFigure>>, CareError> {
    let codes: Vec<OdsCode> = counted.iter().map(|(code, _)| code.clone()).collect();
    let mut before = {
        let read = services.store.read().await?;
        told_numbers::of(&*read, &codes).await?
    };
    let today = services.today();
    let mut moved = Vec::new();
    let mut told = Vec::with_capacity(counted.len());
    for (code, figures) in &counted {
        let stands: BTreeMap<Number, i64> = before.remove(code).unwrap_or_default();
        told.push(told_in_steps(figures, |number, count| {
            let known = stands.get(&number).copied();
            let now = suppress::step(known, count);
            if known != Some(now) {
                moved.push(ToldNumber { organisation: code.clone(), number, told: now, since: today });
            }
            now
        }));
    }
    if !moved.is_empty() {
        let keep = services.store.write(move |tx| Box::pin(async move { told_numbers::put(tx, moved).await }));
        keep.await.map_err(CareError::from)?;
    }
    Ok(told)
}

/// Moves the told numbers of every ICB, PCN and practice to where they stand today, so that what practices are compared
/// with is never older than the last round.
///
/// # Errors
/// When the database fails.
pub async fn tell_everything(services: &Services) -> Result<usize, CareError> {
    let today = services.today();
    let all = {
        let read = services.store.read().await?;
        organisations::all(&*read).await?
    };
    let practices: Vec<OdsCode> = all
        .iter()
        .filter(|organisation| organisation.kind == OrganisationKind::Practice)
        .map(|practice| practice.code.clone())
        .collect();
    let mut told = 0;
    for portion in practices.chunks(PORTION) {
        let found = counted(services, portion, today).await?;
        told += found.len();
        tell(services, Manner::Live, found).await?;
    }
    Ok(told)
}

/// Practices told at a time.
const PORTION: usize = 200;

/// The figures of each practice.
pub(super) async fn counted(
    services: &Services,
    practices: &[OdsCode],
    day: NaiveDate,
) -> Result<Vec<(OdsCode, Vec<Figure>)>, CareError> {
    let read = services.store.read_much().await?;
    let sums = sums(&*read, practices, day).await?;
    Ok(practices.iter().cloned().zip(sums.iter().map(figures)).collect())
}
