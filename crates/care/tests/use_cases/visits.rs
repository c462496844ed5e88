//! Around a visit: questions before it, filing and teaching back after it, and what signing cost.

use care::boards::{board, comparison};
use care::diary::{log_entry, today};
use care::patients::patient_record;
use care::plans::{
    SignRequest, StartFrom, after_signing, open_draft, plans_to_file, save_draft, sign, start_draft, tick_step,
};
use care::visits::{answer_questions, my_questions, send_questions};
use care::worklists::worklist;
use care::{BoardAccess, CareError, ClinicalAccess, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::board::Range;
use domain::diary::{CheckInForm, LogAnswer};
use domain::effort::Effort;
use domain::plan::after::Step;
use domain::plan::views::{SaveAnswer, SignAnswer};
use domain::plan::{Field, TemplateId};
use domain::visit::VisitForm;
use domain::worklist::WorkList;
use domain::{EntryId, PatientId, Role};
use storage::sign_efforts;

use crate::support::{ADULT_BORN, CHILD_BORN, Clinic, HERE, ICB, NEXT_DOOR, code, on_each_store};

async fn clinical(clinic: &Clinic, at: &str) -> ClinicalAccess {
    let staff = if at == HERE { clinic.nurse } else { clinic.staff(at, Role::Nurse).await };
    ClinicalAccess::at(&clinic.staff_proof(staff).await, &code(at)).unwrap()
}

async fn to_file(clinic: &Clinic, at: &str) -> Vec<(PatientId, u32)> {
    let list = plans_to_file(&clinical(clinic, at).await, &clinic.services).await.unwrap();
    assert_eq!(usize::try_from(list.count), Ok(list.lines.len()));
    list.lines.into_iter().map(|line| (line.patient, line.number)).collect()
}

#[tokio::test]
async fn a_signed_plan_waits_until_it_is_filed_and_a_renewed_one_waits_again() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let first = clinic.patient(HERE, ADULT_BORN).await;
        let second = clinic.patient(HERE, ADULT_BORN).await;
        assert!(to_file(&clinic, HERE).await.is_empty());
        clinic.sign_plan(first).await;
        clinic.wait(TimeDelta::minutes(5));
        clinic.sign_plan(second).await;
        assert_eq!(to_file(&clinic, HERE).await, [(first, 1), (second, 1)], "oldest first");
        assert!(to_file(&clinic, NEXT_DOOR).await.is_empty());

        let scope = clinic.scope(first).await;
        tick_step(&scope, services, 1, Step::Filed, true).await.unwrap();
        tick_step(&scope, services, 1, Step::TaughtBack, true).await.unwrap();
        let view = after_signing(&scope, services, 1).await.unwrap();
        assert_eq!(view.filed.map(|tick| tick.by).as_deref(), Some(scope.staff_name()));
        assert!(view.taught_back.is_some() && !view.joined);
        assert_eq!(to_file(&clinic, HERE).await, [(second, 1)]);
        let access = BoardAccess::at(services, &clinic.staff_proof(clinic.nurse).await, &code(HERE)).await.unwrap();
        assert_eq!(board(&access, services, Range::default()).await.unwrap().to_file, 1);

        tick_step(&scope, services, 1, Step::Filed, false).await.unwrap();
        assert_eq!(to_file(&clinic, HERE).await, [(first, 1), (second, 1)]);
        clinic.sign_plan(first).await;
        assert_eq!(to_file(&clinic, HERE).await, [(second, 1), (first, 2)], "only the version in force counts");
        tick_step(&scope, services, 1, Step::Filed, true).await.unwrap();
        assert_eq!(to_file(&clinic, HERE).await.len(), 2, "the version before may be ticked all the same");

        let missing = tick_step(&scope, services, 7, Step::Filed, true).await;
        assert_eq!(missing, Err(CareError::Refused(Refused::NotFound)));
        let audit = care::audit::of_record(&scope, services, 100).await.unwrap();
        let count = |action: &str| audit.iter().filter(|row| row.action == action).count();
        assert_eq!((count("plan_filed"), count("plan_unfiled"), count("plan_taught_back")), (2, 1, 1));
    })
    .await;
}

