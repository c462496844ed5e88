use ParentDecision::{Agreed, Continues, DiaryHidden, DiaryShown, Ended, GoesOn, PlanOnly};
use chrono::TimeZone;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

fn account(at: u128) -> AccountId {
    AccountId::from_uuid(uuid::Uuid::from_u128(at))
}

fn decided(decision: ParentDecision, on: &str, about: Option<u128>) -> Decided {
    let at = day(on).and_hms_opt(12, 0, 0).map(|at| Utc.from_utc_datetime(&at)).unwrap_or_default();
    Decided { decision, about: about.map(account), at }
}

fn access(born: &str, today: &str, decided: &[Decided]) -> ParentAccess {
    let born = DateOfBirth::from_date(day(born));
    Standing { born, policy: ParentPolicy::default(), decided, today: day(today) }.access(account(1))
}

#[test]
fn a_parents_access_ends_on_the_sixteenth_birthday_and_on_no_other_day() {
    for (born, today, wanted) in [
        ("2010-11-22", "2026-11-21", ParentAccess::Full),
        ("2010-11-22", "2026-11-22", ParentAccess::Ended),
        // Born on 29 February: sixteen on 1 March of a year without that day, on the day itself in a leap year.
        ("2012-02-29", "2028-02-28", ParentAccess::Full),
        ("2012-02-29", "2028-02-29", ParentAccess::Ended),
        ("2017-03-03", "2026-11-22", ParentAccess::Full),
    ] {
        assert_eq!(access(born, today, &[]), wanted, "{born} {today}");
    }
}

#[test]
fn what_was_decided_counts_and_the_newest_most() {
    let (child, grown, today) = ("2013-03-03", "2010-03-03", "2026-11-22");
    for (born, decisions, wanted) in [
        (child, vec![decided(PlanOnly, "2026-05-01", None)], ParentAccess::PlanOnly),
        (
            child,
            vec![decided(PlanOnly, "2026-05-01", None), decided(Continues, "2026-06-01", Some(1))],
            ParentAccess::Full,
        ),
        (child, vec![decided(DiaryHidden, "2026-05-01", None)], ParentAccess::PlanOnly),
        (
            child,
            vec![decided(DiaryHidden, "2026-05-01", None), decided(DiaryShown, "2026-05-02", None)],
            ParentAccess::Full,
        ),
        // The practice's "goes on" does not undo what the young person hides.
        (
            child,
            vec![decided(DiaryHidden, "2026-05-01", None), decided(Continues, "2026-05-02", None)],
            ParentAccess::PlanOnly,
        ),
        (child, vec![decided(Ended, "2026-05-01", Some(1))], ParentAccess::Ended),
        // The other parent's.
        (child, vec![decided(Ended, "2026-05-01", Some(2))], ParentAccess::Full),
        (
            child,
            vec![decided(Ended, "2026-05-01", None), decided(Continues, "2026-06-01", Some(1))],
            ParentAccess::Full,
        ),
        (grown, vec![decided(Continues, "2026-01-01", None)], ParentAccess::Ended),
        (grown, vec![decided(Agreed, "2026-03-03", None)], ParentAccess::Full),
        // Agreed before the birthday is not agreed at sixteen.
        (grown, vec![decided(Agreed, "2026-03-02", None)], ParentAccess::Ended),
        (grown, vec![decided(GoesOn, "2025-12-01", None)], ParentAccess::Full),
        (grown, vec![decided(GoesOn, "2025-12-01", None), decided(Ended, "2026-04-01", None)], ParentAccess::Ended),
        (
            grown,
            vec![decided(Agreed, "2026-03-03", None), decided(DiaryHidden, "2026-03-04", None)],
            ParentAccess::PlanOnly,
        ),
    ] {
        assert_eq!(access(born, today, &decisions), wanted, "{born} {decisions:?}");
    }
}

#[test]
fn a_review_is_due_from_eleven_until_somebody_at_the_practice_decides() {
    let due = |born: &str, decisions: &[Decided]| {
        let born = DateOfBirth::from_date(day(born));
        let policy = ParentPolicy::default();
        Standing { born, policy, decided: decisions, today: day("2026-11-22") }.review_due(account(1))
    };
    assert!(!due("2015-11-23", &[]), "ten");
    assert!(due("2015-11-22", &[]), "eleven today");
    assert!(!due("2010-11-22", &[]), "sixteen: it has ended");
    assert!(!due("2013-01-01", &[decided(Continues, "2026-01-01", None)]));
    assert!(!due("2013-01-01", &[decided(PlanOnly, "2026-01-01", Some(1))]));
    assert!(due("2013-01-01", &[decided(PlanOnly, "2026-01-01", Some(2))]), "the other parent's");
    assert!(due("2013-01-01", &[decided(DiaryHidden, "2026-01-01", None)]), "the young person's is no review");
    assert!(due("2013-01-01", &[decided(Continues, "2023-06-01", None)]), "decided at ten");
}

#[test]
fn a_policy_stands_within_its_ages() {
    assert_eq!(ParentPolicy::default(), ParentPolicy { review_from: 11, ends_at: 16 });
    assert_eq!(ParentPolicy::read(" 13", "16"), Ok(ParentPolicy { review_from: 13, ends_at: 16 }));
    for (review, end) in [("10", "16"), ("11", "17"), ("13", "13"), ("", ""), ("x", "16")] {
        assert!(ParentPolicy::read(review, end).is_err(), "{review} {end}");
    }
}
