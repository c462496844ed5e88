//! Lists of work behind the figures of a practice: who is meant, since when they wait, and what is done next.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{DateOfBirth, OdsCode, PatientId, PersonName};

/// A list of people for whom something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkList {
    /// An attack, A&E visit or hospital stay whose review is overdue.
    AttackLate,
    /// Three or more relievers asked for in twelve months.
    ThreeRelievers,
    /// Registered, without a signed plan.
    NoPlan,
    /// The plan's review date has passed.
    PlanOverdue,
    /// The plan's review is due in 28 days.
    PlanSoon,
    /// The version in force was not opened.
    NotOpened,
    /// Registered 28 days ago or more and not activated.
    NotActivated,
    /// Questions before a visit that nobody answered.
    QuestionsOpen,
    /// Invited 14 days ago or more and not registered.
    NotJoined,
    /// On the register and never invited.
    NeverInvited,
}

impl WorkList {
    /// Every list, the most pressing first.
    pub const ALL: [Self; 10] = [
        Self::AttackLate,
        Self::ThreeRelievers,
        Self::NoPlan,
        Self::PlanOverdue,
        Self::PlanSoon,
        Self::NotOpened,
        Self::NotActivated,
        Self::QuestionsOpen,
        Self::NotJoined,
        Self::NeverInvited,
    ];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AttackLate => "attack-late",
            Self::ThreeRelievers => "three-relievers",
            Self::NoPlan => "no-plan",
            Self::PlanOverdue => "plan-overdue",
            Self::PlanSoon => "plan-soon",
            Self::NotOpened => "not-opened",
            Self::NotActivated => "not-activated",
            Self::QuestionsOpen => "questions-open",
            Self::NotJoined => "not-joined",
            Self::NeverInvited => "never-invited",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == text)
    }

    /// On screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::AttackLate => "Attack not reviewed in time",
            Self::ThreeRelievers => "Three or more relievers",
            Self::NoPlan => "Registered, no signed plan",
            Self::PlanOverdue => "Plan review overdue",
            Self::PlanSoon => "Plan review due in 28 days",
            Self::NotOpened => "Plan signed, not opened yet",
            Self::NotActivated => "Not activated",
            Self::QuestionsOpen => "Questions before a visit not answered",
            Self::NotJoined => "Invited, not joined after 14 days",
            Self::NeverInvited => "Never invited",
        }
    }

    /// Who is on it, and from where it is known.
    pub const fn means(self) -> &'static str {
        match self {
            Self::AttackLate => {
                "An attack, A&E visit or hospital stay that a patient or parent told, whose review is overdue. Reported by patients."
            }
            Self::ThreeRelievers => {
                "Three or more reliever inhalers asked for here in 12 months and not taken back. What was issued elsewhere is not known."
            }
            Self::NoPlan => "Registered, and no signed plan is in force. Recorded by the product.",
            Self::PlanOverdue => "The plan in force has a review date that has passed. Recorded by the product.",
            Self::PlanSoon => "The plan in force is to be reviewed in the next 28 days. Recorded by the product.",
            Self::NotOpened => "Registered, and nobody opened the version in force. Recorded by the product.",
            Self::NotActivated => {
                "Registered 28 days ago or more, without having opened a plan and logged a reading or check-in within 28 days. Recorded by the product."
            }
            Self::QuestionsOpen => {
                "The practice sent questions before a visit; they are open and not answered. Recorded by the product."
            }
            Self::NotJoined => "Invited 14 days ago or more, and not registered. Recorded by the product.",
            Self::NeverInvited => "On the practice's asthma register, and never invited. Recorded by the product.",
        }
    }

    /// In which order its people stand.
    pub const fn order(self) -> &'static str {
        match self {
            Self::NeverInvited => "the oldest first",
            Self::PlanSoon | Self::NotOpened => "the nearest review first",
            _ => "who waits longest first",
        }
    }

    /// Head of the column of days.
    pub const fn since(self) -> &'static str {
        match self {
            Self::AttackLate => "Review was due",
            Self::ThreeRelievers => "Last asked for",
            Self::NoPlan | Self::NotActivated => "Registered",
            Self::PlanOverdue | Self::PlanSoon => "Review date",
            Self::NotOpened => "Review date of the plan",
            Self::QuestionsOpen => "Sent",
            Self::NotJoined => "First invited",
            Self::NeverInvited => "Born",
        }
    }
}