#[tokio::test]
async fn the_summary_says_what_was_signed_and_nothing_else() {
    on_each_store(async |clinic: Clinic| {
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        clinic.sign_plan(patient).await;
        let scope = clinic.scope(patient).await;
        let plan = after_signing(&scope, &clinic.services, 1).await.unwrap().plan;
        let role = Role::Nurse.title();
        let wanted = [
            format!("Asthma action plan version 1 signed 22 November 2026 by Jo {role}, {role} [SNOMED CT 527171000000103 | Patient has a written asthma personal action plan]"),
            "Self-management plan agreed 22 November 2026 [SNOMED CT 811921000000103 | Asthma self-management plan agreed]".into(),
            "Plan type: Preventer and blue reliever (template Preventer and blue reliever, v1)".into(),
            "Every day: Clenil Modulite 100 micrograms (beclometasone, pressurised inhaler), two puffs in the morning, two puffs at night; 400 micrograms of inhaled steroid a day".into(),
            "For symptoms: Salbutamol 100 micrograms (salbutamol, pressurised inhaler), two puffs".into(),
            "Spacer: yes".into(),
            "Best peak flow 500 L/min, measured 22 November 2026".into(),
            "Zones: green 400 L/min and above, amber below 400, red below 300; 999 on the reading alone below 200".into(),
            "Amber zone: Take four puffs of your blue inhaler through your spacer, one puff at a time.".into(),
            "Plan review due 22 November 2027".into(),
            format!("Plan fingerprint {}", &plan.content_hash()[..12]),
        ];
        assert_eq!(plan.gp_record_text().lines().collect::<Vec<_>>(), wanted);
        clinic.sign_plan(patient).await;
        let renewed = after_signing(&scope, &clinic.services, 2).await.unwrap().plan.gp_record_text();
        assert!(renewed.contains("reviewed and renewed 22 November 2026 [SNOMED CT 810901000000102"), "{renewed}");
    })
    .await;
}

fn answers() -> VisitForm {
    VisitForm {
        reliever_days: "4".into(),
        nights_woken: "2".into(),
        steroid_courses: "0".into(),
        triggers: "cats".into(),
        ..VisitForm::default()
    }
}

#[tokio::test]
async fn questions_reach_whoever_joined_and_their_answers_reach_the_editor() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let child = clinic.patient(HERE, CHILD_BORN).await;
        let scope = clinic.scope(child).await;
        assert_eq!(send_questions(&scope, services).await, Err(CareError::Refused(Refused::Conflict)), "nobody joined");
        let access = PatientAccess::of(&clinic.join(child, CHILD_BORN, "parent").await).unwrap();
        assert_eq!(today(&access, services).await.unwrap().visit, None);
        assert_eq!(my_questions(&access, services).await.unwrap().open_until, None);
        let unasked = answer_questions(&access, services, answers()).await;
        assert_eq!(unasked, Err(CareError::Refused(Refused::Conflict)));

        send_questions(&scope, services).await.unwrap();
        let staff = BoardAccess::at(services, &clinic.staff_proof(clinic.nurse).await, &code(HERE)).await.unwrap();
        let waiting = worklist(&staff, services, WorkList::QuestionsOpen, 1).await.unwrap();
        assert_eq!((waiting.people, waiting.lines.len()), (1, 1));
        assert_eq!(today(&access, services).await.unwrap().visit, Some(false));
        let wrong = answer_questions(&access, services, VisitForm::default()).await;
        assert!(matches!(wrong, Err(CareError::Refused(Refused::Fields(problems))) if problems.len() == 3));
        answer_questions(&access, services, answers()).await.unwrap();
        assert_eq!(worklist(&staff, services, WorkList::QuestionsOpen, 1).await.unwrap().people, 0);
        assert_eq!(today(&access, services).await.unwrap().visit, Some(true));
        clinic.wait(TimeDelta::days(13));
        let changed = VisitForm { nights_woken: "0".into(), ..my_questions(&access, services).await.unwrap().form };
        answer_questions(&access, services, changed).await.unwrap();
        send_questions(&scope, services).await.unwrap();
        let line = patient_record(&scope, services).await.unwrap().visit.unwrap();
        assert!(line.starts_with("Answered by the parent or carer on "), "sending again loses no answers: {line}");

        start_draft(&scope, services, StartFrom::Template(TemplateId::Child5To11)).await.unwrap();
        let hints = open_draft(&scope, services).await.unwrap().unwrap().visit.unwrap();
        assert!(
            hints.lines.iter().any(|line| line.contains("reliever on 4 of the last 7 days, woken on 0")),
            "{hints:?}"
        );
        assert_eq!(hints.suggestions.iter().map(|one| one.field).collect::<Vec<_>>(), [Field::Triggers]);

        clinic.wait(TimeDelta::days(1));
        let late = answer_questions(&access, services, answers()).await;
        assert_eq!(late, Err(CareError::Refused(Refused::Conflict)), "14 days are over");
        assert_eq!(open_draft(&scope, services).await.unwrap().unwrap().visit, None);
    })
    .await;
}

