# Two questions about the app.

feedback-title = How is this app for you?
feedback-back = More
feedback-thanks = Thank you
feedback-counted = Your answers are counted without your name.
feedback-today = Go to Today
feedback-none = We have no question for you now. We ask a few times a year, and never when you are unwell.
feedback-two = Two questions
feedback-nobody = Your answers are counted without your name. Nobody can see that they are yours.
feedback-happy = How happy are you with this app?
feedback-likely = How likely are you to tell a friend with asthma to use it?
feedback-likely-hint = 0 means not at all likely. 10 means very likely.
feedback-send = Send
feedback-watched = Nobody answers what you say here. If you feel worse, follow your plan. In an emergency, call 999.
feedback-not-now = Not now
feedback-quick = Two quick questions. Your answers are counted without your name.
feedback-answer = Answer 2 questions
feedback-say-happy = Say how happy you are
feedback-choose-number = Choose a number
