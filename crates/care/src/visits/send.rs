use chrono::TimeDelta;
use domain::Topic;
use domain::visit::DAYS_OPEN;
use storage::visit_questions::{self, VisitRequest};
use storage::{accounts, outbox};

use crate::audit::note;
use crate::{CareError, PatientScope, Refused, Services};

/// Sends the questions to whoever joined for the patient. Questions that are open already stay as they are, with their
/// answers.
///
/// # Errors
/// `Conflict` when nobody has joined for this person.
pub async fn send_questions(scope: &PatientScope, services: &Services) -> Result<(), CareError> {
    let (acting, now, id) = (scope.clone(), services.now(), services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let scope = &acting;
                if accounts::accounts_of(tx, scope.patient()).await?.is_empty() {
                    return Err(Refused::Conflict.into());
                }
                if super::open_request(tx, scope.patient(), now).await?.is_some() {
                    return Ok(());
                }
                let request = VisitRequest {
                    id,
                    patient: scope.patient(),
                    practice: scope.practice().clone(),
                    asked_by: scope.staff(),
                    asked_at: now,
                    closes_at: now + TimeDelta::days(DAYS_OPEN),
                    answered: None,
                };
                visit_questions::insert(tx, &request).await?;
                note(tx, &scope.act("visit_questions_sent").with(id), now).await?;
                Ok(outbox::append(tx, &Topic::Patient(scope.patient()), now).await?)
            })
        })
        .await
}
