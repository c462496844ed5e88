//! The page of the two questions of [`crate::feedback`], and what an ICB sees of the answers: counts of whole months, and
//! never one that is small.

use serde::{Deserialize, Serialize};

use crate::diary::PersonLine;
use crate::feedback::{Answer, recommendation, satisfaction};
use crate::metrics::{Shown, show, show_of};

/// What people choose from, with the number that is kept.
pub const HAPPY: [(&str, &str); 5] =
    [("5", "Very happy"), ("4", "Happy"), ("3", "Neither happy nor unhappy"), ("2", "Unhappy"), ("1", "Very unhappy")];

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackPage {
    /// Whose page it is.
    pub person: PersonLine,
    /// The questions may be asked now.
    pub due: bool,
    /// A demonstration.
    pub demo: bool,
}

/// What an ICB sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackFigures {
    /// Whose.
    pub icb_name: String,
    /// From the first day of this month, in words.
    pub from: String,
    /// To the last day of this month, in words.
    pub to: String,
    /// People who answered or said "Not now".
    pub asked: Shown,
    /// Answers.
    pub answered: Shown,
    /// Of them, happy or very happy.
    pub happy: Shown,
    /// Per cent of the answers, where that may be said.
    pub satisfaction: Option<u32>,
    /// Recommendation score, from 30 answers on.
    pub recommendation: Option<i32>,
}

/// The figures of these answers, beside so many times "Not now". What is small hides what would give it away.
pub fn figures(answers: &[Answer], not_now: i64) -> Figures {
    let answered = i64::try_from(answers.len()).unwrap_or(i64::MAX);
    let asked = answered.saturating_add(not_now);
    let content = answers.iter().filter(|answer| answer.satisfied >= 4).count();
    let happy = show_of(i64::try_from(content).unwrap_or(i64::MAX), answered);
    let whole = show_of(answered, asked) != Shown::Hidden;
    Figures {
        asked: if whole { show(asked) } else { Shown::Hidden },
        answered: show(answered),
        satisfaction: satisfaction(answers).filter(|_| happy != Shown::Hidden),
        recommendation: recommendation(answers),
        happy,
    }
}

/// Figures of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Answered or said "Not now".
    pub asked: Shown,
    /// Answered.
    pub answered: Shown,
    /// Of them, happy or very happy.
    pub happy: Shown,
    /// Per cent of the answers.
    pub satisfaction: Option<u32>,
    /// Recommendation score.
    pub recommendation: Option<i32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(happy: usize, unhappy: usize) -> Vec<Answer> {
        let of = |satisfied, recommend, n| std::iter::repeat_n(Answer { satisfied, recommend }, n);
        of(5, 10, happy).chain(of(1, 0, unhappy)).collect()
    }

    #[test]
    fn few_answers_say_nothing_and_nothing_gives_them_away() {
        let none = figures(&[], 0);
        assert_eq!((none.asked, none.answered, none.satisfaction), (Shown::Count(0), Shown::Count(0), None));
        let six = figures(&answers(6, 0), 20);
        assert_eq!(
            (six.asked, six.answered, six.happy, six.satisfaction),
            (Shown::Hidden, Shown::Hidden, Shown::Hidden, None)
        );
        // Twenty answers, three of them unhappy: that they are three is not to be had from the others.
        let three = figures(&answers(17, 3), 40);
        assert_eq!((three.answered, three.happy, three.satisfaction), (Shown::Count(20), Shown::Hidden, None));
        let few_not_now = figures(&answers(20, 20), 2);
        assert_eq!((few_not_now.asked, few_not_now.answered), (Shown::Hidden, Shown::Count(40)));
        let many = figures(&answers(30, 10), 60);
        assert_eq!((many.asked, many.happy), (Shown::Count(100), Shown::Count(30)));
        assert_eq!((many.satisfaction, many.recommendation), (Some(75), Some(50)));
    }
}