#[tokio::test]
async fn signing_ends_the_questions_and_counts_its_effort_once() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        let scope = clinic.scope(access.patient()).await;
        send_questions(&scope, services).await.unwrap();
        clinic.sign_plan(access.patient()).await;
        let late = answer_questions(&access, services, answers()).await;
        assert_eq!(late, Err(CareError::Refused(Refused::Conflict)));

        let effort = Effort::read("95 52 9");
        for _ in 0..7 {
            let patient = clinic.patient(HERE, ADULT_BORN).await;
            let scope = clinic.scope(patient).await;
            let draft = start_draft(&scope, services, StartFrom::Template(TemplateId::AdultPreventer)).await.unwrap();
            let view = open_draft(&scope, services).await.unwrap().unwrap();
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
            let saved = save_draft(&scope, services, draft, view.revision, form).await.unwrap();
            let SaveAnswer::Saved { revision, .. } = saved else { panic!("{saved:?}") };
            let request = SignRequest {
                draft,
                revision,
                reasons: Default::default(),
                date_of_birth: ADULT_BORN.into(),
                ground: Default::default(),
                effort,
                viewed: domain::plan::changes::Danger::ALL.to_vec(),
            };
            for _ in 0..2 {
                let answer = sign(&scope, services, request.clone()).await.unwrap();
                assert_eq!(answer, SignAnswer::Signed { number: 1 }, "pressed twice");
            }
        }
        let day = services.today();
        let read = services.store.read().await.unwrap();
        let found = sign_efforts::between(&*read, &[code(HERE)], day, day).await.unwrap();
        drop(read);
        // The first was signed in the very moment in which it was started: no time, nothing to count.
        assert_eq!(found.get(&code(HERE)), Some(&vec![(effort.unwrap(), 7)]));
        let access = BoardAccess::at(services, &clinic.staff_proof(clinic.nurse).await, &code(HERE)).await.unwrap();
        let lines = board(&access, services, Range::default()).await.unwrap().effort;
        assert_eq!(lines, ["This month: 1 min 35 s, 52 keys, 9 clicks", "Last month: none signed"]);
        let lead = clinic.staff(ICB, Role::IcbLead).await;
        let icb = BoardAccess::of(services, &clinic.staff_proof(lead).await, &code(ICB)).await.unwrap();
        let lines = comparison(&icb, services).await.unwrap().practices;
        let of = |at: &str| lines.iter().find(|line| line.code == code(at)).and_then(|line| line.time_to_sign.clone());
        assert_eq!(of(HERE).as_deref(), Some("1 min 35 s, 52 keys, 9 clicks"));
        assert_eq!(of(NEXT_DOOR).as_deref(), Some("none signed"));
    })
    .await;
}

#[tokio::test]
async fn a_reading_far_from_the_last_is_asked_about_unless_it_is_an_attack() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let form = |peak_flow: &str, sure: &str, too_breathless: &str| CheckInForm {
            peak_flow: peak_flow.into(),
            daytime: "some".into(),
            woke_at_night: "no".into(),
            reliever: "none".into(),
            too_breathless: too_breathless.into(),
            peak_flow_sure: sure.into(),
        };
        for (peak_flow, sure, too_breathless, kept) in [
            ("450", "", "no", true),
            ("45", "", "no", false),
            ("250", "", "no", false),
            ("250", "450", "no", false),
            ("250", "250", "no", true),
            ("450", "", "no", false),
            ("450", "", "yes", true),
            ("", "", "no", true),
            ("440", "", "no", true),
        ] {
            let id = EntryId::from_uuid(clinic.services.ids.next());
            let form = form(peak_flow, sure, too_breathless);
            let answer = log_entry(&access, &clinic.services, id, form.clone(), None).await.unwrap();
            assert_eq!(matches!(answer, LogAnswer::Recorded(_)), kept, "{form:?} {answer:?}");
            let again = log_entry(&access, &clinic.services, id, form.clone(), None).await.unwrap();
            assert_eq!(again, answer, "sent twice: {form:?}");
        }
    })
    .await;
}
