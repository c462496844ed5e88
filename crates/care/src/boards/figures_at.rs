//! The figures of an organisation on a day, exact: for whoever runs the server.

use chrono::NaiveDate;
use domain::figures::{Figure, figures, frozen_from};
use domain::{OdsCode, Organisation};
use storage::organisations;

use super::sums::{parts_of, sum_of, sums};
use crate::{CareError, Refused, Services};

/// The figures of an organisation at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresAt {
    /// Practice, PCN or ICB.
    pub organisation: Organisation,
    /// The London day.
    pub day: NaiveDate,
    /// From this day on they no longer rise.
    pub frozen_from: NaiveDate,
    /// They no longer rise.
    pub frozen: bool,
    /// Every figure, exact.
    pub figures: Vec<Figure>,
}

/// The exact figures of an organisation on a day. Nobody reaches this but by the command line: nothing is hidden.
///
/// # Errors
/// `Refused::NotFound` for an unknown organisation, or when the database fails.
pub async fn figures_at(services: &Services, code: &OdsCode, day: NaiveDate) -> Result<FiguresAt, CareError> {
    let today = services.today();
    let read = services.store.read().await?;
    let organisation = organisations::by_code(&*read, code).await?.ok_or(Refused::NotFound)?;
    let parts = parts_of(&*read, &organisation).await?;
    let sum = sum_of(&*read, &parts, day).await?;
    let frozen_from = frozen_from(day);
    Ok(FiguresAt { organisation, day, frozen_from, frozen: today >= frozen_from, figures: figures(&sum) })
}

/// The exact figures of each of these practices and ICBs on a day, read in one pass. For whoever runs the server, as
/// [`figures_at`].
///
/// # Errors
/// When the database fails.
pub async fn figures_of_each(
    services: &Services,
    codes: &[OdsCode],
    day: NaiveDate,
) -> Result<Vec<(OdsCode, Vec<Figure>)>, CareError> {
    let read = services.store.read_much().await?;
    let sums = sums(&*read, codes, day).await?;
    Ok(codes.iter().cloned().zip(sums.iter().map(figures)).collect())
}
