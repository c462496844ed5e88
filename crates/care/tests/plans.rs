//! A plan's life through the use cases: written by two, signed once, carried by its owner, withdrawn, never changed.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

#[path = "stage/clinic.rs"]
mod clinic;
mod stage;

use std::collections::BTreeMap;

use care::plans::{
    SignRequest, StartFrom, discard_draft, my_emergency, my_plan, open_draft, plan_version, print_my_plan,
    print_version, save_draft, sign, start_draft, withdraw,
};
use care::{CareError, PatientScope, Refused};
use chrono::TimeDelta;
use clinic::{changed, clinic, refused, request};
use domain::EventKind;
use domain::plan::reason::WhyRight;
use domain::plan::views::{SaveAnswer, SignAnswer};
use domain::plan::{Field, PlanStatus, TemplateId};
use sea_orm::ConnectionTrait;
use storage::{StoreError, progress, rule_uses};

#[tokio::test]
async fn two_clicks_sign_once_and_hear_the_same_number() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, revision) = clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        let by_gp = sign(&clinic.gp, &clinic.services, request(draft, revision));
        let (first, second) = tokio::join!(clinic.sign(draft, revision), by_gp);
        assert_eq!(
            (first, second.unwrap()),
            (SignAnswer::Signed { number: 1 }, SignAnswer::Signed { number: 1 }),
            "{}",
            store.kind
        );
        assert_eq!(clinic.sign(draft, revision).await, SignAnswer::Signed { number: 1 });
        assert_eq!(clinic.versions().await, vec![(1, PlanStatus::Signed)]);
        assert_eq!(clinic.events(EventKind::PlanSigned).await, 1);
        assert_eq!(clinic.actions().await.iter().filter(|action| *action == "plan_signed").count(), 1);
        stage::verify(&clinic.services).await;
    }
}

#[tokio::test]
async fn an_empty_form_holds_nothing_of_the_template_and_cannot_be_signed_as_it_is() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let draft = start_draft(&clinic.nurse, &clinic.services, StartFrom::Blank(TemplateId::Mart)).await.unwrap();
        let view = open_draft(&clinic.nurse, &clinic.services).await.unwrap().unwrap();
        assert_eq!((view.id, view.template.id), (draft, TemplateId::Mart));
        assert!(Field::ALL.iter().all(|field| view.form.get(*field).is_empty()), "{}", store.kind);
        let SignAnswer::Stopped(problems) = clinic.sign(draft, view.revision).await else { panic!("an empty plan") };
        for missing in [Field::Preventer, Field::UsesPeakFlow, Field::ReviewDue, Field::PracticePhone] {
            assert!(problems.iter().any(|problem| problem.field == missing), "{missing:?}");
        }
    }
}

#[tokio::test]
async fn only_what_was_reviewed_is_signed_and_only_for_this_patient() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, revision) = clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        assert_eq!(clinic.sign(draft, revision - 1).await, SignAnswer::Changed);
        for wrong in ["3/3/1987", "", "03-03", "1986"] {
            let request = SignRequest { date_of_birth: wrong.into(), ..request(draft, revision) };
            assert_eq!(
                sign(&clinic.nurse, &clinic.services, request).await.unwrap(),
                SignAnswer::WrongDateOfBirth,
                "{wrong}"
            );
        }
        assert_eq!(
            refused(sign(&clinic.other, &clinic.services, request(draft, revision)).await),
            Some(Refused::NotFound)
        );
        let form = changed(&clinic.view().await.form, &[(Field::Preventer, "")]);
        let SaveAnswer::Saved { revision, .. } =
            save_draft(&clinic.gp, &clinic.services, draft, revision, form).await.unwrap()
        else {
            panic!()
        };
        match clinic.sign(draft, revision).await {
            SignAnswer::Stopped(problems) => assert_eq!(problems.first().map(|p| p.rule.as_str()), Some("MED-1")),
            other => panic!("{other:?}"),
        }
        assert_eq!(clinic.versions().await, vec![]);
        assert_eq!(my_plan(&clinic.owner, &clinic.services).await.unwrap(), None);
        assert_eq!(clinic.events(EventKind::PlanSigned).await, 0);
    }
}

