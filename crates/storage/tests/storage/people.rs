//! Organisations, staff, patients, invitations, accounts and consents come back as they were written.

use domain::consent::RecruitmentSource;
use domain::invitation::InvitationState;
use domain::patient::Patient;
use domain::{Organisation, OrganisationKind, PatientId, PersonName, Relationship, Role, Sex, StaffId};
use storage::accounts::AccountPerson;
use storage::consents::Consent;
use storage::memberships::NewMembership;
use storage::organisations::Upserted;
use storage::patients::PatientSearch;
use storage::staff::StaffMember;
use storage::testing::stores;
use storage::{StoreError, accounts, consents, invitations, memberships, organisations, patients, staff};

use crate::Outcome;
use crate::world::{World, at, code, id, patient};

#[tokio::test]
async fn organisations_are_written_once_and_only_when_they_differ() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let renamed = Organisation {
            code: world.practice.clone(),
            name: "Halbutt Street Surgery".into(),
            kind: OrganisationKind::Practice,
            parent: None,
            icb: Some(world.icb.clone()),
            demo: false,
        };
        let again = renamed.clone();
        let answers = store
            .write(move |tx| {
                Box::pin(async move {
                    let first = organisations::upsert(tx, &again, at(1)).await?;
                    Ok::<_, StoreError>((first, organisations::upsert(tx, &again, at(2)).await?))
                })
            })
            .await?;
        assert_eq!(answers, (Upserted::Updated, Upserted::Unchanged), "{}", store.kind);
        let tx = store.read().await?;
        assert_eq!(organisations::by_code(&*tx, &world.practice).await?, Some(renamed.clone()));
        assert_eq!(organisations::by_code(&*tx, &code("NONE")).await?, None);
        assert_eq!(organisations::all(&*tx).await?.len(), 4);
        let of_icb = organisations::practices_of_icb(&*tx, &world.icb).await?;
        assert_eq!(of_icb.iter().map(|o| o.code.as_str()).collect::<Vec<_>>(), ["F82001", "F82002"]);
        let below = organisations::children(&*tx, &world.icb).await?;
        assert_eq!(below.iter().map(|o| o.code.as_str()).collect::<Vec<_>>(), ["F82002", "U12345"]);
    }
    Ok(())
}

#[tokio::test]
async fn memberships_of_staff_begin_end_and_begin_again() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let World { nurse, practice, .. } = world.clone();
        let gp = StaffMember {
            id: StaffId::from_uuid(id()),
            name: PersonName { given: "Efua".into(), family: "Ansah".into() },
        };
        let doctor = gp.clone();
        store
            .write(move |tx| {
                Box::pin(async move {
                    staff::insert(tx, &doctor, at(0)).await?;
                    let new = |staff, role, started_at| NewMembership {
                        id: id(),
                        staff,
                        organisation: practice.clone(),
                        role,
                        started_at,
                    };
                    memberships::start(tx, &new(doctor.id, Role::Gp, at(1))).await?;
                    assert!(memberships::end(tx, nurse, &practice, Role::Nurse, at(2)).await?);
                    assert!(!memberships::end(tx, nurse, &practice, Role::Nurse, at(3)).await?);
                    assert_eq!(memberships::current_of(tx, nurse).await?, vec![]);
                    memberships::start(tx, &new(nurse, Role::Nurse, at(4))).await?;
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        let tx = store.read().await?;
        assert_eq!(staff::by_id(&*tx, gp.id).await?, Some(gp.clone()));
        assert_eq!(staff::all(&*tx).await?.len(), 2);
        let current = memberships::current_of(&*tx, world.nurse).await?;
        assert_eq!(current.len(), 1);
        assert_eq!(
            (current[0].organisation.code.as_str(), current[0].role, current[0].started_at),
            ("F82001", Role::Nurse, at(4))
        );
        let colleagues = memberships::current_at(&*tx, &world.practice).await?;
        assert_eq!(
            colleagues.iter().map(|c| (c.staff.name.family.as_str(), c.role)).collect::<Vec<_>>(),
            [("Ansah", Role::Gp), ("Owen", Role::Nurse)]
        );
    }
    Ok(())
}

#[tokio::test]
async fn patients_come_back_whole_and_only_to_their_practice() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let bare = Patient {
            phone: None,
            height_cm: None,
            asthma_onset: None,
            current_inhalers: vec![],
            last_peak_flow: None,
            deprivation: None,
            sex: Sex::NotSpecified,
            email: Some("zoe@example.org".into()),
            ..patient(&world.practice, 2, "Zoë-Mae", "O’Brien")
        };
        let full = patient(&world.practice, 3, "Łukasz", "Nowak");
        let (one, two) = (bare.clone(), full.clone());
        let inserted =
            store.write(move |tx| Box::pin(async move { patients::insert_many(tx, &[one, two], at(0)).await })).await?;
        assert_eq!(inserted, 2);
        let moved = Patient { phone: None, height_cm: Some(165), ..full.clone() };
        let change = moved.clone();
        let nobody = patient(&world.practice, 9, "No", "Body");
        let updated: (bool, bool) = store
            .write(move |tx| {
                Box::pin(async move {
                    Ok::<_, StoreError>((
                        patients::update(tx, &change, at(1)).await?,
                        patients::update(tx, &nobody, at(1)).await?,
                    ))
                })
            })
            .await?;
        assert_eq!(updated, (true, false));

        let tx = store.read().await?;
        assert_eq!(patients::by_id(&*tx, &world.practice, bare.id).await?, Some(bare.clone()));
        assert_eq!(patients::by_id(&*tx, &world.practice, full.id).await?, Some(moved));
        assert_eq!(patients::by_id(&*tx, &world.other_practice, full.id).await?, None);
        assert_eq!(patients::own(&*tx, bare.id).await?, Some(bare.clone()));
        assert_eq!(patients::count(&*tx, &world.practice).await?, 3);
        let known = patients::known(&*tx, &[bare.nhs_number.clone(), crate::world::nhs_number(77)]).await?;
        assert_eq!(known.len(), 1);
        assert_eq!(known[&bare.nhs_number].patient, bare.id);
        let first = patients::page(&*tx, &world.practice, None, 2).await?;
        let rest = patients::page(&*tx, &world.practice, first.last().map(|p| p.id), 2).await?;
        assert_eq!((first.len(), rest.len()), (2, 1));
    }
    Ok(())
}

