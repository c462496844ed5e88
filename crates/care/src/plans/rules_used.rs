//! What the rules said when plans were signed, counted for whoever answers for the rules.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::OdsCode;
use domain::condition::rules::CONDITION_RULES;
use domain::plan::reason::WhyRight;
use domain::plan::rules::RULES;
use domain::plan::stage::Confirmation;
use domain::plan::views::{RuleCatalogue, RuleFigures, ShownReasons};
use storage::rule_uses::{self, RuleUse};

use crate::{CareError, IcbAccess, Services};

/// Outcome of a rule that spoke, whatever came of it.
const SHOWN: &str = "shown";
/// Days that count.
const A_YEAR: u64 = 365;

/// The rules that spoke of one plan, for asthma or another condition, each once, and the reasons with which some were passed.
pub(crate) fn uses<'a>(
    practice: &OdsCode,
    day: NaiveDate,
    spoke: impl Iterator<Item = &'a str>,
    confirmations: &[Confirmation],
) -> Vec<RuleUse> {
    let made = |rule: &str, outcome: &str| RuleUse {
        practice: practice.clone(),
        day,
        rule: rule.to_owned(),
        outcome: outcome.to_owned(),
    };
    let mut uses: Vec<RuleUse> = spoke.map(|rule| made(rule, SHOWN)).collect();
    let passed = |given: &Confirmation| made(&given.rule, WhyRight::of_reason(&given.reason).as_str());
    uses.extend(confirmations.iter().map(passed));
    // A rule that speaks at two fields of one plan is one rule.
    uses.sort();
    uses.dedup_by(|a, b| a.rule == b.rule && (a.outcome == b.outcome));
    uses
}

/// The catalogue with the last year's figures of an ICB's practices.
///
/// # Errors
/// When the database fails.
pub async fn rule_catalogue(access: &IcbAccess, services: &Services) -> Result<RuleCatalogue, CareError> {
    let read = services.store.read().await?;
    let today = services.today();
    let from = today.checked_sub_days(Days::new(A_YEAR)).unwrap_or(today);
    let counted = rule_uses::of_icb(&*read, &access.icb().code, from, today).await?;
    let rules =
        RULES.iter().chain(CONDITION_RULES).map(|rule| (rule.id.to_owned(), figures(&counted, rule.id))).collect();
    Ok(RuleCatalogue { icb_name: access.icb().name.clone(), rules })
}

/// Reasons are counted one by one only where none of them is so rare that it points at somebody.
fn figures(counted: &BTreeMap<(String, String), i64>, rule: &str) -> RuleFigures {
    let count = |outcome: &str| counted.get(&(rule.to_owned(), outcome.to_owned())).copied().unwrap_or(0);
    let reasons: Vec<(WhyRight, i64)> =
        WhyRight::ALL.into_iter().map(|why| (why, count(why.as_str()))).filter(|(_, n)| *n > 0).collect();
    let passed = reasons.iter().map(|(_, n)| n).sum::<i64>();
    RuleFigures::new(count(SHOWN), passed, ShownReasons::of(&reasons))
}
