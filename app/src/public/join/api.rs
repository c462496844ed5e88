use domain::consent::{JoiningView, RecruitmentSource};
use domain::invitation::InvitationLook;
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;

/// Reads a typed code and leads to its invitation.
#[server(prefix = "/api", endpoint = "join/code")]
pub async fn enter_code(
    #[server(default)] code: String,
    #[server(default)] from: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes;
    match domain::invitation::read_code(&code) {
        Some(code) => {
            if let Some(from) = domain::campaign::read_code(&from) {
                crate::context::remember_campaign(&crate::context::request()?, &from);
            }
            leptos_axum::redirect(&routes::join(&domain::invitation::print_code(&code)));
            Ok(FormAnswer::Done(()))
        }
        None => {
            let message = crate::words::t("join-code-wrong");
            let problems = vec![domain::FieldProblem::new("code", message)];
            again(routes::JOIN, Returned::new([("code", code.as_str())], problems)).await
        }
    }
}

/// Whose public link somebody followed. Following it keeps nothing.
#[server(prefix = "/api", endpoint = "join/heard")]
pub async fn heard(from: Option<String>) -> Result<Option<(RecruitmentSource, String)>, AppError> {
    let cx = crate::context::request()?;
    match from {
        Some(from) => Ok(care::campaigns::heard(&cx.services, &from).await?),
        None => Ok(None),
    }
}

/// A posted code as part of an address: letters, digits and hyphens, of which links and codes are made. Whatever else
/// somebody sends is no invitation and does not reach a header.
#[cfg(feature = "ssr")]
fn in_address(code: &str) -> String {
    let plain: String =
        code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(100).collect();
    if plain.is_empty() { "-".into() } else { plain }
}

/// What an invitation says before anything is known of who opened it. Looking uses nothing.
#[server(prefix = "/api", endpoint = "join/look")]
pub async fn look(code: String) -> Result<InvitationLook, AppError> {
    let cx = crate::context::request()?;
    Ok(care::invitations::look_at_invitation(&cx.services, &code).await?)
}

/// Checks the date of birth; a right one begins joining.
#[server(prefix = "/api", endpoint = "join/date_of_birth")]
pub async fn confirm_date_of_birth(
    code: String,
    #[server(default)] date_of_birth_day: String,
    #[server(default)] date_of_birth_month: String,
    #[server(default)] date_of_birth_year: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::context::{Session, request, set_cookie};
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::invitations::DobAnswer;
    let cx = request()?;
    let parts = [&date_of_birth_day, &date_of_birth_month, &date_of_birth_year].map(|part| part.trim());
    let problems = match care::invitations::check_date_of_birth(&cx.services, &code, &parts.join("/")).await? {
        DobAnswer::Right(session) => {
            set_cookie(&cx, Session::Joining, &session.token);
            leptos_axum::redirect(&routes::join_agree(&in_address(&code)));
            return Ok(FormAnswer::Done(()));
        }
        DobAnswer::Fields(problems) => problems,
        DobAnswer::Wrong { tries_left } => {
            let message = crate::words::count("join-wrong-date", &[("tries", usize::from(tries_left))]);
            vec![domain::FieldProblem::new("date_of_birth", message)]
        }
        DobAnswer::Closed => {
            // The page itself says that the invitation is closed.
            leptos_axum::redirect(&routes::join(&in_address(&code)));
            return Ok(FormAnswer::Done(()));
        }
    };
    let [day, month, year] = parts;
    let typed = [("date_of_birth_day", day), ("date_of_birth_month", month), ("date_of_birth_year", year)];
    again(&routes::join(&in_address(&code)), Returned::new(typed, problems)).await
}

/// Whom the invitation is for, once the date of birth is confirmed.
#[server(prefix = "/api", endpoint = "join/joining")]
pub async fn joining() -> Result<JoiningView, AppError> {
    let cx = crate::context::request()?;
    Ok(care::invitations::joining(&cx.services, &cx.proof, crate::context::campaign().as_deref()).await?)
}

/// Agrees, which uses the invitation and logs in.
#[server(prefix = "/api", endpoint = "join/agree")]
pub async fn agree(
    code: String,
    #[server(default)] agreed: String,
    #[server(default)] understood: String,
    #[server(default)] source: String,
    #[server(default)] relationship: String,
    #[server(default)] back: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::context::{Session, clear_cookie, request, set_cookie};
    use crate::forms::{Returned, again};
    use crate::routes;
    use care::invitations::AgreeForm;
    use care::{CareError, Refused};
    let cx = request()?;
    let form = AgreeForm {
        agreed: agreed == "true",
        understood: understood == "true",
        source: source.clone(),
        relationship: relationship.clone(),
        from: crate::context::campaign().unwrap_or_default(),
    };
    match care::invitations::agree(&cx.services, &cx.proof, form).await {
        Ok(session) => {
            clear_cookie(&cx, Session::Joining);
            set_cookie(&cx, Session::Patient, &session.token);
            care::log_ins::name_device(&cx.services, &session.token, &crate::context::user_agent()).await?;
            // Whoever joined before has answered the questions, and sees the way back in once more.
            let page = if back.is_empty() {
                routes::MY_ABOUT_ME.to_owned()
            } else {
                format!("{}?joined=back", routes::MY_LOG_INS)
            };
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            let typed = [
                ("agreed", agreed.as_str()),
                ("understood", understood.as_str()),
                ("source", source.as_str()),
                ("relationship", relationship.as_str()),
            ];
            again(&routes::join_agree(&in_address(&code)), Returned::new(typed, problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