/// What the lists need to know of a person's way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// First invited.
    pub invited: Option<NaiveDate>,
    /// First registered.
    pub registered: Option<NaiveDate>,
    /// Registered since, and not left.
    pub registered_since: Option<NaiveDate>,
    /// Activated.
    pub activated: Option<NaiveDate>,
    /// Review date of the plan in force.
    pub review_due: Option<NaiveDate>,
    /// Opened the version in force.
    pub plan_seen: Option<NaiveDate>,
}

/// Whether the way so far puts somebody on a list, and the day that its column shows; `None` also for lists that do not
/// follow from it. Somebody who left is on none but the register's.
pub fn on_list(list: WorkList, way: &Way, born: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let ago = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let soon = today.checked_add_days(Days::new(28)).unwrap_or(today);
    let registered = way.registered_since;
    match list {
        WorkList::NoPlan => registered.filter(|_| way.review_due.is_none()),
        WorkList::PlanOverdue => way.review_due.filter(|due| registered.is_some() && *due < today),
        WorkList::PlanSoon => way.review_due.filter(|due| registered.is_some() && (today..=soon).contains(due)),
        WorkList::NotOpened => way.review_due.filter(|_| registered.is_some() && way.plan_seen.is_none()),
        WorkList::NotActivated => {
            way.registered.filter(|day| registered.is_some() && way.activated.is_none() && *day <= ago(28))
        }
        WorkList::NotJoined => way.invited.filter(|day| way.registered.is_none() && *day <= ago(14)),
        WorkList::NeverInvited => (way.invited.is_none() && way.registered.is_none()).then_some(born),
        WorkList::AttackLate | WorkList::ThreeRelievers | WorkList::QuestionsOpen => None,
    }
}

/// Somebody on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkLine {
    /// Who.
    pub patient: PatientId,
    /// Their name.
    pub name: PersonName,
    /// Their date of birth.
    pub born: DateOfBirth,
    /// The day of the list's column.
    pub since: NaiveDate,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkPage {
    /// Whose list.
    pub practice: OdsCode,
    /// The practice's name.
    pub practice_name: String,
    /// Which.
    pub list: WorkList,
    /// How many people are on it.
    pub people: usize,
    /// Those of this page: who waits longest first.
    pub lines: Vec<WorkLine>,
    /// Which page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Today in London.
    pub today: NaiveDate,
    /// The reader may open records.
    pub clinical: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(back: u64) -> NaiveDate {
        NaiveDate::default() + Days::new(1_000 - back)
    }

    #[test]
    fn each_list_has_those_it_means() {
        let today = day(0);
        let joined = |back| Way { registered: Some(day(back)), registered_since: Some(day(back)), ..Way::default() };
        let planned = |due: NaiveDate| Way { review_due: Some(due), plan_seen: Some(today), ..joined(10) };
        for (list, way, expected) in [
            (WorkList::NoPlan, joined(3), Some(day(3))),
            (WorkList::NoPlan, planned(today), None),
            (WorkList::NoPlan, Way { registered_since: None, ..joined(3) }, None),
            (WorkList::PlanOverdue, planned(day(1)), Some(day(1))),
            (WorkList::PlanOverdue, planned(today), None),
            (WorkList::PlanSoon, planned(today), Some(today)),
            (WorkList::PlanSoon, planned(today + Days::new(28)), Some(today + Days::new(28))),
            (WorkList::PlanSoon, planned(today + Days::new(29)), None),
            (WorkList::NotOpened, planned(today), None),
            (WorkList::NotOpened, Way { plan_seen: None, ..planned(today) }, Some(today)),
            (WorkList::NotActivated, joined(28), Some(day(28))),
            (WorkList::NotActivated, joined(27), None),
            (WorkList::NotActivated, Way { activated: Some(today), ..joined(40) }, None),
            (WorkList::NotJoined, Way { invited: Some(day(14)), ..Way::default() }, Some(day(14))),
            (WorkList::NotJoined, Way { invited: Some(day(13)), ..Way::default() }, None),
            (WorkList::NeverInvited, Way::default(), Some(day(900))),
            (WorkList::NeverInvited, Way { invited: Some(day(1)), ..Way::default() }, None),
        ] {
            assert_eq!(on_list(list, &way, day(900), today), expected, "{list:?} {way:?}");
        }
    }

    #[test]
    fn every_list_has_a_word_of_its_own() {
        for list in WorkList::ALL {
            assert_eq!(WorkList::parse(list.as_str()), Some(list));
        }
        assert_eq!(WorkList::parse("everybody"), None);
    }
}
