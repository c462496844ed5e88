# Times of the doses, and reminders.

reminders-title = Times and reminders
reminders-back = Medicines
reminders-nothing = Your plan has no doses to take every day, so there is nothing to remind you of.
reminders-saved = Saved
reminders-saved-text = Your choice is kept.
reminders-lead = Reminders can come late, or not at all: phones hold them back. Your list of doses on Today works without them.
reminders-dose-at = { $dose } dose at { $time }
reminders-time-hint = On the clock, such as 07:30
reminders-morning = Morning dose
reminders-night = Night dose
reminders-when = When you take your doses
reminders-same = Everybody who looks after these medicines sees the same times. They stay the same on the clock in summer and winter.
reminders-save-times = Save times
reminders-none-for = No reminder comes for:
reminders-quiet-hours = { $doses }. It falls in your quiet hours.
reminders-you = Reminders for you
reminders-remind = Remind me when a dose is due
reminders-remind-hint = Not when somebody has ticked it already
reminders-quiet-from = Quiet from
reminders-quiet-until = Quiet until
reminders-school = Quiet in school hours
reminders-school-hint = Monday to Friday, 8:30am to 3:30pm
reminders-save = Save reminders
reminders-phone = This phone
reminders-not-set-up = Reminders on phones are not set up here. Your list of doses on Today works without them.
reminders-no-phone = No phone or tablet of yours takes reminders yet.
reminders-phones =
    { $phones ->
        [one] 1 phone or tablet of yours takes reminders.
       *[other] { $phones } phones or tablets of yours take reminders.
    }
reminders-only-says = A reminder only says “You have a reminder”. It has no name and no medicine on it. Your phone asks you next if it may show them.
reminders-use = Use this phone for reminders
reminders-on = This phone takes reminders.
reminders-stop = Stop on this phone
reminders-apple = On an iPhone or iPad, put this app on your Home Screen first: press Share, then “Add to Home Screen”. Open it from there and come back to this page.
reminders-denied = This phone does not let us show reminders. Allow notifications for this app in the settings of your phone, then come back.
reminders-cannot = This phone cannot take reminders. Your list of doses on Today works without them.
reminders-failed = That did not work. Try again when you have a signal.
reminders-script = Reminders on this phone need JavaScript. Your list of doses on Today works without it.
reminders-stop-all = Stop on all my phones
reminders-alarm = Prefer an alarm? Set one on your phone for these times.
reminders-to-medicines = Back to your medicines