#[tokio::test]
async fn an_import_is_written_in_portions_and_all_or_nothing() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let practice = world.practice.clone();
        let many: Vec<Patient> = (100..2_600).map(|n| patient(&practice, n, "Many", "People")).collect();
        let twice = Patient { id: PatientId::from_uuid(id()), ..many[0].clone() };
        let spoiled: Vec<Patient> = many.iter().cloned().chain([twice]).collect();
        let refused =
            store.write(move |tx| Box::pin(async move { patients::insert_many(tx, &spoiled, at(0)).await })).await;
        assert!(refused.is_err_and(|e| e.is("patients_nhs_number_key")), "{}", store.kind);
        assert_eq!(patients::count(&*store.read().await?, &world.practice).await?, 1);
        let inserted =
            store.write(move |tx| Box::pin(async move { patients::insert_many(tx, &many, at(0)).await })).await?;
        assert_eq!(inserted, 2_500);
    }
    Ok(())
}

#[tokio::test]
async fn a_search_finds_by_parts_of_a_name_birth_or_nhs_number() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let people = [
            ("Zoë-Mae", "O’Brien"),
            ("Brian", "Smith"),
            ("Smithson", "Adams"),
            ("Łukasz", "Smithers"),
            ("Amina", "100% Wool"),
        ];
        let register: Vec<Patient> =
            people.iter().zip(2..).map(|((given, family), n)| patient(&world.practice, n, given, family)).collect();
        let elsewhere = patient(&world.other_practice, 50, "Amina", "Rahman");
        let (rows, other) = (register.clone(), elsewhere.clone());
        store
            .write(move |tx| {
                Box::pin(async move {
                    patients::insert_many(tx, &rows, at(0)).await?;
                    patients::insert(tx, &other, at(0)).await
                })
            })
            .await?;
        let tx = store.read().await?;
        let number = register[1].nhs_number.to_string();
        for (typed, found) in [
            ("rahman", vec!["Rahman"]),
            ("AMINA rah", vec!["Rahman"]),
            ("rah, amina", vec!["Rahman"]),
            ("obrien", vec!["O’Brien"]),
            ("o'brien zoe", vec!["O’Brien"]),
            ("mae", vec!["O’Brien"]),
            ("lukasz", vec!["Smithers"]),
            // Family names first, then given names.
            ("smith", vec!["Smith", "Smithers", "Adams"]),
            ("mith", vec![]),
            (&number, vec!["Smith"]),
            ("wool%", vec!["100% Wool"]),
            ("a%mina", vec![]),
            ("1/11/1986 smith", vec!["Smith", "Smithers", "Adams"]),
            ("2/11/1986", vec![]),
        ] {
            let Some(search) = PatientSearch::read(typed) else { return Err(typed.into()) };
            let rows = patients::search(&*tx, &world.practice, &search, 10).await?;
            assert_eq!(
                rows.iter().map(|r| r.name.family.as_str()).collect::<Vec<_>>(),
                found,
                "{typed} on {}",
                store.kind
            );
        }
        let joined = PatientSearch::read("rahman").ok_or("nothing to look for")?;
        let rows = patients::search(&*tx, &world.practice, &joined, 10).await?;
        assert!(rows[0].joined && !rows[0].draft_open && rows[0].plan_review_due.is_none());
        let everybody = PatientSearch::read("1986-11-01").ok_or("nothing to look for")?;
        assert_eq!(patients::search(&*tx, &world.practice, &everybody, 3).await?.len(), 3);
        drop(tx);

        let writer = world.clone();
        store.write(move |tx| Box::pin(async move { writer.sign(tx, 1).await })).await?;
        let writer = world.clone();
        store.write(move |tx| Box::pin(async move { storage::drafts::insert(tx, &writer.draft()).await })).await?;
        let rows = patients::search(&*store.read().await?, &world.practice, &joined, 10).await?;
        assert_eq!((rows[0].plan_review_due, rows[0].draft_open), (Some(crate::world::day(300)), true));
    }
    Ok(())
}

