# How to come back, and where somebody is logged in.

log-ins-next-time = Next time
log-ins-joined = You have joined
log-ins-again = You are logged in again
log-ins-last-step = Last step
log-ins-lost = If you lose your way in, your GP surgery makes you a new invitation. Nothing you wrote is lost.
log-ins-carry-on = Carry on to the plan
log-ins-title = Logging in
log-ins-back = More
log-ins-where = Where you are logged in
log-ins-away = Giving this phone away?
log-ins-away-text = Log out first. Everything this phone keeps of the plan is then wiped.
log-ins-out-here = Log out here
log-ins-lock = Use this phone’s screen lock next time
log-ins-lock-text = Log in with your face, your finger or your phone’s PIN. There is no password, and nothing of your face or finger leaves the phone.
log-ins-lock-use = Use the screen lock
log-ins-made = Made on { $date }.
log-ins-used = Last used on { $date }.
log-ins-unused = Not used yet.
log-ins-remove-which = the screen lock of { $device }, made on { $date }
log-ins-works = Screen lock works here
log-ins-remove = Remove
log-ins-since = Since { $since }. Last used { $used }.
log-ins-here = This one
log-ins-out-which = { $device }, logged in since { $since }
log-ins-out = Log out
log-ins-out-elsewhere = Log out everywhere else