#[tokio::test]
async fn a_rule_that_asks_for_a_reason_is_signed_with_one() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, revision) = clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        let form = changed(&clinic.view().await.form, &[(Field::AmberBelow, "380")]);
        let SaveAnswer::Saved { revision, .. } =
            save_draft(&clinic.nurse, &clinic.services, draft, revision, form).await.unwrap()
        else {
            panic!()
        };
        assert!(matches!(clinic.sign(draft, revision).await, SignAnswer::Stopped(_)));
        let reason = WhyRight::reason(Some(WhyRight::Agreed), "wants to be warned early");
        let reasons = BTreeMap::from([("PEF-5".to_owned(), reason.clone())]);
        let request = SignRequest { reasons, ..request(draft, revision) };
        assert_eq!(sign(&clinic.nurse, &clinic.services, request).await.unwrap(), SignAnswer::Signed { number: 1 });
        let version = plan_version(&clinic.nurse, &clinic.services, 1).await.unwrap();
        assert_eq!(version.plan.confirmations().first().map(|kept| kept.reason.as_str()), Some(reason.as_str()));

        // Refused once, signed once; the reason is counted by its kind alone.
        let read = clinic.services.store.read().await.unwrap();
        let today = clinic.services.today();
        let counted = rule_uses::of_icb(&*read, &stage::code("QAA"), today, today).await.unwrap();
        let of = |outcome: &str| counted.get(&("PEF-5".to_owned(), outcome.to_owned())).copied();
        assert_eq!((of("shown"), of("agreed"), of("other")), (Some(2), Some(1), None), "{}", store.kind);
        let elsewhere = rule_uses::of_icb(&*read, &stage::code("QZZ"), today, today).await.unwrap();
        assert!(elsewhere.is_empty());
    }
}

#[tokio::test]
async fn changes_of_different_fields_are_merged_and_of_the_same_field_are_a_conflict() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, base) = clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        let form = clinic.view().await.form;
        let save = |scope: &PatientScope, revision, changes: &[(Field, &str)]| {
            let (scope, form) = (scope.clone(), changed(&form, changes));
            let services = clinic.services.clone();
            async move { save_draft(&scope, &services, draft, revision, form).await.unwrap() }
        };
        let SaveAnswer::Saved { revision, .. } = save(&clinic.nurse, base, &[(Field::Triggers, "cats")]).await else {
            panic!()
        };
        assert_eq!(revision, base + 1);
        let SaveAnswer::Saved { revision, form: merged, .. } =
            save(&clinic.gp, base, &[(Field::Note, "spare at work")]).await
        else {
            panic!()
        };
        assert_eq!(
            (revision, merged.get(Field::Triggers), merged.get(Field::Note)),
            (base + 2, "cats", "spare at work")
        );

        let SaveAnswer::Conflict(conflict) =
            save(&clinic.gp, base, &[(Field::Triggers, "dogs"), (Field::Spacer, "no")]).await
        else {
            panic!()
        };
        assert_eq!((conflict.revision, conflict.saved_by.as_str()), (base + 2, "Owen Okafor"));
        assert_eq!((conflict.mine.get(Field::Triggers), conflict.theirs.get(Field::Triggers)), ("dogs", "cats"));
        let view = clinic.view().await;
        assert_eq!(
            (view.revision, view.form.get(Field::Triggers), view.form.get(Field::Spacer)),
            (base + 2, "cats", "yes")
        );
        assert!(matches!(save(&clinic.gp, 99, &[(Field::Triggers, "dogs")]).await, SaveAnswer::Conflict(_)));

        let same = save_draft(&clinic.nurse, &clinic.services, draft, base, view.form.clone()).await.unwrap();
        assert!(
            matches!(same, SaveAnswer::Saved { revision, .. } if revision == base + 2),
            "nothing new, no new revision"
        );
        assert_eq!(
            refused(save_draft(&clinic.other, &clinic.services, draft, base + 2, view.form).await),
            Some(Refused::NotFound)
        );
    }
}

