//! Importing organisations and rosters: what is kept, what is refused and on which line, and that nothing is repeated.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

mod stage;

use care::Services;
use care::imports::{
    ImportError, ImportOptions, ImportReport, RosterOptions, RowProblem, import_organisations, import_roster,
};
use domain::{NhsNumber, OdsCode, OrganisationKind};
use stage::{code, services};
use storage::{activity_events, organisations, patients, progress};

const HEADER: &str = "ods_code,name,address,icb_code,icb_name,pcn_code,pcn_name,status\n";

async fn import(services: &Services, file: &str, strict: bool) -> ImportReport {
    import_organisations(services, file.as_bytes(), ImportOptions { strict }).await.unwrap()
}

fn problems(report: &ImportReport) -> Vec<(u64, Option<&str>)> {
    report.problems.iter().map(|problem| (problem.line, problem.column.as_deref())).collect()
}

fn counts(report: &ImportReport) -> (u64, u64, u64, u64, u64) {
    (report.rows, report.added, report.changed, report.unchanged, report.refused)
}

#[tokio::test]
async fn organisations_are_brought_up_to_date_and_the_same_file_changes_nothing() {
    for store in storage::testing::stores().await {
        let services = services(store.store()).await;
        let file = format!(
            "{HEADER}F82001,HALBUTT STREET SURGERY,\"2 HALBUTT STREET, DAGENHAM\",QMF,NHS North East London ICB,U86966,BARKING EAST PCN,active\n\
             F82002,DR M FATEH'S PRACTICE,x,QMF,NHS North East London ICB,U86966,BARKING EAST PCN,A\n\
             Y06592,SPECIAL SCHEME,x,QMF,NHS North East London ICB,,,\n\
             F82009,CLOSED SURGERY,x,QMF,NHS North East London ICB,,,closed\n"
        );
        let first = import(&services, &file, true).await;
        assert_eq!(counts(&first), (4, 5, 0, 0, 0), "{}", first.summary());
        assert!(first.summary().contains("Columns not used: address."), "{}", first.summary());
        assert!(first.summary().contains("1 row left out: not active."), "{}", first.summary());
        assert!(first.notes.contains(&"In the file: 1 ICBs, 1 PCNs, 3 practices.".to_owned()));

        let again = import(&services, &format!("\u{feff}{file}"), true).await;
        assert_eq!(counts(&again), (4, 0, 0, 5, 0));

        let renamed = import(&services, &file.replace("DR M FATEH'S", "THE NEW"), true).await;
        assert_eq!(counts(&renamed), (4, 0, 1, 4, 0));

        let read = services.store.read().await.unwrap();
        let new = organisations::by_code(&*read, &code("F82002")).await.unwrap().unwrap();
        assert_eq!(
            (new.name.as_str(), new.kind, new.parent),
            ("The New Practice", OrganisationKind::Practice, Some(code("U86966")))
        );
        let alone = organisations::by_code(&*read, &code("Y06592")).await.unwrap().unwrap();
        assert_eq!((alone.parent, alone.icb), (Some(code("QMF")), Some(code("QMF"))));
        assert_eq!(organisations::by_code(&*read, &code("F82009")).await.unwrap(), None);
    }
}

#[tokio::test]
async fn bad_rows_are_named_by_line_and_a_strict_import_then_writes_nothing() {
    for store in storage::testing::stores().await {
        let services = services(store.store()).await;
        let file = "\
            name,pcn_name,pcn_code,icb_name,icb_code,ods_code\r\n\
            GOOD ONE,,,An ICB,QAA,A00001\r\n\
            BAD CODE,,,An ICB,QAA,A0/001\r\n\
            ,,,An ICB,QAA,A00003\r\n\
            SHIFTED,An ICB,QAA,A00004\r\n\
            TWICE,,,An ICB,QAA,A00001\r\n\
            \r\n\
            OTHER NAME,,,Another name,QAA,A00007\r\n\
            PCN WITHOUT CODE,A PCN,,An ICB,QAA,A00008\r\n\
            \"GOOD, TOO\",A PCN,U00001,An ICB,QAA,A00009\r\n\
            SAME CODE,A PCN,A00010,An ICB,QAA,A00010\r\n\
            PCN AS PRACTICE,,,An ICB,QAA,U00001\r\n";
        let strict = import(&services, file, true).await;
        assert!(strict.nothing_written && !strict.is_clean());
        assert_eq!(
            problems(&strict),
            vec![
                (3, Some("ods_code")),
                (4, Some("name")),
                (5, None),
                (6, Some("ods_code")),
                (8, Some("icb_code")),
                (9, Some("pcn_code")),
                (11, Some("ods_code")),
                (12, Some("ods_code")),
            ],
            "{}",
            strict.summary()
        );
        assert_eq!(counts(&strict), (10, 0, 0, 0, 8));
        let count = || async {
            let read = services.store.read().await.unwrap();
            organisations::all(&*read).await.unwrap().len()
        };
        assert_eq!(count().await, 0);

        let lenient = import(&services, file, false).await;
        assert_eq!(counts(&lenient), (10, 4, 0, 0, 8));
        assert_eq!(count().await, 4);
        assert!(lenient.summary().contains("Line 5: has 4 cells where the header has 6"), "{}", lenient.summary());
    }
}

