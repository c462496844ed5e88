//! What was said of single lines of a draft in review. Nothing said is taken away; it is settled.

use chrono::{DateTime, Utc};
use domain::plan::Field;
use domain::{CommentId, DraftId, ReviewId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::plan_comments::{COLUMN, Entity, Model};
use crate::entities::plan_reviews;
use crate::map::{Row, insert as insert_row};

/// A comment as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRow {
    /// Identifier.
    pub id: CommentId,
    /// The review it was written in.
    pub review: ReviewId,
    /// The line.
    pub field: Field,
    /// What.
    pub words: String,
    /// Who.
    pub written_by: StaffId,
    /// When.
    pub written_at: DateTime<Utc>,
    /// When it was settled.
    pub settled_at: Option<DateTime<Utc>>,
}

/// Keeps a comment.
///
/// # Errors
/// `plan_comments_words_check` when it says nothing; `foreign_key` when review or staff is missing.
pub async fn insert(conn: &impl ConnectionTrait, comment: &CommentRow) -> Result<(), StoreError> {
    let row = Model {
        id: comment.id.uuid(),
        review_id: comment.review.uuid(),
        field: comment.field.name().into(),
        words: comment.words.clone(),
        written_by: comment.written_by.uuid(),
        written_at: comment.written_at,
        settled_by: None,
        settled_at: comment.settled_at,
    };
    insert_row(conn, row).await
}

/// Everything said of a draft, in all its reviews, by line and then by time.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_draft(conn: &impl ConnectionTrait, draft: DraftId) -> Result<Vec<CommentRow>, StoreError> {
    let rows =
        Entity::find().filter(of(draft)).order_by_asc(COLUMN.written_at).order_by_asc(COLUMN.id).all(conn).await?;
    let mut comments = rows.into_iter().map(from_row).collect::<Result<Vec<_>, _>>()?;
    comments.sort_by_key(|comment| comment.field);
    Ok(comments)
}

/// Settles a comment of this draft; whether there is one. A second time is harmless.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    conn: &impl ConnectionTrait,
    draft: DraftId,
    id: CommentId,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let settled = Entity::update_many()
        .col_expr(COLUMN.settled_by, Expr::value(by.uuid()))
        .col_expr(COLUMN.settled_at, Expr::value(at))
        .filter(of(draft).and(COLUMN.id.eq(id.uuid())))
        .exec(conn)
        .await?;
    Ok(settled.rows_affected > 0)
}

fn of(draft: DraftId) -> Expr {
    let reviews = Query::select()
        .column(plan_reviews::COLUMN.id)
        .from(plan_reviews::Entity)
        .and_where(plan_reviews::COLUMN.draft_id.eq(draft.uuid()))
        .take();
    Expr::col(COLUMN.review_id).in_subquery(reviews)
}

fn from_row(model: Model) -> Result<CommentRow, StoreError> {
    let row = Row::new("plan_comments", &model.id);
    Ok(CommentRow {
        id: CommentId::from_uuid(model.id),
        review: ReviewId::from_uuid(model.review_id),
        field: row.read("field", Field::by_name(&model.field))?,
        words: model.words,
        written_by: StaffId::from_uuid(model.written_by),
        written_at: model.written_at,
        settled_at: model.settled_at,
    })
}
