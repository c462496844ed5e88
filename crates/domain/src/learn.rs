//! My Journey: short lessons with a few questions each. The texts are our own, clinical content like the plan's words: one
//! text for everybody of an age, and nobody edits it outside a release.

mod lessons;

use serde::{Deserialize, Serialize};

pub use lessons::lesson;

/// What a lesson is about, in the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LessonTopic {
    /// What asthma is.
    Basics,
    /// Using an inhaler.
    Inhaler,
    /// What sets it off.
    Triggers,
    /// What the plan is for.
    Plan,
    /// When it gets worse.
    Worse,
    /// Peak flow.
    PeakFlow,
}

impl LessonTopic {
    /// Every topic.
    pub const ALL: [Self; 6] = [Self::Basics, Self::Inhaler, Self::Triggers, Self::Plan, Self::Worse, Self::PeakFlow];

    /// The word in addresses and in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Inhaler => "inhaler",
            Self::Triggers => "triggers",
            Self::Plan => "plan",
            Self::Worse => "worse",
            Self::PeakFlow => "peak-flow",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == text)
    }
}

/// For whom a lesson is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// Under 12, often with a parent beside them.
    Child,
    /// 12 to 17.
    Teenager,
    /// From 18.
    Adult,
}

impl Reader {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Child, Self::Teenager, Self::Adult];

    /// By age in years.
    pub const fn of_age(age: u16) -> Self {
        match age {
            0..12 => Self::Child,
            12..18 => Self::Teenager,
            _ => Self::Adult,
        }
    }
}

/// A question with its answers; exactly one is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub ask: &'static str,
    /// What one can answer.
    pub answers: [&'static str; 3],
    /// Which is right, counted from 0.
    pub right: u8,
    /// Why, shown after answering whatever was answered.
    pub why: &'static str,
}

/// One lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// What it is about.
    pub topic: LessonTopic,
    /// Its heading.
    pub title: &'static str,
    /// Its paragraphs.
    pub text: Vec<&'static str>,
    /// Its questions.
    pub questions: [Question; 3],
}

/// Right answers that complete a lesson.
pub const PASS_MARK: u8 = 2;

/// How a lesson's questions were answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Right answers.
    pub right: u8,
    /// Questions.
    pub of: u8,
}

impl Mark {
    /// Enough to complete the lesson.
    pub const fn passed(self) -> bool {
        self.right >= PASS_MARK
    }
}

impl Lesson {
    /// Marks the answers, in the order of the questions; what was not answered is not right.
    pub fn mark(&self, answers: [Option<u8>; 3]) -> Mark {
        let pairs = self.questions.iter().zip(answers);
        let right = pairs.filter(|(question, answer)| *answer == Some(question.right)).count();
        Mark { right: u8::try_from(right).unwrap_or(0), of: 3 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::reading_age::{READABLE_AT, reading_age};

    fn all() -> impl Iterator<Item = (Reader, Lesson)> {
        Reader::ALL
            .into_iter()
            .flat_map(|reader| LessonTopic::ALL.into_iter().map(move |topic| (reader, lesson(topic, reader))))
    }

    #[test]
    fn every_lesson_can_be_read_and_passed_and_failed() {
        for (reader, lesson) in all() {
            let right = lesson.questions.map(|question| Some(question.right));
            assert!(lesson.mark(right).passed());
            assert_eq!(lesson.mark([None; 3]), Mark { right: 0, of: 3 });
            assert!(!lesson.mark([right[0], None, None]).passed());
            assert!(lesson.questions.iter().all(|question| question.right < 3));
            let text = lesson.text.join("\n");
            let age = reading_age(&text);
            assert!(age.is_some_and(|age| age <= READABLE_AT), "{reader:?} {:?} reads at {age:?}", lesson.topic);
        }
    }

    /// HZ-33: no lesson names a dose, tells to take more of anything than the plan says, or how to come off a reliever.
    #[test]
    fn lessons_leave_doses_to_the_plan() {
        for (_, lesson) in all() {
            let questions = lesson.questions.iter().flat_map(|q| [q.ask, q.why].into_iter().chain(q.answers));
            for text in lesson.text.iter().copied().chain(questions) {
                let number = text.replace("999", "").replace("111", "").chars().any(|sign| sign.is_ascii_digit());
                assert!(!number, "{:?} has a number: {text}", lesson.topic);
                for phrase in ["wean", "double your", "extra puff"] {
                    assert!(!text.to_lowercase().contains(phrase), "{text}");
                }
            }
        }
    }

    #[test]
    fn ages_meet_without_a_gap() {
        for (age, reader) in [
            (0, Reader::Child),
            (11, Reader::Child),
            (12, Reader::Teenager),
            (17, Reader::Teenager),
            (18, Reader::Adult),
        ] {
            assert_eq!(Reader::of_age(age), reader, "{age}");
        }
        for topic in LessonTopic::ALL {
            assert_eq!(LessonTopic::parse(topic.as_str()), Some(topic));
        }
    }
}
