//! Drafts are never overwritten unseen, and signed plans never change.

use domain::plan::field::Section;
use domain::plan::{Field, PlanStatus};
use domain::{Condition, PersonName, PlanVersionId, StaffId};
use storage::drafts::DraftState;
use storage::plan_versions::{Ended, NewPlanVersion};
use storage::presence::Present;
use storage::staff::StaffMember;
use storage::testing::{TestStore, stores};
use storage::{ConnectionTrait, StoreError, drafts, plan_versions, presence, staff};

use crate::Outcome;
use crate::constraints::CONDITION_PLAN;
use crate::world::{World, at, form, id, signed};

#[tokio::test]
async fn a_draft_is_saved_only_over_the_revision_it_was_made_from() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let draft = world.draft();
        let (kept, nurse, elsewhere) = (draft.clone(), world.nurse, world.other_practice.clone());
        store
            .write(move |tx| {
                Box::pin(async move {
                    drafts::insert(tx, &kept).await?;
                    assert_eq!(drafts::open_for_patient(tx, kept.patient).await?, Some(kept.clone()));
                    assert_eq!(drafts::by_id(tx, &elsewhere, kept.id).await?, None);
                    let mut typed = form();
                    typed.set(Field::Note, "second");
                    assert!(drafts::save(tx, kept.id, 1, &typed, nurse, at(1)).await?);
                    assert!(!drafts::save(tx, kept.id, 1, &form(), nurse, at(2)).await?, "somebody else saved");
                    let now = drafts::by_id(tx, &kept.practice, kept.id).await?;
                    assert_eq!(now.map(|d| (d.revision, d.form, d.saved_at)), Some((2, typed, at(1))));
                    let numbers: Vec<i64> = drafts::revisions(tx, kept.id).await?.iter().map(|r| r.revision).collect();
                    assert_eq!(numbers, [1, 2]);
                    assert!(!drafts::set_state(tx, kept.id, 1, DraftState::Signed).await?, "not what was read");
                    assert!(drafts::set_state(tx, kept.id, 2, DraftState::Discarded).await?);
                    assert!(!drafts::set_state(tx, kept.id, 2, DraftState::Signed).await?, "closed already");
                    assert!(!drafts::save(tx, kept.id, 2, &form(), nurse, at(3)).await?);
                    assert_eq!(drafts::open_for_patient(tx, kept.patient).await?, None);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn versions_follow_each_other() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        store
            .write(move |tx| {
                Box::pin(async move {
                    let World { patient, nurse, .. } = clinic;
                    assert_eq!(plan_versions::latest_number(tx, patient).await?, 0);
                    assert_eq!(plan_versions::current(tx, patient).await?, None);
                    let ended = Ended { at: at(5), by: nurse, reason: None };
                    assert_eq!(plan_versions::end(tx, patient, PlanStatus::Superseded, &ended).await?, None);

                    let (draft, version) = clinic.sign(tx, 1).await?;
                    let current = plan_versions::current(tx, patient).await?;
                    assert_eq!(
                        current.as_ref().map(|v| (v.id, v.plan.number(), v.ended.clone())),
                        Some((version, 1, None))
                    );
                    assert_eq!(current.map(|v| v.plan), signed(1, nurse).ok());
                    assert_eq!(plan_versions::by_draft(tx, draft).await?.map(|v| v.id), Some(version));

                    assert_eq!(plan_versions::end(tx, patient, PlanStatus::Superseded, &ended).await?, Some(1));
                    clinic.sign(tx, 2).await?;
                    let why = Ended { at: at(6), by: nurse, reason: Some("wrong inhaler".into()) };
                    assert_eq!(plan_versions::end(tx, patient, PlanStatus::Withdrawn, &why).await?, Some(2));
                    assert_eq!(plan_versions::current(tx, patient).await?, None);
                    assert_eq!(plan_versions::latest_number(tx, patient).await?, 2);
                    let latest = plan_versions::latest(tx, patient).await?;
                    assert_eq!(latest.map(|v| (v.plan.status(), v.ended)), Some((PlanStatus::Withdrawn, Some(why))));
                    let list: Vec<_> = plan_versions::list(tx, patient)
                        .await?
                        .iter()
                        .map(|v| (v.plan.number(), v.plan.status()))
                        .collect();
                    assert_eq!(list, [(2, PlanStatus::Withdrawn), (1, PlanStatus::Superseded)]);
                    assert_eq!(plan_versions::by_number(tx, patient, 1).await?.and_then(|v| v.ended), Some(ended));
                    assert_eq!(plan_versions::by_number(tx, patient, 3).await?, None);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

/// The rule that refuses this SQL.
async fn refused(store: &TestStore, sql: &str) -> Option<String> {
    let statement = sql.to_owned();
    let answer: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move {
                tx.execute_unprepared(&statement).await?;
                Ok(())
            })
        })
        .await;
    answer.err().and_then(|error| error.constraint().map(str::to_owned))
}

#[tokio::test]
async fn nobody_changes_or_deletes_what_was_signed() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        store.write(move |tx| Box::pin(async move { clinic.sign(tx, 1).await })).await?;
        for change in [
            "content = '{}'",
            "content_hash = 'x'",
            "number = 2",
            "patient_id = patient_id",
            "author_name = 'Somebody else'",
            "author_id = author_id",
            "author_role = 'gp'",
            "signed_at = signed_at",
            "review_due = '2030-01-01'",
            "rules_version = 2",
            "confirmations = '[]'",
            "template_id = 'mart'",
        ] {
            let rule = refused(&store, &format!("UPDATE plan_versions SET {change}")).await;
            assert_eq!(rule.as_deref(), Some("plan_versions_kept_as_signed"), "{change} on {}", store.kind);
        }
        assert_eq!(refused(&store, "DELETE FROM plan_versions").await.as_deref(), Some("plan_versions_never_deleted"));
        let World { patient, nurse, .. } = world;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let ended = Ended { at: at(5), by: nurse, reason: None };
                    plan_versions::end(tx, patient, PlanStatus::Withdrawn, &ended).await
                })
            })
            .await?;
        let revived = "UPDATE plan_versions SET status = 'signed', ended_at = NULL, ended_by = NULL";
        assert_eq!(refused(&store, revived).await.as_deref(), Some("plan_versions_end_is_final"));
        if store.kind == "postgres" {
            let emptied = refused(&store, "TRUNCATE plan_versions CASCADE").await;
            assert_eq!(emptied.as_deref(), Some("plan_versions_never_emptied"));
        }
    }
    Ok(())
}

