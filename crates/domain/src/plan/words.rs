//! The plan in the patient's words. The editor's preview, the patient's page and the print are all made from this one
//! text, so none can say something else. `**` marks what is set bold.

use serde::{Deserialize, Serialize};

use super::formulary::Device;
use super::medicine::{MedicineLine, puffs};
use super::{PlanContent, Regimen, SignedPlan, Zone};
use crate::time::{say_date, say_date_time};

/// One zone in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneWords {
    /// Which.
    pub zone: Zone,
    /// Heading, with its number.
    pub heading: String,
    /// Lead-in to `when`; empty when there is no list.
    pub when_heading: String,
    /// Signs of this zone.
    pub when: Vec<String>,
    /// What to do.
    pub actions: Vec<String>,
}

/// The plan in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanWords {
    /// Green, amber, red.
    pub zones: Vec<ZoneWords>,
    /// Steps in an attack, those of this regimen only.
    pub emergency: Vec<String>,
    /// Things that make it worse.
    pub triggers: Vec<String>,
    /// Note in the person's own words.
    pub note: String,
}

const CLEAN_AIR: &str = "Clean air helps: keep smoke and vapes out of your home, open a window when you cook or clean, and \
     keep away from busy roads when pollution is high.";
/// A gap that a draft may still have.
const GAP: &str = "…";

impl PlanContent {
    /// What the person calls the inhaler for symptoms and attacks.
    pub fn reliever_called(&self) -> String {
        self.reliever.as_ref().map_or_else(|| format!("{GAP} inhaler"), MedicineLine::called)
    }

    /// What the person calls the everyday inhaler.
    pub fn preventer_called(&self) -> String {
        self.preventer.as_ref().map_or_else(|| format!("{GAP} inhaler"), MedicineLine::called)
    }

    /// Steps in an attack.
    pub fn emergency_steps(&self) -> Vec<String> {
        self.regimen.protocol().steps(&self.reliever_called(), self.takes_spacer(self.reliever.as_ref()))
    }

    /// A spacer is named with this inhaler: the plan has one, and it fits. Where no inhaler is chosen yet, it may.
    fn takes_spacer(&self, line: Option<&MedicineLine>) -> bool {
        self.spacer && line.is_none_or(|line| line.device == Device::Pressurised)
    }

    /// NHS 111 online is for people of 5 and over. A plan runs a year at most, so whoever is 6 when it is to be reviewed
    /// was 5 when it was signed; of anybody else, and while the date is open, only the telephone is named.
    fn may_go_online(&self) -> bool {
        self.review_due.is_some_and(|day| self.date_of_birth.age_on(day) >= 6)
    }

    /// The whole plan in words.
    pub fn words(&self) -> PlanWords {
        PlanWords {
            zones: vec![self.green(), self.amber(), self.red()],
            emergency: self.emergency_steps(),
            triggers: self.triggers.clone(),
            note: self.note.clone(),
        }
    }

    /// What to do in the green zone.
    pub fn every_day_actions(&self) -> Vec<String> {
        let mut actions = Vec::new();
        let through = |line: Option<&MedicineLine>| if self.takes_spacer(line) { " through the spacer" } else { "" };
        let spacer = through(self.preventer.as_ref());
        if self.regimen.has_preventer() {
            let called = self.preventer_called();
            let name = self.preventer.as_ref().map_or(GAP.to_owned(), |line| line.name.clone());
            let (morning, night) = self.preventer.as_ref().map_or((0, 0), |line| (line.morning, line.night));
            let when = match (morning, night) {
                (0, 0) => GAP.to_owned(),
                (a, b) if a == b => format!("**{}**{spacer}, **morning and night**", puffs(a)),
                (a, 0) => format!("**{}**{spacer}, **every morning**", puffs(a)),
                (0, b) => format!("**{}**{spacer}, **every night**", puffs(b)),
                (a, b) => format!("**{}**{spacer} **in the morning** and **{}** **at night**", puffs(a), puffs(b)),
            };
            actions.push(format!("Take your **{called}** (**{name}**): {when}. Take it even when you feel well."));
        }
        let spacer = through(self.reliever.as_ref());
        let as_needed = self.reliever_puffs.map_or(GAP.to_owned(), puffs);
        actions.push(match self.regimen {
            Regimen::PreventerSaba | Regimen::ChildSaba => {
                format!("If you have symptoms, take **{as_needed}** of your **{}**{spacer}.", self.reliever_called())
            }
            Regimen::Mart => format!("If you have symptoms, take **{as_needed}** of the **same inhaler**. Always carry it."),
            Regimen::Air => {
                let name = self.reliever.as_ref().map_or(GAP.to_owned(), |line| line.name.clone());
                format!("You do not take an inhaler every day. If you have symptoms, take **{as_needed}** of your **{}** (**{name}**). Always carry it.", self.reliever_called())
            }
        });
        if self.before_exercise {
            actions.push(format!("Before exercise, take **{as_needed}** of your **{}**.", self.reliever_called()));
        }
        // NG245 1.14: every plan says how to meet less of indoor and outdoor air pollution.
        actions.push(CLEAN_AIR.into());
        actions
    }

