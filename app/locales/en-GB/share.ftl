# Sharing the plan by a link. What each kind of link shows is in `domain`.

share-title = Share your plan
share-back = More
share-nobody = Nobody. You have not shared this plan by a link.
share-over = Links that no longer work ({ $number })
share-lead = Give a school, your family or a carer a link to your plan. They need no account. They always see the plan you have now. You can stop a link at any time.
share-open = Who can open it now
share-until = Works until { $date }.
share-with-code = It asks for the code first.
share-without-code = It asks for no code.
share-stop = Stop sharing with { $name }
share-unopened = Nobody has opened it yet.
share-opened =
    { $times ->
        [one] Opened once
       *[other] Opened { $times } times
    }
share-was = { $name }: { $why }, { $times }
share-why-stopped = you stopped it
share-why-locked = closed after too many wrong codes
share-why-ended = its time is over
share-times-none = never opened
share-times =
    { $times ->
        [one] opened once
       *[other] opened { $times } times
    }
share-ends = Ends on { $date } unless you choose another day.
share-make = Make a new link
share-for = Who is it for?
share-name = What do you call them?
share-name-hint = Only you see this. For example, Marks Gate Juniors or Grandma.
share-last-day = Last day of the link
share-last-day-hint = Leave this empty for the usual day. 12 months at most.
share-code = Ask for a code first
share-code-hint = You tell them the code by voice. If the link reaches the wrong person, they see nothing.
share-make-now = Make the link
share-link-for = Your link for { $name }
share-until-new = It works until { $date }.
share-tell = Tell them this code by voice
share-tell-text = Do not send it with the link. Ten wrong codes close the link.
share-new = Your new link
share-only-now = Shown only now.
share-not-kept = We keep neither the link nor the code. If you lose them, make a new link.
share-point = Let them point their camera at this picture
share-qr = QR picture of the link
share-send = Or send them this link
share-done = Done
share-once = This link was shown once
share-gone = We do not keep links. If you need one again, make a new link and stop the old one.
