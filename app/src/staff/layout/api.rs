use domain::OdsCode;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// Who is logged in, for the header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StaffMember {
    /// Name and role: "Jo Okafor, practice nurse".
    pub who: String,
    /// May open the register of this practice.
    pub clinical: bool,
    /// Runs this practice.
    pub manages: bool,
    /// How many drafts wait for this GP to look at.
    pub waiting: Option<u64>,
    /// How many requests for more of a medicine are open, for clinicians.
    pub repeats: Option<u64>,
    /// The ICB whose programme they lead, if any.
    pub icb: Option<OdsCode>,
    /// The system is a demonstration.
    pub demo: bool,
}

/// Who is logged in, as they stand to an organisation.
#[server(prefix = "/api", endpoint = "layout/staff_member")]
pub(crate) async fn logged_in(organisation: OdsCode) -> Result<StaffMember, AppError> {
    use domain::OrganisationKind;
    let cx = crate::context::request()?;
    let member = care::StaffAccess::of(&cx.proof)?;
    let memberships = member.memberships();
    let held = memberships.iter().find(|held| held.organisation.code == organisation).or(memberships.first());
    let who = match held {
        Some(held) => format!("{}, {}", member.name(), held.role.title()),
        None => member.name().to_string(),
    };
    let icb = memberships.iter().find(|held| held.organisation.kind == OrganisationKind::Icb);
    let clinical = care::ClinicalAccess::at(&cx.proof, &organisation).ok();
    let waiting = match &clinical {
        Some(access) => care::plans::waiting_for(access, &cx.services).await?,
        None => None,
    };
    let repeats = match &clinical {
        Some(access) => Some(care::repeats::open_repeats(access, &cx.services).await?),
        None => None,
    };
    Ok(StaffMember {
        who,
        repeats,
        clinical: clinical.is_some(),
        manages: care::ManagerAccess::at(&cx.proof, &organisation).is_ok(),
        waiting,
        icb: icb.map(|held| held.organisation.code.clone()),
        demo: cx.services.demo,
    })
}
