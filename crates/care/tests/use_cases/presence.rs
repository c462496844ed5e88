//! Two people at one draft hear of each other, and the audit keeps to what was read.

use care::plans::{StartFrom, present, start_draft};
use care::{ClinicalAccess, audit};
use chrono::TimeDelta;
use domain::Role;
use domain::plan::TemplateId;
use domain::plan::field::Section;
use domain::plan::views::Colleague;

use crate::support::{ADULT_BORN, Clinic, HERE, code, on_each_store};

#[tokio::test]
async fn two_people_in_a_draft_see_each_other_and_whoever_leaves_is_gone_within_a_minute() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let scope = clinic.scope(patient).await;
        let draft = start_draft(&scope, services, StartFrom::Template(TemplateId::AdultPreventer)).await.unwrap();
        let at = async |who| ClinicalAccess::at(&clinic.staff_proof(who).await, &code(HERE)).unwrap();
        let (nurse, gp) = (at(clinic.nurse).await, at(clinic.staff(HERE, Role::Gp).await).await);
        let before = audit::of_record(&scope, services, 100).await.unwrap().len();

        assert_eq!(present(&nurse, services, patient, draft, None).await.unwrap(), []);
        let seen = present(&gp, services, patient, draft, Some(Section::Contacts)).await.unwrap();
        assert_eq!(seen.len(), 1);
        clinic.wait(TimeDelta::seconds(20));
        let seen = present(&nurse, services, patient, draft, None).await.unwrap();
        assert!(matches!(seen.as_slice(), [Colleague { section: Some(Section::Contacts), .. }]), "{seen:?}");
        clinic.wait(TimeDelta::seconds(40));
        assert_eq!(present(&nurse, services, patient, draft, None).await.unwrap(), []);

        let after = audit::of_record(&scope, services, 100).await.unwrap().len();
        assert_eq!(after, before, "a beat reads nothing of the record");
        let other = clinic.patient(HERE, ADULT_BORN).await;
        assert!(present(&nurse, services, other, draft, None).await.is_err(), "not a draft of theirs");
    })
    .await;
}
