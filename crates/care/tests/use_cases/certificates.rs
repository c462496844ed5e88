//! A practice manager keeps the certificates of the practice's clinicians, and of nobody else's.

use care::certificates::{end_certificate, record_certificate, team};
use care::{ManagerAccess, Refused};
use chrono::TimeDelta;
use domain::Role;
use domain::certificate::Certified;

use crate::support::{Clinic, HERE, NEXT_DOOR, code, on_each_store};

#[tokio::test]
async fn a_manager_records_and_ends_certificates_of_the_own_practice() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        for role in Role::ALL {
            let somebody = clinic.staff(if role == Role::IcbLead { "QMF" } else { HERE }, role).await;
            let access = ManagerAccess::at(&clinic.staff_proof(somebody).await, &code(HERE));
            assert_eq!(access.is_ok(), role == Role::PracticeManager, "{role:?}");
        }
        let manager = clinic.staff(HERE, Role::PracticeManager).await;
        let proof = clinic.staff_proof(manager).await;
        let access = ManagerAccess::at(&proof, &code(HERE)).unwrap();
        assert!(ManagerAccess::at(&proof, &code(NEXT_DOOR)).is_err());

        let elsewhere = clinic.staff(NEXT_DOOR, Role::Gp).await;
        for nobody in [elsewhere, manager] {
            let answer = record_certificate(&access, services, nobody, "1/1/2028").await;
            assert!(matches!(answer, Err(care::CareError::Refused(Refused::NotFound))), "{answer:?}");
        }
        for wrong in ["", "soon", "31/2/2028", "21/11/2026", "1/1/2126"] {
            let answer = record_certificate(&access, services, clinic.nurse, wrong).await;
            assert!(matches!(answer, Err(care::CareError::Refused(Refused::Fields(_)))), "{wrong}: {answer:?}");
        }
        let certified = async || {
            let team = team(&access, services).await.unwrap();
            assert!(team.members.iter().all(|member| member.role.is_clinical() && member.staff != elsewhere));
            team.members.iter().find(|member| member.staff == clinic.nurse).unwrap().certified
        };
        end_certificate(&access, services, clinic.nurse).await.unwrap();
        end_certificate(&access, services, clinic.nurse).await.unwrap();
        assert_eq!(certified().await, Certified::Ended(services.now()));
        record_certificate(&access, services, clinic.nurse, "22/11/2026").await.unwrap();
        let today = certified().await;
        assert_eq!(today.last_day(), Some(services.today()), "the last day counts whole");
        assert!(today.ends_soon(services.now()));
        clinic.wait(TimeDelta::hours(14));
        assert!(matches!(certified().await, Certified::Ended(_)), "midnight in London");
    })
    .await;
}