#[tokio::test]
async fn saves_at_the_same_moment_lose_nothing() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        let (draft, base) = clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        let form = clinic.view().await.form;
        let fields = [Field::Triggers, Field::Note, Field::ContactName];
        let saves = fields
            .map(|field| save_draft(&clinic.nurse, &clinic.services, draft, base, changed(&form, &[(field, "typed")])));
        for answer in futures::future::join_all(saves).await {
            assert!(matches!(answer, Ok(SaveAnswer::Saved { .. })), "{}: {answer:?}", store.kind);
        }
        let kept = clinic.view().await;
        assert_eq!(kept.revision, base + 3);
        assert!(fields.iter().all(|field| kept.form.get(*field) == "typed"));
    }
}

#[tokio::test]
async fn two_nurses_meet_in_one_draft_and_a_discarded_one_is_closed() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        assert_eq!(
            refused(start_draft(&clinic.nurse, &clinic.services, StartFrom::LastSigned).await),
            Some(Refused::NotFound)
        );
        let start = |scope| start_draft(scope, &clinic.services, StartFrom::Template(TemplateId::Mart));
        let (first, second) = tokio::join!(start(&clinic.nurse), start(&clinic.gp));
        let draft = first.unwrap();
        assert_eq!(draft, second.unwrap(), "{}", store.kind);
        let view = clinic.view().await;
        assert_eq!((view.id, view.template.id, view.last_number), (draft, TemplateId::Mart, None));

        for _ in 0..2 {
            discard_draft(&clinic.nurse, &clinic.services, draft).await.unwrap();
        }
        assert_eq!(open_draft(&clinic.nurse, &clinic.services).await.unwrap(), None);
        assert_eq!(
            save_draft(&clinic.nurse, &clinic.services, draft, view.revision, view.form).await.unwrap(),
            SaveAnswer::Closed
        );
        assert_eq!(clinic.sign(draft, view.revision).await, SignAnswer::Closed);
        assert_ne!(start(&clinic.nurse).await.unwrap(), draft);
    }
}

#[tokio::test]
async fn going_back_to_an_earlier_version_starts_a_draft_that_says_the_same() {
    for store in storage::testing::stores().await {
        let mut clinic = clinic(store.store()).await;
        assert_eq!(clinic.signed().await, SignAnswer::Signed { number: 1 });
        clinic.later(TimeDelta::days(1)).await;
        let draft = start_draft(&clinic.nurse, &clinic.services, StartFrom::LastSigned).await.unwrap();
        let view = clinic.view().await;
        let form = changed(&view.form, &[(Field::Triggers, "cats")]);
        let saved = save_draft(&clinic.nurse, &clinic.services, draft, view.revision, form).await.unwrap();
        let SaveAnswer::Saved { revision, .. } = saved else { panic!("{saved:?}") };
        assert_eq!(clinic.sign(draft, revision).await, SignAnswer::Signed { number: 2 });

        assert_eq!(
            refused(start_draft(&clinic.nurse, &clinic.services, StartFrom::Version(3)).await),
            Some(Refused::NotFound)
        );
        start_draft(&clinic.nurse, &clinic.services, StartFrom::Version(1)).await.unwrap();
        let again = clinic.view().await;
        let first = plan_version(&clinic.nurse, &clinic.services, 1).await.unwrap();
        assert_eq!(again.form.get(Field::Triggers), first.plan.content().triggers.join(", "));
        assert_ne!(again.form.get(Field::Triggers), "cats");
        assert_eq!(clinic.versions().await.len(), 2, "{}: a draft is no version", store.kind);
    }
}

