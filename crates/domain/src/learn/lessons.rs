//! The lessons' texts. Numbers are left to the plan: no dose stands here.

use super::{Lesson, LessonTopic, Question, Reader};

const fn ask(ask: &'static str, answers: [&'static str; 3], right: u8, why: &'static str) -> Question {
    Question { ask, answers, right, why }
}

/// The lesson on a topic for a reader.
pub fn lesson(topic: LessonTopic, reader: Reader) -> Lesson {
    let (title, shared, own, questions) = match topic {
        LessonTopic::Basics => basics(reader),
        LessonTopic::Inhaler => inhaler(reader),
        LessonTopic::Triggers => triggers(reader),
        LessonTopic::Plan => plan(reader),
        LessonTopic::Worse => worse(reader),
        LessonTopic::PeakFlow => peak_flow(reader),
    };
    let text = shared.iter().copied().chain([own]).collect();
    Lesson { topic, title, text, questions }
}

type Parts = (&'static str, &'static [&'static str], &'static str, [Question; 3]);

const fn by(reader: Reader, child: &'static str, teenager: &'static str, adult: &'static str) -> &'static str {
    match reader {
        Reader::Child => child,
        Reader::Teenager => teenager,
        Reader::Adult => adult,
    }
}

fn basics(reader: Reader) -> Parts {
    (
        "What asthma is",
        &[
            "When you breathe in, air goes down small tubes in your chest. With asthma these tubes are sore inside, even on good days.",
            "When something upsets them, they swell and get tight. Then it is hard to get air in and out. You may cough, wheeze or feel tight in your chest.",
            "Your preventer calms the sore tubes. It works slowly, so you take it as your plan says, on good days too.",
        ],
        by(
            reader,
            "Asthma is not your fault, and you can still run and play. Tell a grown-up when your chest feels funny.",
            "Asthma need not stop sport or nights out. If it does, tell your nurse: that means it can be held better.",
            "Many people get used to a cough at night or a slow walk upstairs. You do not have to. Tell your nurse about it.",
        ),
        [
            ask(
                "What happens in the chest with asthma?",
                ["The tubes are sore and can get tight", "The heart beats too fast", "The lungs get too big"],
                0,
                "The small tubes are sore inside. When they get tight, air cannot move well.",
            ),
            ask(
                "When do you take your preventer?",
                ["Only when you feel ill", "As your plan says, on good days too", "Only before sport"],
                1,
                "It works slowly. It keeps the tubes calm only when you take it as your plan says.",
            ),
            ask(
                "A cough wakes you at night. What does it mean?",
                ["Nothing", "You need a new pillow", "Your asthma may not be held well"],
                2,
                "A night awake with asthma is a sign. See what your plan says, and tell your nurse.",
            ),
        ],
    )
}

fn inhaler(reader: Reader) -> Parts {
    (
        "Using your inhaler",
        &[
            "An inhaler only helps when the medicine gets down into your chest. How you breathe in makes the difference.",
            "A spray inhaler wants a slow and steady breath. A dry powder inhaler wants a fast and deep one. Your nurse can watch you and show you which.",
            "A spacer is a plastic tube for a spray inhaler. More of the medicine reaches your chest with it.",
        ],
        by(
            reader,
            "Ask a grown-up to be with you when you use it. Show your nurse how you do it each time you go.",
            "A spacer may look odd in a bag, but it works. Show your nurse how you breathe in: it takes a minute.",
            "Even after years, most of us slip into bad habits. Ask your nurse to watch you at each review.",
        ),
        [
            ask(
                "How do you breathe in with a spray inhaler?",
                ["Fast and hard", "Slow and steady", "It makes no difference"],
                1,
                "A slow and steady breath takes the spray down into your chest.",
            ),
            ask(
                "What does a spacer do?",
                ["It gets more medicine into your chest", "It keeps the inhaler clean", "It counts your puffs"],
                0,
                "Without a spacer, more of the spray stays in your mouth.",
            ),
            ask(
                "Who can check how you use your inhaler?",
                ["Nobody needs to", "Only the hospital", "Your nurse"],
                2,
                "Ask your nurse to watch you. Small changes can help a lot.",
            ),
        ],
    )
}

fn triggers(reader: Reader) -> Parts {
    (
        "What sets it off",
        &[
            "Things that make your asthma worse are called triggers. Colds, pollen, smoke, dust, pets and cold air are common ones.",
            "Yours are your own. Write in your diary what was near when you felt worse, and soon you may see them.",
            "Dirty air is a trigger too. On days with bad air, stay away from busy roads and follow your plan. Never take more medicine for it than your plan says.",
        ],
        by(
            reader,
            "If smoke or a pet makes you cough, say so. You can go away from it.",
            "Smoke and vapes near you count too. You can ask people to step away, or step away yourself.",
            "If you smoke, help to stop is free and it works. Ask your GP surgery.",
        ),
        [
            ask(
                "What is a trigger?",
                ["A part of the inhaler", "Something that makes asthma worse", "A kind of test"],
                1,
                "Anything that makes your own asthma worse is a trigger.",
            ),
            ask(
                "What do you do on a day with bad air?",
                ["Follow your plan and stay off busy roads", "Take more medicine to be safe", "Stop your preventer"],
                0,
                "Your plan is enough. Take no more medicine than it says.",
            ),
            ask(
                "How can you find your own triggers?",
                ["Wait for an attack", "Everybody has the same", "Write down what was near when you felt worse"],
                2,
                "A few lines in your diary can show what sets it off.",
            ),
        ],
    )
}

fn plan(reader: Reader) -> Parts {
    (
        "Your plan",
        &[
            "Your plan is written for you alone, and your nurse or GP signed it. It says what to do in each of three zones.",
            "Green is every day. Amber means that you are getting worse. Red means an attack.",
            "Go by how you feel and by your peak flow, if your plan has one. The worse of the two counts.",
        ],
        by(
            reader,
            "Show your plan to the grown-ups who look after you, at home and at school.",
            "Show your plan to a friend. In an attack they can read it while you breathe.",
            "Show your plan to somebody at home. Ask for a new one each year, or after an attack.",
        ),
        [
            ask(
                "What does the amber zone mean?",
                ["You are getting worse", "You are well", "You must call an ambulance"],
                0,
                "Amber means: getting worse. Do what your plan says there, and do not wait.",
            ),
            ask(
                "Your peak flow is green but you feel bad. What counts?",
                ["The peak flow", "How you feel", "Neither"],
                1,
                "The worse of the two counts. A good number never makes a bad chest better.",
            ),
            ask(
                "When do you ask for a new plan?",
                ["Never", "When you change your phone", "Each year, and after an attack"],
                2,
                "You change, and your plan should change with you.",
            ),
        ],
    )
}

fn worse(reader: Reader) -> Parts {
    (
        "When it gets worse",
        &[
            "Most attacks give a warning. You may cough more, wake at night, or need your reliever more than before. That is the time for the amber part of your plan.",
            "It is an attack when your reliever does not help or does not last four hours. It is an attack when you are too breathless to talk, eat or sleep.",
            "In an attack, sit up and do the emergency steps in your plan. Call 999 if you get worse, if it does not help, or if you have no reliever. You never have to be sure first.",
        ],
        by(
            reader,
            "Shout for a grown-up at once. You will not be in trouble for it.",
            "Tell somebody who is with you. Do not go off alone to the toilet or to bed.",
            "After an attack, see your GP or nurse soon, even when you feel well again.",
        ),
        [
            ask(
                "Your reliever does not last four hours. What is it?",
                ["A normal day", "An attack", "A cold"],
                1,
                "That is an attack. Do the emergency steps now.",
            ),
            ask(
                "How should you sit in an attack?",
                ["Lying flat", "It does not matter", "Sitting up"],
                2,
                "Sitting up makes it easier to breathe.",
            ),
            ask(
                "When do you call 999?",
                ["When it gets worse or your reliever does not help", "Only when you faint", "The next day"],
                0,
                "Call at once. You never have to be sure first.",
            ),
        ],
    )
}

fn peak_flow(reader: Reader) -> Parts {
    (
        "Peak flow",
        &[
            "A peak flow meter shows how fast you can blow air out. When your tubes are tight, the number goes down. It may go down before you feel worse.",
            "Stand or sit up straight. Take a deep breath, close your lips around the meter, and blow as hard and as fast as you can. Blow three times and write down the best.",
            "Your number is for you alone. It is held against your own best, not against that of other people.",
        ],
        by(
            reader,
            "Many children go by how they feel and need no meter. Your plan says what you do.",
            "Use the same meter each time. Another meter may give another number.",
            "Use the same meter each time. Not every plan has a peak flow: yours says what you go by.",
        ),
        [
            ask(
                "Which of your three blows do you write down?",
                ["The first", "The best", "The last"],
                1,
                "The best of three shows what your chest can do.",
            ),
            ask(
                "What is your number held against?",
                ["Your own best", "Your friend’s number", "Nothing"],
                0,
                "Your own best peak flow is what counts.",
            ),
            ask(
                "Why use the same meter each time?",
                ["It looks better", "You need not", "Another meter may give another number"],
                2,
                "Meters differ. Only numbers from the same one can be compared.",
            ),
        ],
    )
}
