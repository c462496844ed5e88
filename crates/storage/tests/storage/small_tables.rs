//! Sessions, audit, form returns, attempts and settings.

use domain::InvitationId;
use serde_json::json;
use storage::audit::{Actor, AuditFilter, AuditRow};
use storage::sessions::{Audience, Session, SessionOwner};
use storage::testing::stores;
use storage::{ConnectionTrait, StoreError, attempts, audit, form_returns, patients, sessions, settings};

use crate::Outcome;
use crate::world::{World, at, id, patient};

#[tokio::test]
async fn sessions_begin_are_seen_and_end() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let World { nurse, account, .. } = world;
                    let invitation = world.invite(tx, "x").await?.id;
                    let second = patient(&world.practice, 2, "Idris", "Rahman");
                    patients::insert(tx, &second, at(0)).await?;
                    let blank = Session {
                        token_hash: String::new(),
                        audience: Audience::Staff,
                        staff: None,
                        account: None,
                        patient: None,
                        invitation: None,
                        started_at: at(0),
                        seen_at: at(0),
                        expires_at: at(480),
                        ended_at: None,
                        proved_at: None,
                        device: None,
                    };
                    let staff = Session { token_hash: "s".into(), staff: Some(nurse), ..blank.clone() };
                    let patient = Session {
                        token_hash: "p".into(),
                        audience: Audience::Patient,
                        account: Some(account),
                        patient: Some(world.patient),
                        ..blank.clone()
                    };
                    let joining = Session {
                        token_hash: "j".into(),
                        audience: Audience::Joining,
                        invitation: Some(invitation),
                        ..blank.clone()
                    };
                    for session in [&staff, &patient, &joining] {
                        sessions::insert(tx, session).await?;
                        assert_eq!(sessions::by_hash(tx, &session.token_hash).await?.as_ref(), Some(session));
                    }
                    assert_eq!(sessions::by_hash(tx, "none").await?, None);
                    assert!(sessions::touch(tx, "s", at(1)).await?);
                    assert!(sessions::act_for(tx, "p", second.id).await?);
                    assert!(!sessions::act_for(tx, "s", second.id).await?, "staff act for nobody");
                    let now = sessions::by_hash(tx, "p").await?;
                    assert_eq!(now.and_then(|s| s.patient), Some(second.id));
                    assert!(sessions::end(tx, "s", at(2)).await?);
                    assert!(!sessions::end(tx, "s", at(3)).await?);
                    assert!(!sessions::touch(tx, "s", at(3)).await?);
                    let ended = sessions::by_hash(tx, "s").await?;
                    assert_eq!(ended.map(|s| (s.seen_at, s.ended_at)), Some((at(1), Some(at(2)))));
                    assert_eq!(sessions::end_all_for(tx, SessionOwner::Account(account), at(4)).await?, 1);
                    assert_eq!(sessions::end_all_for(tx, SessionOwner::Staff(nurse), at(4)).await?, 0);
                    assert_eq!(sessions::end_all_for(tx, SessionOwner::Invitation(invitation), at(4)).await?, 1);
                    assert_eq!(sessions::prune(tx, at(480)).await?, 0);
                    assert_eq!(sessions::prune(tx, at(481)).await?, 3);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_audit_only_grows() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let actors = [
            Actor::Staff(world.nurse),
            Actor::Account(world.account),
            Actor::Invitation(InvitationId::from_uuid(id())),
            Actor::System,
        ];
        let rows: Vec<AuditRow> = actors
            .into_iter()
            .zip(0..)
            .map(|(actor, n)| AuditRow {
                at: at(n),
                actor,
                action: "record_read".into(),
                patient: (n < 2).then_some(world.patient),
                organisation: (n > 0).then(|| world.practice.clone()),
                detail: (n == 3).then(|| "version 1".into()),
            })
            .collect();
        let written = rows.clone();
        store
            .write(move |tx| {
                Box::pin(async move {
                    for row in &written {
                        audit::append(tx, row).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        let tx = store.read().await?;
        let oldest_first = audit::after(&*tx, 0, 10).await?;
        assert_eq!(oldest_first.iter().map(|(_, row)| row.clone()).collect::<Vec<_>>(), rows);
        let of_patient = AuditFilter { patient: Some(world.patient), organisation: None };
        assert_eq!(audit::list(&*tx, &of_patient, None, 10).await?.len(), 2);
        let both = AuditFilter { organisation: Some(world.practice.clone()), ..of_patient };
        let newest = audit::list(&*tx, &both, None, 10).await?;
        assert_eq!(newest.iter().map(|(_, row)| row).collect::<Vec<_>>(), [&rows[1]]);
        assert_eq!(audit::list(&*tx, &AuditFilter::default(), Some(oldest_first[3].0), 2).await?.len(), 2);
        drop(tx);
        for (sql, rule) in [
            ("UPDATE audit SET detail = 'nothing happened'", "audit_never_changed"),
            ("DELETE FROM audit WHERE action = 'record_read'", "audit_never_deleted"),
        ] {
            let answer: Result<(), StoreError> = store
                .write(move |tx| {
                    Box::pin(async move {
                        tx.execute_unprepared(sql).await?;
                        Ok(())
                    })
                })
                .await;
            assert!(answer.is_err_and(|e| e.is(rule)), "{sql} on {}", store.kind);
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_small_tables_of_requests() -> Outcome {
    for store in stores().await {
        store
            .write(move |tx| {
                Box::pin(async move {
                    let body = json!({ "fields": { "best": "480", "note": "Zoë" }, "errors": ["a", 1, null, 1.5] });
                    for key in ["a", "b", "c"] {
                        form_returns::put(tx, key, &body, at(10)).await?;
                    }
                    assert_eq!(form_returns::take(tx, "a", at(9)).await?, Some(body));
                    assert_eq!(form_returns::take(tx, "a", at(9)).await?, None);
                    assert_eq!(form_returns::take(tx, "b", at(10)).await?, None, "its time is over");
                    assert_eq!(form_returns::prune(tx, at(10)).await?, 1);

                    assert_eq!(attempts::bump(tx, "k", at(0)).await?, 1);
                    assert_eq!(attempts::bump(tx, "k", at(0)).await?, 2);
                    assert_eq!(attempts::bump(tx, "k", at(5)).await?, 1);
                    assert_eq!(attempts::bump(tx, "other", at(0)).await?, 1);
                    assert_eq!(attempts::count(tx, "k", at(0)).await?, 3);
                    assert_eq!(attempts::count(tx, "k", at(1)).await?, 1);
                    assert_eq!(attempts::count(tx, "nobody", at(0)).await?, 0);
                    assert_eq!(attempts::prune(tx, at(5)).await?, 2);

                    assert_eq!(settings::get(tx, "demo").await?, None);
                    settings::put(tx, "demo", "loaded").await?;
                    settings::put(tx, "demo", "again").await?;
                    assert_eq!(settings::get(tx, "demo").await?.as_deref(), Some("again"));
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}
