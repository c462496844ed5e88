//! Reads the outbox on and on without missing a row.
//!
//! PostgreSQL gives out a number before its row is committed, so 12 can be seen while 11 is still to come. Whoever went
//! on from 12 would never tell 11. A lock around the numbers would make them come in order, and every commit wait for
//! the one before it (docs/decisions/0025). So the reader remembers which numbers it went past and looks for them again
//! until they are there or can no longer come.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Statement};

use super::{OutboxRow, after, latest_seq, read};
use crate::entities::outbox::{COLUMN, Entity};
use crate::{ReadTx, StoreError};

/// Most numbers waited for at once. More are not gone past until these are settled.
const MOST_GAPS: i64 = 20_000;

/// Follows the outbox.
#[derive(Debug)]
pub struct OutboxReader {
    /// Everything up to here was read, but for the gaps.
    cursor: i64,
    /// Numbers that were gone past, each with a transaction that began to write after whoever took the number.
    gaps: BTreeMap<i64, u64>,
}

/// What one look found.
#[derive(Debug, Default)]
pub struct Portion {
    /// Changes nobody was told of yet, smallest number first.
    pub rows: Vec<OutboxRow>,
    /// There is more to read at once.
    pub more: bool,
}

impl OutboxReader {
    /// Follows what is committed from now on. Transactions that are under way count as later.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn from_now(tx: &ReadTx) -> Result<Self, StoreError> {
        let latest = latest_seq(&**tx).await?;
        let mut reader = Self { cursor: latest, gaps: BTreeMap::new() };
        if tx.get_database_backend() == DbBackend::Postgres {
            // Also below the smallest number that can be seen: it need not be the smallest that was taken.
            reader.cursor = (latest - MOST_GAPS).max(0);
            reader.next(tx, MOST_GAPS.unsigned_abs()).await?;
            reader.cursor = latest;
        }
        Ok(reader)
    }

    /// Every number up to this one was read or will never come. Whoever goes on from here misses nothing.
    pub fn settled(&self) -> i64 {
        self.gaps.first_key_value().map_or(self.cursor, |(first, _)| first - 1)
    }

    /// What is new, at most about `limit` changes.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read; then the same is read again next time.
    pub async fn next(&mut self, tx: &ReadTx, limit: u64) -> Result<Portion, StoreError> {
        if tx.get_database_backend() != DbBackend::Postgres {
            // One writer: numbers come in the order of commits.
            let rows = after(&**tx, self.cursor, limit).await?;
            self.cursor = rows.last().map_or(self.cursor, |row| row.seq);
            let more = is_full(&rows, limit);
            return Ok(Portion { rows, more });
        }
        let (mut found, gone) = self.look_for_gaps(tx).await?;
        let mut fresh = after(&**tx, self.cursor, limit).await?;
        let full = is_full(&fresh, limit);
        // Nothing is remembered before everything was read: an error must not lose half of it.
        let waiting = self.gaps.len().saturating_sub(found.len() + gone.len());
        let room = MOST_GAPS.saturating_sub(i64::try_from(waiting).unwrap_or(MOST_GAPS));
        let (until, missing) = missing(self.cursor, &fresh, room);
        let bound = if missing.is_empty() { 0 } else { own_transaction(tx).await? };
        let cut = fresh.last().is_some_and(|row| row.seq > until);
        fresh.retain(|row| row.seq <= until);

        for number in found.iter().map(|row| row.seq).chain(gone) {
            self.gaps.remove(&number);
        }
        self.gaps.extend(missing.into_iter().map(|number| (number, bound)));
        self.cursor = until;
        found.append(&mut fresh);
        Ok(Portion { rows: found, more: full || cut })
    }

    /// Gaps that were filled, and those that never will be.
    async fn look_for_gaps(&self, tx: &ReadTx) -> Result<(Vec<OutboxRow>, Vec<i64>), StoreError> {
        if self.gaps.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let filled = Entity::find().filter(COLUMN.seq.is_in(self.gaps.keys().copied())).order_by_asc(COLUMN.seq);
        let filled: Vec<_> = filled.all(&**tx).await?.into_iter().map(read).collect::<Result<_, _>>()?;
        // Every transaction below has ended, and what it kept is in this very picture of the database.
        let ended = number(tx, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text").await?;
        let is_filled = |number: &i64| filled.binary_search_by_key(number, |row| row.seq).is_ok();
        let gone = self.gaps.iter().filter(|(number, bound)| **bound <= ended && !is_filled(number));
        let gone = gone.map(|(number, _)| *number).collect();
        Ok((filled, gone))
    }
}

/// How far the reader can go with room for so many gaps, and the numbers it goes past.
fn missing(cursor: i64, rows: &[OutboxRow], room: i64) -> (i64, Vec<i64>) {
    let (mut until, mut missing) = (cursor, Vec::new());
    for row in rows {
        let left = room.saturating_sub(i64::try_from(missing.len()).unwrap_or(room));
        let past = row.seq - until - 1;
        if past > left {
            missing.extend(until + 1..=until + left);
            return (until + left, missing);
        }
        missing.extend(until + 1..row.seq);
        until = row.seq;
    }
    (until, missing)
}

/// Number of the reading transaction itself. It begins to write only now, after every transaction that took a number
/// from before this picture: those have smaller ones.
async fn own_transaction(tx: &ReadTx) -> Result<u64, StoreError> {
    number(tx, "SELECT pg_current_xact_id()::text").await
}

async fn number(tx: &ReadTx, query: &str) -> Result<u64, StoreError> {
    let row = tx.query_one_raw(Statement::from_string(DbBackend::Postgres, query)).await?;
    let text: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    text.and_then(|text| text.parse().ok()).ok_or_else(|| StoreError::fault("no transaction number"))
}

fn is_full(rows: &[OutboxRow], limit: u64) -> bool {
    u64::try_from(rows.len()).is_ok_and(|count| count >= limit)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use domain::Topic;

    use super::*;

    fn rows(numbers: &[i64]) -> Vec<OutboxRow> {
        let topic = || Topic::Patient(domain::PatientId::from_uuid(uuid::Uuid::nil()));
        numbers.iter().map(|seq| OutboxRow { seq: *seq, topic: topic(), at: DateTime::UNIX_EPOCH }).collect()
    }

    #[test]
    fn a_reader_goes_past_as_many_numbers_as_it_can_remember() {
        assert_eq!(missing(4, &rows(&[]), 9), (4, vec![]));
        assert_eq!(missing(4, &rows(&[5, 6]), 9), (6, vec![]));
        assert_eq!(missing(4, &rows(&[6, 9]), 9), (9, vec![5, 7, 8]));
        assert_eq!(missing(4, &rows(&[6, 9]), 3), (9, vec![5, 7, 8]));
        assert_eq!(missing(4, &rows(&[6, 9]), 2), (7, vec![5, 7]), "it stops before what it could not remember");
        assert_eq!(missing(4, &rows(&[1_000_000]), 3), (7, vec![5, 6, 7]));
        assert_eq!(missing(4, &rows(&[6]), 0), (4, vec![]));
    }
}