#[tokio::test]
async fn each_version_supersedes_the_one_before_and_stays_readable() {
    for store in storage::testing::stores().await {
        let mut clinic = clinic(store.store()).await;
        assert_eq!(clinic.signed().await, SignAnswer::Signed { number: 1 });
        for number in 2..=3 {
            clinic.later(TimeDelta::days(30)).await;
            let draft = start_draft(&clinic.nurse, &clinic.services, StartFrom::LastSigned).await.unwrap();
            let view = clinic.view().await;
            assert_eq!((view.last_number, view.form.get(Field::BestPeakFlow)), (Some(number - 1), "455"));
            assert_eq!(clinic.sign(draft, view.revision).await, SignAnswer::Signed { number });
        }
        assert_eq!(
            clinic.versions().await,
            vec![(3, PlanStatus::Signed), (2, PlanStatus::Superseded), (1, PlanStatus::Superseded)]
        );
        let first = plan_version(&clinic.nurse, &clinic.services, 1).await.unwrap();
        assert_eq!((first.plan.status(), first.current), (PlanStatus::Superseded, Some(3)));
        assert_eq!(refused(plan_version(&clinic.nurse, &clinic.services, 4).await), Some(Refused::NotFound));
        assert_eq!(refused(plan_version(&clinic.other, &clinic.services, 1).await), Some(Refused::NotFound));

        let mine = my_plan(&clinic.owner, &clinic.services).await.unwrap().unwrap();
        assert_eq!((mine.number(), mine.review_due().to_string().as_str()), (3, "2028-01-21"));
        let read = clinic.services.store.read().await.unwrap();
        let progress = progress::get(&*read, clinic.nurse.patient()).await.unwrap().unwrap();
        assert_eq!(progress.plan_review_due, Some(mine.review_due()));
        drop(read);
        stage::verify(&clinic.services).await;
    }
}

#[tokio::test]
async fn the_owner_reads_what_was_signed_and_openings_count_once_a_day() {
    for store in storage::testing::stores().await {
        let mut clinic = clinic(store.store()).await;
        assert_eq!(my_emergency(&clinic.owner, &clinic.services).await.unwrap(), None);
        clinic.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        assert_eq!(my_plan(&clinic.owner, &clinic.services).await.unwrap(), None, "a draft is nobody's plan");
        assert_eq!(clinic.events(EventKind::PlanOpened).await, 0);
        clinic.signed().await;
        for _ in 0..3 {
            assert_eq!(my_plan(&clinic.owner, &clinic.services).await.unwrap().map(|plan| plan.number()), Some(1));
        }
        assert_eq!(clinic.events(EventKind::PlanOpened).await, 1);
        assert_eq!(clinic.actions().await.iter().filter(|action| *action == "own_plan_opened").count(), 1);
        clinic.later(TimeDelta::days(1)).await;
        my_plan(&clinic.owner, &clinic.services).await.unwrap();
        assert_eq!(clinic.events(EventKind::PlanOpened).await, 2);
        for _ in 0..2 {
            assert_eq!(my_emergency(&clinic.owner, &clinic.services).await.unwrap().map(|plan| plan.number()), Some(1));
        }
        assert_eq!(clinic.events(EventKind::EmergencyOpened).await, 2, "one before there was a plan, one a day later");
        stage::verify(&clinic.services).await;
    }
}

#[tokio::test]
async fn every_print_is_noted_and_only_a_plan_in_force_is_printed_by_its_owner() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        assert_eq!(refused(print_my_plan(&clinic.owner, &clinic.services, "a4").await), Some(Refused::NotFound));
        clinic.signed().await;
        assert_eq!(refused(print_version(&clinic.nurse, &clinic.services, 2, "a4").await), Some(Refused::NotFound));
        assert_eq!(refused(print_version(&clinic.other, &clinic.services, 1, "a4").await), Some(Refused::NotFound));
        for _ in 0..2 {
            assert_eq!(print_my_plan(&clinic.owner, &clinic.services, "school").await.unwrap().number(), 1);
            assert_eq!(print_version(&clinic.nurse, &clinic.services, 1, "bw").await.unwrap().plan.number(), 1);
        }
        let rows = care::audit::of_record(&clinic.nurse, &clinic.services, 100).await.unwrap();
        let noted = |action: &str, detail: &str| {
            rows.iter().filter(|row| row.action == action && row.detail.as_deref() == Some(detail)).count()
        };
        assert_eq!((noted("own_plan_printed", "1 school"), noted("plan_printed", "1 bw")), (2, 2), "{}", store.kind);
        withdraw(&clinic.gp, &clinic.services, 1, "wrong dose").await.unwrap();
        assert_eq!(refused(print_my_plan(&clinic.owner, &clinic.services, "a4").await), Some(Refused::NotFound));
        let view = print_version(&clinic.nurse, &clinic.services, 1, "a4").await.unwrap();
        assert_eq!(view.plan.status(), PlanStatus::Withdrawn, "staff print it with its mark");
        stage::verify(&clinic.services).await;
    }
}

