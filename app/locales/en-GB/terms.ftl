# What was agreed to, and leaving. What is collected, who sees it, what stops and stays is in `domain`.

terms-title = What you agreed to
terms-changed = Our words have changed
terms-agreed = You agreed to the words of { $version } on { $date }.
terms-back = More
terms-changed-text = Please read them and say if you still agree. Your plan and the emergency steps open in any case.
terms-collected = What is collected
terms-who-sees = Who sees it
terms-version = These are the words of { $version }.
terms-agree = I agree
terms-later = Not now
terms-leave-link = Leave: take back what I agreed to
terms-leave = Leave
terms-leave-heading = Leave with { $name }’s plan
terms-stops = What stops
terms-stays = What stays, and why
terms-before = Before you leave
terms-print = Print the plan first, or ask your GP surgery for it on paper.
terms-sure = I want to leave
terms-leave-now = Leave now
terms-left = You have left
terms-left-text = The plan is no longer shown here. Your links and reminders have stopped, and you are logged out everywhere.
terms-left-now = From now on
terms-left-emergency = General emergency steps
terms-left-back = You can come back at any time: ask your GP surgery for an invitation.