#[tokio::test]
async fn nobody_changes_or_deletes_what_was_signed_for_another_condition() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        store.write(move |tx| Box::pin(async move { clinic.sign(tx, 1).await })).await?;
        assert_eq!(refused(&store, CONDITION_PLAN).await, None);
        for column in [
            "condition",
            "content",
            "content_hash",
            "number",
            "patient_id",
            "practice_code",
            "author_id",
            "author_name",
            "author_role",
            "signed_at",
            "review_due",
            "template_version",
            "rules_version",
            "confirmations",
        ] {
            let rule = refused(&store, &format!("UPDATE condition_plans SET {column} = {column}")).await;
            assert_eq!(rule.as_deref(), Some("condition_plans_kept_as_signed"), "{column} on {}", store.kind);
        }
        let deleted = refused(&store, "DELETE FROM condition_plans").await;
        assert_eq!(deleted.as_deref(), Some("condition_plans_never_deleted"));
        let World { patient, nurse, .. } = world;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let ended = Ended { at: at(5), by: nurse, reason: None };
                    storage::condition_plans::end(tx, patient, Condition::Allergy, PlanStatus::Withdrawn, &ended).await
                })
            })
            .await?;
        let revived = "UPDATE condition_plans SET status = 'signed', ended_at = NULL, ended_by = NULL";
        assert_eq!(refused(&store, revived).await.as_deref(), Some("condition_plans_end_is_final"));
        // It holds an asthma plan's content and hash: what does not read as a plan for the condition is shown to nobody.
        let read = store.read().await?;
        assert!(storage::condition_plans::latest(&*read, patient, Condition::Allergy).await.is_err());
    }
    Ok(())
}