    /// What to do in the amber zone.
    pub fn amber_actions(&self) -> Vec<String> {
        let through = self.takes_spacer(self.reliever.as_ref());
        let spacer = if through { " through your spacer, one puff at a time" } else { ", one puff at a time" };
        let count = self.amber_puffs.map_or(GAP.to_owned(), puffs);
        let mut actions = vec![format!("Take **{count}** of your **{}**{spacer}.", self.reliever_called())];
        if self.regimen.has_preventer() {
            actions.push(format!("Keep taking your **{}** every day as usual.", self.preventer_called()));
        }
        if let Some(steroids) = self.rescue_steroids {
            actions.push(format!(
                "If you are no better, start your steroid tablets: **prednisolone {}mg once a day for {} days**. Tell your GP surgery the same day.",
                steroids.mg_a_day, steroids.days
            ));
        }
        actions.push(
            "See your nurse or GP **within 24 hours** if you feel worse at any time, or are no better after 7 days."
                .into(),
        );
        let (name, phone) = (&self.contacts.practice_name, &self.contacts.practice_phone);
        if !phone.is_empty() {
            let closed = if self.may_go_online() { "use NHS 111 online or ring 111" } else { "ring 111" };
            actions.push(format!("Ring {name} on **{phone}**. When it is closed, {closed}."));
        }
        actions
    }

    fn green(&self) -> ZoneWords {
        let mut when = vec![
            "no cough, wheeze or tight chest".into(),
            "you sleep through the night".into(),
            "you can do everything you like to do".into(),
        ];
        if let Some(section) = &self.peak_flow {
            when.push(format!(
                "your peak flow is **{} or above** (your best is {})",
                section.thresholds.amber_below, section.thresholds.best
            ));
        }
        ZoneWords {
            zone: Zone::Green,
            heading: "1 Green zone: every day".into(),
            when_heading: "You are well when:".into(),
            when,
            actions: self.every_day_actions(),
        }
    }

    fn amber(&self) -> ZoneWords {
        let mut when = vec![
            "you cough, wheeze or have a tight chest".into(),
            "you wake at night".into(),
            "your asthma gets in the way of your day".into(),
        ];
        if self.regimen != Regimen::Air {
            when.push(format!("you need your {} **3 times a week or more** for symptoms", self.reliever_called()));
        }
        if let Some(section) = &self.peak_flow {
            when.push(format!("your peak flow is **below {}**", section.thresholds.amber_below));
        }
        ZoneWords {
            zone: Zone::Amber,
            heading: "2 Amber zone: getting worse".into(),
            when_heading: "Any one of these:".into(),
            when,
            actions: self.amber_actions(),
        }
    }

    fn red(&self) -> ZoneWords {
        let mut when = vec![
            format!("your {} is not helping, or you need it again **within 4 hours**", self.reliever_called()),
            "you are **too breathless** to talk, eat or sleep".into(),
            "you are breathing faster and it is getting worse".into(),
        ];
        let mut actions = Vec::new();
        if let Some(section) = &self.peak_flow {
            when.push(format!("your peak flow is **below {}**", section.thresholds.red_below));
        }
        actions.push("**This is an asthma attack. Do the emergency steps now.**".into());
        if self.peak_flow.is_some() {
            let line = self.peak_flow.as_ref().and_then(|section| section.thresholds.emergency_below);
            let call = line.map_or(String::new(), |line| format!(" Below **{line}**, call 999."));
            actions.push(format!("A low peak flow and no other sign? Get medical help **today**.{call}"));
        }
        actions.push(
            "After an attack that got better at home, see your nurse or GP **the same day**. After A&E or hospital, see \
             them **within 2 working days**."
                .into(),
        );
        ZoneWords {
            zone: Zone::Red,
            heading: "3 Red zone: asthma attack".into(),
            when_heading: "Any one of these:".into(),
            when,
            actions,
        }
    }
}

impl SignedPlan {
    /// Version, author and dates: on everything a patient may act on.
    pub fn stamp(&self) -> String {
        let signature = self.signature();
        let approved = match &signature.approver {
            Some(second) => format!(", approved by {}, {}", second.name, second.role.title()),
            None => String::new(),
        };
        format!(
            "Plan version {}, signed {} by {}, {}{approved}. Review due {}.",
            self.number(),
            say_date_time(signature.signed_at),
            signature.author_name,
            signature.author_role.title(),
            say_date(self.review_due()),
        )
    }
}

/// Splits a sentence at its `**` marks into (text, bold) runs.
pub fn runs(sentence: &str) -> Vec<(String, bool)> {
    sentence
        .split("**")
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(at, text)| (text.to_owned(), at % 2 == 1))
        .collect()
}

/// The sentence without its marks.
pub fn plain(sentence: &str) -> String {
    sentence.replace("**", "")
}
