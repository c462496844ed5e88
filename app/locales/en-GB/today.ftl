# Today: what do I do now.

today-news = Your plan has changed. This page shows how it is now.
today-title = Today
today-worse = Worse, or your reliever is not lasting 4 hours?
today-emergency = Open the emergency steps
today-how-now = How are you now?
today-check-in = Check in
today-watched = About 20 seconds. Nobody is watching this for you: if you are worried, get help.
today-see-plan = See the plan
today-call = Call 999
today-visit-answered = Answered. You can change your answers.
today-visit-open = Two minutes before your visit.
today-visit = Questions from your GP surgery
today-withdrawn = Do not use your old plan
today-withdrawn-paper = Your GP surgery has withdrawn it. Do not use paper copies either.
today-withdrawn-ring = Ring your GP surgery today and ask what to do and for a new plan. Until then the advice here is general.
today-review = Your plan needs a review.
today-no-plan = You have no signed plan yet.
today-how = How are you today, { $name }?
today-because = { $why } You checked in at { $time }.
today-withdrawn-attack = In an asthma attack, [do the emergency steps] and call 999.
today-review-due = It was due on { $date }. Keep using it, and ask your GP surgery for a review.
today-no-plan-text = Ask your nurse or GP for one. Until then the advice here is general, and there are [emergency steps for everybody].
today-doses = Your doses today
today-medicines = All your medicines
