# Pages that have no answer.

error-signed-out = You are logged out
error-not-found = Page not found
error-broken = Sorry, there is a problem
error-signed-out-text = Log in to go on. What you had written is kept as it was last saved.
error-not-found-text = Check the address, or start again from the first page.
error-tries = Too many tries
error-tries-text = Wait an hour, or ask your GP surgery for a new invitation.
error-changed = This has changed since the page was opened
error-changed-text = Open the page again to see how it is now.
error-broken-text = Nothing was changed. Try again in a moment.
error-no-connection = No connection
error-no-connection-text = The service could not be reached. Try again in a moment.
error-log-in = Log in
error-emergency = Open the emergency steps
error-reference = Reference: { $reference }
error-attack = Asthma attack?
