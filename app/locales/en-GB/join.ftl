# Joining with an invitation.

join-code-title = Join with a code
join-back = Back
join-code = Code from your invitation
join-code-hint = 10 letters and numbers, such as ABCDE-12345
join-continue = Continue
join-look-title = Your invitation
join-look-text = First we check that this invitation has reached the right person. If you are a parent or carer, give your child’s date of birth.
join-born = Date of birth of the person the plan is for
join-born-hint = For example, 31 3 2009
join-not-used-up = Opening this page does not use up your invitation.
join-closed = This invitation cannot be used
join-closed-text = It may have been used already, or its time is over. Ask your GP surgery for a new one.
join-closed-joined = If you have joined already, log in.
join-log-in = Log in
join-other-code = Type another code
join-agree-title = What we collect
join-again = Please start again
join-again-text = It is more than 30 minutes since the date of birth was checked, or the invitation has been used.
join-again-link = Open the invitation again
join-collected = What is collected
join-who-sees = Who sees it
join-source = How did you hear of this?
join-agree = I agree and want to join
join-who = Who are you?
join-invites = { $practice } invites you to carry your asthma plan
join-before = Before you see { $name }’s plan
join-terms = Terms of { $version }. You can leave at any time: your GP surgery keeps your record, and we stop showing it here.
join-myself = I am { $name }
join-parent = I am { $name }’s parent or carer
join-code-wrong = Enter the code from your invitation: 10 letters and numbers, such as ABCDE-12345
join-wrong-date =
    { $tries ->
        [one] This is not the date of birth on the invitation. 1 try is left, then ask your GP surgery for a new invitation
       *[other] This is not the date of birth on the invitation. { $tries } tries are left, then ask your GP surgery for a new invitation
    }
join-welcome-back = Welcome back, { $name }
join-welcome-back-parent = Welcome back to { $name }’s plan
join-words-changed = Our words have changed since you agreed to them.
join-back-text = Everything you wrote is still there. Your other phones and computers are logged out.
join-back-in = Log in on this phone
join-by-link = Your asthma plan on your phone
join-no-code = No code? Ask your GP surgery for an invitation.
join-by-school = Your school told you about this. It comes from { $from }.
join-by-social = You saw this on social media. It comes from { $from }.
join-by-letter = You had a letter or message about this. It comes from { $from }.
join-by-other = You followed a link to this page. It comes from { $from }.
join-how = How to join
join-how-ask = Ask your GP surgery for an invitation to your asthma plan. It has a code.
join-how-code = Type the code below.
join-how-yes = Give the date of birth, read what is collected, and say yes.