#[tokio::test]
async fn a_withdrawn_plan_says_so_and_counts_no_more() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        clinic.signed().await;
        assert!(
            matches!(refused(withdraw(&clinic.gp, &clinic.services, 1, " x ").await), Some(Refused::Fields(fields)) if fields[0].field == "reason")
        );
        assert_eq!(refused(withdraw(&clinic.gp, &clinic.services, 2, "wrong dose").await), Some(Refused::NotFound));
        withdraw(&clinic.gp, &clinic.services, 1, "wrong  dose").await.unwrap();
        assert_eq!(refused(withdraw(&clinic.gp, &clinic.services, 1, "wrong dose").await), Some(Refused::Conflict));

        let view = plan_version(&clinic.nurse, &clinic.services, 1).await.unwrap();
        assert_eq!(
            (view.plan.status(), view.current, view.ended_reason.as_deref()),
            (PlanStatus::Withdrawn, None, Some("wrong dose"))
        );
        let mine = my_plan(&clinic.owner, &clinic.services).await.unwrap().unwrap();
        assert_eq!(mine.status(), PlanStatus::Withdrawn);
        assert_eq!(clinic.events(EventKind::PlanOpened).await, 0);
        let read = clinic.services.store.read().await.unwrap();
        assert_eq!(progress::get(&*read, clinic.nurse.patient()).await.unwrap().unwrap().plan_review_due, None);
        drop(read);
        stage::verify(&clinic.services).await;

        assert_eq!(clinic.signed().await, SignAnswer::Signed { number: 2 });
        assert_eq!(clinic.versions().await, vec![(2, PlanStatus::Signed), (1, PlanStatus::Withdrawn)]);
    }
}

#[tokio::test]
async fn a_plan_changed_behind_our_back_is_shown_to_nobody() {
    for store in storage::testing::stores().await {
        let clinic = clinic(store.store()).await;
        clinic.signed().await;
        let kind = store.kind;
        let change = "UPDATE plan_versions SET content = replace(content, '\"amber_puffs\":4', '\"amber_puffs\":8')";
        let guarded: Result<(), StoreError> = clinic
            .services
            .store
            .write(move |tx| Box::pin(async move { Ok(tx.execute_unprepared(change).await.map(|_| ())?) }))
            .await;
        assert!(guarded.is_err(), "{kind}: the database itself refuses");
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    if kind == "postgres" {
                        tx.execute_unprepared("ALTER TABLE plan_versions DISABLE TRIGGER USER").await?;
                    } else {
                        let sql =
                            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'plan_versions'";
                        for row in
                            tx.query_all_raw(sea_orm::Statement::from_string(tx.get_database_backend(), sql)).await?
                        {
                            let name: String = row.try_get_by_index(0)?;
                            tx.execute_unprepared(&format!("DROP TRIGGER \"{name}\"")).await?;
                        }
                    }
                    assert_eq!(tx.execute_unprepared(change).await?.rows_affected(), 1);
                    Ok(())
                })
            })
            .await
            .unwrap();
        assert!(matches!(my_plan(&clinic.owner, &clinic.services).await, Err(CareError::Broken(_))));
        assert!(matches!(my_emergency(&clinic.owner, &clinic.services).await, Err(CareError::Broken(_))));
        assert!(matches!(plan_version(&clinic.nurse, &clinic.services, 1).await, Err(CareError::Broken(_))));
        assert_eq!(clinic.events(EventKind::EmergencyOpened).await, 1, "opening the steps counts nevertheless");
        assert_eq!(clinic.events(EventKind::PlanOpened).await, 0);
    }
}
