# The diary. What an entry said, triggers, parts of the day and warnings about the reliever are said by `domain`.

diary-title = Diary
diary-back = Back
diary-last-days = The last { $days } days
diary-nothing = Nothing here yet. Your first check-in takes about 20 seconds.
diary-private = { $name }’s diary is private. You see the plan, the emergency steps and the medicines.
diary-check-in-now = Check in: what to do now
diary-write = Write something down
diary-how-are-you = Check in: how are you?
diary-peak-flow = Peak flow
diary-peak-flow-hint = Up to 3 blows
diary-reliever = Reliever
diary-reliever-hint = Puffs in a day
diary-night = Bad night
diary-night-hint = Woken by asthma
diary-triggers = Triggers
diary-triggers-hint = What set it off
diary-attack = Attack
diary-attack-hint = Once it is over
diary-visit = A&E or hospital
diary-visit-hint = Your surgery is told
diary-not-checked-in = You have not checked in on these days.
diary-checked-in =
    { $times ->
        [one] You checked in once.
       *[other] You checked in { $times } times.
    }
diary-times-green = You were in your green zone each time.
diary-times-amber =
    { $amber ->
        [one] You were in your amber zone once.
       *[other] You were in your amber zone { $amber } times.
    }
diary-times-red =
    { $red ->
        [one] You were in your red zone once.
       *[other] You were in your red zone { $red } times.
    }
diary-times-amber-and-red =
    You were in your amber zone { $amber ->
        [one] once
       *[other] { $amber } times
    } and in your red zone { $red ->
        [one] once
       *[other] { $red } times
    }.
diary-attacks =
    { $attacks ->
        [one] You had one attack.
       *[other] You had { $attacks } attacks.
    }