#[tokio::test]
async fn an_invitation_is_used_once_burned_or_replaced() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        store
            .write(move |tx| {
                Box::pin(async move {
                    let first = clinic.invite(tx, "one").await?;
                    assert_eq!(invitations::by_link_hash(tx, "link one").await?, Some(first.clone()));
                    assert_eq!(invitations::by_code_hash(tx, "code one").await?, Some(first.clone()));
                    assert_eq!(invitations::by_code_hash(tx, "link one").await?, None);
                    assert_eq!(invitations::replace_open(tx, clinic.patient).await?, 1);
                    assert!(!invitations::use_once(tx, first.id, at(1)).await?);

                    let second = clinic.invite(tx, "two").await?;
                    assert_eq!(invitations::latest_of(tx, clinic.patient).await?.map(|i| i.id), Some(second.id));
                    for tries in 1..=4 {
                        assert_eq!(invitations::bump_wrong_tries(tx, second.id, 5).await?, Some(tries));
                    }
                    let open = invitations::by_id(tx, second.id).await?.map(|i| i.state);
                    assert_eq!(open, Some(InvitationState::Open));
                    assert_eq!(invitations::bump_wrong_tries(tx, second.id, 5).await?, Some(5));
                    assert_eq!(invitations::bump_wrong_tries(tx, second.id, 5).await?, None);
                    assert!(!invitations::use_once(tx, second.id, at(1)).await?);

                    let third = clinic.invite(tx, "three").await?;
                    assert!(!invitations::use_once(tx, third.id, at(60)).await?, "it is over");
                    assert!(invitations::use_once(tx, third.id, at(59)).await?);
                    assert!(!invitations::use_once(tx, third.id, at(59)).await?);
                    let used = invitations::by_id(tx, third.id).await?;
                    assert_eq!(used.map(|i| (i.state, i.used_at)), Some((InvitationState::Used, Some(at(59)))));
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn accounts_act_for_people_who_agreed() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let World { account, patient: me, practice, .. } = world;
        let child = patient(&practice, 2, "Idris", "Rahman");
        store
            .write(move |tx| {
                Box::pin(async move {
                    patients::insert(tx, &child, at(0)).await?;
                    let person = AccountPerson {
                        account,
                        patient: child.id,
                        relationship: Relationship::Parent,
                        since: at(1),
                        ended_at: None,
                    };
                    accounts::add_person(tx, &person).await?;
                    assert!(accounts::exists(tx, account).await?);
                    assert_eq!(
                        accounts::people(tx, account).await?.iter().map(|p| p.patient).collect::<Vec<_>>(),
                        [me, child.id]
                    );
                    assert_eq!(accounts::accounts_of(tx, child.id).await?, vec![person.clone()]);
                    assert!(accounts::end_person(tx, account, child.id, at(2)).await?);
                    assert!(!accounts::end_person(tx, account, child.id, at(2)).await?);
                    assert_eq!(accounts::accounts_of(tx, child.id).await?, vec![]);
                    accounts::add_person(tx, &person).await?;
                    assert_eq!(accounts::accounts_of(tx, child.id).await?, vec![person]);

                    let consent = Consent {
                        id: id(),
                        account,
                        patient: child.id,
                        terms_version: "2026-11".into(),
                        text_hash: "abc".into(),
                        source: RecruitmentSource::Letter,
                        agreed_at: at(3),
                        withdrawn_at: None,
                        campaign: None,
                    };
                    consents::insert(tx, &consent).await?;
                    assert_eq!(consents::current(tx, account, child.id).await?, Some(consent));
                    assert_eq!(consents::current(tx, account, me).await?, None);
                    assert!(consents::withdraw(tx, account, child.id, at(4)).await?);
                    assert!(!consents::withdraw(tx, account, child.id, at(5)).await?);
                    assert_eq!(consents::current(tx, account, child.id).await?, None);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}
