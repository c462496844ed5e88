//! What was last told of an organisation to those who do not work there.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use super::table::{refers, rule, table};

/// Creates the table of told numbers.
pub(super) struct ToldNumbers;

impl MigrationName for ToldNumbers {
    fn name(&self) -> &'static str {
        "m0021_told_numbers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ToldNumbers {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(told_numbers()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn told_numbers() -> TableCreateStatement {
    let columns = vec![text("organisation_code"), text("number"), big_integer("told"), date("since")];
    let mut numbers = table("told_numbers", columns);
    rule(&mut numbers, "told_numbers_told_check", "told >= 0 AND told % 7 = 0");
    refers(&mut numbers, "told_numbers", "organisation_code", "organisations", "code");
    numbers
}
