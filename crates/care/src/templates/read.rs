//! Reading the templates of an ICB.

use domain::StaffId;
use domain::plan::TemplateId;
use domain::plan::template::views::{TemplateHistory, TemplateLine, TemplateList, TemplateState};
use storage::templates::TemplateVersion;
use storage::{ConnectionTrait, staff};

use crate::{CareError, IcbAccess, Services};

/// Every template with every version.
///
/// # Errors
/// When the database fails.
pub async fn templates(access: &IcbAccess, services: &Services) -> Result<TemplateList, CareError> {
    let read = services.store.read().await?;
    let kept = storage::templates::all(&*read, &access.icb().code).await?;
    let mut templates = Vec::new();
    for id in TemplateId::ALL {
        let mut versions = Vec::new();
        let own: Vec<&TemplateVersion> = kept.iter().filter(|version| version.template.id == id).collect();
        let in_force = own.iter().find(|version| version.in_force()).map(|version| version.template.version);
        for version in own {
            versions.push(line(&*read, version, in_force).await?);
        }
        templates.push(TemplateHistory { id, versions });
    }
    Ok(TemplateList { icb_name: access.icb().name.clone(), approves: access.safety_officer().is_ok(), templates })
}

async fn line(
    conn: &impl ConnectionTrait,
    version: &TemplateVersion,
    in_force: Option<u16>,
) -> Result<TemplateLine, CareError> {
    let state = if version.ended.is_some() {
        TemplateState::Withdrawn
    } else if version.approved.is_none() {
        TemplateState::Proposed
    } else if in_force == Some(version.template.version) {
        TemplateState::InForce
    } else {
        TemplateState::Replaced
    };
    let approved = match &version.approved {
        Some((at, by)) => Some((name(conn, *by).await?, *at)),
        None => None,
    };
    let withdrawn = match &version.ended {
        Some((at, by, reason)) => Some((name(conn, *by).await?, *at, reason.clone())),
        None => None,
    };
    Ok(TemplateLine {
        template: version.template.clone(),
        state,
        made_by: name(conn, version.made_by).await?,
        made_at: version.made_at,
        approved,
        withdrawn,
    })
}

async fn name(conn: &impl ConnectionTrait, id: StaffId) -> Result<String, CareError> {
    Ok(staff::by_id(conn, id).await?.map_or_else(String::new, |member| member.name.to_string()))
}
