//! What an ICB owns: templates and formularies come into force by somebody's hand, and never under anybody's.

use std::collections::BTreeMap;

use care::formularies::{activate_formulary, end_formulary, formularies, formulary, import_formulary};
use care::plans::{SignRequest, StartFrom, open_draft, save_draft, sign, start_draft};
use care::templates::{ProposeAnswer, approve_template, propose_template, templates, withdraw_template};
use care::{CareError, IcbAccess, PatientScope, Refused};
use chrono::TimeDelta;
use domain::plan::changes::Danger;
use domain::plan::formulary::FormularyChange;
use domain::plan::formulary::views::FormularyState;
use domain::plan::template::views::TemplateState;
use domain::plan::views::{DraftView, SaveAnswer, SignAnswer};
use domain::plan::{Field, TemplateId};
use domain::{DraftId, Role};

use crate::support::{ADULT_BORN, Clinic, HERE, ICB, code, on_each_store};

const FILE: &str = include_str!("../../../../docs/examples/formulary.csv");

async fn access(clinic: &Clinic, role: Role) -> IcbAccess {
    let proof = clinic.staff_proof(clinic.staff(ICB, role).await).await;
    IcbAccess::at(&proof, &code(ICB)).unwrap()
}

async fn import(clinic: &Clinic, text: &str, in_days: i64) -> Option<u32> {
    let from = clinic.services.today() + TimeDelta::days(in_days);
    import_formulary(&clinic.services, text.as_bytes(), &code(ICB), from).await.unwrap().version
}

/// A draft that nothing stops.
async fn written(clinic: &Clinic, scope: &PatientScope) -> (DraftId, DraftView) {
    let draft = start_draft(scope, &clinic.services, StartFrom::Template(TemplateId::AdultPreventer)).await.unwrap();
    let view = open_draft(scope, &clinic.services).await.unwrap().unwrap();
    let mut form = view.form.clone();
    for (field, text) in [
        (Field::UsesPeakFlow, "no"),
        (Field::Preventer, "clenil-modulite-100"),
        (Field::PreventerMorning, "2"),
        (Field::PreventerNight, "2"),
        (Field::PracticePhone, "01632 960001"),
    ] {
        form.set(field, text);
    }
    let saved = save_draft(scope, &clinic.services, draft, view.revision, form).await.unwrap();
    assert!(matches!(saved, SaveAnswer::Saved { .. }), "{saved:?}");
    (draft, open_draft(scope, &clinic.services).await.unwrap().unwrap())
}

async fn signed(clinic: &Clinic, scope: &PatientScope, draft: DraftId, reviewed: &DraftView) -> SignAnswer {
    let request = SignRequest {
        draft,
        revision: reviewed.revision,
        reasons: BTreeMap::new(),
        date_of_birth: ADULT_BORN.into(),
        ground: reviewed.ground(),
        effort: None,
        viewed: Danger::ALL.to_vec(),
    };
    sign(scope, &clinic.services, request).await.unwrap()
}

#[tokio::test]
async fn a_formulary_counts_from_its_day_once_it_is_activated_and_until_it_is_ended() {
    on_each_store(async |clinic| {
        let (lead, services) = (access(&clinic, Role::IcbLead).await, clinic.services.clone());
        let states = async || -> Vec<(u32, FormularyState)> {
            let list = formularies(&lead, &services).await.unwrap().versions;
            list.into_iter().map(|line| (line.version, line.state)).collect()
        };
        assert_eq!(import(&clinic, FILE, 0).await, Some(1));
        assert_eq!(
            import(&clinic, &FILE.replace("fostair-100-6,Fostair,", "fostair-100-6,Fostaire,"), 7).await,
            Some(2)
        );
        assert_eq!(states().await, [(2, FormularyState::Imported), (1, FormularyState::Imported)]);
        activate_formulary(&lead, &services, 1).await.unwrap();
        activate_formulary(&lead, &services, 2).await.unwrap();
        assert_eq!(states().await, [(2, FormularyState::Waiting), (1, FormularyState::InForce)]);
        let twice = activate_formulary(&lead, &services, 2).await;
        assert!(matches!(twice, Err(CareError::Refused(Refused::Conflict))), "{twice:?}");
        let view = formulary(&lead, &services, 2).await.unwrap();
        assert!(
            matches!(&view.changes[..], [FormularyChange::Changed { name, .. }] if name.starts_with("Fostaire")),
            "{:?}",
            view.changes
        );
        clinic.wait(TimeDelta::days(7));
        assert_eq!(states().await, [(2, FormularyState::InForce), (1, FormularyState::Replaced)]);
        end_formulary(&lead, &services, 2).await.unwrap();
        assert_eq!(states().await, [(2, FormularyState::Ended), (1, FormularyState::InForce)]);
    })
    .await;
}

