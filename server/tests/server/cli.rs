//! Commands that cannot do their work say why in one sentence and end with an error.

use std::path::Path;
use std::process::{Command, Output};

use storage::testing::TestFolder;
use storage::{ConnectionTrait, StoreError};

fn passport(folder: &Path, database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_passport"))
        .current_dir(folder)
        .env_clear()
        .env("DATABASE_URL", database)
        .args(arguments)
        .output()
        .unwrap()
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "it should have failed");
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.trim().lines().count(), 1, "one sentence: {text}");
    assert!(text.starts_with("passport: "), "{text}");
    text
}

#[test]
fn a_bad_address_of_the_database_is_explained_and_not_repeated() {
    let folder = TestFolder::new();
    for database in ["mysql://someone:secret@host/db", "nonsense-secret", "postgres:secret"] {
        let said = complaint(&passport(folder.path(), database, &["migrate"]));
        assert!(said.contains("DATABASE_URL must look like"), "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn a_missing_database_is_not_made_by_mistake() {
    let folder = TestFolder::new();
    let said = complaint(&passport(folder.path(), "sqlite://missing.db", &["migrate"]));
    assert!(said.contains("missing.db"), "{said}");
    assert!(!folder.path().join("missing.db").exists());
}

#[test]
fn the_default_database_gets_its_folder() {
    let folder = TestFolder::new();
    let output = passport(folder.path(), "", &["migrate"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("data/passport.db").exists());
}

#[tokio::test]
async fn two_passports_do_not_share_a_file() {
    let store = storage::testing::sqlite().await;
    let folder = TestFolder::new();
    let file = store.url().file().unwrap().display().to_string();
    let said = complaint(&passport(folder.path(), &format!("sqlite://{file}"), &["migrate"]));
    assert!(said.contains("Another passport is using the database"), "{said}");
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_left_alone() {
    let store = storage::testing::sqlite().await;
    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    store
        .write::<_, StoreError, _>(move |tx| Box::pin(async move { Ok(tx.execute_unprepared(later).await.is_ok()) }))
        .await
        .map(|written| assert!(written))
        .unwrap();
    let folder = TestFolder::new();
    let copy = folder.path().join("newer.db");
    store.backup_to(&copy).await.unwrap();
    let said = complaint(&passport(
        folder.path(),
        &format!("sqlite://{}", copy.display()),
        &["serve", "--addr", "127.0.0.1:0"],
    ));
    assert!(said.contains("newer release") && said.contains("m9999_later"), "{said}");
}

#[test]
fn live_use_needs_somebody_to_vouch_for_people() {
    let folder = TestFolder::new();
    let output = Command::new(env!("CARGO_BIN_EXE_passport"))
        .current_dir(folder.path())
        .env_clear()
        .env("PASSPORT_MODE", "live")
        .arg("serve")
        .output()
        .unwrap();
    assert!(complaint(&output).contains("Live mode needs a log-in service"));
}

#[test]
fn settings_that_cannot_be_right_are_named() {
    let folder = TestFolder::new();
    for (name, value) in [
        ("PASSPORT_ADDR", "nowhere"),
        ("PASSPORT_MODE", "production"),
        ("PASSPORT_PUBLIC_URL", "passport.example"),
        ("PASSPORT_SECRET", "short"),
        ("PASSPORT_SECRET_FILE", "/missing/secret"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_passport"))
            .current_dir(folder.path())
            .env_clear()
            .env(name, value)
            .arg("migrate")
            .output()
            .unwrap();
        let said = complaint(&output);
        assert!(said.contains(name), "{said}");
    }
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn an_address_in_use_is_named() {
    let folder = TestFolder::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let said = complaint(&passport(folder.path(), "sqlite://a.db?mode=rwc", &["serve", "--addr", &addr]));
    assert!(said.contains(&addr), "{said}");
}

#[test]
fn an_import_without_its_file_or_practice_changes_nothing() {
    let folder = TestFolder::new();
    let database = "sqlite://a.db?mode=rwc";
    let said = complaint(&passport(folder.path(), database, &["import", "organisations", "missing.csv"]));
    assert!(said.contains("cannot read missing.csv"), "{said}");
    assert!(!folder.path().join("a.db").exists(), "the database was not even made");

    std::fs::write(folder.path().join("roster.csv"), "given_name,family_name,date_of_birth,sex,nhs_number\n").unwrap();
    let said =
        complaint(&passport(folder.path(), database, &["import", "roster", "roster.csv", "--practice", "Z99998"]));
    assert!(said.contains("Z99998"), "{said}");
}

#[test]
fn organisations_are_imported_and_bad_rows_reported() {
    let folder = TestFolder::new();
    let database = "sqlite://a.db?mode=rwc";
    let good = "ods_code,name,icb_code,icb_name,pcn_code,pcn_name\nA81001,THE SURGERY,QAA,AN ICB,U00001,A PCN\n";
    std::fs::write(folder.path().join("good.csv"), good).unwrap();
    let output = passport(folder.path(), database, &["import", "organisations", "good.csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 added"));

    std::fs::write(folder.path().join("bad.csv"), good.replace("A81001,THE", ",THE")).unwrap();
    let output = passport(folder.path(), database, &["import", "organisations", "bad.csv", "--strict"]);
    assert!(complaint(&output).contains("nothing was imported"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Line 2"));
}

#[test]
fn given_a_plan_file_when_it_is_checked_then_the_verdict_is_json_and_no_database_is_made() {
    let folder = TestFolder::new();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/plan-mart.json");
    let output = passport(folder.path(), "mysql://nothing", &["plan", "check", example]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&verdict["signable"], &verdict["problems"]), (&true.into(), &serde_json::json!([])));
    assert!(!folder.path().join("data").exists());
}

#[test]
fn given_a_file_that_is_no_plan_then_the_check_says_why() {
    let folder = TestFolder::new();
    let file = folder.path().join("plan.json");
    for (text, wanted) in
        [("", "not a plan file"), ("{\"template\": 1}", "not a plan file"), ("\u{1}", "not a plan file")]
    {
        std::fs::write(&file, text).unwrap();
        let said = complaint(&passport(folder.path(), "", &["plan", "check", "plan.json"]));
        assert!(said.contains(wanted), "{said}");
    }
    let said = complaint(&passport(folder.path(), "", &["plan", "check", "missing.json"]));
    assert!(said.contains("missing.json"), "{said}");
}
