# The first page.

home-title = Digital Health Passport
home-heading = Your asthma plan, always with you
home-lead = Your nurse or GP writes a plan that is yours alone. You carry it on your phone: what to do every day, what to do when you feel worse, and what to do in an asthma attack.
home-join = Join with an invitation
home-log-in = Log in
home-emergency = Asthma attack? See the emergency steps now
home-you = For you
home-you-text = See your zone and what to do now. Your plan shows its version and the date it was signed.
home-parents = For parents
home-parents-text = Carry the plans of all your children, each kept apart from the others.
home-surgeries = For GP surgeries
home-surgeries-text = Write and sign a plan in minutes, with the patient’s own view beside the form.
