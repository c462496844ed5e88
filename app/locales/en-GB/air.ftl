# Air and pollen. What to do is in `domain`.

air-page = Air and pollen
air-back = More
air-title = Air and pollen today
air-not-here = Not available here.
air-not-here-text = Your local NHS has not joined this app to a service for air quality and pollen. UK-AIR shows air quality on its website, and the Met Office shows pollen.
air-not-now = Not available now.
air-not-now-text = The service for air quality and pollen does not answer. Try again later.
air-what-to-do = What to do
air-plan = Your plan
air-asked = We ask for your area only. Nothing about you, and not where you are, leaves this app.
air-index = { $index } out of 10
air-not-known = Not known
air-no-figure = No figure for your area now
air-pollen-note = Pollen in the air
air-pollen-not-counted = Pollen is not counted all year
air-from = From { $source }, { $at }.
air-pollution = Air pollution
air-pollen = Pollen
