use chrono::NaiveDate;
use domain::Condition;
use domain::diary::PersonLine;
use domain::plan::SignedPlan;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// The plan with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MyPlan {
    pub(super) person: PersonLine,
    /// Signed last; it may have been withdrawn since.
    pub(super) plan: Option<SignedPlan>,
    /// Conditions with a plan beside asthma.
    pub(super) others: Vec<Condition>,
    pub(super) today: NaiveDate,
    pub(super) demo: bool,
}

/// The latest signed plan of the person shown. Reading it counts as seeing it.
#[server(name = ReadMyPlan, prefix = "/api", endpoint = "my/plan")]
pub(super) async fn my_plan() -> Result<MyPlan, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let person = care::people::people(&access, &cx.services).await?.into_iter().find(|person| person.current);
    let plan = care::plans::my_plan(&access, &cx.services).await?;
    let person = person.ok_or(AppError::NotFound)?;
    let others = care::conditions::my_other_plans(&access, &cx.services).await?;
    Ok(MyPlan { person, plan, others, today: cx.services.today(), demo: cx.services.demo })
}
