# How the app comes onto the home screen.

install-title = Put the plan on your home screen
install-back = Back
install-lead = One tap opens your plan and the emergency steps, with or without a signal.
install-done = It is on your home screen
install-done-text = You opened the app from there. There is nothing more to do.
install-now = This phone can do it now
install-button = Put it on my home screen
install-apple = iPhone or iPad
install-apple-safari = Open this page in Safari.
install-apple-again = Open the app from your home screen and log in once more. It keeps your plan apart from Safari.
install-android = Android
install-android-menu = Press the menu of your browser, often three dots.
install-android-open = Open the app from your home screen.
install-room = A phone that is short of room may clear what a web page keeps, and Safari does so after 7 days without a visit. An app on the home screen is spared. Keep a paper copy too.
install-apple-share = Press **Share**, the square with an arrow.
install-apple-add = Choose **Add to Home Screen**, then press **Add**.
install-android-add = Choose **Install app** or **Add to Home screen**.
