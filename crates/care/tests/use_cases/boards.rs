//! Boards show what may be shown and nothing that gives it away.

use care::boards::{icb_board, practice_board};
use care::events::{Happened, record_events};
use care::{BoardAccess, CareError, IcbAccess};
use chrono::{DateTime, TimeDelta, Utc};
use domain::board::Board;
use domain::consent::RecruitmentSource;
use domain::metrics::{Metric, Shown};
use domain::{EventKind, Role};

use crate::support::{ADULT_BORN, Clinic, HERE, ICB, NEXT_DOOR, code, on_each_store};

/// People of a practice: `eligible` of them, of whom so many go each step further, `registered` on a day.
async fn crowd(clinic: &Clinic, practice: &str, numbers: [usize; 5], registered_at: DateTime<Utc>) {
    let [eligible, invited, registered, covered, active] = numbers;
    let (now, here) = (clinic.services.now(), code(practice));
    for n in 0..eligible {
        let id = clinic.patient(practice, ADULT_BORN).await;
        let mut events = Vec::new();
        if n < invited {
            events.push(Happened::new(EventKind::Invited, id, &here, registered_at));
        }
        if n < registered {
            let source = if n % 2 == 0 { RecruitmentSource::Practice } else { RecruitmentSource::School };
            events.push(Happened::registered(id, &here, source, registered_at));
        }
        if n < covered {
            let review = clinic.services.today() + TimeDelta::days(90);
            events.push(Happened::plan_signed(id, &here, review, registered_at));
        }
        if n < active {
            events.push(Happened::new(EventKind::PlanOpened, id, &here, now));
            events.push(Happened::new(EventKind::ReadingLogged, id, &here, now));
        }
        let services = clinic.services.clone();
        clinic
            .services
            .store
            .write::<_, CareError, _>(move |tx| Box::pin(async move { record_events(tx, &services, events).await }))
            .await
            .unwrap();
    }
}

async fn board_of(clinic: &Clinic, role: Role, at: &str, practice: &str) -> Board {
    let proof = clinic.staff_proof(clinic.staff(at, role).await).await;
    let access = BoardAccess::at(&clinic.services, &proof, &code(practice)).await.unwrap();
    practice_board(&access, &clinic.services).await.unwrap()
}

fn values(board: &Board) -> Vec<(&str, &str)> {
    board.tiles.iter().map(|tile| (tile.value.as_str(), tile.note.as_str())).collect()
}

#[tokio::test]
async fn a_practice_sees_its_figures_and_its_work() {
    on_each_store(async |clinic: Clinic| {
        let registered = clinic.services.now() - TimeDelta::days(28);
        crowd(&clinic, HERE, [60, 40, 30, 20, 15], registered).await;
        let board = board_of(&clinic, Role::PracticeManager, HERE, HERE).await;
        assert_eq!(
            values(&board),
            [
                ("30", "of 60 eligible (50%) · none new this week"),
                ("20", "67% of registered"),
                ("50%", "15 of 30 registered at least 28 days ago"),
                ("15", "15 today · 15 logged a reading · none in red"),
            ]
        );
        let funnel: Vec<&str> = board.funnel.iter().map(|step| step.text.as_str()).collect();
        assert_eq!(funnel, ["60", "40 · 67%", "30 · 50%", "15 · 25%"]);
        assert_eq!(
            board.trail.iter().map(|step| (step.name.as_str(), step.href.is_some())).collect::<Vec<_>>(),
            [("The QMF", false), ("The U12345", false)]
        );
        let sources: Vec<Shown> = board.sources.iter().map(|(_, shown)| *shown).collect();
        assert_eq!(sources, [15, 15, 0, 0, 0].map(Shown::Count));
        let to_do: Vec<i64> = board.to_do.iter().map(|(_, people)| *people).collect();
        assert_eq!(to_do, [10, 0, 0, 5, 10]);
        assert!(!board.clinical);
        let line = board.tiles.first().map(|tile| tile.series.clone()).unwrap();
        assert_eq!((line.len(), line.first(), line.last()), (30, Some(&0.0), Some(&28.0)), "in steps of seven");
        assert!(line.windows(2).all(|days| (days[1] - days[0]) % 7.0 == 0.0));
    })
    .await;
}

#[tokio::test]
async fn few_people_are_hidden_with_everything_that_would_tell_of_them() {
    on_each_store(async |clinic: Clinic| {
        crowd(&clinic, HERE, [20, 12, 5, 3, 2], clinic.services.now()).await;
        let board = board_of(&clinic, Role::Nurse, HERE, HERE).await;
        let shown: Vec<&str> = board.tiles.iter().map(|tile| tile.value.as_str()).collect();
        assert_eq!(shown, ["hidden", "hidden", "n/a", "hidden"]);
        assert!(board.tiles.iter().all(|tile| tile.series.is_empty()));
        let funnel: Vec<Shown> = board.funnel.iter().map(|step| step.value).collect();
        assert_eq!(funnel, [Shown::Count(20), Shown::Count(12), Shown::Hidden, Shown::Count(0)]);
        assert!(board.sources.iter().all(|(_, shown)| *shown == Shown::Hidden));
        assert!(board.clinical);
    })
    .await;
}

#[tokio::test]
async fn the_icb_sees_sums_and_cannot_subtract_a_practice() {
    on_each_store(async |clinic: Clinic| {
        let before = clinic.services.now() - TimeDelta::days(40);
        crowd(&clinic, HERE, [60, 40, 30, 20, 15], before).await;
        crowd(&clinic, NEXT_DOOR, [30, 10, 4, 2, 1], before).await;
        let proof = clinic.staff_proof(clinic.staff(ICB, Role::IcbLead).await).await;
        let board = icb_board(&IcbAccess::at(&proof, &code(ICB)).unwrap(), &clinic.services).await.unwrap();
        assert_eq!(
            board.tiles.first().map(|tile| (tile.metric, tile.value.as_str())),
            Some((Metric::Registered, "34"))
        );
        let lines: Vec<_> =
            board.practices.iter().map(|line| (line.code.as_str(), line.eligible, line.registered)).collect();
        assert_eq!(
            lines,
            [(HERE, Shown::Count(60), Shown::Hidden), (NEXT_DOOR, Shown::Count(30), Shown::Hidden)],
            "34 - 30 would tell of four"
        );
        assert_eq!(board.practices.first().map(|line| line.pcn_name.as_str()), Some("The U12345"));

        let seen_by_icb = board_of(&clinic, Role::IcbLead, ICB, HERE).await;
        assert_eq!(seen_by_icb.tiles.first().map(|tile| tile.value.as_str()), Some("hidden"));
        assert!(seen_by_icb.to_do.is_empty() && !seen_by_icb.clinical);
        assert!(seen_by_icb.trail.first().is_some_and(|step| step.href.as_deref() == Some("/icb/QMF")));
        let seen_here = board_of(&clinic, Role::Gp, HERE, HERE).await;
        assert_eq!(seen_here.tiles.first().map(|tile| tile.value.as_str()), Some("30"));
    })
    .await;
}
