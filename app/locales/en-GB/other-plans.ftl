# Plans for other conditions.

other-plans-back = My plans
other-plans-phones = Telephones
other-plans-ring = Ring
other-plans-withdrawn = Do not use this plan
other-plans-paper = Your GP surgery has withdrawn it. Do not use paper copies either.
other-plans-ask = Ring your GP surgery today. Ask what to do, and ask for a new plan.
other-plans-emergency = In an emergency, call 999.
other-plans-call = Call 999
other-plans-review = This plan needs a review. It was due on { $date }. Keep using it, and ask your GP surgery for a review.
other-plans-withdrawn-heading = Your { $plan } has been withdrawn
other-plans-print = Print this plan
other-plans-print-a4 = Your plan on one page
