use domain::OdsCode;
use domain::board::{Board, Cohorts, Comparison, Groups, RangeProblem, Recount};
use domain::figures::Dimension;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// A board, or why the days asked for make none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum BoardAnswer {
    Board(Box<Board>),
    Days(RangeProblem),
}

/// The board of a practice, a PCN or an ICB for the days of an address.
#[server(name = ReadBoard, prefix = "/api", endpoint = "boards/board")]
pub(crate) async fn board(code: OdsCode, days: Option<String>, until: Option<String>) -> Result<BoardAnswer, AppError> {
    let cx = crate::context::request()?;
    let access = care::BoardAccess::of(&cx.services, &cx.proof, &code).await?;
    match domain::board::Range::read(days.as_deref(), until.as_deref(), cx.services.today()) {
        Ok(range) => {
            let board = care::boards::board(&access, &cx.services, range).await?;
            Ok(BoardAnswer::Board(Box::new(board)))
        }
        Err(problem) => Ok(BoardAnswer::Days(problem)),
    }
}

/// The practices of an ICB beside each other.
#[server(name = ReadComparison, prefix = "/api", endpoint = "boards/practices")]
pub(crate) async fn comparison(icb: OdsCode) -> Result<Comparison, AppError> {
    let cx = crate::context::request()?;
    let access = care::BoardAccess::of(&cx.services, &cx.proof, &icb).await?;
    Ok(care::boards::comparison(&access, &cx.services).await?)
}

/// The groups of one dimension.
#[server(name = ReadGroups, prefix = "/api", endpoint = "boards/groups")]
pub(crate) async fn groups(code: OdsCode, dimension: Dimension) -> Result<Groups, AppError> {
    let cx = crate::context::request()?;
    let access = care::BoardAccess::of(&cx.services, &cx.proof, &code).await?;
    Ok(care::boards::groups(&access, &cx.services, dimension).await?)
}

/// People by the month in which they registered.
#[server(name = ReadCohorts, prefix = "/api", endpoint = "boards/retention")]
pub(crate) async fn cohorts(code: OdsCode) -> Result<Cohorts, AppError> {
    let cx = crate::context::request()?;
    let access = care::BoardAccess::of(&cx.services, &cx.proof, &code).await?;
    Ok(care::boards::cohorts(&access, &cx.services).await?)
}

/// Every figure of an organisation counted again from what happened.
#[server(name = CountAgain, prefix = "/api", endpoint = "boards/recount")]
pub(crate) async fn recount(code: OdsCode) -> Result<Recount, AppError> {
    let cx = crate::context::request()?;
    let access = care::BoardAccess::of(&cx.services, &cx.proof, &code).await?;
    Ok(care::boards::recount(&access, &cx.services).await?)
}