#[tokio::test]
async fn files_that_are_something_else_are_refused_in_a_sentence() {
    let store = storage::testing::sqlite().await;
    let services = services(store.store()).await;
    for (file, words) in [
        (&b"\xff\xfeo\x00d\x00s\x00"[..], "UTF-16"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"", "empty"),
        (b"ods_code;name;icb_code\n", "separated by commas"),
        (b"ods_code,name,icb_code,icb_name,pcn_code\n", "lacks: pcn_name"),
        (b"ods_code,name,Name,icb_code,icb_name,pcn_code,pcn_name\n", "column name twice"),
        (b"ods_code,n\xe9e\n", "not in UTF-8"),
    ] {
        match import_organisations(&services, file, ImportOptions::default()).await {
            Err(ImportError::File(sentence)) => assert!(sentence.contains(words), "{sentence}"),
            other => panic!("{other:?}"),
        }
    }
    // A file without a header: nobody's name is repeated.
    let person = "Amina,Rahman,2017-03-03,F,9434765919\n";
    let refused =
        import_roster(&services, person.as_bytes(), &code("Z99001"), RosterOptions::default(), &mut |_| {}).await;
    assert!(refused.is_err_and(|error| !error.to_string().contains("Amina")));
}

const PEOPLE: &str = "NHS number,Given name,family_name,date_of_birth,sex,height_cm,shoe_size\n";

fn number(at: u32) -> NhsNumber {
    (0..).filter_map(|skip| NhsNumber::from_first_nine(999_500_000 + at * 3 + skip)).next().unwrap()
}

async fn stage(store: &storage::Store) -> (Services, OdsCode) {
    let services = services(store).await;
    let file = format!("{HEADER}A81001,ONE,x,QAA,An ICB,U00001,A PCN,\nA81002,TWO,x,QAA,An ICB,U00001,A PCN,\n");
    assert!(import(&services, &file, true).await.is_clean());
    (services, code("A81001"))
}

async fn roster(services: &Services, file: &[u8], practice: &OdsCode, dry_run: bool) -> ImportReport {
    import_roster(services, file, practice, RosterOptions { dry_run }, &mut |_| {}).await.unwrap()
}

#[tokio::test]
async fn a_roster_adds_people_once_and_says_what_is_wrong_with_the_others() {
    for store in storage::testing::stores().await {
        let (services, practice) = stage(store.store()).await;
        let (a, b, c) = (number(1), number(2), number(3));
        let mut file = format!(
            "{PEOPLE}{a},Amina,Rahman,03/03/2017,F,131,30\n\
             {b},Leo,Khan,1999-02-30,M,,\n\
             {b},Leo,Khan,1999-02-28,M,,41\n\
             {a},Amina,Rahman,03/03/2017,F,131,30\n\
             9990000000,Zoe,Ali,2001-01-01,F,40,\n\
             {c},=cmd(),Ali,2001-01-01,F,,\n\
             ,,,,,,\n"
        )
        .into_bytes();
        file.extend_from_slice(b"9434765919,Zo\xeb,Ali,2001-01-01,F,,\n");
        let expected = vec![
            (3, Some("date_of_birth")),
            (5, Some("nhs_number")),
            (6, Some("nhs_number")),
            (6, Some("height_cm")),
            (7, Some("given_name")),
            (9, Some("given_name")),
        ];

        let dry = roster(&services, &file, &practice, true).await;
        assert_eq!((counts(&dry), dry.nothing_written), ((7, 2, 0, 0, 5), true), "{}", dry.summary());
        assert_eq!(problems(&dry), expected);
        let registered = || async {
            let read = services.store.read().await.unwrap();
            (patients::count(&*read, &practice).await.unwrap(), activity_events::count(&*read).await.unwrap())
        };
        assert_eq!(registered().await, (0, 0));

        let mut heard = Vec::new();
        let real =
            import_roster(&services, &file[..], &practice, RosterOptions::default(), &mut |bytes| heard.push(bytes))
                .await
                .unwrap();
        assert_eq!((counts(&real), real.nothing_written), ((7, 2, 0, 0, 5), false));
        assert_eq!(problems(&real), expected);
        assert_eq!(heard.last(), Some(&u64::try_from(file.len()).unwrap()));
        assert_eq!(registered().await, (2, 2));
        let summary = real.summary();
        assert!(summary.contains("Columns not used: shoe_size."), "{summary}");
        for cell in ["Amina", "Rahman", "Khan", "cmd", a.as_digits(), "9990000000"] {
            assert!(!summary.contains(cell), "{cell} in {summary}");
        }

        let again = roster(&services, &file, &practice, false).await;
        assert_eq!(counts(&again), (7, 0, 0, 0, 7));
        assert!(again.problems.contains(&RowProblem {
            line: 2,
            column: Some("nhs_number".into()),
            reason: "is on this practice's register already".into()
        }));
        let elsewhere = roster(&services, &file, &code("A81002"), false).await;
        assert!(elsewhere.problems.iter().any(|problem| problem.reason == "is on another practice's register already"));
        assert_eq!(registered().await, (2, 2));

        let read = services.store.read().await.unwrap();
        assert_eq!(progress::of_practice(&*read, &practice).await.unwrap().len(), 2);
        drop(read);
        stage::verify(&services).await;
    }
}

