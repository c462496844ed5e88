use domain::heard::FeedbackPage;
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// The page, and whether the questions may be asked now.
#[server(name = ReadMyFeedback, prefix = "/api", endpoint = "feedback/mine")]
pub(in crate::patient) async fn my_feedback() -> Result<FeedbackPage, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::feedback::my_feedback(&access, &cx.services).await?)
}

/// Takes the two answers.
#[server(prefix = "/api", endpoint = "feedback/give")]
pub(super) async fn give_feedback(
    #[server(default)] satisfied: String,
    #[server(default)] recommend: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    use crate::words::t;
    use domain::FieldProblem;
    use domain::feedback::Answer;
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    let Some(said) = Answer::read(&satisfied, &recommend) else {
        let missing =
            [("satisfied", &satisfied, "feedback-say-happy"), ("recommend", &recommend, "feedback-choose-number")];
        let problems = missing.iter().filter(|(_, typed, _)| typed.is_empty());
        let problems = problems.map(|(field, _, message)| FieldProblem::new(*field, t(message))).collect();
        let typed = [("satisfied", satisfied.as_str()), ("recommend", recommend.as_str())];
        return again(routes::MY_FEEDBACK, Returned::new(typed, problems)).await;
    };
    care::feedback::answer(&access, &cx.services, Some(said)).await?;
    leptos_axum::redirect(&format!("{}?thanks=yes", routes::MY_FEEDBACK));
    Ok(FormAnswer::Done(()))
}

/// Not now: nobody is asked again for 90 days.
#[server(prefix = "/api", endpoint = "feedback/not_now")]
pub(super) async fn no_feedback_now() -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    care::feedback::answer(&access, &cx.services, None).await?;
    leptos_axum::redirect(crate::routes::MY);
    Ok(())
}
