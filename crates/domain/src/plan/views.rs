//! Views of plans that cross from server to screen.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::changes::Danger;
use super::field::Section;
use super::reason::WhyRight;
use super::review::{Remark, ReviewLine};
use super::rules::{PlanFacts, Problem};
use super::second::Why;
use super::{PlanForm, PlanStatus, SignedPlan, Template};
use crate::certificate::Certified;
use crate::metrics::{Shown, show, show_chain};
use crate::visit::VisitHints;
use crate::{DraftId, Role, StaffId};

/// A line of the version history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    /// Version number.
    pub number: u32,
    /// Template name then.
    pub template: String,
    /// Who signed.
    pub author_name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Review date.
    pub review_due: NaiveDate,
    /// Status now.
    pub status: PlanStatus,
    /// Why it was withdrawn, where it was.
    pub ended_reason: Option<String>,
}

/// A draft as the editor opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// The draft.
    pub id: DraftId,
    /// Template in force.
    pub template: Template,
    /// Template the last plan was written from, in its version then.
    pub last_template: Option<Template>,
    /// What was typed.
    pub form: PlanForm,
    /// Counts up with every save; a save names the revision it started from.
    pub revision: i64,
    /// Who saved last.
    pub saved_by: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// What the rules know beside the form.
    pub facts: PlanFacts,
    /// Number of the version being renewed, if any.
    pub last_number: Option<u32>,
    /// Who opened it.
    pub opened_by: StaffId,
    /// What was answered before the visit.
    pub visit: Option<VisitHints>,
    /// Whoever reads this, as somebody who may sign it.
    pub signer: SignerView,
    /// The review by a second person that was asked for last.
    pub review: Option<ReviewLine>,
    /// What was said of its lines, in the order of the form, then of time.
    pub remarks: Vec<Remark>,
}

/// A colleague who has the same draft open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Their name.
    pub name: String,
    /// The section they are in.
    pub section: Option<Section>,
}

/// Versions a review was read against: a signature stands for what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewedGround {
    /// Version of the template.
    pub template: u16,
    /// Version of the formulary.
    pub formulary: u32,
}

impl Default for ReviewedGround {
    /// An ICB that has changed neither.
    fn default() -> Self {
        Self { template: 1, formulary: 0 }
    }
}

impl DraftView {
    /// What a review of this draft is read against.
    pub const fn ground(&self) -> ReviewedGround {
        ReviewedGround { template: self.template.version, formulary: self.facts.formulary.version }
    }
}

/// What signing needs of whoever signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerView {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their certificate.
    pub certified: Certified,
    /// Their certificate ends so soon that they should know.
    pub ends_soon: bool,
    /// They proved who they are so lately that signing asks nothing more.
    pub fresh: bool,
}

/// What saving a draft answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaveAnswer {
    /// Kept, perhaps together with changes somebody else made to other fields.
    Saved {
        /// Revision now.
        revision: i64,
        /// When.
        saved_at: DateTime<Utc>,
        /// The form as kept; differs from what was sent when another's changes were merged in.
        form: PlanForm,
    },
    /// Somebody changed the same fields since; nothing was kept, both texts are here.
    Conflict(Box<DraftConflict>),
    /// The draft was signed or discarded meanwhile.
    Closed,
}

/// Two people changed the same fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftConflict {
    /// Revision now: the base for the next save.
    pub revision: i64,
    /// Who saved it.
    pub saved_by: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// What was sent.
    pub mine: PlanForm,
    /// What is kept.
    pub theirs: PlanForm,
}

