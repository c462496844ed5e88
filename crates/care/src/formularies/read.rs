//! Reading the formularies of an ICB.

use chrono::NaiveDate;
use domain::plan::formulary::views::{FormularyLine, FormularyList, FormularyState, FormularyView};
use domain::plan::formulary::{Formulary, compare, starter};
use storage::formularies::FormularyVersion;
use storage::{ConnectionTrait, staff};

use crate::{CareError, IcbAccess, Refused, Services};

/// Every version, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn formularies(access: &IcbAccess, services: &Services) -> Result<FormularyList, CareError> {
    let read = services.store.read().await?;
    let kept = storage::formularies::all(&*read, &access.icb().code).await?;
    let counts = counting(&kept, services.today());
    let mut versions = Vec::new();
    for version in &kept {
        versions.push(line(&*read, version, counts, services.today()).await?);
    }
    Ok(FormularyList { icb_name: access.icb().name.clone(), versions })
}

/// One version beside the one it would replace: the one in force, or, for that one itself, the one before it. Version 0
/// is the starter formulary.
///
/// # Errors
/// `NotFound` when there is no such version.
pub async fn formulary(access: &IcbAccess, services: &Services, version: u32) -> Result<FormularyView, CareError> {
    let read = services.store.read().await?;
    let kept = storage::formularies::all(&*read, &access.icb().code).await?;
    let counts = counting(&kept, services.today());
    let icb_name = access.icb().name.clone();
    let in_force = |except: u32| {
        let other = counts.filter(|counts| *counts != except);
        let before = kept.iter().map(|kept| kept.formulary.version).find(|other| *other < except);
        let wanted = other.or(before);
        kept.iter().find(|kept| Some(kept.formulary.version) == wanted).map(|kept| kept.formulary.clone())
    };
    let (line, shown) = if version == 0 {
        (None, starter())
    } else {
        let found = kept.iter().find(|kept| kept.formulary.version == version).ok_or(Refused::NotFound)?;
        (Some(line(&*read, found, counts, services.today()).await?), found.formulary.clone())
    };
    let against: Formulary = in_force(version).unwrap_or_else(starter);
    let changes = compare(&against, &shown);
    Ok(FormularyView { icb_name, line, formulary: shown, against: against.called(), changes })
}

/// The version that counts on a day.
fn counting(kept: &[FormularyVersion], today: NaiveDate) -> Option<u32> {
    kept.iter()
        .filter(|version| version.activated.is_some() && version.ended.is_none())
        .filter(|version| version.formulary.from.is_some_and(|from| from <= today))
        .max_by_key(|version| (version.formulary.from, version.formulary.version))
        .map(|version| version.formulary.version)
}

async fn line(
    conn: &impl ConnectionTrait,
    version: &FormularyVersion,
    counts: Option<u32>,
    today: NaiveDate,
) -> Result<FormularyLine, CareError> {
    let activated_by = match version.activated {
        Some((_, by)) => staff::by_id(conn, by).await?.map(|member| member.name.to_string()),
        None => None,
    };
    let formulary = &version.formulary;
    let state = if version.ended.is_some() {
        FormularyState::Ended
    } else if version.activated.is_none() {
        FormularyState::Imported
    } else if counts == Some(formulary.version) {
        FormularyState::InForce
    } else if formulary.from.is_some_and(|from| from > today) {
        FormularyState::Waiting
    } else {
        FormularyState::Replaced
    };
    Ok(FormularyLine {
        version: formulary.version,
        from: formulary.from,
        state,
        products: formulary.products.len(),
        unconfirmed: formulary.products.iter().filter(|product| product.needs_local_confirmation).count(),
        imported_at: version.imported_at,
        activated_by,
    })
}
