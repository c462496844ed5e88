//! Why a rule that asks for a reason was right to pass: a choice of a few, so that the reasons of many plans can be
//! counted without reading anybody's words, and words of one's own where they are needed.

/// The choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyRight {
    /// The person or parent was asked.
    Agreed,
    /// Somebody in a special clinic said so.
    Specialist,
    /// It was checked again.
    Checked,
    /// For a short time only.
    ForNow,
    /// None of these; words say why.
    Other,
}

impl WhyRight {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Agreed, Self::Specialist, Self::Checked, Self::ForNow, Self::Other];

    /// The word kept in storage and posted by the form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Specialist => "specialist",
            Self::Checked => "checked",
            Self::ForNow => "for_now",
            Self::Other => "other",
        }
    }

    /// As clinicians read it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Agreed => "Agreed with the person or parent",
            Self::Specialist => "Specialist advice",
            Self::Checked => "Checked again and right",
            Self::ForNow => "For a short time, until the review",
            Self::Other => "Another reason",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == text)
    }

    /// The reason as it is kept with the plan: the choice, and the words after it. "Another reason" is no reason until
    /// words say which.
    pub fn reason(chosen: Option<Self>, words: &str) -> String {
        let words = words.trim();
        match chosen {
            None | Some(Self::Other) => words.to_owned(),
            Some(chosen) if words.is_empty() => chosen.title().to_owned(),
            Some(chosen) => format!("{}: {words}", chosen.title()),
        }
    }

    /// The choice a kept reason was made with.
    pub fn of_reason(reason: &str) -> Self {
        let chosen = |why: &Self| {
            *why != Self::Other
                && reason.strip_prefix(why.title()).is_some_and(|rest| rest.is_empty() || rest.starts_with(": "))
        };
        Self::ALL.into_iter().find(chosen).unwrap_or(Self::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_keeps_its_choice_whatever_was_written() {
        for why in WhyRight::ALL {
            assert_eq!(WhyRight::parse(why.as_str()), Some(why));
            for words in ["", "  ", "seen in clinic", "Specialist advice"] {
                let reason = WhyRight::reason(Some(why), words);
                let counted = if why == WhyRight::Other { WhyRight::of_reason(words) } else { why };
                assert_eq!(WhyRight::of_reason(&reason), counted, "{reason}");
            }
        }
        assert_eq!(WhyRight::reason(Some(WhyRight::Other), " "), "");
        assert_eq!(WhyRight::reason(None, " wants it "), "wants it");
        assert_eq!(WhyRight::of_reason("Specialist advice was not sought"), WhyRight::Other);
    }
}
