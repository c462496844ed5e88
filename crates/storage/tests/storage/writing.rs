//! How writes are kept: together, apart, durably, and one after the other.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::Topic;
use sea_orm::{ConnectOptions, Database, Statement};
use storage::testing::{TestFolder, stores};
use storage::{ConnectionTrait, DatabaseUrl, Store, StoreError, Write, outbox, settings};

use crate::Outcome;
use crate::world::{at, code};

async fn keys(store: &Store) -> Result<BTreeSet<String>, StoreError> {
    let tx = store.read().await?;
    let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), "SELECT key FROM settings")).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

async fn put(store: &Store, key: impl Into<String>) -> Result<(), StoreError> {
    let key = key.into();
    store.write(move |tx| Box::pin(async move { settings::put(tx, &key, "x").await })).await
}

/// A use case's own error.
#[derive(Debug, PartialEq)]
enum Refusal {
    Own(u32),
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

#[tokio::test]
async fn an_error_undoes_its_own_work_and_nobody_elses() -> Outcome {
    for store in stores().await {
        let before = *store.committed().borrow();
        let writes: Vec<_> = (0..90_u32)
            .map(|n| {
                let store = store.store().clone();
                tokio::spawn(async move {
                    store
                        .write(move |tx| {
                            Box::pin(async move {
                                settings::put(tx, &format!("key {n:02}"), "x").await?;
                                match n % 3 {
                                    0 => Err(Refusal::Own(n)),
                                    // A statement the database refuses, which spoils a whole transaction on PostgreSQL.
                                    1 if n % 2 == 0 => {
                                        tx.execute_unprepared("INSERT INTO settings (key) VALUES ('half')")
                                            .await
                                            .map_err(StoreError::from)?;
                                        Ok(n)
                                    }
                                    _ => Ok(n),
                                }
                            })
                        })
                        .await
                })
            })
            .collect();
        let mut expected = BTreeSet::new();
        for (write, n) in writes.into_iter().zip(0..) {
            let answer = write.await?;
            match n % 3 {
                0 => assert_eq!(answer, Err(Refusal::Own(n))),
                1 if n % 2 == 0 => {
                    assert!(matches!(answer, Err(Refusal::Store(e)) if e.is("settings_value_not_null")));
                }
                _ => {
                    assert_eq!(answer, Ok(n));
                    expected.insert(format!("key {n:02}"));
                }
            }
        }
        assert_eq!(keys(&store).await?, expected, "{}", store.kind);
        if store.kind == "sqlite" {
            let commits = *store.committed().borrow() - before;
            assert!(commits < 20, "{commits} commits for 90 writes that waited together");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_panic_undoes_its_own_work_and_the_next_write_goes_on() -> Outcome {
    for store in stores().await {
        let other = store.store().clone();
        let neighbour = tokio::spawn(async move { put(&other, "neighbour").await });
        let answer: Result<(), StoreError> = store
            .write(|tx: &Write| {
                Box::pin(async move {
                    settings::put(tx, "lost", "x").await?;
                    unreachable!("on purpose")
                })
            })
            .await;
        assert!(matches!(answer, Err(StoreError::Database(_))));
        neighbour.await??;
        put(&store, "later").await?;
        assert_eq!(keys(&store).await?.into_iter().collect::<Vec<_>>(), ["later", "neighbour"], "{}", store.kind);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_acknowledged_is_in_the_file() -> Outcome {
    let folder = TestFolder::new();
    let store = Store::open(&DatabaseUrl::parse(&folder.database_url())?).await?;
    let (mode, synchronous) = store
        .write(|tx| {
            Box::pin(async move {
                let ask = |sql: &str| Statement::from_string(tx.get_database_backend(), sql);
                let mode =
                    tx.query_one_raw(ask("PRAGMA journal_mode")).await?.map(|row| row.try_get_by_index::<String>(0));
                let level =
                    tx.query_one_raw(ask("PRAGMA synchronous")).await?.map(|row| row.try_get_by_index::<i32>(0));
                Ok::<_, StoreError>((mode.transpose()?, level.transpose()?))
            })
        })
        .await?;
    assert_eq!((mode.as_deref(), synchronous), (Some("wal"), Some(2)), "2 is FULL");
    put(&store, "kept").await?;
    // Another connection sees it although this store is still open and nothing was closed.
    let path = folder.path().join("passport.db");
    let db = Database::connect(ConnectOptions::new(format!("sqlite://{}", path.display()))).await?;
    let row = db.query_one_raw(Statement::from_string(sea_orm::DbBackend::Sqlite, "SELECT key FROM settings")).await?;
    assert_eq!(row.map(|row| row.try_get_by_index::<String>(0)).transpose()?.as_deref(), Some("kept"));

    #[cfg(unix)]
    for name in ["passport.db", "passport.db-wal", "passport.db.lock"] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(folder.path().join(name))?.permissions());
        assert_eq!(mode & 0o777, 0o600, "{name} holds health records");
    }
    let copy = folder.path().join("backup.db");
    store.backup_to(&copy).await?;
    assert!(store.backup_to(&copy).await.is_err(), "a backup never overwrites");
    put(&store, "after the backup").await?;
    let restored = Store::open(&DatabaseUrl::parse(&format!("sqlite://{}", copy.display()))?).await?;
    assert_eq!(keys(&restored).await?.into_iter().collect::<Vec<_>>(), ["kept"]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_and_readers_never_find_the_database_busy() -> Outcome {
    for store in stores().await {
        let mut tasks = Vec::new();
        for writer in 0..4 {
            let store = store.store().clone();
            tasks.push(tokio::spawn(async move {
                for n in 0..60 {
                    store
                        .write(move |tx| {
                            Box::pin(async move {
                                // Read, then write: what a deferred SQLite transaction fails at.
                                let seen = settings::get(tx, "counter").await?;
                                let count: u32 = seen.and_then(|text| text.parse().ok()).unwrap_or(0);
                                settings::put(tx, "counter", &(count + 1).to_string()).await?;
                                settings::put(tx, &format!("{writer} {n}"), "x").await
                            })
                        })
                        .await?;
                }
                Ok::<_, StoreError>(())
            }));
        }
        for _ in 0..3 {
            let store = store.store().clone();
            tasks.push(tokio::spawn(async move {
                for _ in 0..60 {
                    let tx = store.read().await?;
                    let first = settings::get(&*tx, "counter").await?;
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    assert_eq!(settings::get(&*tx, "counter").await?, first, "a read sees one state");
                }
                Ok(())
            }));
        }
        for task in tasks {
            task.await??;
        }
        assert_eq!(keys(&store).await?.len(), 241, "{}", store.kind);
    }
    Ok(())
}

#[tokio::test]
async fn a_read_cannot_write() -> Outcome {
    for store in stores().await {
        let tx = store.read().await?;
        assert!(settings::put(&*tx, "sneaked", "in").await.is_err(), "{}", store.kind);
        drop(tx);
        assert!(keys(&store).await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_caller_who_goes_away_does_not_cut_a_write_in_two() -> Outcome {
    for store in stores().await {
        let slow = store.write(|tx: &Write| {
            Box::pin(async move {
                settings::put(tx, "first", "x").await?;
                tokio::time::sleep(Duration::from_millis(50)).await;
                settings::put(tx, "second", "x").await
            })
        });
        assert!(tokio::time::timeout(Duration::from_millis(10), slow).await.is_err());
        let mut kept = keys(&store).await?;
        for _ in 0..100 {
            if !kept.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
            kept = keys(&store).await?;
        }
        assert_eq!(kept.into_iter().collect::<Vec<_>>(), ["first", "second"], "{}", store.kind);
    }
    Ok(())
}

#[tokio::test]
async fn a_full_disk_is_told_to_everybody_it_hits_and_then_over() -> Outcome {
    let store = storage::testing::sqlite().await;
    let limited: Result<(), StoreError> = store
        .write(|tx| {
            Box::pin(async move {
                let pages =
                    tx.query_one_raw(Statement::from_string(tx.get_database_backend(), "PRAGMA page_count")).await?;
                let pages = pages.map(|row| row.try_get_by_index::<i64>(0)).transpose()?.unwrap_or(0);
                tx.execute_unprepared(&format!("PRAGMA max_page_count = {}", pages + 4)).await?;
                Ok(())
            })
        })
        .await;
    limited?;
    let large = "x".repeat(20_000);
    let writes: Vec<_> = (0..12)
        .map(|n| {
            let (store, large) = (store.store().clone(), large.clone());
            tokio::spawn(async move {
                store.write(move |tx| Box::pin(async move { settings::put(tx, &format!("{n}"), &large).await })).await
            })
        })
        .collect();
    let mut acknowledged = BTreeSet::new();
    let mut refused = 0;
    for (write, n) in writes.into_iter().zip(0..) {
        let answer: Result<(), StoreError> = write.await?;
        match answer {
            Ok(()) => {
                acknowledged.insert(n.to_string());
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 0);
    assert_eq!(keys(&store).await?, acknowledged, "what was acknowledged is there and nothing else");
    // Room was made: the limit is lifted on whatever connection writes now.
    store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_unprepared("PRAGMA max_page_count = 1000000").await?;
                settings::put(tx, "room again", "x").await
            })
        })
        .await?;
    assert!(keys(&store).await?.contains("room again"));
    Ok(())
}

#[tokio::test]
async fn whoever_listens_hears_of_commits_only() -> Outcome {
    for store in stores().await {
        let mut commits = store.committed();
        // PostgreSQL says once that it has begun to listen.
        tokio::time::sleep(Duration::from_millis(200)).await;
        commits.borrow_and_update();
        let refused: Result<(), Refusal> = store.write(|_| Box::pin(async move { Err(Refusal::Own(1)) })).await;
        assert_eq!(refused, Err(Refusal::Own(1)));
        assert!(!commits.has_changed()?, "{}", store.kind);
        put(&store, "x").await?;
        tokio::time::timeout(Duration::from_secs(5), commits.changed()).await??;

        // Another node, which on PostgreSQL is another store on the same database.
        if store.kind == "postgres" {
            let node = Store::open(store.url()).await?;
            tokio::time::sleep(Duration::from_millis(300)).await;
            commits.borrow_and_update();
            let topic = Topic::Icb(code("QMF"));
            node.write(move |tx| Box::pin(async move { outbox::append(tx, &topic, at(0)).await })).await?;
            tokio::time::timeout(Duration::from_secs(5), commits.changed()).await??;
            assert_eq!(outbox::after(&*store.read().await?, 0, 9).await?.len(), 1);
            node.close().await;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_store_finishes_what_waits_and_refuses_the_rest() -> Outcome {
    for store in stores().await {
        let waiting: Vec<_> = (0..20)
            .map(|n| {
                let store = store.store().clone();
                tokio::spawn(async move { put(&store, format!("{n}")).await })
            })
            .collect();
        tokio::task::yield_now().await;
        if store.kind == "sqlite" {
            store.close().await;
            for write in waiting {
                write.await??;
            }
        } else {
            for write in waiting {
                write.await??;
            }
            store.close().await;
        }
        assert!(put(&store, "late").await.is_err(), "{}", store.kind);
        assert!(store.read().await.is_err());
        assert!(store.ping().await.is_err());
    }
    Ok(())
}

#[tokio::test]
async fn a_database_in_memory_works_too() -> Outcome {
    let store = Store::open(&DatabaseUrl::parse("sqlite::memory:")?).await?;
    put(&store, "kept").await?;
    assert_eq!(keys(&store).await?.len(), 1);
    store.ping().await?;
    Ok(())
}

#[tokio::test]
async fn a_write_inside_a_write_is_refused_instead_of_waiting_for_itself() -> Outcome {
    for store in stores().await {
        let inner = store.store().clone();
        let answer: Result<(), StoreError> =
            store.write(move |_| Box::pin(async move { put(&inner, "inside").await })).await;
        let said = answer.err().map(|error| error.to_string());
        assert_eq!(said.as_deref(), Some("the database failed: a write was started inside a write"), "{}", store.kind);
    }
    Ok(())
}
