//! Who may do what, and that it is noted.

use care::access::may_hear;
use care::patients::{patient_record, search_patients};
use care::{BoardAccess, CareError, ClinicalAccess, IcbAccess, PatientAccess, Proof, Refused, StaffAccess, audit};
use domain::{PatientId, Role, Topic};
use storage::{StoreError, memberships};

use crate::support::{ADULT_BORN, Clinic, FAR_AWAY, HERE, ICB, NEXT_DOOR, PCN, code, on_each_store};

fn refusal<T>(answer: Result<T, CareError>) -> Option<Refused> {
    match answer {
        Ok(_) => None,
        Err(CareError::Refused(why)) => Some(why),
        Err(broken) => panic!("{broken}"),
    }
}

#[tokio::test]
async fn a_foreign_patient_is_the_same_as_none() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (own, foreign) = (clinic.patient(HERE, ADULT_BORN).await, clinic.patient(NEXT_DOOR, ADULT_BORN).await);
        let proof = clinic.staff_proof(clinic.nurse).await;
        let nurse = ClinicalAccess::at(&proof, &code(HERE)).unwrap();
        let nobody = PatientId::from_uuid(services.ids.next());
        assert_eq!(refusal(nurse.patient(services, foreign).await), Some(Refused::NotFound));
        assert_eq!(refusal(nurse.patient(services, nobody).await), Some(Refused::NotFound));

        let scope = nurse.patient(services, own).await.unwrap();
        let record = patient_record(&scope, services).await.unwrap();
        assert_eq!((record.patient.id, record.practice_name.as_str()), (own, "The F82001"));
        let noted = audit::of_record(&scope, services, 10).await.unwrap();
        assert_eq!(noted.first().map(|row| row.action.as_str()), Some("record_opened"));

        let found = search_patients(&nurse, services, "rahman").await.unwrap();
        assert_eq!(found.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [own], "{}", clinic.kind);
    })
    .await;
}

#[tokio::test]
async fn every_role_opens_what_is_its_own_and_nothing_else() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let who = [
            // role, at; clinical here, board here, board next door, icb
            (Role::Nurse, HERE, true, true, false, false),
            (Role::Gp, HERE, true, true, false, false),
            (Role::PracticeManager, HERE, false, true, false, false),
            (Role::Gp, NEXT_DOOR, false, false, true, false),
            (Role::Gp, FAR_AWAY, false, false, false, false),
            (Role::IcbLead, ICB, false, true, true, true),
            (Role::ClinicalSafetyOfficer, ICB, false, true, true, true),
            (Role::IcbLead, "QRL", false, false, false, false),
        ];
        for (role, at, clinical, here, next_door, icb) in who {
            let id = clinic.staff(at, role).await;
            let proof = clinic.staff_proof(id).await;
            let said = (
                ClinicalAccess::at(&proof, &code(HERE)).is_ok(),
                BoardAccess::at(services, &proof, &code(HERE)).await.is_ok(),
                BoardAccess::at(services, &proof, &code(NEXT_DOOR)).await.is_ok(),
                IcbAccess::at(&proof, &code(ICB)).is_ok(),
            );
            for above in [PCN, ICB] {
                assert_eq!(
                    BoardAccess::of(services, &proof, &code(above)).await.is_ok(),
                    icb,
                    "{role:?} at {at}: {above}"
                );
            }
            assert!(BoardAccess::at(services, &proof, &code(ICB)).await.is_err(), "an ICB is no practice");
            assert_eq!(said, (clinical, here, next_door, icb), "{role:?} at {at}");
            // Whoever leads the ICB reads the board of a practice, and hears of changes in the ICB alone.
            for (topic, may) in [
                (Topic::Practice(code(HERE)), here && at == HERE),
                (Topic::Practice(code(NEXT_DOOR)), next_door && at == NEXT_DOOR),
                (Topic::Icb(code(ICB)), icb),
            ] {
                assert_eq!(may_hear(services, &proof, &topic).await.unwrap(), may, "{role:?} at {at}: {topic}");
            }
            assert_eq!(refusal(ClinicalAccess::at(&proof, &code("X99999"))), Some(Refused::NotFound));
            assert_eq!(refusal(BoardAccess::at(services, &proof, &code("X99999")).await), Some(Refused::NotFound));
            assert_eq!(refusal(PatientAccess::of(&proof)), Some(Refused::SignedOut));
        }
        assert_eq!(refusal(StaffAccess::of(&Proof::default())), Some(Refused::SignedOut));
        assert_eq!(refusal(ClinicalAccess::at(&Proof::default(), &code(HERE))), Some(Refused::SignedOut));
    })
    .await;
}

#[tokio::test]
async fn patients_hear_of_themselves_only() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (me, other) = (clinic.patient(HERE, ADULT_BORN).await, clinic.patient(HERE, ADULT_BORN).await);
        let proof = clinic.join(me, ADULT_BORN, "myself").await;
        let nurse = clinic.staff_proof(clinic.nurse).await;
        let elsewhere = clinic.staff_proof(clinic.staff(NEXT_DOOR, Role::Gp).await).await;
        for (who, topic, may) in [
            (&proof, Topic::Patient(me), true),
            (&proof, Topic::Patient(other), false),
            (&proof, Topic::Practice(code(HERE)), false),
            (&proof, Topic::Icb(code(ICB)), false),
            (&nurse, Topic::Patient(me), true),
            (&elsewhere, Topic::Patient(me), false),
            (&Proof::default(), Topic::Patient(me), false),
        ] {
            assert_eq!(may_hear(services, who, &topic).await.unwrap(), may, "{topic}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_membership_that_ends_takes_its_access_at_once() {
    on_each_store(async |clinic: Clinic| {
        let session = care::session::begin_staff(&clinic.services, clinic.nurse).await.unwrap();
        assert!(ClinicalAccess::at(&clinic.proof_of(&session).await, &code(HERE)).is_ok());
        let (nurse, now) = (clinic.nurse, clinic.services.now());
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { memberships::end(tx, nurse, &code(HERE), Role::Nurse, now).await })
            })
            .await
            .unwrap();
        let proof = clinic.proof_of(&session).await;
        assert_eq!(refusal(ClinicalAccess::at(&proof, &code(HERE))), Some(Refused::NotFound));
        assert_eq!(refusal(BoardAccess::at(&clinic.services, &proof, &code(HERE)).await), Some(Refused::NotFound));
    })
    .await;
}
