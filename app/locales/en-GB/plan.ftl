# The page around the plan. The plan's own words are in `domain`.

plan-title = My plan
plan-heading = My asthma plan
plan-attack = In an asthma attack
plan-emergency = Open the emergency steps
plan-medicines = Your medicines
plan-triggers = What sets it off
plan-air = Dirty air can too. On days with bad air, stay away from busy roads and follow your plan.
plan-note = Note
plan-ring-whom = Whom to ring
plan-print = Print or save as PDF
plan-print-a4 = Your plan on one page, for the fridge door
plan-print-booklet = Your plan in large print, two pages
plan-print-school = A card for school, without your date of birth
plan-print-bw = Your plan on one page, in black and white
plan-contact = Emergency contact
plan-ring = Ring
plan-withdrawn = Do not use your old plan
plan-withdrawn-heading = Your plan has been withdrawn
plan-withdrawn-paper = Your GP surgery has withdrawn it. Do not use paper copies either.
plan-withdrawn-ring = Ring your GP surgery today and ask what to do and for a new plan.
plan-none = No plan yet
plan-none-text = Your nurse or GP has not signed a plan for you. Ask your GP surgery for an asthma review.
plan-none-emergency = Until you have one, there are emergency steps for everybody.
plan-review = This plan needs a review.
plan-whose = { $name }, born { $born }, NHS number { $number }
plan-review-due = It was due on { $date }. Keep using it, and ask your GP surgery for a review.