#[tokio::test]
async fn a_long_roster_is_kept_in_batches_and_counted_exactly() {
    for store in storage::testing::stores().await {
        let (services, practice) = stage(store.store()).await;
        let mut file = PEOPLE.to_owned();
        for at in 0..2_500 {
            file.push_str(&format!("{},Sam,Person,1980-01-01,X,,\n", number(at)));
        }
        let mut calls = 0;
        let report =
            import_roster(&services, file.as_bytes(), &practice, RosterOptions::default(), &mut |_| calls += 1)
                .await
                .unwrap();
        assert_eq!(counts(&report), (2_500, 2_500, 0, 0, 0), "{}", report.summary());
        assert_eq!(calls, 3);
        stage::verify(&services).await;
    }
}

#[tokio::test]
async fn a_practice_that_moves_takes_its_figures_along() {
    for store in storage::testing::stores().await {
        let (services, practice) = stage(store.store()).await;
        let people = format!("{PEOPLE}{},Sam,Person,1980-01-01,X,,\n", number(1));
        assert!(roster(&services, people.as_bytes(), &practice, false).await.is_clean());
        for above in ["QAA,An ICB,U00002,Another PCN", "QBB,Another ICB,U00003,A third PCN", "QBB,Another ICB,,"] {
            let moved = import(&services, &format!("{HEADER}A81001,ONE,x,{above},\n"), true).await;
            assert_eq!(moved.changed, 1, "{}", moved.summary());
            stage::verify(&services).await;
        }
    }
}

#[tokio::test]
async fn only_the_first_thousand_problems_are_listed() {
    let store = storage::testing::sqlite().await;
    let (services, practice) = stage(store.store()).await;
    let file = PEOPLE.to_owned() + &"1,Sam,Person,1980-01-01,X,,\n".repeat(1_200);
    let report = roster(&services, file.as_bytes(), &practice, false).await;
    assert_eq!((report.refused, report.problems.len(), report.unlisted), (1_200, 1_000, 200));
    assert!(report.summary().contains("... and 200 more problems."));
}

#[tokio::test]
async fn an_unknown_practice_and_an_open_quotation_mark_are_noticed() {
    let store = storage::testing::sqlite().await;
    let (services, practice) = stage(store.store()).await;
    let file = format!(
        "{PEOPLE}{},\"Sam,Person,1980-01-01,X,,\n{},A,B,1980-01-01,X,,\n{},A,B,1980-01-01,X,,\n{},A,B,1980-01-01,X,,\n",
        number(1),
        number(2),
        number(3),
        number(4)
    );
    for unknown in ["A89999", "U00001"] {
        let refused =
            import_roster(&services, file.as_bytes(), &code(unknown), RosterOptions::default(), &mut |_| {}).await;
        assert!(refused.is_err(), "{unknown}");
    }
    let report = roster(&services, file.as_bytes(), &practice, false).await;
    assert_eq!((report.added, report.refused), (0, 1), "{}", report.summary());
}
