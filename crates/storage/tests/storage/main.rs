//! The database as the use cases see it. Every test runs on SQLite, and on PostgreSQL when
//! `PASSPORT_TEST_POSTGRES_URL` names a server.

mod activity;
mod constraints;
mod opening;
mod order;
mod people;
mod plans;
mod small_tables;
mod visits;
mod world;
mod writing;

/// What a test answers: any error fails it.
type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;
