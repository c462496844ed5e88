//! Which role a member of staff holds at which organisation, and since when.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "memberships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub staff_id: Uuid,
    pub organisation_code: String,
    pub role: String,
    pub started_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "staff_id", to = "id")]
    pub staff: BelongsTo<super::staff::Entity>,
    #[sea_orm(belongs_to, from = "organisation_code", to = "code")]
    pub organisation: BelongsTo<super::organisations::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
