//! Log-ins in progress; only the hash of the token is kept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub audience: String,
    pub staff_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub patient_id: Option<Uuid>,
    pub invitation_id: Option<Uuid>,
    pub started_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub proved_at: Option<DateTimeUtc>,
    pub device: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