#[tokio::test]
async fn a_formulary_file_with_one_bad_row_changes_nothing() {
    on_each_store(async |clinic| {
        let lead = access(&clinic, Role::IcbLead).await;
        for (from, to) in
            [("100/6 micrograms,100,", "100/6 micrograms,0.1,"), (",saba,", ",sabba,"), ("mart_from", "mart_form")]
        {
            let text = FILE.replacen(from, to, if to == "mart_form" { 0 } else { 1 });
            let text = if to == "mart_form" {
                format!("{text}clenil-modulite-50,Again,x,1,50,ics,dry_powder\n")
            } else {
                text
            };
            let imported =
                import_formulary(&clinic.services, text.as_bytes(), &code(ICB), clinic.services.today()).await.unwrap();
            assert!(imported.version.is_none() && imported.report.nothing_written, "{}", imported.report.summary());
        }
        let nowhere = import_formulary(&clinic.services, FILE.as_bytes(), &code(HERE), clinic.services.today()).await;
        assert!(nowhere.is_err_and(|error| error.to_string().contains("There is no ICB")));
        assert_eq!(formularies(&lead, &clinic.services).await.unwrap().versions, []);
    })
    .await;
}

#[tokio::test]
async fn a_formulary_that_changes_under_the_cursor_is_said_and_loses_nothing() {
    on_each_store(async |clinic| {
        let lead = access(&clinic, Role::IcbLead).await;
        let scope = clinic.scope(clinic.patient(HERE, ADULT_BORN).await).await;
        let (draft, reviewed) = written(&clinic, &scope).await;
        let without: String = FILE
            .lines()
            .filter(|line| !line.starts_with("clenil-modulite-100,"))
            .map(|line| format!("{line}\n"))
            .collect();
        import(&clinic, &without, 0).await.unwrap();
        activate_formulary(&lead, &clinic.services, 1).await.unwrap();
        let answer = signed(&clinic, &scope, draft, &reviewed).await;
        assert!(
            matches!(&answer, SignAnswer::GroundMoved(what) if what.contains("version 1 of the formulary")),
            "{answer:?}"
        );
        // Read once more, the rules speak of the inhaler that is gone; everything typed is there.
        let again = open_draft(&scope, &clinic.services).await.unwrap().unwrap();
        assert_eq!(again.form, reviewed.form);
        let answer = signed(&clinic, &scope, draft, &again).await;
        assert!(
            matches!(&answer, SignAnswer::Stopped(problems) if problems.iter().any(|p| p.rule == "FOR-1")),
            "{answer:?}"
        );
        end_formulary(&lead, &clinic.services, 1).await.unwrap();
        let last = open_draft(&scope, &clinic.services).await.unwrap().unwrap();
        assert_eq!(signed(&clinic, &scope, draft, &last).await, SignAnswer::Signed { number: 1 });
    })
    .await;
}

#[tokio::test]
async fn a_template_is_in_force_from_its_approval_and_a_new_version_touches_no_signed_plan() {
    on_each_store(async |clinic| {
        let (lead, officer) =
            (access(&clinic, Role::IcbLead).await, access(&clinic, Role::ClinicalSafetyOfficer).await);
        let (scope, services) = (clinic.scope(clinic.patient(HERE, ADULT_BORN).await).await, clinic.services.clone());
        let (draft, reviewed) = written(&clinic, &scope).await;
        assert_eq!(signed(&clinic, &scope, draft, &reviewed).await, SignAnswer::Signed { number: 1 });
        let before = care::plans::plan_version(&scope, &services, 1).await.unwrap().plan;

        let id = TemplateId::AdultPreventer;
        let mut form = id.template().to_form();
        form.insert("red_percent".into(), "50".into());
        assert_eq!(propose_template(&lead, &services, id, form.clone()).await.unwrap(), ProposeAnswer::Proposed(2));
        form.insert("red_percent".into(), "85".into());
        let refused = propose_template(&lead, &services, id, form).await.unwrap();
        assert!(
            matches!(&refused, ProposeAnswer::Refused(problems) if problems.iter().any(|p| p.field == "red_percent"))
        );
        let by_lead = approve_template(&lead, &services, id, 2).await;
        assert!(matches!(by_lead, Err(CareError::Refused(Refused::NotFound))), "{by_lead:?}");

        let (draft, reviewed) = written(&clinic, &scope).await;
        assert_eq!(reviewed.template.red_percent, 60, "what is only proposed is not in force");
        approve_template(&officer, &services, id, 2).await.unwrap();
        let answer = signed(&clinic, &scope, draft, &reviewed).await;
        assert!(matches!(&answer, SignAnswer::GroundMoved(what) if what.contains("version 2")), "{answer:?}");
        let again = open_draft(&scope, &services).await.unwrap().unwrap();
        assert_eq!((again.template.red_percent, again.template.version), (50, 2));
        assert_eq!(signed(&clinic, &scope, draft, &again).await, SignAnswer::Signed { number: 2 });

        let after = care::plans::plan_version(&scope, &services, 1).await.unwrap().plan;
        assert_eq!((after.content(), after.content_hash()), (before.content(), before.content_hash()));
        let now = care::plans::plan_version(&scope, &services, 2).await.unwrap().plan;
        assert_eq!(now.content().template.version, 2);
    })
    .await;
}

