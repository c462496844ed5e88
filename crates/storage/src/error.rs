//! What can go wrong with the database, without repeating anybody's data.

use std::fmt;

use sea_orm::sqlx;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};
use thiserror::Error;

use crate::constraints::{FOREIGN_KEY, key_of_columns};

/// A read or write that did not happen.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The change breaks a rule the database keeps; nothing was changed.
    #[error("the change breaks the rule {name}")]
    Constraint {
        /// Name of the rule, the same on SQLite and PostgreSQL; see [`StoreError::is`].
        name: String,
    },
    /// A row holds a value the product never writes: the row is not used.
    #[error("{table}.{column} of row {id} holds a value that cannot be right")]
    Inconsistent {
        /// Table of the row.
        table: &'static str,
        /// Column of the value.
        column: &'static str,
        /// Key of the row; an identifier, never a name or NHS number.
        id: String,
    },
    /// Somebody else holds the data too long, or two changes crossed; trying again may succeed.
    #[error("the database is busy")]
    Busy,
    /// The database itself failed.
    #[error("the database failed: {0}")]
    Database(Fault),
}

/// Why the database failed, in words safe to log: codes and table names, never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StoreError {
    /// Name of the broken rule, when one was broken.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint { name } => Some(name),
            _ => None,
        }
    }

    /// Whether the rule of this name was broken.
    pub fn is(&self, constraint: &str) -> bool {
        self.constraint() == Some(constraint)
    }

    /// Whether the store was closed: nothing more can be asked of it.
    pub fn is_closed(&self) -> bool {
        *self == Self::closed()
    }

    pub(crate) fn closed() -> Self {
        Self::fault("the store is closed")
    }

    pub(crate) fn fault(words: impl Into<String>) -> Self {
        Self::Database(Fault::new(words))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => Self::closed(),
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Busy,
            DbErr::Conn(RuntimeErr::SqlxError(e))
            | DbErr::Exec(RuntimeErr::SqlxError(e))
            | DbErr::Query(RuntimeErr::SqlxError(e)) => from_sqlx(e),
            DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => {
                Self::fault("a column holds a value of another type")
            }
            DbErr::Conn(_) => Self::fault("no connection"),
            DbErr::Migration(words) => Self::fault(words),
            // These are raised by SeaORM before or without asking the database; their texts name columns only.
            DbErr::RecordNotInserted | DbErr::RecordNotUpdated | DbErr::UnpackInsertId => {
                Self::fault(error.to_string())
            }
            _ => Self::fault("the statement could not be run"),
        }
    }
}

fn from_sqlx(error: &sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::Database(e) => from_database(e.as_ref()),
        sqlx::Error::PoolTimedOut => StoreError::Busy,
        sqlx::Error::PoolClosed => StoreError::closed(),
        sqlx::Error::Io(e) => StoreError::fault(format!("connection: {}", e.kind())),
        sqlx::Error::ColumnDecode { index, .. } => StoreError::fault(format!("column {index} cannot be read")),
        sqlx::Error::ColumnNotFound(name) => StoreError::fault(format!("column {name} is missing")),
        sqlx::Error::WorkerCrashed => StoreError::fault("the database thread stopped"),
        _ => StoreError::fault("connection"),
    }
}

fn from_database(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some() {
        from_postgres(&code, error)
    } else {
        from_sqlite(&code, error.message())
    }
}

fn from_postgres(code: &str, error: &dyn sqlx::error::DatabaseError) -> StoreError {
    match code {
        "23503" => named(FOREIGN_KEY),
        "23502" => {
            let column = error
                .try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
                .and_then(sqlx::postgres::PgDatabaseError::column)
                .unwrap_or("column");
            named(format!("{}_{column}_not_null", error.table().unwrap_or("table")))
        }
        // serialization failure, deadlock, lock not available, statement timeout
        "40001" | "40P01" | "55P03" | "57014" => StoreError::Busy,
        _ => match error.constraint() {
            Some(name) => named(name),
            // Messages of class 22 ("invalid input syntax ...") quote the value.
            None if code.starts_with("22") => StoreError::fault(format!("postgres {code}")),
            None => StoreError::fault(format!("postgres {code}: {}", error.message())),
        },
    }
}

/// SQLite's extended result codes: <https://sqlite.org/rescode.html>.
fn from_sqlite(code: &str, message: &str) -> StoreError {
    let code: i32 = code.parse().unwrap_or(0);
    match (code & 0xff, code) {
        (5 | 6, _) => StoreError::Busy,
        (_, 787) => named(FOREIGN_KEY),
        // A trigger of ours says the name of its rule and nothing else.
        (_, 1811) => named(message),
        (_, 1555 | 2067) => {
            let columns = message.strip_prefix("UNIQUE constraint failed: ").unwrap_or(message);
            named(key_of_columns(columns).unwrap_or(columns))
        }
        (_, 275) => named(message.strip_prefix("CHECK constraint failed: ").unwrap_or(message)),
        (_, 1299) => {
            let column = message.strip_prefix("NOT NULL constraint failed: ").unwrap_or(message);
            named(format!("{}_not_null", column.replace('.', "_")))
        }
        _ => StoreError::fault(format!("sqlite {code}: {message}")),
    }
}

fn named(name: impl Into<String>) -> StoreError {
    StoreError::Constraint { name: name.into() }
}