/// What signing answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignAnswer {
    /// Signed as this version. A second click on Sign answers the same.
    Signed {
        /// Version number.
        number: u32,
    },
    /// Rules stop it, or a reason is missing.
    Stopped(Vec<Problem>),
    /// The date of birth typed is not this patient's: is this the right record?
    WrongDateOfBirth,
    /// Somebody saved the draft after it was reviewed.
    Changed,
    /// The template or the formulary has another version than the one that was reviewed; says which.
    GroundMoved(String),
    /// The draft was discarded.
    Closed,
    /// Groups of changes that were not ticked as viewed.
    NotViewed(Vec<Danger>),
    /// They proved too long ago who they are.
    ConfirmFirst,
    /// They have no certificate that is current at this moment.
    NoCertificate(Certified),
    /// They are no nurse or GP of the practice any more.
    NoMembership,
    /// A second person must approve it.
    SecondPerson(Why),
    /// A second person is asked for and has not decided.
    Waiting,
    /// A second person is asked for now.
    Asked,
    /// Only a GP who did not ask may approve.
    NotYours,
    /// The review was decided or taken back meanwhile.
    Decided,
    /// Whoever asked no longer works here: somebody else asks anew.
    AuthorGone,
}

/// A signed version as staff open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    /// The version.
    pub plan: SignedPlan,
    /// Number of the version in force, if any.
    pub current: Option<u32>,
    /// Why it was withdrawn, where it was.
    pub ended_reason: Option<String>,
    /// Belongs to the demonstration.
    pub demo: bool,
}

/// The rule catalogue with an ICB's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCatalogue {
    /// The ICB.
    pub icb_name: String,
    /// Figures of the last 365 days by rule id.
    pub rules: BTreeMap<String, RuleFigures>,
}

/// How often a rule spoke, as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFigures {
    /// Times it spoke when a plan was signed or its signing was refused.
    pub shown: Shown,
    /// Times the plan was signed all the same, with a reason.
    pub passed: Shown,
    /// The reasons.
    pub reasons: ShownReasons,
}

/// Reasons with which a rule was passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShownReasons {
    /// Title and count, most frequent first.
    Counted(Vec<(String, i64)>),
    /// Too few of one kind to tell the kinds apart.
    TooFew,
}

impl RuleFigures {
    /// Figures where 1 to 6, or a difference of 1 to 6, stay hidden.
    pub fn new(shown: i64, passed: i64, reasons: ShownReasons) -> Self {
        let steps = show_chain(&[shown.max(passed), passed]);
        let step = |at: usize| steps.get(at).copied().unwrap_or(Shown::Hidden);
        // The reasons add up to what was passed.
        let reasons = if step(1) == Shown::Hidden { ShownReasons::TooFew } else { reasons };
        Self { shown: step(0), passed: step(1), reasons }
    }
}

impl ShownReasons {
    /// Reasons as they may be shown.
    pub fn of(reasons: &[(WhyRight, i64)]) -> Self {
        if reasons.iter().any(|(_, count)| show(*count) == Shown::Hidden) {
            return Self::TooFew;
        }
        let mut counted: Vec<(String, i64)> = reasons.iter().map(|(why, n)| (why.title().to_owned(), *n)).collect();
        counted.sort_by_key(|(_, count)| -count);
        Self::Counted(counted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_signings_are_never_told_apart() {
        for (shown, passed, wanted) in [
            (0, 0, (Shown::Count(0), Shown::Count(0))),
            (3, 0, (Shown::Hidden, Shown::Count(0))),
            (20, 20, (Shown::Count(20), Shown::Count(20))),
            (20, 16, (Shown::Count(20), Shown::Hidden)),
            (20, 2, (Shown::Count(20), Shown::Hidden)),
            (20, 8, (Shown::Count(20), Shown::Count(8))),
        ] {
            let figures =
                RuleFigures::new(shown, passed, ShownReasons::Counted(vec![("Another reason".into(), passed)]));
            assert_eq!((figures.shown, figures.passed), wanted, "{shown} {passed}");
            assert_eq!(figures.reasons == ShownReasons::TooFew, wanted.1 == Shown::Hidden, "{shown} {passed}");
        }
        assert_eq!(ShownReasons::of(&[(WhyRight::Agreed, 40), (WhyRight::Other, 2)]), ShownReasons::TooFew);
        let both = ShownReasons::of(&[(WhyRight::Agreed, 7), (WhyRight::Other, 9)]);
        assert!(matches!(&both, ShownReasons::Counted(list) if list.first().is_some_and(|(_, n)| *n == 9)), "{both:?}");
    }
}
