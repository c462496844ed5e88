//! Shorthand for tables whose every rule has a name.

use sea_orm_migration::prelude::*;

use crate::constraints::{KEYS, Key, KeyKind};

/// A table with the keys that [`KEYS`] lists for it.
pub(super) fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    for key in KEYS.iter().filter(|key| key.table == name) {
        let mut index = Index::create();
        index.name(key.name);
        for column in key.columns {
            index.col(*column);
        }
        match key.kind {
            KeyKind::Primary => table.primary_key(&mut index),
            KeyKind::Unique => table.index(index.unique()),
            KeyKind::Among(_) => &mut table,
        };
    }
    table
}

/// The index of a key that holds among some rows only; these are no part of a table's own statement.
pub(super) fn among(key: &Key) -> Option<String> {
    let KeyKind::Among(condition) = key.kind else { return None };
    let columns = key.columns.join(", ");
    Some(format!("CREATE UNIQUE INDEX {} ON {} ({columns}) WHERE {condition}", key.name, key.table))
}

/// `column` names a row of `to`; rows that are named are not deleted.
pub(super) fn refers(
    table: &mut TableCreateStatement,
    from: &'static str,
    column: &'static str,
    to: &'static str,
    to_column: &'static str,
) {
    table.foreign_key(ForeignKey::create().name(format!("{from}_{column}_fkey")).from(from, column).to(to, to_column));
}

/// `column` holds one of these words.
pub(super) fn one_of(table: &mut TableCreateStatement, name: &'static str, column: &'static str, words: &[&str]) {
    table.check(Check::named(name, Expr::col(column).is_in(words.iter().copied())));
}

/// A rule in SQL that both databases read alike.
pub(super) fn rule(table: &mut TableCreateStatement, name: &'static str, sql: &'static str) {
    table.check(Check::named(name, Expr::cust(sql)));
}

/// A plain index.
pub(super) fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// A number the database counts up by itself and never gives twice.
pub(super) fn sequence(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().auto_increment().primary_key().take()
}
