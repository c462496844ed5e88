# Who has seen this. Roles and what they did are said by `domain`.

seen-title = Who has seen this
seen-back = More
seen-nobody = Nobody in the last 12 months.
seen-text = Everybody who read or changed the record or the plan in the last 12 months, the latest first.
seen-wrong = Something looks wrong? Ask your GP surgery. To stop a link, open [Share your plan].
seen-at = at { $time }
seen-times = { $times } times, the last at { $time }
