//! Devices that take reminders.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "push_subscriptions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    pub created_at: DateTimeUtc,
    pub last_success_at: Option<DateTimeUtc>,
    pub failures: i32,
    pub wait_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
