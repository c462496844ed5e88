//! The board of an ICB.

use std::collections::BTreeMap;

use domain::board::{IcbBoard, PracticeLine};
use domain::time::london_day;
use domain::{OdsCode, OrganisationKind};
use storage::organisations;

use super::figures::{Counts, count, lines};
use super::show::{show_all, show_one};
use super::tiles::{funnel, tiles};
use crate::plans::effort;
use crate::{CareError, IcbAccess, Services};

/// The figures of an ICB over all its practices, and a line for each practice.
///
/// # Errors
/// When a row cannot be read.
pub async fn icb_board(access: &IcbAccess, services: &Services) -> Result<IcbBoard, CareError> {
    let now = services.now();
    let today = london_day(now);
    let icb = access.icb();
    let read = services.store.read().await?;
    let practices = organisations::practices_of_icb(&*read, &icb.code).await?;
    let pcns: BTreeMap<OdsCode, String> = organisations::children(&*read, &icb.code)
        .await?
        .into_iter()
        .filter(|below| below.kind == OrganisationKind::Pcn)
        .map(|pcn| (pcn.code, pcn.name))
        .collect();
    let codes: Vec<OdsCode> = practices.iter().map(|practice| practice.code.clone()).collect();
    let counts = count(&*read, &codes, today).await?;
    let lines = lines(&*read, &icb.code, today).await?;
    let mut effort = effort::this_month(&*read, &codes, today).await?;
    let sum = counts.iter().copied().fold(Counts::default(), Counts::plus);
    let shown = show_one(&sum);
    let practices = practices
        .into_iter()
        .zip(show_all(&counts))
        .map(|(practice, shown)| PracticeLine {
            time_to_sign: effort.remove(&practice.code).unwrap_or_default(),
            pcn_name: practice.parent.as_ref().and_then(|pcn| pcns.get(pcn)).cloned().unwrap_or_default(),
            code: practice.code,
            name: practice.name,
            eligible: shown.eligible,
            registered: shown.registered,
            covered: shown.covered,
            active_week: shown.active_week,
        })
        .collect();
    Ok(IcbBoard {
        code: icb.code.clone(),
        name: icb.name.clone(),
        tiles: tiles(&sum, &shown, &lines),
        funnel: funnel(&shown),
        practices,
        as_at: now,
        demo: icb.demo,
    })
}
