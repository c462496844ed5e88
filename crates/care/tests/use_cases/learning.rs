//! Lessons and checks of control.

use care::PatientAccess;
use care::learning::{control_page, my_journey, save_check, try_lesson};
use chrono::TimeDelta;
use domain::control::{Control, ControlAnswers};
use domain::learn::{LessonTopic, Mark, Reader, lesson};

use crate::support::{ADULT_BORN, Clinic, HERE, on_each_store};

#[tokio::test]
async fn a_lesson_once_done_stays_done_and_belongs_to_one_person() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let other = clinic.patient(HERE, ADULT_BORN).await;
        let access = PatientAccess::of(&clinic.join(patient, ADULT_BORN, "myself").await).unwrap();
        let stranger = PatientAccess::of(&clinic.join(other, ADULT_BORN, "myself").await).unwrap();
        let right = lesson(LessonTopic::Worse, Reader::Adult).questions.map(|question| Some(question.right));
        let mark = try_lesson(&access, services, LessonTopic::Worse, right).await.unwrap();
        assert_eq!(mark, Mark { right: 3, of: 3 });
        let again = try_lesson(&access, services, LessonTopic::Worse, [None; 3]).await.unwrap();
        assert!(!again.passed());
        let journey = my_journey(&access, services).await.unwrap();
        let done: Vec<_> = journey.lessons.iter().filter(|(_, mark)| mark.is_some()).collect();
        assert_eq!(done, [&(LessonTopic::Worse, Some(Mark { right: 3, of: 3 }))], "the best try counts");
        assert!(my_journey(&stranger, services).await.unwrap().lessons.iter().all(|(_, mark)| mark.is_none()));
    })
    .await;
}

#[tokio::test]
async fn a_check_is_kept_once_in_four_weeks() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let patient = clinic.patient(HERE, ADULT_BORN).await;
        let access = PatientAccess::of(&clinic.join(patient, ADULT_BORN, "myself").await).unwrap();
        assert!(control_page(&access, services).await.unwrap().due);
        let bad = ControlAnswers { reliever_days: 0, nights_woken: 1, steroid_courses: 0 };
        let good = ControlAnswers { nights_woken: 0, ..bad };
        save_check(&access, services, bad).await.unwrap();
        save_check(&access, services, good).await.unwrap();
        let page = control_page(&access, services).await.unwrap();
        assert!(!page.due);
        let kept: Vec<_> = page.checks.iter().map(|(_, answers, control)| (*answers, *control)).collect();
        assert_eq!(kept, [(bad, Control::Uncontrolled)], "a form sent twice is one check");

        clinic.wait(TimeDelta::weeks(4));
        assert!(control_page(&access, services).await.unwrap().due);
        save_check(&access, services, good).await.unwrap();
        let page = control_page(&access, services).await.unwrap();
        assert_eq!(
            page.checks.iter().map(|(_, _, control)| *control).collect::<Vec<_>>(),
            [Control::NoSign, Control::Uncontrolled]
        );

        let audit = care::audit::of_record(&clinic.scope(patient).await, services, 100).await.unwrap();
        assert_eq!(audit.iter().filter(|row| row.action == "control_checked").count(), 2);
    })
    .await;
}
