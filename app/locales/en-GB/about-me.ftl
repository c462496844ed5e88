# Questions about the person. The answers to choose from are in `domain`.

about-me-answered = You answered on { $date }.
about-me-leave-out = Leave this out
about-me-title = About you
about-me-heading = About { $name }
about-me-condition = What is the plan for?
about-me-language = Language you like best
about-me-ethnicity = Ethnic group (you can leave this out)
about-me-ethnicity-hint = The NHS asks so that it can see if this app reaches everybody. It changes nothing in your care, and only counts without names are shown.
about-me-baseline = How has asthma been? (you can leave this out)
about-me-baseline-text = Three numbers to look back at later. They do not change the plan.
about-me-reliever = Days you used the reliever, out of the last 7
about-me-nights = Nights asthma woke you, out of the last 7
about-me-courses = Courses of steroid tablets in the last 12 months
about-me-save-first = Save and carry on
about-me-save = Save
about-me-later = Not now
about-me-who-sees = Who sees these answers
about-me-who-sees-text = You, and whoever else has joined for this person. You can change them at any time under More.
