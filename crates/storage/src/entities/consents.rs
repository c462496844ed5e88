//! What was agreed to, in which words, and when.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub patient_id: Uuid,
    pub terms_version: String,
    pub text_hash: String,
    pub source: String,
    pub agreed_at: DateTimeUtc,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub campaign_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
