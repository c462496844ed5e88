# Your data, and closing the account. What is erased and what is kept is in `domain`.

data-title = Your data
data-back = More
data-holds = What the file holds
data-holds-record = Your record: name, NHS number, date of birth and GP surgery.
data-holds-plans = Every signed plan, with who signed it and when.
data-holds-diary = Your diary, doses, and requests for medicines.
data-holds-answers = Your answers about yourself and before a visit.
data-holds-links = What you agreed to, the links you made, and where you are logged in.
data-holds-seen = Who has seen or changed your record in the last 12 months.
data-private = If somebody keeps their diary to themself, it is left out of a parent’s file, and the file says so.
data-download = Download it
data-safe = The file is for you alone. Keep it safe: whoever has it can read it.
data-json = Download everything as a file (JSON)
data-pdf = Print your plan, or keep it as a PDF
data-noted = The download is noted in the list of who has seen this.
data-close = Close your account
data-idle = An account that nobody logs in to for 18 months is closed. We tell you 60, 30 and 7 days before. Logging in keeps it.
data-close-now = Close your account now
data-several = This account acts for several people. It closes for all of them:
data-erased = What is erased
data-kept = What is kept, and why
data-before = Before you close it
data-print-first = Print the plan first. [Download your data] too, if you want it.
data-sure = I want to close my account
data-close-mine = Close my account
