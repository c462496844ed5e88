//! Invitations to join; only keyed hashes of link and code are kept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub patient_id: Uuid,
    pub practice_code: String,
    pub link_hash: String,
    pub code_hash: String,
    pub source: String,
    pub created_by: Uuid,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub wrong_tries: i32,
    pub state: String,
    pub used_at: Option<DateTimeUtc>,
    pub account_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
