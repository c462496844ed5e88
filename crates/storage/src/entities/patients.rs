//! People on the asthma registers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "patients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub nhs_number: String,
    pub given_name: String,
    pub family_name: String,
    pub folded_name: String,
    pub date_of_birth: Date,
    pub sex: String,
    pub practice_code: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub height_cm: Option<i32>,
    pub asthma_onset: Option<String>,
    pub current_inhalers: Json,
    pub last_peak_flow: Option<i32>,
    pub deprivation: Option<i32>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    #[sea_orm(has_many)]
    pub plan_versions: HasMany<super::plan_versions::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
