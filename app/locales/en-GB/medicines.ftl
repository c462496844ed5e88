# Medicines. The plan’s own words, what a medicine is for and the advice are in `domain`.

medicines-title = Medicines
medicines-gone = That dose could not be ticked: your plan has changed, or it is too long ago.
medicines-today = Today
medicines-times = Your times are { $morning } and { $night }.
medicines-times-ours = We use { $morning } and { $night } until you choose your own times.
medicines-reminders = Times and reminders
medicines-missed = Missed one? Take the next dose at its usual time. Do not take extra to catch up.
medicines-on-plan = On your plan
medicines-steroids = Steroid tablets
medicines-running-out = Running out?
medicines-ask = Ask your GP surgery for more here. It is a message to them, not a prescription.
medicines-open =
    { $requests ->
        [one] 1 request is open.
       *[other] { $requests } requests are open.
    }
medicines-repeat = Request a repeat
medicines-ticked = This dose is ticked already
medicines-told = This is what you told this app. Nobody has checked it.
medicines-so-far = How it is going
medicines-so-far-text = This is what you and your family ticked. A dose without a tick may have been taken all the same.
medicines-withdrawn = Do not use your old plan
medicines-withdrawn-text = Your GP surgery has withdrawn it, and no medicines are shown from it. Ring your GP surgery today and ask what to take.
medicines-attack = In an asthma attack, [do the emergency steps] and call 999.
medicines-none = Your medicines are shown here once your nurse or GP has signed your plan. Until then, take them as you were told.
medicines-colour = { $colour } inhaler
medicines-practised = Practised on { $date }.
medicines-how = How to use it: { $guide }
medicines-spacer = Through your spacer
