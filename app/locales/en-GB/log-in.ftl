# Logging in.

log-in-title = Log in
log-in-back = Back
log-in-nobody = Nobody can log in here yet: the service has no identity provider, and the demonstration is not loaded.
log-in-choose = Choose who you want to be. There is no password.
log-in-patients = Patients and parents
log-in-staff = GP surgeries and the ICB
log-in-kept = Your plan is kept on this phone
log-in-kept-emergency = Emergency steps
log-in-kept-open = Open the plan kept on this phone
log-in-as = Log in as { $name }
