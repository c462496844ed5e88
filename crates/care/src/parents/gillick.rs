//! Assessing Gillick competence: a clinician's act on the open record.

use domain::gillick::{ASKED_UNDER, Gillick};
use domain::{FieldProblem, PatientId};
use storage::gillick_assessments::{self, Assessment};
use storage::{ConnectionTrait, StoreError};

use crate::audit::note;
use crate::{CareError, PatientScope, Refused, Services};

/// Keeps an assessment. A later one counts; none is ever changed.
///
/// # Errors
/// `Fields` from 16 years of age, when nobody is assessed for this.
pub async fn assess(scope: &PatientScope, services: &Services, gillick: Gillick) -> Result<(), CareError> {
    if scope.record().date_of_birth.age_on(services.today()) >= ASKED_UNDER {
        let message = "From 16 years of age people decide for themselves: there is nothing to assess";
        return Err(Refused::Fields(vec![FieldProblem::new("outcome", message)]).into());
    }
    let assessment = Assessment {
        id: services.ids.next(),
        patient: scope.patient(),
        practice: scope.practice().clone(),
        gillick,
        by: scope.staff(),
        at: services.now(),
    };
    let acting = scope.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                gillick_assessments::insert(tx, &assessment).await?;
                let outcome = if assessment.gillick.competent { "competent" } else { "not_competent" };
                note(tx, &acting.act("gillick_assessed").with(outcome), assessment.at).await
            })
        })
        .await
}

/// Whether the newest assessment of a patient found them competent.
pub(crate) async fn is_competent(conn: &impl ConnectionTrait, patient: PatientId) -> Result<bool, StoreError> {
    let assessments = gillick_assessments::of_patient(conn, patient).await?;
    Ok(assessments.first().is_some_and(|newest| newest.gillick.competent))
}
