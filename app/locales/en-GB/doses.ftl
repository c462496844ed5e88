# Doses of today, on Today and on the page of medicines. Names of doses are said by `domain`.

doses-last-night = Last night
doses-when = { $dose }, { $time }
doses-take = Take **{ $puffs }** of your **{ $inhaler }**
doses-take-spacer = Take **{ $puffs }** of your **{ $inhaler }**, through the spacer
doses-later = Later
doses-passed = Not ticked. Do not take it now as well. Did you take it in time?
doses-not-ticked = Not ticked
doses-taken = Taken
doses-twice = Ticked twice
doses-both = If both were really taken, do not take more, and tell your nurse or GP.
doses-taken-by = Already taken by { $who } at { $time }.
doses-took = I took it
doses-undo = Undo
doses-second = Do not take the same dose again. Was a second dose really taken?
doses-one = No, one dose
doses-two = Yes, two doses were taken