diary-green = Green
diary-amber = Amber
diary-red = Red
diary-green-zone = Green zone
diary-amber-zone = Amber zone
diary-red-zone = Red zone
diary-day-by-day = Day by day
diary-check-in = Check-in
diary-and-peak-flow = , peak flow { $reading }
diary-at = at { $time }
diary-right = Is this right?
diary-gone = Taken back or put right ({ $number })
diary-put-right-on = Put right on { $time }.
diary-taken-back-on = Taken back on { $time }.
diary-not-measured = Not measured
diary-wrong-time = { $time }. This time cannot be right
diary-when = When
diary-said = What you said
diary-zone-then = Zone then
diary-put-it-right = Put it right
diary-take-back = Take it back
diary-take-back-text = Do this when it never happened. It then counts for nothing. You and your GP surgery can still see that it was there.
diary-take-back-now = Take this entry back
diary-counts-not = This was taken back or put right. It counts for nothing.
diary-kept = It is in your diary
diary-put-right = The entry is put right
diary-taken-back = The entry is taken back
diary-changed-text = You can still see how it was at the end of your diary.
diary-worse = Feeling worse?
diary-watched = Nobody is watching this for you. [Open the emergency steps].
diary-emergency = Open the emergency steps
diary-blown-green = This reading is in your green zone. How you feel counts too: [check in].
diary-blown-amber = This reading is in your amber zone
diary-blown-amber-plan = Do what your plan says for the amber zone. [Open your plan].
diary-blown-amber-see = See your nurse or GP within 24 hours if you feel worse at any time or are no better.
diary-blown-red = This reading is in your red zone
diary-blown-red-help = Get medical help today: ring your GP surgery, or NHS 111 when it is closed.
diary-blown-red-more = Symptoms too, or a reading this low again? Do the emergency steps and call 999.
diary-see-today = See your GP or nurse today
diary-after-attack = After an attack at home, ring your GP surgery for an urgent appointment the same day. When it is closed, ring NHS 111.
diary-after-attack-list = Your surgery also sees this on its list when it is open. Do not wait for it to ring you.
diary-when-home = When you are home again, open this entry and put it right. Then your GP surgery knows that it is time to see you.
diary-see-within = Your GP surgery should see you within 2 working days
diary-see-by = That is by { $day }. Ring your surgery and book it. It also sees this on its list when it is open.
diary-reliever-week = Your reliever this week
diary-reliever-today = Your reliever today
diary-when-was = When was this? The time on the phone looked wrong
diary-is-right = Is { $reading } right? It is far from the reading before
diary-please-check = Please check
diary-please-check-text = These are kept, and do not count until you say.
diary-yes = Yes
diary-no = No
diary-today = Today
diary-yesterday = Yesterday
diary-other-day = Another day
diary-which-day = Which day?
diary-which-day-hint = For example, 14/10/2026
diary-time-of-day = What time of day?
diary-when-was-it = When was it?
diary-clock-wrong = The clock of the phone was wrong when this was written. Say when it really was.
diary-breathless = Were you too breathless to talk, eat or sleep?
diary-need-reliever = Did you need your reliever?
diary-helped = Yes, and it helped for 4 hours or more
diary-not-lasting = Yes, and it did not last 4 hours or did not help
diary-symptoms = Did you have symptoms?
diary-some = Yes, some
diary-interfering = Yes, they got in the way of my day
diary-woke = Did your asthma wake you that night?
diary-unit = litres per minute
diary-save-right = Save it like this
diary-attack-title = An attack
diary-attack-lead = Write it down once it is over. It takes less than a minute. Your GP surgery sees it on its list.
diary-attack-save = Save the attack
diary-visit-lead = Your GP surgery sees this on its list and should see you within 2 working days of going home.
diary-visit-save = Save and tell my surgery
diary-peak-flow-lead = Blow up to 3 times. The best one counts, and all are kept.
diary-peak-flow-save = Save peak flow
diary-reliever-lead = Puffs of your reliever for symptoms.
diary-reliever-save = Save puffs
diary-night-lead = How often asthma woke you.
diary-night-save = Save night
diary-triggers-lead = What made your asthma worse?
diary-triggers-save = Save triggers
diary-attack-now = Attack now?
diary-attack-now-text = [Open the emergency steps]. This form can wait.
diary-ten-minutes = 10 minutes or less
diary-hour = Up to an hour
diary-longer = Longer than an hour
diary-still-on = It is not over: show me the emergency steps
diary-puffs-five = 1 to 5
diary-puffs-ten = 6 to 10
diary-puffs-more = More than 10
diary-puffs-none = None: no inhaler there
diary-how-long = How long did it last?
diary-how-many-puffs = How many puffs of the reliever?
diary-steroids = Were steroid tablets taken?
diary-called = Did anybody call 999?
diary-where = Where?
diary-a-and-e = A&E, and home again
diary-hospital = I stayed in hospital
diary-went-in = Which day did you go in?
diary-home = For a hospital stay: are you home again?
diary-still-there = No, I am still there
diary-went-home = Which day did you go home?
diary-blow-first = First blow
diary-blow-second = Second blow
diary-blow-third = Third blow
diary-sure = Is this number right?
diary-sure-yes = Yes, { $reading } is right
diary-meter = Which meter?
diary-meter-eu = A meter with the EU scale (sold since 2004)
diary-meter-wright = An old meter (Wright scale)
diary-puffs = How many puffs?
diary-choose = Choose
diary-times = How many times did asthma wake you?
diary-which-night = The night before which day?
diary-choose-all = Choose all that fit
diary-something-else = Something else
diary-readings =
    { $number ->
        [one] One reading in { $days } days: { $highest } litres per minute.
       *[other] { $number } readings in { $days } days, from { $lowest } to { $highest } litres per minute.
    }
diary-best = Your best peak flow is { $best }.
diary-scale-eu = Meter: EU scale.
diary-scale-wright = Meter: old Wright scale.
diary-other-meter =
    { $number ->
        [one] One reading on another meter is not in the picture: the scales differ.
       *[other] { $number } readings on another meter are not in the picture: the scales differ.
    }
diary-days = { $days } days
diary-day = Day
diary-litres = Litres per minute
diary-table = These readings as a table
diary-described =
    { $number ->
        [one] One reading: { $highest } litres per minute.
       *[other] { $number } readings, from { $lowest } to { $highest } litres per minute.
    }
diary-zones = The green zone is { $amber } and above, the red zone is below { $red }.
diary-chart = Your peak flow, in litres per minute
diary-days-ago = { $days } days ago
