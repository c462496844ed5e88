//! Plans being written.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub practice_code: String,
    pub template_id: String,
    pub form: Json,
    pub revision: i64,
    pub state: String,
    pub started_by: Uuid,
    pub started_at: DateTimeUtc,
    pub saved_by: Uuid,
    pub saved_at: DateTimeUtc,
    #[sea_orm(has_many)]
    pub revisions: HasMany<super::draft_revisions::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
