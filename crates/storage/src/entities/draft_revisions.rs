//! Every saved state of a draft, so that nobody's typing is lost to somebody else's.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "draft_revisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub draft_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    pub form: Json,
    pub saved_by: Uuid,
    pub saved_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "draft_id", to = "id")]
    pub draft: BelongsTo<super::drafts::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
