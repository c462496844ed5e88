//! What was done after a version was signed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_follow_ups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: Uuid,
    pub filed_by: Option<Uuid>,
    pub filed_at: Option<DateTimeUtc>,
    pub taught_by: Option<Uuid>,
    pub taught_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
