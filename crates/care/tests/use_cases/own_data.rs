//! The file with everything that is kept about somebody: all of theirs and nothing of anybody else's.

use care::diary::log_entry;
use care::invitations::agree;
use care::own_data::{VERSION, own_data};
use care::parents::decide_as_young_person;
use care::shares::make_share;
use care::{PatientAccess, audit};
use domain::EntryId;
use domain::diary::CheckInForm;
use domain::parents::ParentDecision;
use domain::share::{SharePurpose, ShareWish};

use crate::support::{CHILD_BORN, Clinic, HERE, form, on_each_store};

async fn shared(clinic: &Clinic, access: &PatientAccess, name: &str) -> String {
    let ends_on = SharePurpose::Family.usual_end(clinic.services.today());
    let wish = ShareWish { purpose: SharePurpose::Family, name: name.into(), ends_on, with_code: false };
    make_share(access, &clinic.services, wish).await.unwrap().token
}

async fn logged(clinic: &Clinic, access: &PatientAccess, peak_flow: &str) -> String {
    let id = EntryId::from_uuid(clinic.services.ids.next());
    let form = CheckInForm {
        peak_flow: peak_flow.into(),
        daytime: "none".into(),
        woke_at_night: "no".into(),
        reliever: "none".into(),
        too_breathless: "no".into(),
        ..CheckInForm::default()
    };
    log_entry(access, &clinic.services, id, form, None).await.unwrap();
    id.to_string()
}

#[tokio::test]
async fn the_file_holds_all_of_ones_own_and_nothing_of_anybody_elses() {
    on_each_store(async |clinic| {
        let services = clinic.services.clone();
        let child = clinic.patient(HERE, CHILD_BORN).await;
        let parent = PatientAccess::of(&clinic.join(child, CHILD_BORN, "parent").await).unwrap();
        let co_parent = PatientAccess::of(&clinic.join(child, CHILD_BORN, "parent").await).unwrap();
        let stranger = clinic.joined_adult().await;
        clinic.sign_plan(stranger.patient()).await;

        let own = [logged(&clinic, &parent, "210").await, child.to_string(), "Canary Grandma".into()];
        let token = shared(&clinic, &parent, "Canary Grandma").await;
        let others = [
            token,
            shared(&clinic, &co_parent, "Canary of the co-parent").await,
            "Canary of the co-parent".into(),
            logged(&clinic, &stranger, "430").await,
            stranger.patient().to_string(),
            stranger.account().to_string(),
            co_parent.account().to_string(),
        ];
        let file = own_data(&parent, &services).await.unwrap();
        let text = file.to_string();
        for canary in own {
            assert!(text.contains(&canary), "{canary} is missing: {text}");
        }
        for canary in others {
            assert!(!text.contains(&canary), "{canary} does not belong there: {text}");
        }
        assert_eq!(file["version"], VERSION);
        assert_eq!(file["links"].as_array().map(Vec::len), Some(2));
        assert_eq!(file["agreements"].as_array().map(Vec::len), Some(1));

        let adult = own_data(&stranger, &services).await.unwrap();
        assert_eq!(adult["plans"][0]["number"], 1);
        assert_eq!(adult["plans"][0]["signed_by"], "Jo practice nurse");
        let acts = audit::of_record(&clinic.scope(child).await, &services, 100).await.unwrap();
        assert_eq!(acts.iter().filter(|row| row.action == "own_data_downloaded").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_diary_kept_to_oneself_is_in_no_parents_file() {
    on_each_store(async |clinic| {
        let (services, born) = (&clinic.services, "2013-03-03");
        let young = clinic.patient(HERE, born).await;
        let joining = clinic.joining(young, born).await;
        let parent = agree(services, &clinic.proof_of(&joining).await, form("parent")).await.unwrap();
        let own = PatientAccess::of(&clinic.join(young, born, "myself").await).unwrap();
        let entry = logged(&clinic, &own, "210").await;
        decide_as_young_person(&own, services, None, ParentDecision::DiaryHidden).await.unwrap();
        let parent = PatientAccess::of(&clinic.proof_of(&parent).await).unwrap();
        let file = own_data(&parent, services).await.unwrap();
        assert!(file["diary"].is_null() && !file.to_string().contains(&entry), "{file}");
        assert_eq!(file["left_out"][0], "diary");
        assert!(own_data(&own, services).await.unwrap().to_string().contains(&entry));
    })
    .await;
}
