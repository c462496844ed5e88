//! The database's shape and how it came to be. Each migration runs whole in one transaction or not at all.

mod m0001;
mod m0002;
mod m0003;
mod m0004;
mod m0005;
mod m0006;
mod m0007;
mod m0008;
mod m0009;
mod m0010;
mod m0011;
mod m0012;
mod m0013;
mod m0014;
mod m0017;
mod m0018;
mod m0019;
mod m0021;
mod m0022;
mod table;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use sea_orm_migration::prelude::{async_trait, sea_query};
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001::FirstTables),
            Box::new(m0002::RuleUses),
            Box::new(m0003::SecondPerson),
            Box::new(m0004::Visits),
            Box::new(m0005::Presence),
            Box::new(m0006::IcbContent),
            Box::new(m0007::Conditions),
            Box::new(m0008::Diary),
            Box::new(m0009::Joining),
            Box::new(m0010::Medicines),
            Box::new(m0011::Sharing),
            Box::new(m0012::Learning),
            Box::new(m0013::Inactivity),
            Box::new(m0014::FeelHeard),
            Box::new(m0017::Figures),
            Box::new(m0018::CounterBlocks),
            Box::new(m0019::ApiTokens),
            Box::new(m0021::ToldNumbers),
            Box::new(m0022::Deprivation),
        ]
    }
}

/// What a database holds before migrations run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing yet, or an older shape.
    Upgradable,
    /// A migration this program does not know.
    Newer(String),
    /// Tables of some other program.
    Foreign,
}

/// Looks without changing anything.
pub(crate) async fn look(db: &DatabaseConnection) -> Result<Found, DbErr> {
    let manager = SchemaManager::new(db);
    if !manager.has_table("seaql_migrations").await? {
        return Ok(if any_table(db).await? { Found::Foreign } else { Found::Upgradable });
    }
    let known = Migrator::migrations();
    let applied = Migrator::get_migration_models(db).await?;
    let newer = applied.into_iter().find(|model| known.iter().all(|migration| migration.name() != model.version));
    Ok(newer.map_or(Found::Upgradable, |model| Found::Newer(model.version)))
}

async fn any_table(db: &DatabaseConnection) -> Result<bool, DbErr> {
    let query = match db.get_database_backend() {
        sea_orm::DbBackend::Sqlite => sea_query::Query::select()
            .expr(sea_query::Expr::cust("count(*)"))
            .from("sqlite_master")
            .and_where(sea_query::Expr::cust("type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"))
            .take(),
        // An empty schema of one's own is ours to fill; others in the same database are nobody's business.
        _ => sea_query::Query::select()
            .expr(sea_query::Expr::cust("count(*)"))
            .from(("pg_catalog", "pg_tables"))
            .and_where(sea_query::Expr::cust("schemaname = current_schema()"))
            .take(),
    };
    let row = db.query_one(&query).await?;
    Ok(row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?.unwrap_or(0) > 0)
}
