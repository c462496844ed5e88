# More.

more-title = More
more-worried-young = When you are worried, ring your GP surgery, or ring 111 when it is closed.
more-worried = When you are worried, ring your GP surgery. When it is closed, use NHS 111 online or ring 111.
more-whose = Whose plan is shown
more-help = Help
more-call = In an emergency, call 999.
more-emergency = Emergency steps
more-who-sees = Who sees what you write
more-about = About
more-about-text = Digital Health Passport carries the plan that your nurse or GP signed. It does not watch over you and it does not replace them.
more-demo = This is a demonstration: everybody in it is made up.
more-log-out = Log out
more-phone = On your phone
more-install = Put the plan on your home screen
more-phone-text = Your plan, the emergency steps and your diary open without a signal.
more-offline = The rest of this page opens when you have a signal.
more-terms = These are the terms of { $version }.
more-learn = Learn and check
more-journey = My Journey: short lessons
more-control = How is your asthma held? Three questions
