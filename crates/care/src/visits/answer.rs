use domain::person::is_invisible;
use domain::time::london_day;
use domain::visit::{Answered, VisitForm};
use domain::{FieldProblem, Topic};
use storage::{outbox, visit_questions};

use crate::audit::note;
use crate::{CareError, PatientAccess, Refused, Services};

/// Keeps the answers to the open questions, in place of those given before.
///
/// # Errors
/// `Fields` when something is missing or wrong; `Conflict` when no questions are open.
pub async fn answer_questions(access: &PatientAccess, services: &Services, form: VisitForm) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = acting.patient();
                let request = super::open_request(tx, patient, now).await?.ok_or(Refused::Conflict)?;
                let last = super::last_best(tx, patient).await?;
                let answers = form.read(last, london_day(now)).map_err(Refused::Fields)?;
                let texts = [
                    ("stops", &answers.stops),
                    ("triggers", &answers.triggers),
                    ("inhalers", &answers.inhalers),
                    ("contact_name", &answers.contact_name),
                    ("contact_phone", &answers.contact_phone),
                ];
                let unseen = |text: &str| text.chars().any(|sign| is_invisible(sign) && !matches!(sign, '\n' | '\r'));
                let problems: Vec<FieldProblem> = texts
                    .into_iter()
                    .filter(|(_, text)| unseen(text))
                    .map(|(field, _)| FieldProblem::new(field, "Type this again: it has signs that cannot be seen"))
                    .collect();
                if !problems.is_empty() {
                    return Err(Refused::Fields(problems).into());
                }
                let answered = Answered { answers, by: acting.relationship(), at: now };
                if !visit_questions::answer(tx, request.id, acting.account(), &answered).await? {
                    return Err(Refused::Conflict.into());
                }
                let act = acting.act("visit_questions_answered").at(&request.practice).with(request.id);
                note(tx, &act, now).await?;
                Ok(outbox::append(tx, &Topic::Patient(patient), now).await?)
            })
        })
        .await
}
