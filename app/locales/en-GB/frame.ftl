# What stands around every page of a person.

frame-foot-demo = Demonstration: everybody here is made up. In a real emergency, call 999.
frame-foot = Nobody is watching this app for you. In an emergency, call 999.
frame-title = Asthma plan
frame-emergency = Emergency
frame-today = Today
frame-plan = Plan
frame-diary = Diary
frame-more = More
frame-who = { $name }, { $age }
frame-help = Help: who to ring
