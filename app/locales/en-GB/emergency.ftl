# The page around the emergency steps. The steps are in `domain`.

emergency-page = Asthma attack: emergency steps
emergency-title = Asthma attack
emergency-close = Close
emergency-call = Call 999
emergency-no-signal = No signal, or a tablet without a phone? Ask someone near you to call 999 now.
emergency-own = Your own plan has the steps for your own inhaler.
emergency-log-in = Log in to see it
emergency-contact = Emergency contact
emergency-puff = Puff taken
emergency-again = Start again
emergency-everybody = These steps are for everybody.
emergency-not-reached = We could not open your own plan just now. If you have it on paper, follow that.
emergency-no-plan = You have no signed plan yet: ask your GP surgery for one.
emergency-withdrawn = Your old plan has been withdrawn. Do not use it. Ask your GP surgery for a new one.
emergency-whose = { $name }, born { $born }
