//! What comes before and after signing.

use domain::Relationship;
use domain::control::ControlAnswers;
use domain::effort::{Effort, Presses};
use domain::plan::TemplateId;
use domain::plan::after::Step;
use domain::visit::{Answered, VisitAnswers};
use storage::plan_follow_ups::{self, count_to_file, to_file};
use storage::sign_efforts::{self, SignEffort};
use storage::testing::stores;
use storage::visit_questions::{self, VisitRequest};
use storage::{StoreError, plan_versions};

use crate::Outcome;
use crate::world::{World, at, day, id};

#[tokio::test]
async fn only_the_version_in_force_waits_to_be_filed() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    world.sign(tx, 1).await?;
                    let version = plan_versions::by_number(tx, world.patient, 1).await?.map(|version| version.id);
                    let Some(version) = version else {
                        return Err(StoreError::Constraint { name: "no version".into() });
                    };
                    assert_eq!(plan_follow_ups::of(tx, version).await?, Default::default());
                    assert_eq!(count_to_file(tx, &world.practice).await?, 1);
                    assert_eq!(count_to_file(tx, &world.other_practice).await?, 0);
                    let lines = to_file(tx, &world.practice, 10).await?;
                    assert_eq!(
                        lines.iter().map(|line| (line.patient, line.number)).collect::<Vec<_>>(),
                        [(world.patient, 1)]
                    );

                    let tick = (world.nurse, at(5));
                    plan_follow_ups::set(tx, version, Step::TaughtBack, Some(tick)).await?;
                    assert_eq!(count_to_file(tx, &world.practice).await?, 1, "explained is not filed");
                    plan_follow_ups::set(tx, version, Step::Filed, Some(tick)).await?;
                    assert_eq!(count_to_file(tx, &world.practice).await?, 0);
                    assert!(to_file(tx, &world.practice, 10).await?.is_empty());
                    let steps = plan_follow_ups::of(tx, version).await?;
                    assert_eq!((steps.filed, steps.taught_back), (Some(tick), Some(tick)));
                    plan_follow_ups::set(tx, version, Step::Filed, None).await?;
                    let steps = plan_follow_ups::of(tx, version).await?;
                    assert_eq!((steps.filed, steps.taught_back), (None, Some(tick)), "one tick leaves the other alone");
                    assert_eq!(count_to_file(tx, &world.practice).await?, 1);
                    Ok(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn answers_count_while_the_questions_are_open() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    let request = |minutes| VisitRequest {
                        id: id(),
                        patient: world.patient,
                        practice: world.practice.clone(),
                        asked_by: world.nurse,
                        asked_at: at(minutes),
                        closes_at: at(minutes + 60),
                        answered: None,
                    };
                    let (first, second) = (request(0), request(10));
                    assert_eq!(visit_questions::latest(tx, world.patient).await?, None);
                    visit_questions::insert(tx, &first).await?;
                    visit_questions::insert(tx, &second).await?;
                    assert_eq!(visit_questions::latest(tx, world.patient).await?, Some(second.clone()));

                    let answered = |minutes, nights_woken| Answered {
                        answers: VisitAnswers {
                            control: ControlAnswers { reliever_days: 1, nights_woken, steroid_courses: 0 },
                            stops: "I can't run".into(),
                            triggers: String::new(),
                            best: None,
                            inhalers: String::new(),
                            contact_name: String::new(),
                            contact_phone: String::new(),
                        },
                        by: Relationship::Parent,
                        at: at(minutes),
                    };
                    for (minutes, nights, kept) in [(20, 1, true), (30, 2, true), (70, 3, false)] {
                        let answered = answered(minutes, nights);
                        assert_eq!(visit_questions::answer(tx, second.id, world.account, &answered).await?, kept);
                    }
                    let latest = visit_questions::latest(tx, world.patient).await?.and_then(|request| request.answered);
                    assert_eq!(latest, Some(answered(30, 2)), "the last answer in time counts");
                    visit_questions::close(tx, world.patient, at(40)).await?;
                    let late = answered(50, 4);
                    assert!(!visit_questions::answer(tx, second.id, world.account, &late).await?);
                    Ok(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn equal_efforts_are_counted_together() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    let by_browser = Effort { seconds: 90, presses: Some(Presses { keys: 50, clicks: 9 }) };
                    let by_server = Effort { seconds: 300, presses: None };
                    let signed = |effort, days| SignEffort {
                        practice: world.practice.clone(),
                        day: day(days),
                        template: TemplateId::Mart,
                        renewal: true,
                        effort,
                    };
                    for (effort, days) in
                        [(by_browser, 0), (by_browser, 0), (by_browser, 1), (by_server, 1), (by_browser, 40)]
                    {
                        sign_efforts::add(tx, &signed(effort, days)).await?;
                    }
                    let practices = [world.practice.clone(), world.other_practice.clone()];
                    let found = sign_efforts::between(tx, &practices, day(0), day(29)).await?;
                    assert_eq!(found.len(), 1);
                    let mut efforts = found.get(&world.practice).cloned().unwrap_or_default();
                    efforts.sort();
                    assert_eq!(efforts, [(by_browser, 3), (by_server, 1)]);
                    Ok(())
                })
            })
            .await?;
    }
    Ok(())
}
