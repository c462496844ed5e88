# What is shown without a network.

offline-title = You are offline
offline-text = This page is not kept on this phone. It will open when you have a signal.
offline-attack = Asthma attack?
offline-not-kept = These steps are for everybody. Your own plan is not kept on this phone: if you have it on paper, follow that.
