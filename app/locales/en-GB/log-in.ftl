# Logging in.

log-in-title = Log in
log-in-back = Back
log-in-lock-heading = Patients, parents and carers
log-in-lock-text = Log in with your face, your finger or your phone’s PIN, if you chose that after joining.
log-in-lock = Log in with the screen lock
log-in-new-phone = New phone, or no screen lock?
log-in-new-phone-text = Ask your GP surgery for a new invitation. Everything you wrote is still there.
log-in-code = Type the code of your invitation
log-in-choose = Choose who you want to be. There is no password.
log-in-patients = Patients and parents
log-in-staff = GP surgeries and the ICB
log-in-kept = Your plan is kept on this phone
log-in-kept-emergency = Emergency steps
log-in-kept-open = Open the plan kept on this phone
log-in-as = Log in as { $name }