#[tokio::test]
async fn a_version_that_is_not_what_was_signed_is_not_shown() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        let error = store
            .write(move |tx| {
                Box::pin(async move {
                    clinic.sign(tx, 1).await?;
                    // Whoever owns the database can take the guard away, but not make the hash fit.
                    let table = if tx.get_database_backend() == sea_orm::DbBackend::Postgres {
                        " ON plan_versions"
                    } else {
                        ""
                    };
                    tx.execute_unprepared(&format!("DROP TRIGGER plan_versions_kept_as_signed{table}")).await?;
                    tx.execute_unprepared("UPDATE plan_versions SET content = replace(content, '100', '200')").await?;
                    plan_versions::current(tx, clinic.patient).await
                })
            })
            .await
            .err();
        let complaint =
            matches!(error, Some(StoreError::Inconsistent { table: "plan_versions", column: "content_hash", .. }));
        assert!(complaint, "{error:?} on {}", store.kind);
    }
    Ok(())
}

#[tokio::test]
async fn two_clinicians_cannot_both_sign() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        let (draft, _) = store.write(move |tx| Box::pin(async move { clinic.sign(tx, 1).await })).await?;
        for (number, draft_id, rule) in
            [(2, Some(draft), "plan_versions_draft_key"), (2, None, "plan_versions_one_signed_per_patient")]
        {
            let clinic = world.clone();
            let refused: Result<(), StoreError> = store
                .write(move |tx| {
                    Box::pin(async move {
                        let draft = match draft_id {
                            Some(draft) => {
                                let ended = Ended { at: at(5), by: clinic.nurse, reason: None };
                                plan_versions::end(tx, clinic.patient, PlanStatus::Superseded, &ended).await?;
                                draft
                            }
                            None => {
                                let draft = clinic.draft();
                                drafts::insert(tx, &draft).await?;
                                draft.id
                            }
                        };
                        let plan = signed(number, clinic.nurse).map_err(|_| StoreError::Busy)?;
                        let version = NewPlanVersion {
                            id: PlanVersionId::from_uuid(id()),
                            patient: clinic.patient,
                            draft,
                            practice: clinic.practice.clone(),
                            plan: &plan,
                        };
                        plan_versions::insert(tx, &version).await
                    })
                })
                .await;
            assert_eq!(refused.err().as_ref().and_then(StoreError::constraint), Some(rule), "{}", store.kind);
        }
    }
    Ok(())
}

#[tokio::test]
async fn whoever_has_a_draft_open_is_seen_by_the_others_until_not_heard_of() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let (draft, nurse, gp) = (world.draft(), world.nurse, StaffId::from_uuid(id()));
                    drafts::insert(tx, &draft).await?;
                    let name = PersonName { given: "Owen".into(), family: "Llewellyn".into() };
                    staff::insert(tx, &StaffMember { id: gp, name: name.clone() }, at(0)).await?;
                    presence::note(tx, draft.id, nurse, None, at(0)).await?;
                    presence::note(tx, draft.id, gp, None, at(0)).await?;
                    presence::note(tx, draft.id, gp, Some(Section::Contacts), at(1)).await?;
                    let seen = presence::others(tx, draft.id, nurse, at(0)).await?;
                    assert_eq!(seen, [Present { name, section: Some(Section::Contacts) }]);
                    assert_eq!(presence::others(tx, draft.id, nurse, at(2)).await?, []);
                    assert_eq!(presence::others(tx, draft.id, gp, at(0)).await?.len(), 1);
                    assert_eq!(presence::prune(tx, at(1)).await?, 1);
                    assert_eq!(presence::others(tx, draft.id, gp, at(0)).await?, []);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}
