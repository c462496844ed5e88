# My Journey. The lessons' own texts are in `domain`, approved clinically.

journey-title = My Journey
journey-back = More
journey-lead = Short lessons about your asthma, two minutes each. Read one, then try three questions.
journey-done-of = { $done } of { $all } lessons done
journey-done = Done
journey-again = Try again
journey-new = Not read yet
journey-questions = Three questions
journey-check = Check my answers
journey-passed = Well done. You have done this lesson
journey-not-yet = Not yet. Read it once more
journey-mark = You had { $right } of 3 right. Two are enough.
journey-next = Choose another lesson
journey-read-again = Read the lesson again
