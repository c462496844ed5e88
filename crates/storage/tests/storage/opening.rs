//! Every unsafe way to start is refused in one sentence.

use storage::testing::{TestFolder, stores};
use storage::{ConnectionTrait, DatabaseUrl, OpenError, Store, StoreError, settings};

use crate::Outcome;

async fn open(url: &str) -> Result<Store, OpenError> {
    Store::open(&DatabaseUrl::parse(url)?).await
}

/// The sentence with which opening is refused.
async fn refusal(url: &str) -> String {
    open(url).await.err().map(|error| error.to_string()).unwrap_or_default()
}

#[tokio::test]
async fn addresses_that_name_no_database() {
    for url in [
        "",
        "data/passport.db",
        "mysql://root:secret@localhost/passport",
        "postgres//user:secret@host/passport",
        "sqlite://",
        "sqlite:///tmp/",
    ] {
        let sentence = refusal(url).await;
        assert!(sentence.starts_with("DATABASE_URL must look like"), "{url}: {sentence}");
        assert!(!sentence.contains("secret"));
    }
    let shown =
        DatabaseUrl::parse("postgres://nia:secret@db.example:5433/passport").map(|url| format!("{url} {url:?}"));
    assert_eq!(shown.ok().as_deref(), Some("PostgreSQL db.example:5433/passport PostgreSQL db.example:5433/passport"));
}

#[tokio::test]
async fn a_second_passport_on_the_same_file_is_refused_until_the_first_is_gone() -> Outcome {
    let folder = TestFolder::new();
    let url = folder.database_url();
    let first = open(&url).await?;
    let sentence = refusal(&url).await;
    assert!(sentence.starts_with("Another passport is using the database "), "{sentence}");
    assert!(sentence.contains("passport.db: stop it first"), "{sentence}");
    first.write(|tx| Box::pin(async move { settings::put(tx, "kept", "x").await })).await?;
    first.close().await;
    drop(first);
    let again = open(&url).await?;
    assert_eq!(settings::get(&*again.read().await?, "kept").await?.as_deref(), Some("x"));
    Ok(())
}

#[tokio::test]
async fn places_where_no_database_can_be() -> Outcome {
    let folder = TestFolder::new();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let sentence = refusal(&format!("sqlite://{}?mode=rwc", at("missing/passport.db"))).await;
    assert!(sentence.starts_with("There is no folder "), "{sentence}");
    let sentence = refusal(&format!("sqlite://{}", at("missing.db"))).await;
    assert!(sentence.starts_with("There is no database "), "{sentence}");
    std::fs::write(at("letter.txt"), "Dear Mrs Rahman, ".repeat(100))?;
    let sentence = refusal(&format!("sqlite://{}", at("letter.txt"))).await;
    assert!(sentence.ends_with("letter.txt is not a database of this product: correct DATABASE_URL"), "{sentence}");
    assert_eq!(std::fs::read_to_string(at("letter.txt"))?.len(), 1_700, "nothing was changed");
    let sentence = refusal(&format!("sqlite://{}", folder.path().display())).await;
    assert!(sentence.contains("is not a database of this product"), "{sentence}");
    // Nobody, root included, makes files there.
    if cfg!(target_os = "linux") {
        let sentence = refusal("sqlite:///sys/passport.db?mode=rwc").await;
        assert!(sentence.starts_with("The database /sys/passport.db cannot be written"), "{sentence}");
    }
    Ok(())
}

#[tokio::test]
async fn another_programs_database_is_left_alone() -> Outcome {
    let folder = TestFolder::new();
    let url = folder.database_url();
    let db = sea_orm::Database::connect(url.as_str()).await?;
    db.execute_unprepared("CREATE TABLE recipes (id integer)").await?;
    db.close().await?;
    let sentence = refusal(&url).await;
    assert!(sentence.contains("is not a database of this product"), "{sentence}");
    let db = sea_orm::Database::connect(url.as_str()).await?;
    let tables = db
        .query_all_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, "SELECT name FROM sqlite_master"))
        .await?;
    assert_eq!(tables.len(), 1, "nothing was added");
    Ok(())
}

#[tokio::test]
async fn a_newer_releases_database_is_left_alone() -> Outcome {
    for store in stores().await {
        let url = store.url().clone();
        let added: Result<(), StoreError> = store
            .write(|tx| {
                Box::pin(async move {
                    tx.execute_unprepared("INSERT INTO seaql_migrations VALUES ('m0999_from_the_future', 0)").await?;
                    Ok(())
                })
            })
            .await;
        added?;
        store.close().await;
        // The writer of a SQLite file has let go of its lock; the store itself still holds it until it is dropped.
        let sentence = Store::open(&url).await.err().map(|e| e.to_string()).unwrap_or_default();
        let expected = if store.kind == "sqlite" {
            "Another passport is using the database"
        } else {
            "The database was made by a newer release (it has m0999_from_the_future)"
        };
        assert!(sentence.starts_with(expected), "{sentence}");
    }
    let folder = TestFolder::new();
    let url = folder.database_url();
    let store = open(&url).await?;
    let added: Result<(), StoreError> = store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_unprepared("INSERT INTO seaql_migrations VALUES ('m0999_from_the_future', 0)").await?;
                Ok(())
            })
        })
        .await;
    added?;
    store.close().await;
    drop(store);
    let sentence = refusal(&url).await;
    assert!(
        sentence.starts_with("The database was made by a newer release (it has m0999_from_the_future)"),
        "{sentence}"
    );
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_not_there() -> Outcome {
    let sentence = refusal("postgres://nia:secret@127.0.0.1:9/passport").await;
    assert!(sentence.starts_with("PostgreSQL at 127.0.0.1:9/passport does not answer"), "{sentence}");
    if let Ok(server) = std::env::var(storage::testing::POSTGRES_URL) {
        let (base, _) = server.rsplit_once('/').ok_or("a database is named")?;
        let sentence = refusal(&format!("{base}/no_such_database")).await;
        assert!(sentence.starts_with("PostgreSQL has no database "), "{sentence}");
    }
    Ok(())
}

#[tokio::test]
async fn two_nodes_may_start_on_one_server_at_once() -> Outcome {
    for store in stores().await.into_iter().filter(|store| store.kind == "postgres") {
        let nodes = futures::future::join_all((0..4).map(|_| Store::open(store.url()))).await;
        for node in nodes {
            node?.close().await;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_standby_that_is_away_or_is_none_leaves_reads_to_the_server() -> Outcome {
    for store in stores().await {
        let file = DatabaseUrl::parse("sqlite::memory:")?;
        let away = DatabaseUrl::parse("postgres://nobody@127.0.0.1:9/passport")?;
        // A server that is no standby does not say how far it is.
        for standby in [&away, if store.kind == "postgres" { store.url() } else { &file }] {
            // One process holds a SQLite file, so its standby is named to a database in memory.
            let url = if store.kind == "postgres" { store.url() } else { &file };
            let opened = Store::open_with_standby(url, Some(standby)).await?;
            opened
                .write::<_, StoreError, _>(|tx| Box::pin(async move { settings::put(tx, "written", "yes").await }))
                .await?;
            let kept = settings::get(&*opened.read_much().await?, "written").await?;
            assert_eq!(kept.as_deref(), Some("yes"), "{}", store.kind);
            opened.close().await;
        }
    }
    Ok(())
}
