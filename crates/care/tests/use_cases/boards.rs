//! Boards are exact to those who work at the practice, and tell everybody else sevens.

use care::boards::{board, cohorts, comparison, csv_file, groups, recount, tell_everything};
use care::events::{Happened, record_events};
use care::worklists::worklist;
use care::{BoardAccess, CareError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::board::{Board, Happening, Kept, Line, Range, Recount, figure};
use domain::consent::RecruitmentSource;
use domain::figures::{Dimension, ToldFigure};
use domain::metrics::{Metric, Shown};
use domain::worklist::WorkList;
use domain::{EventKind, Role};

use crate::support::{ADULT_BORN, Clinic, HERE, ICB, NEXT_DOOR, PCN, code, on_each_store};

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

async fn access(clinic: &Clinic, role: Role, at: &str, to: &str) -> BoardAccess {
    let proof = clinic.staff_proof(clinic.staff(at, role).await).await;
    BoardAccess::of(&clinic.services, &proof, &code(to)).await.unwrap()
}

async fn board_of(clinic: &Clinic, role: Role, at: &str, to: &str) -> Board {
    board(&access(clinic, role, at, to).await, &clinic.services, Range::default()).await.unwrap()
}

fn one(figures: &[ToldFigure], metric: Metric) -> (Shown, Option<Shown>) {
    let told = figure(figures, metric).unwrap();
    (told.count, told.of)
}

fn counts(board: &Board, metrics: &[Metric]) -> Vec<Shown> {
    metrics.iter().map(|metric| board.figure(*metric).unwrap().count).collect()
}

#[tokio::test]
async fn a_practice_sees_its_figures_exactly_and_its_work() {
    on_each_store(async |clinic: Clinic| {
        let registered = clinic.services.now() - TimeDelta::days(28);
        crowd(&clinic, HERE, [20, 12, 5, 3, 2], registered).await;
        let board = board_of(&clinic, Role::PracticeManager, HERE, HERE).await;
        assert!(board.exact);
        let way = [Metric::Eligible, Metric::Invited, Metric::Registered, Metric::PlanCoverage, Metric::ActiveWeek];
        assert_eq!(counts(&board, &way), [20, 12, 5, 3, 2].map(Shown::Count));
        assert_eq!(one(&board.figures, Metric::Activated), (Shown::Count(2), Some(Shown::Count(5))));
        assert_eq!(one(&board.last_week, Metric::ActiveWeek), (Shown::Count(0), Some(Shown::Count(5))));
        assert_eq!(
            board.trail.iter().map(|step| (step.name.as_str(), step.href.is_some())).collect::<Vec<_>>(),
            [("The QMF", false), ("The U12345", false)]
        );
        let sources: Vec<Shown> = board.sources.iter().map(|line| line.registered).collect();
        assert_eq!(sources, [3, 2, 0, 0, 0].map(Shown::Count));
        let to_do: Vec<i64> = board.to_do.iter().map(|(_, people)| *people).collect();
        // Late attacks, relievers; no plan, overdue, soon, not opened; not activated, questions; not joined, never invited.
        assert_eq!(to_do, [0, 0, 2, 0, 0, 1, 3, 0, 7, 8]);
        let here = access(&clinic, Role::PracticeManager, HERE, HERE).await;
        for (list, people) in &board.to_do {
            let page = worklist(&here, &clinic.services, *list, 1).await.unwrap();
            assert_eq!((page.people, page.lines.len()), (*people as usize, *people as usize), "{list:?}");
            assert!(page.lines.windows(2).all(|two| two[0].since <= two[1].since) && !page.clinical);
        }
        assert!(worklist(&here, &clinic.services, WorkList::NoPlan, 2).await.is_err(), "there is one page");
        let lead = access(&clinic, Role::IcbLead, ICB, HERE).await;
        assert!(worklist(&lead, &clinic.services, WorkList::NoPlan, 1).await.is_err(), "names are for the practice");
        assert!(!board.clinical && board.live());
        let happened = |what| board.happened.iter().find(|line| line.what == what).map(|line| (line.now, line.before));
        assert_eq!(happened(Happening::Registered), Some((Shown::Count(0), Shown::Count(5))), "28 days ago is before");
        let line = board.trends.iter().find(|trend| trend.metric == Metric::ActiveWeek).unwrap();
        assert_eq!((line.days.len(), line.days.last().map(|(_, count)| *count)), (28, Some(2)));
    })
    .await;
}

#[tokio::test]
async fn a_long_list_has_pages_and_every_reading_of_it_is_noted() {
    on_each_store(async |clinic: Clinic| {
        crowd(&clinic, HERE, [60, 0, 0, 0, 0], clinic.services.now()).await;
        let (here, now) = (code(HERE), clinic.services.now());
        let people = [clinic.patient(HERE, ADULT_BORN).await, clinic.patient(HERE, ADULT_BORN).await];
        let reviews = [TimeDelta::days(-1), TimeDelta::days(20)].map(|days| clinic.services.today() + days);
        let joined = |id| Happened::registered(id, &here, RecruitmentSource::Practice, now);
        let signed = |(id, review)| Happened::plan_signed(id, &here, review, now);
        let mut events: Vec<Happened> = people.into_iter().map(joined).collect();
        events.extend(people.into_iter().zip(reviews).map(signed));
        let services = clinic.services.clone();
        let keep = clinic
            .services
            .store
            .write::<_, CareError, _>(move |tx| Box::pin(async move { record_events(tx, &services, events).await }));
        keep.await.unwrap();
        let staff = access(&clinic, Role::Nurse, HERE, HERE).await;
        let read = async |list, page| worklist(&staff, &clinic.services, list, page).await;
        for (list, person) in [(WorkList::PlanOverdue, people[0]), (WorkList::PlanSoon, people[1])] {
            let found = read(list, 1).await.unwrap();
            assert_eq!(found.lines.iter().map(|line| line.patient).collect::<Vec<_>>(), [person], "{list:?}");
            assert!(found.clinical);
        }
        let (first, second) =
            (read(WorkList::NeverInvited, 1).await.unwrap(), read(WorkList::NeverInvited, 2).await.unwrap());
        assert_eq!((first.people, first.pages, first.lines.len(), second.lines.len()), (60, 2, 50, 10));
        assert!(first.lines.iter().all(|line| !second.lines.contains(line)));
        assert!(read(WorkList::NeverInvited, 3).await.is_err() && read(WorkList::NeverInvited, 0).await.is_err());
        let rows = storage::audit::after(&*clinic.services.store.read().await.unwrap(), 0, 1_000).await.unwrap();
        assert_eq!(rows.iter().filter(|(_, row)| row.action == "worklist_read").count(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_day_that_is_over_is_told_as_it_ended() {
    on_each_store(async |clinic: Clinic| {
        crowd(&clinic, HERE, [20, 12, 10, 3, 2], clinic.services.now() - TimeDelta::days(10)).await;
        let (here, today) = (access(&clinic, Role::Gp, HERE, HERE).await, clinic.services.today());
        let at = async |days: i64| {
            let range = Range { days: 7, until: Some(today - TimeDelta::days(days)) };
            board(&here, &clinic.services, range).await.unwrap()
        };
        let (after, before) = (at(5).await, at(12).await);
        assert_eq!(counts(&after, &[Metric::Registered, Metric::ActiveWeek]), [10, 0].map(Shown::Count));
        assert_eq!(counts(&before, &[Metric::Registered, Metric::PlanCoverage]), [0, 0].map(Shown::Count));
        assert!(after.to_do.is_empty() && !after.live(), "lists of work are of now");
        assert!(before.first_day.is_some_and(|day| day > today - TimeDelta::days(12)), "nothing was counted by then");
    })
    .await;
}

#[tokio::test]
async fn the_icb_reads_sevens_at_every_level_and_drills_down() {
    on_each_store(async |clinic: Clinic| {
        let before = clinic.services.now() - TimeDelta::days(40);
        crowd(&clinic, HERE, [60, 40, 30, 20, 15], before).await;
        crowd(&clinic, NEXT_DOOR, [30, 10, 4, 2, 1], before).await;
        let whole = board_of(&clinic, Role::IcbLead, ICB, ICB).await;
        assert!(!whole.exact && whole.to_do.is_empty());
        // 90 and 34 of them.
        assert_eq!(counts(&whole, &[Metric::Eligible, Metric::Registered]), [84, 28].map(Shown::Count));
        let registered = |line: &Line| (line.code.to_string(), one(&line.figures, Metric::Registered).0);
        let below = |board: &Board| board.children.iter().map(registered).collect::<Vec<_>>();
        // The other practice is in no PCN.
        assert_eq!(below(&whole), [(NEXT_DOOR.to_owned(), Shown::Hidden), (PCN.to_owned(), Shown::Count(28))]);
        let pcn = board_of(&clinic, Role::IcbLead, ICB, PCN).await;
        assert_eq!(below(&pcn), [(HERE.to_owned(), Shown::Count(28))]);
        assert_eq!(pcn.trail.first().and_then(|step| step.href.as_deref()), Some("/icb/QMF"));
        let here = board_of(&clinic, Role::IcbLead, ICB, HERE).await;
        assert_eq!(one(&here.figures, Metric::Registered), (Shown::Count(28), Some(Shown::Count(56))));
        assert!(here.to_do.is_empty() && !here.clinical);
        let trail: Vec<_> = here.trail.iter().filter_map(|step| step.href.as_deref()).collect();
        assert_eq!(trail, ["/icb/QMF", "/icb/QMF/pcn/U12345"]);
    })
    .await;
}

#[tokio::test]
async fn a_told_number_stands_until_the_count_is_seven_away() {
    on_each_store(async |clinic: Clinic| {
        crowd(&clinic, HERE, [48, 0, 0, 0, 0], clinic.services.now()).await;
        let eligible = async || {
            let board = board_of(&clinic, Role::IcbLead, ICB, HERE).await;
            one(&board.figures, Metric::Eligible).0
        };
        assert_eq!(eligible().await, Shown::Count(42));
        crowd(&clinic, HERE, [1, 0, 0, 0, 0], clinic.services.now()).await;
        assert_eq!(eligible().await, Shown::Count(49));
        // The hourly round finds nothing to move, and what practices are compared with is what their own board tells.
        assert_eq!(tell_everything(&clinic.services).await.unwrap(), 3);
        let lead = access(&clinic, Role::IcbLead, ICB, ICB).await;
        let found = comparison(&lead, &clinic.services).await.unwrap();
        let here = found.practices.iter().find(|line| line.code == code(HERE)).unwrap();
        assert_eq!(one(&here.figures, Metric::Eligible).0, Shown::Count(49));
        assert!(found.weeks.iter().all(|line| line.weeks.len() == 12));
    })
    .await;
}

#[tokio::test]
async fn groups_and_months_are_exact_here_and_sevens_above() {
    on_each_store(async |clinic: Clinic| {
        let before = clinic.services.now() - TimeDelta::days(40);
        crowd(&clinic, HERE, [60, 40, 30, 20, 15], before).await;
        let (here, lead) =
            (access(&clinic, Role::Nurse, HERE, HERE).await, access(&clinic, Role::IcbLead, ICB, ICB).await);
        let sources = groups(&here, &clinic.services, Dimension::Source).await.unwrap();
        let registered: Vec<Shown> =
            sources.groups.iter().map(|(_, figures)| one(figures, Metric::Activated).1.unwrap()).collect();
        assert_eq!(registered, [15, 15, 0, 0, 0].map(Shown::Count));
        let told = groups(&lead, &clinic.services, Dimension::Source).await.unwrap();
        let registered: Vec<Shown> =
            told.groups.iter().map(|(_, figures)| one(figures, Metric::Activated).1.unwrap()).collect();
        assert_eq!(registered[..3], [Shown::Count(14), Shown::Count(14), Shown::Hidden]);
        assert_eq!(told.day, clinic.services.today() - TimeDelta::days(1), "of days that are over");
        assert!(groups(&here, &clinic.services, Dimension::Ethnicity).await.is_err(), "not kept for a practice");

        let months = cohorts(&here, &clinic.services).await.unwrap().months;
        assert!(months.len() <= 3, "from the first month in which somebody registered");
        let joined = months.iter().find(|month| month.registered == Shown::Count(30)).unwrap();
        assert_eq!(joined.day_seven, Kept::Of(Shown::Count(15)));
        let told = cohorts(&lead, &clinic.services).await.unwrap().months;
        assert!(told.iter().any(|month| month.registered == Shown::Count(28)));
    })
    .await;
}

#[tokio::test]
async fn counting_again_agrees_and_says_so_to_each_as_they_may_know() {
    on_each_store(async |clinic: Clinic| {
        crowd(&clinic, HERE, [20, 12, 10, 3, 2], clinic.services.now() - TimeDelta::days(40)).await;
        crowd(&clinic, NEXT_DOOR, [9, 2, 1, 1, 1], clinic.services.now() - TimeDelta::days(400)).await;
        for (role, at, to) in [(Role::Gp, HERE, HERE), (Role::IcbLead, ICB, PCN), (Role::IcbLead, ICB, ICB)] {
            let access = access(&clinic, role, at, to).await;
            let Recount::Done { figures, people, .. } = recount(&access, &clinic.services).await.unwrap() else {
                panic!("few people are counted again at once");
            };
            assert_eq!(people, if to == ICB { 29 } else { 20 });
            assert!(figures.iter().all(|found| found.agrees), "{to}: {figures:?}");
            assert!(figures.iter().all(|found| found.exact.is_some() == (to == HERE)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_says_what_the_board_says() {
    on_each_store(async |clinic: Clinic| {
        crowd(&clinic, HERE, [60, 40, 30, 20, 15], clinic.services.now() - TimeDelta::days(40)).await;
        for (role, at, to) in [(Role::Gp, HERE, HERE), (Role::IcbLead, ICB, HERE), (Role::IcbLead, ICB, ICB)] {
            let board = board_of(&clinic, role, at, to).await;
            let file = csv_file(&board.figures_table()).unwrap();
            let mut rows = csv::Reader::from_reader(file.as_slice());
            let mut seen = 0;
            for row in rows.records() {
                let row = row.unwrap();
                let told = board.figure(Metric::parse(&row[0]).unwrap()).unwrap();
                let text = |shown: Shown| shown.text().replace(',', "");
                assert_eq!(row[2], text(told.count), "{to}: {row:?}");
                assert_eq!(row[3], told.of.map(text).unwrap_or_default(), "{to}: {row:?}");
                assert_eq!(row[4], told.rate().unwrap_or_default(), "{to}: {row:?}");
                seen += 1;
            }
            assert_eq!(seen, board.figures.len());
        }
    })
    .await;
}