#[tokio::test]
async fn a_template_withdrawn_while_somebody_writes_stops_the_signature_and_keeps_the_draft() {
    on_each_store(async |clinic| {
        let officer = access(&clinic, Role::ClinicalSafetyOfficer).await;
        let (scope, services) = (clinic.scope(clinic.patient(HERE, ADULT_BORN).await).await, clinic.services.clone());
        let (draft, reviewed) = written(&clinic, &scope).await;
        let id = TemplateId::AdultPreventer;
        withdraw_template(&officer, &services, id, 1, "Lines under discussion".into()).await.unwrap();
        let answer = signed(&clinic, &scope, draft, &reviewed).await;
        assert!(
            matches!(&answer, SignAnswer::Stopped(problems) if problems.iter().any(|p| p.rule == "TPL-1")),
            "{answer:?}"
        );
        assert_eq!(open_draft(&scope, &services).await.unwrap().unwrap().form, reviewed.form);
        let other = clinic.scope(clinic.patient(HERE, ADULT_BORN).await).await;
        let start = start_draft(&other, &services, StartFrom::Template(id)).await;
        assert!(matches!(start, Err(CareError::Refused(Refused::NotFound))), "{start:?}");
        let list = templates(&officer, &services).await.unwrap().templates;
        let states: Vec<(TemplateId, Vec<TemplateState>)> = list
            .into_iter()
            .map(|history| (history.id, history.versions.into_iter().map(|line| line.state).collect()))
            .collect();
        assert!(states.contains(&(id, vec![TemplateState::Withdrawn])), "{states:?}");
        assert!(states.contains(&(TemplateId::Under5, vec![])), "under 5 is off until it is wanted: {states:?}");
    })
    .await;
}

#[tokio::test]
async fn somebody_who_outgrows_a_template_is_renewed_in_the_next() {
    on_each_store(async |clinic| {
        let born = "2009-01-03";
        let scope = clinic.scope(clinic.patient(HERE, born).await).await;
        let draft = start_draft(&scope, &clinic.services, StartFrom::Template(TemplateId::Teenager)).await.unwrap();
        let view = open_draft(&scope, &clinic.services).await.unwrap().unwrap();
        let mut form = view.form.clone();
        for (field, text) in [
            (Field::UsesPeakFlow, "no"),
            (Field::Preventer, "clenil-modulite-100"),
            (Field::PreventerMorning, "2"),
            (Field::PreventerNight, "2"),
            (Field::PracticePhone, "01632 960001"),
        ] {
            form.set(field, text);
        }
        save_draft(&scope, &clinic.services, draft, view.revision, form).await.unwrap();
        let reviewed = open_draft(&scope, &clinic.services).await.unwrap().unwrap();
        let request = SignRequest {
            draft,
            revision: reviewed.revision,
            reasons: BTreeMap::new(),
            date_of_birth: born.into(),
            ground: reviewed.ground(),
            effort: None,
            viewed: Danger::ALL.to_vec(),
        };
        assert_eq!(sign(&scope, &clinic.services, request).await.unwrap(), SignAnswer::Signed { number: 1 });
        clinic.wait(TimeDelta::days(60));
        let scope = clinic.scope(scope.patient()).await;
        start_draft(&scope, &clinic.services, StartFrom::LastSigned).await.unwrap();
        let view = open_draft(&scope, &clinic.services).await.unwrap().unwrap();
        assert_eq!(view.template.id, TemplateId::AdultPreventer);
        assert_eq!(view.form.get(Field::Preventer), "clenil-modulite-100");
    })
    .await;
}
